//! Faults and replies as answers of handlers.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use faultwire::{Carried, Fault, IntoFault, Renderer, Reply, RequestContext, Task};
use rocket::response::{self, Responder};
use rocket::{Request, Response};

use crate::local::local;
use crate::{convert, routes};

/// What a handler returns: an answer, or a fault by way of `?`.
///
/// ```
/// use faultwire_rocket::faultwire::{OrFault, protocol};
///
/// #[rocket::get("/port")]
/// fn port() -> faultwire_rocket::Result<String> {
///     let port: u16 = "80".parse().or_internal()?;
///     (port > 0).then_some(port.to_string()).ok_or_else(|| (&protocol::UNAVAILABLE).into())
/// }
/// # let _ = rocket::routes![port];
/// ```
pub type Result<T, E = FaultResponse> = std::result::Result<T, E>;

/// The renderer of a service, as state of its own type.
pub(crate) struct Installed(pub(crate) Arc<Renderer>);

pub(crate) fn renderer<'r>(request: &Request<'r>) -> Option<&'r Renderer> {
    request.rocket().state::<Installed>().map(|Installed(renderer)| &**renderer)
}

/// A fault as the answer of a handler or of a catcher.
///
/// `?` makes one from a [`struct@Fault`] and from everything with `Into<Fault>`. It is rendered for the request that it
/// answers; without the fairing it still answers, as problem details, and says so in the log.
///
/// ```
/// use faultwire_rocket::FaultResponse;
/// use faultwire_rocket::faultwire::protocol;
///
/// #[rocket::get("/secret")]
/// fn secret() -> FaultResponse {
///     (&protocol::FORBIDDEN).into()
/// }
///
/// # let _ = rocket::routes![secret];
/// let answer = FaultResponse::from(&protocol::FORBIDDEN);
/// assert!(answer.fault().is(&protocol::FORBIDDEN));
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

impl<'r> Responder<'r, 'static> for FaultResponse {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        Ok(match renderer(request) {
            Some(renderer) => {
                let context = convert::context(renderer, request, routes::matched(request));
                answer(renderer, request, &context, self.0)
            }
            None => sent(request, Renderer::render_without_layer(&self.0)),
        })
    }
}

/// A [`Reply`] as the answer of a handler.
///
/// It takes the shape that the style of the request has for it; without the fairing it answers with plain JSON of the
/// resource, and says so in the log.
///
/// ```
/// use faultwire_rocket::faultwire::Reply;
/// use faultwire_rocket::{ReplyResponse, Result};
///
/// #[rocket::post("/volumes")]
/// fn create() -> Result<ReplyResponse> {
///     let volume = serde_json::json!({"id": 7, "name": "scratch"});
///     Ok(Reply::created().with_resource("volume", &volume).with_location("/volumes/7").into())
/// }
/// # let _ = rocket::routes![create];
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

impl<'r> Responder<'r, 'static> for ReplyResponse {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let rendered = match renderer(request) {
            Some(renderer) => renderer.reply(self.0, &convert::context(renderer, request, routes::matched(request))),
            None => Renderer::reply_without_layer(self.0),
        };
        Ok(sent(request, rendered))
    }
}

/// The answer for a fault, which stays with the request.
pub(crate) fn answer(
    renderer: &Renderer,
    request: &Request<'_>,
    context: &RequestContext,
    fault: Fault,
) -> Response<'static> {
    let mut rendered = renderer.render(&fault, context);
    rendered.extensions_mut().insert(Carried(fault));
    sent(request, rendered)
}

/// An answer of the core's as one of rocket's.
fn sent(request: &Request<'_>, rendered: http::Response<Bytes>) -> Response<'static> {
    let (mut parts, body) = rendered.into_parts();
    if let Some(Carried(fault)) = parts.extensions.remove() {
        local(request).answered = Some(fault);
    }
    if parts.status.is_client_error() || parts.status.is_server_error() {
        local(request).rendered = true;
    }
    let mut response = Response::new();
    convert::put(&parts, body, &mut response);
    response
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
