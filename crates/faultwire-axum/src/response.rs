//! Faults and replies as answers of handlers.

use std::fmt;

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use faultwire::{Carried, CarriedReply, Fault, IntoFault, Rendered, Renderer, Reply, Task};

/// What a handler returns: an answer, or a fault by way of `?`.
///
/// ```
/// use faultwire_axum::faultwire::{OrFault, protocol};
///
/// async fn port() -> faultwire_axum::Result<String> {
///     let port: u16 = "80".parse().or_internal()?;
///     (port > 0).then_some(port.to_string()).ok_or_else(|| (&protocol::UNAVAILABLE).into())
/// }
/// ```
pub type Result<T, E = FaultResponse> = std::result::Result<T, E>;

/// A fault as the answer of a handler, an extractor or a middleware.
///
/// `?` makes one from a [`struct@Fault`] and from everything with `Into<Fault>`. The layer renders it for the request;
/// without a layer it still answers, as problem details, and says so in the log.
///
/// ```
/// use axum::response::IntoResponse;
/// use faultwire_axum::FaultResponse;
/// use faultwire_axum::faultwire::protocol;
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
}

impl<E: IntoFault> From<E> for FaultResponse {
    fn from(error: E) -> Self {
        Self(error.into_fault())
    }
}

impl IntoResponse for FaultResponse {
    fn into_response(self) -> Response {
        let Self(fault) = self;
        let mut response = if faultwire_tower::within_layer() {
            // The layer writes the answer over this one.
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            response
        } else {
            Renderer::render_without_layer(&fault).map(Body::from)
        };
        let extensions = response.extensions_mut();
        // A layer further out, such as around a spawned task, may render it again.
        extensions.remove::<Rendered>();
        extensions.insert(Carried(fault));
        response
    }
}

/// A [`Reply`] as the answer of a handler.
///
/// The layer puts it into the shape that the style of the request has for it; without a layer it answers with plain JSON
/// of the resource, and says so in the log. Headers that a handler or a middleware sets stay.
///
/// ```
/// use faultwire_axum::faultwire::Reply;
/// use faultwire_axum::{ReplyResponse, Result};
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

impl IntoResponse for ReplyResponse {
    fn into_response(self) -> Response {
        let Self(reply) = self;
        let mut response = if faultwire_tower::within_layer() {
            // The layer writes the answer over this one.
            let mut response = Response::new(Body::empty());
            *response.status_mut() = reply.status();
            response
        } else {
            Renderer::reply_without_layer(reply.clone()).map(Body::from)
        };
        let extensions = response.extensions_mut();
        // As above: a layer further out may render it again.
        extensions.remove::<Rendered>();
        extensions.insert(CarriedReply(reply));
        response
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
