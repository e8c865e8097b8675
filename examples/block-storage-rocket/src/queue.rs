//! Queued requests, asked for by the token that their answer gave.

use faultwire_rocket::{ReplyResponse, Result};
use rocket::{Route, State, get, routes};

use crate::Volumes;

pub(crate) fn routes() -> Vec<Route> {
    routes![show]
}

#[get("/queue/<queue_token>")]
fn show(store: &State<Volumes>, queue_token: &str) -> Result<ReplyResponse> {
    Ok(store.job(queue_token)?.into())
}
