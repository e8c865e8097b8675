//! Handlers that reply.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use faultwire_warp::faultwire::{Config, Renderer, Reply, Task, protocol};
use faultwire_warp::{ReplyResponse, Result, enveloped, service};
use serde::Serialize;
use serde_json::json;
use warp::{Filter, Reply as _};

use crate::app::{Answer, ask_in, get, request, send, with};

fn configured(style: &str) -> Arc<Renderer> {
    let config = Config::from_toml(&format!("style = {style:?}"), "test").unwrap();
    Arc::new(Renderer::builder().config(config).without_request_ids().build().unwrap())
}

#[derive(Clone, Serialize)]
struct Disk {
    id: u64,
}

async fn disk() -> ReplyResponse {
    Reply::of("disk", &Disk { id: 7 }).with_note("small").into()
}

#[tokio::test]
async fn one_handler_answers_in_every_shape() {
    for (style, expected) in [
        ("problem", r#"{"disk":{"id":7}}"#),
        ("status-text", r#"{"status":"OK","disk":{"id":7}}"#),
        ("queue-token", r#"{"msg":["small"],"disk":{"id":7}}"#),
        ("json-api", r#"{"data":{"id":7}}"#),
    ] {
        let answer = ask_in(configured(style), warp::path!("a").then(disk), get("/a")).await;
        assert_eq!((answer.status, answer.text()), (200, expected));
    }
}

#[tokio::test]
async fn a_task_is_an_answer_too() {
    async fn task() -> Result<ReplyResponse> {
        let start = UNIX_EPOCH + Duration::from_secs(1_462_826_228);
        Ok(Task::in_progress("t-1", start).failed(start, &protocol::UNAVAILABLE).into())
    }
    let answer = ask_in(configured("simplivity"), warp::path!("a").then(task), get("/a")).await;
    assert_eq!((answer.status, &answer.json()["task"]["error_code"]), (200, &json!(503)));
}

#[tokio::test]
async fn what_handlers_and_wrappers_add_stays() {
    let tagged = warp::path!("a")
        .map(|| ReplyResponse::from(Reply::created().with_location("/disks/7")))
        .map(|reply| warp::reply::with_header(reply, "set-cookie", "a=1"))
        .with(warp::reply::with::header("etag", "\"1\""));
    let answer = ask_in(configured("problem"), tagged, get("/a")).await;
    assert_eq!((answer.status, answer.text()), (201, "{}"));
    assert_eq!(answer.headers["etag"], "\"1\"");
    assert_eq!(answer.headers["location"], "/disks/7");
    assert_eq!(answer.headers["set-cookie"], "a=1");
}

#[tokio::test]
async fn a_payload_that_cannot_be_written_is_a_fault() {
    let keys = warp::path!("keys").map(|| ReplyResponse::from(Reply::of("disk", &BTreeMap::from([((1, 2), 3)]))));
    let reserved = warp::path!("reserved").map(|| ReplyResponse::from(Reply::of("status", &1)));
    for path in ["/keys", "/reserved"] {
        let answer = ask_in(configured("status-text"), keys.or(reserved), get(path)).await;
        assert_eq!((answer.status, &answer.json()["code"]), (500, &json!("internal")), "{path}");
    }
}

#[tokio::test]
async fn a_client_that_accepts_nothing_changes_nothing() {
    static CHANGES: AtomicUsize = AtomicUsize::new(0);
    let change = warp::path!("a").and(warp::post().or(warp::delete()).unify()).map(|| {
        CHANGES.fetch_add(1, Ordering::Relaxed);
        ReplyResponse::from(Reply::no_content())
    });
    let routes = change.or(warp::path!("a").and(warp::get()).then(disk));
    let renderer = configured("queue-token");
    for (method, accept, status, changes) in [
        ("POST", "image/png", 406, 0),
        ("DELETE", "text/*", 406, 0),
        ("GET", "text/*", 406, 0),
        ("POST", "application/*", 204, 2),
        ("DELETE", "", 204, 4),
    ] {
        // Once in each form.
        let answer: Answer = ask_in(Arc::clone(&renderer), routes, with(request(method, "/a"), "accept", accept)).await;
        assert_eq!((answer.status, CHANGES.load(Ordering::Relaxed)), (status, changes), "{method} {accept}");
    }
    // What is not there is told first, for a method that changes nothing.
    assert_eq!(ask_in(renderer, routes, with(get("/nothing"), "accept", "image/png")).await.status, 400);
}

#[tokio::test]
async fn without_the_layer_it_is_plain_json() {
    let answer = send(warp::service(warp::path!("a").then(disk)), get("/a")).await;
    assert_eq!((answer.status, answer.text()), (200, r#"{"disk":{"id":7}}"#));
    assert_eq!(answer.headers["content-type"], "application/json");
}

#[tokio::test]
async fn a_reply_of_a_spawned_task_is_shaped_by_the_layer() {
    let elsewhere =
        warp::path!("a").then(|| async { tokio::spawn(async { disk().await.into_response() }).await.unwrap() });
    let answer = ask_in(configured("status-text"), elsewhere, get("/a")).await;
    assert_eq!(answer.text(), r#"{"status":"OK","disk":{"id":7}}"#);
}

#[tokio::test]
async fn one_route_in_two_styles() {
    let disks = warp::path!("a").then(disk);
    let old = warp::path("old").and(enveloped(disks, configured("status-text")));
    let answer = send(service(old.or(disks), configured("problem")), get("/old/a")).await;
    assert_eq!(answer.text(), r#"{"status":"OK","disk":{"id":7}}"#);
}

#[tokio::test]
async fn a_handlers_test_sees_what_it_returns() {
    let reply = disk().await;
    assert_eq!(reply.reply().resource_name(), Some("disk"));
    assert_eq!(reply.into_reply().resource(), Some(&br#"{"id":7}"#[..]));
}
