//! Between actix-web's types, which are those of `http` 0.2, and the core's, which are those of `http` 1.

use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::dev::ServiceRequest;
use actix_web::http::{Method, StatusCode, Uri, header};
use bytes::Bytes;
use faultwire::{Carried, Rendered, Renderer, RequestContext};
use http::response::Parts;

/// The request headers that a renderer looks at.
pub(crate) type Names = [Option<header::HeaderName>; 4];

pub(crate) fn names(renderer: &Renderer) -> Names {
    renderer.captured_headers().map(|name| header::HeaderName::from_bytes(name?.as_ref()).ok())
}

/// What is kept of a request until its answer is there: nothing but reference counts in the usual case.
pub(crate) struct Captured {
    method: Method,
    uri: Uri,
    first: [Option<header::HeaderValue>; 4],
    /// The second and later values of one name, which are rare.
    more: Vec<(usize, header::HeaderValue)>,
}

impl Captured {
    pub(crate) fn new(request: &ServiceRequest, names: &Names) -> Self {
        let mut more = Vec::new();
        let mut first = [None, None, None, None];
        for (at, name) in names.iter().enumerate() {
            let Some(name) = name else { continue };
            let mut values = request.headers().get_all(name).cloned();
            first[at] = values.next();
            more.extend(values.map(|value| (at, value)));
        }
        Self { method: request.method().clone(), uri: request.uri().clone(), first, more }
    }

    pub(crate) fn path(&self) -> &str {
        self.uri.path()
    }

    pub(crate) fn method(&self) -> http::Method {
        http::Method::from_bytes(self.method.as_str().as_bytes()).unwrap_or_default()
    }

    /// The context, in the core's types.
    pub(crate) fn context(&self, renderer: &Renderer) -> RequestContext {
        let names = renderer.captured_headers();
        let mut headers = http::HeaderMap::new();
        let first = self.first.iter().enumerate().filter_map(|(at, value)| Some((at, value.as_ref()?)));
        for (at, value) in first.chain(self.more.iter().map(|(at, value)| (*at, value))) {
            if let (Some(name), Ok(value)) = (&names[at], http::HeaderValue::from_bytes(value.as_bytes())) {
                headers.append(name, value);
            }
        }
        let uri = http::Uri::try_from(self.uri.to_string()).unwrap_or_default();
        renderer.capture(&self.method(), &uri, &headers)
    }
}

/// The head of an answer, in the core's types.
pub(crate) fn parts(response: &HttpResponse<()>) -> Parts {
    let (mut parts, ()) = http::Response::new(()).into_parts();
    parts.status = http::StatusCode::from_u16(response.status().as_u16()).unwrap_or_default();
    for (name, value) in response.headers() {
        let name = http::HeaderName::from_bytes(name.as_ref());
        if let (Ok(name), Ok(value)) = (name, http::HeaderValue::from_bytes(value.as_bytes())) {
            parts.headers.append(name, value);
        }
    }
    parts
}

/// Gives an answer the head that the core made, and the marks that the core left.
pub(crate) fn put(parts: &Parts, response: &mut HttpResponse<()>) {
    *response.status_mut() = status(parts.status.as_u16());
    response.head_mut().reason = None;
    let headers = response.headers_mut();
    headers.clear();
    for (name, value) in &parts.headers {
        let name = header::HeaderName::from_bytes(name.as_ref());
        if let (Ok(name), Ok(value)) = (name, header::HeaderValue::from_bytes(value.as_bytes())) {
            headers.append(name, value);
        }
    }
    let mut extensions = response.extensions_mut();
    if let Some(rendered) = parts.extensions.get::<Rendered>() {
        extensions.insert(*rendered);
    }
    if let Some(carried) = parts.extensions.get::<Carried>() {
        extensions.insert(carried.clone());
    }
}

/// A whole answer of the core's.
pub(crate) fn response(parts: &Parts, body: Bytes) -> HttpResponse {
    let mut response = blank();
    put(parts, &mut response);
    response.set_body(BoxBody::new(body))
}

pub(crate) fn blank() -> HttpResponse<()> {
    HttpResponse::new(StatusCode::OK).drop_body()
}

pub(crate) fn status(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
