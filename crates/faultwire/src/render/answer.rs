//! Answers that a framework or handler made without a fault: which are replaced, and by what.

use http::Method;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::response::Parts;

use super::Renderer;
use super::log::clean;
use crate::fault::{Fault, FaultType};
use crate::protocol::{self, Origin};

/// How much of a framework's own text becomes a message, in bytes.
const MAX_MESSAGE: usize = 1024;

/// A fault on its way from a handler to the layer that renders it, as an extension of the response.
///
/// The layer leaves it there, beside [`Rendered`], for middleware further out and for tests.
#[derive(Debug, Clone)]
pub struct Carried(pub Fault);

/// Marks an answer that is in its envelope already, as an extension of the response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rendered;

/// A text that a framework answers by itself, and the fault it stands for.
#[derive(Debug, Clone, Copy)]
pub struct TextRule {
    /// How the text starts.
    pub prefix: &'static str,
    /// The fault.
    pub fault_type: &'static FaultType,
}

/// What to do with an answer that carries no typed fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer {
    /// Leave it: a success, an answer in its envelope, gRPC, or an error with a body of its own such as JSON or HTML.
    Leave,
    /// Replace it; its body is text or empty, and worth reading up to [`MAX_TEXT`](Self::MAX_TEXT) bytes.
    Text,
    /// Replace it unread: its body is encoded.
    Opaque,
}

impl Answer {
    /// How much of a body is read, in bytes.
    pub const MAX_TEXT: usize = 4096;

    /// Decides by status, content type and encoding.
    ///
    /// ```
    /// use faultwire::Answer;
    ///
    /// let (parts, ()) = http::Response::builder().status(404).body(()).unwrap().into_parts();
    /// assert_eq!(Answer::of(&parts), Answer::Text);
    ///
    /// let own = http::Response::builder().status(404).header("content-type", "text/html");
    /// let (parts, ()) = own.body(()).unwrap().into_parts();
    /// assert_eq!(Answer::of(&parts), Answer::Leave);
    /// ```
    pub fn of(parts: &Parts) -> Self {
        if !is_bare_failure(parts) {
            return Self::Leave;
        }
        match essence(parts) {
            Some(essence) if !essence.eq_ignore_ascii_case("text/plain") => Self::Leave,
            _ if parts.headers.contains_key(CONTENT_ENCODING) => Self::Opaque,
            _ => Self::Text,
        }
    }

    /// Decides where the body is known to be empty: a content type without content says nothing, such as that of a
    /// file whose range cannot be satisfied.
    ///
    /// The answer to `HEAD` is what `GET` would get, without the body, and one of gRPC has its error in trailers: for
    /// these the content type counts.
    ///
    /// ```
    /// use faultwire::Answer;
    /// use http::Method;
    ///
    /// let file = http::Response::builder().status(416).header("content-type", "text/css");
    /// let (parts, ()) = file.body(()).unwrap().into_parts();
    /// assert_eq!(Answer::of(&parts), Answer::Leave);
    /// assert_eq!(Answer::of_empty(&parts, Some(&Method::GET)), Answer::Text);
    /// assert_eq!(Answer::of_empty(&parts, Some(&Method::HEAD)), Answer::Leave);
    /// ```
    pub fn of_empty(parts: &Parts, method: Option<&Method>) -> Self {
        match Self::of(parts) {
            Self::Leave if is_bare_failure(parts) && method != Some(&Method::HEAD) && !is_grpc(parts) => Self::Text,
            answer => answer,
        }
    }
}

/// Whether it failed and is not in its envelope.
fn is_bare_failure(parts: &Parts) -> bool {
    let failed = parts.status.is_client_error() || parts.status.is_server_error();
    failed && parts.extensions.get::<Rendered>().is_none()
}

/// The content type without its parameters.
fn essence(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(CONTENT_TYPE)?;
    Some(value.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim())
}

fn is_grpc(parts: &Parts) -> bool {
    const GRPC: &[u8] = b"application/grpc";
    let start = parts.headers.get(CONTENT_TYPE).and_then(|value| value.as_bytes().get(..GRPC.len()));
    start.is_some_and(|start| start.eq_ignore_ascii_case(GRPC))
}

impl Renderer {
    /// The fault behind an answer that carries none: by a framework's fixed texts first, else by status.
    ///
    /// Text of a 5xx is kept for the log and never sent. Text of a 4xx becomes the message, bounded and without
    /// control characters, unless the configuration switches that off (`expose.framework_text`).
    pub fn classify(&self, status: u16, origin: Origin, text: &[u8], rules: &[TextRule]) -> Fault {
        let text = String::from_utf8_lossy(&text[..text.len().min(Answer::MAX_TEXT)]);
        let text = text.trim();
        let rule = rules.iter().find(|rule| text.starts_with(rule.prefix));
        let fault = match rule {
            Some(rule) => Fault::new(rule.fault_type),
            None => protocol::for_status(status, origin),
        };
        // RFC 9110 section 15.5.22: the answer names the protocol to upgrade to.
        let fault = if fault.status() == 426 { fault.with_header("upgrade", "websocket") } else { fault };
        if text.is_empty() {
            return fault;
        }
        if status >= 500 || fault.status() >= 500 {
            return fault.with_source(text.to_owned());
        }
        if self.shows_framework_text() { fault.with_message(clean(text, MAX_MESSAGE)) } else { fault }
    }
}
