//! One occurrence of a fault.

mod read;

use std::error::Error as StdError;
use std::fmt;
use std::mem::{forget, replace};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use http::{HeaderName, HeaderValue};

use super::few::Few;
use super::header::{InvalidHeader, parse_header};
use super::name::{check_extension_name, check_parameter_name};
use super::{FaultType, InvalidName, Parameter, Private, Text, Value, Violation};

/// One occurrence of a [`FaultType`]: what a handler returns and a style writes. One pointer wide.
///
/// It is made from a definition and told what is particular to the case:
///
/// - [`with`](Self::with) gives the parameters of the message template, as data;
/// - [`with_message`](Self::with_message) replaces the message;
/// - [`with_violation`](Self::with_violation) lists what is wrong with the request;
/// - [`with_extension`](Self::with_extension) adds members to envelopes that take some;
/// - [`with_header`](Self::with_header) adds response headers;
/// - [`with_source`](Self::with_source) and [`with_private`](Self::with_private) are for the log alone.
///
/// ```
/// use faultwire::{Fault, FaultType, Violation};
///
/// static SIZE_INVALID: FaultType =
///     FaultType::new("size_invalid", 400, "Invalid size").message("Size {size} cannot be accepted.");
///
/// let fault = Fault::new(&SIZE_INVALID)
///     .with("size", -1)
///     .with_violation(Violation::at_pointer("/volume/size", "must be at least 1"));
/// assert!(fault.is(&SIZE_INVALID));
/// assert_eq!(fault.message(), "Size -1 cannot be accepted.");
/// ```
#[derive(Clone)]
pub struct Fault(Box<Inner>);

#[derive(Clone)]
struct Inner {
    fault_type: TypeRef,
    message: Option<Text>,
    params: Few<(Text, Value)>,
    extensions: Few<(Text, Value)>,
    logged: Logged,
    rest: Option<Box<Rest>>,
}

/// What most faults do not have.
#[derive(Clone, Default)]
struct Rest {
    details: Option<Text>,
    instance: Option<Text>,
    retry_after: Option<u32>,
    violations: Vec<Violation>,
    notes: Vec<Text>,
    headers: Vec<(HeaderName, HeaderValue)>,
    earlier: Vec<Fault>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
    private: Vec<(Text, Private<String>)>,
}

#[derive(Clone)]
pub(crate) enum TypeRef {
    Static(&'static FaultType),
    Shared(Arc<FaultType>),
}

/// Whether a fault is in the log already; whoever renders it first writes it there.
#[derive(Default)]
pub(crate) struct Logged(AtomicBool);

impl Logged {
    /// True for the first caller only.
    pub(crate) fn claim(&self) -> bool {
        !self.0.swap(true, Ordering::Relaxed)
    }
}

impl Clone for Logged {
    fn clone(&self) -> Self {
        Self(AtomicBool::new(self.0.load(Ordering::Relaxed)))
    }
}

static EMPTY: Rest = Rest {
    details: None,
    instance: None,
    retry_after: None,
    violations: Vec::new(),
    notes: Vec::new(),
    headers: Vec::new(),
    earlier: Vec::new(),
    source: None,
    private: Vec::new(),
};

impl Fault {
    /// An occurrence of a definition.
    pub fn new(fault_type: &'static FaultType) -> Self {
        Self::of(TypeRef::Static(fault_type))
    }

    /// An occurrence of a definition made at run time.
    pub fn shared(fault_type: Arc<FaultType>) -> Self {
        Self::of(TypeRef::Shared(fault_type))
    }

    fn of(fault_type: TypeRef) -> Self {
        Self(Box::new(Inner {
            fault_type,
            message: None,
            params: Few::None,
            extensions: Few::None,
            logged: Logged::default(),
            rest: None,
        }))
    }

    /// Gives a parameter of the message, as data; the last value given under a name counts.
    ///
    /// A name that no template can hold is left out and reported to `tracing`; see [`try_with`](Self::try_with).
    #[must_use]
    #[inline]
    pub fn with(self, name: impl Into<Text>, value: impl Into<Value>) -> Self {
        let name = name.into();
        match check_parameter_name(&name) {
            Ok(()) => self.put_param(name, value.into()),
            Err(error) => self.report(&error, "parameter"),
        }
    }

    /// Gives a parameter of the message whose name is not known to be valid.
    ///
    /// # Errors
    ///
    /// When the name is not a letter or `_`, then letters, digits or `_`.
    pub fn try_with(self, name: impl Into<Text>, value: impl Into<Value>) -> Result<Self, InvalidName> {
        let name = name.into();
        check_parameter_name(&name)?;
        Ok(self.put_param(name, value.into()))
    }

    /// Gives a typed parameter, and nothing where it is absent; as [`with`](Self::with) otherwise.
    ///
    /// ```
    /// # use faultwire::{Fault, FaultType};
    /// # static BUSY: FaultType = FaultType::new("busy", 409, "Busy");
    /// let fault = Fault::new(&BUSY).with_parameter("since", Some(3)).with_parameter("until", None::<u64>);
    /// assert_eq!(fault.params().len(), 1);
    /// ```
    #[must_use]
    #[inline]
    pub fn with_parameter(self, name: &'static str, value: impl Parameter) -> Self {
        match value.into_value() {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    #[inline]
    fn put_param(mut self, name: Text, value: Value) -> Self {
        put(&mut self.0.params, name, value);
        self
    }

    /// Replaces the message by a text for this occurrence alone.
    ///
    /// Translators and clients get a template's parameters as data, and nothing of a text: prefer
    /// [`with`](Self::with).
    #[must_use]
    #[inline]
    pub fn with_message(mut self, message: impl Into<Text>) -> Self {
        self.0.message = Some(message.into());
        self
    }

    /// Adds what helps to track the error down. It leaves the process only where the configuration exposes details.
    #[must_use]
    pub fn with_details(mut self, details: impl Into<Text>) -> Self {
        self.rest_mut().details = Some(details.into());
        self
    }

    /// Names this occurrence by a URI reference (RFC 9457 `instance`); the request's path without one.
    #[must_use]
    pub fn with_instance(mut self, uri: impl Into<Text>) -> Self {
        self.rest_mut().instance = Some(uri.into());
        self
    }

    /// Asks the client to wait: seconds, sent as `Retry-After`. Replaces the definition's.
    #[must_use]
    pub fn with_retry_after(mut self, seconds: u32) -> Self {
        self.rest_mut().retry_after = Some(seconds);
        self
    }

    /// Adds one thing that is wrong with the request.
    #[must_use]
    pub fn with_violation(mut self, violation: Violation) -> Self {
        self.rest_mut().violations.push(violation);
        self
    }

    /// Adds everything that is wrong with the request.
    ///
    /// ```
    /// # use faultwire::{Fault, FaultType, Violation};
    /// # static INVALID: FaultType = FaultType::new("invalid", 400, "Invalid");
    /// let violations = ["/name", "/size"].map(|pointer| Violation::at_pointer(pointer, "is missing"));
    /// assert_eq!(Fault::new(&INVALID).with_violations(violations).violations().len(), 2);
    /// ```
    #[must_use]
    pub fn with_violations(self, violations: impl IntoIterator<Item = Violation>) -> Self {
        violations.into_iter().fold(self, Self::with_violation)
    }

    /// Adds information beside the error itself (the `msg` list of the queue-token style).
    #[must_use]
    pub fn with_note(mut self, note: impl Into<Text>) -> Self {
        self.rest_mut().notes.push(note.into());
        self
    }

    /// Adds an earlier fault that led to this one, such as an upstream's; the most recent first.
    #[must_use]
    pub fn with_earlier(mut self, fault: Self) -> Self {
        self.rest_mut().earlier.push(fault);
        self
    }

    /// Adds a member to the envelopes that take extension members, in the order of the calls.
    ///
    /// A member of the envelope with the same name wins. A name that cannot be one is left out and reported to
    /// `tracing`; see [`try_with_extension`](Self::try_with_extension).
    #[must_use]
    #[inline]
    pub fn with_extension(self, name: impl Into<Text>, value: impl Into<Value>) -> Self {
        let name = name.into();
        match check_extension_name(&name) {
            Ok(()) => self.put_extension(name, value.into()),
            Err(error) => self.report(&error, "extension"),
        }
    }

    /// Adds an extension member whose name is not known to be valid.
    ///
    /// # Errors
    ///
    /// When the name is empty, longer than 128 bytes, or holds a control character.
    pub fn try_with_extension(self, name: impl Into<Text>, value: impl Into<Value>) -> Result<Self, InvalidName> {
        let name = name.into();
        check_extension_name(&name)?;
        Ok(self.put_extension(name, value.into()))
    }

    #[inline]
    fn put_extension(mut self, name: Text, value: Value) -> Self {
        put(&mut self.0.extensions, name, value);
        self
    }

    /// Adds a response header, such as `WWW-Authenticate` or `Allow`.
    ///
    /// A name or value that HTTP does not allow is left out and reported to `tracing`; see
    /// [`try_with_header`](Self::try_with_header).
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        match parse_header(name, value) {
            Ok(header) => {
                self.rest_mut().headers.push(header);
                self
            }
            Err(error) => self.report(&error, "header"),
        }
    }

    /// Adds a response header that is not known to be valid.
    ///
    /// # Errors
    ///
    /// When HTTP does not allow the name or the value (line breaks, NUL and other control characters), and for headers
    /// that say how the message is read, such as `Content-Length`.
    pub fn try_with_header(mut self, name: &str, value: &str) -> Result<Self, InvalidHeader> {
        let header = parse_header(name, value)?;
        self.rest_mut().headers.push(header);
        Ok(self)
    }

    /// Keeps the error behind this fault for the log; an answer never shows it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.rest_mut().source = Some(Arc::from(source.into()));
        self
    }

    /// Keeps a value for the log; an answer never shows it.
    #[must_use]
    pub fn with_private(mut self, name: impl Into<Text>, value: impl fmt::Display) -> Self {
        self.rest_mut().private.push((name.into(), Private::new(value.to_string())));
        self
    }

    /// A parameter as a typed value; nothing where it is missing or cannot be one.
    ///
    /// An `Option` is there in any case: `Some(None)` for a parameter that is missing.
    ///
    /// ```
    /// # use faultwire::{Fault, FaultType};
    /// # static BUSY: FaultType = FaultType::new("busy", 409, "Busy");
    /// let fault = Fault::new(&BUSY).with("volume", "vol-7").with("since", 3);
    /// assert_eq!(fault.param_as::<u8>("since"), Some(3));
    /// assert_eq!(fault.param_as::<u8>("volume"), None);
    /// assert_eq!(fault.param_as::<Option<u8>>("until"), Some(None));
    /// ```
    pub fn param_as<P: Parameter>(&self, name: &str) -> Option<P> {
        match self.param(name) {
            Some(value) => P::from_value(value),
            None => P::absent(),
        }
    }

    fn rest(&self) -> &Rest {
        self.0.rest.as_deref().unwrap_or(&EMPTY)
    }

    fn rest_mut(&mut self) -> &mut Rest {
        self.0.rest.get_or_insert_default()
    }

    #[cold]
    fn report(self, error: &(dyn StdError + 'static), what: &str) -> Self {
        tracing::warn!(code = self.code(), error, "{what} left out of a fault");
        self
    }
}

/// The first item goes straight to its place; the rest is not worth a copy in every caller.
#[inline]
fn put(list: &mut Few<(Text, Value)>, name: Text, value: Value) {
    match list {
        // There is nothing to drop, which the compiler does not see.
        Few::None => forget(replace(list, Few::One((name, value)))),
        _ => put_another(list, name, value),
    }
}

#[inline(never)]
fn put_another(list: &mut Few<(Text, Value)>, name: Text, value: Value) {
    match list.as_mut_slice().iter_mut().find(|(known, _)| *known == name) {
        Some(entry) => entry.1 = value,
        None => list.push((name, value)),
    }
}
