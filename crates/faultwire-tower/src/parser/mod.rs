//! The answers that an HTTP/1 parser gives by itself, to what it cannot read as a request.
//!
//! They never pass a service: hyper writes a bare `400`, `414` or `431` and closes the connection. They can be told
//! from other answers only where they are written, which is what [`replacement`] and `FaultIo` (feature `io`) do.

#[cfg(any(feature = "io", test))]
mod framing;
#[cfg(feature = "io")]
mod io;

use bytes::Bytes;
use faultwire::{Fault, FaultType, Renderer, RequestContext, protocol};
use http::Response;

#[cfg(feature = "io")]
pub use io::{Asked, FaultIo};

/// No parser's own answer is longer, in bytes.
const MAX_HEAD: usize = 256;

/// The bytes to write in place of a parser's own answer; `None` for anything else.
///
/// `written` must begin where an answer begins: the body of another answer could look the same.
///
/// An answer is a parser's own when it is exactly one head with one of the statuses of
/// [`protocol::for_parser`], a content length of 0, no header besides `connection` and `date`, and the connection ends
/// with it. It is answered in the renderer's default style, because nothing is known of a request.
///
/// ```
/// use faultwire_tower::faultwire::Renderer;
/// use faultwire_tower::parser::replacement;
///
/// let renderer = Renderer::default();
/// let bare = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
/// let written = replacement(&renderer, bare).expect("a bare answer");
/// let text = std::str::from_utf8(&written).expect("text");
/// assert!(text.starts_with("HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\n"));
/// assert!(text.contains("\r\ncontent-type: application/problem+json\r\n"));
///
/// assert_eq!(replacement(&renderer, b"HTTP/1.1 204 No Content\r\n\r\n"), None);
/// ```
pub fn replacement(renderer: &Renderer, written: &[u8]) -> Option<Bytes> {
    replace(renderer, written, false)
}

/// `unasked`: it is known that no request was asked for this answer. Then the connection ends with it in any case.
fn replace(renderer: &Renderer, written: &[u8], unasked: bool) -> Option<Bytes> {
    let bare = Bare::parse(written, unasked)?;
    let answer = renderer.render(&Fault::new(bare.fault_type), &RequestContext::empty());
    Some(bare.with(&answer))
}

/// A parser's own answer.
struct Bare<'a> {
    version: &'a str,
    fault_type: &'static FaultType,
    /// The fields that stay: `connection` and `date`.
    kept: Vec<&'a str>,
}

impl<'a> Bare<'a> {
    fn parse(written: &'a [u8], unasked: bool) -> Option<Self> {
        if written.len() > MAX_HEAD || !written.starts_with(b"HTTP/1.") {
            return None;
        }
        let head = std::str::from_utf8(written).ok()?.strip_suffix("\r\n\r\n")?;
        let mut lines = head.split("\r\n");
        let mut status_line = lines.next()?.splitn(3, ' ');
        let version = status_line.next().filter(|version| matches!(*version, "HTTP/1.0" | "HTTP/1.1"))?;
        let status = status_line.next().filter(|status| status.len() == 3)?;
        let fault_type = protocol::for_parser(status.parse().ok()?)?;

        let mut kept = Vec::new();
        let mut empty = false;
        // HTTP/1.0 closes unless it says otherwise.
        let mut closes = version == "HTTP/1.0";
        for line in lines {
            let (name, value) = line.split_once(':')?;
            let value = value.trim();
            if name.eq_ignore_ascii_case("content-length") {
                empty = value == "0";
                continue;
            }
            if name.eq_ignore_ascii_case("connection") {
                closes = value.eq_ignore_ascii_case("close");
                if unasked && !closes {
                    continue;
                }
            } else if !name.eq_ignore_ascii_case("date") {
                return None;
            }
            kept.push(line);
        }
        if unasked && !closes {
            kept.push("connection: close");
            closes = true;
        }
        (empty && closes).then_some(Self { version, fault_type, kept })
    }

    /// The head with what describes the new body, and the body.
    fn with(&self, answer: &Response<Bytes>) -> Bytes {
        let (status, body) = (answer.status(), answer.body());
        let mut out = Vec::with_capacity(MAX_HEAD + 256 + body.len());
        let mut put = |parts: &[&[u8]]| parts.iter().for_each(|part| out.extend_from_slice(part));
        let reason = status.canonical_reason().unwrap_or_default();
        put(&[self.version.as_bytes(), b" ", status.as_str().as_bytes(), b" ", reason.as_bytes(), b"\r\n"]);
        for line in &self.kept {
            put(&[line.as_bytes(), b"\r\n"]);
        }
        for (name, value) in answer.headers() {
            put(&[name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"]);
        }
        put(&[b"content-length: ", body.len().to_string().as_bytes(), b"\r\n\r\n", body]);
        out.into()
    }
}
