//! The service on a real socket: what only a connection shows.

use std::sync::Arc;

use faultwire_axum::Listener;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::service::{RENDERER, service};

/// A connection to a service of its own.
async fn connect() -> TcpStream {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(Listener::new(listener, Arc::clone(&RENDERER)), service()).await });
    TcpStream::connect(address).await.unwrap()
}

/// Everything that comes back until the service closes.
async fn exchange(request: impl AsRef<[u8]>) -> String {
    let mut stream = connect().await;
    stream.write_all(request.as_ref()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn a_malformed_request_line_is_answered_in_the_default_style() {
    let answer = exchange("GET\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    assert!(answer.to_ascii_lowercase().contains("content-type: application/problem+json\r\n"), "{answer}");
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_eq!((&body["status"], &body["code"]), (&400.into(), &"request_malformed".into()));
}

#[tokio::test]
async fn a_connection_survives_a_panic() {
    let first = "GET /sig/volumes/fault-panic HTTP/1.1\r\nHost: demo.test\r\n\r\n";
    let second = "GET /sig/volumes/vol-1 HTTP/1.1\r\nHost: demo.test\r\nConnection: close\r\n\r\n";
    let answer = exchange(format!("{first}{second}")).await;
    assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
    assert!(answer.contains("HTTP/1.1 200 OK"), "{answer}");
    assert!(!answer.contains("must not read this"), "{answer}");
}

#[tokio::test]
async fn a_body_that_breaks_off_is_malformed() {
    let mut stream = connect().await;
    let head = "POST /queue/volumes HTTP/1.1\r\nHost: demo.test\r\nContent-Type: application/json\r\n\
                Content-Length: 100\r\n\r\n{";
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8(answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    assert!(answer.contains(r#"{"errors":["#), "{answer}");
}

#[tokio::test]
async fn a_target_in_absolute_form_keeps_its_prefix() {
    let answer = exchange(
        "GET http://demo.test/api/volumes/nope HTTP/1.1\r\nHost: demo.test\r\nContent-Length: 0\r\n\
         Content-Type: application/vnd.simplivity.v1.8+json\r\nConnection: close\r\n\r\n",
    )
    .await;
    assert!(answer.starts_with("HTTP/1.1 404 "), "{answer}");
    assert!(answer.contains(r#""path":"/api/volumes/nope""#), "{answer}");
}
