//! `POST /api/oauth/token`: where the vendor's clients log in. Everybody may, and no request needs it.

use block_storage::BlockStorageFault;
use block_storage::query::Parameters;
use faultwire_warp::faultwire::Fault;
use faultwire_warp::{Result, body, method, path};
use serde::Serialize;
use warp::Filter;
use warp::reply::Json;

use crate::{Prefix, Routes, route};

pub(crate) fn routes(prefix: &Prefix) -> Routes {
    route(prefix.clone().and(path!("oauth" / "token")).and(method::post()).and(body::form()).then(issue))
}

#[derive(Serialize)]
struct Token {
    access_token: &'static str,
    token_type: &'static str,
    expires_in: u32,
    scope: &'static str,
}

async fn issue(form: Parameters) -> Result<Json> {
    if form.get("password") == Some("wrong") {
        // RFC 9110 section 15.5.2: a 401 says how to authenticate.
        let fault = Fault::from(BlockStorageFault::InvalidGrant);
        return Err(fault.with_header("WWW-Authenticate", r#"Basic realm="block-storage""#).into());
    }
    let token = Token { access_token: "demo-token", token_type: "bearer", expires_in: 86_399, scope: "read write" };
    Ok(warp::reply::json(&token))
}
