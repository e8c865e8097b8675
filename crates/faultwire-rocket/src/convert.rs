//! Between rocket's types and the core's, which are those of `http`.

use std::io::Cursor;

use bytes::Bytes;
use faultwire::{Renderer, RequestContext};
use http::response::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use rocket::http::{Header, Status};
use rocket::{Request, Response, Route};

use crate::routes;

/// The context of a request that some route has, or none.
pub(crate) fn context(renderer: &Renderer, request: &Request<'_>, route: Option<&Route>) -> RequestContext {
    let mut headers = HeaderMap::new();
    for name in renderer.captured_headers().iter().flatten() {
        for value in request.headers().get(name.as_str()) {
            if let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) {
                headers.append(name, value);
            }
        }
    }
    let uri = Uri::try_from(request.uri().to_string()).unwrap_or_default();
    with_route(renderer.capture(&method(request.method()), &uri, &headers), route)
}

pub(crate) fn with_route(context: RequestContext, route: Option<&Route>) -> RequestContext {
    match route {
        Some(route) => context.with_route(template(route)),
        None => context,
    }
}

pub(crate) fn method(method: rocket::http::Method) -> Method {
    Method::from_bytes(method.as_str().as_bytes()).unwrap_or_default()
}

/// The path of a route as other frameworks write it: `/volumes/{id}` and `/files/{*path}`.
fn template(route: &Route) -> String {
    let mut template = String::new();
    for segment in route.uri.origin.path().raw_segments() {
        template.push('/');
        match routes::parameter(segment) {
            Some(name) => match name.strip_suffix("..") {
                Some(rest) => template.extend(["{*", rest, "}"]),
                None => template.extend(["{", name, "}"]),
            },
            None => template.push_str(segment.as_str()),
        }
    }
    if template.is_empty() { "/".to_owned() } else { template }
}

/// The head of an answer, in the core's types.
pub(crate) fn parts(response: &Response<'_>) -> Parts {
    let (mut parts, ()) = http::Response::new(()).into_parts();
    parts.status = http::StatusCode::from_u16(response.status().code).unwrap_or_default();
    for header in response.headers().iter() {
        let name = HeaderName::from_bytes(header.name().as_str().as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_bytes(header.value().as_bytes())) {
            parts.headers.append(name, value);
        }
    }
    parts
}

/// Gives an answer the head and the body that the core made.
pub(crate) fn put(parts: &Parts, body: Bytes, response: &mut Response<'_>) {
    let names: Vec<String> = response.headers().iter().map(|header| header.name().to_string()).collect();
    names.iter().for_each(|name| response.remove_header(name));
    for (name, value) in &parts.headers {
        if let Ok(value) = std::str::from_utf8(value.as_bytes()) {
            response.adjoin_header(Header::new(name.as_str().to_owned(), value.to_owned()));
        }
    }
    response.set_status(Status::new(parts.status.as_u16()));
    response.set_sized_body(body.len(), Cursor::new(body));
}
