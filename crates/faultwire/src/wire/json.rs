//! Trees as programs that write JSON.

use super::compile::{branches, scalar, sub};
use super::program::{Builder, Declared, Mode, Op};
use crate::style::field::Field;
use crate::style::tree::{Empty, Hole, HoleOf, Key, Member, Presence, Tree};

pub(super) fn compile(body: &Tree) -> Vec<Op> {
    sub(|out| value(out, body))
}

fn value(out: &mut Builder, tree: &Tree) {
    match tree {
        Tree::Object(members) => object(out, members),
        Tree::Array(items) => {
            out.literal(b"[");
            let mut before = Before::Nothing;
            for item in items {
                entry(out, &mut before, item, |out| value(out, item));
            }
            out.literal(b"]");
        }
        Tree::Each { list, empty, item } => {
            let inner = sub(|out| value(out, item)).into();
            let (open, close) = ((*b"[").into(), (*b"]").into());
            let keep = *empty == Empty::Shown;
            out.push(Op::Each { list: *list, open, comma: true, item: inner, close, keep });
        }
        Tree::Choose(choose) => out.push(branches(choose, value)),
        Tree::Present(tree) => value(out, tree),
        Tree::Literal(_) | Tree::Hole(_) | Tree::Text(_) | Tree::Word(_) => scalar(out, tree, Mode::Json),
    }
}

/// The list without which there is nothing to write.
pub(super) fn needed_list(tree: &Tree) -> Option<Field> {
    match tree {
        Tree::Each { list, empty: Empty::LeftOut, .. } => Some(*list),
        _ => None,
    }
}

/// What is known to stand before an entry in its object or array.
#[derive(PartialEq)]
enum Before {
    Nothing,
    Perhaps,
    Something,
}

fn entry(out: &mut Builder, before: &mut Before, tree: &Tree, write: impl FnOnce(&mut Builder)) {
    let (presence, list) = (tree.presence(), needed_list(tree));
    let comma = |out: &mut Builder| match before {
        Before::Nothing => {}
        Before::Perhaps => out.push(Op::Comma),
        Before::Something => out.literal(b","),
    };
    if presence == Presence::Maybe {
        let group = sub(|out| {
            comma(out);
            write(out);
        });
        out.push(Op::group(list, group));
        if *before == Before::Nothing {
            *before = Before::Perhaps;
        }
    } else {
        comma(out);
        write(out);
        *before = Before::Something;
    }
}

fn object(out: &mut Builder, members: &[Member]) {
    out.literal(b"{");
    let mut before = Before::Nothing;
    for member in members {
        if member.key == Key::Spread {
            out.push(spread(member, members, Mode::Json));
            if before == Before::Nothing {
                before = Before::Perhaps;
            }
            continue;
        }
        if member.value.is_absent() {
            continue;
        }
        entry(out, &mut before, &member.value, |out| {
            key(out, &member.key);
            value(out, &member.value);
        });
    }
    out.literal(b"}");
}

fn key(out: &mut Builder, key: &Key) {
    match key {
        Key::Fixed(name) => scalar(out, &Tree::text(name.clone()), Mode::Json),
        Key::Tree(tree) => out.push(Op::Silent(sub(|out| scalar(out, tree, Mode::Json)).into())),
        Key::Spread => {}
    }
    out.literal(b":");
}

/// The members of a map, but for those that the object names itself.
pub(super) fn spread(member: &Member, members: &[Member], mode: Mode) -> Op {
    let Tree::Hole(Hole { of: HoleOf::Field(map), format, .. }) = &member.value else {
        return Op::Group { list: None, ops: Box::default() };
    };
    let fixed = |member: &Member| match &member.key {
        Key::Fixed(name) => Some(name.clone()),
        _ => None,
    };
    let computed = |member: &Member| match &member.key {
        Key::Tree(tree) => Some(sub(|out| scalar(out, tree, Mode::Plain)).into()),
        _ => None,
    };
    let declared =
        Declared::new(members.iter().filter_map(fixed).collect(), members.iter().filter_map(computed).collect());
    Op::Spread { map: *map, format: *format, declared, mode }
}
