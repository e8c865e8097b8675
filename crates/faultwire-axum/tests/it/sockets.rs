//! Over real connections, requests that no router ever sees included.

use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ws::{Message, WebSocket};
use axum::extract::{ConnectInfo, WebSocketUpgrade};
use axum::http::StatusCode;
use axum::routing::{any, get as on_get};
use axum::serve::ListenerExt;
use faultwire_axum::faultwire::protocol;
use faultwire_axum::{FaultResponse, Listener};
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::app::{layered, renderer};
use crate::client::{Answer, Client};

fn router() -> Router {
    layered(
        Router::new()
            .route("/", on_get(|| async { "fine" }))
            .route(
                "/panic",
                on_get(|| async {
                    if true {
                        panic!("secret")
                    }
                }),
            )
            .route("/fault", on_get(|| async { FaultResponse::from(&protocol::FORBIDDEN) }))
            .route("/stream", on_get(|| async { Body::new(Unsized(Body::from("fine"))) }))
            .route("/echo", any(|body: Body| async { body }))
            .route("/ws", any(|ws: WebSocketUpgrade| async { ws.on_upgrade(greet) }))
            .route("/peer", on_get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.to_string() })),
    )
}

async fn greet(mut socket: WebSocket) {
    socket.send(Message::text("hi")).await.unwrap();
}

/// A body that does not know its length, which makes an answer chunked.
struct Unsized(Body);

impl http_body::Body for Unsized {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.0).poll_frame(cx)
    }
}

/// A connection to the service.
async fn connect() -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let listener = Listener::new(listener, renderer()).tap_io(|_| {});
    let service = router().into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    Client::connect(address).await
}

fn malformed() -> Vec<(String, u16, &'static str)> {
    let many: String = (0..200).map(|n| format!("h{n}: x\r\n")).collect();
    vec![
        ("NONSENSE\r\n\r\n".to_owned(), 400, "request_malformed"),
        ("GET / HTTP/9.9\r\n\r\n".to_owned(), 400, "request_malformed"),
        ("GET / HTTP/1.1\r\nno colon\r\n\r\n".to_owned(), 400, "request_malformed"),
        ("GET /\u{1} HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(), 400, "request_malformed"),
        ("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n\r\n".to_owned(), 400, "request_malformed"),
        (format!("GET / HTTP/1.1\r\nhost: x\r\n{many}\r\n"), 431, "headers_too_large"),
        (format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "x".repeat(70_000)), 414, "uri_too_long"),
    ]
}

#[tokio::test]
async fn what_is_no_request_gets_the_envelope() {
    for (request, status, code) in malformed() {
        let mut client = connect().await;
        client.send(&request).await;
        let answer = client.read(true).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code));
        assert!(answer.head.contains("connection: close\r\n") && answer.head.contains("date: "), "{}", answer.head);
        assert!(client.is_closed().await);
    }
}

#[tokio::test]
async fn after_other_answers_too() {
    for path in ["/", "/fault", "/stream", "/nothing"] {
        let mut client = connect().await;
        client.get(path).await;
        client.get(path).await;
        client.send("NONSENSE\r\n\r\n").await;
        assert_eq!(client.read(true).await.code(), "request_malformed", "{path}");
    }
}

#[tokio::test]
async fn after_head_it_stays_the_servers_own() {
    let mut client = connect().await;
    client.send("HEAD / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert_eq!(client.read(false).await.status, 200);
    assert_eq!(client.get("/").await.body, "fine");
    client.send("NONSENSE\r\n\r\n").await;
    let answer = client.read(true).await;
    assert_eq!((answer.status, answer.body.as_str()), (400, ""));
}

#[tokio::test]
async fn a_body_that_looks_like_a_parsers_answer_passes() {
    let fake = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    let mut client = connect().await;
    // The head first, so that the body is written alone.
    client.send(&format!("POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n", fake.len())).await;
    let head = {
        let mut head = client.line().await;
        while !head.ends_with("\r\n\r\n") {
            head += &client.line().await;
        }
        head
    };
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    client.send(fake).await;
    let mut body = vec![0; fake.len()];
    if head.contains("chunked") {
        assert_eq!(usize::from_str_radix(client.line().await.trim(), 16), Ok(fake.len()));
    }
    client.0.read_exact(&mut body).await.unwrap();
    assert_eq!(String::from_utf8(body).unwrap(), fake);
}

#[tokio::test]
async fn a_failed_request_leaves_the_connection_usable() {
    let mut client = connect().await;
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
}

#[tokio::test]
async fn head_has_no_body_and_the_length_of_get() {
    let mut client = connect().await;
    for path in ["/nothing", "/fault", "/"] {
        let length = |answer: &Answer| {
            answer.head.lines().find_map(|line| line.strip_prefix("content-length: ").map(ToOwned::to_owned))
        };
        client.send(&format!("HEAD {path} HTTP/1.1\r\nhost: x\r\n\r\n")).await;
        let headed = client.read(false).await;
        let got = client.get(path).await;
        assert_eq!(headed.status, got.status);
        assert_eq!(length(&headed), length(&got), "{path}");
        let content_type = |answer: &Answer| answer.head.contains("content-type: application/json");
        assert_eq!(content_type(&headed), content_type(&got));
    }
}

#[tokio::test]
async fn websockets_work() {
    let mut client = connect().await;
    let handshake = "connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    client.send(&format!("GET /ws HTTP/1.1\r\nhost: x\r\n{handshake}\r\n")).await;
    assert_eq!(client.read(false).await.status, 101);
    let mut frame = [0; 4];
    client.0.read_exact(&mut frame).await.unwrap();
    assert_eq!(&frame, b"\x81\x02hi");
}

#[tokio::test]
async fn http2_passes() {
    let mut client = connect().await;
    client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").await;
    let mut frame = [0; 9];
    client.0.read_exact(&mut frame).await.unwrap();
    assert_eq!((frame[3], &frame[4..]), (4, &[0; 5][..]), "the server's settings");
}

#[tokio::test]
async fn the_address_of_the_client_is_known() {
    let mut client = connect().await;
    let address = client.0.get_ref().local_addr().unwrap();
    assert_eq!(client.get("/peer").await.body, address.to_string());
}

#[tokio::test]
async fn a_broken_body_is_malformed() {
    let router = layered(Router::new().route("/", any(|_: Bytes| async { StatusCode::OK })));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(Listener::new(listener, renderer()), router).await });
    let mut client = Client::connect(address).await;
    client.send("POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nZ\r\n").await;
    let answer = client.read(true).await;
    assert_eq!((answer.status, answer.code().as_str()), (400, "body_malformed"));
}
