//! Queued requests, asked for by the token that their answer gave.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use faultwire_axum::{ReplyResponse, Result};

use crate::App;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/queue/{queue_token}", get(show))
}

async fn show(State(app): State<App>, Path(queue_token): Path<String>) -> Result<ReplyResponse> {
    Ok(app.store.job(&queue_token)?.into())
}
