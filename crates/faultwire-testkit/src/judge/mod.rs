//! What is wrong with an answer: broken HTTP, an error outside of the envelope, a leak.

mod body;
mod headers;
mod leak;

use std::fmt;

use faultwire::{Call, Fault, Format, Renderer, RequestContext, Style, protocol};
use http::HeaderMap;
use jsonschema::Validator;

use crate::wire::{Answer, Exchange, Outcome, Request};
pub(crate) use headers::INJECTED;

/// A rule that answers hold to. Its name is what [`Display`](fmt::Display) writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Rule {
    /// There is an answer.
    Answered,
    /// It is HTTP (RFC 9112).
    Http,
    /// Nothing comes after its end, and no body where there must be none: HEAD, 204, 304.
    End,
    /// Its status is one that the case allows.
    Status,
    /// An error has one of the envelope's media types, exactly, and a success none without a body.
    MediaType,
    /// The body of an error is the envelope: its schema in JSON, its root and members in XML.
    Envelope,
    /// A status in the body is the one on the wire.
    BodyStatus,
    /// 405 has `Allow`, 401 `WWW-Authenticate`, 426 `Upgrade` (RFC 9110 sections 15.5.6, 15.5.2, 15.5.22).
    Required,
    /// `Retry-After` is whole seconds, `Content-Length` and others are well-formed, single ones come once.
    Headers,
    /// `Vary` names `Accept` where there is more than one format.
    Vary,
    /// Request ids in headers and body are one.
    RequestId,
    /// Nothing of the inside shows: traces, paths of source files, names of types, pages in HTML.
    Leak,
    /// Nothing that a client sent becomes a header.
    Injection,
    /// The status is one that this kind of call may answer with, where the configuration declares the kind.
    Call,
}

impl Rule {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Http => "http",
            Self::End => "end",
            Self::Status => "status",
            Self::MediaType => "media-type",
            Self::Envelope => "envelope",
            Self::BodyStatus => "body-status",
            Self::Required => "required",
            Self::Headers => "headers",
            Self::Vary => "vary",
            Self::RequestId => "request-id",
            Self::Leak => "leak",
            Self::Injection => "injection",
            Self::Call => "call",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A rule that an answer breaks, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule, self.message)
    }
}

/// What a case expects of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// An error with one of these statuses.
    Error(&'static [u16]),
    /// An error of any status.
    AnyError,
    /// Whatever it is: an error must be in the envelope, a success must be sound.
    Anything,
}

/// Judges answers by the page of a style.
///
/// It looks at bytes alone, so the service can be written in any language.
///
/// ```
/// use faultwire::Config;
/// use faultwire_testkit::judge::{Expected, Judge, Rule};
/// use faultwire_testkit::wire::{Answer, Exchange, Outcome, Request};
///
/// let judge = Judge::new(Config::default().style("problem").unwrap());
/// let answer = Answer {
///     status: 404,
///     headers: vec![("content-type".into(), b"text/html".to_vec())],
///     body: b"<h1>Not found</h1>".to_vec(),
/// };
/// let exchange = Exchange { outcome: Outcome::Answer(answer), extra: Vec::new(), closed: false };
/// let found = judge.judge(&Request::new("GET", "/nothing"), &exchange, Expected::AnyError);
/// assert_eq!(found[0].rule, Rule::MediaType);
/// ```
pub struct Judge {
    style: Style,
    faults: Validator,
    schema: serde_json::Value,
    renderer: Renderer,
    /// Knows the kinds of the service's calls.
    calls: Option<Renderer>,
}

impl Judge {
    /// A judge for this style, with its options.
    pub fn new(style: Style) -> Self {
        let schema = style.schema();
        #[expect(clippy::expect_used, reason = "the schemas of pages are valid, which the core's tests hold")]
        let faults = jsonschema::options().should_validate_formats(true).build(&schema).expect("a valid schema");
        let config = faultwire::Config::default().in_style(style.clone());
        #[expect(clippy::expect_used, reason = "the style is there")]
        let renderer = Renderer::builder().config(config).without_request_ids().build().expect("a style");
        Self { style, faults, schema, renderer, calls: None }
    }

    /// The same judge, who also looks at which errors a kind of call may answer with: `service` is of the service's
    /// configuration, which declares the calls.
    #[must_use]
    pub fn with_calls(mut self, service: Renderer) -> Self {
        self.calls = Some(service);
        self
    }

    /// The style.
    pub const fn style(&self) -> &Style {
        &self.style
    }

    /// What is wrong with the answer to a request; nothing, when all is well.
    pub fn judge(&self, request: &Request, exchange: &Exchange, expected: Expected) -> Vec<Finding> {
        let mut found = Findings(Vec::new());
        let answer = match &exchange.outcome {
            Outcome::Answer(answer) => answer,
            Outcome::Closed => {
                found.add(Rule::Answered, "the connection was closed without an answer");
                return found.0;
            }
            Outcome::Silent => {
                found.add(Rule::Answered, "there was no whole answer in time");
                return found.0;
            }
            Outcome::Broken(why) => {
                found.add(Rule::Http, why.to_string());
                return found.0;
            }
        };
        if !exchange.extra.is_empty() {
            let text = String::from_utf8_lossy(&exchange.extra[..exchange.extra.len().min(60)]).into_owned();
            found.add(Rule::End, format!("{} bytes after its end: {text:?}", exchange.extra.len()));
        }
        let failed = answer.status >= 400 || self.is_soft(answer);
        let is_allowed = match expected {
            Expected::Error(statuses) => failed && (self.is_soft(answer) || statuses.contains(&answer.status)),
            Expected::AnyError => failed,
            Expected::Anything => true,
        };
        if !is_allowed {
            let wanted = match expected {
                Expected::Error(statuses) => format!("one of {statuses:?}"),
                _ => "an error".to_owned(),
            };
            found.add(Rule::Status, format!("{} instead of {wanted}", answer.status));
        }
        if let Some(call) = self.broken_call(request, answer) {
            found.add(Rule::Call, format!("{} to a call that is a `{}`", answer.status, call.as_str()));
        }
        headers::check(answer, failed, &mut found);
        if failed {
            body::check(self, request, answer, &mut found);
        } else if answer.body.is_empty() && answer.header("content-type").is_some() && request.method() != "HEAD" {
            // An empty text is a text.
            let named = answer.header("content-type").unwrap_or_default();
            if answer.status == 204 || !named.starts_with("text/") {
                found.add(Rule::MediaType, format!("{named:?} of a body that is not there"));
            }
        }
        leak::check(answer, failed, &mut found);
        found.0
    }

    /// The kind of call that does not answer so.
    fn broken_call(&self, request: &Request, answer: &Answer) -> Option<Call> {
        let service = self.calls.as_ref().filter(|_| answer.status >= 400)?;
        let (method, uri) = (request.method().parse().ok()?, request.target().parse().ok()?);
        let context = service.capture(&method, &uri, &HeaderMap::new());
        service.call(&context).filter(|call| !service.call_may_answer(&context, *call, answer.status))
    }

    /// Whether an answer is an error inside a success, which some styles have.
    fn is_soft(&self, answer: &Answer) -> bool {
        let success = (200..300).contains(&answer.status);
        success
            && self.renderer.render(&soft(), &RequestContext::empty()).status().is_success()
            && serde_json::from_slice(&answer.body).is_ok_and(|body| self.faults.is_valid(&body))
    }

    /// What the style sends for an error of this status.
    fn sample(&self, status: u16, format: Format) -> Vec<u8> {
        let mut fault = protocol::for_status(status, protocol::Origin::Unknown);
        if fault.status() != status {
            fault = Fault::new(&protocol::INTERNAL);
        }
        self.renderer.encode(&fault, &RequestContext::empty().with_negotiation(&HeaderMap::new()), format)
    }
}

impl fmt::Debug for Judge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Judge").field("style", &self.style.name()).finish_non_exhaustive()
    }
}

/// A fault that a handler reports.
fn soft() -> Fault {
    static SOFT: faultwire::FaultType =
        faultwire::FaultType::new("soft", 404, "Soft").severity(faultwire::Severity::Soft);
    Fault::new(&SOFT)
}

/// What an answer tells of the inside of its service.
pub(crate) fn leaks(answer: &Answer) -> Vec<Finding> {
    let mut found = Findings(Vec::new());
    leak::check(answer, answer.status >= 400, &mut found);
    found.0
}

/// What was found, each rule's first mistake.
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, rule: Rule, message: impl Into<String>) {
        if !self.0.iter().any(|known| known.rule == rule) {
            self.0.push(Finding { rule, message: message.into() });
        }
    }
}
