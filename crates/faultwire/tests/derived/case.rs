//! Faults as plain data: any of them, and the answers to them.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use faultwire::{Fault, FaultType, Renderer, RequestContext, Severity, Style, Violation};
use http::{HeaderMap, HeaderValue, Method, Uri};
use proptest::prelude::*;

/// A fault and its request, as plain data.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) code: String,
    pub(crate) status: u16,
    pub(crate) severity: Severity,
    pub(crate) title: String,
    pub(crate) message: Option<String>,
    pub(crate) number: Option<i64>,
    pub(crate) help_uri: Option<String>,
    pub(crate) type_uri: Option<String>,
    pub(crate) retry_after: Option<u32>,
    pub(crate) details: Option<String>,
    pub(crate) instance: Option<String>,
    pub(crate) param: Option<String>,
    pub(crate) extension: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) violations: Vec<Violation>,
    pub(crate) earlier: Option<Box<Case>>,
    pub(crate) words: bool,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) route: String,
    pub(crate) request_id: Option<String>,
    pub(crate) known_request: bool,
    pub(crate) now: u64,
    /// What the service says its language is; read with the feature `i18n`.
    pub(crate) language: &'static str,
}

impl Case {
    pub(crate) fn new(code: &str, status: u16) -> Self {
        let some = |text: &str| Some(text.to_owned());
        Self {
            code: code.to_owned(),
            status,
            severity: Severity::Hard,
            title: "Title".to_owned(),
            message: some("Message"),
            number: Some(17),
            help_uri: some("https://example.test/help"),
            type_uri: some("https://example.test/type"),
            retry_after: Some(30),
            details: some("Details"),
            instance: some("/instances/1"),
            param: some("p"),
            extension: some("e"),
            note: some("note"),
            violations: Vec::new(),
            earlier: None,
            words: false,
            method: Method::GET,
            path: "/v3/volumes/7".to_owned(),
            route: "/v3/volumes/{id}".to_owned(),
            request_id: some("req-1"),
            known_request: true,
            now: 1_460_129_027,
            language: "en",
        }
    }

    pub(crate) fn with_everything(self) -> Self {
        let violations = vec![
            Violation::at_pointer("/size", "too small").with_rule("minimum"),
            Violation::in_parameter("limit", "too large").with_rule("maximum"),
            Violation::in_header("range", "unknown").with_rule("unit"),
        ];
        let earlier = Some(Box::new(Self::new("upstream_broken", 502)));
        Self { violations, earlier, ..self }
    }

    fn fault_type(&self) -> FaultType {
        let mut builder =
            FaultType::builder(self.code.as_str(), self.status, self.title.as_str()).severity(self.severity);
        if let Some(number) = self.number {
            builder = builder.number(number);
        }
        if let Some(uri) = &self.help_uri {
            builder = builder.help(uri.as_str());
        }
        if let Some(uri) = &self.type_uri {
            builder = builder.type_uri(uri.as_str());
        }
        if self.words {
            for (name, text) in [
                ("openstack.root", "ownRoot"),
                ("google.canonical", "OWN WORD"),
                ("keys.kind", "own"),
                ("problem.status", "418"),
            ] {
                builder = builder.word(name, text);
            }
        }
        builder.build().unwrap()
    }

    pub(crate) fn fault(&self, folded: bool) -> Fault {
        let mut fault = match folded {
            true => Fault::new(Box::leak(Box::new(self.fault_type()))),
            false => Fault::shared(Arc::new(self.fault_type())),
        };
        if let Some(text) = &self.message {
            fault = fault.with_message(text.clone());
        }
        if let Some(text) = &self.details {
            fault = fault.with_details(text.clone());
        }
        if let Some(text) = &self.instance {
            fault = fault.with_instance(text.clone());
        }
        if let Some(text) = &self.param {
            fault = fault.with("size", text.clone());
        }
        if let Some(text) = &self.extension {
            fault = fault.with_extension("size", text.clone()).with_extension("deep", vec![1, 2]);
        }
        if let Some(text) = &self.note {
            fault = fault.with_note(text.clone());
        }
        if let Some(seconds) = self.retry_after {
            fault = fault.with_retry_after(seconds);
        }
        for violation in &self.violations {
            fault = fault.with_violation(violation.clone());
        }
        if let Some(earlier) = &self.earlier {
            fault = fault.with_earlier(earlier.fault(false));
        }
        fault
    }

    pub(crate) fn request(&self) -> RequestContext {
        if !self.known_request {
            return RequestContext::empty();
        }
        let uri: Uri = self.path.parse().unwrap();
        let mut context =
            Renderer::default().capture(&self.method, &uri, &HeaderMap::new()).with_route(self.route.clone());
        if let Some(id) = &self.request_id {
            context = context.with_request_id(HeaderValue::from_str(id).unwrap());
        }
        context
    }

    /// The whole answer as text.
    pub(crate) fn answer(&self, style: &Style) -> String {
        let now = self.now;
        let builder = Renderer::builder().style(style.name()).details(true).without_request_ids();
        #[cfg(feature = "i18n")]
        let builder = builder.language(self.language);
        let renderer = builder.clock(move || UNIX_EPOCH + Duration::from_secs(now)).build().unwrap();
        let answer = renderer.render(&self.fault(false), &self.request());
        format!("{} {:?} {:?}", answer.status(), answer.headers(), answer.body())
    }
}

pub(crate) fn cases() -> impl Strategy<Value = Case> {
    const CODES: &[&str] = &["volume_missing", "token_expired", "invalid_grant", "route_not_found", "a1_2b", "x"];
    const STATUSES: &[u16] = &[400, 401, 403, 404, 409, 413, 418, 429, 500, 501, 503, 599];
    let text = prop_oneof![Just(String::new()), Just("plain".to_owned()), any::<String>()];
    let place = (0..3usize, any::<bool>(), prop_oneof![Just(""), Just("/a~1b/0/é"), Just("size")]);
    let first = (prop::sample::select(CODES), prop::sample::select(STATUSES), any::<i64>(), any::<u32>());
    (first, any::<u32>(), text, prop::collection::vec(place, 0..4)).prop_map(
        |((code, status, number, seconds), bits, text, places)| {
            let bit = |at: u32| bits >> at & 1 == 1;
            let base = Case::new(code, status).with_everything();
            let violation = |(kind, rule, at): (usize, bool, &'static str)| {
                let violation = match kind {
                    0 => Violation::at_pointer(if at == "size" { "/size" } else { at }, "wrong"),
                    1 => Violation::in_parameter(at, "wrong"),
                    _ => Violation::in_header(at, "wrong"),
                };
                if rule { violation.with_rule("max_items") } else { violation }
            };
            Case {
                severity: if bit(0) { Severity::Soft } else { Severity::Hard },
                title: text.clone(),
                message: Some(text.clone()).filter(|_| bit(1)),
                number: Some(number).filter(|_| bit(2)),
                help_uri: base.help_uri.clone().filter(|_| bit(3)),
                type_uri: base.type_uri.clone().filter(|_| bit(4)),
                retry_after: Some(seconds).filter(|_| bit(5)),
                details: Some(text.clone()).filter(|_| bit(6)),
                instance: Some(text.clone()).filter(|_| bit(7)),
                param: Some(text.clone()).filter(|_| bit(8)),
                extension: Some(text).filter(|_| bit(9)),
                note: base.note.clone().filter(|_| bit(10)),
                violations: places.into_iter().map(violation).collect(),
                earlier: base.earlier.clone().filter(|_| bit(11)),
                words: bit(12),
                known_request: bit(13),
                request_id: base.request_id.clone().filter(|_| bit(14)),
                ..base
            }
        },
    )
}
