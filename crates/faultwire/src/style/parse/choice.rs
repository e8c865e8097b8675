//! Choices: by fault, by severity, by option; words and statuses, which are made of them.

use super::super::diagnostic::nearest_or_all;
use super::super::field::{Field, Format, Kind, Section};
use super::super::node::{Entry, Node};
use super::super::tree::{
    Choose, FAILED, Hole, HoleOf, Label, Presence, REPLY_STATUSES, RESOURCE_KINDS, Scalar, Subject, TASK_STATES, Tree,
};
use super::{Parser, Place};

impl Parser<'_> {
    /// A table of words by fault, or a choice of such tables on an option.
    pub(crate) fn word_table(&mut self, node: &Node) -> Tree {
        let place = std::mem::replace(&mut self.place, Place::Word);
        let table = match self.table(node, "a table of words") {
            Some(entries) if entries.iter().any(|entry| entry.key == "$choose") => self.choose(node, entries, true),
            Some(entries) => self.arms(node, entries, Subject::Fault, false),
            None => Tree::absent(),
        };
        self.place = place;
        if table.children().any(may_vanish) {
            self.error_at(node, "a word is always there: no `?` in it");
        }
        if table.children().any(is_no_text) {
            self.error_at(node, "a word is text");
        }
        table
    }

    /// The status of an answer: a number, the fault's own, or a choice of these.
    pub(crate) fn status(&mut self, node: &Node) -> Tree {
        let tree = self.value(node);
        self.check_status(node, &tree);
        tree
    }

    fn check_status(&mut self, node: &Node, tree: &Tree) {
        match tree {
            // A success that has a body: no 205 or redirection, and for a fault no 204.
            Tree::Literal(Scalar::Int(200..=203 | 206..=299)) => {}
            Tree::Literal(Scalar::Int(400..=599)) if self.section == Section::Fault => {}
            Tree::Literal(Scalar::Int(204)) if self.section != Section::Fault => {}
            Tree::Hole(Hole { of: HoleOf::Field(field), .. }) if *field == self.own_status() => {}
            Tree::Choose(choose) => {
                for arm in choose.arms.iter().map(|(_, arm)| arm).chain(choose.other.as_deref()) {
                    self.check_status(node, arm);
                }
            }
            _ => {
                let own = self.own_status().row().name;
                let numbers = match self.section {
                    Section::Fault => "200 to 299 or 400 to 599, with a body",
                    _ => "200 to 299 but for 205, which has no body",
                };
                self.error_at(node, format!("a status is a number ({numbers}), `${own}`, or a choice of these"));
            }
        }
    }

    /// What shows the status that the fault or reply itself has.
    fn own_status(&self) -> Field {
        if self.section == Section::Fault { Field::FaultStatus } else { Field::ReplyStatus }
    }

    /// What there is to choose on here, but for options.
    fn subjects(&self) -> Vec<(&'static str, Subject)> {
        let mut subjects = Vec::new();
        if self.section == Section::Fault || self.failed {
            subjects.extend([("$fault", Subject::Fault), ("$severity", Subject::Severity)]);
        }
        if self.section != Section::Fault {
            subjects.push(("$reply", Subject::Reply));
        }
        if self.section == Section::Task {
            subjects.push(("$task.state", Subject::Task));
        }
        subjects
    }

    pub(super) fn choose(&mut self, node: &Node, entries: &[Entry], of_words: bool) -> Tree {
        let Some(subject) = entries.iter().find(|entry| entry.key == "$choose") else { return Tree::absent() };
        let text = self.string(&subject.value).unwrap_or_default();
        let subjects = if of_words { Vec::new() } else { self.subjects() };
        let subject = match subjects.iter().find(|(name, _)| *name == text) {
            Some((_, subject)) => subject.clone(),
            None => match text.strip_prefix("$option.") {
                Some(name) if self.options.iter().any(|option| option.name == name) => Subject::Option(name.to_owned()),
                _ => {
                    let options: Vec<_> = self.options.iter().map(|o| format!("$option.{}", o.name)).collect();
                    let fixed = subjects.iter().map(|(name, _)| *name);
                    let valid = fixed.chain(options.iter().map(String::as_str));
                    let help = nearest_or_all(&text, valid.collect::<Vec<_>>());
                    self.error(subject.value.span.clone(), format!("`{text}` is nothing to choose on"), Some(help));
                    return Tree::absent();
                }
            },
        };
        self.arms(node, entries, subject, of_words)
    }

    pub(super) fn arms(&mut self, node: &Node, entries: &[Entry], subject: Subject, of_tables: bool) -> Tree {
        let closed = self.closed_set(node, &subject);
        let mut choose = Choose { subject, arms: Vec::new(), other: None };
        for entry in entries.iter().filter(|entry| entry.key != "$choose") {
            let before = (self.failed, self.resource);
            self.failed |= choose.subject == Subject::Task && entry.key == FAILED;
            self.resource |= choose.subject == Subject::Reply && ["one", "list", "value"].contains(&entry.key.as_str());
            let tree =
                self.within(&entry.key, |p| if of_tables { p.word_table(&entry.value) } else { p.value(&entry.value) });
            (self.failed, self.resource) = before;
            if entry.key == "*" {
                choose.other = Some(Box::new(tree));
            } else if let Some(label) = self.label(entry, &choose.subject, closed.as_deref()) {
                choose.arms.push((label, tree));
            }
        }
        if self.place == Place::Word && closed.is_none() && choose.other.is_none() {
            self.error_at(node, "a table of words needs a `\"*\"` for everything else");
        }
        if let (Some(closed), None) = (&closed, &choose.other) {
            let has = |name: &str| choose.arms.iter().any(|(label, _)| matches!(label, Label::Name(n) if n == name));
            let missing: Vec<_> = closed.iter().filter(|name| !has(name)).map(|name| format!("`{name}`")).collect();
            if !missing.is_empty() {
                self.error_at(node, format!("the choice misses {} and has no `\"*\"`", missing.join(", ")));
            }
        }
        if let (Some(closed), Some(_)) = (&closed, &choose.other) {
            if choose.arms.len() >= closed.len() {
                self.error_at(node, "`\"*\"` can never be chosen: every value has its own arm");
            }
        }
        Tree::Choose(choose)
    }

    pub(super) fn closed_set(&mut self, node: &Node, subject: &Subject) -> Option<Vec<String>> {
        match subject {
            Subject::Fault | Subject::Reply => None,
            Subject::Task => Some(TASK_STATES.iter().map(|state| (*state).to_owned()).collect()),
            Subject::Severity => Some(vec!["soft".to_owned(), "hard".to_owned()]),
            Subject::Option(name) => {
                let values = self.options.iter().find(|o| o.name == *name).and_then(|option| option.values.clone());
                if values.is_none() {
                    self.error_at(node, format!("option `{name}` takes any text; a choice needs a list of values"));
                    return Some(Vec::new());
                }
                values
            }
        }
    }

    pub(super) fn label(&mut self, entry: &Entry, subject: &Subject, closed: Option<&[String]>) -> Option<Label> {
        let key = &entry.key;
        if let Some(closed) = closed {
            if closed.contains(key) {
                return Some(Label::Name(key.clone()));
            }
            let help = nearest_or_all(key, closed.iter().map(String::as_str));
            self.error_key(entry, format!("label `{key}` can never be chosen"), help);
            return None;
        }
        if *subject == Subject::Reply {
            return self.reply_label(entry);
        }
        if let (3, Ok(status)) = (key.len(), key.parse::<u16>()) {
            if (400..=599).contains(&status) {
                return Some(Label::Status(status));
            }
            self.error_key(entry, format!("label `{key}` can never be chosen: a fault's status is 400 to 599"), None);
            return None;
        }
        match key.as_str() {
            "4xx" => Some(Label::Class(4)),
            "5xx" => Some(Label::Class(5)),
            code if code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
                && code.starts_with(|c: char| c.is_ascii_lowercase()) =>
            {
                Some(Label::Code(key.clone()))
            }
            _ => {
                let help = "valid: a fault's code, a status such as `404`, `4xx`, `5xx`, `*`".to_owned();
                self.error_key(entry, format!("`{key}` is no label of a choice on `$fault`"), help);
                None
            }
        }
    }

    fn reply_label(&mut self, entry: &Entry) -> Option<Label> {
        let key = entry.key.as_str();
        let status = key.parse::<u16>().ok().filter(|status| key.len() == 3 && REPLY_STATUSES.contains(status));
        if let Some(status) = status {
            return Some(Label::Status(status));
        }
        if RESOURCE_KINDS.contains(&key) {
            return Some(Label::Name(key.to_owned()));
        }
        let statuses: Vec<_> = REPLY_STATUSES.iter().map(u16::to_string).collect();
        let valid = statuses.iter().map(String::as_str).chain(RESOURCE_KINDS.iter().copied()).chain(["*"]);
        let help = nearest_or_all(key, valid.collect::<Vec<_>>());
        self.error_key(entry, format!("`{key}` is no label of a choice on `$reply`"), help);
        None
    }
}

/// Whether a word, or one of the words that a choice leads to, is written as something else than text.
fn is_no_text(word: &Tree) -> bool {
    match word {
        Tree::Literal(scalar) => !matches!(scalar, Scalar::Text(_)),
        Tree::Hole(hole) => match &hole.of {
            HoleOf::Field(field) => field.row().kind != Kind::Text && hole.format != Format::String,
            HoleOf::Param(_) | HoleOf::Extension(_) => hole.format != Format::String,
            HoleOf::Option(_) | HoleOf::Word(_) => false,
        },
        Tree::Choose(_) => word.children().any(is_no_text),
        _ => false,
    }
}

/// Whether a word, or one of the words that a choice leads to, could have no text.
fn may_vanish(word: &Tree) -> bool {
    match word {
        Tree::Choose(_) => word.children().any(may_vanish),
        word => word.presence() == Presence::Maybe,
    }
}
