//! The lab on rocket.

#![expect(clippy::needless_pass_by_value, reason = "rocket hands what guards found to handlers by value")]

use std::collections::HashSet;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::path::Path as FilePath;
use std::sync::mpsc;
use std::thread;

use faultwire_rocket::faultwire::{Fault, OrFault, Reply, protocol};
use faultwire_rocket::{Body, FaultFairing, FaultResponse, Form, Json, Query, ReplyResponse, Result, refuse};
use rocket::config::{Ident, LogLevel, Shutdown};
use rocket::data::{Limits, ToByteUnit};
use rocket::fairing::AdHoc;
use rocket::fs::FileServer;
use rocket::http::{ContentType, CookieJar, Status};
use rocket::request::{FromRequest, Outcome};
use rocket::response::stream::TextStream;
use rocket::serde::json::Json as Shown;
use rocket::shield::Shield;
use rocket::{Build, Config, Data, FromForm, Request, Rocket, State, delete, get, post, routes};
use rocket_ws::{Channel, WebSocket};
use serde::{Deserialize, Serialize};

use crate::settings::{self, Domain, LARGE, PATIENCE, SLOWNESS, SMALL};

/// Starts the lab in a thread of its own.
///
/// # Errors
///
/// When there is no free port.
pub fn start() -> io::Result<SocketAddr> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let (ready, address) = mpsc::channel();
    let liftoff = AdHoc::on_liftoff("ready", |rocket| {
        Box::pin(async move {
            let config = rocket.config();
            let _ = ready.send(SocketAddr::new(config.address, config.port));
        })
    });
    // An error that is dropped unread panics with its text.
    thread::spawn(move || drop(runtime.block_on(lab().attach(liftoff).launch())));
    address.recv().map_err(io::Error::other)
}

fn config() -> Config {
    Config {
        port: 0,
        ident: Ident::none(),
        limits: Limits::default().limit("json", LARGE.bytes()).limit("form", LARGE.bytes()),
        // Signals are for the program that runs the lab.
        shutdown: Shutdown { ctrlc: false, signals: HashSet::new(), ..Shutdown::default() },
        log_level: LogLevel::Off,
        ..Config::release_default()
    }
}

/// Every way to fail.
fn lab() -> Rocket<Build> {
    let files = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("static");
    rocket::custom(config())
        .mount("/", routes![root, json, form, query, item, text, small, utf8, multipart, header, cookie, state, ws])
        .mount("/", routes![slow, panics, panics_in_guard, guarded, fault, domain, status_text, unavailable])
        .mount("/", routes![bare, words, own_json, stream, reply, created, no_content])
        .mount("/", routes![by_macro])
        .mount("/nested", routes![here])
        .mount("/static", FileServer::from(files))
        // In place of rocket's own, which adds headers for browsers.
        .attach(Shield::new())
        .attach(FaultFairing::new(settings::renderer()))
}

#[derive(Clone, Copy, Deserialize, FromForm, Serialize)]
struct Item {
    n: u32,
}

#[get("/")]
fn root() -> &'static str {
    "fine"
}

#[get("/macro")]
fn by_macro() -> &'static str {
    "fine"
}

#[post("/json", data = "<item>")]
fn json(item: Json<Item>) -> Shown<Item> {
    Shown(item.into_inner())
}

#[post("/form", data = "<item>")]
fn form(item: Form<Item>) -> Shown<Item> {
    Shown(*item)
}

#[get("/query")]
fn query(item: Query<Item>) -> Shown<Item> {
    Shown(item.0)
}

#[get("/item/<n>")]
fn item(n: u32) -> Shown<Item> {
    Shown(Item { n })
}

#[get("/text/<text>")]
fn text(text: &str) -> &str {
    text
}

/// A body of few bytes, announced or not.
#[post("/small", data = "<body>")]
async fn small(body: Data<'_>) -> Result<String> {
    let bytes = body.open(SMALL.bytes()).into_bytes().await.or_fault(&protocol::BODY_MALFORMED)?;
    if bytes.is_complete() { Ok(bytes.len().to_string()) } else { Err((&protocol::BODY_TOO_LARGE).into()) }
}

#[post("/utf8", data = "<body>")]
fn utf8(body: Body) -> Result<String> {
    Ok(String::from_utf8(body.0).or_fault(&protocol::BODY_MALFORMED)?)
}

#[derive(FromForm)]
struct Upload<'r> {
    a: &'r [u8],
}

#[post("/multipart", data = "<upload>")]
fn multipart(upload: Form<Upload<'_>>) -> String {
    upload.a.len().to_string()
}

/// A header with a number.
struct Lab(u32);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Lab {
    type Error = FaultResponse;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, FaultResponse> {
        match request.headers().get_one("x-lab").and_then(|value| value.parse().ok()) {
            Some(n) => Outcome::Success(Self(n)),
            None => Outcome::Error(refuse(request, &protocol::HEADER_INVALID)),
        }
    }
}

#[get("/header")]
fn header(lab: Lab) -> Shown<Item> {
    Shown(Item { n: lab.0 })
}

#[get("/cookie")]
fn cookie(cookies: &CookieJar<'_>) -> Result<String> {
    let lab = cookies.get("lab").ok_or(&protocol::HEADER_INVALID)?;
    Ok(lab.value().to_owned())
}

/// State that nobody put there. Rocket looks for what handlers ask for before it starts, but not for what guards do.
struct Missing;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Missing {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        request.guard::<&State<Item>>().await.map(|_| Self)
    }
}

#[get("/state")]
fn state(_missing: Missing) {}

/// A request for a websocket: rocket's guard for it forwards others, and does not say what it wanted.
struct Upgrade(WebSocket);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Upgrade {
    type Error = FaultResponse;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, FaultResponse> {
        match request.guard().await {
            Outcome::Success(socket) => Outcome::Success(Self(socket)),
            Outcome::Error((_, never)) => match never {},
            Outcome::Forward(_) => {
                let fault = Fault::new(&protocol::UPGRADE_REQUIRED).with_header("upgrade", "websocket");
                Outcome::Error(refuse(request, fault))
            }
        }
    }
}

#[get("/ws")]
fn ws(upgrade: Upgrade) -> Channel<'static> {
    upgrade.0.channel(|_| Box::pin(async { Ok(()) }))
}

#[get("/slow")]
async fn slow() -> Status {
    let work = tokio::time::timeout(PATIENCE, tokio::time::sleep(SLOWNESS));
    work.await.map_or(Status::RequestTimeout, |()| Status::Ok)
}

#[get("/panic")]
fn panics() {
    panic!("a secret of the handler");
}

/// What a guard does when it panics.
struct Panicking;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Panicking {
    type Error = Infallible;

    async fn from_request(_: &'r Request<'_>) -> Outcome<Self, Infallible> {
        panic!("a secret of the middleware");
    }
}

#[get("/panic-middleware")]
fn panics_in_guard(_guard: Panicking) {}

/// Nobody may pass.
struct Guard;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Guard {
    type Error = FaultResponse;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, FaultResponse> {
        let fault = Fault::new(&protocol::UNAUTHENTICATED).with_header("www-authenticate", "Bearer realm=\"lab\"");
        Outcome::Error(refuse(request, fault))
    }
}

#[get("/guard")]
fn guarded(_guard: Guard) {}

#[get("/fault")]
fn fault() -> Result<()> {
    Err(settings::fault().into())
}

#[get("/domain")]
fn domain() -> Result<()> {
    Err(Domain::Empty)?
}

#[get("/status-text/fault")]
fn status_text() -> Result<()> {
    domain()
}

#[get("/unavailable")]
fn unavailable() -> Result<()> {
    Err((&protocol::UNAVAILABLE).into())
}

#[get("/bare/<code>")]
fn bare(code: u16) -> Status {
    Status::new(code)
}

#[get("/words/<code>")]
fn words(code: u16) -> (Status, &'static str) {
    (Status::new(code), "a secret of the framework")
}

#[get("/own-json")]
fn own_json() -> (Status, (ContentType, &'static str)) {
    (Status::Conflict, (ContentType::JSON, r#"{"my":"own"}"#))
}

#[get("/stream")]
fn stream() -> TextStream![&'static str] {
    TextStream(tokio_stream::iter(["a", "b", "c"]))
}

#[get("/reply")]
fn reply() -> ReplyResponse {
    Reply::of("item", &Item { n: 7 }).into()
}

#[post("/reply", data = "<item>")]
fn created(item: Json<Item>) -> ReplyResponse {
    Reply::created().with_resource("item", &*item).with_location("/reply/7").into()
}

#[delete("/reply")]
fn no_content() -> ReplyResponse {
    Reply::no_content().into()
}

#[get("/here")]
fn here() -> &'static str {
    "here"
}
