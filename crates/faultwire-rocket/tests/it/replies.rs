//! Handlers that reply.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, UNIX_EPOCH};

use faultwire_rocket::faultwire::{Reply, Task, protocol};
use faultwire_rocket::{ReplyResponse, Result};
use rocket::http::{Header, Method};
use rocket::{Responder, Route, State, routes};
use serde::Serialize;
use serde_json::json;

use crate::app::{Answer, Ask, app, ask, bare, client, get, styled};

async fn ask_in(style: &str, routes: Vec<Route>, asked: Ask) -> Answer {
    asked.of(&client(bare().attach(styled(style)).mount("/", routes)).await).await
}

#[derive(Clone, Serialize)]
struct Disk {
    id: u64,
}

#[rocket::get("/")]
fn disk() -> ReplyResponse {
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
        let answer = ask_in(style, routes![disk], get("/")).await;
        assert_eq!((answer.status, answer.text()), (200, expected));
    }
    let headed = ask_in("problem", routes![disk], ask(Method::Head, "/")).await;
    assert_eq!((headed.status, headed.text(), headed.header("content-type")), (200, "", "application/json"));
}

#[rocket::get("/")]
fn task() -> Result<ReplyResponse> {
    let start = UNIX_EPOCH + Duration::from_secs(1_462_826_228);
    Ok(Task::in_progress("t-1", start).failed(start, &protocol::UNAVAILABLE).into())
}

#[tokio::test]
async fn a_task_is_an_answer_too() {
    let answer = ask_in("simplivity", routes![task], get("/")).await;
    assert_eq!((answer.status, &answer.json()["task"]["error_code"]), (200, &json!(503)));
}

#[derive(Responder)]
struct Tagged {
    inner: ReplyResponse,
    tag: Header<'static>,
    cookie: Header<'static>,
}

#[rocket::get("/")]
fn tagged() -> Tagged {
    let reply = Reply::created().with_location("/disks/7").into();
    Tagged { inner: reply, tag: Header::new("etag", "\"1\""), cookie: Header::new("set-cookie", "a=1") }
}

#[tokio::test]
async fn what_handlers_add_stays() {
    let answer = ask_in("problem", routes![tagged], get("/")).await;
    assert_eq!((answer.status, answer.text()), (201, "{}"));
    for (name, value) in [("etag", "\"1\""), ("location", "/disks/7"), ("set-cookie", "a=1")] {
        assert_eq!(answer.header(name), value);
    }
}

#[rocket::get("/keys")]
fn keys() -> ReplyResponse {
    Reply::of("disk", &BTreeMap::from([((1, 2), 3)])).into()
}

#[rocket::get("/reserved")]
fn reserved() -> ReplyResponse {
    Reply::of("status", &1).into()
}

struct Panics;

impl Serialize for Panics {
    fn serialize<S: serde::Serializer>(&self, _: S) -> std::result::Result<S::Ok, S::Error> {
        panic!("secret")
    }
}

#[rocket::get("/panics")]
fn panics() -> ReplyResponse {
    Reply::of("disk", &Panics).into()
}

#[tokio::test]
async fn a_payload_that_cannot_be_written_is_a_fault() {
    for path in ["/keys", "/reserved", "/panics"] {
        let answer = ask_in("status-text", routes![keys, reserved, panics], get(path)).await;
        assert_eq!((answer.status, &answer.json()["code"]), (500, &json!("internal")), "{path}");
    }
}

type Changes = Mutex<u32>;

fn changed(changes: &State<Changes>) -> ReplyResponse {
    *changes.lock().unwrap() += 1;
    Reply::no_content().into()
}

#[rocket::post("/")]
fn post(changes: &State<Changes>) -> ReplyResponse {
    changed(changes)
}

#[rocket::delete("/<_..>", rank = 0)]
fn delete(changes: &State<Changes>) -> ReplyResponse {
    changed(changes)
}

#[tokio::test]
async fn a_client_that_accepts_nothing_changes_nothing() {
    let rocket = bare().manage(Changes::default()).attach(styled("queue-token"));
    let client = client(rocket.mount("/", routes![post, delete, disk])).await;
    for (method, accept, status, changes) in [
        (Method::Post, "image/png", 406, 0),
        (Method::Delete, "text/*", 406, 0),
        (Method::Get, "text/*", 406, 0),
        (Method::Post, "application/*", 204, 1),
        (Method::Delete, "", 204, 2),
    ] {
        let answer = ask(method, "/").with("accept", accept).of(&client).await;
        let so_far = *client.rocket().state::<Changes>().unwrap().lock().unwrap();
        assert_eq!((answer.status, so_far), (status, changes), "{method} {accept}");
    }
    // A wrong method is told after, like everything else.
    for (accept, status) in [("image/png", 406), ("application/json", 405)] {
        let answer = ask(Method::Put, "/nothing").with("accept", accept).of(&client).await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.all("allow"), if status == 405 { &["DELETE"][..] } else { &[] });
    }
}

#[tokio::test]
async fn what_is_not_there_is_told_first_for_a_method_that_changes_nothing() {
    let client = client(bare().attach(styled("queue-token")).mount("/", routes![disk])).await;
    assert_eq!(get("/nothing").with("accept", "image/png").of(&client).await.status, 400);
    assert_eq!(ask(Method::Put, "/nothing").with("accept", "application/json").of(&client).await.status, 400);
}

#[rocket::put("/named/<name>")]
fn named(name: &str) -> ReplyResponse {
    Reply::of("name", name).into()
}

#[tokio::test]
async fn what_is_accepted_is_asked_before_all_else() {
    let client = client(bare().attach(styled("queue-token")).mount("/", routes![named])).await;
    for (path, accept, status) in [
        ("/named/%ff", "image/png", 406),
        ("/named/%ff", "application/json", 404),
        ("/named/a", "image/png", 406),
        ("/named/a", "application/json", 200),
    ] {
        let answer = ask(Method::Put, path).with("accept", accept).of(&client).await;
        assert_eq!(answer.status, status, "{path} {accept}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_strict_style_names_the_request_as_it_came() {
    let house = crate::app::renderer_with("");
    assert!(!house.may_refuse(&http::Method::POST));
    let strict = r#"
style = "strict"
[request_id]
adopt = "x-id"
[styles.strict]
title = "Strict"
media = { json = "application/json" }
[styles.strict.reply]
strict_accept = true
body = { resource = "$resource?" }
[styles.strict.fault.body]
code = "$code"
method = "$method?"
path = "$path?"
route = "$route?"
"#;
    let config = faultwire_rocket::faultwire::Config::from_toml(strict, "strict.toml");
    let renderer = faultwire_rocket::faultwire::Renderer::builder().config(config.unwrap()).build().unwrap();
    let rocket = bare().manage(Changes::default()).attach(faultwire_rocket::FaultFairing::new(renderer));
    let client = client(rocket.mount("/v1", routes![delete, post])).await;
    let answer = ask(Method::Delete, "/v1/a?b").with("accept", "image/png").of(&client).await;
    let expected = json!({"code": "not_acceptable", "method": "DELETE", "path": "/v1/a", "route": "/v1/{*_}"});
    assert_eq!((answer.status, answer.json()), (406, expected));
    assert!(answer.header("vary").contains("Accept"));
}

#[tokio::test]
async fn without_the_fairing_it_is_plain_json() {
    let answer = get("/").of(&client(bare().mount("/", routes![disk])).await).await;
    assert_eq!((answer.status, answer.text()), (200, r#"{"disk":{"id":7}}"#));
}

#[tokio::test]
async fn a_success_of_the_services_own_is_not_touched() {
    #[rocket::get("/")]
    fn own() -> &'static str {
        "own"
    }
    let answer = get("/").of(&client(app(routes![own])).await).await;
    assert_eq!((answer.text(), answer.header("content-type")), ("own", "text/plain; charset=utf-8"));
}

#[test]
fn it_gives_the_reply() {
    let response = ReplyResponse::from(Reply::of("disk", &Disk { id: 7 }));
    assert_eq!(response.reply().resource_name(), Some("disk"));
    assert_eq!(response.into_reply().status(), 200);
}
