//! What changed between two states of a catalogue, and what it means for those who use it.

mod compare;
mod kind;
mod wire;

use std::collections::{HashMap, HashSet};

use crate::model::{Catalog, Entry};

pub use kind::{ChangeKind, Class};
pub use wire::{Styles, WireChange};

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
    pairs: HashMap<&'c str, (&'c Entry, &'c Entry)>,
    /// The old code of each fault that has another, by the new one.
    old_codes: HashMap<&'c str, &'c str>,
}

impl<'c> Diff<'c> {
    /// Compares two states of a catalogue.
    pub fn between(old: &'c Catalog, new: &'c Catalog) -> Self {
        let by_code = |catalog: &'c Catalog| -> HashMap<_, _> {
            catalog.faults.iter().map(|entry| (entry.code(), entry)).collect()
        };
        let (before, after) = (by_code(old), by_code(new));
        let gone: Vec<_> = old.faults.iter().filter(|entry| !after.contains_key(entry.code())).collect();
        let added: Vec<_> = new.faults.iter().filter(|entry| !before.contains_key(entry.code())).collect();
        let renamed = renamed(&gone, &added);
        let old_codes = renamed.iter().map(|(old, new)| (new.code(), *old)).collect();
        let mut diff = Self { changes: Vec::new(), pairs: HashMap::new(), old_codes };
        for entry in &old.faults {
            let code = entry.code();
            let renamed = renamed.get(code).copied();
            let Some(other) = after.get(code).copied().or(renamed) else {
                diff.change(ChangeKind::FaultRemoved, code, None, Some(code), None);
                continue;
            };
            if renamed.is_some() {
                diff.change(ChangeKind::FaultRenamed, code, None, Some(code), Some(other.code()));
            }
            diff.pairs.insert(code, (entry, other));
            diff.compare(entry, other);
        }
        for entry in added {
            if !diff.old_codes.contains_key(entry.code()) {
                diff.change(ChangeKind::FaultAdded, entry.code(), None, None, Some(entry.code()));
            }
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
        self.wire_in(Styles::builtin(), code)
    }

    /// What changes in the answers of some styles for a fault, by its old code.
    pub fn wire_in(&self, styles: &Styles, code: &str) -> Vec<WireChange> {
        self.pairs.get(code).map(|(old, new)| styles.changes(old, new)).unwrap_or_default()
    }

    /// The old code of a fault that was renamed, by its new one.
    pub fn old_code(&self, code: &str) -> Option<&str> {
        self.old_codes.get(code).copied()
    }

    fn change(&mut self, kind: ChangeKind, code: &str, subject: Option<&str>, old: Option<&str>, new: Option<&str>) {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let change = Change { kind, code: code.to_owned(), subject: owned(subject), old: owned(old), new: owned(new) };
        self.changes.push(change);
    }
}

/// The new codes of faults that have another, by their old ones: the new fault has the same number, or says the same. No
/// fault is the new one of two.
fn renamed<'c>(gone: &[&'c Entry], added: &[&'c Entry]) -> HashMap<&'c str, &'c Entry> {
    let mut found = HashMap::new();
    let mut taken = HashSet::new();
    let by_number: HashMap<_, _> =
        added.iter().filter_map(|entry| Some((entry.fault_type.error_number()?, *entry))).collect();
    for old in gone {
        let new = old.fault_type.error_number().and_then(|number| by_number.get(&number));
        if let Some(new) = new.filter(|new| taken.insert(new.code())) {
            found.insert(old.code(), *new);
        }
    }
    fn said(entry: &Entry) -> (u16, &str, Option<&str>) {
        (entry.fault_type.status(), entry.fault_type.title(), entry.fault_type.template())
    }
    // From the last to the first, which is the first to be taken.
    let mut by_text: HashMap<_, Vec<_>> = HashMap::new();
    for entry in added.iter().rev().filter(|entry| !taken.contains(entry.code())) {
        by_text.entry(said(entry)).or_default().push(*entry);
    }
    for old in gone {
        if !found.contains_key(old.code()) {
            let new = by_text.get_mut(&said(old)).and_then(Vec::pop);
            found.extend(new.map(|new| (old.code(), new)));
        }
    }
    found
}
