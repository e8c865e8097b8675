//! `POST /api/oauth/token`: where the vendor's clients log in. Everybody may, and no request needs it.

use actix_web::web::{self, Form, Json, ServiceConfig};
use block_storage::BlockStorageFault;
use block_storage::query::Parameters;
use faultwire_actix_web::Result;
use faultwire_actix_web::faultwire::Fault;
use serde::Serialize;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(web::resource("/oauth/token").post(issue));
}

#[derive(Serialize)]
struct Token {
    access_token: &'static str,
    token_type: &'static str,
    expires_in: u32,
    scope: &'static str,
}

async fn issue(form: Form<Parameters>) -> Result<Json<Token>> {
    if form.get("password") == Some("wrong") {
        // RFC 9110 section 15.5.2: a 401 says how to authenticate.
        let fault = Fault::from(BlockStorageFault::InvalidGrant);
        return Err(fault.with_header("WWW-Authenticate", r#"Basic realm="block-storage""#).into());
    }
    Ok(Json(Token { access_token: "demo-token", token_type: "bearer", expires_in: 86_399, scope: "read write" }))
}
