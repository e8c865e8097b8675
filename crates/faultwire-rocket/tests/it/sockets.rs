//! Over real connections.

use std::net::SocketAddr;
use std::sync::Mutex;

use faultwire_rocket::faultwire::protocol;
use faultwire_rocket::{Body, FaultResponse, Json};
use rocket::fairing::AdHoc;
use rocket::response::stream::TextStream;
use rocket::{Build, Rocket, Shutdown, routes};
use tokio::io::AsyncWriteExt;
use tokio::sync::oneshot;

use crate::app::app;
use crate::client::Client;

#[rocket::get("/")]
fn root() -> &'static str {
    "fine"
}

#[rocket::get("/panic")]
fn panicking() -> &'static str {
    panic!("secret")
}

#[rocket::get("/fault")]
fn fault() -> FaultResponse {
    (&protocol::FORBIDDEN).into()
}

#[rocket::get("/named/<name>")]
fn named(name: &str) -> String {
    name.to_owned()
}

#[rocket::get("/stream")]
fn stream() -> TextStream![&'static str] {
    TextStream! { yield "fine" }
}

#[rocket::post("/echo", data = "<body>")]
fn echo(body: Body) -> Vec<u8> {
    body.into_inner()
}

#[rocket::post("/json", data = "<body>")]
fn json(body: Json<u8>) -> String {
    body.to_string()
}

#[rocket::post("/text", data = "<body>")]
fn text(body: String) -> String {
    body
}

/// A server on a free port, until it is told to stop.
async fn started() -> (SocketAddr, Shutdown) {
    start(app(routes![root, panicking, fault, named, stream, echo, json, text])).await
}

/// The service on a free port.
pub(crate) async fn start(rocket: Rocket<Build>) -> (SocketAddr, Shutdown) {
    let (sender, receiver) = oneshot::channel();
    let sender = Mutex::new(Some(sender));
    let tell = AdHoc::on_liftoff("tell", move |rocket| {
        let address = SocketAddr::new(rocket.config().address, rocket.config().port);
        let sender = sender.lock().unwrap().take().unwrap();
        sender.send((address, rocket.shutdown())).unwrap();
        Box::pin(async {})
    });
    tokio::spawn(rocket.attach(tell).launch());
    receiver.await.unwrap()
}

#[tokio::test]
async fn failed_requests_leave_the_connection_usable() {
    let (address, shutdown) = started().await;
    let mut client = Client::connect(address).await;
    for (path, status, code) in [
        ("/panic", 500, "internal"),
        ("/fault", 403, "forbidden"),
        ("/nothing", 404, "route_not_found"),
        ("/panic", 500, "internal"),
    ] {
        let answer = client.get(path).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code));
        assert!(!answer.body.contains("secret"));
    }
    assert_eq!(client.get("/").await.body, "fine");
    assert_eq!(client.get("/stream").await.body, "fine");
    shutdown.notify();
}

#[tokio::test]
async fn head_has_no_body_and_the_length_of_get() {
    let (address, shutdown) = started().await;
    let mut client = Client::connect(address).await;
    for (path, status) in [("/nothing", 404), ("/fault", 403), ("/panic", 500), ("/", 200), ("/json", 405)] {
        client.send(&format!("HEAD {path} HTTP/1.1\r\nhost: x\r\n\r\n")).await;
        let headed = client.read(false).await;
        let got = client.get(path).await;
        assert_eq!((headed.status, got.status), (status, status));
        assert_eq!(headed.length(), got.length(), "{path}");
        let content_type = |head: &str| head.contains("content-type: application/json");
        assert_eq!(content_type(&headed.head), content_type(&got.head));
    }
    client.send("HEAD /named/%ff HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert_eq!(client.read(false).await.status, 404);
    assert_eq!(client.get("/").await.body, "fine");
    shutdown.notify();
}

#[tokio::test]
async fn odd_requests_are_answered() {
    let (address, shutdown) = started().await;
    for (head, status, code) in [
        ("OPTIONS * HTTP/1.1\r\nhost: x", 404, "route_not_found"),
        ("CONNECT a:1 HTTP/1.1\r\nhost: x", 404, "route_not_found"),
        ("BREW /json HTTP/1.1\r\nhost: x", 405, "method_not_allowed"),
        ("BREW /nothing HTTP/1.1\r\nhost: x", 404, "route_not_found"),
        ("BREW / HTTP/1.1\r\nhost: x", 405, "method_not_allowed"),
        ("PROPFIND / HTTP/1.1\r\nhost: x", 405, "method_not_allowed"),
        ("OPTIONS / HTTP/1.1\r\nhost: x", 405, "method_not_allowed"),
        ("TRACE / HTTP/1.1\r\nhost: x", 405, "method_not_allowed"),
        ("GET http://x/nothing HTTP/1.1\r\nhost: x", 404, "route_not_found"),
        ("GET /nothing HTTP/1.0", 404, "route_not_found"),
        ("GET /nothing HTTP/1.1\r\nhost: x\r\nexpect: weird", 404, "route_not_found"),
    ] {
        let mut client = Client::connect(address).await;
        client.send(&format!("{head}\r\n\r\n")).await;
        let answer = client.read(true).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{head}");
        let allow = answer.head.lines().find_map(|line| line.strip_prefix("allow: "));
        let expected = if head.contains("/json") { "POST" } else { "GET,HEAD" };
        assert_eq!(allow, (status == 405).then_some(expected), "{head}");
    }
    shutdown.notify();
}

#[tokio::test]
async fn two_requests_at_once_get_two_answers() {
    let (address, shutdown) = started().await;
    let mut client = Client::connect(address).await;
    client.send("BREW / HTTP/1.1\r\nhost: x\r\n\r\nGET /nothing HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert_eq!(client.read(true).await.code(), "method_not_allowed");
    assert_eq!(client.read(true).await.code(), "route_not_found");
    shutdown.notify();
}

#[tokio::test]
async fn broken_bodies_are_malformed() {
    let (address, shutdown) = started().await;
    for path in ["/echo", "/json", "/text"] {
        let mut client = Client::connect(address).await;
        let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n");
        client.send(&(head.clone() + "transfer-encoding: chunked\r\n\r\nZ\r\n")).await;
        let answer = client.read(true).await;
        assert_eq!((answer.status, answer.code().as_str()), (400, "body_malformed"), "{path}");

        let mut client = Client::connect(address).await;
        client.send(&(head.clone() + "content-length: 100\r\n\r\n1")).await;
        client.0.shutdown().await.unwrap();
        let answer = client.read(true).await;
        assert_eq!((answer.status, answer.code().as_str()), (400, "body_malformed"), "{path}");

        // Not where rocket looks first, but further on.
        let mut client = Client::connect(address).await;
        client.send(&(head.clone() + "content-length: 100\r\n\r\n" + &"1".repeat(50))).await;
        client.0.shutdown().await.unwrap();
        let answer = client.read(true).await;
        assert_eq!((answer.status, answer.code().as_str()), (400, "body_malformed"), "{path}");
    }
    shutdown.notify();
}

#[tokio::test]
async fn a_body_that_nobody_asks_for_may_break_off() {
    let (address, shutdown) = started().await;
    let mut client = Client::connect(address).await;
    client.send("GET / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n1").await;
    client.0.shutdown().await.unwrap();
    assert_eq!(client.read(true).await.body, "fine");
    shutdown.notify();
}

#[tokio::test]
async fn the_service_itself_is_no_path_of_it() {
    #[rocket::get("/<_..>")]
    fn everything() -> &'static str {
        "everything"
    }
    let (address, shutdown) = start(app(routes![everything])).await;
    let mut client = Client::connect(address).await;
    client.send("OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert_eq!(client.read(true).await.code(), "route_not_found");
    assert_eq!(client.get("/x").await.body, "everything");
    shutdown.notify();
}

#[tokio::test]
async fn large_bodies_in_pieces_are_too_large() {
    let (address, shutdown) = started().await;
    let large = "1".repeat(2 << 20);
    for path in ["/echo", "/json"] {
        let mut client = Client::connect(address).await;
        let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n");
        let piece = format!("{:x}\r\n{large}\r\n0\r\n\r\n", large.len());
        client.send(&(head + "transfer-encoding: chunked\r\n\r\n" + &piece)).await;
        let answer = client.read(true).await;
        assert_eq!((answer.status, answer.code().as_str()), (413, "body_too_large"), "{path}");
    }
    shutdown.notify();
}

#[tokio::test]
async fn long_queries_are_read() {
    let (address, shutdown) = started().await;
    let mut client = Client::connect(address).await;
    let answer = client.get(&format!("/nothing?{}", "x".repeat(60_000))).await;
    assert_eq!((answer.status, answer.code().as_str()), (404, "route_not_found"));
    shutdown.notify();
}

#[tokio::test]
async fn what_the_parser_says_stays() {
    let (address, shutdown) = started().await;
    let many: String = (0..200).map(|n| format!("h{n}: x\r\n")).collect();
    for (request, status) in [
        ("NONSENSE\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/9.9\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\nno colon\r\n\r\n".to_owned(), 400),
        ("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n\r\n".to_owned(), 400),
        (format!("GET / HTTP/1.1\r\n{many}\r\n"), 431),
        (format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "x".repeat(70_000)), 414),
    ] {
        let mut client = Client::connect(address).await;
        client.send(&request).await;
        let answer = client.read(true).await;
        assert_eq!((answer.status, answer.body.as_str()), (status, ""), "{:.40}", request);
        assert!(client.is_closed().await);
    }
    shutdown.notify();
}

#[tokio::test]
async fn a_fairing_that_panics_closes_the_connection_and_nothing_else() {
    let bomb = AdHoc::on_request("bomb", |request, _| {
        Box::pin(async move { assert!(request.uri().path() != "/bomb", "secret") })
    });
    let (address, shutdown) = start(app(routes![root]).attach(bomb)).await;
    let mut client = Client::connect(address).await;
    client.send("GET /bomb HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(client.is_closed().await);
    assert_eq!(Client::connect(address).await.get("/").await.body, "fine");
    shutdown.notify();
}

#[tokio::test]
async fn a_catchers_own_text_stays_where_fairings_are_not_asked() {
    #[rocket::catch(400)]
    fn words() -> &'static str {
        "their words"
    }
    let (address, shutdown) = start(app(routes![root]).register("/", rocket::catchers![words])).await;
    let mut client = Client::connect(address).await;
    client.send("BREW / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let answer = client.read(true).await;
    assert_eq!((answer.status, answer.body.as_str()), (400, "their words"));
    shutdown.notify();
}
