//! The headers that a fault brings along.

use std::error::Error as StdError;
use std::fmt;

use http::{HeaderName, HeaderValue};

use super::name::frames_the_message;

/// A header from text.
///
/// # Errors
///
/// When HTTP does not allow the name or the value, and when the header says how the message is read.
pub(crate) fn parse_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), InvalidHeader> {
    let invalid = || InvalidHeader { name: name.chars().take(64).collect() };
    let parsed = HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid())?;
    if frames_the_message(&parsed) {
        return Err(invalid());
    }
    // Bytes above 0x7F are allowed by HTTP as opaque text.
    let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| invalid())?;
    Ok((parsed, value))
}

/// A header whose name or value HTTP does not allow, or that is not a fault's to set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidHeader {
    name: String,
}

impl fmt::Display for InvalidHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid name or value of header {:?}", self.name)
    }
}

impl StdError for InvalidHeader {}
