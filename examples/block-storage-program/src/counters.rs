//! The counters of faults, for whoever collects them.

use std::convert::Infallible;
use std::io::{self, Write as _};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use faultwire::{Fault, Renderer, protocol};
use http::header::{ALLOW, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, Response};
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
pub(crate) async fn show(address: &str, renderer: Arc<Renderer>) -> io::Result<()> {
    let listener = TcpListener::bind(address).await?;
    let counters = PrometheusBuilder::new().install_recorder().map_err(io::Error::other)?;
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "counters on http://{}/metrics", listener.local_addr()?)?;
    stdout.flush()?;
    tokio::spawn(async move {
        loop {
            match listener.accept().await {
                Ok((stream, _)) => drop(tokio::spawn(serve(stream, counters.clone(), Arc::clone(&renderer)))),
                // Out of file descriptors, say: not at once again.
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
    });
    Ok(())
}

async fn serve(stream: TcpStream, counters: PrometheusHandle, renderer: Arc<Renderer>) {
    let service = service_fn(async |request: Request<Incoming>| {
        Ok::<_, Infallible>(answer(&request, &counters, &renderer).map(Full::new))
    });
    let mut builder = http1::Builder::new();
    let connection = builder.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    // Whoever goes away early needs no answer.
    let _ = connection.serve_connection(TokioIo::new(stream), service).await;
}

fn answer(request: &Request<Incoming>, counters: &PrometheusHandle, renderer: &Renderer) -> Response<Bytes> {
    let fault = match (request.uri().path(), request.method()) {
        ("/metrics", &Method::GET | &Method::HEAD) => {
            let mut response = Response::new(Bytes::from(counters.render()));
            let text = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
            response.headers_mut().insert(CONTENT_TYPE, text);
            return response;
        }
        ("/metrics", _) => Fault::new(&protocol::METHOD_NOT_ALLOWED).with_header(ALLOW.as_str(), "GET, HEAD"),
        _ => Fault::new(&protocol::ROUTE_NOT_FOUND),
    };
    let context = renderer.capture(request.method(), request.uri(), request.headers());
    renderer.render(&fault, &context)
}
