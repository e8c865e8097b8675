//! Routes as a service.

use std::convert::Infallible;
use std::error::Error;
use std::sync::Arc;

use bytes::Bytes;
use faultwire::Renderer;
use faultwire_tower::FaultService;
use http::{Request, Response};
use http_body::Body;
use tower_service::Service;
use warp::{Filter, Rejection, Reply};

use crate::Warp;
use crate::rejection::recover_own;

/// Makes a service of routes whose every failed answer is in its envelope: with a [`Renderer`], or an `Arc` of one.
///
/// It answers as [`warp::service`] does, and in place of warp's texts with envelopes. It catches panics, renders faults
/// and replies for the request, and leaves errors with a body of their own alone.
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
    FaultService::<_, Warp>::new(warp::service(routes.recover(recover_own)), renderer)
}
