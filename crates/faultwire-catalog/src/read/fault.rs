//! One fault of a catalogue.

use std::ops::Range;
use std::sync::Arc;

use faultwire::{Call, Cause, FaultType, InvalidFaultType, ParameterKind, Retry, Severity};

use super::reader::{Reader, Table, Value};
use crate::model::{Deprecated, Entry, Parameter};

const KEYS: [&str; 18] = [
    "status",
    "title",
    "message",
    "parameters",
    "number",
    "cause",
    "severity",
    "retry_after",
    "help",
    "type",
    "words",
    "description",
    "causes",
    "remedies",
    "since",
    "deprecated",
    "calls",
    "retry",
];

/// All kinds of parameters.
pub(crate) const KINDS: [ParameterKind; 7] = [
    ParameterKind::Text,
    ParameterKind::Integer,
    ParameterKind::Number,
    ParameterKind::Boolean,
    ParameterKind::List,
    ParameterKind::Object,
    ParameterKind::Any,
];

/// Whether a text is a code.
pub(crate) fn check_code(code: &str) -> Result<(), InvalidFaultType> {
    FaultType::builder(code, 500, "any").build().map(drop)
}

/// Reads one fault. `base` is the address that its help is below, where it names none.
pub(super) fn read(
    reader: &mut Reader<'_>,
    code: &str,
    place: Range<usize>,
    value: &Value<'_>,
    base: Option<&str>,
) -> Option<Entry> {
    let table = reader.table(value)?;
    reader.known_keys(&table, &KEYS);
    let texts =
        |reader: &mut Reader<'_>, key: &str| table.get(key).map(|value| reader.texts(value)).unwrap_or_default();
    let (causes, remedies) = (texts(reader, "causes"), texts(reader, "remedies"));
    let description = text(reader, &table, "description");
    let since = table.get("since").and_then(|value| reader.line(value));
    let deprecated = table.get("deprecated").and_then(|value| deprecated(reader, value));
    let calls = table.get("calls").map(|value| calls(reader, value)).unwrap_or_default();
    let parameters = table.get("parameters").map(|value| parameters(reader, value)).unwrap_or_default();
    let fault_type = definition(reader, code, &place, &table, base)?;
    Some(Entry {
        fault_type: Arc::new(fault_type),
        parameters,
        description,
        causes,
        remedies,
        since,
        deprecated,
        calls,
        place,
    })
}

fn text(reader: &mut Reader<'_>, table: &Table<'_, '_>, key: &str) -> Option<String> {
    table.get(key).and_then(|value| reader.text(value))
}

/// The definition itself.
fn definition(
    reader: &mut Reader<'_>,
    code: &str,
    place: &Range<usize>,
    table: &Table<'_, '_>,
    base: Option<&str>,
) -> Option<FaultType> {
    let known = check_code(code).map_err(|error| reader.wrong(place.clone(), error.to_string()));
    let code = known.ok().map(|()| code);
    let status = reader.required(table, "status").and_then(|value| status(reader, value));
    let title = reader.required(table, "title").and_then(|value| reader.text(value));
    let message = table.get("message").and_then(|value| {
        let text = reader.text(value)?;
        accept(reader, value, FaultType::builder("any", 500, "any").message(&text).build()).map(|_| text)
    });
    let number = table.get("number").and_then(|value| reader.integer(value, "a whole number"));
    let causes: Vec<_> = Cause::ALL.iter().map(|cause| (cause.as_str(), *cause)).collect();
    let cause = table.get("cause").and_then(|value| reader.word(value, "cause", &causes));
    let severities = [("soft", Severity::Soft), ("hard", Severity::Hard)];
    let severity = table.get("severity").and_then(|value| reader.word(value, "severity", &severities));
    let retry_after = table.get("retry_after").and_then(|value| reader.integer(value, "a number of seconds"));
    let retries: Vec<_> = Retry::ALL.iter().map(|retry| (retry.as_str(), *retry)).collect();
    let retry = table.get("retry").and_then(|value| {
        let retry = reader.word(value, "retry", &retries)?;
        if retry != Retry::After && table.get("retry_after").is_some() {
            reader.wrong(value.span(), format!("`{}` does not go with `retry_after`", retry.as_str()));
        }
        Some(retry)
    });
    let (help, type_uri) = (text(reader, table, "help"), text(reader, table, "type"));
    let words = table.get("words").map(|value| words(reader, value)).unwrap_or_default();

    let mut builder = FaultType::builder(code?, status?, title?);
    if let Some(message) = message {
        builder = builder.message(message);
    }
    if let Some(number) = number {
        builder = builder.number(number);
    }
    if let Some(cause) = cause {
        builder = builder.cause(cause);
    }
    if let Some(severity) = severity {
        builder = builder.severity(severity);
    }
    if let Some(retry) = retry {
        builder = builder.retry(retry);
    }
    if let Some(seconds) = retry_after {
        builder = builder.retry_after(seconds);
    }
    let below_base = || base.map(|base| format!("{base}#{}", code.unwrap_or_default()));
    if let Some(help) = help.or_else(below_base) {
        builder = builder.help(help);
    }
    if let Some(uri) = type_uri {
        builder = builder.type_uri(uri);
    }
    for (name, word) in words {
        builder = builder.word(name, word);
    }
    match builder.build() {
        Ok(fault_type) => Some(fault_type),
        Err(error) => {
            reader.wrong(place.clone(), error.to_string());
            None
        }
    }
}

fn status(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<u16> {
    let status = reader.integer::<u16>(value, "a status from 400 to 599")?;
    accept(reader, value, FaultType::builder("any", status, "any").build()).map(|_| status)
}

fn accept<T, E: std::fmt::Display>(reader: &mut Reader<'_>, value: &Value<'_>, read: Result<T, E>) -> Option<T> {
    read.map_err(|error| reader.wrong(value.span(), error.to_string())).ok()
}

/// Words for styles: a table for each style.
fn words(reader: &mut Reader<'_>, value: &Value<'_>) -> Vec<(String, String)> {
    let Some(styles) = reader.table(value) else { return Vec::new() };
    let mut words = Vec::new();
    for (style, _, value) in styles.entries() {
        let Some(table) = reader.table(value) else { continue };
        for (word, place, value) in table.entries() {
            // The last dot of a definition's word is before its name.
            if word.contains('.') {
                reader.wrong(place, format!("{word:?} is no name of a word: it has no dots"));
                continue;
            }
            // A status is a number, and a word in the definition all the same.
            let text = match word {
                "status" => status(reader, value).map(|status| status.to_string()),
                _ => reader.text(value),
            };
            words.extend(text.map(|text| (format!("{style}.{word}"), text)));
        }
    }
    words
}

fn parameters(reader: &mut Reader<'_>, value: &Value<'_>) -> Vec<Parameter> {
    let Some(table) = reader.table(value) else { return Vec::new() };
    let mut parameters = Vec::new();
    for (name, place, value) in table.entries() {
        let placeholder = FaultType::builder("any", 500, "any").message(format!("{{{name}}}")).build();
        if placeholder.is_err() {
            reader.wrong(
                place.clone(),
                format!("`{name}` is no name of a parameter: a letter or `_`, then letters, digits or `_`"),
            );
            continue;
        }
        parameters.extend(parameter(reader, name, place, value));
    }
    parameters
}

/// A parameter: its kind alone, or a table with more.
fn parameter(reader: &mut Reader<'_>, name: &str, place: Range<usize>, value: &Value<'_>) -> Option<Parameter> {
    let kinds = KINDS.map(|kind| (kind.as_str(), kind));
    let kind = |reader: &mut Reader<'_>, value: &Value<'_>| reader.word(value, "type of a parameter", &kinds);
    let (kind, optional, private) = if value.get_ref().is_str() {
        (kind(reader, value)?, false, false)
    } else {
        let table = reader.table(value)?;
        reader.known_keys(&table, &["type", "optional", "private"]);
        let flag = |reader: &mut Reader<'_>, key: &str| {
            table.get(key).and_then(|value| reader.boolean(value)).unwrap_or(false)
        };
        let (optional, private) = (flag(reader, "optional"), flag(reader, "private"));
        let value = reader.required(&table, "type")?;
        (kind(reader, value)?, optional, private)
    };
    Some(Parameter { name: name.to_owned(), kind, optional, private, place })
}

fn deprecated(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<Deprecated> {
    let table = reader.table(value)?;
    reader.known_keys(&table, &["since", "use"]);
    let replacement = table.get("use").and_then(|value| {
        let code = reader.text(value)?;
        accept(reader, value, check_code(&code)).map(|()| code)
    });
    let since = reader.required(&table, "since")?;
    Some(Deprecated { since: reader.line(since)?, replacement, place: value.span() })
}

fn calls(reader: &mut Reader<'_>, value: &Value<'_>) -> Vec<Call> {
    let words: Vec<_> = Call::ALL.iter().map(|call| (call.as_str(), *call)).collect();
    let items = reader.list(value).unwrap_or_default();
    items.iter().filter_map(|item| reader.word(item, "kind of call", &words)).collect()
}
