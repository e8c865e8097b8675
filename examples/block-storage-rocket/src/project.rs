//! The volumes of a project, which nothing depends on.
//!
//! Rocket mounts routes below fixed paths alone, so `/<project>` is in each of these. Their ranks put them behind the
//! routes without a project. The project has a name there, so that one that is no UTF-8 is refused.

use faultwire_rocket::{Json, ReplyResponse, Result};
use rocket::{Route, State, delete, get, post, put, routes};
use serde_json::Value;

use crate::address::Address;
use crate::fields::Fields;
use crate::{Volumes, volumes};

pub(crate) fn routes() -> Vec<Route> {
    routes![list, detail, create, show, update, delete, act]
}

#[get("/<_project>/volumes?<query..>", rank = 1)]
fn list(_project: &str, store: &State<Volumes>, address: Address, query: Fields) -> Result<ReplyResponse> {
    volumes::list(store, address, query)
}

#[get("/<_project>/volumes/detail?<query..>", rank = 1)]
fn detail(_project: &str, store: &State<Volumes>, address: Address, query: Fields) -> Result<ReplyResponse> {
    volumes::detail(store, address, query)
}

#[post("/<_project>/volumes", data = "<body>", rank = 1)]
fn create(_project: &str, store: &State<Volumes>, address: Address, body: Json<Value>) -> Result<ReplyResponse> {
    volumes::create(store, address, body)
}

#[get("/<_project>/volumes/<id>?<query..>", rank = 2)]
fn show(_project: &str, store: &State<Volumes>, id: &str, query: Fields) -> Result<ReplyResponse> {
    volumes::show(store, id, query)
}

#[put("/<_project>/volumes/<id>", data = "<body>", rank = 1)]
fn update(_project: &str, store: &State<Volumes>, id: &str, body: Json<Value>) -> Result<ReplyResponse> {
    volumes::update(store, id, body)
}

#[delete("/<_project>/volumes/<id>", rank = 1)]
fn delete(_project: &str, store: &State<Volumes>, id: &str) -> Result<ReplyResponse> {
    volumes::delete(store, id)
}

#[post("/<_project>/volumes/<id>/action", data = "<body>", rank = 1)]
fn act(_project: &str, store: &State<Volumes>, id: &str, body: Json<Value>) -> Result<ReplyResponse> {
    volumes::act(store, id, body)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use block_storage::MemoryStore;
    use faultwire_rocket::faultwire::Renderer;
    use rocket::http::{ContentType, Method};
    use rocket::local::asynchronous::Client;

    async fn client() -> Client {
        let config = rocket::Config { log_level: rocket::config::LogLevel::Off, ..rocket::Config::debug_default() };
        let renderer = Arc::new(Renderer::builder().build().unwrap());
        Client::untracked(crate::rocket(&config, Arc::new(MemoryStore::seeded()), renderer)).await.unwrap()
    }

    #[tokio::test]
    async fn a_project_that_is_no_text_has_no_volumes() {
        let client = client().await;
        assert_eq!(client.get("/v3/demo/volumes/vol-1").dispatch().await.status().code, 200);
        for (method, path) in [
            (Method::Get, "/v3/%ff/volumes"),
            (Method::Get, "/v3/%ff/volumes/detail"),
            (Method::Post, "/v3/%ff/volumes"),
            (Method::Get, "/v3/%ff/volumes/vol-1"),
            (Method::Put, "/v3/%ff/volumes/vol-1"),
            (Method::Delete, "/v3/%ff/volumes/vol-1"),
            (Method::Post, "/v3/%ff/volumes/vol-1/action"),
        ] {
            assert_eq!(client.req(method, path).dispatch().await.status().code, 404, "{method} {path}");
        }
        assert_eq!(client.get("/v3/volumes/vol-1").dispatch().await.status().code, 200);
    }

    /// As the page of this demo says.
    #[tokio::test]
    async fn what_differs_is_rockets() {
        let client = client().await;
        assert_eq!(client.get("/v3//%76olumes/").dispatch().await.status().code, 200);
        let volume = || client.post("/v3/volumes/vol-2").header(ContentType::Form);
        assert_eq!(volume().dispatch().await.status().code, 405);
        assert!(volume().body("_method=delete").dispatch().await.status().code < 300);
        assert_eq!(client.get("/v3/volumes/vol-2").dispatch().await.status().code, 404);
    }
}
