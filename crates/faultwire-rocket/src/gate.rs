//! Requests that must not reach the route that takes them.

use std::future::Future;
use std::io::Cursor;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use faultwire::protocol;
use faultwire::{Fault, Renderer};
use rocket::form::Form;
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
    if request.method() == Method::Head && is_by_form(request, data) {
        request.set_method(Method::Get);
    }
    if let Some((fault, route)) = refused(request, data) {
        let context = convert::context(renderer, request, Some(route));
        // As on other frameworks, this is asked first.
        let fault = renderer.unacceptable(&context).unwrap_or(fault);
        local(request).turned_away = Some((fault, context));
        request.set_method(TURNED_AWAY);
    }
}

/// Whether a request is `HEAD` by a form that says so, as rocket takes it, and was sent as `POST`.
///
/// rocket would send no body, and hyper, which knows the method that was sent, would wait for one.
fn is_by_form(request: &Request<'_>, data: &mut Data<'_>) -> bool {
    if !request.content_type().is_some_and(|given| given.is_form()) {
        return false;
    }
    let start = start(data).and_then(|start| std::str::from_utf8(start).ok());
    let first = start.and_then(|start| Form::values(start).next());
    first.is_some_and(|field| field.name == "_method" && field.value.parse() == Ok(Method::Head))
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
    !data.peek_complete() && start(data).is_some_and(|start| start.len() < LOOKED_AT)
}

/// As much of a body as rocket has looked at.
const LOOKED_AT: usize = "_method=delete".len();

fn start<'d>(data: &'d mut Data<'_>) -> Option<&'d [u8]> {
    match pin!(data.peek(LOOKED_AT)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(start) => Some(start),
        Poll::Pending => None,
    }
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
            // Who does not say what is accepted, accepts everything; which route it is matters to a refusal alone.
            let asks = request.headers().contains("accept");
            let context = asks.then(|| convert::context(renderer, request, None))?;
            (renderer.unacceptable(&context)?, convert::with_route(context, routes::first(request)))
        };
        let mut response = answer(renderer, request, &context, fault);
        if context.method() == Some(&http::Method::HEAD) {
            // rocket does not know of it by now.
            let size = response.body().preset_size();
            response.set_sized_body(size, Cursor::new([]));
        }
        Some(response)
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
