//! The faults of the protocol: what goes wrong before or around a handler.
//!
//! They are ordinary definitions, so the same mistake gives the same code, status and bytes on every framework,
//! whatever the framework itself would have said.

use std::any::Any;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

use http::StatusCode;

use crate::fault::{Cause, Fault, FaultType, Severity};
use crate::layer;

macro_rules! protocol_faults {
    ($($(#[doc = $doc:literal])* $name:ident = $code:literal, $status:literal, $title:literal, $message:literal $(, $cause:ident)?;)*) => {
        $(
            $(#[doc = $doc])*
            pub static $name: FaultType = FaultType::new($code, $status, $title)
                .message($message)
                $(.cause(Cause::$cause))?
                .severity(Severity::Hard);
        )*

        /// All protocol faults, in the order of their statuses and of this page.
        pub fn all() -> &'static [&'static FaultType] {
            static ALL: &[&FaultType] = &[$(&$name),*];
            ALL
        }
    };
}

protocol_faults! {
    /// 400: the HTTP message itself is broken.
    REQUEST_MALFORMED = "request_malformed", 400, "Malformed request", "The request is not valid HTTP.", Malformed;
    /// 404: no such route. A style may map it to another status.
    ROUTE_NOT_FOUND = "route_not_found", 404, "Not found", "The resource could not be found.", NotFound;
    /// 405: the route exists and does not take the method. `Allow` names those that it takes.
    METHOD_NOT_ALLOWED = "method_not_allowed", 405, "Method not allowed", "The method is not allowed for this resource.", Method;
    /// 404: a path parameter that cannot be one, invalid UTF-8 included.
    PATH_INVALID = "path_invalid", 404, "Not found", "The path does not name a resource.", NotFound;
    /// 400: the query string is missing, malformed or of the wrong type.
    QUERY_INVALID = "query_invalid", 400, "Invalid query", "The query string is not valid.", InvalidValue;
    /// 400: a required header or cookie is missing or malformed.
    HEADER_INVALID = "header_invalid", 400, "Invalid header", "A header is missing or not valid.", InvalidValue;
    /// 400: the body breaks the syntax of its format: JSON, form, multipart, truncated or undecodable.
    BODY_MALFORMED = "body_malformed", 400, "Malformed body", "The request body is malformed.", Malformed;
    /// 400: the body is well-formed and has a wrong type or member.
    BODY_INVALID = "body_invalid", 400, "Invalid body", "The request body does not have the expected form.", InvalidValue;
    /// 415: the content type is missing or not supported.
    MEDIA_TYPE_UNSUPPORTED = "media_type_unsupported", 415, "Unsupported media type", "The media type of the request body is not supported.", Malformed;
    /// 406: nothing that the client accepts can be sent, where that is strict.
    NOT_ACCEPTABLE = "not_acceptable", 406, "Not acceptable", "None of the accepted media types is available.";
    /// 408: the request did not arrive, or was not handled, in time.
    REQUEST_TIMEOUT = "request_timeout", 408, "Request timeout", "The request took too long.", Timeout;
    /// 411: the body's length must be declared.
    LENGTH_REQUIRED = "length_required", 411, "Length required", "The request must declare the length of its body.", Malformed;
    /// 413: the body is larger than the service takes.
    BODY_TOO_LARGE = "body_too_large", 413, "Body too large", "The request body is too large.";
    /// 414: the request target is longer than the service takes.
    URI_TOO_LONG = "uri_too_long", 414, "URI too long", "The address of the request is too long.";
    /// 416: a range or page that cannot be satisfied.
    RANGE_INVALID = "range_invalid", 416, "Invalid range", "The requested range cannot be satisfied.", InvalidValue;
    /// 426: the request is no websocket handshake.
    UPGRADE_REQUIRED = "upgrade_required", 426, "Upgrade required", "The request must be a protocol upgrade.";
    /// 431: the header fields are more or larger than the service takes.
    HEADERS_TOO_LARGE = "headers_too_large", 431, "Headers too large", "The request's header fields are too large.";
    /// 401: a guard's bare refusal of an unknown caller.
    UNAUTHENTICATED = "unauthenticated", 401, "Unauthenticated", "The request needs valid credentials.", Unauthenticated;
    /// 403: a guard's bare refusal of a known caller.
    FORBIDDEN = "forbidden", 403, "Forbidden", "Access was denied.", Forbidden;
    /// 500: a panic, missing state, anything unexplained.
    INTERNAL = "internal", 500, "Internal error", "The server has either erred or is incapable of performing the requested operation.", Internal;
    /// 502: a service that this one depends on failed.
    UPSTREAM_FAILED = "upstream_failed", 502, "Bad gateway", "A service that this one depends on failed.", Upstream;
    /// 503: the service does not answer for now.
    UNAVAILABLE = "unavailable", 503, "Service unavailable", "The service is not available for now.";
    /// 504: a service that this one depends on did not answer in time.
    UPSTREAM_TIMEOUT = "upstream_timeout", 504, "Gateway timeout", "A service that this one depends on did not answer in time.", Timeout;
}

/// Where an answer that carries no fault came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// No route matched: a framework's own fallback.
    Unrouted,
    /// A route matched, and its handler or extractors answered.
    Routed,
    /// The framework does not tell whether a route matched.
    Unknown,
}

/// The fault that a bare status stands for, where a framework or a handler answered with nothing but it.
///
/// Statuses without a protocol fault get one named after their reason phrase, such as `conflict`; every status
/// outside 400 to 599 is taken for a 500.
///
/// ```
/// use faultwire::protocol::{self, Origin};
///
/// assert!(protocol::for_status(404, Origin::Unrouted).is(&protocol::ROUTE_NOT_FOUND));
/// assert_eq!(protocol::for_status(404, Origin::Routed).code(), "not_found");
/// assert_eq!(protocol::for_status(409, Origin::Routed).code(), "conflict");
/// ```
pub fn for_status(status: u16, origin: Origin) -> Fault {
    let known = match (status, origin) {
        (404, Origin::Unrouted | Origin::Unknown) => Some(&ROUTE_NOT_FOUND),
        (400 | 404, _) => None,
        (status, _) => all().iter().copied().find(|fault_type| fault_type.status() == status),
    };
    known.map_or_else(|| generic(status), Fault::new)
}

fn generic(status: u16) -> Fault {
    let Some(status) = StatusCode::from_u16(status).ok().filter(|s| s.is_client_error() || s.is_server_error()) else {
        return Fault::new(&INTERNAL);
    };
    let (code, title) = match status.canonical_reason() {
        Some(reason) => (code_of(reason), reason.to_owned()),
        None => (format!("http_{}", status.as_u16()), format!("HTTP status {}", status.as_u16())),
    };
    FaultType::builder(code, status.as_u16(), title)
        .build()
        .map_or_else(|_| Fault::new(&INTERNAL), |fault_type| Fault::shared(Arc::new(fault_type)))
}

/// A reason phrase as a code: `I'm a teapot` is `im_a_teapot`.
fn code_of(reason: &str) -> String {
    let kept = reason.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-'));
    kept.map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect()
}

/// The fault of a panic: `internal`. The panic's text is kept for the log.
pub fn for_panic(payload: Box<dyn Any + Send>) -> Fault {
    let text = match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => {
            let text =
                payload.downcast_ref::<&str>().map_or_else(|| "a panic without text".to_owned(), |t| (*t).to_owned());
            // It may be any value, and its destructor may panic in turn.
            layer::quietly(|| drop(payload));
            text
        }
    };
    Fault::new(&INTERNAL).with_source(Panic(text))
}

/// What a panic said.
#[derive(Debug)]
struct Panic(String);

impl fmt::Display for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "panic: {}", self.0)
    }
}

impl Error for Panic {}

/// Whether the source of a fault is a panic.
#[cfg(feature = "metrics")]
pub(crate) fn is_panic(source: &(dyn Error + 'static)) -> bool {
    source.is::<Panic>()
}

/// The fault of an error that reached a service's edge: a fault stays what it is, what tower's middleware reports is
/// known by its text, and everything else is `internal`. The error is kept for the log.
pub fn for_error(error: Box<dyn Error + Send + Sync>) -> Fault {
    let error = match error.downcast::<Fault>() {
        Ok(fault) => return *fault,
        Err(error) => error,
    };
    let mut fault_type = &INTERNAL;
    let mut cause: Option<&(dyn Error + 'static)> = Some(&*error);
    while let Some(current) = cause {
        fault_type = match current.to_string().as_str() {
            "request timed out" => &REQUEST_TIMEOUT,
            "service overloaded" => &UNAVAILABLE,
            "length limit exceeded" => &BODY_TOO_LARGE,
            _ => fault_type,
        };
        cause = current.source();
    }
    Fault::new(fault_type).with_source(error)
}

/// The fault behind an answer that an HTTP/1 parser gives by itself; `None` for statuses that parsers do not give.
pub fn for_parser(status: u16) -> Option<&'static FaultType> {
    match status {
        400 => Some(&REQUEST_MALFORMED),
        408 => Some(&REQUEST_TIMEOUT),
        414 => Some(&URI_TOO_LONG),
        431 => Some(&HEADERS_TOO_LARGE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_status_has_a_fault_of_that_status() {
        for status in 400..600 {
            for origin in [Origin::Routed, Origin::Unrouted, Origin::Unknown] {
                assert_eq!(for_status(status, origin).status(), status);
            }
        }
        for status in [0, 200, 399, 600, 999] {
            assert_eq!(for_status(status, Origin::Routed).status(), 500);
        }
    }

    #[test]
    fn codes_are_unique() {
        let mut codes: Vec<_> = all().iter().map(|fault_type| fault_type.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all().len());
    }
}
