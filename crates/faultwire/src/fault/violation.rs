//! One thing wrong with a request.

use super::name::check_parameter_name;
use super::{Text, Value};

/// Where in the request a [`Violation`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// A place in the body: a JSON Pointer (RFC 6901), `""` for the whole body.
    Pointer(Text),
    /// A query parameter, by name.
    Parameter(Text),
    /// A request header, by name.
    Header(Text),
}

impl Location {
    /// The pointer or the name.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Pointer(text) | Self::Parameter(text) | Self::Header(text) => text,
        }
    }
}

/// One thing wrong with the request: where, against which rule, and a message.
///
/// ```
/// use faultwire::Violation;
///
/// let violation = Violation::at_pointer("/volume/size", "must be at least 1").with_rule("minimum");
/// assert_eq!(violation.location().as_str(), "/volume/size");
/// assert_eq!(violation.rule(), Some("minimum"));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    location: Location,
    rule: Option<Text>,
    message: Text,
    params: Vec<(Text, Value)>,
}

impl Violation {
    /// A violation at a place in the body, a JSON Pointer such as `/volume/size`.
    pub fn at_pointer(pointer: impl Into<Text>, message: impl Into<Text>) -> Self {
        Self::at(Location::Pointer(pointer.into()), message.into())
    }

    /// A violation in a query parameter.
    pub fn in_parameter(name: impl Into<Text>, message: impl Into<Text>) -> Self {
        Self::at(Location::Parameter(name.into()), message.into())
    }

    /// A violation in a request header.
    pub fn in_header(name: impl Into<Text>, message: impl Into<Text>) -> Self {
        Self::at(Location::Header(name.into()), message.into())
    }

    fn at(location: Location, message: Text) -> Self {
        Self { location, rule: None, message, params: Vec::new() }
    }

    /// Names the rule that was violated, such as `minimum`.
    #[must_use]
    pub fn with_rule(mut self, rule: impl Into<Text>) -> Self {
        self.rule = Some(rule.into());
        self
    }

    /// Adds a parameter: the data behind the message. A name that no template could hold is left out.
    #[must_use]
    pub fn with(mut self, name: impl Into<Text>, value: impl Into<Value>) -> Self {
        let name = name.into();
        if check_parameter_name(&name).is_ok() {
            self.params.push((name, value.into()));
        }
        self
    }

    /// The same in other words.
    #[cfg(feature = "i18n")]
    pub(crate) fn reworded(self, message: String) -> Self {
        Self { message: message.into(), ..self }
    }

    /// Where it is.
    pub const fn location(&self) -> &Location {
        &self.location
    }

    /// The rule, if one is named.
    pub fn rule(&self) -> Option<&str> {
        self.rule.as_deref()
    }

    /// What is wrong, for a person.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The parameters, in order.
    pub fn params(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.params.iter().map(|(name, value)| (name.as_ref(), value))
    }
}
