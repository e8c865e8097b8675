//! A value of a page, once it means something.

use std::fmt;

use super::field::{Field, Format};
use crate::fault::{FaultType, is_xml_name};
use crate::reply::Reply;

/// A template with typed holes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    Literal(Scalar),
    /// A fixed value in place of a hole: what it stands in does not vanish.
    Present(Box<Tree>),
    Hole(Hole),
    /// Text of several pieces: always a string; absent when one of its optional pieces is.
    Text(Vec<Tree>),
    Object(Vec<Member>),
    Array(Vec<Tree>),
    Each {
        list: Field,
        empty: Empty,
        item: Box<Tree>,
    },
    Choose(Choose),
    /// A word of the page, unless the fault's definition has its own.
    Word(Word),
}

/// What becomes of a list without items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Empty {
    /// It never is.
    Never,
    /// `?`: the list is left out.
    LeftOut,
    /// `??[]`: the list is shown without items.
    Shown,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    pub(crate) name: String,
    pub(crate) table: Box<Tree>,
    pub(crate) rule: WordRule,
}

/// What a definition's own word must hold to; one that does not is passed over for the page's.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum WordRule {
    /// It is a value: any text.
    Value,
    /// It is a key: not empty, none of its siblings, and an XML name where the page is also XML.
    Key { siblings: Vec<String>, xml: bool },
}

impl Word {
    /// The word of this definition's own, if it has one that fits.
    pub(crate) fn own<'t>(&self, style: &str, fault_type: &'t FaultType) -> Option<&'t str> {
        fault_type.word(style, &self.name).filter(|word| self.rule.accepts(word))
    }
}

impl WordRule {
    pub(crate) fn accepts(&self, word: &str) -> bool {
        match self {
            Self::Value => true,
            Self::Key { siblings, xml } => {
                !word.is_empty() && !siblings.iter().any(|name| name == word) && (!xml || is_xml_name(word))
            }
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Scalar {
    Text(String),
    Int(i64),
    Float(f64),
    Bool(bool),
    Null,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Hole {
    pub(crate) of: HoleOf,
    pub(crate) format: Format,
    pub(crate) absence: Absence,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum HoleOf {
    Field(Field),
    Param(String),
    Extension(String),
    /// Resolved when the style is given its options.
    Option(String),
    Word(String),
}

/// What happens when there is nothing to show.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Absence {
    /// There always is something.
    Never,
    /// `?`: the member is left out.
    Optional,
    /// `??`: this is shown.
    Default(Box<Tree>),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Member {
    pub(crate) key: Key,
    pub(crate) value: Tree,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Key {
    Fixed(String),
    /// A key that is a word, an option or a field.
    Tree(Box<Tree>),
    /// `"..."`: the members of the map that the value names.
    Spread,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Choose {
    pub(crate) subject: Subject,
    pub(crate) arms: Vec<(Label, Tree)>,
    pub(crate) other: Option<Box<Tree>>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Subject {
    Fault,
    Severity,
    /// The status of a reply, or what kind of resource it has.
    Reply,
    /// The state of a task.
    Task,
    Option(String),
}

/// What an arm of a choice is for. A code is more particular than a status, a status than a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Label {
    Code(String),
    Status(u16),
    Class(u16),
    Name(String),
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(name) | Self::Name(name) => f.write_str(name),
            Self::Status(status) => write!(f, "{status}"),
            Self::Class(class) => write!(f, "{class}xx"),
        }
    }
}

impl Choose {
    /// When the arm of this label is taken, or without a label the one for everything else; for people.
    pub(crate) fn condition(&self, label: Option<&Label>) -> String {
        match (label, self.arms.as_slice()) {
            (Some(label), _) => format!("for `{label}`"),
            (None, [(only, _)]) => format!("not for `{only}`"),
            (None, _) => "for `*`".to_owned(),
        }
    }

    /// Whether an arm is taken in any case.
    pub(crate) fn is_closed(&self) -> bool {
        let has = |name: &str| self.arms.iter().any(|(label, _)| matches!(label, Label::Name(known) if known == name));
        self.other.is_some()
            || match self.subject {
                // The page's check sees to it that no value is missed.
                Subject::Severity | Subject::Task => true,
                Subject::Reply => {
                    let has_status = |status: &u16| self.arms.iter().any(|(label, _)| *label == Label::Status(*status));
                    RESOURCE_KINDS.iter().all(|kind| has(kind)) || REPLY_STATUSES.iter().all(has_status)
                }
                Subject::Fault | Subject::Option(_) => false,
            }
    }

    /// The arm for a fault with this code and status, or for this word.
    pub(crate) fn pick(&self, code: &str, status: u16, severity: &str) -> Option<&Tree> {
        self.subject.pick(&self.arms, (code, status, severity)).or(self.other.as_deref())
    }
}

/// What a reply can have for a resource, as labels of a choice on `$reply`: an object, a list, something else, nothing.
pub(crate) const RESOURCE_KINDS: &[&str] = &["one", "list", "value", "none"];
/// The statuses of replies.
pub(crate) const REPLY_STATUSES: &[u16] = &[200, 201, 202, 204];
/// The states of tasks.
pub(crate) const TASK_STATES: &[&str] = &["IN_PROGRESS", "COMPLETED", FAILED];
/// The state of tasks that have a fault.
pub(crate) const FAILED: &str = "FAILED";

impl Subject {
    /// The arm for what an answer is about: a reply, a fault (its code, status and severity), or a reply and the fault
    /// of its task.
    pub(crate) fn pick_for<'t, T>(
        &self,
        arms: &'t [(Label, T)],
        reply: Option<&Reply>,
        fault: Option<(&str, u16, &str)>,
    ) -> Option<&'t T> {
        match (self, reply) {
            (Self::Reply, Some(reply)) => Self::pick_reply(arms, reply.status().as_u16(), reply.kind()),
            (Self::Task, Some(reply)) => Self::pick_name(arms, reply.task()?.state().as_str()),
            _ => self.pick(arms, fault?),
        }
    }

    /// The arm for a reply with this status and kind of resource: a status is more particular.
    pub(crate) fn pick_reply<'t, T>(arms: &'t [(Label, T)], status: u16, kind: &str) -> Option<&'t T> {
        let named = || Self::pick_name(arms, kind);
        arms.iter().find(|(label, _)| *label == Label::Status(status)).map(|(_, arm)| arm).or_else(named)
    }

    /// The arm with this name.
    pub(crate) fn pick_name<'t, T>(arms: &'t [(Label, T)], name: &str) -> Option<&'t T> {
        arms.iter().find(|(label, _)| matches!(label, Label::Name(known) if known == name)).map(|(_, arm)| arm)
    }

    /// The arm for a fault of this code, status and severity: the most particular label wins.
    pub(crate) fn pick<'t, T>(&self, arms: &'t [(Label, T)], fault: (&str, u16, &str)) -> Option<&'t T> {
        let (code, status, severity) = fault;
        let find = |wanted: &dyn Fn(&Label) -> bool| arms.iter().find(|(label, _)| wanted(label)).map(|(_, arm)| arm);
        match self {
            Self::Severity => find(&|label| matches!(label, Label::Name(name) if name == severity)),
            // Options are given before, and no fault has the others.
            Self::Option(_) | Self::Reply | Self::Task => None,
            Self::Fault => find(&|label| matches!(label, Label::Code(known) if known == code))
                .or_else(|| find(&|label| *label == Label::Status(status)))
                .or_else(|| find(&|label| *label == Label::Class(status / 100))),
        }
    }
}

/// Whether a tree shows something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// It has no holes and stays.
    Fixed,
    /// It always has something to show.
    Always,
    /// It vanishes when nothing in it has a value.
    Maybe,
}

impl Tree {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Literal(Scalar::Text(text.into()))
    }

    /// A text in place of a hole.
    pub(crate) fn known(scalar: Scalar) -> Self {
        Self::Present(Box::new(Self::Literal(scalar)))
    }

    /// The fixed value, whether it was always one or stands in place of a hole.
    pub(crate) fn literal(&self) -> Option<&Scalar> {
        match self {
            Self::Literal(scalar) => Some(scalar),
            Self::Present(tree) => tree.literal(),
            _ => None,
        }
    }

    /// What became of a part of a page once more is known: nothing, when all that could vanish did.
    pub(crate) fn settled(self, before: &Self) -> Self {
        let vanished = before.presence() == Presence::Maybe && self.presence() == Presence::Fixed;
        if vanished { Self::absent() } else { self }
    }

    /// A branch that was chosen: it counts as a value even if it has no hole.
    pub(crate) fn chosen(self) -> Self {
        if self.presence() == Presence::Fixed { Self::Present(Box::new(self)) } else { self }
    }

    pub(crate) const fn absent() -> Self {
        Self::Hole(Hole { of: HoleOf::Field(Field::Absent), format: Format::Plain, absence: Absence::Optional })
    }

    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Self::Hole(Hole { of: HoleOf::Field(Field::Absent), .. }))
    }

    /// Whether a field is shown anywhere in it.
    pub(crate) fn shows(&self, field: Field) -> bool {
        matches!(self, Self::Hole(hole) if hole.of == HoleOf::Field(field))
            || self.children().any(|child| child.shows(field))
    }

    /// The values right below, defaults of holes among them; keys are none.
    pub(crate) fn children(&self) -> impl Iterator<Item = &Self> {
        let children: Vec<&Self> = match self {
            Self::Literal(_) => Vec::new(),
            Self::Hole(hole) => match &hole.absence {
                Absence::Default(default) => vec![default],
                Absence::Never | Absence::Optional => Vec::new(),
            },
            Self::Present(tree) => vec![tree],
            Self::Text(items) | Self::Array(items) => items.iter().collect(),
            Self::Object(members) => members.iter().map(|member| &member.value).collect(),
            Self::Each { item, .. } => vec![item],
            Self::Word(word) => vec![&word.table],
            Self::Choose(choose) => choose.arms.iter().map(|(_, arm)| arm).chain(choose.other.as_deref()).collect(),
        };
        children.into_iter()
    }

    pub(crate) fn presence(&self) -> Presence {
        match self {
            Self::Literal(_) => Presence::Fixed,
            Self::Present(_) => Presence::Always,
            Self::Hole(hole) => match hole.absence {
                Absence::Optional => Presence::Maybe,
                Absence::Never | Absence::Default(_) => Presence::Always,
            },
            Self::Text(pieces) if pieces.iter().any(|piece| piece.presence() == Presence::Maybe) => Presence::Maybe,
            Self::Each { empty: Empty::LeftOut, .. } => Presence::Maybe,
            Self::Text(_) | Self::Word(_) | Self::Each { .. } => Presence::Always,
            Self::Object(members) => {
                let shown = members.iter().filter(|member| !member.value.is_absent());
                Presence::of_all(shown.map(|member| match member.key {
                    Key::Spread => Presence::Maybe,
                    _ => member.value.presence(),
                }))
            }

            Self::Array(items) => Presence::of_all(items.iter().map(Self::presence)),
            Self::Choose(choose) => {
                let mut arms = choose.arms.iter().map(|(_, arm)| arm).chain(choose.other.as_deref());
                if choose.is_closed() && arms.all(|arm| arm.presence() != Presence::Maybe) {
                    Presence::Always
                } else {
                    Presence::Maybe
                }
            }
        }
    }
}

impl Presence {
    fn of_all(parts: impl Iterator<Item = Self>) -> Self {
        parts.fold(Self::Fixed, |all, part| match (all, part) {
            (Self::Always, _) | (_, Self::Always) => Self::Always,
            (Self::Maybe, _) | (_, Self::Maybe) => Self::Maybe,
            _ => Self::Fixed,
        })
    }
}
