//! The compiled form of a tree.

use crate::style::field::{Field, Format};
use crate::style::tree::{HoleOf, Label, Subject, Word};

/// Where text goes, which decides quotes and escapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// A JSON value.
    Json,
    /// Between the quotes of a JSON string.
    JsonText,
    /// Between XML tags.
    Xml,
    /// Between the quotes of an XML attribute.
    XmlAttribute,
    /// A header.
    Plain,
}

impl Mode {
    /// The mode for a piece of text within this one.
    pub(crate) const fn inner(self) -> Self {
        match self {
            Self::Json => Self::JsonText,
            other => other,
        }
    }
}

pub(crate) type Ops = Box<[Op]>;

/// One step of a program.
#[derive(Debug, Clone)]
pub(crate) enum Op {
    /// Bytes that are always the same.
    Literal(Box<[u8]>),
    /// A comma, unless nothing was written yet in this object or array.
    Comma,
    /// A value.
    Hole {
        of: HoleOf,
        format: Format,
        mode: Mode,
        default: Option<Ops>,
    },
    /// Steps that leave nothing behind when none of their holes has a value.
    /// A list that has to have items is looked at first.
    Group {
        list: Option<Field>,
        ops: Ops,
    },
    /// What a group with one text of its own comes down to, the most frequent one.
    Optional(Optional),
    /// Steps whose values do not count, such as those of a key.
    Silent(Ops),
    /// A text: all of its pieces or nothing.
    Whole(Ops),
    /// An item for each of a list, with what stands around them.
    Each {
        list: Field,
        open: Box<[u8]>,
        comma: bool,
        item: Ops,
        close: Box<[u8]>,
        /// What stands around is written without items too.
        keep: bool,
    },
    Choose {
        subject: Subject,
        arms: Box<[(Label, Arm)]>,
        other: Option<Arm>,
    },
    /// A word: the definition's own, else the page's.
    Word {
        word: Box<Word>,
        mode: Mode,
        table: Ops,
    },
    /// The members of a map, but for those that the object declares itself.
    Spread {
        map: Field,
        format: Format,
        declared: Declared,
        mode: Mode,
    },
}

impl Op {
    /// Steps that leave nothing behind when none of their holes has a value.
    pub(crate) fn group(list: Option<Field>, ops: Vec<Self>) -> Self {
        let plain = |format: Format| matches!(format, Format::Plain | Format::String);
        match (list, ops.as_slice()) {
            (
                None,
                [
                    Self::Literal(head),
                    Self::Hole { of: HoleOf::Field(field), format, mode, default: None },
                    Self::Literal(tail),
                ],
            ) if field.is_plain_text() && plain(*format) => Self::Optional(Optional {
                before: head.clone(),
                fixed: 0,
                field: *field,
                mode: *mode,
                after: tail.clone(),
                vanishing: tail.len(),
            }),
            _ => Self::Group { list, ops: ops.into() },
        }
    }
}

/// A text that takes what stands around it away with it when it has no value.
///
/// The literals next to it are its own as well, so that they are written in one piece with what it has around it.
#[derive(Debug, Clone)]
pub(crate) struct Optional {
    pub(super) before: Box<[u8]>,
    /// How many bytes at the start of `before` stay.
    pub(super) fixed: usize,
    pub(super) field: Field,
    pub(super) mode: Mode,
    pub(super) after: Box<[u8]>,
    /// How many bytes at the start of `after` go.
    pub(super) vanishing: usize,
}

/// The names that an object declares itself.
#[derive(Debug, Clone)]
pub(crate) struct Declared {
    names: Box<[String]>,
    /// A bit for each length that one of the names has.
    lengths: u64,
    /// Names that are words or fields.
    pub(crate) keys: Box<[Ops]>,
}

impl Declared {
    pub(crate) fn new(names: Box<[String]>, keys: Box<[Ops]>) -> Self {
        let lengths = names.iter().fold(0, |bits, name| bits | length_bit(name));
        Self { names, lengths, keys }
    }

    pub(crate) fn has_fixed(&self, name: &str) -> bool {
        self.lengths & length_bit(name) != 0 && self.names.iter().any(|known| known == name)
    }
}

fn length_bit(name: &str) -> u64 {
    1 << name.len().min(63)
}

/// A branch of a choice; one that does not vanish counts as a value, with or without holes.
#[derive(Debug, Clone)]
pub(crate) struct Arm {
    pub(crate) certain: bool,
    pub(crate) ops: Ops,
}

/// A program and how much it writes, roughly.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    pub(crate) ops: Ops,
    pub(crate) size: usize,
}

impl Program {
    pub(crate) fn new(ops: Vec<Op>) -> Self {
        let size = ops.iter().map(Op::size).sum();
        Self { ops: ops.into(), size }
    }

    /// The bytes, when nothing in it depends on anything.
    pub(crate) fn constant(&self) -> Option<&[u8]> {
        match &*self.ops {
            [] => Some(&[]),
            [Op::Literal(bytes)] => Some(bytes),
            _ => None,
        }
    }
}

impl Op {
    fn size(&self) -> usize {
        let all = |ops: &[Self]| ops.iter().map(Self::size).sum::<usize>();
        match self {
            Self::Literal(bytes) => bytes.len(),
            Self::Optional(optional) => optional.before.len() + 40 + optional.after.len(),
            Self::Comma => 1,
            Self::Hole { .. } | Self::Word { .. } => 40,
            Self::Group { ops, .. } | Self::Whole(ops) | Self::Silent(ops) => all(ops),
            Self::Each { item, open, close, .. } => all(item) + open.len() + close.len(),
            Self::Choose { arms, other, .. } => {
                let arms = arms.iter().map(|(_, arm)| arm).chain(other.as_ref());
                arms.map(|arm| all(&arm.ops)).max().unwrap_or(0)
            }
            Self::Spread { .. } => 48,
        }
    }
}

/// Collects steps; neighbouring literals become one, also within a text that can vanish.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    ops: Vec<Op>,
}

impl Builder {
    pub(crate) fn literal(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        match self.ops.last_mut() {
            Some(Op::Literal(last) | Op::Optional(Optional { after: last, .. })) => {
                *last = [&**last, bytes].concat().into();
            }
            _ => self.ops.push(Op::Literal(bytes.into())),
        }
    }

    fn optional(&mut self, mut optional: Optional) {
        if let Some(Op::Literal(last)) = self.ops.last() {
            optional.before = [&**last, &*optional.before].concat().into();
            optional.fixed += last.len();
            self.ops.pop();
        }
        self.ops.push(Op::Optional(optional));
    }

    pub(crate) fn push(&mut self, op: Op) {
        match op {
            Op::Literal(bytes) => self.literal(&bytes),
            Op::Optional(optional) => self.optional(optional),
            op => self.ops.push(op),
        }
    }

    pub(crate) fn extend(&mut self, ops: Vec<Op>) {
        ops.into_iter().for_each(|op| self.push(op));
    }

    pub(crate) fn finish(self) -> Vec<Op> {
        self.ops
    }
}
