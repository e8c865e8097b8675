//! The changes of one fault.

use std::collections::{BTreeMap, BTreeSet};

use faultwire::{Call, FaultType};

use super::{ChangeKind, Diff};
use crate::model::{Entry, Parameter};

impl Diff<'_> {
    /// The changes of one fault.
    pub(super) fn compare(&mut self, old: &Entry, new: &Entry) {
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
        let retry = |fault_type: &FaultType| match (fault_type.retry_hint(), fault_type.when_to_retry()) {
            (Some(seconds), _) => Some(format!("after {seconds}")),
            (None, retry) => retry.map(|retry| retry.as_str().to_owned()),
        };
        let kind = match (was.retry_hint(), is.retry_hint()) {
            (Some(_), Some(_)) => ChangeKind::RetryAfterChanged,
            _ => ChangeKind::RetryChanged,
        };
        differ(kind, retry(was), retry(is));
        let types_differ = match old.code() == new.code() {
            true => was.uri() != is.uri(),
            // With the code the help is another, and with that the type where it is the same; the code is said already.
            false => own_type(was) != own_type(is),
        };
        if types_differ {
            differ(ChangeKind::TypeChanged, text(was.uri()), text(is.uri()));
        }
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
                let kind = if is.optional { ChangeKind::OptionalParameterAdded } else { ChangeKind::ParameterAdded };
                self.change(kind, code, Some(&is.name), None, Some(&shown(is)));
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
        fn told(entry: &Entry) -> (Option<&str>, &[String], &[String], Option<&str>) {
            (entry.description(), entry.causes(), entry.remedies(), entry.since())
        }
        if told(old) != told(new) {
            self.change(ChangeKind::DocumentationChanged, code, None, None, None);
        }
    }
}

/// The type URI, where it is not the address of the help.
fn own_type(fault_type: &FaultType) -> Option<&str> {
    fault_type.uri().filter(|uri| fault_type.help_uri() != Some(*uri))
}
