//! The parameters of one fault.

use faultwire::{Fault, ParameterKind, Value};
use faultwire_catalog::{Entry, Parameter};

use super::fault::stand_in;
use super::part::data;
use super::reader::{Member, Object, Reader};

const NAME: &str = "params";

/// Reads them where nothing says what they are.
pub(super) fn any<'t>(reader: &mut Reader<'t>, object: &Object<'t>, mut fault: Fault) -> Fault {
    for (member, value) in data(reader, object, NAME) {
        fault = reader.accept(member.key, fault.try_with(member.name, value)).unwrap_or_else(stand_in);
    }
    fault
}

/// Reads those that a catalogue declares: no other, each of its type, and none missing that clients rely on.
pub(super) fn declared<'t>(reader: &mut Reader<'t>, object: &Object<'t>, entry: &Entry, mut fault: Fault) -> Fault {
    let Some(part) = object.get(NAME) else {
        missing(reader, object, |_| false, entry);
        return fault;
    };
    let Some(params) = reader.object(part) else { return fault };
    missing(reader, &params, |name| params.get(name).is_some(), entry);
    for member in params.into_members() {
        let Some(parameter) = find(reader, &member, entry) else { continue };
        let Some(value) = reader.data(member.value) else { continue };
        fits(reader, &member, parameter.kind(), &value);
        fault = match parameter.is_private() {
            true => fault.with_private(member.name, value),
            false => fault.with(member.name, value),
        };
    }
    fault
}

/// Notes what is missing. What is for the log alone is missed by nobody here.
fn missing(reader: &mut Reader<'_>, at: &Object<'_>, is_given: impl Fn(&str) -> bool, entry: &Entry) {
    let needed = |parameter: &&Parameter| !parameter.is_optional() && !parameter.is_private();
    let missing = |parameter: &&Parameter| needed(parameter) && !is_given(parameter.name());
    for parameter in entry.parameters().iter().filter(missing) {
        let (name, code, kind) = (parameter.name(), entry.code(), expected(parameter.kind()));
        reader.missing(at, format!("the parameter `{name}` of `{code}` is missing: {kind}"));
    }
}

fn find<'e>(reader: &mut Reader<'_>, member: &Member<'_>, entry: &'e Entry) -> Option<&'e Parameter> {
    let found = entry.parameters().iter().find(|parameter| parameter.name() == member.name);
    if found.is_none() {
        let known: Vec<_> = entry.parameters().iter().map(Parameter::name).collect();
        match known.as_slice() {
            [] => reader.wrong(member.key, format!("`{}` has no parameters", entry.code())),
            known => reader.unknown(member.key, "parameter", &member.name, known),
        }
    }
    found
}

/// Notes a value that is of another type.
fn fits(reader: &mut Reader<'_>, member: &Member<'_>, kind: ParameterKind, value: &Value) {
    let fits = match kind {
        ParameterKind::Text => matches!(value, Value::Text(_)),
        ParameterKind::Integer => matches!(value, Value::Int(_) | Value::Uint(_)),
        ParameterKind::Number => matches!(value, Value::Int(_) | Value::Uint(_) | Value::Float(_)),
        ParameterKind::Boolean => matches!(value, Value::Bool(_)),
        ParameterKind::List => matches!(value, Value::List(_)),
        ParameterKind::Object => matches!(value, Value::Map(_)),
        _ => true,
    };
    match (fits, kind) {
        (true, _) => {}
        (false, ParameterKind::Integer) => drop(reader.number::<i64>(member.value, expected(kind))),
        (false, _) => drop(reader.other::<()>(member.value, expected(kind))),
    }
}

fn expected(kind: ParameterKind) -> &'static str {
    match kind {
        ParameterKind::Text => "a string",
        ParameterKind::Integer => "an integer",
        ParameterKind::Number => "a number",
        ParameterKind::Boolean => "a boolean",
        ParameterKind::List => "an array",
        ParameterKind::Object => "an object",
        _ => "any value",
    }
}
