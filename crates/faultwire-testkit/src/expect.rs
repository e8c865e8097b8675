//! Assertions on one answer.

use std::fmt;

use bytes::Bytes;
use faultwire::{Carried, Fault, FaultType, Location, Rendered};
use http::Response;
use http::response::Parts;
use http_body::Body;
use serde_json::Value;

use crate::body;

/// How much of a body is shown when an assertion fails, in bytes.
const MAX_SHOWN: usize = 4096;

/// An answer to make assertions on; [`expect`] makes it.
///
/// Each method asserts one thing, or panics with the whole answer, and gives the answer back for the next.
pub struct Expect {
    parts: Parts,
    /// `None`: it is not all there, or ends in an error.
    body: Option<Bytes>,
}

/// Starts assertions on an answer.
///
/// The body is taken as far as it is there: all of it for what the layer wrote, and for every body of known bytes. A
/// body that streams is read first, such as with `http_body_util::BodyExt::collect`. What a renderer gives, a response
/// of plain bytes, becomes an [`Expect`] by `Expect::from`.
///
/// ```
/// use faultwire_testkit::expect;
/// use http::Response;
///
/// let response = Response::builder().status(201).header("location", "/volumes/7").body(r#"{"id":7}"#.to_owned());
/// expect(response.unwrap()).succeeds().status(201).header("location", "/volumes/7").json_at("/id", 7);
/// ```
#[must_use = "it asserts nothing by itself"]
pub fn expect<B: Body<Data = Bytes>>(response: Response<B>) -> Expect {
    let (parts, body) = response.into_parts();
    Expect { parts, body: body::read(body) }
}

impl From<Response<Bytes>> for Expect {
    fn from(response: Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        Self { parts, body: Some(body) }
    }
}

impl Expect {
    /// It is an occurrence of this definition: the codes are equal.
    #[track_caller]
    pub fn is(self, fault_type: &FaultType) -> Self {
        let found = self.fault().code();
        self.check(found == fault_type.code(), format_args!("fault `{}` instead of `{}`", found, fault_type.code()));
        self
    }

    /// It has this status on the wire.
    #[track_caller]
    pub fn status(self, status: u16) -> Self {
        let found = self.parts.status.as_u16();
        self.check(found == status, format_args!("status {found} instead of {status}"));
        self
    }

    /// It is a success: a status of 2xx that carries no fault.
    #[track_caller]
    pub fn succeeds(self) -> Self {
        let fault = self.carried().map(Fault::code);
        let good = self.parts.status.is_success() && fault.is_none();
        let what = fault.map_or_else(|| "no success".to_owned(), |code| format!("fault `{code}` instead of a success"));
        self.check(good, format_args!("{what}"));
        self
    }

    /// The layer put it into the envelope.
    #[track_caller]
    pub fn in_envelope(self) -> Self {
        let rendered = self.parts.extensions.get::<Rendered>().is_some();
        self.check(rendered, format_args!("no fault layer put this answer into an envelope"));
        self
    }

    /// The fault has this message.
    #[track_caller]
    pub fn message(self, message: &str) -> Self {
        let found = self.fault().message();
        self.check(found == message, format_args!("message {found:?} instead of {message:?}"));
        self
    }

    /// The fault has this parameter.
    #[track_caller]
    pub fn param(self, name: &str, value: impl Into<faultwire::Value>) -> Self {
        let value = value.into();
        let found = self.fault().param(name);
        self.check(found == Some(&value), format_args!("parameter `{name}` is {found:?} instead of {value:?}"));
        self
    }

    /// The fault has a violation at this place: a JSON Pointer, the name of a parameter or of a header.
    #[track_caller]
    pub fn violation_at(self, place: &str) -> Self {
        let places = self.fault().violations().iter().map(|violation| match violation.location() {
            Location::Pointer(at) | Location::Parameter(at) | Location::Header(at) => at.as_ref(),
            _ => "",
        });
        let places: Vec<_> = places.collect();
        self.check(places.contains(&place), format_args!("no violation at {place:?}, only at {places:?}"));
        self
    }

    /// It has this header, with this value among others.
    #[track_caller]
    pub fn header(self, name: &str, value: &str) -> Self {
        let found: Vec<_> = self.parts.headers.get_all(name).iter().collect();
        let good = found.iter().any(|found| found.as_bytes() == value.as_bytes());
        self.check(good, format_args!("header {name} is {found:?} instead of {value:?}"));
        self
    }

    /// It has no header of this name.
    #[track_caller]
    pub fn no_header(self, name: &str) -> Self {
        let found = self.parts.headers.get(name);
        self.check(found.is_none(), format_args!("header {name} is {found:?}, and should not be there"));
        self
    }

    /// The body is exactly this; for an answer without one, `""`.
    #[track_caller]
    pub fn body(self, body: impl AsRef<[u8]>) -> Self {
        let expected = body.as_ref();
        let good = self.bytes() == expected;
        self.check(good, format_args!("the body is not {:?}", String::from_utf8_lossy(expected)));
        self
    }

    /// The body is this value in JSON, whatever the order of its members.
    #[track_caller]
    pub fn json(self, value: impl Into<Value>) -> Self {
        let expected = value.into();
        let good = self.value() == expected;
        self.check(good, format_args!("the body is not {expected}"));
        self
    }

    /// The body is JSON with this value at a JSON Pointer.
    #[track_caller]
    pub fn json_at(self, pointer: &str, value: impl Into<Value>) -> Self {
        let (whole, expected) = (self.value(), value.into());
        let found = whole.pointer(pointer);
        match found {
            Some(found) => self.check(*found == expected, format_args!("{pointer} is {found} instead of {expected}")),
            None => self.check(false, format_args!("there is nothing at {pointer}, {expected} should be")),
        }
        self
    }

    /// The fault of the answer, for further assertions.
    ///
    /// # Panics
    ///
    /// When the answer carries none.
    #[track_caller]
    pub fn fault(&self) -> &Fault {
        match self.carried() {
            Some(fault) => fault,
            None => self.fail(format_args!(
                "no fault comes with this answer: it is a success, it came over a socket, or no fault layer saw it"
            )),
        }
    }

    fn carried(&self) -> Option<&Fault> {
        self.parts.extensions.get().map(|Carried(fault)| fault)
    }

    #[track_caller]
    fn bytes(&self) -> &[u8] {
        match &self.body {
            Some(body) => body,
            None => self.fail(format_args!("the body is not all there; read it before")),
        }
    }

    #[track_caller]
    fn value(&self) -> Value {
        match serde_json::from_slice(self.bytes()) {
            Ok(value) => value,
            Err(error) => self.fail(format_args!("the body is no JSON: {error}")),
        }
    }

    #[track_caller]
    fn check(&self, good: bool, what: fmt::Arguments<'_>) {
        if !good {
            self.fail(what);
        }
    }

    #[track_caller]
    #[expect(clippy::panic, reason = "that is how an assertion fails")]
    fn fail(&self, what: fmt::Arguments<'_>) -> ! {
        panic!("{what}\n\n{self:?}");
    }
}

/// The answer as it is on the wire, but for what is no text.
impl fmt::Debug for Expect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:?} {}", self.parts.version, self.parts.status)?;
        for (name, value) in &self.parts.headers {
            writeln!(f, "{name}: {}", String::from_utf8_lossy(value.as_bytes()))?;
        }
        match &self.body {
            Some(body) => write!(f, "\n{}", String::from_utf8_lossy(&body[..body.len().min(MAX_SHOWN)])),
            None => write!(f, "\n(a body that is not all there)"),
        }
    }
}
