//! Trees as programs that write XML 1.0.

use super::compile::{branches, scalar, sub};
use super::escape;
use super::json::needed_list;
use super::program::{Builder, Mode, Op};
use crate::style::Resolved;
use crate::style::tree::{Key, Member, Presence, Tree};

pub(super) fn compile(style: &Resolved, body: &Tree) -> Vec<Op> {
    sub(|out| {
        out.literal(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        document(out, style, body);
    })
}

fn document(out: &mut Builder, style: &Resolved, body: &Tree) {
    match body {
        Tree::Choose(choose) => out.push(branches(choose, |out, arm| document(out, style, arm))),
        Tree::Present(tree) => document(out, style, tree),
        Tree::Object(members) => match (&style.xml_root, members.as_slice()) {
            (None, [only]) => root(out, style, &only.key, &only.value),
            (Some(name), _) => root(out, style, &Key::Fixed(name.clone()), body),
            // The page's check leaves no other case.
            (None, _) => {}
        },
        _ => {}
    }
}

fn root(out: &mut Builder, style: &Resolved, key: &Key, value: &Tree) {
    let no_members: &[Member] = &[];
    let (members, text) = match value {
        Tree::Object(members) => (members.as_slice(), None),
        other => (no_members, Some(other)),
    };
    let is_attribute =
        |member: &&Member| matches!(&member.key, Key::Fixed(name) if style.xml_attributes.contains(name));
    out.literal(b"<");
    name(out, key);
    for attribute in &style.xml_attributes {
        let found = members.iter().find(|member| member.key == Key::Fixed(attribute.clone()));
        found.into_iter().for_each(|member| attribute_of(out, attribute, &member.value));
    }
    if let Some(namespace) = &style.xml_namespace {
        let mut bytes = b" xmlns=\"".to_vec();
        escape::xml(&mut bytes, namespace, true);
        bytes.push(b'"');
        out.literal(&bytes);
    }
    out.literal(b">");
    for member in members.iter().filter(|member| !is_attribute(member)) {
        child(out, style, member, members);
    }
    if let Some(text) = text {
        content(out, style, text);
    }
    out.literal(b"</");
    name(out, key);
    out.literal(b">");
}

fn attribute_of(out: &mut Builder, name: &str, value: &Tree) {
    vanishing(out, value, |out| {
        out.literal(format!(" {name}=\"").as_bytes());
        scalar(out, value, Mode::XmlAttribute);
        out.literal(b"\"");
    });
}

fn vanishing(out: &mut Builder, tree: &Tree, write: impl FnOnce(&mut Builder)) {
    if tree.is_absent() {
        return;
    }
    if tree.presence() == Presence::Maybe {
        out.push(Op::group(needed_list(tree), sub(write)));
    } else {
        write(out);
    }
}

fn child(out: &mut Builder, style: &Resolved, member: &Member, members: &[Member]) {
    if member.key == Key::Spread {
        out.push(super::json::spread(member, members, Mode::Xml));
        return;
    }
    vanishing(out, &member.value, |out| element(out, style, &member.key, &member.value));
}

/// An element, or one for each item of a list where items have no name of their own.
fn element(out: &mut Builder, style: &Resolved, key: &Key, value: &Tree) {
    match (value, &style.xml_item) {
        (Tree::Present(tree), _) => element(out, style, key, tree),
        (Tree::Choose(choose), _) => out.push(branches(choose, |out, arm| element(out, style, key, arm))),
        (Tree::Array(items), None) => {
            for item in items {
                vanishing(out, item, |out| element(out, style, key, item));
            }
        }
        (Tree::Each { list, item, .. }, None) => {
            let inner = sub(|out| element(out, style, key, item)).into();
            out.push(Op::Each {
                list: *list,
                open: Box::default(),
                comma: false,
                item: inner,
                close: Box::default(),
                keep: false,
            });
        }
        (Tree::Each { list, item, .. }, Some(item_name)) => {
            let tag = |open: &[u8]| {
                // A key in XML is a name, so its bytes need no escape; only words are not fixed.
                sub(|out| {
                    out.literal(open);
                    name(out, key);
                    out.literal(b">");
                })
            };
            let item_key = Key::Fixed(item_name.clone());
            let inner = sub(|out| element(out, style, &item_key, item)).into();
            let each = Op::Each {
                list: *list,
                open: Box::default(),
                comma: false,
                item: inner,
                close: Box::default(),
                keep: false,
            };
            out.extend(tag(b"<"));
            out.push(each);
            out.extend(tag(b"</"));
        }
        _ => {
            out.literal(b"<");
            name(out, key);
            out.literal(b">");
            content(out, style, value);
            out.literal(b"</");
            name(out, key);
            out.literal(b">");
        }
    }
}

fn content(out: &mut Builder, style: &Resolved, value: &Tree) {
    match value {
        Tree::Object(members) => members.iter().for_each(|member| child(out, style, member, members)),
        Tree::Array(items) => {
            let key = Key::Fixed(style.xml_item.clone().unwrap_or_else(|| "item".to_owned()));
            for item in items {
                vanishing(out, item, |out| element(out, style, &key, item));
            }
        }
        Tree::Each { .. } | Tree::Choose(_) => {
            let key = Key::Fixed(style.xml_item.clone().unwrap_or_else(|| "item".to_owned()));
            element(out, style, &key, value);
        }
        Tree::Present(tree) => content(out, style, tree),
        _ => scalar(out, value, Mode::Xml),
    }
}

fn name(out: &mut Builder, key: &Key) {
    match key {
        Key::Fixed(name) => out.literal(name.as_bytes()),
        Key::Tree(tree) => out.push(Op::Silent(sub(|out| scalar(out, tree, Mode::Plain)).into())),
        Key::Spread => {}
    }
}
