//! What actix-web's own errors mean.

use std::io;

use actix_http::ws::HandshakeError;
use actix_web::Error;
use actix_web::error::{
    ContentTypeError, InternalError, JsonPayloadError, ParseError, PathError, PayloadError, QueryPayloadError,
    ReadlinesError, UrlencodedError,
};
use faultwire::protocol::{self, Origin};
use faultwire::{Fault, FaultType, Renderer, TextRule};
use serde::de::value::Error as ValueError;

/// What the error behind an answer says about it.
pub(crate) enum Known {
    /// It stands for this fault.
    Fault(&'static FaultType),
    /// Its text is not for clients: of a file that is missing, and the like.
    Source,
    /// Nothing: the answer's status and text count.
    No,
}

impl Known {
    pub(crate) fn of(error: Option<&Error>) -> Self {
        let Some(error) = error else { return Self::No };
        if error.as_error::<io::Error>().is_some() {
            return Self::Source;
        }
        fault_type(error).map_or(Self::No, Self::Fault)
    }

    /// The fault behind an answer that carries none.
    pub(crate) fn classify(&self, renderer: &Renderer, status: u16, origin: Origin, text: &[u8]) -> Fault {
        match self {
            Self::Fault(fault_type) => renderer.classify(status, origin, text, &[rule("", fault_type)]),
            Self::Source => {
                let fault = renderer.classify(status, origin, &[], &[]);
                fault.with_source(String::from_utf8_lossy(text).into_owned())
            }
            Self::No => renderer.classify(status, origin, text, rules(status)),
        }
    }
}

fn fault_type(error: &Error) -> Option<&'static FaultType> {
    if let Some(error) = error.as_error::<JsonPayloadError>() {
        return match error {
            JsonPayloadError::OverflowKnownLength { .. } | JsonPayloadError::Overflow { .. } => {
                Some(&protocol::BODY_TOO_LARGE)
            }
            JsonPayloadError::ContentType => Some(&protocol::MEDIA_TYPE_UNSUPPORTED),
            JsonPayloadError::Deserialize(error) if error.is_data() => Some(&protocol::BODY_INVALID),
            JsonPayloadError::Deserialize(_) => Some(&protocol::BODY_MALFORMED),
            JsonPayloadError::Serialize(_) => Some(&protocol::INTERNAL),
            JsonPayloadError::Payload(error) => Some(payload(error)),
            _ => None,
        };
    }
    if let Some(error) = error.as_error::<UrlencodedError>() {
        return match error {
            UrlencodedError::Overflow { .. } => Some(&protocol::BODY_TOO_LARGE),
            UrlencodedError::UnknownLength => Some(&protocol::LENGTH_REQUIRED),
            UrlencodedError::ContentType => Some(&protocol::MEDIA_TYPE_UNSUPPORTED),
            UrlencodedError::Parse(_) => Some(&protocol::BODY_INVALID),
            UrlencodedError::Chunked | UrlencodedError::Encoding => Some(&protocol::BODY_MALFORMED),
            UrlencodedError::Serialize(_) => Some(&protocol::INTERNAL),
            UrlencodedError::Payload(error) => Some(payload(error)),
            _ => None,
        };
    }
    if let Some(error) = error.as_error::<ReadlinesError>() {
        return match error {
            ReadlinesError::EncodingError => Some(&protocol::BODY_MALFORMED),
            ReadlinesError::LimitOverflow => Some(&protocol::BODY_TOO_LARGE),
            ReadlinesError::ContentTypeError(_) => Some(&protocol::MEDIA_TYPE_UNSUPPORTED),
            ReadlinesError::Payload(error) => Some(payload(error)),
            _ => None,
        };
    }
    if let Some(error) = error.as_error::<PayloadError>() {
        return Some(payload(error));
    }
    // What `web::Path` answers with unless it is configured, and then.
    if let Some(error) = error.as_error::<InternalError<ValueError>>() {
        return Some(path(&error.to_string()));
    }
    if let Some(PathError::Deserialize(error)) = error.as_error::<PathError>() {
        return Some(path(&error.to_string()));
    }
    if error.as_error::<QueryPayloadError>().is_some() {
        return Some(&protocol::QUERY_INVALID);
    }
    if error.as_error::<ParseError>().is_some() {
        return Some(&protocol::HEADER_INVALID);
    }
    if error.as_error::<ContentTypeError>().is_some() {
        return Some(&protocol::MEDIA_TYPE_UNSUPPORTED);
    }
    match error.as_error::<HandshakeError>()? {
        HandshakeError::GetMethodRequired => Some(&protocol::METHOD_NOT_ALLOWED),
        _ => Some(&protocol::UPGRADE_REQUIRED),
    }
}

const fn payload(error: &PayloadError) -> &'static FaultType {
    match error {
        PayloadError::Overflow => &protocol::BODY_TOO_LARGE,
        PayloadError::UnknownLength => &protocol::LENGTH_REQUIRED,
        _ => &protocol::BODY_MALFORMED,
    }
}

/// A handler that asks for more than its route has is the service's mistake, for every client.
fn path(text: &str) -> &'static FaultType {
    let mistake = ["wrong number of parameters", "unsupported type"].iter().any(|start| text.starts_with(start));
    if mistake { &protocol::INTERNAL } else { &protocol::PATH_INVALID }
}

const fn rule(prefix: &'static str, fault_type: &'static FaultType) -> TextRule {
    TextRule { prefix, fault_type }
}

/// The texts that are said with a status, where that does not say enough.
const fn rules(status: u16) -> &'static [TextRule] {
    match status {
        400 => REFUSED,
        404 => MISSING,
        _ => &[],
    }
}

/// What is said with a 400 by errors without a type of their own, and by those of crates that services may or may not
/// have: actix-multipart 0.8, actix-files 0.7, actix-cors 0.7.
static REFUSED: &[TextRule] = &[
    rule("Unexpected Content-Type", &protocol::MEDIA_TYPE_UNSUPPORTED),
    rule("Content-Type is expected", &protocol::MEDIA_TYPE_UNSUPPORTED),
    rule("Can not decode body", &protocol::BODY_MALFORMED),
    rule("Could not find Content-Type header", &protocol::MEDIA_TYPE_UNSUPPORTED),
    rule("Could not parse Content-Type header", &protocol::MEDIA_TYPE_UNSUPPORTED),
    rule("Multipart ", &protocol::BODY_MALFORMED),
    rule("Nested multipart is not supported", &protocol::BODY_MALFORMED),
    rule("Content-Disposition ", &protocol::BODY_MALFORMED),
    rule("Error during field parsing", &protocol::BODY_MALFORMED),
    rule("Payload error", &protocol::BODY_MALFORMED),
    rule("An error occurred processing field \"", &protocol::BODY_INVALID),
    rule("Duplicate field found \"", &protocol::BODY_INVALID),
    rule("Required field is missing \"", &protocol::BODY_INVALID),
    rule("Unknown field \"", &protocol::BODY_INVALID),
    rule("segment started with invalid character", &protocol::ROUTE_NOT_FOUND),
    rule("segment contained invalid character", &protocol::ROUTE_NOT_FOUND),
    rule("segment ended with invalid character", &protocol::ROUTE_NOT_FOUND),
    rule("path is not a valid UTF-8 string", &protocol::ROUTE_NOT_FOUND),
    rule("Request header `Origin` ", &protocol::HEADER_INVALID),
    rule("Request header `Access-Control-Request-", &protocol::HEADER_INVALID),
    rule("Origin is not allowed", &protocol::FORBIDDEN),
    rule("Requested method is not allowed", &protocol::FORBIDDEN),
    rule("One or more request headers are not allowed", &protocol::FORBIDDEN),
];

/// What actix-files says of a folder.
static MISSING: &[TextRule] = &[
    rule("unable to render directory without index file", &protocol::ROUTE_NOT_FOUND),
    rule("path is not a directory", &protocol::ROUTE_NOT_FOUND),
];
