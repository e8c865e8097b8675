//! Faults and replies as answers of handlers.

use std::fmt;

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder, ResponseError};
use faultwire::{Carried, CarriedReply, Fault, IntoFault, Rendered, Renderer, Reply, Task, layer};

use crate::convert;

/// What a handler returns: an answer, or a fault by way of `?`.
///
/// ```
/// use faultwire_actix_web::faultwire::{OrFault, protocol};
///
/// async fn port() -> faultwire_actix_web::Result<String> {
///     let port: u16 = "80".parse().or_internal()?;
///     (port > 0).then_some(port.to_string()).ok_or_else(|| (&protocol::UNAVAILABLE).into())
/// }
/// ```
pub type Result<T, E = FaultResponse> = std::result::Result<T, E>;

/// A fault as the answer of a handler, an extractor or a middleware.
///
/// `?` makes one from a [`struct@Fault`] and from everything with `Into<Fault>`. The middleware renders it for the request;
/// without one it still answers, as problem details, and says so in the log.
///
/// ```
/// use actix_web::ResponseError;
/// use faultwire_actix_web::FaultResponse;
/// use faultwire_actix_web::faultwire::protocol;
///
/// let answer = FaultResponse::from(&protocol::FORBIDDEN);
/// assert!(answer.fault().is(&protocol::FORBIDDEN));
/// assert_eq!(answer.error_response().status(), 403);
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

impl ResponseError for FaultResponse {
    fn status_code(&self) -> StatusCode {
        convert::status(self.0.status())
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = if layer::within() {
            // The middleware writes the answer over this one.
            HttpResponse::new(self.status_code())
        } else {
            outside(Renderer::render_without_layer(&self.0))
        };
        response.extensions_mut().insert(Carried(self.0.clone()));
        response
    }
}

impl Responder for FaultResponse {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::from_error(self)
    }
}

/// A [`Reply`] as the answer of a handler.
///
/// The middleware puts it into the shape that the style of the request has for it; without one it answers with plain
/// JSON of the resource, and says so in the log. Headers that a handler or a middleware sets stay.
///
/// ```
/// use faultwire_actix_web::faultwire::Reply;
/// use faultwire_actix_web::{ReplyResponse, Result};
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

impl Responder for ReplyResponse {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let Self(reply) = self;
        let mut response = if layer::within() {
            // The middleware writes the answer over this one.
            HttpResponse::new(convert::status(reply.status().as_u16()))
        } else {
            outside(Renderer::reply_without_layer(reply.clone()))
        };
        response.extensions_mut().insert(CarriedReply(reply));
        response
    }
}

/// An answer without the middleware. One further out, such as around a spawned task, may render it again.
fn outside(rendered: http::Response<bytes::Bytes>) -> HttpResponse {
    let (mut parts, body) = rendered.into_parts();
    parts.extensions.remove::<Rendered>();
    convert::response(&parts, body)
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
