//! Queued requests, asked for by the token that their answer gave.

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use block_storage::Job;
use faultwire_axum::Result;
use serde::Serialize;

use crate::App;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/queue/{queue_token}", get(show))
}

#[derive(Serialize)]
struct OneJob {
    queue: Job,
}

async fn show(State(app): State<App>, Path(queue_token): Path<String>) -> Result<Json<OneJob>> {
    Ok(Json(OneJob { queue: app.store.job(&queue_token)? }))
}
