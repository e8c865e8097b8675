//! What rocket's own guards and responders refuse.

use faultwire_rocket::faultwire::protocol;
use rocket::form::{Form, Strict};
use rocket::fs::TempFile;
use rocket::http::{Accept, ContentType, Method, Status};
use rocket::request::{FromRequest, Outcome};
use rocket::response::status::{BadRequest, Custom, NotFound};
use rocket::serde::json::Json;
use rocket::{Either, FromForm, Request, State, routes};
use serde::Deserialize;
use serde_json::Value;

use crate::app::{Ask, FORM, JSON, app, ask, bare, client, fault, faults, get, post};

#[derive(Deserialize, FromForm)]
struct Numbered {
    n: u32,
}

#[rocket::get("/item/<id>")]
fn item(id: u32) -> String {
    id.to_string()
}

#[rocket::get("/query?<n>")]
fn query(n: u32) -> String {
    n.to_string()
}

#[rocket::get("/form?<form..>")]
fn query_form(form: Strict<Numbered>) -> String {
    form.n.to_string()
}

#[rocket::get("/both/<id>?<n>&<page..>")]
fn both(id: u32, n: Option<u32>, page: Numbered) -> String {
    format!("{id} {n:?} {}", page.n)
}

#[rocket::get("/ranked/<id>")]
fn ranked(id: u32) -> String {
    id.to_string()
}

#[rocket::get("/ranked/<name>", rank = 2)]
fn named(name: bool) -> String {
    name.to_string()
}

#[rocket::get("/422/<_>?fixed")]
fn unprocessable() -> Status {
    Status::UnprocessableEntity
}

#[rocket::get("/told/<id>")]
fn told(id: Result<u32, &str>) -> faultwire_rocket::Result<String> {
    Ok(id.map_err(|_| &protocol::PATH_INVALID)?.to_string())
}

#[tokio::test]
async fn parameters_that_are_wrong_are_told_apart() {
    let client = client(app(routes![item, query, query_form, both, ranked, named, unprocessable, told])).await;
    for (path, status, code) in [
        ("/item/x", 404, "path_invalid"),
        ("/item/-1", 404, "path_invalid"),
        ("/item/4294967296", 404, "path_invalid"),
        ("/told/x", 404, "path_invalid"),
        ("/ranked/x", 404, "path_invalid"),
        ("/query", 400, "query_invalid"),
        ("/query?n=x", 400, "query_invalid"),
        ("/form", 400, "query_invalid"),
        ("/form?n=1&m=2", 400, "query_invalid"),
        // Both may be wrong: the query is, where one of its fields was given.
        ("/both/x", 404, "path_invalid"),
        ("/both/1?page.n=x", 400, "query_invalid"),
        ("/both/x?page.n=1", 400, "query_invalid"),
        // The route has nothing that could be wrong.
        ("/422/x?fixed", 422, "unprocessable_entity"),
    ] {
        let answer = get(path).of(&client).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
        assert_eq!(answer.fault(), fault(status, code), "{path}");
        assert!(answer.json()["route"].is_string());
    }
    for (path, text) in [("/item/7", "7"), ("/query?n=7", "7"), ("/ranked/true", "true"), ("/form?n=1", "1")] {
        assert_eq!(get(path).of(&client).await.text(), text);
    }
}

#[rocket::post("/json", data = "<body>")]
fn json(body: Json<Numbered>) -> String {
    body.n.to_string()
}

#[rocket::put("/item/<id>", data = "<body>")]
fn put_item(id: u32, body: faultwire_rocket::Json<Numbered>) -> String {
    format!("{id} {}", body.n)
}

#[rocket::put("/both/<id>?<q>", data = "<body>")]
fn put_both(id: u32, q: u32, body: faultwire_rocket::Json<Numbered>) -> String {
    format!("{id} {q} {}", body.n)
}

#[rocket::put("/rockets/<id>", data = "<body>")]
fn put_rockets(id: u32, body: Json<Numbered>) -> String {
    format!("{id} {}", body.n)
}

#[tokio::test]
async fn a_wrong_path_is_told_from_a_wrong_body() {
    let client = client(app(routes![put_item, put_both, put_rockets])).await;
    for (path, body, status, code) in [
        ("/item/x", "{\"n\": 1}", 404, "path_invalid"),
        ("/item/x", "{}", 404, "path_invalid"),
        ("/item/7", "{}", 400, "body_invalid"),
        ("/item/7", "{", 400, "body_malformed"),
        ("/both/x", "{\"n\": 1}", 404, "path_invalid"),
        ("/both/7?q=x", "{\"n\": 1}", 400, "query_invalid"),
        ("/both/7?q=1", "{}", 400, "body_invalid"),
        ("/rockets/x", "{\"n\": 1}", 404, "path_invalid"),
        // rocket tells no more of this one.
        ("/rockets/7", "{}", 404, "path_invalid"),
        ("/rockets/7", "{", 400, "body_malformed"),
    ] {
        let answer = Ask { method: Method::Put, ..post(path, JSON, body) }.of(&client).await;
        assert_eq!(answer.fault(), fault(status, code), "{path} {body}");
    }
    let fine = Ask { method: Method::Put, ..post("/item/7", JSON, "{\"n\": 1}") }.of(&client).await;
    assert_eq!(fine.text(), "7 1");
}

#[rocket::post("/form", data = "<body>")]
fn form(body: Form<Numbered>) -> String {
    body.n.to_string()
}

#[rocket::post("/text", data = "<body>")]
fn text(body: String) -> String {
    body
}

#[rocket::post("/bytes", data = "<body>")]
fn bytes(body: Vec<u8>) -> String {
    body.len().to_string()
}

#[rocket::post("/file", data = "<body>")]
fn file(body: TempFile<'_>) -> String {
    body.len().to_string()
}

#[rocket::post("/422")]
fn unprocessed() -> Status {
    Status::UnprocessableEntity
}

#[tokio::test]
async fn bodies_that_are_wrong_get_the_protocols_faults() {
    let client = client(app(routes![json, form, text, bytes, file, unprocessed])).await;
    let long = "x".repeat(3 * 1024 * 1024);
    for (path, content_type, body, status, code) in [
        ("/json", JSON, "{", 400, "body_malformed"),
        ("/json", JSON, "", 400, "body_malformed"),
        ("/json", JSON, "{\"n\": 1} x", 400, "body_malformed"),
        ("/json", JSON, "{\"n\": \"x\"}", 400, "body_invalid"),
        ("/json", JSON, "{}", 400, "body_invalid"),
        ("/json", JSON, &long, 413, "body_too_large"),
        ("/form", FORM, "n=x", 400, "body_invalid"),
        ("/form", FORM, "m=1", 400, "body_invalid"),
        ("/form", FORM, &long, 413, "body_too_large"),
        ("/form", "text/plain", "n=1", 415, "media_type_unsupported"),
        ("/form", "", "n=1", 415, "media_type_unsupported"),
        // rocket says 400 of these, and nothing else.
        ("/text", "text/plain", &long, 400, "body_malformed"),
        ("/bytes", "", &long, 400, "body_malformed"),
        ("/file", "", &long, 400, "body_malformed"),
        // Nothing was sent that could be wrong.
        ("/422", "", "", 422, "unprocessable_entity"),
    ] {
        let answer = post(path, content_type, body).of(&client).await;
        assert_eq!(answer.fault(), fault(status, code), "{path} {content_type} {body:.20}");
        assert_eq!(answer.json()["route"], path);
    }
    assert_eq!(post("/text", "", b"\xff").of(&client).await.fault(), fault(400, "body_malformed"));
}

#[rocket::get("/accept")]
fn accept(accept: &Accept) -> String {
    accept.to_string()
}

#[rocket::get("/content-type")]
fn content_type(content_type: &ContentType) -> String {
    content_type.to_string()
}

struct Refused;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Refused {
    type Error = &'static str;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, &'static str> {
        let asked = request.uri().path().segments().last().and_then(|last| last.parse().ok());
        Outcome::Error((Status::new(asked.unwrap_or(500)), "secret"))
    }
}

#[rocket::get("/guard/<_>")]
fn guard(_refused: Refused) {}

#[rocket::get("/status/<code>")]
fn status(code: u16) -> Status {
    Status::new(code)
}

#[rocket::get("/none")]
fn none() -> Option<&'static str> {
    None
}

#[tokio::test]
async fn a_bare_status_is_the_fault_of_its_name() {
    let client = client(app(routes![accept, content_type, guard, status, none])).await;
    for (path, status, code) in [
        ("/guard/401", 401, "unauthenticated"),
        ("/guard/403", 403, "forbidden"),
        ("/guard/404", 404, "not_found"),
        ("/guard/400", 400, "bad_request"),
        ("/guard/429", 429, "too_many_requests"),
        ("/guard/503", 503, "unavailable"),
        ("/status/409", 409, "conflict"),
        ("/status/418", 418, "im_a_teapot"),
        ("/status/431", 431, "headers_too_large"),
        ("/status/499", 499, "http_499"),
        ("/status/502", 502, "upstream_failed"),
        ("/none", 404, "not_found"),
        // Nothing tells these from a mistake of the service.
        ("/accept", 500, "internal"),
        ("/content-type", 500, "internal"),
    ] {
        let answer = get(path).of(&client).await;
        assert_eq!(answer.fault(), fault(status, code), "{path}");
        assert!(!answer.text().contains("secret"));
    }
    let upgrade = get("/status/426").of(&client).await;
    assert_eq!((upgrade.fault(), upgrade.header("upgrade")), (fault(426, "upgrade_required"), "websocket"));
}

#[rocket::get("/words/<code>")]
fn words(code: u16) -> Custom<&'static str> {
    Custom(Status::new(code), "the words")
}

#[rocket::get("/empty")]
fn empty() -> Custom<()> {
    Custom(Status::NotFound, ())
}

#[rocket::get("/css/<none>")]
fn css(none: bool) -> Custom<(ContentType, Either<(), &'static str>)> {
    Custom(Status::NotFound, (ContentType::CSS, if none { Either::Left(()) } else { Either::Right("") }))
}

#[rocket::get("/bad")]
fn bad() -> BadRequest<String> {
    BadRequest("not this way".to_owned())
}

#[rocket::get("/missing")]
fn missing() -> NotFound<&'static str> {
    NotFound("no such thing")
}

#[rocket::get("/own-json")]
fn own_json() -> Custom<Json<Value>> {
    Custom(Status::Conflict, Json(serde_json::json!({"my": "own"})))
}

#[rocket::get("/own-html")]
fn own_html() -> Custom<rocket::response::content::RawHtml<&'static str>> {
    Custom(Status::NotFound, rocket::response::content::RawHtml("<p>no</p>"))
}

#[rocket::get("/success")]
fn success() -> (Status, &'static str) {
    (Status::Accepted, "fine")
}

#[rocket::get("/stream")]
fn stream() -> Custom<rocket::response::stream::TextStream![&'static str]> {
    let words = rocket::response::stream::TextStream! {
        for _ in 0..10_000 {
            yield "so many words ";
        }
    };
    Custom(Status::Conflict, words)
}

#[rocket::get("/gzip")]
fn gzip() -> Custom<(ContentType, Encoded)> {
    Custom(Status::Conflict, (ContentType::Plain, Encoded))
}

struct Encoded;

impl<'r> rocket::response::Responder<'r, 'static> for Encoded {
    fn respond_to(self, request: &'r Request<'_>) -> rocket::response::Result<'static> {
        let inner = rocket::response::Responder::respond_to("\u{1}\u{2}", request)?;
        rocket::Response::build_from(inner).raw_header("content-encoding", "gzip").raw_header("x-kept", "1").ok()
    }
}

#[tokio::test]
async fn words_become_the_message_and_a_body_of_its_own_stays() {
    let client = client(app(routes![words, empty, css, bad, missing, own_json, own_html, success, stream, gzip])).await;
    for (path, status, code, message) in [
        ("/words/409", 409, "conflict", "the words"),
        ("/words/404", 404, "not_found", "the words"),
        (
            "/words/500",
            500,
            "internal",
            "The server has either erred or is incapable of performing the requested operation.",
        ),
        ("/words/502", 502, "upstream_failed", "A service that this one depends on failed."),
        ("/empty", 404, "not_found", "Not Found"),
        ("/css/true", 404, "not_found", "Not Found"),
        ("/css/false", 404, "not_found", "Not Found"),
        ("/bad", 400, "bad_request", "not this way"),
        ("/missing", 404, "not_found", "no such thing"),
        ("/gzip", 409, "conflict", "Conflict"),
    ] {
        let answer = get(path).of(&client).await;
        assert_eq!(answer.fault(), fault(status, code), "{path}");
        assert_eq!(answer.json()["message"], message);
        assert!(answer.all("content-encoding").is_empty());
    }
    assert_eq!(get("/gzip").of(&client).await.header("x-kept"), "1");
    let stream = get("/stream").of(&client).await;
    assert_eq!(stream.fault(), fault(409, "conflict"));
    assert_eq!(stream.json()["message"].as_str().unwrap().len(), 1024);
    for (path, status, body) in
        [("/own-json", 409, r#"{"my":"own"}"#), ("/own-html", 404, "<p>no</p>"), ("/success", 202, "fine")]
    {
        let answer = get(path).of(&client).await;
        assert_eq!((answer.status, answer.text()), (status, body));
    }
    let headed = ask(Method::Head, "/words/409").of(&client).await;
    assert_eq!((headed.status, headed.text(), headed.header("content-type")), (409, "", JSON));
}

/// A body that panics once it is read.
struct Bomb(bool);

impl rocket::tokio::io::AsyncRead for Bomb {
    fn poll_read(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
        buffer: &mut rocket::tokio::io::ReadBuf<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        let this = self.get_mut();
        assert!(!this.0, "secret");
        this.0 = true;
        buffer.put_slice(b"until here");
        std::task::Poll::Ready(Ok(()))
    }
}

impl<'r> rocket::response::Responder<'r, 'static> for Bomb {
    fn respond_to(self, _: &'r Request<'_>) -> rocket::response::Result<'static> {
        rocket::Response::build().status(Status::Conflict).streamed_body(self).ok()
    }
}

#[rocket::get("/bomb")]
fn bomb() -> Bomb {
    Bomb(false)
}

#[tokio::test]
async fn a_text_that_panics_ends_there() {
    let answer = get("/bomb").from(routes![bomb]).await;
    assert_eq!(answer.fault(), fault(409, "conflict"));
    assert_eq!(answer.json()["message"], "until here");
}

#[rocket::get("/state")]
fn state(state: &State<u32>) -> String {
    state.to_string()
}

#[tokio::test]
async fn state_that_is_missing_is_internal() {
    let rocket = bare().attach(faults()).mount("/", routes![lenient_state]);
    assert_eq!(get("/state").of(&client(rocket).await).await.fault(), fault(500, "internal"));
    let managed = app(routes![state]).manage(7_u32);
    assert_eq!(get("/state").of(&client(managed).await).await.text(), "7");
}

struct Lenient;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Lenient {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match request.guard::<&State<u64>>().await {
            Outcome::Success(_) => Outcome::Success(Self),
            Outcome::Error(error) => Outcome::Error(error),
            Outcome::Forward(status) => Outcome::Forward(status),
        }
    }
}

#[rocket::get("/state")]
fn lenient_state(_state: Lenient) {}
