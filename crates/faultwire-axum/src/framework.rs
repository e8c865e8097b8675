//! What axum knows beyond plain `http`.

use axum::BoxError;
use axum::body::Body;
use axum::extract::{MatchedPath, OriginalUri};
use axum::http::{Extensions, Uri};
use bytes::Bytes;
use faultwire::protocol::{self, Origin};
use faultwire::{FaultType, RequestContext, TextRule};
use faultwire_tower::Framework;

/// The layer for axum; [`fault_layer`](crate::fault_layer) makes it.
///
/// ```
/// use faultwire_axum::FaultLayer;
/// use faultwire_axum::faultwire::Renderer;
///
/// let layer = FaultLayer::with_framework(Renderer::default());
/// let app: axum::Router = axum::Router::new().layer(layer);
/// ```
pub type FaultLayer = faultwire_tower::FaultLayer<Axum>;

/// Marks services that are written with axum.
///
/// ```
/// use faultwire_axum::Axum;
/// use faultwire_axum::faultwire::Renderer;
///
/// // Around a whole router, in place of `Router::layer`: routes are not known there.
/// let app: axum::Router = axum::Router::new();
/// let service = faultwire_tower::FaultService::<_, Axum>::new(app, Renderer::default());
/// # let _ = service;
/// ```
#[derive(Debug)]
pub enum Axum {}

impl<R> Framework<R> for Axum
where
    R: http_body::Body<Data = Bytes> + Send + 'static,
    R::Error: Into<BoxError>,
{
    type Captured = (Option<MatchedPath>, Origin);
    type Body = Body;

    fn address(extensions: &Extensions) -> Option<&Uri> {
        extensions.get().map(|OriginalUri(uri)| uri)
    }

    fn capture(extensions: &Extensions) -> Self::Captured {
        let matched = extensions.get().cloned();
        let origin = match &matched {
            Some(MatchedPath { .. }) => Origin::Routed,
            // Every router notes the address before it looks for a route.
            None if extensions.get::<OriginalUri>().is_some() => Origin::Unrouted,
            None => Origin::Unknown,
        };
        (matched, origin)
    }

    fn complete((matched, _): Self::Captured, context: RequestContext) -> RequestContext {
        match matched {
            Some(matched) => context.with_route(matched.as_str()),
            None => context,
        }
    }

    fn origin((_, origin): &Self::Captured) -> Origin {
        *origin
    }

    fn rules(status: u16) -> &'static [TextRule] {
        match status {
            400 => REFUSED,
            405 => NO_HANDSHAKE,
            422 => UNPROCESSABLE,
            500 => BROKEN_OFF,
            // Any other status says enough.
            _ => &[],
        }
    }

    fn keep(body: R) -> Body {
        // axum's own body is taken as it is; another kind is boxed, as a router would.
        Body::new(body)
    }

    fn envelope(bytes: Bytes) -> Body {
        Body::from(bytes)
    }
}

const fn rule(prefix: &'static str, fault_type: &'static FaultType) -> TextRule {
    TextRule { prefix, fault_type }
}

/// What axum 0.8, axum-extra 0.12 and multer 3 say with a 400.
static REFUSED: &[TextRule] = &[
    rule("Failed to parse the request body as JSON", &protocol::BODY_MALFORMED),
    rule("Failed to buffer the request body", &protocol::BODY_MALFORMED),
    rule("Request body didn't contain valid UTF-8", &protocol::BODY_MALFORMED),
    // The form of a GET is its query.
    rule("Failed to deserialize form", &protocol::QUERY_INVALID),
    rule("Failed to deserialize query string", &protocol::QUERY_INVALID),
    rule("Invalid URL: ", &protocol::PATH_INVALID),
    rule("Invalid UTF-8 in `", &protocol::PATH_INVALID),
    rule("Header of type `", &protocol::HEADER_INVALID),
    rule("invalid HTTP header (", &protocol::HEADER_INVALID),
    rule("Invalid `boundary` for `multipart/form-data` request", &protocol::BODY_MALFORMED),
    rule("incomplete multipart stream", &protocol::BODY_MALFORMED),
    rule("failed to read headers", &protocol::BODY_MALFORMED),
    rule("failed to decode field's raw header", &protocol::BODY_MALFORMED),
    rule("field \"", &protocol::BODY_MALFORMED),
    rule("Connection header did not include 'upgrade'", &protocol::UPGRADE_REQUIRED),
    rule("`Upgrade` header did not include 'websocket'", &protocol::UPGRADE_REQUIRED),
    rule("`:protocol` pseudo-header did not include 'websocket'", &protocol::UPGRADE_REQUIRED),
    rule("`Sec-WebSocket-Version` header did not include '13'", &protocol::UPGRADE_REQUIRED),
    rule("`Sec-WebSocket-Key` header missing", &protocol::UPGRADE_REQUIRED),
];

/// What axum says with a 405 over HTTP/2, where a handshake is a CONNECT (RFC 8441 section 4).
static NO_HANDSHAKE: &[TextRule] = &[rule("Request method must be `CONNECT`", &protocol::UPGRADE_REQUIRED)];

/// What axum says with a 422.
static UNPROCESSABLE: &[TextRule] = &[
    rule("Failed to deserialize the JSON body", &protocol::BODY_INVALID),
    rule("Failed to deserialize form body", &protocol::BODY_INVALID),
];

/// What multer says when the client breaks off; axum makes a 500 of it.
static BROKEN_OFF: &[TextRule] = &[rule("failed to read stream", &protocol::BODY_MALFORMED)];
