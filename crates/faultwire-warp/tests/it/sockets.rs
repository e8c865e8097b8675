//! Over real connections, requests that no route ever sees included.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use faultwire_warp::faultwire::protocol;
use faultwire_warp::{FaultResponse, enveloped, serve, serve_until};
use http_body_util::{BodyExt, Empty};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use warp::http::Request;
use warp::path::FullPath;
use warp::{Filter, Rejection, Reply};

use crate::app::renderer;
use crate::client::{Answer, Client};

fn routes() -> impl Filter<Extract = (impl Reply,), Error = Rejection> + Clone + Send + Sync + 'static {
    let fine = warp::path!("fine").and(warp::get().or(warp::head()).unify()).map(|| "fine");
    let panics = warp::path!("panic").map(|| -> &'static str { panic!("secret") });
    let later = warp::path!("later").then(|| async {
        tokio::task::yield_now().await;
        if true {
            panic!("secret")
        }
        "never"
    });
    let fault = warp::path!("fault").map(|| FaultResponse::from(&protocol::FORBIDDEN));
    let chunks = warp::path!("stream").map(|| warp::reply::stream(Chunks(2)));
    let echo = warp::path!("echo").and(warp::body::bytes()).map(|body: Bytes| body.to_vec());
    let json = warp::path!("json").and(faultwire_warp::body::json_up_to(100)).map(|text: String| text);
    let limited = warp::path!("limited")
        .and(warp::body::content_length_limit(10))
        .and(warp::body::bytes())
        .map(|body: Bytes| body.len().to_string());
    let ws = warp::path!("ws").and(warp::ws()).map(|ws: warp::ws::Ws| ws.on_upgrade(greet));
    let peer = warp::path!("peer").and(warp::ext::get::<SocketAddr>()).map(|peer: SocketAddr| peer.to_string());
    // It panics where the target has no path.
    let root = warp::path::end().and(warp::path::full()).map(|path: FullPath| path.as_str().to_owned());
    fine.or(panics).or(later).or(fault).or(chunks).or(echo).or(json).or(limited).or(ws).or(peer).or(root)
}

async fn greet(socket: warp::ws::WebSocket) {
    use warp::Sink;
    let mut socket = std::pin::pin!(socket);
    std::future::poll_fn(|cx| socket.as_mut().poll_ready(cx)).await.unwrap();
    socket.as_mut().start_send(warp::ws::Message::text("hi")).unwrap();
    std::future::poll_fn(|cx| socket.as_mut().poll_flush(cx)).await.unwrap();
}

/// A body that does not know its length, which makes an answer chunked.
struct Chunks(u8);

impl warp::Stream for Chunks {
    type Item = Result<&'static str, Infallible>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        self.0 = self.0.saturating_sub(1);
        std::task::Poll::Ready((self.0 > 0).then_some(Ok("fine")))
    }
}

/// A connection to the service.
async fn connect() -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(routes(), renderer(), listener));
    Client::connect(address).await
}

/// A connection to warp's own server, for the filter.
async fn connect_to_filter() -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(warp::serve(enveloped(routes(), renderer())).incoming(listener).run());
    Client::connect(address).await
}

fn malformed() -> Vec<(String, u16, &'static str)> {
    let many: String = (0..200).map(|n| format!("h{n}: x\r\n")).collect();
    let long = "x".repeat(600_000);
    vec![
        ("NONSENSE\r\n\r\n".to_owned(), 400, "request_malformed"),
        ("GET / HTTP/9.9\r\n\r\n".to_owned(), 400, "request_malformed"),
        ("GET / HTTP/1.1\r\nno colon\r\n\r\n".to_owned(), 400, "request_malformed"),
        ("GET /\u{1} HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(), 400, "request_malformed"),
        ("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n\r\n".to_owned(), 400, "request_malformed"),
        (format!("GET / HTTP/1.1\r\nhost: x\r\n{many}\r\n"), 431, "headers_too_large"),
        (format!("GET / HTTP/1.1\r\nhost: x\r\nlong: {long}"), 431, "headers_too_large"),
        (format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "x".repeat(70_000)), 414, "uri_too_long"),
    ]
}

#[tokio::test]
async fn what_is_no_request_gets_the_envelope() {
    for (request, status, code) in malformed() {
        let mut client = connect().await;
        // The server may answer and close before it has read all.
        let _ = client.0.write_all(request.as_bytes()).await;
        let answer = client.read(true).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code));
        assert!(answer.head.contains("connection: close\r\n") && answer.head.contains("date: "), "{}", answer.head);
        assert!(client.is_closed().await);
    }
}

#[tokio::test]
async fn after_other_answers_too() {
    for path in ["/fine", "/fault", "/stream", "/nothing"] {
        let mut client = connect().await;
        client.get(path).await;
        client.get(path).await;
        client.send("NONSENSE\r\n\r\n").await;
        assert_eq!(client.read(true).await.code(), "request_malformed", "{path}");
    }
}

#[tokio::test]
async fn a_failed_request_leaves_the_connection_usable() {
    let mut client = connect().await;
    for (path, status, code) in [
        ("/panic", 500, "internal"),
        ("/fault", 403, "forbidden"),
        ("/later", 500, "internal"),
        ("/nothing", 404, "route_not_found"),
        ("/ws", 426, "upgrade_required"),
        ("/panic", 500, "internal"),
    ] {
        let answer = client.get(path).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code));
        assert!(!answer.body.contains("secret"));
    }
    assert_eq!(client.get("/fine").await.body, "fine");
}

#[tokio::test]
async fn warps_server_takes_the_filter_and_closes_after_a_panic() {
    let mut client = connect_to_filter().await;
    for (path, status, code) in [("/fault", 403, "forbidden"), ("/nothing", 404, "route_not_found")] {
        let answer = client.get(path).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code));
    }
    for method in ["GET", "CONNECT"] {
        client.send(&format!("{method} example.org:443 HTTP/1.1\r\nhost: x\r\n\r\n")).await;
        assert_eq!(client.read(true).await.code(), "route_not_found", "{method}");
    }
    client.send("GET /panic HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(client.is_closed().await);
    let mut client = connect_to_filter().await;
    client.send("NONSENSE\r\n\r\n").await;
    let answer = client.read(true).await;
    assert_eq!((answer.status, answer.body.as_str()), (400, ""));
}

#[tokio::test]
async fn unusual_requests() {
    for (request, status, code) in [
        ("CONNECT a:1 HTTP/1.1\r\nhost: x\r\n\r\n", 404, "route_not_found"),
        ("GET a:1 HTTP/1.1\r\nhost: x\r\n\r\n", 404, "route_not_found"),
        ("POST a:1 HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\n\r\nx", 404, "route_not_found"),
        ("BREW /fine HTTP/1.1\r\nhost: x\r\n\r\n", 405, "method_not_allowed"),
        ("OPTIONS * HTTP/1.1\r\nhost: x\r\n\r\n", 404, "route_not_found"),
        ("POST /echo HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nZ\r\n", 400, "body_malformed"),
        ("POST /limited HTTP/1.1\r\nhost: x\r\ncontent-length: 11\r\n\r\n", 413, "body_too_large"),
        ("POST /limited HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n", 411, "length_required"),
    ] {
        let mut client = connect().await;
        client.send(request).await;
        let answer = client.read(true).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{request}");
    }
    let mut client = connect().await;
    client.send("GET /fine HTTP/1.1\r\n\r\n").await;
    assert_eq!(client.read(true).await.body, "fine");
    let json = "content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    client.send(&format!("POST /json HTTP/1.1\r\nhost: x\r\n{json}6f\r\n\"{}\r\n0\r\n\r\n", "x".repeat(110))).await;
    assert_eq!(client.read(true).await.code(), "body_too_large");

    // The client gives up in the middle of the body, and still listens.
    let mut client = connect().await;
    client.send("POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nx").await;
    client.0.get_mut().shutdown().await.unwrap();
    assert_eq!(client.read(true).await.code(), "body_malformed");
}

#[tokio::test]
async fn head_has_no_body_and_the_length_of_get() {
    let mut client = connect().await;
    for path in ["/nothing", "/fault", "/fine"] {
        let length = |answer: &Answer| {
            answer.head.lines().find_map(|line| line.strip_prefix("content-length: ").map(ToOwned::to_owned))
        };
        client.send(&format!("HEAD {path} HTTP/1.1\r\nhost: x\r\n\r\n")).await;
        let headed = client.read(false).await;
        let got = client.get(path).await;
        assert_eq!(headed.status, got.status);
        assert_eq!(length(&headed), length(&got), "{path}");
    }
}

#[tokio::test]
async fn websockets_work() {
    for mut client in [connect().await, connect_to_filter().await] {
        let handshake = "connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        client.send(&format!("GET /ws HTTP/1.1\r\nhost: x\r\n{handshake}\r\n")).await;
        assert_eq!(client.read(false).await.status, 101);
        let mut frame = [0; 4];
        client.0.read_exact(&mut frame).await.unwrap();
        assert_eq!(&frame, b"\x81\x02hi");
    }
}

#[tokio::test]
async fn http2_has_the_same_envelopes() {
    let stream = connect().await.0.into_inner();
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    for (path, status, code) in
        [("/nothing", 404, "route_not_found"), ("/panic", 500, "internal"), ("/fault", 403, "forbidden")]
    {
        let request = Request::get(format!("http://x{path}")).body(Empty::<Bytes>::new()).unwrap();
        let answer = sender.send_request(request).await.unwrap();
        assert_eq!(answer.status(), status);
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        let json: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!((&json["code"], &json["path"]), (&code.into(), &path.into()));
    }
}

#[tokio::test]
async fn the_address_of_the_client_is_known() {
    let mut client = connect().await;
    let address = client.0.get_ref().local_addr().unwrap();
    assert_eq!(client.get("/peer").await.body, address.to_string());
}

#[tokio::test]
async fn it_stops_when_running_requests_are_answered() {
    let (started, mut starts) = mpsc::channel::<oneshot::Sender<()>>(1);
    let slow = warp::path!("slow").then(move || {
        let started = started.clone();
        async move {
            let (finish, finished) = oneshot::channel();
            started.send(finish).await.unwrap();
            finished.await.unwrap();
            "done"
        }
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let signal = async move { stopped.await.unwrap() };
    let server = tokio::spawn(serve_until(slow, renderer(), listener, signal));
    let mut client = Client::connect(address).await;
    client.send("GET /slow HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let finish = starts.recv().await.unwrap();
    stop.send(()).unwrap();
    // It takes no more connections, and waits for the request.
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!server.is_finished());
    finish.send(()).unwrap();
    assert_eq!(client.read(true).await.body, "done");
    tokio::time::timeout(Duration::from_secs(60), server).await.unwrap().unwrap();
}
