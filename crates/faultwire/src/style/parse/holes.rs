//! Holes: names, formats, and what happens when there is nothing to show.

use std::ops::Range;

use super::super::diagnostic::nearest_or_all;
use super::super::field::{FIELDS, FORMATS, Field, Format, Kind as FieldKind, Scope, Section};
use super::super::hole::{self, Written, WrittenAbsence, WrittenHole};
use super::super::node::Node;
use super::super::tree::{Absence, Hole, HoleOf, Presence, Tree};
use super::{Parser, Place};

impl Parser<'_> {
    pub(super) fn text(&mut self, node: &Node, text: &str) -> Tree {
        match hole::read(text) {
            Ok(written) => self.written(node.span.clone(), &written),
            Err(message) => self.wrong(node, &message),
        }
    }

    pub(super) fn written(&mut self, span: Option<Range<usize>>, written: &Written<'_>) -> Tree {
        match written {
            Written::Literal(text) => Tree::text(text.clone()),
            Written::Text(pieces) => {
                let pieces = pieces.iter().map(|piece| match piece {
                    Written::Hole(WrittenHole { name: name @ ("null" | "absent" | "resource"), .. }) => {
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

    pub(super) fn hole(&mut self, span: Option<Range<usize>>, written: &WrittenHole<'_>) -> Tree {
        let Some((of, kind, optional)) = self.look_up(span.clone(), written.name) else { return Tree::absent() };
        if matches!(kind, FieldKind::Map | FieldKind::List) {
            let way = if kind == FieldKind::Map { "spread it: `\"...\" = " } else { "list it: `\"$each\" = " };
            let help = format!("{way}\"${}\"`", written.name);
            self.error(span, format!("`${}` is no single value", written.name), Some(help));
            return Tree::absent();
        }
        if kind == FieldKind::Payload && self.place != Place::Value {
            self.error(span.clone(), format!("`${}` is a value of its own, no part of a text", written.name), None);
        }
        if let (HoleOf::Word(word), Some(_)) = (&of, written.format) {
            let help = "spell the words of the table as they should be".to_owned();
            self.error(span.clone(), format!("`$word.{word}` takes no format"), Some(help));
        }
        let format = written.format.map_or(Format::Plain, |format| self.format(span.clone(), format, kind));
        let absence = match written.absence {
            WrittenAbsence::Never if of == HoleOf::Field(Field::Absent) => Absence::Optional,
            WrittenAbsence::Never if optional => {
                let name = written.name;
                let help = match kind {
                    FieldKind::Payload => format!("write `${name}?` to leave it out, or choose on `$reply`"),
                    _ => format!("write `${name}?` to leave it out, or `${name}??default`"),
                };
                self.error(span, format!("`${}` may be absent", written.name), Some(help));
                Absence::Optional
            }
            WrittenAbsence::Never => Absence::Never,
            WrittenAbsence::Optional if optional => Absence::Optional,
            WrittenAbsence::Optional => Absence::Never,
            WrittenAbsence::Default(_) if kind == FieldKind::Payload => {
                let help = "choose on `$reply`: `one`, `list`, `value`, `none`".to_owned();
                self.error(span, format!("`${}` takes no default", written.name), Some(help));
                Absence::Optional
            }
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

    pub(super) fn look_up(&mut self, span: Option<Range<usize>>, name: &str) -> Option<(HoleOf, FieldKind, bool)> {
        if let Some(option) = name.strip_prefix("option.") {
            if self.options.iter().any(|rule| rule.name == option) {
                return Some((HoleOf::Option(option.to_owned()), FieldKind::Text, false));
            }
        }
        if let Some(word) = name.strip_prefix("word.") {
            if self.words.iter().any(|known| known == word) {
                self.check_scope(span, Scope::Fault, name);
                return Some((HoleOf::Word(word.to_owned()), FieldKind::Text, false));
            }
            if self.place == Place::Word {
                self.error(span, "a word cannot be made of other words".into(), None);
                return None;
            }
        }
        if let Some(param) = name.strip_prefix("params.").filter(|name| !name.is_empty()) {
            self.check_scope(span, Scope::Fault, name);
            return Some((HoleOf::Param(param.to_owned()), FieldKind::Any, true));
        }
        if let Some(extension) = name.strip_prefix("extensions.").filter(|name| !name.is_empty()) {
            self.check_scope(span, Scope::Fault, name);
            return Some((HoleOf::Extension(extension.to_owned()), FieldKind::Any, true));
        }
        if let Some(row) = FIELDS.iter().find(|row| row.name == name) {
            self.check_scope(span, row.scope, name);
            let known = matches!(row.field, Field::Resource | Field::ResourceName) && self.resource;
            return Some((HoleOf::Field(row.field), row.kind, row.optional && !known));
        }
        let known: Vec<String> = FIELDS
            .iter()
            .filter(|row| matches!(row.scope, Scope::Item(_)) || self.has(row.scope))
            .map(|row| format!("${}", row.name))
            .chain(self.options.iter().map(|option| format!("$option.{}", option.name)))
            .chain(self.words.iter().map(|word| format!("$word.{word}")))
            .collect();
        let wrong = format!("${name}");
        let help = nearest_or_all(&wrong, known.iter().map(String::as_str));
        self.error(span, format!("unknown hole `{wrong}`"), Some(help));
        None
    }

    /// Whether a hole of this scope can stand here, but for those of items.
    pub(super) fn has(&self, scope: Scope) -> bool {
        scope.is_in(self.section) && (scope != Scope::Fault || self.section == Section::Fault || self.failed)
    }

    pub(super) fn check_scope(&mut self, span: Option<Range<usize>>, scope: Scope, name: &str) {
        let help = match scope {
            Scope::Item(lists) => {
                if self.unknown_list || self.list.is_some_and(|list| lists.contains(&list)) {
                    return;
                }
                let lists = lists.iter().map(|list| list.row()).filter(|row| self.has(row.scope));
                let names: Vec<_> = lists.map(|row| format!("`${}`", row.name)).collect();
                if names.is_empty() {
                    return self.error(span, format!("`${name}` has no meaning here"), None);
                }
                format!("it belongs into the `$item` of an `$each` over {}", names.join(" or "))
            }
            scope if self.has(scope) => return,
            Scope::Fault if self.section == Section::Task => {
                "it belongs into the `FAILED` arm of a choice on `$task.state`".to_owned()
            }
            Scope::Anywhere | Scope::Fault => "it belongs into `[fault]`".to_owned(),
            Scope::Reply => "it belongs into `[reply]`".to_owned(),
            Scope::Task => "it belongs into `[task]`".to_owned(),
            Scope::Success => "it belongs into `[reply]` or `[task]`".to_owned(),
        };
        self.error(span, format!("`${name}` has no meaning here"), Some(help));
    }

    pub(super) fn format(&mut self, span: Option<Range<usize>>, name: &str, kind: FieldKind) -> Format {
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

    /// The map of a spread: `"..." = "$extensions"`.
    pub(super) fn spread(&mut self, node: &Node) -> Tree {
        let span = node.span.clone();
        let text = self.string(node).unwrap_or_default();
        let Some((name, format)) = map_hole(&text) else {
            self.error(
                span,
                "`...` takes a map".into(),
                Some("valid: `$extensions`, `$params`, `$params:string`, `$members`".into()),
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
        if let (Field::Members, Some(format)) = (row.field, &format) {
            let message = format!("`$members` takes no format, such as `{format}`: they are written as they serialise");
            self.error(span.clone(), message, None);
        }
        let format = format.map_or(Format::Plain, |format| self.format(span, &format, FieldKind::Map));
        Tree::Hole(Hole { of: HoleOf::Field(row.field), format, absence: Absence::Optional })
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
