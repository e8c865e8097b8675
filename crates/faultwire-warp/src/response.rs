//! Faults and replies as answers of handlers.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use faultwire::{Carried, CarriedReply, Fault, IntoFault, Renderer, Reply, Task};
use faultwire_tower::within_layer;
use http::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};
use http::{HeaderName, HeaderValue, StatusCode};
use warp::reject::Reject;
use warp::reply::Response;
use warp::{Rejection, Reply as _, Stream};

/// What a handler in `then` returns: an answer, or a fault by way of `?`.
///
/// ```
/// use faultwire_warp::faultwire::{OrFault, protocol};
/// use warp::Filter;
///
/// async fn port() -> faultwire_warp::Result<String> {
///     let port: u16 = "80".parse().or_internal()?;
///     (port > 0).then_some(port.to_string()).ok_or_else(|| (&protocol::UNAVAILABLE).into())
/// }
///
/// let route = warp::path!("port").then(port);
/// # let _ = route;
/// ```
pub type Result<T, E = FaultResponse> = std::result::Result<T, E>;

/// A fault as the answer of a handler, or as the cause of a rejection.
///
/// `?` makes one from a [`struct@Fault`] and from everything with `Into<Fault>`. The service renders it for the request;
/// outside of one it still answers, as problem details, and says so in the log.
///
/// ```
/// use faultwire_warp::FaultResponse;
/// use faultwire_warp::faultwire::protocol;
/// use warp::Reply;
///
/// let answer = FaultResponse::from(&protocol::FORBIDDEN);
/// assert!(answer.fault().is(&protocol::FORBIDDEN));
/// assert_eq!(answer.into_response().status(), 403);
/// ```
pub struct FaultResponse(Fault);

impl FaultResponse {
    /// The fault.
    pub const fn fault(&self) -> &Fault {
        &self.0
    }

    /// The fault.
    pub fn into_fault(self) -> Fault {
        self.0
    }

    /// A rejection because of the fault, for filters and for handlers in `and_then`.
    ///
    /// warp goes on with the routes that come after; when none of them answers, the fault does.
    ///
    /// ```
    /// use faultwire_warp::FaultResponse;
    /// use faultwire_warp::faultwire::protocol;
    ///
    /// let rejection = FaultResponse::from(&protocol::FORBIDDEN).rejection();
    /// assert!(rejection.find::<FaultResponse>().is_some());
    /// ```
    pub fn rejection(self) -> Rejection {
        warp::reject::custom(self)
    }
}

impl<E: IntoFault> From<E> for FaultResponse {
    fn from(error: E) -> Self {
        Self(error.into_fault())
    }
}

impl Reject for FaultResponse {}

impl warp::Reply for FaultResponse {
    fn into_response(self) -> Response {
        let Self(fault) = self;
        let status = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = if within_layer() {
            empty(status)
        } else {
            let retry_after = fault.retry_after().map(|seconds| (RETRY_AFTER, seconds.into()));
            let headers = retry_after.into_iter().chain(fault.headers().to_vec());
            let fault = fault.clone();
            unlayered(status, "application/problem+json", headers, move || Renderer::render_without_layer(&fault))
        };
        response.extensions_mut().insert(Carried(fault));
        response
    }
}

/// A [`Reply`] as the answer of a handler.
///
/// The service puts it into the shape that the style of the request has for it; outside of one it answers with plain
/// JSON of the resource, and says so in the log. Headers that a handler or a wrapper sets stay.
///
/// ```
/// use faultwire_warp::faultwire::Reply;
/// use faultwire_warp::{ReplyResponse, Result};
///
/// async fn create() -> Result<ReplyResponse> {
///     let volume = serde_json::json!({"id": 7, "name": "scratch"});
///     Ok(Reply::created().with_resource("volume", &volume).with_location("/volumes/7").into())
/// }
/// ```
#[derive(Debug, Clone)]
#[must_use = "a reply does nothing until it is returned"]
pub struct ReplyResponse(Reply);

impl ReplyResponse {
    /// The reply.
    pub const fn reply(&self) -> &Reply {
        &self.0
    }

    /// The reply.
    pub fn into_reply(self) -> Reply {
        self.0
    }
}

impl From<Reply> for ReplyResponse {
    fn from(reply: Reply) -> Self {
        Self(reply)
    }
}

impl From<Task> for ReplyResponse {
    fn from(task: Task) -> Self {
        Self(task.into())
    }
}

impl warp::Reply for ReplyResponse {
    fn into_response(self) -> Response {
        let Self(reply) = self;
        let mut response = if within_layer() || reply.status() == StatusCode::NO_CONTENT {
            empty(reply.status())
        } else {
            let location = reply.location().and_then(|uri| HeaderValue::try_from(uri).ok());
            let headers = location.map(|uri| (LOCATION, uri)).into_iter().chain(reply.headers().to_vec());
            let reply = reply.clone();
            unlayered(reply.status(), "application/json", headers, move || Renderer::reply_without_layer(reply))
        };
        response.extensions_mut().insert(CarriedReply(reply));
        response
    }
}

/// The layer writes its answer over this one.
fn empty(status: StatusCode) -> Response {
    let mut response = Response::default();
    *response.status_mut() = status;
    response
}

/// The answer where no layer is in sight: it is rendered only when it is read, because there may be one yet, further
/// out or around a filter.
fn unlayered(
    status: StatusCode,
    content_type: &'static str,
    headers: impl IntoIterator<Item = (HeaderName, HeaderValue)>,
    render: impl FnOnce() -> http::Response<Bytes> + Send + Sync + Unpin + 'static,
) -> Response {
    let mut response = warp::reply::stream(Unread(Some(render))).into_response();
    *response.status_mut() = status;
    for (name, value) in headers {
        response.headers_mut().append(name, value);
    }
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

struct Unread<F>(Option<F>);

impl<F: FnOnce() -> http::Response<Bytes> + Unpin> Stream for Unread<F> {
    type Item = std::result::Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(|render| Ok(render().into_body())))
    }
}

impl fmt::Debug for FaultResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for FaultResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
