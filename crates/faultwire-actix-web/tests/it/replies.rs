//! Handlers that reply.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::time::{Duration, UNIX_EPOCH};

use actix_web::http::{Method, header};
use actix_web::test::TestRequest;
use actix_web::web::{self, ServiceConfig};
use actix_web::{App, Responder, rt};
use faultwire_actix_web::faultwire::{Reply, Task, protocol};
use faultwire_actix_web::{ReplyResponse, Result};
use serde::Serialize;
use serde_json::json;

use crate::app::{Answer, get, send, styled};

async fn ask_in(style: &str, routes: impl FnOnce(&mut ServiceConfig), request: TestRequest) -> Answer {
    send!(App::new().wrap(styled(style)).configure(routes), request)
}

#[derive(Clone, Serialize)]
struct Disk {
    id: u64,
}

async fn disk() -> ReplyResponse {
    Reply::of("disk", &Disk { id: 7 }).with_note("small").into()
}

#[actix_web::test]
async fn one_handler_answers_in_every_shape() {
    for (style, expected) in [
        ("problem", r#"{"disk":{"id":7}}"#),
        ("status-text", r#"{"status":"OK","disk":{"id":7}}"#),
        ("queue-token", r#"{"msg":["small"],"disk":{"id":7}}"#),
        ("json-api", r#"{"data":{"id":7}}"#),
    ] {
        let answer = ask_in(style, |config| _ = config.route("/", web::get().to(disk)), get("/")).await;
        assert_eq!((answer.status, answer.text()), (200, expected));
    }
}

#[actix_web::test]
async fn a_task_is_an_answer_too() {
    async fn task() -> Result<ReplyResponse> {
        let start = UNIX_EPOCH + Duration::from_secs(1_462_826_228);
        Ok(Task::in_progress("t-1", start).failed(start, &protocol::UNAVAILABLE).into())
    }
    let answer = ask_in("simplivity", |config| _ = config.route("/", web::get().to(task)), get("/")).await;
    assert_eq!((answer.status, &answer.json()["task"]["error_code"]), (200, &json!(503)));
}

#[actix_web::test]
async fn what_handlers_add_stays() {
    async fn tagged() -> impl Responder {
        let reply = ReplyResponse::from(Reply::created().with_location("/disks/7"));
        reply.customize().append_header((header::ETAG, "\"1\"")).append_header((header::SET_COOKIE, "a=1"))
    }
    let answer = ask_in("problem", |config| _ = config.route("/", web::get().to(tagged)), get("/")).await;
    assert_eq!((answer.status, answer.text()), (201, "{}"));
    for (name, value) in [("etag", "\"1\""), ("location", "/disks/7"), ("set-cookie", "a=1")] {
        assert_eq!(answer.header(name), value);
    }
}

#[actix_web::test]
async fn a_payload_that_cannot_be_written_is_a_fault() {
    let routes = |config: &mut ServiceConfig| {
        let keys = async || ReplyResponse::from(Reply::of("disk", &BTreeMap::from([((1, 2), 3)])));
        let reserved = async || ReplyResponse::from(Reply::of("status", &1));
        config.route("/keys", web::get().to(keys)).route("/reserved", web::get().to(reserved));
    };
    for path in ["/keys", "/reserved"] {
        let answer = ask_in("status-text", routes, get(path)).await;
        assert_eq!((answer.status, &answer.json()["code"]), (500, &json!("internal")), "{path}");
    }
}

thread_local! {
    static CHANGES: Cell<u32> = const { Cell::new(0) };
}

#[actix_web::test]
async fn a_client_that_accepts_nothing_changes_nothing() {
    let change = async || {
        CHANGES.set(CHANGES.get() + 1);
        ReplyResponse::from(Reply::no_content())
    };
    let routes = |config: &mut ServiceConfig| {
        let resource = web::resource("/").route(web::post().to(change)).route(web::delete().to(change));
        config.service(resource.route(web::get().to(disk)));
    };
    for (method, accept, status, changes) in [
        (Method::POST, "image/png", 406, 0),
        (Method::DELETE, "text/*", 406, 0),
        (Method::GET, "text/*", 406, 0),
        (Method::POST, "application/*", 204, 1),
        (Method::DELETE, "", 204, 2),
    ] {
        let request = TestRequest::default().method(method.clone()).uri("/").insert_header(("accept", accept));
        let answer = ask_in("queue-token", routes, request).await;
        assert_eq!((answer.status, CHANGES.get()), (status, changes), "{method} {accept}");
    }
    // What is not there is told first, for a method that changes nothing.
    let request = get("/nothing").insert_header(("accept", "image/png"));
    assert_eq!(ask_in("queue-token", routes, request).await.status, 400);
}

#[actix_web::test]
async fn without_the_middleware_it_is_plain_json_and_one_further_out_may_render_it_again() {
    let answer = send!(App::new().route("/", web::get().to(disk)), get("/"));
    assert_eq!((answer.status, answer.text()), (200, r#"{"disk":{"id":7}}"#));

    async fn spawned(request: actix_web::HttpRequest) -> impl Responder {
        rt::spawn(async move { disk().await.respond_to(&request) }).await.unwrap()
    }
    let answer = ask_in("status-text", |config| _ = config.route("/", web::get().to(spawned)), get("/")).await;
    assert_eq!(answer.text(), r#"{"status":"OK","disk":{"id":7}}"#);
}

#[test]
fn it_gives_the_reply() {
    let response = ReplyResponse::from(Reply::of("disk", &Disk { id: 7 }));
    assert_eq!(response.reply().resource_name(), Some("disk"));
    assert_eq!(response.into_reply().status(), 200);
}
