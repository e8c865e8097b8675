//! What a page must hold to when one of its formats is XML.

use super::node::Entry;
use super::page::Page;
use super::page_check::texts;
use super::parse::Parser;
use super::tree::{Choose, Key, Presence, Tree};
use crate::fault::is_xml_name;

/// Reports names that XML cannot have, and bodies without one root element.
pub(crate) fn check(parser: &mut Parser<'_>, page: &Page, fault: &Entry) {
    let shape = &page.fault;
    let mut wrong = Vec::new();
    names(&shape.body, page, &mut wrong);
    for name in wrong {
        parser.error_key(fault, format!("`{name}` is no XML name, and the page is also written as XML"), None);
    }
    let mut bodies = Vec::new();
    branches(&shape.body, &mut bodies);
    for body in bodies {
        let Tree::Object(members) = body else {
            parser.error_key(fault, "an XML document needs an object as its body".to_owned(), None);
            continue;
        };
        if shape.xml.root.is_none() && (members.len() != 1 || members.iter().any(|m| m.key == Key::Spread)) {
            let message = format!("{} members would be {} XML roots", members.len(), members.len());
            parser.error_key(fault, message, "name one with `xml = { root = \"…\" }`".to_owned());
        }
        if let (None, [only]) = (&shape.xml.root, members.as_slice()) {
            if only.value.presence() == Presence::Maybe {
                parser.error_key(fault, "the root element could be nothing".to_owned(), None);
            }
        }
        let top = match (&shape.xml.root, members.first()) {
            (None, Some(only)) => object_members(&only.value),
            _ => members.as_slice(),
        };
        for attribute in &shape.xml.attributes {
            let fits = top.iter().any(|m| m.key == Key::Fixed(attribute.clone()) && is_single(&m.value));
            if !fits {
                let message = format!("attribute `{attribute}` is no single value of the root element");
                parser.error_key(fault, message, None);
            }
        }
    }
}

/// Whether a value is one text or number, whichever arm of a choice is taken.
fn is_single(tree: &Tree) -> bool {
    match tree {
        Tree::Object(_) | Tree::Array(_) | Tree::Each { .. } => false,
        Tree::Choose(_) => tree.children().all(is_single),
        _ => true,
    }
}

fn object_members(tree: &Tree) -> &[super::tree::Member] {
    match tree {
        Tree::Object(members) => members,
        _ => &[],
    }
}

/// The bodies a choice at the top leads to.
fn branches<'t>(tree: &'t Tree, found: &mut Vec<&'t Tree>) {
    match tree {
        Tree::Choose(Choose { arms, other, .. }) => {
            arms.iter().map(|(_, arm)| arm).chain(other.as_deref()).for_each(|arm| branches(arm, found));
        }
        other => found.push(other),
    }
}

fn names(tree: &Tree, page: &Page, wrong: &mut Vec<String>) {
    if let Tree::Object(members) = tree {
        for member in members {
            match &member.key {
                Key::Fixed(name) => check_name(name, wrong),
                Key::Tree(key) => texts(key, page).iter().flatten().for_each(|text| check_name(text, wrong)),
                Key::Spread => {}
            }
        }
    }
    tree.children().for_each(|child| names(child, page, wrong));
}

fn check_name(name: &str, wrong: &mut Vec<String>) {
    if !is_xml_name(name) && !wrong.iter().any(|known| known == name) {
        wrong.push(name.to_owned());
    }
}
