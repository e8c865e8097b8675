//! The compiled configuration of a service, and the one way from a fault to an answer.

use std::time::SystemTime;

use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER};
use http::response::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, Uri};

use super::media::{Accept, Offer};
use super::sample::{Limit, Sampler};
use super::style::Compiled;
use super::{Occasion, Outgoing, Prefix, Rendered, RendererBuilder, envelope, headers, log};
use crate::calls::{self, Call, Calls};
use crate::fault::{Fault, FaultType};
use crate::guideline::{self, Policy, Rule};
use crate::language::Languages;
use crate::request::{RequestContext, TRACEPARENT};
use crate::style::Resolved;
use crate::style::page::Format;
use crate::wire::program::Program;
use crate::wire::run::{Facts, Run};

/// The compiled configuration of a service: which envelope for which request, and what may be said in it.
///
/// It is built once, by [`builder`](Self::builder) or [`from_config`](Self::from_config), and shared behind an
/// `Arc`. Rendering is total: it never fails and never panics.
///
/// ```
/// # #[cfg(feature = "config")] {
/// use faultwire::{Fault, Renderer, RequestContext, protocol};
///
/// let renderer = Renderer::builder().style("openstack").without_request_ids().build().unwrap();
/// let fault = Fault::new(&protocol::ROUTE_NOT_FOUND);
/// let response = renderer.render(&fault, &RequestContext::empty());
/// assert_eq!(response.status(), 404);
/// assert_eq!(
///     response.body(),
///     r#"{"itemNotFound":{"code":404,"message":"The resource could not be found."}}"#,
/// );
/// # }
/// ```
pub struct Renderer {
    pub(super) styles: Vec<Compiled>,
    pub(super) default: usize,
    pub(super) routes: Vec<(Prefix, usize)>,
    /// Media types, without parameters, that choose a style.
    pub(super) accept: Vec<(String, usize)>,
    pub(super) framework_text: bool,
    pub(super) adopt: Option<HeaderName>,
    pub(super) environment: Environment,
    pub(super) calls: Calls,
    /// One of the styles insists on `Accept`.
    pub(super) insists: bool,
    /// The fault of replies: none of their holes shows it.
    pub(super) nobody: Fault,
}

/// What a rendering takes from outside.
pub(crate) struct Environment {
    pub(super) details: bool,
    pub(super) languages: Option<Languages>,
    /// Configured statuses of codes.
    pub(super) statuses: Vec<(String, u16)>,
    pub(super) clock: Box<dyn Fn() -> SystemTime + Send + Sync>,
    pub(super) request_ids: Option<Box<dyn Fn() -> String + Send + Sync>>,
    /// How many identical 5xx go into the log, and those that did.
    pub(super) log_limit: Option<Limit>,
    pub(super) logged: Sampler,
}

impl Environment {
    /// The status of a definition in a style: the definition's own for that style, the configuration's, its own; and
    /// what the guideline has against it, or instead of it.
    pub(super) fn status_in(&self, style: &Resolved, fault_type: &FaultType) -> Ruled {
        let configured = || self.statuses.iter().find(|(code, _)| code == fault_type.code()).map(|(_, status)| *status);
        let status = fault_type.status_in(&style.name).or_else(configured).unwrap_or_else(|| fault_type.status());
        let broken = match style.guideline {
            Policy::Off => None,
            Policy::Warn | Policy::Enforce => guideline::broken_by(fault_type, status),
        };
        match broken.and_then(Rule::asks) {
            Some(asked) if style.guideline == Policy::Enforce => Ruled { status: asked, broken: None },
            _ => Ruled { status, broken },
        }
    }
}

/// The status of a fault, and the rule of the guideline that it breaks all the same.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ruled {
    pub(crate) status: u16,
    pub(crate) broken: Option<&'static Rule>,
}

/// The status on the wire, and the fault's own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Statuses {
    pub(crate) wire: u16,
    pub(crate) fault: Ruled,
}

/// An envelope chosen for one request.
struct Choice<'r> {
    style: &'r Compiled,
    offer: &'r Offer,
    /// Another `Accept` might have got another answer.
    negotiated: bool,
}

impl Renderer {
    /// Starts a configuration in code.
    pub fn builder() -> RendererBuilder {
        RendererBuilder::default()
    }

    /// The context of a request; nothing is allocated for one with at most one `Accept` and `Accept-Language`.
    pub fn capture(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> RequestContext {
        RequestContext::capture(method, uri, headers, self.adopt.as_ref())
    }

    /// The names of the request headers that [`capture`](Self::capture) looks at, for an adapter that has to convert
    /// them first.
    ///
    /// ```
    /// # #[cfg(feature = "config")] {
    /// use faultwire::Renderer;
    ///
    /// let names = Renderer::default().captured_headers().map(|name| name.map(|name| name.to_string()));
    /// let known = ["accept", "accept-language", "traceparent"].map(|name| Some(name.to_owned()));
    /// assert_eq!(names[..3], known);
    /// assert_eq!(names[3], None);
    /// # }
    /// ```
    pub fn captured_headers(&self) -> [Option<HeaderName>; 4] {
        [Some(ACCEPT), Some(ACCEPT_LANGUAGE), Some(TRACEPARENT), self.adopt.clone()]
    }

    /// The answer for a fault. The first rendering of a fault writes it to the log, with its source.
    pub fn render(&self, fault: &Fault, request: &RequestContext) -> Response<Bytes> {
        let (mut parts, ()) = Response::new(()).into_parts();
        let body = self.render_over(fault, request, &mut parts);
        Response::from_parts(parts, body)
    }

    /// Turns an answer that exists into the answer for a fault: status, what describes the body, and the body are
    /// replaced, everything else is kept.
    pub fn render_over(&self, fault: &Fault, request: &RequestContext, parts: &mut Parts) -> Bytes {
        let occasion = Occasion::new(&self.environment, request);
        let choice = self.choose(request);
        let said = occasion.say(fault);
        let shown = said.as_ref().unwrap_or(fault);
        let (statuses, body) = self.body(&choice, shown, &occasion);
        log::once(fault, &occasion, statuses, self.broken_call(choice.style, fault, request, statuses));
        headers::forget_fallback(parts);
        let headers = &mut parts.headers;
        if !headers.is_empty() {
            headers::forget_body(headers);
        }
        headers.insert(CONTENT_TYPE, choice.offer.content_type.clone());
        headers_of_page(headers, &choice.style.headers, &facts(&choice, shown, &occasion, statuses));
        if let Some(seconds) = fault.retry_after() {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        headers::add(headers, fault.headers());
        if choice.negotiated {
            headers::vary(headers, "Accept");
        }
        headers::name_language(headers, &occasion, said.is_some());
        parts.status = StatusCode::from_u16(statuses.wire).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        parts.extensions.insert(Rendered);
        match body {
            Body::Constant(bytes) => bytes,
            Body::Written(bytes) => bytes.into(),
        }
    }

    /// The kind of call that a request is, as the configuration declares it.
    ///
    /// ```
    /// # #[cfg(feature = "config")]
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use faultwire::{Call, Config, Renderer};
    /// use http::{HeaderMap, Method, Uri};
    ///
    /// let text = "[[operations]]\npath = '/volumes/{id}'\nGET = 'get'";
    /// let renderer = Renderer::from_config(&Config::from_toml(text, "faultwire.toml")?)?;
    /// let request = renderer.capture(&Method::GET, &Uri::from_static("/volumes/7"), &HeaderMap::new());
    /// assert_eq!(renderer.call(&request), Some(Call::Get));
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "config"))]
    /// # fn main() {}
    /// ```
    pub fn call(&self, request: &RequestContext) -> Option<Call> {
        self.calls.of(request.method()?, request.path()?)
    }

    /// Whether the errors of a call may have this status, by the table of the service or of the style of the request.
    ///
    /// ```
    /// # #[cfg(feature = "config")]
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use faultwire::{Call, Renderer, RequestContext};
    ///
    /// let renderer = Renderer::builder().style("queue-token").build()?;
    /// let request = RequestContext::empty();
    /// assert!(renderer.call_may_answer(&request, Call::Create, 412));
    /// assert!(!renderer.call_may_answer(&request, Call::Create, 409));
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "config"))]
    /// # fn main() {}
    /// ```
    pub fn call_may_answer(&self, request: &RequestContext, call: Call, status: u16) -> bool {
        self.calls.allow(call, self.style_for(request).0.resolved.calls.as_ref(), status)
    }

    /// The call that does not have such an error.
    fn broken_call(
        &self,
        style: &Compiled,
        fault: &Fault,
        request: &RequestContext,
        statuses: Statuses,
    ) -> Option<Call> {
        if self.calls.is_empty() {
            return None;
        }
        let call = if calls::is_unrouted(fault) { Some(Call::Unknown) } else { self.call(request) };
        // A fault inside a success has the status that it would have otherwise.
        let status = if statuses.wire >= 400 { statuses.wire } else { statuses.fault.status };
        call.filter(|call| !self.calls.allow(*call, style.resolved.calls.as_ref(), status))
    }

    /// The body alone, as bytes of the format, without log, headers or negotiation: for messages that are not HTTP
    /// answers, and for tests.
    pub fn encode(&self, fault: &Fault, request: &RequestContext, format: Format) -> Vec<u8> {
        let choice = self.choose_format(request, format);
        let occasion = Occasion::new(&self.environment, request);
        let said = occasion.say(fault);
        match self.body(&choice, said.as_ref().unwrap_or(fault), &occasion).1 {
            Body::Constant(bytes) => bytes.to_vec(),
            Body::Written(bytes) => bytes,
        }
    }

    /// The same by the general program, which knows nothing of the definition beforehand. For tests: folding must
    /// not change a byte.
    #[doc(hidden)]
    pub fn encode_unfolded(&self, fault: &Fault, request: &RequestContext, format: Format) -> Vec<u8> {
        let choice = self.choose_format(request, format);
        let occasion = Occasion::new(&self.environment, request);
        let said = occasion.say(fault);
        let fault = said.as_ref().unwrap_or(fault);
        let ruled = self.environment.status_in(&choice.style.resolved, fault.fault_type());
        let statuses = choice.style.statuses(fault.fault_type(), ruled);
        let facts = facts(&choice, fault, &occasion, statuses);
        run(&facts, choice.style.general(choice.offer.format))
    }

    fn choose_format(&self, request: &RequestContext, format: Format) -> Choice<'_> {
        let style = self.style_for(request).0;
        let offer = style.offers.iter().find(|offer| offer.format == format).unwrap_or(&style.offers[0]);
        Choice { style, offer, negotiated: false }
    }

    #[cfg(feature = "i18n")]
    pub(crate) const fn languages(&self) -> Option<&Languages> {
        self.environment.languages.as_ref()
    }

    pub(super) const fn shows_framework_text(&self) -> bool {
        self.framework_text
    }

    pub(super) fn styles(&self) -> impl Iterator<Item = &Compiled> {
        self.styles.iter()
    }

    /// The status on the wire with the fault's own, and the body.
    fn body(&self, choice: &Choice<'_>, fault: &Fault, occasion: &Occasion<'_>) -> (Statuses, Body) {
        let (statuses, body) = self.page_body(choice, fault, occasion);
        let Some(envelope) = &choice.style.envelope else { return (statuses, body) };
        let page = match body {
            Body::Constant(bytes) => bytes.to_vec(),
            Body::Written(bytes) => bytes,
        };
        let answer = Outgoing { fault, occasion, status: statuses.wire, format: choice.offer.format };
        (statuses, Body::Written(envelope::encode(envelope, page, &answer)))
    }

    fn page_body(&self, choice: &Choice<'_>, fault: &Fault, occasion: &Occasion<'_>) -> (Statuses, Body) {
        let ruled = || self.environment.status_in(&choice.style.resolved, fault.fault_type());
        let Some(folded) = choice.style.folded(fault, ruled) else {
            let statuses = choice.style.statuses(fault.fault_type(), ruled());
            let program = choice.style.general(choice.offer.format);
            return (statuses, Body::Written(run(&facts(choice, fault, occasion, statuses), program)));
        };
        let statuses = folded.statuses;
        let body = folded.body(choice.offer.format);
        if let (Some(constant), true) = (&body.constant, fault.is_bare()) {
            return (statuses, Body::Constant(constant.clone()));
        }
        let written = run(&facts(choice, fault, occasion, statuses), body.program(fault));
        (statuses, Body::Written(written))
    }

    fn choose(&self, request: &RequestContext) -> Choice<'_> {
        let (style, by_accept) = self.style_for(request);
        let negotiated = by_accept || style.offers.len() > 1;
        let chosen = match negotiated && request.has_accept() {
            true => Accept::parse(request.accept()).choose(&style.offers),
            false => None,
        };
        Choice { style, offer: chosen.unwrap_or(&style.offers[0]), negotiated }
    }

    /// The style for a request, and whether its `Accept` had a say in it.
    #[inline]
    pub(super) fn style_for(&self, request: &RequestContext) -> (&Compiled, bool) {
        if self.routes.is_empty() && self.accept.is_empty() {
            return (&self.styles[self.default], false);
        }
        self.style_of_several(request)
    }

    #[inline(never)]
    fn style_of_several(&self, request: &RequestContext) -> (&Compiled, bool) {
        let default = &self.styles[self.default];
        if let Some(path) = request.path() {
            let fitting = self.routes.iter().filter_map(|(prefix, style)| prefix.fits(path).map(|rank| (rank, *style)));
            if let Some((_, style)) = fitting.max_by_key(|(rank, _)| *rank) {
                return (&self.styles[style], false);
            }
        }
        if self.accept.is_empty() {
            return (default, false);
        }
        let accept = Accept::parse(request.accept());
        let best = accept.best(&default.offers);
        let named = self.accept.iter().filter_map(|(media, style)| accept.names(media).map(|weight| (weight, *style)));
        // Of equal weights the first rule wins, and a type that is named wins over the default's range.
        let liked = named.filter(|(weight, _)| *weight >= best).reduce(|a, b| if b.0 > a.0 { b } else { a });
        (liked.map_or(default, |(_, style)| &self.styles[style]), true)
    }
}

/// A body: the same for all, or written for this answer.
enum Body {
    Constant(Bytes),
    Written(Vec<u8>),
}

fn facts<'f>(choice: &'f Choice<'_>, fault: &'f Fault, occasion: &'f Occasion<'f>, statuses: Statuses) -> Facts<'f> {
    let (status, fault_status) = (statuses.wire, statuses.fault.status);
    Facts { fault, success: None, occasion, style: &choice.style.resolved, status, fault_status }
}

/// Sets the headers that a page describes.
#[inline]
pub(super) fn headers_of_page(headers: &mut HeaderMap, page: &[(HeaderName, Program)], facts: &Facts<'_>) {
    for (name, program) in page {
        let mut text = Vec::with_capacity(program.size);
        let fixed = program.constant().is_some();
        if Run::new(facts).all(&mut text, &program.ops) || fixed {
            headers::value(text).into_iter().for_each(|value| headers::set(headers, name, value));
        }
    }
}

#[inline]
fn run(facts: &Facts<'_>, program: &Program) -> Vec<u8> {
    let text = facts.fault.own_message().map_or(0, str::len);
    let mut buf = Vec::with_capacity(program.size + text);
    Run::new(facts).all(&mut buf, &program.ops);
    buf
}

impl std::fmt::Debug for Renderer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let styles: Vec<_> = self.styles.iter().map(Compiled::name).collect();
        f.debug_struct("Renderer").field("styles", &styles).field("default", &self.default).finish_non_exhaustive()
    }
}
