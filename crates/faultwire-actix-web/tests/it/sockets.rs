//! Over real connections.

use std::net::SocketAddr;

use actix_web::body::BodyStream;
use actix_web::dev::ServerHandle;
use actix_web::web::{self, Bytes, ServiceConfig};
use actix_web::{App, Error, HttpRequest, HttpResponse, HttpServer, rt};
use faultwire_actix_web::FaultResponse;
use faultwire_actix_web::faultwire::protocol;
use tokio::io::AsyncWriteExt;

use crate::app::faults;
use crate::client::Client;

fn routes(config: &mut ServiceConfig) {
    async fn ws(request: HttpRequest, body: web::Payload) -> Result<HttpResponse, Error> {
        let (response, mut session, _) = actix_ws::handle(&request, body)?;
        rt::spawn(async move { session.text("hi").await });
        Ok(response)
    }
    config
        .service(web::resource("/").route(web::get().to(async || "fine")).route(web::head().to(async || "fine")))
        .route("/panic", web::to(async || -> String { panic!("secret") }))
        .route("/fault", web::to(async || FaultResponse::from(&protocol::FORBIDDEN)))
        .route("/stream", web::get().to(async || HttpResponse::Ok().body(BodyStream::new(Once(Some("fine"))))))
        .route("/echo", web::post().to(async |body: Bytes| body))
        .route("/json", web::post().to(async |_: web::Json<u8>| ""))
        .route("/ws", web::get().to(ws))
        .route("/peer", web::get().to(async |request: HttpRequest| request.peer_addr().unwrap().to_string()));
}

/// A body that does not know its length, which makes an answer chunked.
struct Once(Option<&'static str>);

impl futures_core::Stream for Once {
    type Item = Result<Bytes, Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.take().map(|text| Ok(Bytes::from_static(text.as_bytes()))))
    }
}

/// A server of actix-web's own.
fn plain() -> (SocketAddr, ServerHandle) {
    let faults = faults();
    let server = HttpServer::new(move || App::new().configure(routes).wrap(faults.clone()));
    let server = server.workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
    let address = server.addrs()[0];
    let server = server.run();
    let handle = server.handle();
    rt::spawn(server);
    (address, handle)
}

async fn failed_requests_leave_the_connection_usable(address: SocketAddr) {
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
}

async fn head_has_no_body_and_the_length_of_get(address: SocketAddr) {
    let mut client = Client::connect(address).await;
    for (path, status) in [("/nothing", 404), ("/fault", 403), ("/panic", 500), ("/", 200)] {
        client.send(&format!("HEAD {path} HTTP/1.1\r\nhost: x\r\n\r\n")).await;
        let headed = client.read(false).await;
        let got = client.get(path).await;
        assert_eq!((headed.status, got.status), (status, status));
        assert_eq!(headed.length(), got.length(), "{path}");
        let content_type = |head: &str| head.contains("content-type: application/json");
        assert_eq!(content_type(&headed.head), content_type(&got.head));
    }
}

async fn odd_requests_are_answered(address: SocketAddr) {
    for (head, status, code) in [
        ("OPTIONS * HTTP/1.1\r\nhost: x", 404, "route_not_found"),
        ("CONNECT a:1 HTTP/1.1\r\nhost: x", 404, "route_not_found"),
        ("BREW /json HTTP/1.1\r\nhost: x", 404, "route_not_found"),
        ("BREW / HTTP/1.1\r\nhost: x", 405, "method_not_allowed"),
        ("OPTIONS / HTTP/1.1\r\nhost: x", 405, "method_not_allowed"),
        ("GET http://x/nothing HTTP/1.1\r\nhost: x", 404, "route_not_found"),
        ("POST /json HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 0", 415, "media_type_unsupported"),
    ] {
        let mut client = Client::connect(address).await;
        client.send(&format!("{head}\r\n\r\n")).await;
        let mut answer = client.read(!head.contains("expect")).await;
        if answer.status == 100 {
            answer = client.read(true).await;
        }
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{head}");
    }
    let mut client = Client::connect(address).await;
    client.send("GET / HTTP/1.1\r\nhost: x\r\nexpect: weird\r\n\r\n").await;
    assert_eq!(client.read(true).await.body, "fine");
}

async fn broken_bodies_are_malformed(address: SocketAddr) {
    for path in ["/echo", "/json"] {
        let mut client = Client::connect(address).await;
        let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n");
        client.send(&(head.clone() + "transfer-encoding: chunked\r\n\r\nZ\r\n")).await;
        let answer = client.read(true).await;
        assert_eq!((answer.status, answer.code().as_str()), (400, "body_malformed"));

        let mut client = Client::connect(address).await;
        client.send(&(head + "content-length: 100\r\n\r\n1")).await;
        client.0.shutdown().await.unwrap();
        let answer = client.read(true).await;
        assert_eq!((answer.status, answer.code().as_str()), (400, "body_malformed"));
    }
}

#[actix_web::test]
async fn below_the_servers_own_start() {
    let (address, handle) = plain();
    failed_requests_leave_the_connection_usable(address).await;
    head_has_no_body_and_the_length_of_get(address).await;
    odd_requests_are_answered(address).await;
    broken_bodies_are_malformed(address).await;
    // What its parser says stays without the other start.
    let mut client = Client::connect(address).await;
    client.send("NONSENSE\r\n\r\n").await;
    let answer = client.read(true).await;
    assert_eq!((answer.status, answer.body.as_str()), (400, ""));
    assert!(client.is_closed().await);
    handle.stop(false).await;
}

#[cfg(feature = "serve")]
mod serve {
    use std::net::TcpListener;
    use std::time::Duration;

    use faultwire_actix_web::FaultServer;
    use tokio::io::AsyncReadExt;

    use super::*;
    use crate::app::renderer;

    fn started() -> (Vec<SocketAddr>, ServerHandle) {
        let faults = faults();
        let server = FaultServer::new(renderer(), move || App::new().configure(routes).wrap(faults.clone()))
            .workers(2)
            .client_request_timeout(Duration::from_millis(500))
            .shutdown_timeout(1)
            .disable_signals()
            .bind("127.0.0.1:0")
            .unwrap()
            .listen(TcpListener::bind("127.0.0.1:0").unwrap())
            .unwrap();
        let addresses = server.addrs();
        let server = server.run().unwrap();
        let handle = server.handle();
        rt::spawn(server);
        (addresses, handle)
    }

    fn malformed() -> Vec<(String, u16, &'static str)> {
        let many: String = (0..200).map(|n| format!("h{n}: x\r\n")).collect();
        let get = "GET / HTTP/1.1\r\nhost: x\r\n";
        vec![
            ("NONSENSE\r\n\r\n".to_owned(), 400, "request_malformed"),
            ("GET / HTTP/9.9\r\n\r\n".to_owned(), 400, "request_malformed"),
            (format!("{get}no colon\r\n\r\n"), 400, "request_malformed"),
            ("GET /\u{1} HTTP/1.1\r\nhost: x\r\n\r\n".to_owned(), 400, "request_malformed"),
            ("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n\r\n".to_owned(), 400, "request_malformed"),
            ("GET / HTTP/1.1\r\n\r\n".to_owned(), 400, "request_malformed"),
            ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), 400, "request_malformed"),
            (format!("{get}{many}\r\n"), 431, "headers_too_large"),
            (format!("{get}h: {}\r\n\r\n", "x".repeat(600_000)), 431, "headers_too_large"),
            // actix-web does not tell this one from other mistakes.
            (format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "x".repeat(70_000)), 400, "request_malformed"),
            // A head that does not come to an end.
            (get.to_owned(), 408, "request_timeout"),
        ]
    }

    #[actix_web::test]
    async fn what_is_no_request_gets_the_envelope() {
        let (addresses, handle) = started();
        for (request, status, code) in malformed() {
            let mut client = Client::connect(addresses[0]).await;
            client.send(&request).await;
            let answer = client.read(true).await;
            assert_eq!((answer.status, answer.code().as_str()), (status, code), "{:.40}", request);
            assert!(answer.head.contains("connection: close\r\n"), "{}", answer.head);
            assert!(client.is_closed().await);
        }
        handle.stop(false).await;
    }

    #[actix_web::test]
    async fn everything_else_is_as_ever_on_every_address() {
        let (addresses, handle) = started();
        for address in addresses {
            failed_requests_leave_the_connection_usable(address).await;
            head_has_no_body_and_the_length_of_get(address).await;
            odd_requests_are_answered(address).await;
            broken_bodies_are_malformed(address).await;

            let mut client = Client::connect(address).await;
            let own = client.0.get_ref().local_addr().unwrap();
            assert_eq!(client.get("/peer").await.body, own.to_string());
            assert_eq!(client.get("/stream").await.body, "fine");
            client.send("NONSENSE\r\n\r\n").await;
            let answer = client.read(true).await;
            assert_eq!(answer.code(), "request_malformed");
            assert_eq!(answer.head.matches("connection: ").count(), 1, "{}", answer.head);

            let mut old = Client::connect(address).await;
            old.send("GET / HTTP/1.0\r\nhost: x\r\nconnection: keep-alive\r\n\r\n").await;
            assert_eq!(old.read(true).await.body, "fine");
            old.send("NONSENSE\r\n\r\n").await;
            let answer = old.read(true).await;
            assert_eq!(answer.code(), "request_malformed");
            assert_eq!(answer.head.matches("connection: ").count(), 1, "{}", answer.head);
        }
        handle.stop(true).await;
    }

    #[actix_web::test]
    async fn a_body_that_looks_like_a_parsers_answer_passes() {
        let fake = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
        let (addresses, handle) = started();
        let mut client = Client::connect(addresses[0]).await;
        client.send(&format!("POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n{fake}", fake.len())).await;
        assert_eq!(client.read(true).await.body, fake);
        handle.stop(false).await;
    }

    #[actix_web::test]
    async fn websockets_work() {
        let (addresses, handle) = started();
        let mut client = Client::connect(addresses[0]).await;
        let handshake = "connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        client.send(&format!("GET /ws HTTP/1.1\r\nhost: x\r\n{handshake}\r\n")).await;
        assert_eq!(client.read(false).await.status, 101);
        let mut frame = [0; 4];
        client.0.read_exact(&mut frame).await.unwrap();
        assert_eq!(&frame, b"\x81\x02hi");
        handle.stop(false).await;
    }

    #[actix_web::test]
    async fn a_graceful_stop_waits_for_the_answer() {
        let (sender, mut entered) = tokio::sync::mpsc::unbounded_channel();
        let release = std::sync::Arc::new(tokio::sync::Notify::new());
        let released = std::sync::Arc::clone(&release);
        let server = FaultServer::new(renderer(), move || {
            let (sender, released) = (sender.clone(), std::sync::Arc::clone(&released));
            let slow = move || {
                let (sender, released) = (sender.clone(), std::sync::Arc::clone(&released));
                async move {
                    sender.send(()).unwrap();
                    released.notified().await;
                    "late"
                }
            };
            App::new().route("/", web::get().to(slow))
        });
        let server = server.workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
        let address = server.addrs()[0];
        let server = server.run().unwrap();
        let handle = server.handle();
        let running = rt::spawn(server);
        let mut client = Client::connect(address).await;
        client.send("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
        entered.recv().await.unwrap();
        let stopping = rt::spawn(handle.stop(true));
        release.notify_one();
        assert_eq!(client.read(true).await.body, "late");
        stopping.await.unwrap();
        running.await.unwrap().unwrap();
    }

    #[test]
    fn a_server_needs_an_address() {
        let nowhere = FaultServer::new(renderer(), App::new);
        assert!(nowhere.run().is_err());
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        assert!(FaultServer::new(renderer(), ()).bind(taken.local_addr().unwrap()).is_err());
    }
}
