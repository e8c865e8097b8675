//! What the routes of a service say about a request that none of them took.

use faultwire::Fault;
use faultwire::protocol;
use rocket::form::ValueField;
use rocket::http::uri::Origin;
use rocket::http::{MediaType, Method, RawStr};
use rocket::{Request, Route};

/// The name of the routes that this crate mounts, which no function has.
pub(crate) const OWN: &str = "<faultwire>";

fn is_own(route: &Route) -> bool {
    route.name.as_deref() == Some(OWN)
}

/// The route that rocket tried last, where it tried one.
pub(crate) fn matched<'r>(request: &Request<'r>) -> Option<&'r Route> {
    request.route().filter(|route| !is_own(route))
}

/// A route of files takes every path below it, and forwards what is no file: then no route has answered.
pub(crate) fn serves_files(route: &Route) -> bool {
    route.name.as_deref().is_some_and(|name| name.starts_with("FileServer: "))
}

/// The routes of a service whose path and fixed part of the query fit, the preferred ones first.
fn fitting<'r>(request: &Request<'r>) -> Vec<&'r Route> {
    let fits = |route: &&Route| !is_own(route) && path_fits(route, request.uri()) && query_fits(route, request.uri());
    let mut routes: Vec<_> = request.rocket().routes().filter(fits).collect();
    // rocket gives them in another order each time.
    routes.sort_by_key(|route| (route.rank, route.uri.as_str()));
    routes
}

/// The route that rocket will try first.
pub(crate) fn first<'r>(request: &Request<'r>) -> Option<&'r Route> {
    let method = request.method();
    let fits = |route: &&&Route| takes(route, method) && format_fits(route, request);
    fitting(request).iter().find(fits).copied()
}

/// Why no route took a request, and the route that nearly did.
pub(crate) fn refused<'r>(request: &Request<'r>, method: Option<Method>) -> (Fault, Option<&'r Route>) {
    if request.uri().path() == "*" {
        return (Fault::new(&protocol::ROUTE_NOT_FOUND), None);
    }
    let routes = fitting(request);
    let mut taken = routes.iter().filter(|route| method.is_some_and(|method| takes(route, method))).peekable();
    let Some(&&route) = taken.peek() else {
        // A route for OPTIONS alone, as the usual one that answers preflights of every path, makes no resource of it.
        let mut resource = routes.iter().filter(|route| route.method != Method::Options);
        let Some(&nearest) = resource.next() else { return (Fault::new(&protocol::ROUTE_NOT_FOUND), None) };
        let fault = Fault::new(&protocol::METHOD_NOT_ALLOWED).with_header("allow", &allowed(&routes));
        return (fault, Some(nearest));
    };
    if taken.any(|route| format_fits(route, request)) {
        (Fault::new(&protocol::ROUTE_NOT_FOUND), Some(route))
    } else if route.method.supports_payload() {
        (Fault::new(&protocol::MEDIA_TYPE_UNSUPPORTED), Some(route))
    } else {
        (Fault::new(&protocol::NOT_ACCEPTABLE).with_header("vary", "Accept"), Some(route))
    }
}

/// rocket answers `HEAD` by routes for `GET`.
fn takes(route: &Route, method: Method) -> bool {
    route.method == method || (method == Method::Head && route.method == Method::Get)
}

fn allowed(routes: &[&Route]) -> String {
    const ORDER: [Method; 9] = [
        Method::Get,
        Method::Head,
        Method::Post,
        Method::Put,
        Method::Patch,
        Method::Delete,
        Method::Options,
        Method::Trace,
        Method::Connect,
    ];
    let allowed = ORDER.iter().filter(|method| routes.iter().any(|route| takes(route, **method)));
    allowed.map(|method| method.as_str()).collect::<Vec<_>>().join(",")
}

/// The name of a parameter in the path or the query of a route, with `..` if it takes all that follows.
pub(crate) fn parameter(segment: &RawStr) -> Option<&str> {
    segment.as_str().strip_prefix('<')?.strip_suffix('>')
}

/// What rocket's own matching of paths says, which is private to it.
fn path_fits(route: &Route, uri: &Origin<'_>) -> bool {
    let mut asked = uri.path().segments();
    for segment in route.uri.origin.path().raw_segments() {
        let fits = match parameter(segment) {
            Some(name) if name.ends_with("..") => return true,
            Some(_) => asked.next().is_some(),
            None => asked.next() == Some(segment.as_str()),
        };
        if !fits {
            return false;
        }
    }
    asked.next().is_none()
}

fn query_fits(route: &Route, uri: &Origin<'_>) -> bool {
    let segments = route.uri.origin.query().into_iter().flat_map(|query| query.raw_segments());
    let mut fixed = segments.filter(|segment| parameter(segment).is_none());
    fixed.all(|segment| {
        let field = ValueField::parse(segment.as_str());
        let mut asked = uri.query().into_iter().flat_map(|query| query.segments());
        asked.any(|(name, value)| name == field.name.source() && value == field.value)
    })
}

fn format_fits(route: &Route, request: &Request<'_>) -> bool {
    let Some(format) = &route.format else { return true };
    match request.format() {
        Some(asked) if route.method.supports_payload() => asked.specificity() == 2 && overlaps(format, asked),
        Some(asked) => overlaps(format, asked),
        None => !route.method.supports_payload(),
    }
}

fn overlaps(a: &MediaType, b: &MediaType) -> bool {
    (a.top() == "*" || b.top() == "*" || a.top() == b.top()) && (a.sub() == "*" || b.sub() == "*" || a.sub() == b.sub())
}

fn path_parameters(route: &Route) -> impl Iterator<Item = Option<&str>> {
    let segments = route.uri.origin.path().raw_segments().map(parameter);
    segments.map(|name| name.filter(|name| !matches!(*name, "_" | "_..")))
}

/// Whether a route has parameters in its path that can be wrong.
pub(crate) fn has_path_parameters(route: &Route) -> bool {
    path_parameters(route).any(|name| name.is_some())
}

/// Whether a parameter in the path is no UTF-8, once its percent-encoding is undone.
pub(crate) fn has_unreadable_parameter(route: &Route, uri: &Origin<'_>) -> bool {
    let mut asked = uri.path().raw_segments().filter(|segment| !segment.is_empty());
    path_parameters(route).any(|name| match name {
        Some(name) if name.ends_with("..") => asked.any(|segment| segment.percent_decode().is_err()),
        name => asked.next().is_some_and(|segment| name.is_some() && segment.percent_decode().is_err()),
    })
}

/// The parameters in the query of a route.
pub(crate) fn query_parameters(route: &Route) -> impl Iterator<Item = &str> {
    let segments = route.uri.origin.query().into_iter().flat_map(|query| query.raw_segments());
    segments.filter_map(parameter)
}

/// Whether a request gives a parameter in its query.
pub(crate) fn gives(request: &Request<'_>, parameter: &str) -> bool {
    let mut given = request.uri().query().into_iter().flat_map(|query| query.segments());
    given.any(|(field, _)| parameter.ends_with("..") || field.split(['.', '[']).next() == Some(parameter))
}
