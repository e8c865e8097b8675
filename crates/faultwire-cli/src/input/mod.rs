//! What commands read: a fault or a reply as JSON.

mod definition;
mod fault;
mod known;
mod pairs;
mod params;
mod part;
mod reader;
mod reply;
mod task;

use faultwire::{Fault, FaultType, Reply};
use faultwire_catalog::Catalog;

use crate::failure::Failure;
use reader::{Part, Reader};

/// The fault of a JSON document. `name` is what messages call it. With a catalogue its definition is there.
///
/// # Errors
///
/// Every mistake in it.
pub(crate) fn fault(text: &str, name: &str, catalog: Option<&Catalog>) -> Result<Fault, Failure> {
    read(text, name, "a fault is a JSON object such as {\"code\":\"internal\"}", catalog, fault::read)
}

/// A fault of a catalogue, or of the protocol, with a sample for each of its parameters.
///
/// # Errors
///
/// When no fault has the code.
pub(crate) fn sample(catalog: &Catalog, code: &str) -> Result<Fault, Failure> {
    known::sample(catalog, code)
}

/// The definitions of a JSON document: one, or a list of them. `name` is what messages call it.
///
/// # Errors
///
/// Every mistake in it.
pub(crate) fn definitions(text: &str, name: &str) -> Result<Vec<FaultType>, Failure> {
    let help = "a definition is a JSON object such as {\"code\":\"volume_busy\",\"status\":409}, or several in a list";
    read(text, name, help, None, |reader, document| {
        let parts = if document.get().starts_with('[') { reader.list(document)? } else { vec![document] };
        let mut found = Vec::new();
        for part in &parts {
            if let Some(object) = reader.object_of(part, &definition::MEMBERS) {
                found.extend(definition::read(reader, &object));
            }
        }
        Some(found)
    })
}

/// The reply of a JSON document. `name` is what messages call it. With a catalogue the definitions of its faults are there.
///
/// # Errors
///
/// Every mistake in it.
pub(crate) fn reply(text: &str, name: &str, catalog: Option<&Catalog>) -> Result<Reply, Failure> {
    let help = "a reply is a JSON object such as {\"resource\":{\"name\":\"volume\",\"value\":{\"id\":7}}}";
    read(text, name, help, catalog, reply::read)
}

/// What is read from a text; `help` says what it should be where it is empty.
fn read<'t, T>(
    text: &'t str,
    name: &'t str,
    help: &str,
    catalog: Option<&'t Catalog>,
    read: impl FnOnce(&mut Reader<'t>, Part<'t>) -> Option<T>,
) -> Result<T, Failure> {
    // Some programs begin every text with a byte order mark.
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Failure::new(format_args!("{name} is empty: {help}")));
    }
    let mut reader = Reader::new(name, text, catalog);
    let found = reader.document().and_then(|document| read(&mut reader, document));
    reader.finish(found)
}

#[cfg(test)]
mod tests;
