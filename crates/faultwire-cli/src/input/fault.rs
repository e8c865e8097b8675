//! One fault: its definition, and what is particular to the occurrence.

use std::sync::Arc;

use faultwire::{Fault, Violation, protocol};
use faultwire_catalog::Entry;

use super::known::{self, Known};
use super::part::{data, list, pair, text, texts};
use super::reader::{Object, Part, Reader};
use super::{definition, params};

/// The members of a fault that belong to the occurrence.
const MEMBERS: [&str; 9] =
    ["message", "params", "details", "instance", "violations", "extensions", "notes", "headers", "earlier"];

const VIOLATION: [&str; 5] = ["pointer", "parameter", "header", "message", "rule"];

/// Reads a fault. Without one there is at least one mistake.
pub(super) fn read<'t>(reader: &mut Reader<'t>, part: Part<'t>) -> Option<Fault> {
    let object = reader.object_of(part, &[definition::MEMBERS.as_slice(), &MEMBERS].concat())?;
    let (fault, declared) = match reader.catalog() {
        Some(catalog) => {
            let known = known::read(reader, &object, catalog);
            (known.map(|known| known.fault()), known.and_then(Known::entry))
        }
        None => (definition::read(reader, &object).map(|definition| Fault::shared(Arc::new(definition))), None),
    };
    let broken = fault.is_none();
    let fault = occurrence(reader, &object, declared, fault.unwrap_or_else(stand_in));
    (!broken).then_some(fault)
}

/// In place of a fault with a mistake, so that what follows is checked as well.
pub(super) fn stand_in() -> Fault {
    Fault::new(&protocol::INTERNAL)
}

/// What is particular to it; with the parameters that are declared, where that is known.
fn occurrence<'t>(reader: &mut Reader<'t>, object: &Object<'t>, declared: Option<&Entry>, mut fault: Fault) -> Fault {
    if let Some(message) = text(reader, object, "message") {
        fault = fault.with_message(message);
    }
    if let Some(details) = text(reader, object, "details") {
        fault = fault.with_details(details);
    }
    if let Some(instance) = text(reader, object, "instance") {
        fault = fault.with_instance(instance);
    }
    fault = match declared {
        Some(entry) => params::declared(reader, object, entry, fault),
        None => params::any(reader, object, fault),
    };
    for (member, value) in data(reader, object, "extensions") {
        fault = reader.accept(member.key, fault.try_with_extension(member.name, value)).unwrap_or_else(stand_in);
    }
    for part in list(reader, object, "violations") {
        if let Some(violation) = violation(reader, part) {
            fault = fault.with_violation(violation);
        }
    }
    for note in texts(reader, object, "notes") {
        fault = fault.with_note(note);
    }
    for part in list(reader, object, "headers") {
        if let Some((name, value)) = pair(reader, part) {
            fault = reader.accept(part, fault.try_with_header(&name, &value)).unwrap_or_else(stand_in);
        }
    }
    for part in list(reader, object, "earlier") {
        if let Some(earlier) = read(reader, part) {
            fault = fault.with_earlier(earlier);
        }
    }
    fault
}

fn violation<'t>(reader: &mut Reader<'t>, part: Part<'t>) -> Option<Violation> {
    let object = reader.object_of(part, &VIOLATION)?;
    let message = reader.required(&object, "message").and_then(|part| reader.text(part));
    let [pointer, parameter, header] = ["pointer", "parameter", "header"].map(|place| text(reader, &object, place));
    let rule = text(reader, &object, "rule");
    let message = message?;
    let violation = match (pointer, parameter, header) {
        (Some(pointer), None, None) => Violation::at_pointer(pointer, message),
        (None, Some(name), None) => Violation::in_parameter(name, message),
        (None, None, Some(name)) => Violation::in_header(name, message),
        _ => {
            reader.missing(&object, "a violation has one place: `pointer`, `parameter` or `header`");
            return None;
        }
    };
    Some(match rule {
        Some(rule) => violation.with_rule(rule),
        None => violation,
    })
}
