//! What commands read: a fault as JSON.

mod definition;
mod fault;
mod reader;

use faultwire::Fault;

use crate::failure::Failure;
use reader::Reader;

/// The fault of a JSON document. `name` is what messages call it.
///
/// # Errors
///
/// Every mistake in it.
pub(crate) fn fault(text: &str, name: &str) -> Result<Fault, Failure> {
    // Some programs begin every text with a byte order mark.
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Failure::new(format_args!(
            "{name} is empty: a fault is a JSON object such as {{\"code\":\"internal\"}}"
        )));
    }
    let mut reader = Reader::new(name, text);
    let fault = reader.document().and_then(|document| fault::read(&mut reader, document));
    match (fault, reader.into_mistakes()) {
        (Some(fault), mistakes) if mistakes.is_empty() => Ok(fault),
        (_, mistakes) => Err(Failure::mistakes(&mistakes)),
    }
}

#[cfg(test)]
mod tests;
