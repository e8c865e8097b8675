//! The facts of a request that an envelope may show.

use std::sync::Arc;

use http::header::{ACCEPT, ACCEPT_LANGUAGE};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};

/// How many fields of one name are looked at; a client that sends more gets the default.
const MAX_FIELDS: usize = 8;

/// The facts of a request that an envelope may show, and those that choose the envelope.
///
/// Capturing them copies reference counts and allocates nothing in the usual case, so it costs a successful
/// request next to nothing; texts are made when a fault is rendered.
///
/// [`Renderer::capture`](crate::Renderer::capture) makes one from a request; [`RequestContext::empty`] is for
/// a request that could not even be parsed.
#[derive(Debug, Clone, Default)]
pub struct RequestContext {
    method: Option<Method>,
    uri: Option<Uri>,
    route: Option<Arc<str>>,
    accept: Fields,
    accept_language: Fields,
    request_id: Option<HeaderValue>,
}

/// The values of one header, in order. The second and later ones are rare.
#[derive(Debug, Clone, Default)]
struct Fields {
    first: Option<HeaderValue>,
    more: Vec<HeaderValue>,
}

impl Fields {
    fn of(headers: &HeaderMap, name: &HeaderName) -> Self {
        let mut values = headers.get_all(name).iter();
        Self { first: values.next().cloned(), more: values.take(MAX_FIELDS - 1).cloned().collect() }
    }

    fn iter(&self) -> impl Iterator<Item = &HeaderValue> {
        self.first.iter().chain(&self.more)
    }
}

impl RequestContext {
    /// No request: nothing is known, as after a request line that is no HTTP.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The context of a request; `adopt` names the header whose request id is taken over, if any.
    pub(crate) fn capture(method: &Method, uri: &Uri, headers: &HeaderMap, adopt: Option<&HeaderName>) -> Self {
        Self {
            method: Some(method.clone()),
            uri: Some(uri.clone()),
            route: None,
            accept: Fields::of(headers, &ACCEPT),
            accept_language: Fields::of(headers, &ACCEPT_LANGUAGE),
            request_id: adopt.and_then(|name| headers.get(name)).cloned(),
        }
    }

    /// Takes over what a client accepts from its headers, and nothing else.
    #[must_use]
    pub fn with_negotiation(mut self, headers: &HeaderMap) -> Self {
        self.accept = Fields::of(headers, &ACCEPT);
        self.accept_language = Fields::of(headers, &ACCEPT_LANGUAGE);
        self
    }

    /// Sets the template of the matched route, such as `/volumes/{id}`.
    #[must_use]
    pub fn with_route(mut self, route: impl Into<Arc<str>>) -> Self {
        self.route = Some(route.into());
        self
    }

    /// Replaces the address, such as by the one before a nested router took a prefix off.
    #[must_use]
    pub fn with_uri(mut self, uri: Uri) -> Self {
        self.uri = Some(uri);
        self
    }

    /// Gives the request an id, in place of one that the renderer would draw.
    #[must_use]
    pub fn with_request_id(mut self, id: HeaderValue) -> Self {
        self.request_id = Some(id);
        self
    }

    /// The method.
    pub const fn method(&self) -> Option<&Method> {
        self.method.as_ref()
    }

    /// The path as it was on the wire, percent-encoding and all, without the query.
    ///
    /// For a target in absolute form (`GET http://host/path`) it is the path alone. One that has none (`CONNECT host:1`)
    /// gives none.
    pub fn path(&self) -> Option<&str> {
        self.uri.as_ref().map(Uri::path).filter(|path| !path.is_empty())
    }

    /// The template of the matched route, where the framework knows it.
    pub fn route(&self) -> Option<&str> {
        self.route.as_deref()
    }

    pub(crate) fn accept(&self) -> impl Iterator<Item = &HeaderValue> {
        self.accept.iter()
    }

    pub(crate) fn has_accept(&self) -> bool {
        self.accept.first.is_some()
    }

    /// The values of `Accept-Language`, in order.
    pub fn accept_language(&self) -> impl Iterator<Item = &HeaderValue> {
        self.accept_language.iter()
    }

    /// The request id that came with the request or was given to it.
    pub const fn request_id(&self) -> Option<&HeaderValue> {
        self.request_id.as_ref()
    }
}
