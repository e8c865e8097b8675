//! What warp answers beyond plain `http`.

use std::sync::Arc;

use bytes::Bytes;
use faultwire::protocol::{self, Origin};
use faultwire::{FaultType, Renderer, RequestContext, TextRule};
use faultwire_tower::{FaultBody, Framework};
use http::Extensions;
use http_body::Body;

/// The layer for services that warp makes; [`fault_layer`] makes it.
///
/// ```
/// use faultwire_warp::FaultLayer;
/// use faultwire_warp::faultwire::Renderer;
///
/// let layer = FaultLayer::with_framework(Renderer::default());
/// # let _ = layer;
/// ```
pub type FaultLayer = faultwire_tower::FaultLayer<Warp>;

/// The layer below which every failed answer gets its envelope: from a [`Renderer`], or an `Arc` of one.
///
/// [`service`](crate::service()) installs it. By hand it goes around other middleware as well, and the routes end with
/// [`recover`](crate::recover):
///
/// ```
/// use std::time::Duration;
///
/// use faultwire_warp::faultwire::Renderer;
/// use tower::ServiceBuilder;
/// use warp::Filter;
///
/// let routes = warp::path!("volumes").map(|| "none");
/// let service = ServiceBuilder::new()
///     .layer(faultwire_warp::fault_layer(Renderer::default()))
///     .timeout(Duration::from_secs(10))
///     .service(warp::service(routes.recover(faultwire_warp::recover)));
/// # let _ = service;
/// ```
pub fn fault_layer(renderer: impl Into<Arc<Renderer>>) -> FaultLayer {
    FaultLayer::with_framework(renderer)
}

/// Marks services that are written with warp.
///
/// ```
/// use faultwire_warp::Warp;
/// use faultwire_warp::faultwire::Renderer;
/// use warp::Filter;
///
/// let routes = warp::path!("volumes").map(|| "none").recover(faultwire_warp::recover);
/// let service = faultwire_tower::FaultService::<_, Warp>::new(warp::service(routes), Renderer::default());
/// # let _ = service;
/// ```
#[derive(Debug)]
pub enum Warp {}

impl<R: Body<Data = Bytes>> Framework<R> for Warp {
    type Captured = ();
    type Body = FaultBody<R>;

    fn capture(_: &Extensions) {}

    fn complete((): (), context: RequestContext) -> RequestContext {
        context
    }

    /// What no route answers carries its fault, so that every other answer is one of a route.
    fn origin((): &()) -> Origin {
        Origin::Routed
    }

    fn rules(status: u16) -> &'static [TextRule] {
        match status {
            400 => REFUSED,
            404 => NOT_FOUND,
            // Any other status says enough.
            _ => &[],
        }
    }

    fn keep(body: R) -> FaultBody<R> {
        FaultBody::own(body)
    }

    fn envelope(bytes: Bytes) -> FaultBody<R> {
        FaultBody::envelope(bytes)
    }
}

const fn rule(prefix: &'static str, fault_type: &'static FaultType) -> TextRule {
    TextRule { prefix, fault_type }
}

/// What warp 0.4 and this crate's filters say with a 400.
static REFUSED: &[TextRule] = &[
    // The syntax errors of serde_json 1; all other errors are those of a type.
    rule("Request body deserialize error: EOF while parsing", &protocol::BODY_MALFORMED),
    rule("Request body deserialize error: expected ", &protocol::BODY_MALFORMED),
    rule("Request body deserialize error: invalid escape", &protocol::BODY_MALFORMED),
    rule("Request body deserialize error: invalid number", &protocol::BODY_MALFORMED),
    rule("Request body deserialize error: invalid unicode code point", &protocol::BODY_MALFORMED),
    rule("Request body deserialize error: invalid value: expected key to be a number", &protocol::BODY_MALFORMED),
    rule("Request body deserialize error: number out of range", &protocol::BODY_MALFORMED),
    rule("Request body deserialize error: control character", &protocol::BODY_MALFORMED),
    rule("Request body deserialize error: key must be a string", &protocol::BODY_MALFORMED),
    rule("Request body deserialize error: float key must be finite", &protocol::BODY_MALFORMED),
    rule("Request body deserialize error: lone leading surrogate", &protocol::BODY_MALFORMED),
    rule("Request body deserialize error: trailing c", &protocol::BODY_MALFORMED),
    rule("Request body deserialize error: unexpected end of hex escape", &protocol::BODY_MALFORMED),
    rule("Request body deserialize error: recursion limit exceeded", &protocol::BODY_MALFORMED),
    rule("Request body deserialize error: ", &protocol::BODY_INVALID),
    // What a middleware that limits bodies says.
    rule("Request body read error: length limit exceeded", &protocol::BODY_TOO_LARGE),
    rule("Request body read error", &protocol::BODY_MALFORMED),
    rule("Invalid query string", &protocol::QUERY_INVALID),
    // Of a multipart form: no boundary.
    rule("Invalid request header \"content-type\"", &protocol::BODY_MALFORMED),
    rule("Connection header did not include 'upgrade'", &protocol::UPGRADE_REQUIRED),
    rule("Invalid request header \"connection\"", &protocol::UPGRADE_REQUIRED),
    rule("Invalid request header \"upgrade\"", &protocol::UPGRADE_REQUIRED),
    rule("Missing request header \"upgrade\"", &protocol::UPGRADE_REQUIRED),
    rule("Invalid request header \"sec-websocket-", &protocol::UPGRADE_REQUIRED),
    rule("Missing request header \"sec-websocket-", &protocol::UPGRADE_REQUIRED),
    rule("Invalid request header", &protocol::HEADER_INVALID),
    rule("Missing request header", &protocol::HEADER_INVALID),
    rule("Missing request cookie", &protocol::HEADER_INVALID),
    // This crate's own.
    rule("Failed to buffer the request body: length limit exceeded", &protocol::BODY_TOO_LARGE),
    rule("Failed to buffer the request body", &protocol::BODY_MALFORMED),
    rule("Failed to parse the request body as JSON", &protocol::BODY_MALFORMED),
    rule("Failed to deserialize the JSON body", &protocol::BODY_INVALID),
    rule("Failed to deserialize form body", &protocol::BODY_INVALID),
];

/// What this crate's filters say with a 404.
static NOT_FOUND: &[TextRule] = &[rule("Invalid URL: ", &protocol::PATH_INVALID)];
