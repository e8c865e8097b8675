//! Codes and numbers that two faults have.

use std::collections::HashMap;
use std::ops::Range;

use toml::de::Error;

use super::reader::Reader;
use crate::check::{Finding, Rule};
use crate::model::{Catalog, Entry};

/// Codes and numbers that two faults of a catalogue and its imports have; each is reported where it comes the second
/// time.
pub(super) fn between(catalog: &Catalog) -> Vec<Finding> {
    let (mut codes, mut numbers) = (HashMap::new(), HashMap::new());
    let mut found = Vec::new();
    let mut clash = |rule, catalog: &Catalog, entry: &Entry, message| {
        found.push(Finding::new(rule, Some(entry.code()), catalog.mistake(&entry.place, message)));
    };
    // What is imported was there first.
    for catalog in catalog.all_catalogs().into_iter().rev() {
        for entry in &catalog.faults {
            if let Some((other, first)) = codes.insert(entry.code(), (catalog, entry)) {
                let message = code_of_two(entry.code(), &at(other, first));
                clash(Rule::CodeDuplicate, catalog, entry, message);
            }
            let Some(number) = entry.fault_type.error_number() else { continue };
            if let Some((other, first)) = numbers.insert(number, (catalog, entry)) {
                let message = format!("{number} is the number of `{}` in {} already", first.code(), at(other, first));
                clash(Rule::NumberDuplicate, catalog, entry, message);
            }
        }
    }
    found
}

fn at(catalog: &Catalog, entry: &Entry) -> String {
    format!("{} ({})", catalog.line_of(&entry.place), catalog.owner)
}

fn code_of_two(code: &str, first: &str) -> String {
    format!("`{code}` is the code of a fault in {first} already")
}

/// What mistakes of syntax did to the faults of a file.
#[derive(Default)]
pub(super) struct Syntax<'t> {
    /// Whether some may be lost.
    pub(super) lost: bool,
    /// Where the codes are first that are there again.
    pub(super) first: HashMap<&'t str, Range<usize>>,
}

/// Reports what is wrong with the syntax of a file.
///
/// A fault that is there twice is a key twice in TOML, and so are the keys of its second table.
pub(super) fn syntax<'t>(reader: &mut Reader<'t>, errors: &[Error]) -> Syntax<'t> {
    let source = reader.source();
    let headers = if errors.iter().any(is_duplicate) { Headers::of(source.text()) } else { Headers::default() };
    let mut again = 0..0;
    let mut syntax = Syntax::default();
    for error in errors {
        let place = error.span().unwrap_or_default();
        if is_duplicate(error) && again.contains(&place.start) {
            continue;
        }
        let Some((code, end)) = headers.second(place.start).filter(|_| is_duplicate(error)) else {
            reader.wrong(Rule::TomlInvalid, place, error.message());
            syntax.lost |= !is_duplicate(error);
            continue;
        };
        let first = headers.first[code].clone();
        let message = code_of_two(code, &format!("{}:{}", source.file(), source.line(first.start)));
        syntax.first.insert(code, first);
        again = place.end..end;
        reader.of_fault(code, |reader| reader.wrong(Rule::CodeDuplicate, place, message));
    }
    syntax
}

fn is_duplicate(error: &Error) -> bool {
    error.message() == "duplicate key"
}

/// The headers of the tables of faults in a text, `[faults.CODE]`.
#[derive(Default)]
struct Headers<'t> {
    /// Where each code is in its first.
    first: HashMap<&'t str, Range<usize>>,
    /// Where each header is, its code, and where its table ends.
    all: Vec<(Range<usize>, &'t str, usize)>,
}

impl<'t> Headers<'t> {
    fn of(text: &'t str) -> Self {
        let mut headers = Self::default();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let place = start..start + line.len();
            start = place.end;
            if !line.trim_start().starts_with('[') {
                continue;
            }
            if let Some((_, _, end)) = headers.all.last_mut().filter(|(.., end)| *end == text.len()) {
                *end = place.start;
            }
            if let Some(code) = code_in(line) {
                let at = place.start + line.find(code).unwrap_or_default();
                headers.first.entry(code).or_insert(at..at + code.len());
                headers.all.push((place, code, text.len()));
            }
        }
        headers
    }

    /// The code of the header at a place that is not the first with it, and where its table ends.
    fn second(&self, at: usize) -> Option<(&'t str, usize)> {
        let found = self.all.partition_point(|(place, ..)| place.end <= at);
        let (place, code, end) = self.all.get(found)?;
        (place.contains(&at) && self.first[code].start < place.start).then_some((code, *end))
    }
}

/// The code in the header of a fault's table.
fn code_in(line: &str) -> Option<&str> {
    let (key, _) = line.trim_start().strip_prefix('[')?.split_once(']')?;
    let code = key.trim().strip_prefix("faults")?.trim_start().strip_prefix('.')?.trim();
    let bare = code.trim_matches(['"', '\'']);
    (!bare.contains(['.', '"', '\''])).then_some(bare)
}
