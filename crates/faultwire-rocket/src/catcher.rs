//! What a bare status of rocket's means.

use faultwire::protocol::{self, Origin};
use faultwire::{Fault, FaultType, Renderer};
use rocket::catcher::BoxFuture;
use rocket::http::{Method, Status};
use rocket::{Catcher, Request, Route};

use crate::local::refused;
use crate::response::{answer, renderer};
use crate::{convert, routes};

/// The catcher of everything that no catcher of the service takes.
pub(crate) fn catcher() -> Catcher {
    let mut catcher = Catcher::new(None, catch);
    catcher.name = Some(routes::OWN.into());
    catcher
}

fn catch<'r>(status: Status, request: &'r Request<'_>) -> BoxFuture<'r> {
    Box::pin(async move {
        let Some(renderer) = renderer(request) else { return Err(status) };
        let told = refused(request).filter(|fault| fault.status() == status.code);
        let (fault, route) = match told {
            Some(fault) => (fault, routes::matched(request)),
            None => meant(renderer, status.code, request),
        };
        let context = convert::context(renderer, request, route);
        let context = if has_no_path(status.code, request) { context.without_address() } else { context };
        Ok(answer(renderer, request, &context, fault))
    })
}

/// The fault behind a status, and the route that is to blame.
fn meant<'r>(renderer: &Renderer, status: u16, request: &Request<'r>) -> (Fault, Option<&'r Route>) {
    let Some(route) = routes::matched(request) else {
        return match status {
            400 if has_no_path(status, request) => (Fault::new(&protocol::ROUTE_NOT_FOUND), None),
            400 => routes::refused(request, None),
            404 => routes::refused(request, Some(request.method())),
            _ => (renderer.classify(status, Origin::Unrouted, &[], &[]), None),
        };
    };
    let fault_type = match status {
        404 if routes::serves_files(route) => Some(&protocol::ROUTE_NOT_FOUND),
        400 if has_body(request) => Some(&protocol::BODY_MALFORMED),
        // Of a body the guards of this crate tell, so that it is the path of a route that has parameters there.
        422 if has_body(request) && !routes::has_path_parameters(route) => Some(&protocol::BODY_INVALID),
        422 => wrong_parameter(route, request),
        _ => None,
    };
    let bare = || renderer.classify(status, Origin::Routed, &[], &[]);
    (fault_type.map_or_else(bare, Fault::new), Some(route))
}

/// Whether the target of a request is no path.
///
/// Without a route rocket says 400 only of what it cannot take for a request: by its target, in place of which it has
/// the root, or by its method, in place of which it has GET.
fn has_no_path(status: u16, request: &Request<'_>) -> bool {
    status == 400 && routes::matched(request).is_none() && request.method() != Method::Get
}

/// What rocket could not make parameters of, the path or the query, it does not say.
///
/// Where it may be both, the query is taken to be wrong if it gives one of the parameters.
fn wrong_parameter(route: &Route, request: &Request<'_>) -> Option<&'static FaultType> {
    let in_path = routes::has_path_parameters(route);
    let mut in_query = routes::query_parameters(route).peekable();
    if in_query.peek().is_some() && (!in_path || in_query.any(|name| routes::gives(request, name))) {
        return Some(&protocol::QUERY_INVALID);
    }
    in_path.then_some(&protocol::PATH_INVALID)
}

/// Whether there is a body that could be wrong, though it be empty.
fn has_body(request: &Request<'_>) -> bool {
    let headers = request.headers();
    let length = headers.get_one("content-length").is_some_and(|length| length != "0");
    let described = headers.contains("content-type") || headers.contains("transfer-encoding");
    (length || described) && request.method().supports_payload()
}
