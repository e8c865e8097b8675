//! What a fault says.
//!
//! What asks something of a caller's type is beside the type: the compiler names it by that.

use std::error::Error as StdError;
use std::fmt;

use http::{HeaderName, HeaderValue};

use super::{Fault, Logged, TypeRef};
use crate::fault::few::Few;
use crate::fault::{FaultType, Part, Private, Text, Value, Violation};

impl Fault {
    /// Whether this is an occurrence of the definition: the codes are equal.
    pub fn is(&self, fault_type: &FaultType) -> bool {
        std::ptr::eq(self.fault_type(), fault_type) || self.code() == fault_type.code()
    }

    /// The definition.
    pub fn fault_type(&self) -> &FaultType {
        match &self.0.fault_type {
            TypeRef::Static(fault_type) => fault_type,
            TypeRef::Shared(fault_type) => fault_type,
        }
    }

    /// Which of these definitions it has; what the derive matches.
    #[doc(hidden)]
    pub fn place_among(&self, types: &[FaultType]) -> Option<usize> {
        let own = self.fault_type();
        let place = types.iter().position(|known| std::ptr::eq(known, own));
        place.or_else(|| types.iter().position(|known| known.code() == own.code()))
    }

    /// The definition's code.
    pub fn code(&self) -> &str {
        self.fault_type().code()
    }

    /// The definition's HTTP status.
    pub fn status(&self) -> u16 {
        self.fault_type().status()
    }

    /// The message: its own, else the definition's template with the parameters filled in.
    pub fn message(&self) -> Text {
        if let Some(message) = &self.0.message {
            return message.clone();
        }
        let mut text = String::new();
        for part in self.fault_type().message_parts() {
            match part {
                Part::Text(fixed) => text.push_str(fixed),
                Part::Name(name) => self.write_param(&mut text, name),
            }
        }
        text.into()
    }

    fn write_param(&self, text: &mut String, name: &str) {
        use fmt::Write as _;
        // Writing to a String does not fail.
        let _ = match self.param(name) {
            Some(value) => write!(text, "{value}"),
            None => write!(text, "{{{name}}}"),
        };
    }

    /// A parameter.
    pub fn param(&self, name: &str) -> Option<&Value> {
        self.params_slice().iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The parameters, in order.
    pub fn params(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.params_slice().iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// The extension members, in order.
    pub fn extensions(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.extensions_slice().iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// The details, if it has some; an answer shows them only where the configuration exposes them.
    pub fn details(&self) -> Option<&str> {
        self.rest().details.as_deref()
    }

    /// The URI reference of this occurrence, if it was given one.
    pub fn instance(&self) -> Option<&str> {
        self.rest().instance.as_deref()
    }

    /// Seconds to wait: its own, else the definition's.
    pub fn retry_after(&self) -> Option<u32> {
        self.rest().retry_after.or_else(|| self.fault_type().retry_hint())
    }

    /// Seconds to wait that this occurrence was given itself; what the derive reads back.
    #[doc(hidden)]
    pub fn own_retry_after(&self) -> Option<u32> {
        self.rest().retry_after
    }

    /// What is wrong with the request, in order.
    pub fn violations(&self) -> &[Violation] {
        &self.rest().violations
    }

    /// Information beside the error, in order.
    pub fn notes(&self) -> impl ExactSizeIterator<Item = &str> {
        self.rest().notes.iter().map(AsRef::as_ref)
    }

    /// Earlier faults that led to this one, the most recent first.
    pub fn earlier(&self) -> &[Self] {
        &self.rest().earlier
    }

    /// The response headers it carries.
    pub fn headers(&self) -> &[(HeaderName, HeaderValue)] {
        &self.rest().headers
    }

    pub(crate) fn params_slice(&self) -> &[(Text, Value)] {
        self.0.params.as_slice()
    }

    pub(crate) fn extensions_slice(&self) -> &[(Text, Value)] {
        self.0.extensions.as_slice()
    }

    pub(crate) fn own_message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    pub(crate) fn private(&self) -> &[(Text, Private<String>)] {
        &self.rest().private
    }

    pub(crate) fn logged(&self) -> &Logged {
        &self.0.logged
    }

    pub(crate) const fn type_ref(&self) -> &TypeRef {
        &self.0.fault_type
    }

    /// Nothing but its definition: no text, parameter or member of its own.
    pub(crate) fn is_bare(&self) -> bool {
        self.0.rest.is_none()
            && self.0.message.is_none()
            && matches!(self.0.params, Few::None)
            && matches!(self.0.extensions, Few::None)
    }

    /// The same in other words: those for its message, title, violations and earlier faults.
    #[cfg(feature = "i18n")]
    pub(crate) fn reworded(
        &self,
        message: String,
        title: Option<String>,
        violations: Vec<Violation>,
        earlier: Vec<Self>,
    ) -> Self {
        let mut fault = self.clone().with_message(message);
        if let Some(title) = title {
            fault.0.fault_type = TypeRef::Shared(std::sync::Arc::new(self.fault_type().titled(title)));
        }
        if !violations.is_empty() || !earlier.is_empty() {
            let rest = fault.rest_mut();
            (rest.violations, rest.earlier) = (violations, earlier);
        }
        fault
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fault")
            .field("code", &self.code())
            .field("status", &self.status())
            .field("message", &self.message())
            .field("violations", &self.violations())
            .field("source", &self.rest().source)
            .finish_non_exhaustive()
    }
}

impl StdError for Fault {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.rest().source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}
