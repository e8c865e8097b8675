//! `POST /api/oauth/token`: where the vendor's clients log in. Everybody may, and no request needs it.

use axum::routing::post;
use axum::{Form, Json, Router};
use block_storage::BlockStorageFault;
use block_storage::query::Parameters;
use faultwire_axum::Result;
use faultwire_axum::faultwire::Fault;
use serde::Serialize;

pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/oauth/token", post(issue))
}

#[derive(Serialize)]
struct Token {
    access_token: &'static str,
    token_type: &'static str,
    expires_in: u32,
    scope: &'static str,
}

async fn issue(Form(form): Form<Parameters>) -> Result<Json<Token>> {
    if form.get("password") == Some("wrong") {
        // RFC 9110 section 15.5.2: a 401 says how to authenticate.
        return Err(Fault::from(BlockStorageFault::InvalidGrant)
            .with_header("WWW-Authenticate", r#"Basic realm="block-storage""#)
            .into());
    }
    Ok(Json(Token { access_token: "demo-token", token_type: "bearer", expires_in: 86_399, scope: "read write" }))
}
