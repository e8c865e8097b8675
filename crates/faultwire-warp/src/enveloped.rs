//! Routes that stay a filter.

use std::cell::Cell;
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::mem;
use std::sync::Arc;
use std::task::{Context, Poll};

use faultwire::Renderer;
use faultwire_tower::FaultService;
use http::{Request, Uri};
use tower_service::Service;
use warp::reject::Reject;
use warp::reply::Response;
use warp::{Filter, Rejection, Reply, reject};

use crate::Warp;
use crate::rejection::{recover, respond};

/// Gives failed answers of routes their envelope and leaves them a filter, for `warp::serve` and `warp::test`: with a
/// [`Renderer`], or an `Arc` of one.
///
/// All rejections are answered in it, by the priority that warp itself has among them. Prefer
/// [`service`](crate::service()), which does more and costs less: a filter cannot catch the panic of a handler, which
/// closes the connection without an answer; it knows nothing of requests that could not be parsed; and it copies the
/// header of every request.
///
/// ```
/// use faultwire_warp::faultwire::Renderer;
/// use warp::Filter;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let routes = warp::path!("volumes").map(|| "none");
/// let routes = faultwire_warp::enveloped(routes, Renderer::default());
/// let answer = warp::test::request().path("/nothing").reply(&routes).await;
/// assert_eq!(answer.status(), 404);
/// assert_eq!(answer.headers()["content-type"], "application/problem+json");
/// # }
/// ```
pub fn enveloped<F>(
    routes: F,
    renderer: impl Into<Arc<Renderer>>,
) -> impl Filter<Extract = (Response,), Error = Infallible> + Clone + Send + Sync
where
    F: Filter<Error = Rejection> + Clone + Send + Sync,
    F::Extract: Reply,
{
    let renderer = renderer.into();
    let (gate, refusing) = (Arc::clone(&renderer), Arc::clone(&renderer));
    let answers = routes.recover(recover).map(Reply::into_response);
    head()
        .and_then(move |request| ready(admit(&gate, request)))
        .and(answers)
        .and_then(move |request, answer| finish(Arc::clone(&renderer), request, answer))
        .or_else(move |rejection: Rejection| {
            let request = rejection.find().map(|Refused(request)| request.clone()).unwrap_or_default();
            // The layer looks at no answer where the client accepts none.
            let answer = finish(Arc::clone(&refusing), request, respond(&reject::not_found()));
            async move { Ok::<_, Infallible>((answer.await?,)) }
        })
}

/// The client accepts no answer or the target has no path, so that the routes are not asked.
#[derive(Debug)]
struct Refused(Request<()>);

impl Reject for Refused {}

fn admit(renderer: &Renderer, request: Request<()>) -> Result<Request<()>, Rejection> {
    let context = renderer.capture(request.method(), request.uri(), request.headers());
    let refused = request.uri().path().is_empty() || renderer.unacceptable(&context).is_some();
    if refused { Err(reject::custom(Refused(request))) } else { Ok(request) }
}

/// The head of the request, as far as a filter can see it: without query and extensions.
///
/// `warp::path::full` panics where the target has no path, as that of a `CONNECT`. What a log is told of a request is
/// total, so it comes from there: a log is called right before what follows it, by the same poll of the same future.
fn head() -> impl Filter<Extract = (Request<()>,), Error = Infallible> + Clone + Send + Sync {
    thread_local! {
        static HEAD: Cell<Option<Request<()>>> = const { Cell::new(None) };
    }
    let note = warp::log::custom(|info| {
        let mut request = Request::new(());
        *request.method_mut() = info.method().clone();
        // An address that is an authority alone has an empty path.
        *request.uri_mut() = Uri::try_from(info.path()).unwrap_or_else(|_| Uri::from_static("none"));
        *request.headers_mut() = info.request_headers().clone();
        HEAD.set(Some(request));
    });
    warp::any().map(|| "").with(note).map(|_| HEAD.take().unwrap_or_default())
}

/// Does to an answer what the layer does.
async fn finish(renderer: Arc<Renderer>, request: Request<()>, answer: Response) -> Result<Response, Infallible> {
    let answer = FaultService::<_, Warp>::new(Answered(answer), renderer).call(request).await?;
    Ok(answer.map(|body| body.into_inner().unwrap_or_else(Into::into)))
}

/// A service that has answered already.
struct Answered(Response);

impl Service<Request<()>> for Answered {
    type Response = Response;
    type Error = Infallible;
    type Future = Ready<Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<()>) -> Self::Future {
        ready(Ok(mem::take(&mut self.0)))
    }
}
