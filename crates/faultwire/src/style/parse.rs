//! Reads the values of a page, and reports everything that is wrong with them.

use super::diagnostic::{Diagnostic, nearest_or_all};
use super::field::{FIELDS, FORMATS, Field, Format, Kind as FieldKind, Scope};
use super::hole::{self, Written, WrittenAbsence, WrittenHole};
use super::node::{Entry, Kind, Node};
use super::page::OptionRule;
use super::tree::{Absence, Choose, Hole, HoleOf, Key, Label, Member, Presence, Scalar, Subject, Tree};
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
        }
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

    fn error(&mut self, span: Option<std::ops::Range<usize>>, message: String, help: Option<String>) {
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
            // A success that has a body: no 204, 205 or redirection.
            Tree::Literal(Scalar::Int(200..=203 | 206..=299 | 400..=599)) => {}
            Tree::Hole(Hole { of: HoleOf::Field(Field::FaultStatus), .. }) => {}
            Tree::Choose(choose) => {
                for arm in choose.arms.iter().map(|(_, arm)| arm).chain(choose.other.as_deref()) {
                    self.check_status(node, arm);
                }
            }
            _ => self.error_at(
                node,
                "a status is a number (200 to 299 or 400 to 599, with a body), `$fault_status`, or a choice of these",
            ),
        }
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

    fn wrong(&mut self, node: &Node, message: &str) -> Tree {
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

    /// The map of a spread: `"..." = "$extensions"`.
    fn spread(&mut self, node: &Node) -> Tree {
        let span = node.span.clone();
        let text = self.string(node).unwrap_or_default();
        let Some((name, format)) = map_hole(&text) else {
            self.error(
                span,
                "`...` takes a map".into(),
                Some("valid: `$extensions`, `$params`, `$params:string`".into()),
            );
            return Tree::absent();
        };
        let row = FIELDS.iter().find(|row| row.name == name && row.kind == FieldKind::Map);
        let Some(row) = row else {
            let maps = FIELDS.iter().filter(|row| row.kind == FieldKind::Map).map(|row| row.name);
            self.error(span, format!("`${name}` is no map"), Some(nearest_or_all(&name, maps)));
            return Tree::absent();
        };
        self.check_scope(span.clone(), row.scope, row.name);
        let format = format.map_or(Format::Plain, |format| self.format(span, &format, FieldKind::Map));
        Tree::Hole(Hole { of: HoleOf::Field(row.field), format, absence: Absence::Optional })
    }

    fn each(&mut self, node: &Node, entries: &[Entry]) -> Tree {
        self.known_keys(entries, &["$each", "$item"]);
        let find = |key: &str| entries.iter().find(|entry| entry.key == key);
        let (Some(list), Some(item)) = (find("$each"), find("$item")) else {
            return self.wrong(node, "a list needs both `$each` and `$item`");
        };
        let lists: Vec<String> = FIELDS
            .iter()
            .filter(|row| row.kind == FieldKind::List)
            .map(|row| format!("${}{}", row.name, if row.optional { "?" } else { "" }))
            .collect();
        let text = self.string(&list.value).unwrap_or_default();
        let named = match hole::read(&text) {
            Ok(Written::Hole(WrittenHole { name, format: None, absence })) => {
                FIELDS.iter().find(|row| row.name == name && row.kind == FieldKind::List).map(|row| (row, absence))
            }
            _ => None,
        };
        let Some((row, absence)) = named else {
            let help = nearest_or_all(&text, lists.iter().map(String::as_str));
            self.error(list.value.span.clone(), format!("`{text}` is no list"), Some(help));
            // What is wrong inside is said as well, but for what depends on the list.
            self.unknown_list = true;
            self.within("$item", |p| p.value(&item.value));
            self.unknown_list = false;
            return Tree::absent();
        };
        let optional = matches!(absence, WrittenAbsence::Optional);
        if row.optional && !optional {
            let help = format!("write `${}?` to leave the list out when it is empty", row.name);
            self.error(list.value.span.clone(), format!("`${}` may be empty", row.name), Some(help));
        }
        if self.list.is_some() {
            self.error(list.value.span.clone(), "an `$each` cannot stand in another".into(), None);
        }
        let outer = self.list.replace(row.field);
        let item = self.within("$item", |p| p.value(&item.value));
        self.list = outer;
        Tree::Each { list: row.field, optional: optional && row.optional, item: Box::new(item) }
    }

    fn choose(&mut self, node: &Node, entries: &[Entry], of_words: bool) -> Tree {
        let Some(subject) = entries.iter().find(|entry| entry.key == "$choose") else { return Tree::absent() };
        let text = self.string(&subject.value).unwrap_or_default();
        let subject = match text.as_str() {
            "$fault" if !of_words => Subject::Fault,
            "$severity" if !of_words => Subject::Severity,
            other => match other.strip_prefix("$option.") {
                Some(name) if self.options.iter().any(|option| option.name == name) => Subject::Option(name.to_owned()),
                _ => {
                    let options: Vec<_> = self.options.iter().map(|o| format!("$option.{}", o.name)).collect();
                    let fixed: &[&str] = if of_words { &[] } else { &["$fault", "$severity"] };
                    let valid = fixed.iter().copied().chain(options.iter().map(String::as_str));
                    let help = nearest_or_all(other, valid.collect::<Vec<_>>());
                    self.error(subject.value.span.clone(), format!("`{other}` is nothing to choose on"), Some(help));
                    return Tree::absent();
                }
            },
        };
        self.arms(node, entries, subject, of_words)
    }

    fn arms(&mut self, node: &Node, entries: &[Entry], subject: Subject, of_tables: bool) -> Tree {
        let closed = self.closed_set(node, &subject);
        let mut choose = Choose { subject, arms: Vec::new(), other: None };
        for entry in entries.iter().filter(|entry| entry.key != "$choose") {
            let tree =
                self.within(&entry.key, |p| if of_tables { p.word_table(&entry.value) } else { p.value(&entry.value) });
            if entry.key == "*" {
                choose.other = Some(Box::new(tree));
            } else if let Some(label) = self.label(entry, closed.as_deref()) {
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

    fn closed_set(&mut self, node: &Node, subject: &Subject) -> Option<Vec<String>> {
        match subject {
            Subject::Fault => None,
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

    fn label(&mut self, entry: &Entry, closed: Option<&[String]>) -> Option<Label> {
        let key = &entry.key;
        if let Some(closed) = closed {
            if closed.contains(key) {
                return Some(Label::Name(key.clone()));
            }
            let help = nearest_or_all(key, closed.iter().map(String::as_str));
            self.error_key(entry, format!("label `{key}` can never be chosen"), help);
            return None;
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

    fn text(&mut self, node: &Node, text: &str) -> Tree {
        match hole::read(text) {
            Ok(written) => self.written(node.span.clone(), &written),
            Err(message) => self.wrong(node, &message),
        }
    }

    fn written(&mut self, span: Option<std::ops::Range<usize>>, written: &Written<'_>) -> Tree {
        match written {
            Written::Literal(text) => Tree::text(text.clone()),
            Written::Text(pieces) => {
                let pieces = pieces.iter().map(|piece| match piece {
                    Written::Hole(WrittenHole { name: name @ ("null" | "absent"), .. }) => {
                        self.error(span.clone(), format!("`${name}` is no piece of a text"), None);
                        Tree::absent()
                    }
                    piece => self.written(span.clone(), piece),
                });
                Tree::Text(pieces.collect())
            }
            Written::Hole(hole) => self.hole(span, hole),
        }
    }

    fn hole(&mut self, span: Option<std::ops::Range<usize>>, written: &WrittenHole<'_>) -> Tree {
        let Some((of, kind, optional)) = self.look_up(span.clone(), written.name) else { return Tree::absent() };
        if matches!(kind, FieldKind::Map | FieldKind::List) {
            let way = if kind == FieldKind::Map { "spread it: `\"...\" = " } else { "list it: `\"$each\" = " };
            let help = format!("{way}\"${}\"`", written.name);
            self.error(span, format!("`${}` is no single value", written.name), Some(help));
            return Tree::absent();
        }
        if let (HoleOf::Word(word), Some(_)) = (&of, written.format) {
            let help = "spell the words of the table as they should be".to_owned();
            self.error(span.clone(), format!("`$word.{word}` takes no format"), Some(help));
        }
        let format = written.format.map_or(Format::Plain, |format| self.format(span.clone(), format, kind));
        let absence = match written.absence {
            WrittenAbsence::Never if of == HoleOf::Field(Field::Absent) => Absence::Optional,
            WrittenAbsence::Never if optional => {
                let help = format!("write `${name}?` to leave it out, or `${name}??default`", name = written.name);
                self.error(span, format!("`${}` may be absent", written.name), Some(help));
                Absence::Optional
            }
            WrittenAbsence::Never => Absence::Never,
            WrittenAbsence::Optional if optional => Absence::Optional,
            WrittenAbsence::Optional => Absence::Never,
            WrittenAbsence::Default(default) => Absence::Default(Box::new(match hole::read(default) {
                Ok(Written::Hole(_)) | Err(_) => {
                    self.error(span, format!("`{default}` is no default: a literal or a text with `${{…}}`"), None);
                    Tree::absent()
                }
                Ok(text) => {
                    let tree = self.written(span.clone(), &text);
                    if tree.presence() == Presence::Maybe {
                        self.error(span, "a default is always there: no `?` in it".into(), None);
                    }
                    tree
                }
            })),
        };
        Tree::Hole(Hole { of, format, absence })
    }

    fn look_up(&mut self, span: Option<std::ops::Range<usize>>, name: &str) -> Option<(HoleOf, FieldKind, bool)> {
        if let Some(option) = name.strip_prefix("option.") {
            if self.options.iter().any(|rule| rule.name == option) {
                return Some((HoleOf::Option(option.to_owned()), FieldKind::Text, false));
            }
        }
        if let Some(word) = name.strip_prefix("word.") {
            if self.words.iter().any(|known| known == word) {
                return Some((HoleOf::Word(word.to_owned()), FieldKind::Text, false));
            }
            if self.place == Place::Word {
                self.error(span, "a word cannot be made of other words".into(), None);
                return None;
            }
        }
        if let Some(param) = name.strip_prefix("params.").filter(|name| !name.is_empty()) {
            return Some((HoleOf::Param(param.to_owned()), FieldKind::Any, true));
        }
        if let Some(extension) = name.strip_prefix("extensions.").filter(|name| !name.is_empty()) {
            return Some((HoleOf::Extension(extension.to_owned()), FieldKind::Any, true));
        }
        if let Some(row) = FIELDS.iter().find(|row| row.name == name) {
            self.check_scope(span, row.scope, name);
            return Some((HoleOf::Field(row.field), row.kind, row.optional));
        }
        let known: Vec<String> = FIELDS
            .iter()
            .map(|row| format!("${}", row.name))
            .chain(self.options.iter().map(|option| format!("$option.{}", option.name)))
            .chain(self.words.iter().map(|word| format!("$word.{word}")))
            .collect();
        let wrong = format!("${name}");
        let help = nearest_or_all(&wrong, known.iter().map(String::as_str));
        self.error(span, format!("unknown hole `{wrong}`"), Some(help));
        None
    }

    fn check_scope(&mut self, span: Option<std::ops::Range<usize>>, scope: Scope, name: &str) {
        let Scope::Item(lists) = scope else { return };
        if self.unknown_list || self.list.is_some_and(|list| lists.contains(&list)) {
            return;
        }
        let names: Vec<_> = lists.iter().map(|list| format!("`${}`", list.row().name)).collect();
        let help = format!("it belongs into the `$item` of an `$each` over {}", names.join(" or "));
        self.error(span, format!("`${name}` has no meaning here"), Some(help));
    }

    fn format(&mut self, span: Option<std::ops::Range<usize>>, name: &str, kind: FieldKind) -> Format {
        let valid = || FORMATS.iter().filter(|(_, _, kinds)| kinds.contains(&kind)).map(|(name, ..)| *name);
        match FORMATS.iter().find(|(known, ..)| *known == name) {
            Some((_, format, kinds)) if kinds.contains(&kind) => *format,
            known => {
                let what = if known.is_some() { "does not fit this hole" } else { "is unknown" };
                let help = nearest_or_all(name, valid().collect::<Vec<_>>());
                self.error(span, format!("format `{name}` {what}"), Some(help));
                Format::Plain
            }
        }
    }
}

/// Whether a word, or one of the words that a choice leads to, could have no text.
fn may_vanish(word: &Tree) -> bool {
    match word {
        Tree::Choose(_) => word.children().any(may_vanish),
        word => word.presence() == Presence::Maybe,
    }
}

/// The name and format of a hole that stands alone and has no default.
fn map_hole(text: &str) -> Option<(String, Option<String>)> {
    match hole::read(text) {
        Ok(Written::Hole(WrittenHole { name, format, absence: WrittenAbsence::Never | WrittenAbsence::Optional })) => {
            Some((name.to_owned(), format.map(str::to_owned)))
        }
        _ => None,
    }
}
