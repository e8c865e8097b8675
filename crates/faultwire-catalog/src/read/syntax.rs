//! Files whose syntax is broken: as much of them as can be read is.

use std::collections::HashMap;
use std::ops::Range;

use toml::de::{DeTable, Error};

use super::clash::code_of_two;
use super::reader::Reader;
use crate::check::Rule;

/// How often a file is read again without what kept the parser from going on.
const MAX_TURNS: usize = 8;

/// A text without the lines that the parser does not go beyond, and all mistakes of syntax in their order.
pub(super) fn readable(text: &str) -> (String, Vec<Error>) {
    let mut readable = text.to_owned();
    let mut errors = Vec::new();
    for _ in 0..MAX_TURNS {
        let (_, found) = DeTable::parse_recoverable(&readable);
        let (ends, others): (Vec<_>, Vec<_>) = found.into_iter().partition(ends_recovery);
        let lines: Vec<_> = ends.iter().map(|error| line_at(text, error)).collect();
        // What is wrong elsewhere is found again.
        errors.extend(ends);
        if lines.is_empty() {
            errors.extend(others);
            break;
        }
        for line in lines {
            let blank = " ".repeat(line.len());
            readable.replace_range(line, &blank);
        }
    }
    errors.sort_by_key(|error| error.span().map(|place| place.start));
    (readable, errors)
}

/// Whether the parser recovers nothing after a mistake: a key without a value.
pub(super) fn ends_recovery(error: &Error) -> bool {
    error.message().starts_with("key with no value")
}

/// The line of a mistake, without its end.
fn line_at(text: &str, error: &Error) -> Range<usize> {
    let at = error.span().unwrap_or_default().start.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    start..text[at..].find('\n').map_or(text.len(), |length| at + length)
}

/// What mistakes of syntax did to the faults of a file.
#[derive(Default)]
pub(super) struct Syntax<'t> {
    /// Where it is broken, so that some may be lost.
    pub(super) broken: Vec<usize>,
    /// Where the codes are first that are there again.
    pub(super) first: HashMap<&'t str, Range<usize>>,
}

/// Reports what is wrong with the syntax of a file.
///
/// A fault that is there twice is a key twice in TOML, and so are the keys of its second table.
pub(super) fn report<'t>(reader: &mut Reader<'t>, errors: &[Error]) -> Syntax<'t> {
    let source = reader.source();
    let headers = if errors.iter().any(is_duplicate) { Headers::of(source.text()) } else { Headers::default() };
    let (mut again, mut line) = (0..0, None);
    let mut syntax = Syntax::default();
    for error in errors {
        let place = error.span().unwrap_or_default();
        let is_echo = line == Some(source.line(place.start));
        line = Some(source.line(place.start));
        if is_echo || (is_duplicate(error) && again.contains(&place.start)) {
            continue;
        }
        let Some((code, end)) = headers.second(place.start).filter(|_| is_duplicate(error)) else {
            if !is_duplicate(error) {
                syntax.broken.push(place.start);
            }
            reader.wrong(Rule::TomlInvalid, place, error.message());
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
