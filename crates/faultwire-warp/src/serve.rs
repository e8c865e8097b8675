//! A server.

use std::future::{Future, pending, poll_fn};
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use faultwire::Renderer;
use faultwire_tower::parser::FaultIo;
use http::Request;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use warp::{Filter, Rejection, Reply};

/// Serves routes over HTTP/1 and HTTP/2 (with prior knowledge), as [`service`](crate::service()) answers them, malformed
/// requests included: with a [`Renderer`], or an `Arc` of one.
///
/// The address of the client is an extension of its request: `warp::ext::get::<SocketAddr>()`.
///
/// ```no_run
/// use faultwire_warp::faultwire::Renderer;
/// use warp::Filter;
///
/// # async fn run() -> std::io::Result<()> {
/// let routes = warp::path!("volumes").map(|| "none");
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
/// faultwire_warp::serve(routes, Renderer::default(), listener).await;
/// # Ok(())
/// # }
/// ```
pub async fn serve<F>(routes: F, renderer: impl Into<Arc<Renderer>>, listener: TcpListener)
where
    F: Filter<Error = Rejection> + Clone + Send + Sync + 'static,
    F::Extract: Reply,
{
    serve_until(routes, renderer, listener, pending()).await;
}

/// Serves as [`serve`] does until the future is there; then it takes no more connections, and is done when the requests
/// that it has are answered.
///
/// It waits for them without a limit, so that a client that never sends the rest of its request holds it. To end
/// sooner, drop it: what it waits for is in tasks of their own, which end with the runtime.
///
/// ```
/// use faultwire_warp::faultwire::Renderer;
/// use warp::Filter;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> std::io::Result<()> {
/// let routes = warp::path!("volumes").map(|| "none");
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
/// faultwire_warp::serve_until(routes, Renderer::default(), listener, std::future::ready(())).await;
/// # Ok(())
/// # }
/// ```
pub async fn serve_until<F>(
    routes: F,
    renderer: impl Into<Arc<Renderer>>,
    listener: TcpListener,
    signal: impl Future<Output = ()>,
) where
    F: Filter<Error = Rejection> + Clone + Send + Sync + 'static,
    F::Extract: Reply,
{
    let renderer = renderer.into();
    let service = crate::service(routes, Arc::clone(&renderer));
    let connections = GracefulShutdown::new();
    let mut signal = pin!(signal);
    while let Some(accepted) = accept(&listener, signal.as_mut()).await {
        let (stream, address) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                after_accept_error(&error).await;
                continue;
            }
        };
        let service = Peer { inner: service.clone(), address };
        let io = TokioIo::new(FaultIo::new(stream, Arc::clone(&renderer)));
        let watcher = connections.watcher();
        tokio::spawn(async move {
            let builder = Builder::new(TokioExecutor::new());
            let connection = builder.serve_connection_with_upgrades(io, TowerToHyperService::new(service));
            if let Err(error) = watcher.watch(connection).await {
                tracing::debug!(error, "connection failed");
            }
        });
    }
    drop(listener);
    connections.shutdown().await;
}

/// The next connection; `None` when the signal is there.
async fn accept(
    listener: &TcpListener,
    mut signal: std::pin::Pin<&mut impl Future<Output = ()>>,
) -> Option<io::Result<(tokio::net::TcpStream, SocketAddr)>> {
    poll_fn(|cx| match signal.as_mut().poll(cx) {
        Poll::Ready(()) => Poll::Ready(None),
        Poll::Pending => listener.poll_accept(cx).map(Some),
    })
    .await
}

/// Waits where the failure is likely to last, as when there are too many open files.
async fn after_accept_error(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(error = error as &dyn std::error::Error, "no connection could be accepted");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// Tells requests from where they came.
#[derive(Clone)]
struct Peer<S> {
    inner: S,
    address: SocketAddr,
}

impl<S: tower_service::Service<Request<B>>, B> tower_service::Service<Request<B>> for Peer<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut std::task::Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<B>) -> S::Future {
        request.extensions_mut().insert(self.address);
        self.inner.call(request)
    }
}
