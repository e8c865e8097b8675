//! The definition of a fault: what all its occurrences share.

use faultwire::{Cause, FaultType, Retry, Severity};

use super::known::of_protocol;
use super::part::text;
use super::reader::{Object, Part, Reader};

/// The members of a fault that belong to its definition.
pub(super) const MEMBERS: [&str; 12] = [
    "code",
    "status",
    "title",
    "template",
    "number",
    "cause",
    "severity",
    "help",
    "type",
    "retry",
    "retry_after",
    "words",
];

/// Reads the definition of a fault.
///
/// Without a status the code is a protocol fault's, and what is not given is that definition's.
pub(super) fn read<'t>(reader: &mut Reader<'t>, object: &Object<'t>) -> Option<FaultType> {
    let code = code(reader, object);
    let status = object.get("status").map(|part| {
        let status = reader.number(part, "a status from 400 to 599")?;
        reader.accept(part, FaultType::builder("any", status, "").build())?;
        Some(status)
    });
    let known = code.as_deref().and_then(of_protocol).filter(|_| status.is_none());
    if status.is_none() && known.is_none() && code.is_some() {
        reader.missing(object, "`status` is missing, and `code` is no protocol fault's such as `route_not_found`");
    }
    let title = text(reader, object, "title");
    let template = object.get("template").and_then(|part| {
        let template = reader.text(part)?;
        reader.accept(part, FaultType::builder("any", 500, "").message(&template).build())?;
        Some(template)
    });
    let severity = object.get("severity").and_then(|part| reader.word(part, &["soft", "hard"]));
    let causes: Vec<_> = Cause::ALL.iter().map(|cause| cause.as_str()).collect();
    let cause = object.get("cause").and_then(|part| reader.word(part, &causes));
    let cause = cause.and_then(|word| Cause::ALL.iter().copied().find(|cause| cause.as_str() == word));
    let number = object.get("number").and_then(|part| reader.number(part, "an integer of 64 bits"));
    let retry_after = object.get("retry_after").and_then(|part| reader.number(part, "a number of seconds"));
    let retry = object.get("retry").and_then(|part| retry(reader, object, part));
    let (help, type_uri) = (text(reader, object, "help"), text(reader, object, "type"));
    let words = words(reader, object);

    let code = code?;
    let title = title.or_else(|| known.map(|known| known.title().to_owned())).unwrap_or_else(|| spoken(&code));
    let status = known.map(FaultType::status).or_else(|| status.flatten())?;
    let mut builder = FaultType::builder(code, status, title);
    if let Some(template) = template.or_else(|| known?.template().map(str::to_owned)) {
        builder = builder.message(template);
    }
    match severity.or_else(|| known.map(|known| if known.is_hard() { "hard" } else { "soft" })) {
        Some("hard") => builder = builder.severity(Severity::Hard),
        Some(_) => builder = builder.severity(Severity::Soft),
        None => {}
    }
    if let Some(cause) = cause.or_else(|| known?.why()) {
        builder = builder.cause(cause);
    }
    if let Some(number) = number {
        builder = builder.number(number);
    }
    if let Some(retry) = retry.or_else(|| known?.when_to_retry()) {
        builder = builder.retry(retry);
    }
    if let Some(seconds) = retry_after {
        builder = builder.retry_after(seconds);
    }
    if let Some(uri) = help {
        builder = builder.help(uri);
    }
    if let Some(uri) = type_uri {
        builder = builder.type_uri(uri);
    }
    for (name, text) in words {
        builder = builder.word(name, text);
    }
    builder.build().ok()
}

fn code<'t>(reader: &mut Reader<'t>, object: &Object<'t>) -> Option<String> {
    let part = reader.required(object, "code")?;
    let code = reader.text(part)?;
    reader.accept(part, FaultType::builder(&code, 500, "").build())?;
    Some(code)
}

/// Whether trying again makes sense; seconds to wait say so by themselves.
fn retry(reader: &mut Reader<'_>, object: &Object<'_>, part: Part<'_>) -> Option<Retry> {
    let words: Vec<_> = Retry::ALL.iter().map(|retry| retry.as_str()).collect();
    let word = reader.word(part, &words)?;
    let found = Retry::ALL.iter().copied().find(|retry| retry.as_str() == word)?;
    if found != Retry::After && object.get("retry_after").is_some() {
        reader.wrong(part, format!("`{word}` does not go with `retry_after`"));
    }
    Some(found)
}

fn words<'t>(reader: &mut Reader<'t>, object: &Object<'t>) -> Vec<(String, String)> {
    let Some(words) = object.get("words").and_then(|part| reader.object(part)) else { return Vec::new() };
    let mut found = Vec::new();
    for word in words.into_members() {
        let named = FaultType::builder("any", 500, "").word(&word.name, "").build();
        reader.accept(word.key, named);
        found.extend(reader.text(word.value).map(|text| (word.name, text)));
    }
    found
}

/// A code as a title: `volume_not_found` is "Volume not found".
fn spoken(code: &str) -> String {
    let mut title = code.replace('_', " ");
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    title
}
