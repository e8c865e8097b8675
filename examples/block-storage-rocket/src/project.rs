//! The volumes of a project, which nothing depends on.
//!
//! Rocket mounts routes below fixed paths alone, so `/<project>` is in each of these. Their ranks put them behind the
//! routes without a project.

use faultwire_rocket::{Json, ReplyResponse, Result};
use rocket::{Route, State, delete, get, post, put, routes};
use serde_json::Value;

use crate::address::Address;
use crate::fields::Fields;
use crate::{Volumes, volumes};

pub(crate) fn routes() -> Vec<Route> {
    routes![list, detail, create, show, update, delete, act]
}

#[get("/<_>/volumes?<query..>", rank = 1)]
fn list(store: &State<Volumes>, address: Address, query: Fields) -> Result<ReplyResponse> {
    volumes::list(store, address, query)
}

#[get("/<_>/volumes/detail?<query..>", rank = 1)]
fn detail(store: &State<Volumes>, address: Address, query: Fields) -> Result<ReplyResponse> {
    volumes::detail(store, address, query)
}

#[post("/<_>/volumes", data = "<body>", rank = 1)]
fn create(store: &State<Volumes>, address: Address, body: Json<Value>) -> Result<ReplyResponse> {
    volumes::create(store, address, body)
}

#[get("/<_>/volumes/<id>?<query..>", rank = 2)]
fn show(store: &State<Volumes>, id: &str, query: Fields) -> Result<ReplyResponse> {
    volumes::show(store, id, query)
}

#[put("/<_>/volumes/<id>", data = "<body>", rank = 1)]
fn update(store: &State<Volumes>, id: &str, body: Json<Value>) -> Result<ReplyResponse> {
    volumes::update(store, id, body)
}

#[delete("/<_>/volumes/<id>", rank = 1)]
fn delete(store: &State<Volumes>, id: &str) -> Result<ReplyResponse> {
    volumes::delete(store, id)
}

#[post("/<_>/volumes/<id>/action", data = "<body>", rank = 1)]
fn act(store: &State<Volumes>, id: &str, body: Json<Value>) -> Result<ReplyResponse> {
    volumes::act(store, id, body)
}
