//! `POST /api/oauth/token`: where the vendor's clients log in. Everybody may, and no request needs it.

use block_storage::BlockStorageFault;
use faultwire_rocket::faultwire::Fault;
use faultwire_rocket::{Form, Result};
use rocket::serde::json::Json;
use rocket::{Route, post, routes};
use serde::Serialize;

use crate::fields::Fields;

pub(crate) fn routes() -> Vec<Route> {
    routes![issue]
}

#[derive(Serialize)]
struct Token {
    access_token: &'static str,
    token_type: &'static str,
    expires_in: u32,
    scope: &'static str,
}

#[post("/oauth/token", format = "form", data = "<form>")]
fn issue(form: Form<Fields>) -> Result<Json<Token>> {
    if form.get("password") == Some("wrong") {
        // RFC 9110 section 15.5.2: a 401 says how to authenticate.
        let fault = Fault::from(BlockStorageFault::InvalidGrant);
        return Err(fault.with_header("WWW-Authenticate", r#"Basic realm="block-storage""#).into());
    }
    Ok(Json(Token { access_token: "demo-token", token_type: "bearer", expires_in: 86_399, scope: "read write" }))
}
