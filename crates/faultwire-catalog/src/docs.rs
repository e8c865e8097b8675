//! What is said of a fault for people, as the documentation of a variant: written there, and read from there.

use faultwire::{Call, FaultType};

use crate::model::{Deprecated, Entry};

/// What is said of a fault beside its definition.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Docs {
    pub(crate) description: Option<String>,
    pub(crate) causes: Vec<String>,
    pub(crate) remedies: Vec<String>,
    pub(crate) calls: Vec<Call>,
    pub(crate) since: Option<String>,
    pub(crate) deprecated: Option<Deprecated>,
}

const CAUSES: &str = "Causes:";
const REMEDIES: &str = "Remedies:";
const CALLS: &str = "Answers calls: ";
const SINCE: &str = "Since ";
const DEPRECATED: &str = "Deprecated since ";
const REPLACED: &str = ", in favour of ";

/// The lines of the documentation of a fault, without a mark of the language.
pub(crate) fn write(entry: &Entry) -> Vec<String> {
    let mut paragraphs = vec![vec![first(&entry.fault_type)]];
    paragraphs.extend(entry.description().map(|description| vec![one_line(description)]));
    for (title, items) in [(CAUSES, &entry.causes), (REMEDIES, &entry.remedies)] {
        if !items.is_empty() {
            let items = items.iter().map(|item| format!("- {}", one_line(item)));
            paragraphs.push(std::iter::once(title.to_owned()).chain(items).collect());
        }
    }
    if !entry.calls.is_empty() {
        let calls: Vec<_> = entry.calls.iter().map(|call| call.as_str()).collect();
        paragraphs.push(vec![format!("{CALLS}{}.", calls.join(", "))]);
    }
    paragraphs.extend(entry.since().map(|since| vec![format!("{SINCE}{}.", one_line(since))]));
    paragraphs.extend(entry.deprecated.as_ref().map(|deprecated| {
        let replacement = deprecated.replacement().map(|code| format!("{REPLACED}`{code}`")).unwrap_or_default();
        vec![format!("{DEPRECATED}{}{replacement}.", one_line(&deprecated.since))]
    }));
    paragraphs.join(&String::new())
}

/// What the documentation of a variant says, of a definition. What has another form is the description.
pub(crate) fn read(docs: &str, fault_type: &FaultType) -> Docs {
    let mut read = Docs::default();
    let mut description = Vec::new();
    for paragraph in paragraphs(docs) {
        let text = paragraph.join(" ");
        let items = || paragraph[1..].iter().map(|line| line.trim_start_matches("- ").to_owned()).collect();
        let sentence = |start: &str| text.strip_prefix(start).and_then(|rest| rest.strip_suffix('.'));
        if text == first(fault_type) {
            continue;
        } else if paragraph[0] == CAUSES {
            read.causes = items();
        } else if paragraph[0] == REMEDIES {
            read.remedies = items();
        } else if let Some(calls) = sentence(CALLS) {
            let call = |word: &str| Call::ALL.iter().copied().find(|call| call.as_str() == word);
            read.calls = calls.split(", ").filter_map(call).collect();
        } else if let Some(deprecated) = sentence(DEPRECATED) {
            let (since, replacement) = match deprecated.split_once(REPLACED) {
                Some((since, code)) => (since, Some(code.trim_matches('`').to_owned())),
                None => (deprecated, None),
            };
            read.deprecated = Some(Deprecated { since: since.to_owned(), replacement, place: 0..0 });
        } else if let Some(since) = sentence(SINCE) {
            read.since = Some(since.to_owned());
        } else {
            description.push(text);
        }
    }
    read.description = Some(description.join(" ")).filter(|text| !text.is_empty());
    read
}

/// The first line: what everybody wants to know.
fn first(fault_type: &FaultType) -> String {
    format!("{}: {}.", fault_type.status(), one_line(fault_type.title()).trim_end_matches('.'))
}

/// Groups of lines with something in them.
fn paragraphs(docs: &str) -> Vec<Vec<&str>> {
    let lines: Vec<_> = docs.lines().map(str::trim).collect();
    lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty()).map(<[_]>::to_vec).collect()
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
