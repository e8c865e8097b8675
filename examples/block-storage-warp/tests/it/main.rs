//! The demo service over sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use block_storage_warp::{CONFIGURATION, serve_on};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::Instant;

/// A service, where it is, and what stops it.
async fn start() -> (JoinHandle<()>, SocketAddr, oneshot::Sender<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let renderer = Arc::new(block_storage_program::renderer(CONFIGURATION, None).unwrap());
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(serve_on(listener, renderer, async move {
        let _ = stopped.await;
    }));
    (server, address, stop)
}

async fn connect(address: SocketAddr, sent: &str) -> BufReader<TcpStream> {
    let mut client = BufReader::new(TcpStream::connect(address).await.unwrap());
    client.write_all(sent.as_bytes()).await.unwrap();
    client
}

/// The status of the first answer, which may be an interim one.
async fn status(client: &mut BufReader<TcpStream>) -> u16 {
    let mut line = String::new();
    client.read_line(&mut line).await.unwrap();
    line.get(9..12).expect("a status line").parse().unwrap()
}

#[tokio::test]
async fn a_project_that_is_no_text_is_unknown() {
    let (_server, address, _stop) = start().await;
    for (path, expected) in [
        ("/v3/demo/volumes/vol-1", 200),
        ("/v3/d%C3%A9mo/volumes/vol-1", 200),
        ("/v3/%ff/volumes/vol-1", 404),
        ("/v3/volumes/vol-1", 200),
        ("/v3/volumes/%ff", 404),
    ] {
        let mut client = connect(address, &format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n")).await;
        assert_eq!(status(&mut client).await, expected, "{path}");
    }
}

#[tokio::test]
async fn a_target_without_a_path_is_an_unknown_route() {
    let (_server, address, _stop) = start().await;
    for method in ["GET", "POST", "CONNECT"] {
        let request = format!("{method} a:1 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        let mut client = connect(address, &request).await;
        assert_eq!(status(&mut client).await, 404, "{method}");
        let mut rest = String::new();
        client.read_to_string(&mut rest).await.unwrap();
        assert!(rest.contains("content-type: application/problem+json\r\n"), "{method}: {rest}");
    }
}

/// The clock runs ahead whenever there is nothing to do.
#[tokio::test(start_paused = true)]
async fn slow_clients_cannot_hold_it() {
    let (server, address, stop) = start().await;
    let post = "POST /api/volumes HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n";
    let mut body = connect(address, &format!("{post}expect: 100-continue\r\n\r\n")).await;
    assert_eq!(status(&mut body).await, 100);
    body.write_all(b"{").await.unwrap();
    let _head = connect(address, "GET /pro").await;
    let mut idle = connect(address, "GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert_eq!(status(&mut idle).await, 200);

    let signalled = Instant::now();
    stop.send(()).unwrap();
    tokio::time::timeout(Duration::from_secs(10), server).await.expect("it still runs").unwrap();
    // Until then the request could have been finished.
    assert!(signalled.elapsed() >= Duration::from_secs(5));
}
