//! The versions of the API, where OpenStack's clients start.

use block_storage::reply;
use faultwire_rocket::ReplyResponse;
use rocket::{Route, get, routes};

use crate::address::Address;

pub(crate) fn routes() -> Vec<Route> {
    routes![root, v3]
}

#[get("/")]
fn root(address: Address) -> ReplyResponse {
    reply::versions(address.at("/v3/")).into()
}

#[get("/v3")]
fn v3(address: Address) -> ReplyResponse {
    root(address)
}
