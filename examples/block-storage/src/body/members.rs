//! The members of a JSON object, with the place of each in the body.

use std::collections::BTreeMap;

use faultwire::{Fault, Violation};
use serde_json::{Map, Value};

use crate::BlockStorageFault;
use crate::excerpt::{MAX_INTEGER, excerpt, located};

/// The longest text that is kept, in characters.
const MAX_TEXT: u8 = 255;

/// The most unknown attributes that one fault names.
const MAX_NAMED: usize = 8;

/// The members of a JSON object in a request body.
///
/// A member of the wrong type breaks the form of the body, which is a hard fault; a member that is well-formed and wrong
/// is a soft one.
pub(super) struct Members<'a> {
    pointer: String,
    members: &'a Map<String, Value>,
}

impl<'a> Members<'a> {
    /// The members of the whole body.
    pub(super) fn of(body: &'a Value) -> Result<Self, Fault> {
        Self::at(String::new(), body)
    }

    fn at(pointer: String, value: &'a Value) -> Result<Self, Fault> {
        match value {
            Value::Object(members) => Ok(Self { pointer, members }),
            other => Err(wrong_type(pointer, "object", other)),
        }
    }

    /// Refuses members that are not known.
    pub(super) fn allow(&self, known: &[&str]) -> Result<(), Fault> {
        let unknown: Vec<_> = self.names().filter(|name| !known.contains(name)).take(MAX_NAMED).collect();
        let Some(first) = unknown.first() else { return Ok(()) };
        Err(unknown.iter().fold(unknown_attribute(first), |fault, name| {
            let violation = Violation::at_pointer(self.place(name), unknown_attribute(name).message());
            fault.with_violation(violation.with_rule("unknown"))
        }))
    }

    /// The names of the members.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.members.keys().map(String::as_str)
    }

    /// The object under a name that must be there.
    pub(super) fn object(&self, name: &str) -> Result<Self, Fault> {
        let value = self.members.get(name).ok_or_else(|| self.missing(name))?;
        Self::at(self.place(name), value)
    }

    /// The object under a name, if it is there and not null.
    pub(super) fn optional_object(&self, name: &str) -> Result<Option<Self>, Fault> {
        self.given(name).map(|value| Self::at(self.place(name), value)).transpose()
    }

    /// The text under a name, if it is there and not null.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, Fault> {
        let Some(value) = self.given(name) else { return Ok(None) };
        let Value::String(text) = value else { return Err(wrong_type(self.place(name), "text", value)) };
        if text.chars().nth(MAX_TEXT.into()).is_some() {
            let fault = BlockStorageFault::AttributeTooLong { attribute: excerpt(name), max: MAX_TEXT.into() };
            return Err(self.at_member(fault, name, "max_length"));
        }
        Ok(Some(text.clone()))
    }

    /// The text under a name that must be there.
    pub(super) fn required_text(&self, name: &str) -> Result<String, Fault> {
        self.text(name)?.ok_or_else(|| self.missing(name))
    }

    /// The text under a name that was given, where null is a text's absence.
    pub(super) fn change(&self, name: &str) -> Result<Option<Option<String>>, Fault> {
        self.members.contains_key(name).then(|| self.text(name)).transpose()
    }

    /// The truth value under a name; false where there is none.
    pub(super) fn flag(&self, name: &str) -> Result<bool, Fault> {
        match self.given(name) {
            None => Ok(false),
            Some(Value::Bool(value)) => Ok(*value),
            Some(other) => Err(wrong_type(self.place(name), "boolean", other)),
        }
    }

    /// The labels under a name: an object whose members are text.
    pub(super) fn labels(&self, name: &str) -> Result<Option<BTreeMap<String, String>>, Fault> {
        let Some(labels) = self.optional_object(name)? else { return Ok(None) };
        labels.names().map(|key| Ok((key.to_owned(), labels.required_text(key)?))).collect::<Result<_, _>>().map(Some)
    }

    /// The size under a name; `resource` is what has it.
    pub(super) fn size(&self, name: &str, resource: &'static str) -> Result<u64, Fault> {
        let value = self.members.get(name).unwrap_or(&Value::Null);
        value.as_u64().filter(|size| (1..=MAX_INTEGER).contains(size)).ok_or_else(|| {
            let fault = BlockStorageFault::SizeInvalid { resource: resource.to_owned(), size: quoted(value) };
            self.at_member(fault, name, "minimum")
        })
    }

    fn given(&self, name: &str) -> Option<&'a Value> {
        self.members.get(name).filter(|value| !value.is_null())
    }

    fn missing(&self, name: &str) -> Fault {
        self.at_member(BlockStorageFault::AttributeMissing { attribute: excerpt(name) }, name, "required")
    }

    fn at_member(&self, fault: BlockStorageFault, name: &str, rule: &'static str) -> Fault {
        located(fault, |message| Violation::at_pointer(self.place(name), message).with_rule(rule))
    }

    /// The JSON Pointer of a member.
    fn place(&self, name: &str) -> String {
        format!("{}/{}", self.pointer, excerpt(name).replace('~', "~0").replace('/', "~1"))
    }
}

fn unknown_attribute(name: &str) -> Fault {
    BlockStorageFault::AttributeUnknown { attribute: excerpt(name) }.into()
}

/// A value as a parameter of a message: numbers stay numbers, everything else is text of bounded length.
fn quoted(value: &Value) -> faultwire::Value {
    match value {
        Value::String(text) => excerpt(text).into(),
        Value::Array(_) | Value::Object(_) => excerpt(&value.to_string()).into(),
        scalar => scalar.clone().into(),
    }
}

/// The fault of a value that is not of the type `expected`, which is a word as [`type_of`] has them.
fn wrong_type(pointer: String, expected: &'static str, found: &Value) -> Fault {
    let (expected, found) = (expected.to_owned(), type_of(found).to_owned());
    let fault = match &*pointer {
        "" => BlockStorageFault::BodyTypeInvalid { expected, found },
        _ => BlockStorageFault::AttributeTypeInvalid { pointer: pointer.clone(), expected, found },
    };
    located(fault, |message| Violation::at_pointer(pointer, message).with_rule("type"))
}

/// The type of a value, as a word that translations know.
const fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}
