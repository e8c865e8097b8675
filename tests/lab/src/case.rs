//! Cases: a request as bytes, and the fault or success that it gives.

use std::collections::BTreeMap;
use std::path::Path;

use faultwire::{Fault, Renderer, RequestContext, protocol};
use faultwire_testkit::wire::{Answer, Request, TRANSPORT};
use http::{HeaderMap, HeaderValue, Method, Uri};
use serde::Deserialize;

use crate::settings;

/// A file of cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    /// Where the expected answers come from.
    source: String,
    case: Vec<Case>,
}

/// One case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its name, unique in its file.
    pub name: String,
    /// What is sent.
    pub request: Request,
    /// What comes back, from every framework.
    pub expect: Expect,
    /// Where one differs.
    #[serde(default)]
    pub differs: BTreeMap<String, Differs>,
    /// Where one cannot have it, and why.
    #[serde(default)]
    pub skip: BTreeMap<String, String>,
}

/// An answer: the fault it is, or a success.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// The code of a protocol fault, or of the lab's own.
    pub code: Option<String>,
    /// The status of a success, or of a fault that has no code of the protocol.
    pub status: Option<u16>,
    /// The body of a success.
    pub body: Option<String>,
    /// The methods that `Allow` names, in any order.
    pub allow: Option<Vec<String>>,
    /// Further headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Headers to which a library of the framework adds something of its own.
    #[serde(default)]
    pub added: Vec<String>,
    /// What the framework takes the target for, where that is not what was sent.
    pub target: Option<String>,
    /// Nothing is known of the request: it was no HTTP.
    #[serde(default)]
    pub unparsed: bool,
    /// No HTTP/1 but frames of HTTP/2 come back.
    #[serde(default)]
    pub http2: bool,
}

/// How one framework answers otherwise.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Differs {
    /// Why.
    pub reason: String,
    /// What it answers.
    pub expect: Expect,
    /// That is an error outside of the envelope, because nothing of ours sees the request.
    #[serde(default)]
    pub miss: bool,
}

/// The cases of a folder, each with its file's name and source in front.
///
/// # Panics
///
/// When a file is no page of cases.
pub fn all(folder: &Path) -> Vec<(String, Case)> {
    let mut files: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let page: Page = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert!(!page.source.is_empty(), "{} has no source", file.display());
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        cases.extend(page.case.into_iter().map(|case| (format!("{stem}/{}", case.name), case)));
    }
    cases
}

/// What the service knows of a request.
fn context(request: &Request, target: Option<&str>, renderer: &Renderer) -> RequestContext {
    let mut headers = HeaderMap::new();
    for (name, value) in request.headers() {
        if let (true, Ok(value)) = (name.eq_ignore_ascii_case("accept"), HeaderValue::from_bytes(value)) {
            headers.append("accept", value);
        }
    }
    let method = request.method().parse().unwrap_or(Method::GET);
    let uri: Uri = target.unwrap_or(request.target()).parse().unwrap_or_default();
    renderer.capture(&method, &uri, &headers)
}

impl Expect {
    /// The answer that is expected: the core's, for the fault.
    fn answer(&self, sent: &Request, renderer: &Renderer) -> Answer {
        let mut headers: Vec<(String, Vec<u8>)> = Vec::new();
        let (status, mut body) = match &self.code {
            Some(code) => {
                let request = if self.unparsed {
                    RequestContext::empty()
                } else {
                    context(sent, self.target.as_deref(), renderer)
                };
                let response = renderer.render(&self.fault(code), &request);
                for (name, value) in response.headers() {
                    headers.push((name.as_str().to_owned(), value.as_bytes().to_vec()));
                }
                (response.status().as_u16(), response.into_body().to_vec())
            }
            None => (self.status.unwrap_or(200), self.body.clone().unwrap_or_default().into_bytes()),
        };
        headers.extend(self.headers.iter().map(|(name, value)| (name.clone(), value.clone().into_bytes())));
        if sent.method() == "HEAD" {
            // The length that the body would have had.
            headers.push(("content-length".to_owned(), body.len().to_string().into_bytes()));
            body.clear();
        }
        Answer { status, headers, body }
    }

    fn fault(&self, code: &str) -> Fault {
        if code == settings::OUT_OF_STOCK.code() {
            return settings::fault();
        }
        let known = protocol::all().iter().copied().find(|known| known.code() == code);
        match (known, self.status) {
            (Some(known), _) => Fault::new(known),
            (None, Some(status)) => protocol::for_status(status, protocol::Origin::Routed),
            (None, None) => panic!("`{code}` is no fault of the protocol, and there is no status"),
        }
    }
}

impl Case {
    /// The style that the lab has for it.
    pub fn style(&self) -> &'static str {
        if self.request.target().starts_with("/status-text/") { "status-text" } else { "problem" }
    }

    /// What a framework should answer, and how that is not what others do.
    pub fn expected(&self, framework: &str) -> (&Expect, Option<&Differs>) {
        let differs = self.differs.get(framework);
        (differs.map_or(&self.expect, |differs| &differs.expect), differs)
    }

    /// How an answer differs from the expected one; nothing, when it does not. HTTP/2 has no `Upgrade` (RFC 9113 section
    /// 8.2.2).
    pub fn compare(&self, framework: &str, found: &Answer, http2: bool, renderer: &Renderer) -> Vec<String> {
        let expect = self.expected(framework).0;
        let expected = expect.answer(&self.request, renderer);
        let mut wrong = Vec::new();
        if found.status != expected.status {
            wrong.push(format!("status {} instead of {}", found.status, expected.status));
        }
        let shown = |answer: &Answer| {
            let kept = answer.headers.iter().filter(|(name, _)| {
                let name = name.to_ascii_lowercase();
                let of_http1 = http2 && name == "upgrade";
                let added = of_http1 || expect.added.contains(&name);
                name != "allow" && !added && !TRANSPORT.contains(&name.as_str())
            });
            let mut lines: Vec<_> = kept
                .map(|(name, value)| format!("{}: {}", name.to_ascii_lowercase(), String::from_utf8_lossy(value)))
                .collect();
            lines.sort();
            lines
        };
        let (expected_headers, found_headers) = (shown(&expected), shown(found));
        // Of a success only what the case says is looked at.
        let differ = match expect.code {
            Some(_) => expected_headers != found_headers,
            None => expected_headers.iter().any(|line| !found_headers.contains(line)),
        };
        if differ {
            wrong.push(format!("headers {found_headers:?} instead of {expected_headers:?}"));
        }
        wrong.extend(allow(expect, found));
        let length = |answer: &Answer| answer.header("content-length").map(str::to_owned);
        if self.request.method() == "HEAD" && length(found) != length(&expected) && expect.code.is_some() {
            wrong.push(format!("content-length {:?} instead of {:?}", length(found), length(&expected)));
        }
        if found.body != expected.body {
            let text = |body: &[u8]| String::from_utf8_lossy(&body[..body.len().min(400)]).into_owned();
            wrong.push(format!("body {:?} instead of {:?}", text(&found.body), text(&expected.body)));
        }
        wrong
    }
}

/// How the methods that `Allow` names differ.
fn allow(expect: &Expect, found: &Answer) -> Option<String> {
    let found = found.methods();
    let mut expected = expect.allow.as_ref().map(|names| names.iter().map(String::as_str).collect::<Vec<_>>());
    expected.iter_mut().for_each(|names| names.sort_unstable());
    (found != expected).then(|| format!("allow {found:?} instead of {expected:?}"))
}
