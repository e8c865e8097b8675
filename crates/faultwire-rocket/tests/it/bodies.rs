//! The guards of this crate.

use faultwire_rocket::{Body, FaultFairing, FaultResponse, Form, Json, Query, Result};
use rocket::data::{ByteUnit, Limits};
use rocket::form::error::ErrorKind;
use rocket::form::{FromFormField, ValueField};
use rocket::fs::TempFile;
use rocket::http::Status;
use rocket::{FromForm, Route, routes};
use serde::Deserialize;
use serde_json::Value;

use crate::app::{FORM, JSON, app, bare, client, fault, faults, get, post, renderer_with};

#[derive(Debug, PartialEq, Deserialize, FromForm)]
struct Numbered {
    n: u32,
}

#[rocket::post("/json/<_>", data = "<body>")]
fn json(body: Json<Numbered>) -> String {
    body.n.to_string()
}

#[rocket::post("/any", data = "<body>")]
fn any(mut body: Json<Value>) -> String {
    body.take().to_string()
}

#[rocket::post("/form", data = "<body>")]
fn form(body: Form<Numbered>) -> String {
    body.into_inner().n.to_string()
}

#[rocket::post("/bytes", data = "<body>")]
fn bytes(body: Body) -> String {
    body.len().to_string()
}

#[rocket::post("/told", data = "<body>")]
fn told(body: std::result::Result<Json<Numbered>, FaultResponse>) -> Result<String> {
    Ok(body?.n.to_string())
}

#[rocket::post("/optional", data = "<body>")]
fn optional(body: Option<Json<Numbered>>) -> Status {
    assert!(body.is_none());
    Status::Gone
}

struct Odd;

impl<'v> FromFormField<'v> for Odd {
    fn from_value(field: ValueField<'v>) -> rocket::form::Result<'v, Self> {
        match field.value {
            "odd" => Ok(Self),
            "fails" => Err(ErrorKind::Unknown)?,
            "teapot" => Err(ErrorKind::Custom(Status::ImATeapot, Box::new(std::fmt::Error)))?,
            _ => Err(field.unexpected())?,
        }
    }
}

#[derive(FromForm)]
struct Odds {
    #[field(validate = len(..2))]
    odds: Vec<Odd>,
}

#[rocket::post("/odd", data = "<body>")]
fn odd(body: Form<Odds>) -> String {
    body.odds.len().to_string()
}

fn all() -> Vec<Route> {
    routes![odd, json, any, form, bytes, told, optional]
}

#[tokio::test]
async fn a_body_is_refused_as_everywhere() {
    let limits = Limits::new()
        .limit("json", ByteUnit::from(100))
        .limit("form", 100.into())
        .limit("data-form", 100.into())
        .limit("bytes", 16.into());
    let figment = rocket::figment::Figment::from(bare().figment().clone()).merge(("limits", limits));
    let client = client(bare().configure(figment).attach(faults()).mount("/", all())).await;
    let long = format!("\"{}\"", "x".repeat(200));
    let deep = "[".repeat(20_000);
    for (path, content_type, body, status, code) in [
        ("/json/x", JSON, "{", 400, "body_malformed"),
        ("/json/x", JSON, "", 400, "body_malformed"),
        ("/json/x", JSON, "{\"n\": 1} x", 400, "body_malformed"),
        ("/json/x", JSON, "{\"n\": \"x\"}", 400, "body_invalid"),
        ("/json/x", JSON, "{}", 400, "body_invalid"),
        ("/json/x", JSON, "null", 400, "body_invalid"),
        ("/json/x", "text/plain", "{}", 415, "media_type_unsupported"),
        ("/json/x", "text/json", "{}", 415, "media_type_unsupported"),
        ("/json/x", "application/jsonx", "{}", 415, "media_type_unsupported"),
        ("/json/x", "nonsense", "{}", 415, "media_type_unsupported"),
        ("/json/x", "", "{}", 415, "media_type_unsupported"),
        ("/any", JSON, &long, 413, "body_too_large"),
        ("/any", JSON, &deep, 413, "body_too_large"),
        ("/form", FORM, "n=x", 400, "body_invalid"),
        ("/form", FORM, "m=1", 400, "body_invalid"),
        ("/form", FORM, "", 400, "body_invalid"),
        ("/form", "text/plain", "n=1", 415, "media_type_unsupported"),
        ("/form", "", "n=1", 415, "media_type_unsupported"),
        ("/form", FORM, &long, 413, "body_too_large"),
        ("/odd", FORM, "odds=odd&odds=odd", 400, "body_invalid"),
        ("/odd", FORM, "odds=teapot", 400, "body_invalid"),
        ("/odd", FORM, "odds=fails", 500, "internal"),
        ("/form", "multipart/form-data", "x", 400, "body_malformed"),
        (
            "/form",
            "multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n7",
            400,
            "body_malformed",
        ),
        ("/form", "multipart/form-data; boundary=x", "--x--", 400, "body_invalid"),
        ("/bytes", "", "0123456789abcdefg", 413, "body_too_large"),
        ("/told", JSON, "{", 400, "body_malformed"),
        ("/told", JSON, "[]", 400, "body_invalid"),
        ("/optional", JSON, "{", 410, "gone"),
    ] {
        let answer = post(path, content_type, body).of(&client).await;
        assert_eq!(answer.fault(), fault(status, code), "{path} {content_type} {body:.20} {}", answer.text());
    }
    for (path, content_type, body, text) in [
        ("/json/x", JSON, "{\"n\": 7, \"m\": 8}", "7"),
        ("/json/x", "application/vnd.lab.v1+json; charset=utf-8", "{\"n\": 7}", "7"),
        ("/json/x", "APPLICATION/JSON", "{\"n\": 7}", "7"),
        ("/json/x", "application/json;", "{\"n\": 7}", "7"),
        ("/any", JSON, "[]", "[]"),
        ("/form", FORM, "n=7&m=8", "7"),
        (
            "/form",
            "multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n7\r\n--x--\r\n",
            "7",
        ),
        ("/bytes", "", "0123456789abcdef", "16"),
        ("/told", JSON, "{\"n\": 7}", "7"),
    ] {
        let answer = post(path, content_type, body).of(&client).await;
        assert_eq!((answer.status, answer.text()), (200, text), "{path} {content_type}");
    }
}

#[tokio::test]
async fn what_is_nested_deeply_is_malformed() {
    let client = client(app(all())).await;
    let deep = "[".repeat(20_000);
    assert_eq!(post("/any", JSON, deep).of(&client).await.fault(), fault(400, "body_malformed"));
}

#[tokio::test]
async fn the_message_says_what_is_wrong_where_that_may_be_shown() {
    let client = client(app(all())).await;
    for (asked, message) in [
        (post("/json/x", JSON, "{}"), "Failed to deserialize the JSON body into the target type: missing field `n`"),
        (post("/json/x", JSON, "{"), "Failed to parse the request body as JSON: EOF while parsing"),
        (post("/json/x", "", "{}"), "Expected request with `Content-Type: application/json`"),
        (post("/form", FORM, "n=x"), "Failed to deserialize form body: n: invalid integer: invalid digit"),
    ] {
        let shown = asked.of(&client).await.json()["message"].as_str().unwrap().to_owned();
        assert!(shown.starts_with(message), "{shown}");
    }
    let silent = FaultFairing::new(renderer_with("[expose]\nframework_text = false\n"));
    let client = crate::app::client(bare().attach(silent).mount("/", all())).await;
    let answer = post("/json/x", JSON, "{}").of(&client).await;
    assert_eq!(answer.json()["message"], "The request body does not have the expected form.");
}

#[derive(FromForm)]
struct Up<'r> {
    file: TempFile<'r>,
}

#[rocket::post("/up", data = "<up>")]
fn up(up: Form<Up<'_>>) -> String {
    up.file.len().to_string()
}

#[derive(FromForm)]
struct Vague {
    #[field(default = Vagueness)]
    _n: Vagueness,
}

/// A field that says of everything that the system failed.
struct Vagueness;

impl<'v> FromFormField<'v> for Vagueness {
    fn from_value(_: ValueField<'v>) -> rocket::form::Result<'v, Self> {
        Err(std::io::Error::new(std::io::ErrorKind::NotFound, "/the/secret/path"))?
    }
}

#[rocket::get("/vague")]
fn vague(_query: Query<Vague>) {}

#[tokio::test]
async fn what_the_system_says_is_not_shown() {
    let whole = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n7\r\n--x--\r\n";
    let multipart = "multipart/form-data; boundary=x";
    let fine = client(app(routes![up, vague])).await;
    assert_eq!(post("/up", multipart, whole).of(&fine).await.text(), "1");
    let broken = post("/up", multipart, whole.trim_end_matches("\r\n--x--\r\n")).of(&fine).await;
    assert_eq!(broken.fault(), fault(400, "body_malformed"));
    let vague = get("/vague?_n=1").of(&fine).await;
    assert_eq!(vague.fault(), fault(400, "query_invalid"));
    assert!(!vague.text().contains("secret"), "{}", vague.text());

    let missing = concat!(env!("CARGO_MANIFEST_DIR"), "/no-such-directory");
    let figment = rocket::figment::Figment::from(bare().figment().clone()).merge(("temp_dir", missing));
    let client = client(bare().configure(figment).attach(faults()).mount("/", routes![up])).await;
    for body in [whole, whole.trim_end_matches("\r\n--x--\r\n")] {
        let answer = post("/up", multipart, body).of(&client).await;
        assert_eq!(answer.fault(), fault(500, "internal"));
        assert!(!answer.text().contains("no-such-directory"), "{}", answer.text());
    }
}

#[tokio::test]
async fn without_the_fairing_a_refusal_keeps_its_status() {
    let client = client(bare().mount("/", all())).await;
    assert_eq!(post("/json/x", JSON, "{}").of(&client).await.status, 400);
    let told = post("/told", JSON, "{").of(&client).await;
    assert_eq!((told.status, told.header("content-type")), (400, "application/problem+json"));
}

#[derive(FromForm)]
struct Page<'r> {
    n: u32,
    name: Option<&'r str>,
    tags: Vec<u8>,
}

#[rocket::get("/query/<id>")]
fn query(id: u32, page: Query<Page<'_>>) -> String {
    format!("{id} {} {:?} {:?}", page.n, page.name, page.tags)
}

#[rocket::get("/default/<_>")]
fn default(page: Query<Option<Numbered>>) -> String {
    format!("{:?}", page.into_inner())
}

#[tokio::test]
async fn a_query_is_a_form_of_its_own() {
    let client = client(app(routes![query, default])).await;
    let many = format!("/query/1?n=1&{}", "tags=x&".repeat(5000));
    for (path, status, code) in [
        ("/query/1", 400, "query_invalid"),
        ("/query/1?n", 400, "query_invalid"),
        ("/query/1?n=x", 400, "query_invalid"),
        ("/query/1?n=1&n=2", 400, "query_invalid"),
        ("/query/1?n=1&tags=1&tags=300", 400, "query_invalid"),
        (&many, 400, "query_invalid"),
        // Guards come before parameters.
        ("/query/x?n=x", 400, "query_invalid"),
        ("/query/x?n=1", 404, "path_invalid"),
    ] {
        let answer = get(path).of(&client).await;
        assert_eq!(answer.status, status, "{path:.40}: {}", answer.text());
        assert_eq!(answer.fault(), fault(status, code), "{path:.40}");
    }
    for (path, text) in [
        ("/query/1?n=7", "1 7 None []"),
        ("/query/1?n=7&more=8&name=a%20b&more=9", "1 7 Some(\"a b\") []"),
        ("/query/1?tags=1&n=7&tags=2", "1 7 None [1, 2]"),
        ("/default/x", "None"),
        ("/default/x?n=1", "Some(Numbered { n: 1 })"),
    ] {
        assert_eq!(get(path).of(&client).await.text(), text);
    }
    let message = get("/query/1?n=x").of(&client).await.json()["message"].as_str().unwrap().to_owned();
    assert!(message.starts_with("Failed to deserialize query string: n: "), "{message}");
}
