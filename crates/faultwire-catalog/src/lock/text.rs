//! A lock file as text: made so that two branches that change different faults merge, and that a fault which is not as it
//! was written is recognised.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use faultwire::{Mistake, Source};
use sha2::{Digest as _, Sha256};

use super::Accepted;
use crate::error::CatalogError;
use crate::model::{Catalog, Entry};
use crate::read::bare;
use crate::write::{line, on_one_line, write_fault_lines};

/// What the file begins with.
const TITLE: &str =
    "# The state of a fault catalogue that its users know, written by `faultwire catalog lock`. Not to be edited.";
/// What the file ends with.
const END: &str = "# The end.";
/// The form of the file.
const FORM: u32 = 1;

pub(super) fn write(catalog: &Catalog, accepted: &[Accepted]) -> String {
    let mut text = String::new();
    line(&mut text, format_args!("{TITLE}"));
    line(&mut text, format_args!("lock = {FORM}"));
    catalog.write_head(&mut text);
    line(&mut text, format_args!("accepted = ["));
    accepted.iter().for_each(|accepted| write_accepted(&mut text, accepted));
    line(&mut text, format_args!("]"));
    line(&mut text, format_args!("\n[faults]"));
    for entry in &catalog.faults {
        let lines = lines(entry);
        line(&mut text, format_args!("{}.digest = \"{}\"", entry.code(), digest(&lines)));
        text.push_str(&lines);
        text.push('\n');
    }
    line(&mut text, format_args!("{END}"));
    text
}

/// On one line, so that taking the lines of two branches is taking what both have accepted.
fn write_accepted(text: &mut String, accepted: &Accepted) {
    let kind = accepted.kind.name();
    let all = [
        ("fault", Some(accepted.code())),
        ("change", Some(kind)),
        ("of", accepted.subject()),
        ("was", accepted.before()),
        ("became", accepted.after()),
        ("reason", Some(accepted.reason())),
        ("version", accepted.version()),
    ];
    let pair = |(key, value): (&str, Option<&str>)| value.map(|value| format!("{key} = {}", on_one_line(value)));
    let pairs: Vec<_> = all.into_iter().filter_map(pair).collect();
    line(text, format_args!("    {{ {} }},", pairs.join(", ")));
}

/// Whether a text begins as a lock file, or is cut off in the beginning of one.
pub(super) fn is_lock(text: &str) -> bool {
    let text = bare(text);
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let second = lines.next();
    first == TITLE
        || second.is_some_and(|line| line.starts_with("lock = "))
        || (second.is_none() && !first.trim().is_empty() && TITLE.starts_with(first))
}

/// Reads the catalogue that is in a lock file, with what was accepted.
pub(super) fn read(text: &str, file: &str) -> Result<Catalog, CatalogError> {
    let text = bare(text);
    let source = Source::new(file, text);
    check_head(text, &source)?;
    check_merged(text, &source, file)?;
    let end = text.trim_end();
    if !end.ends_with(END) {
        let last = end.rfind('\n').map_or(0, |at| at + 1);
        let message = format!("the file is cut off: its last line is `{END}`; {}", whole(file));
        return Err(wrong(source.mistake(last..end.len(), message)));
    }
    let (bare_text, digests) = without_digests(text);
    let catalog = Catalog::from_lock(&bare_text, file)?;
    let known: HashSet<_> = catalog.faults.iter().map(Entry::code).collect();
    if let Some(code) = digests.keys().filter(|code| !known.contains(code.as_str())).min() {
        let place = text.find(&format!("\n{code}.digest")).map_or(0, |end| end + 1);
        let message = format!("the lines of `{code}` are not here: put them back, or {}", whole(file));
        return Err(wrong(source.mistake(place..place + code.len(), message)));
    }
    let is_as_written = |entry: &&Entry| digests.get(entry.code()).is_some_and(|known| *known == digest(&lines(entry)));
    let mistaken = catalog.faults.iter().filter(|entry| !is_as_written(entry));
    let mistakes: Vec<_> = mistaken
        .map(|entry| {
            let message = format!(
                "`{}` is not as it was written: edited, or merged from two sides; put its lines back as one side has them, or {}",
                entry.code(),
                whole(file)
            );
            catalog.mistake(&entry.place, message)
        })
        .collect();
    if mistakes.is_empty() { Ok(catalog) } else { Err(CatalogError::new(mistakes)) }
}

/// That the file is one, in a form that is known.
fn check_head(text: &str, source: &Source) -> Result<(), CatalogError> {
    let mut lines = text.lines();
    let (title, form) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let number = form.strip_prefix("lock = ").and_then(|number| number.trim_end().parse::<u32>().ok());
    let Some(number) = number.filter(|number| title == TITLE && *number > 0) else {
        let message = format!(
            "this is no lock file of a catalogue, or its beginning was edited or cut off; {}",
            whole(source.file())
        );
        return Err(wrong(source.mistake(0..1, message)));
    };
    if number > FORM {
        let message =
            format!("this lock file is of form {number}, and this program knows form {FORM}: a newer one wrote it");
        let start = text.find('\n').map_or(0, |at| at + 1);
        return Err(wrong(source.mistake(start..start + form.len(), message)));
    }
    Ok(())
}

/// That there are no marks of a merge in it; no line of a lock file begins with what is in it.
fn check_merged(text: &str, source: &Source, file: &str) -> Result<(), CatalogError> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<<") || line.starts_with("=======") || line.starts_with(">>>>>>>") {
            let message = format!(
                "this is a mark of a merge: remove the lines of the marks and keep the lines of both sides, of a fault that both changed those of one; or {}",
                whole(file)
            );
            return Err(wrong(source.mistake(start..start + line.trim_end().len(), message)));
        }
        start += line.len();
    }
    Ok(())
}

/// The way out that is always there.
fn whole(file: &str) -> String {
    format!(
        "take the file of the branch that is merged into, `git checkout BRANCH -- {file}`, and write it again with `faultwire catalog lock`"
    )
}

fn wrong(mistake: Mistake) -> CatalogError {
    CatalogError::new(vec![mistake])
}

/// The text as a catalogue, with all in its place, and the digest of each fault.
///
/// What is not as it was written is found by its digest, so that lines can be looked at rather than the grammar.
fn without_digests(text: &str) -> (String, HashMap<String, String>) {
    let (mut rest, mut digests) = (String::with_capacity(text.len()), HashMap::new());
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let found = line.split_once(".digest = \"").filter(|(code, _)| !code.contains(['.', ' ', '"', '\'']));
        match found {
            Some((code, digest)) => {
                digests.insert(code.to_owned(), digest.trim_end().trim_end_matches('"').to_owned());
                comment(&mut rest, line);
            }
            // The form is no key of a catalogue.
            None if at == 1 => comment(&mut rest, line),
            None => rest.push_str(line),
        }
    }
    (rest, digests)
}

/// A line as a comment of the same length; it has no characters but those of ASCII where it is as it was written.
fn comment(rest: &mut String, line: &str) {
    rest.push('#');
    rest.extend(line.chars().skip(1));
}

fn lines(entry: &Entry) -> String {
    let mut text = String::new();
    write_fault_lines(&mut text, entry);
    text
}

/// The half of SHA-256, in hexadecimal: it is to notice accidents.
fn digest(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let mut hexadecimal = String::new();
    for byte in digest.iter().take(16) {
        // Writing to a String does not fail.
        let _ = write!(hexadecimal, "{byte:02x}");
    }
    hexadecimal
}
