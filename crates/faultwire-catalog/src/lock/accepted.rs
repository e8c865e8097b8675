//! Changes that were accepted, and why.

use std::collections::{HashMap, HashSet};

use crate::diff::{Change, ChangeKind};

/// One change of one fault, from one state to one state, that was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Accepted {
    pub(crate) code: String,
    pub(crate) kind: ChangeKind,
    pub(crate) subject: Option<String>,
    pub(crate) was: Option<String>,
    pub(crate) became: Option<String>,
    pub(crate) reason: String,
    /// Of the catalogue whose state has it; none as long as the lock file is of the state before.
    pub(crate) version: Option<String>,
}

impl Accepted {
    pub(super) fn of(change: &Change, reason: &str) -> Self {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Self {
            code: change.code().to_owned(),
            kind: change.kind(),
            subject: owned(change.subject()),
            was: owned(change.before()),
            became: owned(change.after()),
            reason: reason.to_owned(),
            version: None,
        }
    }

    /// The code of the fault, the old one where it has another.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What changed.
    pub const fn kind(&self) -> ChangeKind {
        self.kind
    }

    /// The parameter, the word as `style.word`, or the kind of call.
    pub fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    /// What was, if there was something.
    pub fn before(&self) -> Option<&str> {
        self.was.as_deref()
    }

    /// What it became, if that is something.
    pub fn after(&self) -> Option<&str> {
        self.became.as_deref()
    }

    /// Why.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// The version of the catalogue whose state has the change; none as long as the state is the one before.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    fn is_step(&self) -> bool {
        self.kind.aspect() == ChangeKind::FaultRenamed.aspect()
    }
}

/// What was accepted on the way from one state of a catalogue to another.
///
/// A change is accepted when it is one that was, or several that were, one after the other.
#[derive(Debug, Default)]
pub struct Acceptances<'l> {
    by_code: HashMap<&'l str, Vec<&'l Accepted>>,
}

impl<'l> FromIterator<&'l Accepted> for Acceptances<'l> {
    fn from_iter<I: IntoIterator<Item = &'l Accepted>>(all: I) -> Self {
        let mut by_code: HashMap<_, Vec<_>> = HashMap::new();
        for accepted in all {
            by_code.entry(accepted.code()).or_default().push(accepted);
        }
        Self { by_code }
    }
}

impl Acceptances<'_> {
    /// Whether a change is accepted.
    pub fn accept(&self, change: &Change) -> bool {
        if self.by_code.is_empty() {
            return false;
        }
        let aspect = |kind: ChangeKind, subject| (kind.aspect(), subject);
        let wanted = aspect(change.kind(), change.subject().map(str::to_owned));
        let mut steps: HashMap<_, Vec<_>> = HashMap::new();
        for accepted in self.codes(change.code()).into_iter().flat_map(|code| self.of(code)) {
            if aspect(accepted.kind, accepted.subject.clone()) == wanted {
                steps.entry(accepted.before()).or_default().push(accepted.after());
            }
        }
        // At least one step, also for what is of no value before and after.
        let (mut seen, mut open) = (HashSet::new(), vec![change.before()]);
        while let Some(at) = open.pop() {
            open.extend(steps.get(&at).into_iter().flatten().filter(|next| seen.insert(**next)));
        }
        seen.contains(&change.after())
    }

    fn of(&self, code: &str) -> impl Iterator<Item = &Accepted> {
        self.by_code.get(code).into_iter().flatten().copied()
    }

    /// The codes that a fault has had since: its old one, and what it was renamed to.
    fn codes<'s>(&'s self, code: &'s str) -> Vec<&'s str> {
        let mut codes = vec![code];
        let mut at = 0;
        while let Some(code) = codes.get(at).copied() {
            for next in self.of(code).filter(|accepted| accepted.is_step()).filter_map(Accepted::after) {
                if !codes.contains(&next) {
                    codes.push(next);
                }
            }
            at += 1;
        }
        codes
    }
}
