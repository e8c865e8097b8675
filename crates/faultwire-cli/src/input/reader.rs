//! JSON with places: every mistake in a document is found, each where it stands.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use faultwire::{Mistake, Value};
use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A part of a document, as it is written.
pub(super) type Part<'t> = &'t RawValue;

/// Reads the parts of a document, and notes what is wrong with them.
pub(super) struct Reader<'t> {
    name: &'t str,
    text: &'t str,
    mistakes: Vec<Mistake>,
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

    /// The members, in order.
    pub(super) fn into_members(self) -> Vec<Member<'t>> {
        self.members
    }
}

impl<'t> Reader<'t> {
    /// `name` is what messages call the text.
    pub(super) const fn new(name: &'t str, text: &'t str) -> Self {
        Self { name, text, mistakes: Vec::new() }
    }

    /// The mistakes, in the order of their places.
    pub(super) fn into_mistakes(mut self) -> Vec<Mistake> {
        self.mistakes.sort_by_key(|mistake| (mistake.line(), mistake.column()));
        self.mistakes
    }

    /// The document, if it is JSON.
    pub(super) fn document(&mut self) -> Option<Part<'t>> {
        // Reading all of it checks what a raw value leaves open: how deep it is, how large its numbers are.
        let checked = serde_json::from_str::<Value>(self.text).and_then(|_| serde_json::from_str(self.text));
        checked.map_err(|error| self.broken(&error)).ok()
    }

    /// Notes a mistake at a part.
    pub(super) fn wrong(&mut self, part: Part<'_>, message: impl Into<String>) {
        let mistake = Mistake::new(self.name, self.text, self.place(part), message);
        self.mistakes.push(mistake);
    }

    /// What a part must be for another reason, with the reason why it is not.
    pub(super) fn accept<T, E: fmt::Display>(&mut self, part: Part<'_>, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.wrong(part, error.to_string())).ok()
    }

    /// Notes that a member is missing from an object.
    pub(super) fn missing(&mut self, object: &Object<'_>, message: &str) {
        let start = self.place(object.part).start;
        self.mistakes.push(Mistake::new(self.name, self.text, start..start + 1, message));
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
            let message = format!("unknown member `{}`", member.name);
            let mistake = Mistake::new(self.name, self.text, self.place(member.key), message);
            self.mistakes.push(mistake.with_nearest(&member.name, known.iter().copied()));
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
            let mistake = Mistake::new(self.name, self.text, self.place(part), format!("unknown word `{word}`"));
            self.mistakes.push(mistake.with_nearest(&word, known.iter().copied()));
        }
        found
    }

    /// Data of any shape: members in order, integers exact.
    pub(super) fn data(&mut self, part: Part<'t>) -> Option<Value> {
        match noun(part) {
            "an object" => {
                let object = self.object(part)?;
                let pairs = object.members.into_iter().map(|m| Some((m.name.into(), self.data(m.value)?)));
                pairs.collect::<Option<_>>().map(Value::Map)
            }
            "an array" => {
                self.list(part)?.into_iter().map(|item| self.data(item)).collect::<Option<_>>().map(Value::List)
            }
            _ => {
                let value = serde_json::from_str(part.get()).ok()?;
                if matches!(value, Value::Float(_)) && !part.get().contains(['.', 'e', 'E']) && part.get() != "-0" {
                    self.wrong(
                        part,
                        "an integer is from -9223372036854775808 to 18446744073709551615; write it as text",
                    );
                    return None;
                }
                Some(value)
            }
        }
    }

    fn other<T>(&mut self, part: Part<'_>, expected: &str) -> Option<T> {
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
        self.mistakes.push(Mistake::new(self.name, self.text, at..at + 1, format!("no JSON: {message}")));
    }
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

/// The members of an object as they are written.
struct Pairs<'t>(Vec<(Part<'t>, Part<'t>)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Pairs<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}
