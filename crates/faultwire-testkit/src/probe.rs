//! Abuse that any HTTP service can be sent, and the verdict on each answer.

use std::net::SocketAddr;

use crate::judge::{Expected, Finding, INJECTED, Judge};
use crate::wire::{Exchange, Limits, Outcome, Request, exchange};

/// A request, and what its answer may be.
#[derive(Debug, Clone)]
pub struct Case {
    /// What it is, for people.
    pub name: String,
    /// What is sent.
    pub request: Request,
    /// What may come back.
    pub expected: Expected,
}

/// What came back for a case, and what is wrong with it.
#[derive(Debug)]
pub struct Verdict {
    /// The case.
    pub case: Case,
    /// What came back.
    pub exchange: Exchange,
    /// The rules that it breaks; none, when all is well.
    pub findings: Vec<Finding>,
}

impl Verdict {
    /// The status and media type of the answer, if there is one.
    pub fn answer(&self) -> Option<(u16, &str)> {
        match &self.exchange.outcome {
            Outcome::Answer(answer) => Some((answer.status, answer.header("content-type").unwrap_or_default())),
            _ => None,
        }
    }
}

/// Sends each case over a connection of its own, and judges what comes back.
///
/// ```no_run
/// use faultwire::Config;
/// use faultwire_testkit::judge::Judge;
/// use faultwire_testkit::probe::{cases, run};
/// use faultwire_testkit::wire::Limits;
///
/// let judge = Judge::new(Config::default().style("problem").unwrap());
/// let address = "127.0.0.1:8080".parse().unwrap();
/// for verdict in run(address, &judge, cases("/v1", &["/v1/volumes"]), Limits::default()) {
///     assert!(verdict.findings.is_empty(), "{}: {:?}", verdict.case.name, verdict.findings);
/// }
/// ```
pub fn run(
    address: SocketAddr,
    judge: &Judge,
    cases: impl IntoIterator<Item = Case>,
    limits: Limits,
) -> impl Iterator<Item = Verdict> {
    cases.into_iter().map(move |case| {
        let exchange = exchange(address, &case.request, limits);
        let findings = judge.judge(&case.request, &exchange, case.expected);
        Verdict { case, exchange, findings }
    })
}

/// The abuse: below a base path, where there is no route but those that are named, and on each path that is.
///
/// What is no HTTP at all has no path, so a service that chooses styles by path answers it in its default style:
/// [`malformed`] is apart.
pub fn cases(base: &str, paths: &[&str]) -> Vec<Case> {
    let base = base.trim_end_matches('/');
    let nowhere = format!("{base}/faultwire-probe/no-such-route");
    let case = |name: &str, request, expected| Case { name: name.to_owned(), request, expected };
    let unrouted = Expected::Error(&[400, 404, 405, 501]);
    let mut all = vec![
        case("unknown route", Request::new("GET", &nowhere), Expected::Error(&[400, 404])),
        case("unknown route, HEAD", Request::new("HEAD", &nowhere), Expected::Error(&[400, 404, 405])),
        case("unknown route, POST", Request::new("POST", &nowhere).body("{}"), unrouted),
        case("unknown route, asking for XML", asking(&nowhere, "application/xml"), Expected::Error(&[400, 404, 406])),
        case("unknown route, asking for an image", asking(&nowhere, "image/png"), Expected::Error(&[400, 404, 406])),
        case("unknown route, an Accept of nonsense", asking(&nowhere, ";;;,,,/q=*"), Expected::AnyError),
        case("unknown route, an Accept of 4 kB", asking(&nowhere, &"a/b,".repeat(1000)), Expected::AnyError),
        case("unknown method", Request::new("BREW", &nowhere), unrouted),
        case("TRACE", Request::new("TRACE", &nowhere), unrouted),
        case("invalid UTF-8", Request::new("GET", format!("{nowhere}/%ff%fe")), Expected::Error(&[400, 404])),
        case("an encoded NUL", Request::new("GET", format!("{nowhere}/%00")), Expected::Error(&[400, 404])),
        case(
            "a way up",
            Request::new("GET", format!("{nowhere}/../../../../etc/passwd")),
            Expected::Error(&[400, 404]),
        ),
        case(
            "an encoded way up",
            Request::new("GET", format!("{nowhere}/..%2f..%2f..%2fetc%2fpasswd")),
            Expected::Error(&[400, 404]),
        ),
        case(
            "an encoded line break",
            Request::new("GET", format!("{nowhere}/a%0d%0a{INJECTED}:%201")),
            Expected::Error(&[400, 404]),
        ),
        case("a script", Request::new("GET", format!("{nowhere}/%3Cscript%3E")), Expected::Error(&[400, 404])),
        case(
            "a target in absolute form",
            Request::new("GET", format!("http://example.test{nowhere}")),
            Expected::Error(&[400, 404, 421]),
        ),
        case("gRPC", Request::new("GET", &nowhere).header("content-type", "application/grpc"), Expected::AnyError),
        case(
            "a request id that breaks lines",
            Request::new("GET", &nowhere).header("x-request-id", "a\tb\"<>"),
            Expected::AnyError,
        ),
    ];
    for path in paths {
        let at = |name: &str| format!("{name} of {path}");
        let json = |body: &[u8]| Request::new("POST", *path).header("content-type", "application/json").body(body);
        let body = Expected::Anything;
        let more = [
            ("GET", Request::new("GET", *path)),
            ("HEAD", Request::new("HEAD", *path)),
            ("an unknown method", Request::new("BREW", *path)),
            ("PATCH", Request::new("PATCH", *path)),
            ("an unknown query", Request::new("GET", format!("{path}?faultwire_probe=1"))),
            ("a broken query", Request::new("GET", format!("{path}?%ff=%zz&&=&a[=1"))),
            ("no body", Request::new("POST", *path)),
            ("an empty body", json(b"")),
            ("JSON cut off", json(b"{\"a\":")),
            ("JSON that is a list", json(b"[]")),
            ("JSON that is null", json(b"null")),
            ("JSON with invalid UTF-8", json(b"{\"a\":\"\xff\xfe\"}")),
            ("JSON 20,000 levels deep", json("[".repeat(20_000).as_bytes())),
            ("a body without a type", Request::new("POST", *path).body("{}")),
            ("a body of text", Request::new("POST", *path).header("content-type", "text/plain").body("{}")),
            (
                "a form that is none",
                Request::new("POST", *path).header("content-type", "multipart/form-data").body("x"),
            ),
            ("a body of 3 MiB", json(&vec![b' '; 3 << 20])),
            ("a broken piece of a body", pieces(path, "zz\r\n{}\r\n0\r\n\r\n")),
            ("a body that breaks off", cut(path)),
        ];
        all.extend(more.map(|(name, request)| Case { name: at(name), request, expected: body }));
    }
    all
}

/// Bytes that are no request; they have no path.
pub fn malformed() -> Vec<Case> {
    let host = "host: 127.0.0.1\r\n";
    let raw = |name: &str, bytes: String, statuses: &'static [u16]| Case {
        name: name.to_owned(),
        request: Request::raw(bytes),
        expected: Expected::Error(statuses),
    };
    vec![
        raw("a request line of nonsense", "NONSENSE\r\n\r\n".into(), &[400]),
        raw("an unknown version", format!("GET / HTTP/9.9\r\n{host}\r\n"), &[400, 505]),
        raw("a line that is no header", format!("GET / HTTP/1.1\r\n{host}no header\r\n\r\n"), &[400]),
        raw("a space in the target", format!("GET /a b HTTP/1.1\r\n{host}\r\n"), &[400]),
        raw("a length of letters", format!("POST / HTTP/1.1\r\n{host}content-length: x\r\n\r\n"), &[400]),
        raw(
            "two lengths",
            format!("POST / HTTP/1.1\r\n{host}content-length: 1\r\ncontent-length: 2\r\n\r\nab"),
            &[400],
        ),
        raw("a NUL in a header", format!("GET / HTTP/1.1\r\n{host}x-a: \0\r\n\r\n"), &[400]),
        raw("500 headers", format!("GET / HTTP/1.1\r\n{host}{}\r\n", "x-a: 1\r\n".repeat(500)), &[400, 431]),
        raw(
            "a header of 600 kB",
            format!("GET / HTTP/1.1\r\n{host}x-a: {}\r\n\r\n", "a".repeat(600 << 10)),
            &[400, 413, 431],
        ),
        raw(
            "a target of 70 kB",
            format!("GET /{} HTTP/1.1\r\n{host}\r\n", "a".repeat(70 << 10)),
            &[400, 404, 414, 431],
        ),
    ]
}

fn asking(path: &str, accept: &str) -> Request {
    Request::new("GET", path).header("accept", accept)
}

fn pieces(path: &str, body: &str) -> Request {
    Request::new("POST", path)
        .header("content-type", "application/json")
        .header("transfer-encoding", "chunked")
        .body(body)
}

fn cut(path: &str) -> Request {
    let request = Request::new("POST", path).header("content-type", "application/json");
    request.header("content-length", "100").body("{").half_closed()
}
