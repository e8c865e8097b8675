//! Over real connections.

use std::net::SocketAddr;
use std::sync::Mutex;

use faultwire_rocket::faultwire::protocol;
use faultwire_rocket::{Body, FaultResponse, Json};
use rocket::fairing::AdHoc;
use rocket::response::stream::TextStream;
use rocket::{Build, Rocket, Shutdown, routes};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

use crate::app::{FORM, app};
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
    let got = client.get("/named/%ff").await;
    // The envelope of these tests names the method, which for once is the true one.
    let length = got.body.replace("GET", "HEAD").len().to_string();
    for _ in 0..2 {
        client.send("HEAD /named/%ff HTTP/1.1\r\nhost: x\r\n\r\n").await;
        let headed = client.read(false).await;
        assert_eq!((headed.status, headed.length()), (404, Some(length.as_str())));
        assert_eq!(client.get("/").await.body, "fine");
    }
    shutdown.notify();
}

/// The frames of the answer to a HEAD over HTTP/2, up to the end of its stream: of each its type and its length.
async fn head_over_http2(address: SocketAddr, path: &str) -> Vec<(u8, usize)> {
    const DATA: u8 = 0;
    const HEADERS: u8 = 1;
    const RST_STREAM: u8 = 3;
    const END_STREAM: u8 = 1;
    // Fields by their place in the static table of HPACK: `:scheme: http`, then a value for `:method`, `:path` and
    // `:authority` each.
    let mut fields = vec![0x86];
    for (place, value) in [(2, "HEAD"), (4, path), (1, "x")] {
        fields.extend([place, u8::try_from(value.len()).unwrap()]);
        fields.extend(value.as_bytes());
    }
    let mut sent = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0".to_vec();
    // The end of the stream and of its headers.
    sent.extend([0, 0, u8::try_from(fields.len()).unwrap(), HEADERS, 5, 0, 0, 0, 1]);
    sent.extend(fields);
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(&sent).await.unwrap();
    let mut frames = Vec::new();
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await.unwrap();
        let mut payload = vec![0; usize::from(head[1]) << 8 | usize::from(head[2])];
        stream.read_exact(&mut payload).await.unwrap();
        if head[8] == 1 {
            frames.push((head[3], payload.len()));
            if head[3] == RST_STREAM || (matches!(head[3], DATA | HEADERS) && head[4] & END_STREAM != 0) {
                return frames;
            }
        }
    }
}

#[tokio::test]
async fn head_has_no_body_over_http2() {
    let (address, shutdown) = started().await;
    for path in ["/nothing", "/named/%ff", "/fault"] {
        let frames = head_over_http2(address, path).await;
        assert_eq!(frames[0].0, 1, "{path}: {frames:?}");
        assert!(frames[1..].iter().all(|frame| *frame == (0, 0)), "{path}: {frames:?}");
    }
    shutdown.notify();
}

#[tokio::test]
async fn a_form_that_makes_head_of_post_is_answered() {
    let (address, shutdown) = started().await;
    for (path, status, body) in [
        ("/", 200, "fine"),
        ("/fault", 403, "\"forbidden\""),
        ("/nothing", 404, "\"route_not_found\""),
        ("/echo", 405, "\"method_not_allowed\""),
        ("/named/%ff", 404, "\"path_invalid\""),
    ] {
        for form in ["_method=head", "_method=HEAD&a", "&_method=head&a", "_method=head&a=2"] {
            let mut client = Client::connect(address).await;
            let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: {FORM}\r\n");
            client.send(&format!("{head}content-length: {}\r\n\r\n{form}", form.len())).await;
            let answer = client.read(true).await;
            assert_eq!(answer.status, status, "{path} {form}");
            assert!(answer.body.contains(body), "{path} {form} {}", answer.body);
            assert_eq!(client.get("/").await.body, "fine");
        }
    }
    shutdown.notify();
}

#[tokio::test]
async fn odd_requests_are_answered() {
    let (address, shutdown) = started().await;
    for (head, status, code) in [
        ("OPTIONS * HTTP/1.1\r\nhost: x", 404, "route_not_found"),
        ("CONNECT a:1 HTTP/1.1\r\nhost: x", 404, "route_not_found"),
        ("POST a:1 HTTP/1.1\r\nhost: x", 404, "route_not_found"),
        ("DELETE a:1 HTTP/1.1\r\nhost: x", 404, "route_not_found"),
        ("OPTIONS a:1 HTTP/1.1\r\nhost: x", 404, "route_not_found"),
        // Nothing tells it from an unknown method.
        ("GET a:1 HTTP/1.1\r\nhost: x", 405, "method_not_allowed"),
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
