//! What replies and tasks look like in a page that does not say.

use super::field::{Field, Format};
use super::tree::{Absence, Choose, Empty, FAILED, Hole, HoleOf, Key, Label, Member, Subject, Tree};

/// `{ "$resource_name?" = "$resource?", "..." = "$members" }`: plain JSON of the resource.
pub(super) fn reply() -> Tree {
    let name = Key::Tree(Box::new(optional(Field::ResourceName)));
    Tree::Object(vec![
        Member { key: name, value: optional(Field::Resource) },
        Member { key: Key::Spread, value: optional(Field::Members) },
    ])
}

/// The members of a task under `task`, with the page's own fault as its `error`.
pub(super) fn task(fault: &Tree) -> Tree {
    let object = Tree::Object(vec![
        member("type", always(Field::ItemType, Format::Plain)),
        member("id", always(Field::ItemId, Format::Plain)),
    ]);
    let objects = Tree::Each { list: Field::TaskObjects, empty: Empty::LeftOut, item: Box::new(object) };
    let end = Hole { of: HoleOf::Field(Field::TaskEnd), format: Format::Rfc3339S, absence: Absence::Optional };
    let members = vec![
        member("id", always(Field::TaskId, Format::Plain)),
        member("state", always(Field::TaskState, Format::Plain)),
        member("message", when_failed(Tree::absent(), optional(Field::TaskMessage))),
        member("objects", objects),
        member("start_time", always(Field::TaskStart, Format::Rfc3339S)),
        member("end_time", Tree::Hole(end)),
        member("error", when_failed(fault.clone().embedded(), Tree::absent())),
    ];
    Tree::Object(vec![member("task", Tree::Object(members))])
}

fn when_failed(arm: Tree, other: Tree) -> Tree {
    let arms = vec![(Label::Name(FAILED.to_owned()), arm)];
    Tree::Choose(Choose { subject: Subject::Task, arms, other: Some(Box::new(other)) })
}

fn member(name: &str, value: Tree) -> Member {
    Member { key: Key::Fixed(name.to_owned()), value }
}

fn optional(field: Field) -> Tree {
    Tree::Hole(Hole { of: HoleOf::Field(field), format: Format::Plain, absence: Absence::Optional })
}

fn always(field: Field, format: Format) -> Tree {
    Tree::Hole(Hole { of: HoleOf::Field(field), format, absence: Absence::Never })
}

impl Tree {
    /// A fault inside a success: its status is its own, not the one on the wire, and notes are the reply's.
    fn embedded(mut self) -> Self {
        match &mut self {
            Self::Hole(hole) if hole.of == HoleOf::Field(Field::Status) => {
                hole.of = HoleOf::Field(Field::FaultStatus);
            }
            Self::Each { list: Field::Notes, .. } => return Self::absent(),
            _ => {}
        }
        self.map(Self::embedded)
    }

    /// The same with other values right below.
    fn map(self, with: impl Fn(Self) -> Self + Copy) -> Self {
        let boxed = |tree: Box<Self>| Box::new(with(*tree));
        match self {
            Self::Literal(_) => self,
            Self::Hole(hole) => Self::Hole(Hole {
                absence: match hole.absence {
                    Absence::Default(default) => Absence::Default(boxed(default)),
                    other => other,
                },
                ..hole
            }),
            Self::Present(tree) => Self::Present(boxed(tree)),
            Self::Text(pieces) => Self::Text(pieces.into_iter().map(with).collect()),
            Self::Array(items) => Self::Array(items.into_iter().map(with).collect()),
            Self::Object(members) => {
                let key = |key: Key| match key {
                    Key::Tree(tree) => Key::Tree(boxed(tree)),
                    other => other,
                };
                let member = |member: Member| Member { key: key(member.key), value: with(member.value) };
                Self::Object(members.into_iter().map(member).collect())
            }
            Self::Each { list, empty, item } => Self::Each { list, empty, item: boxed(item) },
            Self::Word(word) => Self::Word(super::tree::Word { table: boxed(word.table), ..word }),
            Self::Choose(choose) => Self::Choose(Choose {
                arms: choose.arms.into_iter().map(|(label, arm)| (label, with(arm))).collect(),
                other: choose.other.map(boxed),
                subject: choose.subject,
            }),
        }
    }
}
