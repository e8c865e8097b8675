//! Requests that must not reach the route that takes them.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use faultwire::protocol;
use faultwire::{Fault, Renderer};
use rocket::http::{Method, Status};
use rocket::outcome::Outcome;
use rocket::route::{self, Handler, Route};
use rocket::{Data, Request, Response};

use crate::body::told;
use crate::local::local;
use crate::response::answer;
use crate::{convert, routes};

/// Where requests go that are turned away: nothing else is asked for by this method and a path.
const TURNED_AWAY: Method = Method::Connect;

/// Turns a request away that rocket would let pass with something else in place of what was sent.
pub(crate) fn look_at(renderer: &Renderer, request: &mut Request<'_>, data: &mut Data<'_>) {
    if let Some((fault, route)) = refused(request, data) {
        let context = convert::context(renderer, request, Some(route));
        // As on other frameworks, this is asked first.
        let fault = renderer.unacceptable(&context).unwrap_or(fault);
        local(request).turned_away = Some((fault, context));
        request.set_method(TURNED_AWAY);
    }
}

fn refused<'r>(request: &Request<'r>, data: &mut Data<'_>) -> Option<(Fault, &'r Route)> {
    if unreadable(request) {
        let route = routes::first(request)?;
        if routes::has_unreadable_parameter(route, request.uri()) && !routes::serves_files(route) {
            return Some((Fault::new(&protocol::PATH_INVALID), route));
        }
    }
    if broken(data) {
        let route = routes::first(request).filter(|route| route.method.supports_payload())?;
        return Some((told(request, &protocol::BODY_MALFORMED, "Failed to buffer the request body"), route));
    }
    None
}

/// Whether a path is no UTF-8, once its percent-encoding is undone: rocket puts U+FFFD in place of that.
fn unreadable(request: &Request<'_>) -> bool {
    let path = request.uri().path();
    let beyond_ascii = |pair: &[u8]| pair[0] == b'%' && matches!(pair[1], b'8' | b'9' | b'a'..=b'f' | b'A'..=b'F');
    path.as_str().as_bytes().windows(2).any(beyond_ascii) && path.percent_decode().is_err()
}

/// Whether a body broke off at its start, where rocket looks for a form's method.
///
/// That look forgets the error, and whoever reads on is told that the body ends there.
fn broken(data: &mut Data<'_>) -> bool {
    const LOOKED_AT: usize = "_method=delete".len();
    if data.peek_complete() {
        return false;
    }
    let looked = pin!(data.peek(LOOKED_AT)).poll(&mut Context::from_waker(Waker::noop()));
    matches!(looked, Poll::Ready(start) if start.len() < LOOKED_AT)
}

/// Routes that come before all others: for requests that were turned away, and for methods whose requests may be
/// refused because their client accepts no answer.
pub(crate) fn routes(renderer: &Arc<Renderer>) -> Vec<Route> {
    let methods = [Method::Post, Method::Put, Method::Patch, Method::Delete].into_iter();
    let refused = methods.filter(|method| renderer.may_refuse(&convert::method(*method)));
    let route = |method| {
        let mut route = Route::ranked(isize::MIN, method, "/<_..>", Gate(Arc::clone(renderer)));
        route.name = Some(routes::OWN.into());
        route
    };
    refused.chain([TURNED_AWAY]).map(route).collect()
}

/// Answers what must not pass, and hands everything else on.
#[derive(Clone)]
struct Gate(Arc<Renderer>);

impl Gate {
    fn answer(&self, request: &Request<'_>) -> Option<Response<'static>> {
        let Self(renderer) = self;
        let (fault, context) = if request.method() == TURNED_AWAY {
            local(request).turned_away.take()?
        } else {
            let context = convert::context(renderer, request, routes::first(request));
            (renderer.unacceptable(&context)?, context)
        };
        Some(answer(renderer, request, &context, fault))
    }
}

#[rocket::async_trait]
impl Handler for Gate {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> route::Outcome<'r> {
        match self.answer(request) {
            Some(response) => Outcome::Success(response),
            None => Outcome::forward(data, Status::NotFound),
        }
    }
}
