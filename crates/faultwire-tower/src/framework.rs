//! What an adapter adds to the layer.

use bytes::Bytes;
use faultwire::protocol::Origin;
use faultwire::{RequestContext, TextRule};
use http::{Extensions, Uri};
use http_body::Body;

use crate::FaultBody;

/// What a web framework knows beyond plain `http`: the route that matched, the address before a nested router cut it,
/// the texts that it answers by itself, and its type of body.
///
/// `()` is a service without a framework. An adapter implements this for a marker of its own, for the bodies `R` that
/// services of its framework answer with, and calls [`FaultLayer::with_framework`](crate::FaultLayer::with_framework).
///
/// Every request is captured, and only a failed one is looked at further: copy reference counts in
/// [`capture`](Self::capture) and make texts in [`complete`](Self::complete).
///
/// ```
/// use std::sync::Arc;
///
/// use bytes::Bytes;
/// use faultwire_tower::faultwire::{RequestContext, TextRule, protocol};
/// use faultwire_tower::{FaultBody, Framework};
/// use http::Extensions;
/// use http_body::Body;
///
/// /// What this router puts into the extensions of a request that matched.
/// #[derive(Clone)]
/// struct Matched(Arc<str>);
///
/// enum Router {}
///
/// impl<R: Body<Data = Bytes>> Framework<R> for Router {
///     type Captured = Option<Matched>;
///     type Body = FaultBody<R>;
///
///     fn capture(extensions: &Extensions) -> Option<Matched> {
///         extensions.get().cloned()
///     }
///
///     fn complete(matched: Option<Matched>, context: RequestContext) -> RequestContext {
///         match matched {
///             Some(Matched(route)) => context.with_route(route),
///             None => context,
///         }
///     }
///
///     fn origin(matched: &Option<Matched>) -> protocol::Origin {
///         if matched.is_some() { protocol::Origin::Routed } else { protocol::Origin::Unrouted }
///     }
///
///     fn rules(status: u16) -> &'static [TextRule] {
///         static RULES: &[TextRule] = &[TextRule { prefix: "bad query:", fault_type: &protocol::QUERY_INVALID }];
///         if status == 400 { RULES } else { &[] }
///     }
///
///     fn keep(body: R) -> FaultBody<R> {
///         FaultBody::own(body)
///     }
///
///     fn envelope(bytes: Bytes) -> FaultBody<R> {
///         FaultBody::envelope(bytes)
///     }
/// }
/// ```
pub trait Framework<R> {
    /// What is kept of a request until its answer is there.
    type Captured;

    /// The body of the layer's answers.
    type Body: Body<Data = Bytes>;

    /// The address as the client sent it, where the request's own is no longer that.
    fn address(extensions: &Extensions) -> Option<&Uri> {
        let _ = extensions;
        None
    }

    /// Takes from a request what [`complete`](Self::complete) needs, without allocating.
    fn capture(extensions: &Extensions) -> Self::Captured;

    /// Adds what was captured to the context of a request that failed.
    fn complete(captured: Self::Captured, context: RequestContext) -> RequestContext;

    /// Whether a route matched.
    fn origin(captured: &Self::Captured) -> Origin;

    /// The texts that the framework answers by itself with this status. The first one that fits counts.
    ///
    /// Where the status alone tells what went wrong no text is needed.
    fn rules(status: u16) -> &'static [TextRule];

    /// Passes on the service's own body.
    fn keep(body: R) -> Self::Body;

    /// A body of these bytes.
    fn envelope(bytes: Bytes) -> Self::Body;
}

impl<R: Body<Data = Bytes>> Framework<R> for () {
    type Captured = ();
    type Body = FaultBody<R>;

    fn capture(_: &Extensions) {}

    fn complete((): (), context: RequestContext) -> RequestContext {
        context
    }

    fn origin((): &()) -> Origin {
        Origin::Unknown
    }

    fn rules(_: u16) -> &'static [TextRule] {
        &[]
    }

    fn keep(body: R) -> FaultBody<R> {
        FaultBody::own(body)
    }

    fn envelope(bytes: Bytes) -> FaultBody<R> {
        FaultBody::envelope(bytes)
    }
}
