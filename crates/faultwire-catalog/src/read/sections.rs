//! The tables of a text, as its lines show them: what a person sees where the parser cannot.

use std::ops::Range;

/// A table, from the line of its header to that of the next.
#[derive(Debug)]
pub(super) struct Section<'t> {
    pub(super) place: Range<usize>,
    pub(super) of: Of<'t>,
}

/// What a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of<'t> {
    /// That of the file: what is before all headers.
    File,
    /// That of all faults.
    Faults,
    /// That of a fault, or a part of it.
    Fault(&'t str),
    /// A rule that may be broken.
    Allow,
    Other,
}

/// A code where a fault, or a part of it, begins.
#[derive(Debug)]
pub(super) struct Code<'t> {
    pub(super) code: &'t str,
    /// As it is written, with its quotes.
    pub(super) place: Range<usize>,
    /// Where what belongs to it ends.
    pub(super) end: usize,
}

/// What the lines of a text show.
#[derive(Debug, Default)]
pub(super) struct Sections<'t> {
    all: Vec<Section<'t>>,
    pub(super) codes: Vec<Code<'t>>,
}

impl<'t> Sections<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut sections = Self::default();
        sections.all.push(Section { place: 0..text.len(), of: Of::File });
        let (mut start, mut quotes) = (0, None);
        for line in text.split_inclusive('\n') {
            let inside = quotes.is_some();
            quotes = quotes_after(line, quotes);
            if !inside {
                sections.add(line, start, text.len());
            }
            start += line.len();
        }
        sections
    }

    /// Adds what a line begins, which starts at a place.
    fn add(&mut self, line: &'t str, start: usize, end: usize) {
        let bare = line.trim_start();
        let brackets = bare.len() - bare.trim_start_matches('[').len();
        let indent = line.len() - bare.len() + brackets;
        let keys = keys(&line[indent..]);
        let Some((last, (first, _))) = keys.last().zip(keys.first()) else { return };
        let after = line[indent + last.1.end..].trim_start();
        let is_header = after.starts_with(']') || (brackets > 0 && (after.is_empty() || after.starts_with('#')));
        let of = self.all.last().map_or(Of::File, |section| section.of);
        let code = match of {
            _ if *first == "faults" && (is_header || of == Of::File) => keys.get(1),
            Of::Faults if !is_header => keys.first(),
            _ => None,
        };
        if is_header {
            let of = match (*first, keys.get(1)) {
                ("faults", Some((code, _))) => Of::Fault(code),
                ("faults", None) => Of::Faults,
                ("allow", _) => Of::Allow,
                _ => Of::Other,
            };
            if let Some(last) = self.all.last_mut() {
                last.place.end = start;
            }
            if let Some(last) = self.codes.last_mut().filter(|code| code.end == end) {
                last.end = start;
            }
            self.all.push(Section { place: start..end, of });
        }
        if let Some((code, place)) = code {
            let place = start + indent + place.start..start + indent + place.end;
            let end = if is_header { end } else { start + line.len() };
            self.codes.push(Code { code, place, end });
        }
    }

    /// The table that a place is in, and the one before it where the place is in the first line of its table.
    pub(super) fn around(&self, text: &str, place: usize) -> impl Iterator<Item = &Section<'t>> {
        let at = self.index(place);
        let section = &self.all[at];
        let is_first = !text[section.place.start..place.clamp(section.place.start, text.len())].contains('\n');
        let before = at.checked_sub(1).filter(|_| is_first).map(|at| &self.all[at]);
        std::iter::once(section).chain(before)
    }

    /// The text of all tables of a kind.
    pub(super) fn texts(&self, text: &str, of: Of<'_>) -> String {
        self.all.iter().filter(|section| section.of == of).map(|section| &text[section.place.clone()]).collect()
    }

    pub(super) fn at(&self, place: usize) -> &Section<'t> {
        &self.all[self.index(place)]
    }

    fn index(&self, place: usize) -> usize {
        self.all.partition_point(|section| section.place.start <= place).saturating_sub(1)
    }

    /// The code that begins at a place, and where what belongs to it ends.
    pub(super) fn code_from(&self, place: usize) -> Option<(&'t str, usize)> {
        let at = self.codes.binary_search_by_key(&place, |code| code.place.start).ok()?;
        Some((self.codes[at].code, self.codes[at].end))
    }

    /// The code of the fault that a place is about, as far as the lines show it.
    pub(super) fn code_at(&self, place: usize) -> Option<&'t str> {
        let next = self.codes.partition_point(|code| code.place.start <= place);
        let code = next.checked_sub(1).map(|at| &self.codes[at]).filter(|code| place < code.end);
        code.map(|code| code.code)
    }
}

/// The keys that a line begins with, joined by dots, without their quotes; each with its place.
fn keys(line: &str) -> Vec<(&str, Range<usize>)> {
    let mut keys = Vec::new();
    let mut at = 0;
    loop {
        at += line[at..].len() - line[at..].trim_start_matches([' ', '\t']).len();
        let rest = &line[at..];
        let length = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => rest[1..].find(quote).map_or(0, |length| length + 2),
            _ => rest.find(|c: char| c.is_whitespace() || "[]{}.=:#,\"'".contains(c)).unwrap_or(rest.len()),
        };
        if length == 0 {
            return keys;
        }
        keys.push((rest[..length].trim_matches(['"', '\'']), at..at + length));
        at += length;
        at += line[at..].len() - line[at..].trim_start_matches([' ', '\t']).len();
        match line[at..].strip_prefix('.') {
            Some(_) => at += 1,
            None => return keys,
        }
    }
}

/// The quotes of the text of several lines that goes on after a line.
fn quotes_after(line: &str, before: Option<&'static str>) -> Option<&'static str> {
    let mut rest = line;
    let mut quotes = before;
    loop {
        let next = match quotes {
            Some(quotes) => rest.find(quotes).map(|at| (at, None)),
            None if rest.trim_start().starts_with('#') => None,
            None => {
                let first =
                    ["\"\"\"", "\'\'\'"].into_iter().filter_map(|quotes| Some((rest.find(quotes)?, Some(quotes))));
                first.min_by_key(|(at, _)| *at)
            }
        };
        let Some((at, after)) = next else { return quotes };
        quotes = after;
        rest = &rest[at + 3..];
    }
}
