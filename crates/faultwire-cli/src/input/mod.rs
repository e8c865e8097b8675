//! What commands read: a fault or a reply as JSON.

mod definition;
mod fault;
mod part;
mod reader;
mod reply;
mod task;

use faultwire::{Fault, FaultType, Reply};

use crate::failure::Failure;
use reader::{Part, Reader};

/// The fault of a JSON document. `name` is what messages call it.
///
/// # Errors
///
/// Every mistake in it.
pub(crate) fn fault(text: &str, name: &str) -> Result<Fault, Failure> {
    read(text, name, "a fault is a JSON object such as {\"code\":\"internal\"}", fault::read)
}

/// The definitions of a JSON document: one, or a list of them. `name` is what messages call it.
///
/// # Errors
///
/// Every mistake in it.
pub(crate) fn definitions(text: &str, name: &str) -> Result<Vec<FaultType>, Failure> {
    let help = "a definition is a JSON object such as {\"code\":\"volume_busy\",\"status\":409}, or several in a list";
    read(text, name, help, |reader, document| {
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

/// The reply of a JSON document. `name` is what messages call it.
///
/// # Errors
///
/// Every mistake in it.
pub(crate) fn reply(text: &str, name: &str) -> Result<Reply, Failure> {
    let help = "a reply is a JSON object such as {\"resource\":{\"name\":\"volume\",\"value\":{\"id\":7}}}";
    read(text, name, help, reply::read)
}

/// What is read from a text; `help` says what it should be where it is empty.
fn read<T>(
    text: &str,
    name: &str,
    help: &str,
    read: impl for<'t> FnOnce(&mut Reader<'t>, Part<'t>) -> Option<T>,
) -> Result<T, Failure> {
    // Some programs begin every text with a byte order mark.
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Failure::new(format_args!("{name} is empty: {help}")));
    }
    let mut reader = Reader::new(name, text);
    let found = reader.document().and_then(|document| read(&mut reader, document));
    reader.finish(found)
}

#[cfg(test)]
mod tests;
