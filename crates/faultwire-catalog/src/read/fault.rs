//! One fault of a catalogue.

use std::fmt::Display;
use std::ops::Range;
use std::sync::Arc;

use faultwire::{Call, Cause, FaultType, InvalidFaultType, ParameterKind, Retry, Severity};

use super::reader::{Reader, Table, Value};
use crate::check::Rule;
use crate::model::{Deprecated, Entry, Parameter, Unread};

pub(super) const KEYS: [&str; 18] = [
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

/// Reads one fault, as far as it can be read. `base` is the address that its help is below, where it names none.
pub(super) fn read(
    reader: &mut Reader<'_>,
    code: &str,
    place: Range<usize>,
    value: &Value<'_>,
    base: Option<&str>,
) -> Option<Entry> {
    let mut table = reader.table(value)?;
    reader.known_keys(&mut table, &KEYS);
    let mut keys = Keys { reader, table: &table, unread: Vec::new() };
    let parameters = keys.get("parameters", |reader, value| Some(parameters(reader, value)));
    let causes = keys.get("causes", |reader, value| Some(reader.texts(value)));
    let remedies = keys.get("remedies", |reader, value| Some(reader.texts(value)));
    let description = keys.get("description", Reader::text);
    let since = keys.get("since", Reader::line);
    let deprecated = keys.get("deprecated", deprecated);
    let calls = keys.get("calls", |reader, value| Some(calls(reader, value)));
    let (written, fault_type) = definition(&mut keys, code, &place, base);
    let unread = Some(keys.unread).filter(|unread| !unread.is_empty());
    Some(Entry {
        fault_type: Arc::new(fault_type?),
        parameters: parameters.unwrap_or_default(),
        description,
        causes: causes.unwrap_or_default(),
        remedies: remedies.unwrap_or_default(),
        since,
        deprecated,
        calls: calls.unwrap_or_default(),
        place,
        unread: unread.map(|keys| Box::new(Unread { code: written, keys })),
    })
}

/// The keys of a fault, and which of them have mistakes.
struct Keys<'k, 's, 'v, 't> {
    reader: &'k mut Reader<'s>,
    table: &'k Table<'v, 't>,
    unread: Vec<&'static str>,
}

impl<'s, 't> Keys<'_, 's, '_, 't> {
    fn get<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Reader<'s>, &Value<'t>) -> Option<T>) -> Option<T> {
        match self.table.get(key) {
            Some(value) => self.noting(key, |reader| read(reader, value)),
            None => {
                self.unread.extend(self.table.may_have(key).then_some(key));
                None
            }
        }
    }

    /// What a fault cannot be without; something that means nothing, where it is not there.
    fn required<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Reader<'s>, &Value<'t>) -> Option<T>,
        nothing: T,
    ) -> T {
        let table = self.table;
        let found = self.noting(key, |reader| reader.required(table, key).and_then(|value| read(reader, value)));
        self.unread.extend(table.may_have(key).then_some(key));
        found.unwrap_or(nothing)
    }

    fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        self.get(key, |reader, value| reader.word(value, key, words))
    }

    fn noting<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Reader<'s>) -> T) -> T {
        let before = self.reader.found.len();
        let read = read(self.reader);
        if self.reader.found.len() > before {
            self.unread.push(key);
        }
        read
    }
}

/// The definition itself, after its code as it is written, where that is none.
fn definition(
    keys: &mut Keys<'_, '_, '_, '_>,
    code: &str,
    place: &Range<usize>,
    base: Option<&str>,
) -> (Option<String>, Option<FaultType>) {
    let known = keys.noting("code", |reader| accept(reader, Rule::CodeInvalid, place.clone(), check_code(code)));
    let status = keys.required("status", status, 500);
    let title = keys.required("title", Reader::said, String::new());
    let message = keys.get("message", |reader, value| {
        let text = reader.said(value)?;
        let template = FaultType::builder("any", 500, "any").message(&text).build();
        accept(reader, Rule::MessageInvalid, value.span(), template).map(|_| text)
    });
    let number = keys.get("number", |reader, value| reader.integer(value, "a whole number of 64 bits"));
    let cause = keys.word("cause", &named(Cause::ALL, Cause::as_str));
    let severity = keys.word("severity", &[("soft", Severity::Soft), ("hard", Severity::Hard)]);
    let retry_after = keys.get("retry_after", |reader, value| reader.integer(value, "a number of seconds"));
    let waits = keys.table.get("retry_after").is_some();
    let retry = keys.get("retry", |reader, value| {
        let retry = reader.word(value, "retry", &named(Retry::ALL, Retry::as_str))?;
        if retry != Retry::After && waits {
            let message = format!("`{}` does not go with `retry_after`", retry.as_str());
            reader.wrong(Rule::ValueInvalid, value.span(), message);
        }
        Some(retry)
    });
    let (help, type_uri) = (keys.get("help", Reader::text), keys.get("type", Reader::text));
    let words = keys.get("words", |reader, value| Some(words(reader, value))).unwrap_or_default();

    // No other fault has what stands in place of a code.
    let (written, known) = match known {
        Some(()) => (None, code.to_owned()),
        None => (Some(code.to_owned()), format!("unreadable_{}", place.start)),
    };
    let below_base = || base.map(|base| format!("{base}#{code}"));
    let mut builder = FaultType::builder(known, status, title);
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
    if let Some(help) = help.or_else(below_base) {
        builder = builder.help(help);
    }
    if let Some(uri) = type_uri {
        builder = builder.type_uri(uri);
    }
    for (name, word) in words {
        builder = builder.word(name, word);
    }
    let built = builder.build();
    (written, accept(keys.reader, Rule::ValueInvalid, place.clone(), built))
}

/// What each name stands for.
fn named<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> Vec<(&'static str, T)> {
    all.iter().map(|one| (name(*one), *one)).collect()
}

fn status(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<u16> {
    let status = reader.integer::<u16>(value, "a status from 400 to 599")?;
    let known = FaultType::builder("any", status, "any").build();
    accept(reader, Rule::StatusInvalid, value.span(), known).map(|_| status)
}

fn accept<T, E: Display>(reader: &mut Reader<'_>, rule: Rule, place: Range<usize>, read: Result<T, E>) -> Option<T> {
    read.map_err(|error| reader.wrong(rule, place, error.to_string())).ok()
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
                reader.wrong(Rule::WordUnknown, place, format!("{word:?} is no name of a word: it has no dots"));
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
            let message = format!("`{name}` is no name of a parameter: a letter or `_`, then letters, digits or `_`");
            reader.wrong(Rule::ParameterInvalid, place, message);
            continue;
        }
        parameters.extend(parameter(reader, name, place, value));
    }
    parameters
}

/// A parameter: its kind alone, or a table with more.
fn parameter(reader: &mut Reader<'_>, name: &str, place: Range<usize>, value: &Value<'_>) -> Option<Parameter> {
    let kinds = named(&KINDS, ParameterKind::as_str);
    let kind = |reader: &mut Reader<'_>, value: &Value<'_>| reader.word(value, "type of a parameter", &kinds);
    let (kind, optional, private) = if value.get_ref().is_str() {
        (kind(reader, value)?, false, false)
    } else {
        let mut table = reader.table(value)?;
        reader.known_keys(&mut table, &["type", "optional", "private"]);
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
    let mut table = reader.table(value)?;
    reader.known_keys(&mut table, &["since", "use"]);
    let replacement = table.get("use").and_then(|value| {
        let code = reader.text(value)?;
        accept(reader, Rule::CodeInvalid, value.span(), check_code(&code)).map(|()| code)
    });
    let since = reader.required(&table, "since")?;
    Some(Deprecated { since: reader.line(since)?, replacement, place: value.span() })
}

fn calls(reader: &mut Reader<'_>, value: &Value<'_>) -> Vec<Call> {
    let words = named(Call::ALL, Call::as_str);
    let items = reader.list(value).unwrap_or_default();
    items.iter().filter_map(|item| reader.word(item, "kind of call", &words)).collect()
}
