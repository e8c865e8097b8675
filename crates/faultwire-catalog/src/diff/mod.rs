//! What changed between two states of a catalogue, and what it means for those who use it.

mod kind;
mod wire;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use faultwire::Call;

use crate::model::{Catalog, Entry, Parameter};

pub use kind::{ChangeKind, Class};
pub use wire::WireChange;

/// A change of one fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    kind: ChangeKind,
    code: String,
    subject: Option<String>,
    old: Option<String>,
    new: Option<String>,
}

impl Change {
    /// What changed.
    pub const fn kind(&self) -> ChangeKind {
        self.kind
    }

    /// What it means for those who use the catalogue.
    pub const fn class(&self) -> Class {
        self.kind.class()
    }

    /// The code of the fault, the old one where it has another.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The parameter, the word as `style.word`, or the kind of call.
    pub fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    /// What was, if there was something.
    pub fn before(&self) -> Option<&str> {
        self.old.as_deref()
    }

    /// What is, if there is something.
    pub fn after(&self) -> Option<&str> {
        self.new.as_deref()
    }
}

/// What changed from one state of a catalogue to another: its own faults, without those that it imports.
///
/// ```
/// # fn main() -> Result<(), faultwire_catalog::CatalogError> {
/// use faultwire_catalog::{Catalog, ChangeKind, Class, Diff};
///
/// let state = |status| {
///     let fault = format!("[faults.gone]\nstatus = {status}\ntitle = 'Gone'\n");
///     Catalog::from_toml(&format!("name = 'a'\nowner = 'b'\nversion = '1'\n{fault}"), "faults.toml")
/// };
/// let (old, new) = (state(404)?, state(410)?);
/// let diff = Diff::between(&old, &new);
/// let change = &diff.changes()[0];
/// assert_eq!((change.kind(), change.class()), (ChangeKind::StatusChanged, Class::Breaking));
/// assert_eq!((change.before(), change.after()), (Some("404"), Some("410")));
/// // And in the bytes of an answer:
/// let wire = diff.wire("gone");
/// assert!(wire.iter().any(|change| change.style() == "google" && change.place() == "/error/code"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Diff<'c> {
    changes: Vec<Change>,
    /// The two states of each fault that is in both, by its old code.
    pairs: BTreeMap<&'c str, (&'c Entry, &'c Entry)>,
}

impl<'c> Diff<'c> {
    /// Compares two states of a catalogue.
    pub fn between(old: &'c Catalog, new: &'c Catalog) -> Self {
        let before: HashMap<_, _> = old.faults.iter().map(|entry| (entry.code(), entry)).collect();
        let after: HashMap<_, _> = new.faults.iter().map(|entry| (entry.code(), entry)).collect();
        let added: Vec<_> = new.faults.iter().filter(|entry| !before.contains_key(entry.code())).collect();
        let mut renamed = BTreeSet::new();
        let mut diff = Self { changes: Vec::new(), pairs: BTreeMap::new() };
        for entry in &old.faults {
            let code = entry.code();
            if let Some(other) = after.get(code) {
                diff.pairs.insert(code, (entry, other));
                diff.compare(entry, other);
            } else if let Some(other) = successor(entry, &added) {
                renamed.insert(other.code());
                diff.pairs.insert(code, (entry, other));
                diff.change(ChangeKind::FaultRenamed, code, None, Some(code), Some(other.code()));
                diff.compare(entry, other);
            } else {
                diff.change(ChangeKind::FaultRemoved, code, None, Some(code), None);
            }
        }
        for entry in added.iter().filter(|entry| !renamed.contains(entry.code())) {
            diff.change(ChangeKind::FaultAdded, entry.code(), None, None, Some(entry.code()));
        }
        diff
    }

    /// The changes, in the order of the old faults; then the new ones.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The changes alone.
    pub fn into_changes(self) -> Vec<Change> {
        self.changes
    }

    /// The gravest class of all changes; none when nothing changed.
    pub fn class(&self) -> Option<Class> {
        self.changes.iter().map(Change::class).max()
    }

    /// What changes in the answers of the built-in styles for a fault, by its old code: statuses, headers, members.
    pub fn wire(&self, code: &str) -> Vec<WireChange> {
        self.pairs.get(code).map(|(old, new)| wire::changes(old, new)).unwrap_or_default()
    }

    fn change(&mut self, kind: ChangeKind, code: &str, subject: Option<&str>, old: Option<&str>, new: Option<&str>) {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let change = Change { kind, code: code.to_owned(), subject: owned(subject), old: owned(old), new: owned(new) };
        self.changes.push(change);
    }

    /// The changes of one fault.
    fn compare(&mut self, old: &Entry, new: &Entry) {
        let code = old.code();
        let (was, is) = (&old.fault_type, &new.fault_type);
        let mut differ = |kind: ChangeKind, old: Option<String>, new: Option<String>| {
            if old != new {
                self.change(kind, code, None, old.as_deref(), new.as_deref());
            }
        };
        let text = |text: Option<&str>| text.map(str::to_owned);
        differ(ChangeKind::StatusChanged, Some(was.status().to_string()), Some(is.status().to_string()));
        let severity = |hard: bool| Some(if hard { "hard" } else { "soft" }.to_owned());
        differ(ChangeKind::SeverityChanged, severity(was.is_hard()), severity(is.is_hard()));
        let number = |number: Option<i64>| number.map(|number| number.to_string());
        let kind = match (was.error_number(), is.error_number()) {
            (Some(_), None) => ChangeKind::NumberRemoved,
            (None, _) => ChangeKind::NumberAdded,
            _ => ChangeKind::NumberChanged,
        };
        differ(kind, number(was.error_number()), number(is.error_number()));
        let seconds = |seconds: Option<u32>| seconds.map(|seconds| seconds.to_string());
        let retry = |retry: Option<faultwire::Retry>| retry.map(|retry| retry.as_str().to_owned());
        match (was.retry_hint(), is.retry_hint()) {
            (Some(_), Some(_)) => {
                differ(ChangeKind::RetryAfterChanged, seconds(was.retry_hint()), seconds(is.retry_hint()));
            }
            (None, None) => differ(ChangeKind::RetryChanged, retry(was.when_to_retry()), retry(is.when_to_retry())),
            _ => differ(ChangeKind::RetryChanged, seconds(was.retry_hint()), seconds(is.retry_hint())),
        }
        let own_type =
            |entry: &Entry| text(entry.fault_type.uri().filter(|uri| entry.fault_type.help_uri() != Some(*uri)));
        let types_differ = own_type(old) != own_type(new);
        differ(
            ChangeKind::TypeChanged,
            text(was.uri()).filter(|_| types_differ),
            text(is.uri()).filter(|_| types_differ),
        );
        differ(ChangeKind::TitleChanged, text(Some(was.title())), text(Some(is.title())));
        differ(ChangeKind::MessageChanged, text(old.message()), text(new.message()));
        let cause = |cause: Option<faultwire::Cause>| cause.map(|cause| cause.as_str().to_owned());
        differ(ChangeKind::CauseChanged, cause(was.why()), cause(is.why()));
        if old.code() == new.code() {
            differ(ChangeKind::HelpChanged, text(was.help_uri()), text(is.help_uri()));
        }
        self.parameters(old, new);
        self.words(old, new);
        self.calls(old, new);
        self.people(old, new);
    }

    fn parameters(&mut self, old: &Entry, new: &Entry) {
        let code = old.code();
        let shown = |parameter: &Parameter| parameter.kind.as_str().to_owned();
        for was in &old.parameters {
            let name = Some(was.name.as_str());
            let Some(is) = new.parameters.iter().find(|parameter| parameter.name == was.name) else {
                // Nobody outside saw a private one.
                if !was.private {
                    self.change(ChangeKind::ParameterRemoved, code, name, Some(&shown(was)), None);
                }
                continue;
            };
            match (was.private, is.private) {
                (false, true) => self.change(ChangeKind::ParameterHidden, code, name, Some("public"), Some("private")),
                (true, false) => {
                    self.change(ChangeKind::ParameterPublished, code, name, Some("private"), Some("public"));
                }
                (true, true) => continue,
                (false, false) => {}
            }
            if was.kind != is.kind {
                self.change(ChangeKind::ParameterRetyped, code, name, Some(&shown(was)), Some(&shown(is)));
            }
            match (was.optional, is.optional) {
                (false, true) => {
                    self.change(ChangeKind::ParameterOptional, code, name, Some("required"), Some("optional"));
                }
                (true, false) => {
                    self.change(ChangeKind::ParameterRequired, code, name, Some("optional"), Some("required"));
                }
                _ => {}
            }
        }
        for is in new.parameters.iter().filter(|parameter| !parameter.private) {
            if !old.parameters.iter().any(|parameter| parameter.name == is.name) {
                self.change(ChangeKind::ParameterAdded, code, Some(&is.name), None, Some(&shown(is)));
            }
        }
    }

    fn words(&mut self, old: &Entry, new: &Entry) {
        let code = old.code();
        let (was, is): (BTreeMap<_, _>, BTreeMap<_, _>) =
            (old.fault_type.all_words().collect(), new.fault_type.all_words().collect());
        let names: BTreeSet<_> = was.keys().chain(is.keys()).copied().collect();
        for name in names {
            let (old, new) = (was.get(name).copied(), is.get(name).copied());
            let kind = match (old, new) {
                (Some(old), Some(new)) if old == new => continue,
                (Some(_), Some(_)) => ChangeKind::WordChanged,
                (Some(_), None) => ChangeKind::WordRemoved,
                (None, _) => ChangeKind::WordAdded,
            };
            self.change(kind, code, Some(name), old, new);
        }
    }

    /// The kinds of call that may answer with it; one that names none may be the answer of any.
    fn calls(&mut self, old: &Entry, new: &Entry) {
        let may = |entry: &Entry, call: Call| entry.calls.is_empty() || entry.calls.contains(&call);
        for call in Call::ALL {
            let kind = match (may(old, *call), may(new, *call)) {
                (false, true) => ChangeKind::CallAdded,
                (true, false) => ChangeKind::CallRemoved,
                _ => continue,
            };
            self.change(kind, old.code(), Some(call.as_str()), None, None);
        }
    }

    fn people(&mut self, old: &Entry, new: &Entry) {
        let code = old.code();
        let said = |entry: &Entry| {
            entry.deprecated.as_ref().map(|deprecated| match deprecated.replacement() {
                Some(replacement) => format!("since {}, use {replacement}", deprecated.since),
                None => format!("since {}", deprecated.since),
            })
        };
        let (was, is) = (said(old), said(new));
        if was != is {
            let kind = if was.is_none() { ChangeKind::Deprecated } else { ChangeKind::DeprecationChanged };
            self.change(kind, code, None, was.as_deref(), is.as_deref());
        }
        let people = |entry: &'_ Entry| {
            (entry.description.clone(), entry.causes.clone(), entry.remedies.clone(), entry.since.clone())
        };
        if people(old) != people(new) {
            self.change(ChangeKind::DocumentationChanged, code, None, None, None);
        }
    }
}

/// The fault that an old one became: one that is new and says the same, or has its number.
fn successor<'c>(old: &Entry, added: &[&'c Entry]) -> Option<&'c Entry> {
    let said = |entry: &Entry| {
        (entry.fault_type.status(), entry.fault_type.title().to_owned(), entry.fault_type.template().map(str::to_owned))
    };
    let number = old.fault_type.error_number();
    let same_number = |entry: &&&Entry| number.is_some() && entry.fault_type.error_number() == number;
    added.iter().find(same_number).or_else(|| added.iter().find(|entry| said(entry) == said(old))).copied()
}
