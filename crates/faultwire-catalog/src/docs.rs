//! What is said of a fault for people, as the documentation of a variant: written there, and read from there.

mod markdown;

use faultwire::{Call, FaultType, ParameterKind};

use crate::model::{Deprecated, Entry};
use crate::read::{KINDS, check_code};
pub(crate) use markdown::escape;
use markdown::{entity, escape_all, unescape};

/// What is said of a fault beside its definition.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Docs {
    pub(crate) description: Option<String>,
    pub(crate) causes: Vec<String>,
    pub(crate) remedies: Vec<String>,
    pub(crate) calls: Vec<Call>,
    pub(crate) since: Option<String>,
    pub(crate) deprecated: Option<Deprecated>,
    /// The kinds of private parameters, which the types do not tell.
    pub(crate) private: Vec<(String, ParameterKind)>,
}

/// A paragraph that is no description.
enum Form {
    Causes(Vec<String>),
    Remedies(Vec<String>),
    Calls(Vec<Call>),
    Private(Vec<(String, ParameterKind)>),
    Since(String),
    Deprecated(Deprecated),
}

const CAUSES: &str = "Causes:";
const REMEDIES: &str = "Remedies:";
const CALLS: &str = "Answers calls: ";
const PRIVATE: &str = "For the log: ";
const SINCE: &str = "Since ";
/// Before what does not look like a version.
const VERSION: &str = "version ";
const DEPRECATED: &str = "Deprecated since ";
const REPLACED: &str = ", in favour of `";

/// The lines of the documentation of a fault, without a mark of the language.
pub(crate) fn write(entry: &Entry) -> Vec<String> {
    let mut paragraphs = vec![vec![first(&entry.fault_type)]];
    paragraphs.extend(entry.description().map(described).unwrap_or_default());
    for (title, items) in [(CAUSES, &entry.causes), (REMEDIES, &entry.remedies)] {
        let items: Vec<_> = items.iter().map(|item| one_line(item)).filter(|item| !item.is_empty()).collect();
        if !items.is_empty() {
            let items = items.iter().map(|item| format!("- {}", escape(item)));
            paragraphs.push(std::iter::once(title.to_owned()).chain(items).collect());
        }
    }
    if !entry.calls.is_empty() {
        let calls: Vec<_> = entry.calls.iter().map(|call| call.as_str()).collect();
        paragraphs.push(vec![format!("{CALLS}{}.", calls.join(", "))]);
    }
    // The type of a private field has no say in the definition; text is what it is without a word.
    let untold = entry.parameters.iter().filter(|parameter| parameter.private && parameter.kind != ParameterKind::Text);
    let kinds: Vec<_> = untold.map(|parameter| format!("`{}` ({})", parameter.name, parameter.kind.as_str())).collect();
    if !kinds.is_empty() {
        paragraphs.push(vec![format!("{PRIVATE}{}.", kinds.join(", "))]);
    }
    paragraphs.extend(entry.since().map(|since| {
        let since = one_line(since);
        let version = if is_version(&since) { "" } else { VERSION };
        vec![format!("{SINCE}{version}{}.", escape_all(&since))]
    }));
    paragraphs.extend(entry.deprecated.as_ref().map(|deprecated| {
        let replacement = deprecated.replacement().map(|code| format!("{REPLACED}{}`", one_line(code)));
        let since = escape_all(&one_line(&deprecated.since));
        vec![format!("{DEPRECATED}{since}{}.", replacement.unwrap_or_default())]
    }));
    paragraphs.join(&String::new())
}

/// What the documentation of a variant says, of a definition. What has another form is the description.
pub(crate) fn read(docs: &str, fault_type: &FaultType) -> Docs {
    let mut read = Docs::default();
    let mut description = Vec::new();
    let mut paragraphs = paragraphs(docs);
    if paragraphs.first().is_some_and(|first_lines| first_lines.join(" ") == first(fault_type)) {
        paragraphs.remove(0);
    }
    let mut paragraphs = paragraphs.into_iter().peekable();
    while let Some(mut lines) = paragraphs.next() {
        if matches!(lines[..], [CAUSES | REMEDIES]) {
            // As many write it: with an empty line before the list.
            lines.extend(paragraphs.next_if(|next| next[0].starts_with("- ")).unwrap_or_default());
        }
        match form(&lines) {
            Some(Form::Causes(causes)) => read.causes = causes,
            Some(Form::Remedies(remedies)) => read.remedies = remedies,
            Some(Form::Calls(calls)) => read.calls = calls,
            Some(Form::Private(kinds)) => read.private = kinds,
            Some(Form::Since(since)) => read.since = Some(since),
            Some(Form::Deprecated(deprecated)) => read.deprecated = Some(deprecated),
            None => {
                let lines: Vec<_> = unwrapped(&lines).iter().map(|line| unescape(line)).collect();
                description.push(lines.join("\n"));
            }
        }
    }
    read.description = Some(description.join("\n\n")).filter(|text| !text.is_empty());
    read
}

/// What is said of a fault as it is after it was written and read: in which lines it was written does not matter.
pub(crate) fn normal(entry: &Entry) -> Entry {
    let Docs { description, causes, remedies, calls, since, deprecated, .. } =
        read(&write(entry).join("\n"), &entry.fault_type);
    Entry { description, causes, remedies, calls, since, deprecated, ..entry.clone() }
}

/// The paragraphs of a description. One that would be read as something else begins with its first character's number.
fn described(description: &str) -> Vec<Vec<String>> {
    let mut described = Vec::new();
    for paragraph in paragraphs(description) {
        let mut lines: Vec<_> = unwrapped(&paragraph).iter().map(|line| escape(line)).collect();
        let read: Vec<_> = lines.iter().map(String::as_str).collect();
        if form(&read).is_some() || matches!(read[0], CAUSES | REMEDIES) {
            let mut chars = lines[0].chars();
            lines[0] = chars.next().map(entity).into_iter().chain([chars.as_str().to_owned()]).collect();
        }
        described.push(lines);
    }
    described
}

fn form(lines: &[&str]) -> Option<Form> {
    match *lines.first()? {
        CAUSES => return items(&lines[1..]).map(Form::Causes),
        REMEDIES => return items(&lines[1..]).map(Form::Remedies),
        _ => {}
    }
    let text = one_line(&lines.join(" "));
    let sentence = |start: &str| text.strip_prefix(start).and_then(|rest| rest.strip_suffix('.'));
    if let Some(calls) = sentence(CALLS) {
        let call = |word: &str| Call::ALL.iter().copied().find(|call| call.as_str() == word);
        return calls.split(", ").map(call).collect::<Option<_>>().map(Form::Calls);
    }
    if let Some(kinds) = sentence(PRIVATE) {
        return kinds.split(", ").map(private).collect::<Option<_>>().map(Form::Private);
    }
    if let Some(deprecated) = sentence(DEPRECATED) {
        let replaced = deprecated.split_once(REPLACED).and_then(|(since, code)| Some((since, code.strip_suffix('`')?)));
        let (since, replacement) = match replaced {
            Some((since, code)) if check_code(code).is_ok() => (since, Some(code.to_owned())),
            _ => (deprecated, None),
        };
        return Some(Form::Deprecated(Deprecated { since: unescape(since), replacement, place: 0..0 }));
    }
    let since = sentence(SINCE)?;
    let named = since.strip_prefix(VERSION).map(unescape);
    named.or_else(|| is_version(since).then(|| since.to_owned())).map(Form::Since)
}

/// The items of a list; an item may go on in the next line.
fn items(lines: &[&str]) -> Option<Vec<String>> {
    let mut items: Vec<String> = Vec::new();
    for line in lines {
        match (line.strip_prefix("- "), items.last_mut()) {
            (Some(item), _) => items.push(one_line(item)),
            (None, Some(last)) => last.extend([" ", &one_line(line)]),
            (None, None) => return None,
        }
    }
    (!items.is_empty()).then(|| items.iter().map(|item| unescape(item)).collect())
}

/// `` `hosts` (list) ``
fn private(text: &str) -> Option<(String, ParameterKind)> {
    let (name, kind) = text.strip_prefix('`')?.strip_suffix(')')?.split_once("` (")?;
    let kind = KINDS.into_iter().find(|known| known.as_str() == kind)?;
    Some((name.to_owned(), kind))
}

/// `1.2.0`, `v2`, `2026-11`.
fn is_version(text: &str) -> bool {
    let digits = text.strip_prefix('v').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+'))
}

/// The first line: what everybody wants to know.
fn first(fault_type: &FaultType) -> String {
    format!("{}: {}.", fault_type.status(), escape(one_line(fault_type.title()).trim_end_matches('.')))
}

/// Groups of lines with something in them.
fn paragraphs(docs: &str) -> Vec<Vec<&str>> {
    let lines: Vec<_> = docs.lines().map(str::trim).collect();
    lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty()).map(<[_]>::to_vec).collect()
}

/// The lines of a paragraph as they are meant: a line that goes on in the next is one, and headings, items of lists,
/// quotations and rows of tables have lines of their own.
fn unwrapped(lines: &[&str]) -> Vec<String> {
    let mut unwrapped: Vec<String> = Vec::new();
    for line in lines {
        let line = one_line(line);
        match unwrapped.last_mut().filter(|last| !last.starts_with('#') && !begins_block(&line)) {
            Some(last) => last.extend([" ", &line]),
            None => unwrapped.push(line),
        }
    }
    unwrapped
}

fn begins_block(line: &str) -> bool {
    let after_number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = after_number.len() < line.len() && after_number.starts_with(". ");
    is_numbered || ["#", "- ", "* ", "+ ", "> ", "|"].iter().any(|start| line.starts_with(start))
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
