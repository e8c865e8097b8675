//! What differs from one answer to the next, whoever gives it.

use std::sync::LazyLock;

use faultwire_testkit::wire::Answer;
use regex::bytes::Regex;

/// Headers that say how the message travels, and no more.
pub const TRANSPORT: &[&str] = &["connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"];

/// An answer without what differs each time: request ids, times and ports.
///
/// ```
/// use faultwire_testkit::wire::Answer;
/// use parity::mask::mask;
///
/// let id = "req-5f3bba8f-6d3b-4e0c-8d8e-3d3c1c1a7e55";
/// let answer = Answer {
///     status: 404,
///     headers: vec![("X-Request-Id".into(), id.into()), ("date".into(), b"Mon, 01 Jan 2026".to_vec())],
///     body: br#"{"timestamp":1767323045000,"at":"2026-01-02T03:04:05.6Z","href":"http://127.0.0.1:8080/"}"#.to_vec(),
/// };
/// let masked = mask(&answer);
/// assert_eq!(masked.headers, [("x-request-id".to_owned(), "req-*".to_owned())]);
/// assert_eq!(masked.body, br#"{"timestamp":*,"at":"*","href":"http://127.0.0.1:*/"}"#);
/// ```
pub fn mask(answer: &Answer) -> Masked {
    let headers = answer.headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value));
    let mut headers: Vec<_> = headers
        .filter(|(name, _)| !TRANSPORT.contains(&name.as_str()))
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(&bytes(value)).into_owned();
            if name == "allow" { (name, in_order(&value)) } else { (name, value) }
        })
        .collect();
    headers.sort();
    Masked { status: answer.status, headers, body: bytes(&answer.body) }
}

/// A masked answer. Headers are by name, in lower case; methods of `allow` in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The status.
    pub status: u16,
    /// The headers, but for those of the transport.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Masked {
    /// Where this differs from another one, in words; `None`: nowhere.
    pub fn differs_from(&self, other: &Self) -> Option<String> {
        if self.status != other.status {
            return Some(format!("status {} instead of {}", self.status, other.status));
        }
        if let Some(header) = self.headers.iter().find(|header| !other.headers.contains(header)) {
            return Some(format!("header {}: {}", header.0, header.1));
        }
        if let Some(header) = other.headers.iter().find(|header| !self.headers.contains(header)) {
            return Some(format!("no header {}: {}", header.0, header.1));
        }
        if self.headers != other.headers {
            return Some(format!("headers {:?} instead of {:?}", self.headers, other.headers));
        }
        let text = |body: &[u8]| String::from_utf8_lossy(&body[..body.len().min(300)]).into_owned();
        (self.body != other.body).then(|| format!("body {:?} instead of {:?}", text(&self.body), text(&other.body)))
    }
}

/// A list, sorted: no order of methods means anything (RFC 9110 section 10.2.1).
fn in_order(list: &str) -> String {
    let mut names: Vec<_> = list.split(',').map(str::trim).collect();
    names.sort_unstable();
    names.join(", ")
}

fn bytes(bytes: &[u8]) -> Vec<u8> {
    static VARIES: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
        let shapes = [
            (r"req-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", "req-*"),
            (r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?", "*"),
            (r#"("timestamp": ?"?)[0-9]{10,13}"#, "${1}*"),
            (r"(127\.0\.0\.1:)[0-9]+", "${1}*"),
        ];
        shapes.into_iter().filter_map(|(shape, mask)| Some((Regex::new(shape).ok()?, mask))).collect()
    });
    VARIES.iter().fold(bytes.to_vec(), |bytes, (shape, mask)| shape.replace_all(&bytes, mask.as_bytes()).into_owned())
}
