//! Files whose syntax is broken: as much of them as can be read is.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use faultwire::Source;
use toml::de::{DeTable, Error};

use super::clash::code_of_two;
use super::reader::{Noted, Reader};
use super::sections::{Of, Sections};
use crate::check::Rule;

/// How often a file is read again without what kept the parser from going on.
const MAX_TURNS: usize = 8;

/// A text without the lines that the parser does not go beyond, and all mistakes of syntax in their order.
pub(super) fn readable(text: &str) -> (String, Vec<Error>) {
    let mut readable = text.to_owned();
    let (mut errors, mut others) = (Vec::new(), Vec::new());
    for _ in 0..MAX_TURNS {
        let (_, found) = DeTable::parse_recoverable(&readable);
        let ends: Vec<_>;
        // What is wrong elsewhere is found again.
        (ends, others) = found.into_iter().partition(ends_recovery);
        if ends.is_empty() {
            break;
        }
        for line in ends.iter().map(|error| line_at(text, error)) {
            let blank = " ".repeat(line.len());
            readable.replace_range(line, &blank);
        }
        errors.extend(ends);
    }
    errors.append(&mut others);
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

/// What mistakes of syntax did to a file: what seems to be missing may be there, and what is there may stand elsewhere.
pub(super) struct Syntax<'t> {
    text: &'t str,
    sections: OnceCell<Sections<'t>>,
    /// The lines that are broken.
    lines: HashSet<usize>,
    /// The faults that are broken.
    codes: HashSet<&'t str>,
    /// Where the tables start that are.
    tables: HashSet<usize>,
    /// Whether the table of the file itself is.
    pub(super) file: bool,
    /// Where the codes are first that are there again.
    pub(super) first: HashMap<&'t str, Range<usize>>,
}

impl<'t> Syntax<'t> {
    /// Reports what is wrong with the syntax of a file.
    ///
    /// A fault that is there twice is a key twice in TOML, and so are the keys of its second table.
    pub(super) fn report(reader: &mut Reader<'t>, errors: &[Error]) -> Self {
        let source = reader.source();
        let mut syntax = Self {
            text: source.text(),
            sections: OnceCell::new(),
            lines: HashSet::new(),
            codes: HashSet::new(),
            tables: HashSet::new(),
            file: false,
            first: HashMap::new(),
        };
        if errors.is_empty() {
            return syntax;
        }
        let mut first = HashMap::new();
        for code in syntax.sections().codes.iter().rev() {
            first.insert(code.code, code.place.clone());
        }
        let (mut again, mut line) = (0..0, None);
        for error in errors {
            let place = error.span().unwrap_or_default();
            if is_duplicate(error) {
                if again.contains(&place.start) {
                    continue;
                }
                if let Some((code, end)) = syntax.sections().code_from(place.start) {
                    let first = first[code].clone();
                    let message = code_of_two(code, &format!("{}:{}", source.file(), source.line(first.start)));
                    reader.of_fault(code, |reader| reader.wrong(Rule::CodeDuplicate, place.clone(), message));
                    again = place.end..end;
                    syntax.first.insert(code, first);
                    continue;
                }
            }
            // The first mistake of a line brings about the others.
            if line.replace(source.line(place.start)) == Some(source.line(place.start)) {
                continue;
            }
            if !is_duplicate(error) {
                syntax.breaks(source, place.start);
            }
            reader.wrong(Rule::TomlInvalid, place, error.message());
        }
        syntax
    }

    /// The tables of the file, where they are needed: where something is wrong.
    fn sections(&self) -> &Sections<'t> {
        self.sections.get_or_init(|| Sections::of(self.text))
    }

    fn breaks(&mut self, source: &Source, place: usize) {
        self.lines.insert(source.line(place));
        let sections = self.sections.get_or_init(|| Sections::of(self.text));
        self.codes.extend(sections.code_at(place));
        for section in sections.around(self.text, place) {
            self.tables.insert(section.place.start);
            match section.of {
                Of::Fault(code) => drop(self.codes.insert(code)),
                Of::File => self.file = true,
                Of::Faults | Of::Allow | Of::Other => {}
            }
        }
    }

    /// Whether any syntax is broken, but for what is there twice.
    pub(super) fn is_broken(&self) -> bool {
        !self.lines.is_empty()
    }

    pub(super) fn breaks_fault(&self, code: &str) -> bool {
        self.codes.contains(code)
    }

    /// Leaves out what is only found because of broken syntax.
    pub(super) fn without_echoes(&self, found: &mut Vec<Noted>, source: &Source) {
        if !self.is_broken() {
            return;
        }
        found.retain(|noted| {
            let (rule, code, place) = (noted.rule, noted.finding.code(), noted.place);
            let section = self.sections().at(place);
            // What the parser takes as a part of another table than that which it stands in.
            let is_elsewhere = match section.of {
                Of::Fault(shown) => code != Some(shown),
                Of::Allow if self.tables.contains(&section.place.start) => rule == Rule::KeyUnknown || code.is_some(),
                Of::Allow | Of::Other => code.is_some(),
                Of::File | Of::Faults => false,
            };
            let is_hidden = rule == Rule::KeyMissing
                && match code {
                    Some(code) => self.breaks_fault(code),
                    None => section.of == Of::Allow || self.file,
                };
            let echoes = is_elsewhere || is_hidden || self.lines.contains(&source.line(place));
            rule == Rule::TomlInvalid || rule == Rule::CodeDuplicate || !echoes
        });
    }

    /// The text of the rules that may be broken, where one of them could not be read.
    pub(super) fn unread_allowances(&self, found: &[Noted]) -> String {
        let is_broken = found.iter().any(|noted| self.sections().at(noted.place).of == Of::Allow);
        if is_broken { self.sections().texts(self.text, Of::Allow) } else { String::new() }
    }
}

fn is_duplicate(error: &Error) -> bool {
    error.message() == "duplicate key"
}
