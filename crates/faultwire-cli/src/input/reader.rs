//! JSON with places: every mistake in a document is found, each where it stands.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use faultwire::{Mistake, Value};
use faultwire_catalog::Catalog;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::pairs::Pairs;
use crate::document::counted;
use crate::failure::Failure;

/// How many mistakes are shown; the rest is counted.
const MAX_SHOWN: usize = 1000;

/// How long the help of a mistake may be: a catalogue can have thousands of codes.
const MAX_HELP: usize = 2000;

/// A part of a document, as it is written.
pub(super) type Part<'t> = &'t RawValue;

/// Reads the parts of a document, and notes what is wrong with them.
pub(super) struct Reader<'t> {
    name: &'t str,
    text: &'t str,
    /// Where the definitions of faults are, if not in the text.
    catalog: Option<&'t Catalog>,
    mistakes: Vec<Mistake>,
    /// How many more there are.
    more: usize,
}

/// The members of an object, in order.
pub(super) struct Object<'t> {
    part: Part<'t>,
    members: Vec<Member<'t>>,
}

/// A member of an object.
pub(super) struct Member<'t> {
    pub(super) name: String,
    pub(super) key: Part<'t>,
    pub(super) value: Part<'t>,
}

impl<'t> Object<'t> {
    /// The value of a member.
    pub(super) fn get(&self, name: &str) -> Option<Part<'t>> {
        self.members.iter().find(|member| member.name == name).map(|member| member.value)
    }

    pub(super) fn members(&self) -> &[Member<'t>] {
        &self.members
    }

    /// The members, in order.
    pub(super) fn into_members(self) -> Vec<Member<'t>> {
        self.members
    }
}

impl<'t> Reader<'t> {
    /// `name` is what messages call the text.
    pub(super) const fn new(name: &'t str, text: &'t str, catalog: Option<&'t Catalog>) -> Self {
        Self { name, text, catalog, mistakes: Vec::new(), more: 0 }
    }

    pub(super) const fn catalog(&self) -> Option<&'t Catalog> {
        self.catalog
    }

    /// What was read, if nothing is wrong with it.
    ///
    /// # Errors
    ///
    /// The mistakes, in the order of their places.
    pub(super) fn finish<T>(mut self, read: Option<T>) -> Result<T, Failure> {
        match read {
            Some(read) if self.mistakes.is_empty() => Ok(read),
            _ => {
                self.mistakes.sort_by_key(|mistake| (mistake.line(), mistake.column()));
                let shown = Failure::mistakes(&self.mistakes);
                let more = || Failure::Input(format!("{shown}\n\nand {}", counted(self.more, "more mistake")));
                Err(if self.more > 0 { more() } else { shown })
            }
        }
    }

    /// The document, if it is JSON.
    pub(super) fn document(&mut self) -> Option<Part<'t>> {
        // Reading all of it checks what a raw value leaves open: how deep it is, how large its numbers are.
        let checked = serde_json::from_str::<serde_json::Value>(self.text);
        let checked = checked.and_then(|_| serde_json::from_str(self.text));
        checked.map_err(|error| self.broken(&error)).ok()
    }

    /// Notes a mistake at a part.
    pub(super) fn wrong(&mut self, part: Part<'_>, message: impl Into<String>) {
        self.note(self.place(part), message, None);
    }

    /// Notes a mistake at a part, with the valid name that is nearest to a mistaken one.
    pub(super) fn unknown(&mut self, part: Part<'_>, what: &str, mistaken: &str, known: &[&str]) {
        self.note(self.place(part), format!("unknown {what} `{mistaken}`"), Some((mistaken, known)));
    }

    /// Notes a mistake at a place, or counts it where there are too many.
    fn note(&mut self, place: Range<usize>, message: impl Into<String>, nearest: Option<(&str, &[&str])>) {
        if self.mistakes.len() == MAX_SHOWN {
            self.more += 1;
            return;
        }
        let mistake = Mistake::new(self.name, self.text, place, message);
        self.mistakes.push(match nearest {
            Some((mistaken, known)) => with_nearest(mistake, mistaken, known),
            None => mistake,
        });
    }

    /// What a part must be for another reason, with the reason why it is not.
    pub(super) fn accept<T, E: fmt::Display>(&mut self, part: Part<'_>, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.wrong(part, error.to_string())).ok()
    }

    /// Notes that a member is missing from an object.
    pub(super) fn missing(&mut self, object: &Object<'_>, message: impl Into<String>) {
        let start = self.place(object.part).start;
        self.note(start..start + 1, message, None);
    }

    /// A member that an object must have.
    pub(super) fn required(&mut self, object: &Object<'t>, name: &str) -> Option<Part<'t>> {
        let found = object.get(name);
        if found.is_none() {
            self.missing(object, format!("`{name}` is missing"));
        }
        found
    }

    /// An object with no member twice.
    pub(super) fn object(&mut self, part: Part<'t>) -> Option<Object<'t>> {
        let Ok(Pairs(pairs)) = serde_json::from_str(part.get()) else { return self.other(part, "an object") };
        let (mut members, mut names) = (Vec::new(), HashSet::new());
        for (key, value) in pairs {
            let name = self.text(key)?;
            if !names.insert(name.clone()) {
                self.wrong(key, format!("member `{name}` is here twice"));
                continue;
            }
            members.push(Member { name, key, value });
        }
        Some(Object { part, members })
    }

    /// An object with no other members than these.
    pub(super) fn object_of(&mut self, part: Part<'t>, known: &[&str]) -> Option<Object<'t>> {
        let object = self.object(part)?;
        for member in object.members.iter().filter(|member| !known.contains(&member.name.as_str())) {
            self.unknown(member.key, "member", &member.name, known);
        }
        Some(object)
    }

    pub(super) fn list(&mut self, part: Part<'t>) -> Option<Vec<Part<'t>>> {
        serde_json::from_str(part.get()).ok().or_else(|| self.other(part, "an array"))
    }

    pub(super) fn text(&mut self, part: Part<'_>) -> Option<String> {
        serde_json::from_str(part.get()).ok().or_else(|| self.other(part, "a string"))
    }

    /// A number of some type, which is `expected`.
    pub(super) fn number<T: DeserializeOwned>(&mut self, part: Part<'_>, expected: &str) -> Option<T> {
        serde_json::from_str(part.get()).ok().or_else(|| match noun(part) {
            "a number" => {
                self.wrong(part, format!("{} is not {expected}", part.get()));
                None
            }
            _ => self.other(part, expected),
        })
    }

    /// One of a few words.
    pub(super) fn word(&mut self, part: Part<'_>, known: &[&'static str]) -> Option<&'static str> {
        let word = self.text(part)?;
        let found = known.iter().copied().find(|known| *known == word);
        if found.is_none() {
            self.unknown(part, "word", &word, known);
        }
        found
    }

    /// Data of any shape: members in order, numbers exact.
    pub(super) fn data(&mut self, part: Part<'t>) -> Option<Value> {
        // What follows a mistake is looked at as well.
        match noun(part) {
            "an object" => {
                let members = self.object(part)?.members.into_iter();
                let members: Vec<_> = members.map(|m| Some((m.name.into(), self.data(m.value)?))).collect();
                members.into_iter().collect::<Option<_>>().map(Value::Map)
            }
            "an array" => {
                let items: Vec<_> = self.list(part)?.into_iter().map(|item| self.data(item)).collect();
                items.into_iter().collect::<Option<_>>().map(Value::List)
            }
            "a number" => self.exact(part),
            _ => serde_json::from_str(part.get()).ok(),
        }
    }

    /// A number that is written with the same digits again.
    fn exact(&mut self, part: Part<'_>) -> Option<Value> {
        let text = part.get();
        let integer =
            serde_json::from_str(text).map(Value::Int).or_else(|_| serde_json::from_str(text).map(Value::Uint));
        if integer.is_ok() {
            return integer.ok();
        }
        let float: f64 = text.parse().ok()?;
        if !text.contains(['.', 'e', 'E']) && text != "-0" {
            self.wrong(part, "an integer is from -9223372036854775808 to 18446744073709551615; write it as text");
        } else if digits(text) != digits(&format!("{float:e}")) {
            self.wrong(part, format!("a number would be {float:?} here and lose digits; write it as text"));
        } else {
            return Some(Value::Float(float));
        }
        None
    }

    /// Notes that a part is something else than is expected.
    pub(super) fn other<T>(&mut self, part: Part<'_>, expected: &str) -> Option<T> {
        self.wrong(part, format!("expected {expected}, not {}", noun(part)));
        None
    }

    /// Where a part of the text is in it.
    fn place(&self, part: Part<'_>) -> Range<usize> {
        let start = part.get().as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        start..start + part.get().len()
    }

    fn broken(&mut self, error: &serde_json::Error) {
        let text = error.to_string();
        let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
        let before: usize = self.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let at = before + error.column().saturating_sub(1);
        self.note(at..at + 1, format!("no JSON: {message}"), None);
    }
}

/// A mistake with the valid name that is nearest to a mistaken one; where none is near, with all of them, if not too many.
pub(super) fn with_nearest(mistake: Mistake, mistaken: &str, known: &[&str]) -> Mistake {
    let helped = mistake.clone().with_nearest(mistaken, known.iter().copied());
    if helped.help().is_some_and(|help| help.len() > MAX_HELP) { mistake } else { helped }
}

/// What a part is, for messages.
fn noun(part: Part<'_>) -> &'static str {
    match part.get().as_bytes().first() {
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b'"') => "a string",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        _ => "a number",
    }
}

/// The digits of a number without zeros at the ends, and by which power of ten they count; equal for equal numbers.
fn digits(number: &str) -> Option<(String, i64)> {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let mantissa = mantissa.trim_start_matches('-');
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole, fraction].concat();
    let digits = all.trim_end_matches('0');
    let exponent =
        exponent.parse::<i64>().ok()?.checked_add((all.len() - digits.len()) as i64 - fraction.len() as i64)?;
    let digits = digits.trim_start_matches('0').to_owned();
    let exponent = if digits.is_empty() { 0 } else { exponent };
    Some((digits, exponent))
}
