//! TOML with places: every mistake in a file is found, each where it stands.

use std::collections::HashMap;
use std::ops::Range;

use faultwire::{Mistake, Source};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::check::{Finding, Rule};

/// A value with its place.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// Reads the values of a file, and notes what is wrong with them.
pub(super) struct Reader<'s> {
    source: &'s Source,
    /// The code of the fault that is being read, as it is written.
    fault: Option<String>,
    pub(super) found: Vec<Noted>,
}

/// A finding, with what sorts it out.
pub(super) struct Noted {
    pub(super) rule: Rule,
    pub(super) place: usize,
    pub(super) finding: Finding,
}

/// The entries of a table, in the order of the file.
pub(super) struct Table<'v, 't> {
    /// Where the table is.
    pub(super) place: Range<usize>,
    entries: Vec<(&'v Spanned<DeString<'t>>, &'v Value<'t>)>,
    by_name: HashMap<&'v str, usize>,
    /// The keys that are probably meant by others, or whose values are broken.
    unread: Vec<&'v str>,
}

impl<'v, 't> Table<'v, 't> {
    fn new(place: Range<usize>, table: &'v DeTable<'t>) -> Self {
        let (mut entries, broken): (Vec<_>, Vec<_>) = table.iter().partition(|(_, value)| !stands_for_none(value));
        let unread = broken.into_iter().map(|(key, _)| key.get_ref().as_ref()).collect();
        // The parser's map is sorted by name.
        entries.sort_by_key(|(key, _)| key.span().start);
        let by_name = entries.iter().enumerate().map(|(at, (key, _))| (key.get_ref().as_ref(), at)).collect();
        Self { place, entries, by_name, unread }
    }

    pub(super) fn get(&self, name: &str) -> Option<&'v Value<'t>> {
        self.by_name.get(name).map(|at| self.entries[*at].1)
    }

    /// Whether a key may be there, and cannot be read.
    pub(super) fn may_have(&self, key: &str) -> bool {
        self.unread.contains(&key)
    }

    /// Keys with their places, and values.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'v str, Range<usize>, &'v Value<'t>)> {
        self.entries.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span(), *value))
    }
}

impl<'s> Reader<'s> {
    pub(super) const fn new(source: &'s Source) -> Self {
        Self { source, fault: None, found: Vec::new() }
    }

    pub(super) const fn source(&self) -> &'s Source {
        self.source
    }

    /// Reads what belongs to a fault.
    pub(super) fn of_fault<T>(&mut self, code: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.fault = Some(code.to_owned());
        let read = read(self);
        self.fault = None;
        read
    }

    pub(super) fn root<'v, 't>(&self, table: &'v Spanned<DeTable<'t>>) -> Table<'v, 't> {
        Table::new(0..1, table.get_ref())
    }

    pub(super) fn wrong(&mut self, rule: Rule, place: Range<usize>, message: impl Into<String>) {
        let start = place.start;
        self.push(rule, start, self.source.mistake(place, message));
    }

    /// A mistake with the valid name that is nearest to a mistaken one.
    fn unknown(&mut self, rule: Rule, place: Range<usize>, what: &str, mistaken: &str, known: &[&str]) {
        let (start, mistake) = (place.start, self.source.mistake(place, format!("unknown {what} `{mistaken}`")));
        self.push(rule, start, mistake.with_nearest(mistaken, known.iter().copied()));
    }

    fn push(&mut self, rule: Rule, place: usize, mistake: Mistake) {
        self.found.push(Noted { rule, place, finding: Finding::new(rule, self.fault.as_deref(), mistake) });
    }

    /// Reports the keys that are not known; those that are probably meant are not missing.
    pub(super) fn known_keys(&mut self, table: &mut Table<'_, '_>, known: &[&'static str]) {
        for (key, place, _) in table.entries().filter(|(key, ..)| !known.contains(key)).collect::<Vec<_>>() {
            self.unknown(Rule::KeyUnknown, place, "key", key, known);
            let meant = self.found.last().and_then(|noted| noted.finding.mistake().meant());
            table.unread.extend(known.iter().copied().find(|known| meant == Some(known)));
        }
    }

    pub(super) fn required<'v, 't>(&mut self, table: &Table<'v, 't>, key: &str) -> Option<&'v Value<'t>> {
        let found = table.get(key);
        if found.is_none() && !table.may_have(key) {
            self.wrong(Rule::KeyMissing, table.place.clone(), format!("`{key}` is missing here"));
        }
        found
    }

    pub(super) fn table<'v, 't>(&mut self, value: &'v Value<'t>) -> Option<Table<'v, 't>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Table::new(value.span(), table)),
            other => self.other(value, "a table", other),
        }
    }

    pub(super) fn list<'v, 't>(&mut self, value: &'v Value<'t>) -> Option<&'v [Value<'t>]> {
        match value.get_ref() {
            DeValue::Array(items) => Some(items),
            other => self.other(value, "an array", other),
        }
    }

    pub(super) fn text(&mut self, value: &Value<'_>) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) => Some(self.with_lines(value, text)),
            other => self.other(value, "a string", other),
        }
    }

    /// A text of several lines is the same however the lines end in the file.
    fn with_lines(&self, value: &Value<'_>, text: &str) -> String {
        let written = self.source.text().get(value.span()).unwrap_or_default();
        match written.starts_with("\"\"\"") || written.starts_with("\'\'\'") {
            true => text.replace("\r\n", "\n"),
            false => text.to_owned(),
        }
    }

    /// Text that says something.
    pub(super) fn said(&mut self, value: &Value<'_>) -> Option<String> {
        let text = self.text(value)?;
        let said = !text.trim().is_empty();
        if !said {
            self.wrong(Rule::ValueInvalid, value.span(), "expected text, and there is none");
        }
        said.then_some(text)
    }

    /// Text that stands in the midst of other text, such as a name.
    pub(super) fn line(&mut self, value: &Value<'_>) -> Option<String> {
        let text = self.said(value)?;
        let control = text.chars().find(|c| c.is_control());
        if let Some(control) = control {
            let message = format!("expected one line without control characters, and there is {control:?}");
            self.wrong(Rule::ValueInvalid, value.span(), message);
        }
        control.is_none().then_some(text)
    }

    pub(super) fn texts(&mut self, value: &Value<'_>) -> Vec<String> {
        let items = self.list(value).unwrap_or_default();
        items.iter().filter_map(|item| self.text(item)).collect()
    }

    pub(super) fn boolean(&mut self, value: &Value<'_>) -> Option<bool> {
        match value.get_ref() {
            DeValue::Boolean(value) => Some(*value),
            other => self.other(value, "true or false", other),
        }
    }

    /// A whole number of some type, which is `expected`.
    pub(super) fn integer<T: TryFrom<i64>>(&mut self, value: &Value<'_>, expected: &str) -> Option<T> {
        match value.get_ref() {
            DeValue::Integer(integer) => {
                let read = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
                let read = read.and_then(|integer| T::try_from(integer).ok());
                if read.is_none() {
                    let written = self.source.text().get(value.span()).unwrap_or(integer.as_str());
                    self.wrong(Rule::ValueInvalid, value.span(), format!("{written} is not {expected}"));
                }
                read
            }
            other => self.other(value, expected, other),
        }
    }

    /// What one of a few words stands for.
    pub(super) fn word<T: Copy>(&mut self, value: &Value<'_>, what: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(value)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            self.unknown(Rule::ValueInvalid, value.span(), what, &text, &known);
        }
        found
    }

    fn other<T>(&mut self, value: &Value<'_>, expected: &str, found: &DeValue<'_>) -> Option<T> {
        let noun = match found {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a float",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        self.wrong(Rule::ValueInvalid, value.span(), format!("expected {expected}, not {noun}"));
        None
    }
}

/// Whether a value is one that the parser puts in place of what it cannot read.
fn stands_for_none(value: &Value<'_>) -> bool {
    value.span().is_empty() && !value.get_ref().is_table()
}
