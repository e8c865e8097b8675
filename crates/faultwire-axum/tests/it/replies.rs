//! Handlers that reply.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use axum::Router;
use axum::http::header::{ETAG, SET_COOKIE};
use axum::http::{Method, Request};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get as on_get, post as on_post};
use faultwire_axum::faultwire::{Carried, Config, Fault, Renderer, Reply, Task, protocol};
use faultwire_axum::{ReplyResponse, Result, fault_layer};
use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};
use serde_json::json;
use tower_http::compression::CompressionLayer;

use crate::app::{Answer, get, send};

fn configured(style: &str) -> Arc<Renderer> {
    let config = Config::from_toml(&format!("style = {style:?}"), "test").unwrap();
    Arc::new(Renderer::builder().config(config).without_request_ids().build().unwrap())
}

async fn ask_in(style: &str, router: Router, request: Request<axum::body::Body>) -> Answer {
    send(router.layer(fault_layer(configured(style))), request).await
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
        let answer = ask_in(style, Router::new().route("/", on_get(disk)), get("/")).await;
        assert_eq!((answer.status, answer.text()), (200, expected));
        assert_eq!(answer.headers["content-length"], expected.len().to_string());
    }
}

#[tokio::test]
async fn a_task_is_an_answer_too() {
    async fn task() -> Result<ReplyResponse> {
        let start = UNIX_EPOCH + Duration::from_secs(1_462_826_228);
        Ok(Task::in_progress("t-1", start).failed(start, &protocol::UNAVAILABLE).into())
    }
    let answer = ask_in("simplivity", Router::new().route("/", on_get(task)), get("/")).await;
    assert_eq!((answer.status, &answer.json()["task"]["error_code"]), (200, &json!(503)));
}

#[tokio::test]
async fn what_handlers_and_middleware_add_stays() {
    async fn tagged() -> impl IntoResponse {
        ([(ETAG, "\"1\""), (SET_COOKIE, "a=1")], ReplyResponse::from(Reply::created().with_location("/disks/7")))
    }
    async fn cookie(request: axum::extract::Request, next: Next) -> Response {
        let mut response = next.run(request).await;
        assert_eq!(response.status(), 201);
        response.headers_mut().append(SET_COOKIE, "b=2".parse().unwrap());
        response
    }
    let router = Router::new().route("/", on_get(tagged)).layer(from_fn(cookie)).layer(CompressionLayer::new());
    let request = Request::get("/").header("accept-encoding", "gzip").body(axum::body::Body::empty()).unwrap();
    let answer = ask_in("problem", router, request).await;
    assert_eq!((answer.status, answer.text()), (201, "{}"));
    assert_eq!(answer.headers["etag"], "\"1\"");
    assert_eq!(answer.headers["location"], "/disks/7");
    assert_eq!(answer.headers.get_all("set-cookie").iter().count(), 2);
    assert!(!answer.headers.contains_key("content-encoding"));
}

#[tokio::test]
async fn the_whole_answer_can_be_compressed() {
    async fn long() -> ReplyResponse {
        Reply::of("disks", &vec![Disk { id: 7 }; 100]).into()
    }
    let router = Router::new().route("/", on_get(long)).layer(fault_layer(configured("problem")));
    let request = Request::get("/").header("accept-encoding", "gzip").body(axum::body::Body::empty()).unwrap();
    let answer = send(router.layer(CompressionLayer::new()), request).await;
    assert_eq!(answer.headers["content-encoding"], "gzip");
    assert!(answer.body.len() < 100);
}

#[tokio::test]
async fn a_payload_that_cannot_be_written_is_a_fault() {
    struct Panics;
    impl Serialize for Panics {
        fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
            serializer.serialize_seq(None)?.serialize_element("hunter2")?;
            panic!("while it is written")
        }
    }
    let keys = || async { ReplyResponse::from(Reply::of("disk", &BTreeMap::from([((1, 2), 3)]))) };
    let panics = || async { ReplyResponse::from(Reply::of("disk", &Panics)) };
    let reserved = || async { ReplyResponse::from(Reply::of("status", &1)) };
    let router = Router::new()
        .route("/keys", on_get(keys))
        .route("/panics", on_get(panics))
        .route("/reserved", on_get(reserved));
    for path in ["/keys", "/panics", "/reserved"] {
        let answer = ask_in("status-text", router.clone(), get(path)).await;
        assert_eq!((answer.status, &answer.json()["code"]), (500, &json!("internal")), "{path}");
        assert!(!answer.text().contains("hunter2"));
    }
}

#[tokio::test]
async fn a_client_that_accepts_nothing_changes_nothing() {
    static CHANGES: AtomicUsize = AtomicUsize::new(0);
    let change = || async {
        CHANGES.fetch_add(1, Ordering::Relaxed);
        ReplyResponse::from(Reply::no_content())
    };
    let router = Router::new().route("/", on_post(change).delete(change).get(disk));
    for (method, accept, status, changes) in [
        (Method::POST, "image/png", 406, 0),
        (Method::DELETE, "text/*", 406, 0),
        (Method::GET, "text/*", 406, 0),
        (Method::POST, "application/*", 204, 1),
        (Method::DELETE, "", 204, 2),
    ] {
        let request = Request::builder().method(&method).uri("/").header("accept", accept);
        let answer = ask_in("queue-token", router.clone(), request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!((answer.status, CHANGES.load(Ordering::Relaxed)), (status, changes), "{method} {accept}");
    }
    // What is not there is told first, for a method that changes nothing.
    let request = Request::get("/nothing").header("accept", "image/png").body(axum::body::Body::empty()).unwrap();
    assert_eq!(ask_in("queue-token", router, request).await.status, 400);
}

#[tokio::test]
async fn without_the_layer_it_is_plain_json() {
    let answer = send(Router::new().route("/", on_get(disk)), get("/")).await;
    assert_eq!((answer.status, answer.text()), (200, r#"{"disk":{"id":7}}"#));
    assert_eq!(answer.headers["content-type"], "application/json");
}

#[tokio::test]
async fn a_reply_of_a_spawned_task_is_shaped_by_the_layer() {
    async fn elsewhere() -> Response {
        tokio::spawn(async { disk().await.into_response() }).await.unwrap()
    }
    let answer = ask_in("status-text", Router::new().route("/", on_get(elsewhere)), get("/")).await;
    assert_eq!(answer.text(), r#"{"status":"OK","disk":{"id":7}}"#);

    // Nothing is left of the answer that was made without the layer.
    async fn failing() -> Response {
        tokio::spawn(async { faultwire_axum::FaultResponse::from(&protocol::FORBIDDEN).into_response() }).await.unwrap()
    }
    for handler in [on_get(elsewhere), on_get(failing)] {
        let answer = ask_in("simplivity", Router::new().route("/", handler), get("/")).await;
        assert_eq!(answer.headers["content-type"], "application/json");
        assert!(!answer.headers.contains_key("x-request-id") && !answer.headers.contains_key("vary"));
    }
}

#[tokio::test]
async fn a_handlers_test_sees_what_it_returns() {
    let reply = disk().await.into_reply();
    assert_eq!((reply.resource_name(), reply.resource()), (Some("disk"), Some(&br#"{"id":7}"#[..])));
    let fault = faultwire_axum::FaultResponse::from(Fault::new(&protocol::FORBIDDEN));
    assert!(fault.fault().is(&protocol::FORBIDDEN));
}

#[tokio::test]
async fn middleware_outside_sees_the_fault_that_was_sent() {
    async fn failing() -> Result<()> {
        Err(&protocol::UNAVAILABLE)?
    }
    async fn outside(request: axum::extract::Request, next: Next) -> Response {
        let mut response = next.run(request).await;
        let Some(Carried(fault)) = response.extensions().get() else { return response };
        let code = fault.code().parse().unwrap();
        response.headers_mut().insert("x-code", code);
        response
    }
    let router = Router::new().route("/", on_get(failing)).layer(fault_layer(configured("problem")));
    let router = router.layer(from_fn(outside)).layer(fault_layer(configured("openstack")));
    let answer = send(router.clone(), get("/")).await;
    assert_eq!(answer.status, 503);
    assert_eq!(answer.headers["x-code"], "unavailable");
    // The inner layer's answer stays.
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    assert_eq!(send(router, get("/nothing")).await.headers["x-code"], "route_not_found");
}
