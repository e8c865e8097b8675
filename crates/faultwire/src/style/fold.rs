//! Partial evaluation: what a definition knows is replaced in the tree before compiling.

use super::field::{Field, Format};
use super::tree::{Absence, Hole, HoleOf, Key, Member, Scalar, Tree, Word};
use super::value_text;
use crate::fault::{FaultType, Part};

/// What is known of the faults that a folded program will render.
pub(crate) struct Known<'a> {
    pub(crate) style: &'a str,
    pub(crate) fault_type: &'a FaultType,
    /// The fault's status in this style.
    pub(crate) fault_status: u16,
    /// The status on the wire.
    pub(crate) status: u16,
    /// The occurrence has a message of its own, so the definition's does not count.
    pub(crate) own_message: bool,
    /// The occurrence is nothing but its definition.
    pub(crate) bare: bool,
}

impl Known<'_> {
    /// Folds a body, which never vanishes as a whole.
    pub(crate) fn fold_body(&self, body: &Tree) -> Tree {
        match body {
            Tree::Choose(choose) => {
                let severity = self.fault_type.severity_word();
                let arm = choose.pick(self.fault_type.code(), self.fault_status, severity);
                arm.map_or_else(Tree::absent, |arm| self.fold_body(arm))
            }
            body => self.folded(body),
        }
    }

    fn fold(&self, tree: &Tree) -> Tree {
        self.folded(tree).settled(tree)
    }

    fn folded(&self, tree: &Tree) -> Tree {
        match tree {
            Tree::Literal(_) | Tree::Present(_) => tree.clone(),
            Tree::Hole(hole) => self.hole(hole),
            Tree::Text(pieces) => Tree::join(pieces.iter().map(|piece| self.fold(piece))),
            Tree::Object(members) => Tree::Object(members.iter().filter_map(|member| self.member(member)).collect()),
            Tree::Array(items) => {
                Tree::Array(items.iter().map(|item| self.fold(item)).filter(|item| !item.is_absent()).collect())
            }
            Tree::Each { list: Field::Violations | Field::Notes, .. } if self.bare => Tree::absent(),
            Tree::Each { list, empty, item } => {
                Tree::Each { list: *list, empty: *empty, item: Box::new(self.fold(item)) }
            }
            Tree::Word(word) => match word.own(self.style, self.fault_type) {
                Some(own) => known_text(own, Format::Plain),
                None => {
                    let table = self.fold(&word.table);
                    match table.literal() {
                        Some(scalar) => known_text(&scalar.text(), Format::Plain),
                        None => Tree::Word(Word { table: Box::new(table), ..word.clone() }),
                    }
                }
            },
            Tree::Choose(choose) => {
                let severity = self.fault_type.severity_word();
                let arm = choose.pick(self.fault_type.code(), self.fault_status, severity);
                arm.map_or_else(Tree::absent, |arm| self.fold(arm).chosen())
            }
        }
    }

    fn member(&self, member: &Member) -> Option<Member> {
        let spreads_item = matches!(&member.value, Tree::Hole(Hole { of: HoleOf::Field(Field::ItemExtensions), .. }));
        if self.bare && member.key == Key::Spread && !spreads_item {
            return None;
        }
        // A member that is absent for this definition keeps its name: no extension may take it.
        let value = self.fold(&member.value);
        let key = match &member.key {
            Key::Tree(key) => self.fold(key).into_key(),
            key => key.clone(),
        };
        Some(Member { key, value })
    }

    fn hole(&self, hole: &Hole) -> Tree {
        let HoleOf::Field(field) = hole.of else {
            return if self.bare { self.nothing(hole) } else { Tree::Hole(self.with_default(hole)) };
        };
        let text = |text: &str| known_text(text, hole.format);
        let optional = |value: Option<&str>| match (value, &hole.absence) {
            (Some(value), _) => text(value),
            (None, Absence::Default(default)) => self.fold(default),
            (None, _) => Tree::absent(),
        };
        let number = |value: i64| match hole.format {
            Format::String => Tree::known(Scalar::Text(value.to_string())),
            _ => Tree::known(Scalar::Int(value)),
        };
        match field {
            Field::Null => Tree::known(Scalar::Null),
            Field::Code => text(self.fault_type.code()),
            Field::Title => text(self.fault_type.title()),
            Field::Severity => text(self.fault_type.severity_word()),
            Field::HelpUri => optional(self.fault_type.help_uri()),
            Field::TypeUri => optional(self.fault_type.uri()),
            Field::FaultStatus => number(self.fault_status.into()),
            Field::Status => number(self.status.into()),
            Field::Number => match (self.fault_type.error_number(), &hole.absence) {
                (Some(value), _) => number(value),
                (None, Absence::Default(default)) => self.fold(default),
                (None, _) => Tree::absent(),
            },
            Field::Details | Field::FirstPointer if self.bare => self.nothing(hole),
            Field::RetryAfter if self.bare && self.fault_type.retry_hint().is_none() => self.nothing(hole),
            Field::Message if !self.own_message && matches!(hole.format, Format::Plain | Format::String) => {
                self.message()
            }
            _ => Tree::Hole(self.with_default(hole)),
        }
    }

    /// What stands for a hole that certainly has no value.
    fn nothing(&self, hole: &Hole) -> Tree {
        match &hole.absence {
            Absence::Default(default) => self.fold(default),
            Absence::Never | Absence::Optional => Tree::absent(),
        }
    }

    fn with_default(&self, hole: &Hole) -> Hole {
        let mut hole = hole.clone();
        if let Absence::Default(default) = &mut hole.absence {
            **default = self.fold(default);
        }
        hole
    }

    /// The template: fixed parts as literals, placeholders as parameters, those without a value as they are written.
    fn message(&self) -> Tree {
        Tree::join(self.fault_type.message_parts().map(|part| match part {
            Part::Text(text) => Tree::text(text),
            Part::Name(name) if self.bare => Tree::text(format!("{{{name}}}")),
            Part::Name(name) => Tree::Hole(Hole {
                of: HoleOf::Param(name.to_owned()),
                format: Format::String,
                absence: Absence::Default(Box::new(Tree::text(format!("{{{name}}}")))),
            }),
        }))
    }
}

fn known_text(text: &str, format: Format) -> Tree {
    Tree::known(Scalar::Text(value_text(text, format).into_owned()))
}
