//! Reads the values of a page, and reports everything that is wrong with them.

mod choice;
mod holes;

use super::diagnostic::{Diagnostic, nearest_or_all};
use super::field::{FIELDS, Field, Kind as FieldKind, Section};
use super::hole::{self, Written, WrittenAbsence, WrittenHole};
use super::node::{Entry, Kind, Node};
use super::page::OptionRule;
use super::tree::{Empty, Key, Member, Scalar, Tree};
use crate::fault::is_xml_name;

/// How deep values of a page may nest.
const MAX_DEPTH: usize = 32;

pub(crate) struct Parser<'a> {
    pub(crate) found: Vec<Diagnostic>,
    pub(crate) options: Vec<OptionRule>,
    pub(crate) words: Vec<String>,
    /// Pages of the configuration that have mistakes of their own.
    pub(crate) broken: Vec<String>,
    base: &'a [String],
    path: Vec<String>,
    /// The list of the `$each` around the value.
    list: Option<Field>,
    /// That list is not known, so what its items have is not either.
    unknown_list: bool,
    place: Place,
    section: Section,
    /// In an arm for tasks that failed: there is a fault.
    failed: bool,
    /// In an arm for replies with a resource.
    resource: bool,
}

/// What kind of value is read: some holes make no sense in some.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Value,
    Word,
    Scalar,
}

impl<'a> Parser<'a> {
    pub(crate) const fn new(base: &'a [String]) -> Self {
        Self {
            found: Vec::new(),
            options: Vec::new(),
            words: Vec::new(),
            broken: Vec::new(),
            base,
            path: Vec::new(),
            list: None,
            unknown_list: false,
            place: Place::Value,
            section: Section::Fault,
            failed: false,
            resource: false,
        }
    }

    /// Reads one of the sections of a page.
    pub(crate) fn section<T>(&mut self, section: Section, read: impl FnOnce(&mut Self) -> T) -> T {
        self.section = section;
        let result = self.within(section.key(), read);
        self.section = Section::Fault;
        result
    }

    pub(crate) fn within<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(key.to_owned());
        let result = read(self);
        self.path.pop();
        result
    }

    pub(crate) fn error_at(&mut self, node: &Node, message: impl Into<String>) {
        self.error(node.span.clone(), message.into(), None);
    }

    pub(crate) fn error_helped(&mut self, node: &Node, message: String, help: String) {
        self.error(node.span.clone(), message, Some(help));
    }

    pub(crate) fn error_key(&mut self, entry: &Entry, message: String, help: impl Into<Option<String>>) {
        self.within(&entry.key, |p| p.error(entry.key_span.clone(), message, help.into()));
    }

    pub(super) fn error(&mut self, span: Option<std::ops::Range<usize>>, message: String, help: Option<String>) {
        let path = [self.base, self.path.as_slice()].concat().join(".");
        self.found.push(Diagnostic::new(span, &path, message).with_help(help));
    }

    pub(crate) fn table<'n>(&mut self, node: &'n Node, message: &str) -> Option<&'n [Entry]> {
        if let Kind::Table(entries) = &node.kind {
            return Some(entries);
        }
        self.error_at(node, format!("{message}, not {}", node.noun()));
        None
    }

    pub(crate) fn known_keys(&mut self, entries: &[Entry], known: &[&str]) {
        for entry in entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let help = nearest_or_all(&entry.key, known.iter().copied());
            self.error_key(entry, format!("unknown key `{}`", entry.key), help);
        }
    }

    pub(crate) fn string(&mut self, node: &Node) -> Option<String> {
        if let Kind::Text(text) = &node.kind {
            return Some(text.clone());
        }
        self.error_at(node, format!("expected a string, not {}", node.noun()));
        None
    }

    pub(crate) fn boolean(&mut self, node: &Node) -> Option<bool> {
        if let Kind::Bool(value) = node.kind {
            return Some(value);
        }
        self.error_at(node, format!("expected true or false, not {}", node.noun()));
        None
    }

    /// A string or a list of at least one.
    pub(crate) fn strings<'n>(&mut self, node: &'n Node) -> Vec<(String, &'n Node)> {
        let items: &[Node] = match &node.kind {
            Kind::Array(items) => items,
            _ => std::slice::from_ref(node),
        };
        if items.is_empty() {
            self.error_at(node, "expected at least one string");
        }
        items.iter().filter_map(|item| self.string(item).map(|text| (text, item))).collect()
    }

    pub(crate) fn xml_name(&mut self, node: &Node) -> Option<String> {
        let name = self.string(node)?;
        if !is_xml_name(&name) {
            self.error_at(node, format!("`{name}` is no XML name"));
        }
        Some(name)
    }

    /// A value that is one text or number, as in a header.
    pub(crate) fn scalar(&mut self, node: &Node) -> Tree {
        let place = std::mem::replace(&mut self.place, Place::Scalar);
        let tree = self.value(node);
        self.place = place;
        tree
    }

    pub(crate) fn value(&mut self, node: &Node) -> Tree {
        if self.path.len() > MAX_DEPTH {
            self.error_at(node, format!("values nest deeper than {MAX_DEPTH}"));
            return Tree::absent();
        }
        match &node.kind {
            Kind::Text(text) => self.text(node, text),
            Kind::Int(value) => Tree::Literal(Scalar::Int(*value)),
            Kind::Float(value) if value.is_finite() => Tree::Literal(Scalar::Float(*value)),
            Kind::Bool(value) => Tree::Literal(Scalar::Bool(*value)),
            Kind::Array(_) if self.place != Place::Value => self.wrong(node, "a text, number or choice is needed here"),
            Kind::Array(items) => Tree::Array(
                items.iter().enumerate().map(|(at, item)| self.within(&at.to_string(), |p| p.value(item))).collect(),
            ),
            Kind::Table(entries) if entries.iter().any(|e| e.key == "$choose") => self.choose(node, entries, false),
            Kind::Table(_) if self.place != Place::Value => self.wrong(node, "a text, number or choice is needed here"),
            Kind::Table(entries) if entries.iter().any(|e| e.key == "$each" || e.key == "$item") => {
                self.each(node, entries)
            }
            Kind::Table(entries) => {
                Tree::Object(entries.iter().map(|entry| self.within(&entry.key, |p| p.member(entry))).collect())
            }
            Kind::Float(_) | Kind::Other(_) => self.wrong(node, &format!("{} cannot stand in a page", node.noun())),
        }
    }

    pub(super) fn wrong(&mut self, node: &Node, message: &str) -> Tree {
        self.error_at(node, message);
        Tree::absent()
    }

    fn member(&mut self, entry: &Entry) -> Member {
        if entry.key == "..." {
            return Member { key: Key::Spread, value: self.spread(&entry.value) };
        }
        let key = match hole::read(&entry.key) {
            Ok(Written::Literal(name)) => Key::Fixed(name),
            Ok(written) => {
                let place = std::mem::replace(&mut self.place, Place::Scalar);
                let tree = self.written(entry.key_span.clone(), &written);
                self.place = place;
                Key::Tree(Box::new(tree))
            }
            Err(message) => {
                self.error(entry.key_span.clone(), message, None);
                Key::Fixed(String::new())
            }
        };
        Member { key, value: self.value(&entry.value) }
    }

    fn each(&mut self, node: &Node, entries: &[Entry]) -> Tree {
        self.known_keys(entries, &["$each", "$item"]);
        let find = |key: &str| entries.iter().find(|entry| entry.key == key);
        let (Some(list), Some(item)) = (find("$each"), find("$item")) else {
            return self.wrong(node, "a list needs both `$each` and `$item`");
        };
        let text = self.string(&list.value).unwrap_or_default();
        let named = match hole::read(&text) {
            Ok(Written::Hole(WrittenHole { name, format: None, absence })) => {
                FIELDS.iter().find(|row| row.name == name && row.kind == FieldKind::List).map(|row| (row, absence))
            }
            _ => None,
        };
        let Some((row, absence)) = named else {
            let lists = FIELDS.iter().filter(|row| row.kind == FieldKind::List && self.has(row.scope));
            let lists: Vec<String> =
                lists.map(|row| format!("${}{}", row.name, if row.optional { "?" } else { "" })).collect();
            let help = nearest_or_all(&text, lists.iter().map(String::as_str));
            self.error(list.value.span.clone(), format!("`{text}` is no list"), Some(help));
            // What is wrong inside is said as well, but for what depends on the list.
            self.unknown_list = true;
            self.within("$item", |p| p.value(&item.value));
            self.unknown_list = false;
            return Tree::absent();
        };
        self.check_scope(list.value.span.clone(), row.scope, row.name);
        let empty = match absence {
            _ if !row.optional => Empty::Never,
            WrittenAbsence::Optional => Empty::LeftOut,
            WrittenAbsence::Default("[]") => Empty::Shown,
            _ => {
                let name = row.name;
                let help =
                    format!("write `${name}?` to leave the list out when it is empty, or `${name}??[]` to show it");
                self.error(list.value.span.clone(), format!("`${name}` may be empty"), Some(help));
                Empty::LeftOut
            }
        };
        if self.list.is_some() {
            self.error(list.value.span.clone(), "an `$each` cannot stand in another".into(), None);
        }
        let outer = self.list.replace(row.field);
        let item = self.within("$item", |p| p.value(&item.value));
        self.list = outer;
        Tree::Each { list: row.field, empty, item: Box::new(item) }
    }
}
