//! The counters of faults, for whoever collects them.

use std::convert::Infallible;
use std::io::{self, Write as _};
use std::time::Duration;

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::{TcpListener, TcpStream};

/// How long a request may take to arrive.
const PATIENCE: Duration = Duration::from_secs(5);

/// Collects counters from now on, and shows them at `/metrics` of an address, which is printed.
///
/// # Errors
///
/// When the address cannot be listened on, or something collects counters already.
pub(crate) async fn show(address: &str) -> io::Result<()> {
    let listener = TcpListener::bind(address).await?;
    let counters = PrometheusBuilder::new().install_recorder().map_err(io::Error::other)?;
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "counters on http://{}/metrics", listener.local_addr()?)?;
    stdout.flush()?;
    tokio::spawn(async move {
        loop {
            match listener.accept().await {
                Ok((stream, _)) => drop(tokio::spawn(serve(stream, counters.clone()))),
                // Out of file descriptors, say: not at once again.
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
    });
    Ok(())
}

async fn serve(stream: TcpStream, counters: PrometheusHandle) {
    let service =
        service_fn(async |request: Request<Incoming>| Ok::<_, Infallible>(answer(&request, &counters).map(Full::new)));
    let mut builder = http1::Builder::new();
    let connection = builder.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    // Whoever goes away early needs no answer.
    let _ = connection.serve_connection(TokioIo::new(stream), service).await;
}

/// The counters; nothing here is a fault of the service, and counts as one.
fn answer(request: &Request<Incoming>, counters: &PrometheusHandle) -> Response<Bytes> {
    let (status, text) = match (request.uri().path(), request.method()) {
        ("/metrics", &Method::GET | &Method::HEAD) => (StatusCode::OK, counters.render().into()),
        ("/metrics", _) => (StatusCode::METHOD_NOT_ALLOWED, Bytes::from_static(b"GET or HEAD\n")),
        _ => (StatusCode::NOT_FOUND, Bytes::from_static(b"the counters are at /metrics\n")),
    };
    let mut response = Response::new(text);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8"));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}
