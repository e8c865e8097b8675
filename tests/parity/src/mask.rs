//! What differs from one answer to the next, whoever gives it.

use std::sync::LazyLock;

use faultwire_testkit::wire::{Answer, TRANSPORT};
use regex::bytes::{Captures, Regex};

/// An answer to a request with this method, without what differs each time: request ids, times and ports. The length
/// counts where there is no body to compare.
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
/// let masked = mask(&answer, "GET");
/// assert_eq!(masked.headers, [("x-request-id".to_owned(), "req-*".to_owned())]);
/// assert_eq!(masked.body, br#"{"timestamp":0000000000000,"at":"0000-00-00T00:00:00.0Z","href":"http://127.0.0.1:*/"}"#);
/// ```
pub fn mask(answer: &Answer, method: &str) -> Masked {
    let counts = |name: &str| !TRANSPORT.contains(&name) || (name == "content-length" && method == "HEAD");
    let headers = answer.headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value));
    let mut headers: Vec<_> = headers
        .filter(|(name, _)| counts(name))
        .map(|(name, value)| {
            let methods = answer.methods().filter(|_| name == "allow").map(|methods| methods.join(", "));
            (name, methods.unwrap_or_else(|| String::from_utf8_lossy(&bytes(value)).into_owned()))
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
    /// How this differs from another one, in words. With another status it is another answer, and that is all.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        if self.status != other.status {
            return vec![format!("status {} instead of {}", self.status, other.status)];
        }
        let added = self.headers.iter().filter(|header| !other.headers.contains(header));
        let gone = other.headers.iter().filter(|header| !self.headers.contains(header));
        let added = added.map(|(name, value)| format!("header {name}: {value}"));
        let mut found: Vec<_> = added.chain(gone.map(|(name, value)| format!("no header {name}: {value}"))).collect();
        if found.is_empty() && self.headers != other.headers {
            found.push(format!("headers {:?} instead of {:?}", self.headers, other.headers));
        }
        if self.body != other.body {
            let text = |body: &[u8]| String::from_utf8_lossy(&body[..body.len().min(300)]).into_owned();
            found.push(format!("body {:?} instead of {:?}", text(&self.body), text(&other.body)));
        }
        found
    }
}

fn bytes(bytes: &[u8]) -> Vec<u8> {
    /// What becomes of a shape: a text, or the same with a zero for each digit, so that formats are compared.
    enum Mask {
        Text(&'static str),
        Digits,
    }
    static VARIES: LazyLock<Vec<(Regex, Mask)>> = LazyLock::new(|| {
        let id = r"req-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
        let shapes = [
            (id, Mask::Text("req-*")),
            (r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?", Mask::Digits),
            (r#""timestamp": ?"?[0-9]{10,13}"#, Mask::Digits),
            (r"127\.0\.0\.1:[0-9]+", Mask::Text("127.0.0.1:*")),
        ];
        shapes.into_iter().filter_map(|(shape, mask)| Some((Regex::new(shape).ok()?, mask))).collect()
    });
    let zeros = |found: &Captures<'_>| -> Vec<u8> {
        found[0].iter().map(|byte| if byte.is_ascii_digit() { b'0' } else { *byte }).collect()
    };
    VARIES.iter().fold(bytes.to_vec(), |bytes, (shape, mask)| match mask {
        Mask::Text(text) => shape.replace_all(&bytes, text.as_bytes()).into_owned(),
        Mask::Digits => shape.replace_all(&bytes, zeros).into_owned(),
    })
}
