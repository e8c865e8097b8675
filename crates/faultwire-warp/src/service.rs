//! Routes as a service.

use std::convert::Infallible;
use std::error::Error;
use std::future::ready;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use faultwire::Renderer;
use faultwire_tower::FaultService;
use http::{Request, Response};
use http_body::Body;
use tower_service::Service;
use warp::{Filter, Rejection, Reply, reject};

use crate::Warp;
use crate::rejection::recover_own;

/// Makes a service of routes whose every failed answer is in its envelope: with a [`Renderer`], or an `Arc` of one.
///
/// It answers as [`warp::service`] does, and in place of warp's texts with envelopes. It catches panics, renders faults
/// and replies for the request, and leaves errors with a body of their own alone.
///
/// A request whose target has no path, such as that of a `CONNECT`, is one of an unknown route. No filter is asked then,
/// because some of warp's panic on it.
///
/// Routes that reject nothing have another type of error; `boxed()` gives them this one.
///
/// ```
/// use faultwire_warp::faultwire::Renderer;
/// use tower::ServiceExt;
/// use warp::Filter;
/// use warp::http::Request;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let routes = warp::path!("volumes").map(|| "none");
/// let service = faultwire_warp::service(routes, Renderer::default());
/// let answer = service.oneshot(Request::get("/nothing").body(String::new())?).await?;
/// assert_eq!(answer.status(), 404);
/// assert_eq!(answer.headers()["content-type"], "application/problem+json");
/// # Ok(())
/// # }
/// ```
pub fn service<F, B>(
    routes: F,
    renderer: impl Into<Arc<Renderer>>,
) -> impl Service<
    Request<B>,
    Response = Response<impl Body<Data = Bytes, Error = warp::Error> + Send + Sync + 'static>,
    Error = Infallible,
    Future = impl Send,
> + Clone
+ Send
+ Sync
where
    F: Filter<Error = Rejection> + Clone + Send + Sync,
    F::Extract: Reply,
    B: Body + Send + Sync + 'static,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let routes = with_path().and(routes).recover(recover_own);
    FaultService::<_, Warp>::new(Targets(warp::service(routes)), renderer)
}

/// Marks requests whose target has no path.
#[derive(Clone)]
struct NoPath;

/// Rejects requests that are marked.
fn with_path() -> impl Filter<Extract = (), Error = Rejection> + Copy {
    let checked = |mark: Option<NoPath>| ready(if mark.is_some() { Err(reject::not_found()) } else { Ok(()) });
    warp::ext::optional::<NoPath>().and_then(checked).untuple_one()
}

/// Marks requests for [`with_path`]: to `warp::path::peek` the target `/` and one without a path are the same.
#[derive(Clone)]
struct Targets<S>(S);

impl<S: Service<Request<B>>, B> Service<Request<B>> for Targets<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<B>) -> S::Future {
        if request.uri().path().is_empty() {
            request.extensions_mut().insert(NoPath);
        }
        self.0.call(request)
    }
}
