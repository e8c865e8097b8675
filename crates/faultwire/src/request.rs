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
    traceparent: Option<HeaderValue>,
}

/// The header by which a request says which trace it belongs to (W3C Trace Context, section 3.2).
pub(crate) const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

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
            traceparent: headers.get(TRACEPARENT).cloned(),
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

    /// Forgets the address: the target of the request was no path, and what is there stands in for it.
    ///
    /// ```
    /// use faultwire::Renderer;
    /// use http::{HeaderMap, Method, Uri};
    ///
    /// # #[cfg(feature = "config")] {
    /// let request = Renderer::default().capture(&Method::POST, &Uri::from_static("/"), &HeaderMap::new());
    /// assert_eq!(request.without_address().path(), None);
    /// # }
    /// ```
    #[must_use]
    pub fn without_address(mut self) -> Self {
        self.uri = None;
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

    /// The ids of the trace and of the span that the request belongs to, where it says so and says it well (W3C Trace
    /// Context, section 3.2.2). They are for the log alone.
    ///
    /// ```
    /// use faultwire::Renderer;
    /// use http::{HeaderMap, Method, Uri};
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.insert("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".parse().unwrap());
    /// # #[cfg(feature = "config")] {
    /// let request = Renderer::default().capture(&Method::GET, &Uri::from_static("/"), &headers);
    /// assert_eq!(request.trace(), Some(("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7")));
    /// # }
    /// ```
    pub fn trace(&self) -> Option<(&str, &str)> {
        let text = self.traceparent.as_ref()?.to_str().ok()?;
        let mut parts = text.split('-');
        let (version, trace, span, flags) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let hex = |text: &str, length: usize| {
            text.len() == length && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        };
        let id = |text: &str, length: usize| hex(text, length) && text.bytes().any(|byte| byte != b'0');
        // Later versions may have more to say; this one has not, and none is called ff.
        let known = hex(version, 2) && version != "ff" && (version != "00" || parts.next().is_none());
        (known && id(trace, 32) && id(span, 16) && hex(flags, 2)).then_some((trace, span))
    }

    /// The request id that came with the request or was given to it.
    pub const fn request_id(&self) -> Option<&HeaderValue> {
        self.request_id.as_ref()
    }
}
