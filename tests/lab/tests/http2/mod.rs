//! Cases over HTTP/2, with prior knowledge (RFC 9113 section 3.3).

use std::net::SocketAddr;
use std::time::Duration;

use faultwire_testkit::wire::{Answer, Broken, Exchange, Outcome, Request};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;

/// Headers of a connection of HTTP/1.1, which HTTP/2 has not (RFC 9113 section 8.2.2), and those that its framing knows.
const OF_CONNECTIONS: &[&str] =
    &["connection", "content-length", "expect", "host", "keep-alive", "te", "transfer-encoding", "upgrade"];

/// The request in HTTP/2; `None`: there is none, since the case is about how HTTP/1.1 is written.
pub(crate) fn request(case: &Request, address: SocketAddr) -> Option<http::Request<Full<Bytes>>> {
    let http1 = case.is_raw() || case.is_half_closed() || !case.target().starts_with('/');
    let bound = case.headers().any(|(name, _)| OF_CONNECTIONS.contains(&name.to_ascii_lowercase().as_str()));
    if http1 || bound {
        return None;
    }
    let mut request = http::Request::builder().method(case.method()).uri(format!("http://{address}{}", case.target()));
    for (name, value) in case.headers() {
        request = request.header(name, value);
    }
    request.body(Full::from(Bytes::copy_from_slice(case.content().unwrap_or_default()))).ok()
}

/// Sends it over a connection of its own.
pub(crate) fn exchange(address: SocketAddr, request: http::Request<Full<Bytes>>) -> Exchange {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let answer = async { tokio::time::timeout(Duration::from_secs(10), send(address, request)).await };
    let outcome = match runtime.block_on(answer) {
        Ok(Ok(answer)) => Outcome::Answer(answer),
        Ok(Err(error)) => Outcome::Broken(Broken(error.to_string())),
        Err(_) => Outcome::Silent,
    };
    Exchange { outcome, extra: Vec::new(), closed: false }
}

async fn send(
    address: SocketAddr,
    request: http::Request<Full<Bytes>>,
) -> Result<Answer, Box<dyn std::error::Error + Send + Sync>> {
    let stream = TokioIo::new(TcpStream::connect(address).await?);
    let (mut sender, connection) = hyper::client::conn::http2::handshake(TokioExecutor::new(), stream).await?;
    let connection = tokio::spawn(connection);
    let (head, body) = sender.send_request(request).await?.into_parts();
    let body = body.collect().await?.to_bytes().to_vec();
    connection.abort();
    let headers = head.headers.iter().map(|(name, value)| (name.to_string(), value.as_bytes().to_vec())).collect();
    Ok(Answer { status: head.status.as_u16(), headers, body })
}
