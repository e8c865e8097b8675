//! Compiles trees: the parts that JSON, XML and headers have in common.

use super::program::{Arm, Builder, Mode, Op, Program};
use super::value::{write_int, write_text};
use crate::style::Resolved;
use crate::style::field::{Format as HoleFormat, Kind};
use crate::style::page::Format;
use crate::style::tree::{Absence, Choose, Hole, HoleOf, Presence, Scalar, Tree};

/// Compiles the body of a style in one of its formats.
pub(crate) fn body(style: &Resolved, body: &Tree, format: Format) -> Program {
    Program::new(match format {
        Format::Json => super::json::compile(body),
        Format::Xml => super::xml::compile(style, body),
    })
}

/// Compiles a single value, such as a header.
pub(crate) fn plain(tree: &Tree) -> Program {
    let mut out = Builder::default();
    scalar(&mut out, tree, Mode::Plain);
    Program::new(out.finish())
}

/// Compiles a value that is a single text or number. Everything else is the format's own affair.
pub(super) fn scalar(out: &mut Builder, tree: &Tree, mode: Mode) {
    match tree {
        Tree::Literal(literal) => {
            let mut bytes = Vec::new();
            write_scalar(&mut bytes, literal, mode);
            out.literal(&bytes);
        }
        Tree::Hole(Hole { of, format, absence }) => {
            let default = match absence {
                Absence::Default(default) => Some(sub(|out| scalar(out, default, mode)).into()),
                Absence::Never | Absence::Optional => None,
            };
            // The quotes of what is always text become part of the literals around it.
            let quoted = mode == Mode::Json && is_text(of, *format) && default.is_none();
            let mode = if quoted { mode.inner() } else { mode };
            quote(out, quoted);
            out.push(Op::Hole { of: of.clone(), format: *format, mode, default });
            quote(out, quoted);
        }
        Tree::Text(pieces) => {
            let write = |out: &mut Builder| {
                quote(out, mode == Mode::Json);
                pieces.iter().for_each(|piece| scalar(out, piece, mode.inner()));
                quote(out, mode == Mode::Json);
            };
            if tree.presence() == Presence::Maybe {
                out.push(Op::Whole(sub(write).into()));
            } else {
                write(out);
            }
        }
        Tree::Word(word) => {
            let table = sub(|out| scalar(out, &word.table, mode)).into();
            out.push(Op::Word { word: Box::new(word.clone()), mode, table });
        }
        Tree::Choose(choose) => out.push(branches(choose, |out, arm| scalar(out, arm, mode))),
        Tree::Present(tree) => scalar(out, tree, mode),
        // The parser lets nothing else stand where one text or number is needed.
        Tree::Object(_) | Tree::Array(_) | Tree::Each { .. } => {}
    }
}

fn quote(out: &mut Builder, quoted: bool) {
    if quoted {
        out.literal(b"\"");
    }
}

/// Whether a hole is a string in JSON whatever it holds.
fn is_text(of: &HoleOf, format: HoleFormat) -> bool {
    match (of, format) {
        (_, HoleFormat::Segments) => false,
        (HoleOf::Field(field), _) => matches!(field.row().kind, Kind::Text | Kind::Pointer),
        _ => false,
    }
}

fn write_scalar(buf: &mut Vec<u8>, literal: &Scalar, mode: Mode) {
    match literal {
        Scalar::Text(text) => write_text(buf, mode, text),
        Scalar::Int(value) => write_int(buf, mode, HoleFormat::Plain, *value),
        Scalar::Null if mode != Mode::Json => {}
        other => buf.extend_from_slice(other.text().as_bytes()),
    }
}

/// A choice whose arms are compiled by `write`.
pub(super) fn branches(choose: &Choose, mut write: impl FnMut(&mut Builder, &Tree)) -> Op {
    let mut arm =
        |tree: &Tree| Arm { certain: tree.presence() != Presence::Maybe, ops: sub(|out| write(out, tree)).into() };
    Op::Choose {
        subject: choose.subject.clone(),
        arms: choose.arms.iter().map(|(label, tree)| (label.clone(), arm(tree))).collect(),
        other: choose.other.as_deref().map(&mut arm),
    }
}

pub(super) fn sub(write: impl FnOnce(&mut Builder)) -> Vec<Op> {
    let mut out = Builder::default();
    write(&mut out);
    out.finish()
}
