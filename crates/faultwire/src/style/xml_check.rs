//! What a page must hold to when one of its formats is XML.

use super::node::Entry;
use super::page::Page;
use super::parse::Parser;
use super::tree::{Choose, Hole, HoleOf, Key, Scalar, Tree};
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
        let top = match (&shape.xml.root, members.first()) {
            (None, Some(only)) => object_members(&only.value),
            _ => members.as_slice(),
        };
        for attribute in &shape.xml.attributes {
            let scalar = |tree: &Tree| !matches!(tree, Tree::Object(_) | Tree::Array(_) | Tree::Each { .. });
            let fits = top.iter().any(|m| m.key == Key::Fixed(attribute.clone()) && scalar(&m.value));
            if !fits {
                let message = format!("attribute `{attribute}` is no single value of the root element");
                parser.error_key(fault, message, None);
            }
        }
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
    match tree {
        Tree::Object(members) => {
            for member in members {
                match &member.key {
                    Key::Fixed(name) => check_name(name, wrong),
                    Key::Tree(key) => words(key, page).iter().for_each(|word| check_name(word, wrong)),
                    Key::Spread => {}
                }
                names(&member.value, page, wrong);
            }
        }
        Tree::Array(items) => items.iter().for_each(|item| names(item, page, wrong)),
        Tree::Each { item, .. } => names(item, page, wrong),
        Tree::Choose(choose) => {
            choose
                .arms
                .iter()
                .map(|(_, arm)| arm)
                .chain(choose.other.as_deref())
                .for_each(|arm| names(arm, page, wrong));
        }
        Tree::Present(_) | Tree::Literal(_) | Tree::Hole(_) | Tree::Text(_) | Tree::Word(_) => {}
    }
}

fn check_name(name: &str, wrong: &mut Vec<String>) {
    if !is_xml_name(name) && !wrong.iter().any(|known| known == name) {
        wrong.push(name.to_owned());
    }
}

/// The texts that a key made of a word or an option can have.
pub(crate) fn words(key: &Tree, page: &Page) -> Vec<String> {
    let Tree::Hole(Hole { of, .. }) = key else { return Vec::new() };
    match of {
        HoleOf::Word(name) => {
            let table = page.words.iter().find(|(known, _)| known == name).map(|(_, table)| table);
            let mut texts = Vec::new();
            table.into_iter().for_each(|table| literals(table, &mut texts));
            texts
        }
        HoleOf::Option(name) => {
            let rule = page.options.iter().find(|rule| rule.name == *name);
            rule.map(|rule| rule.values.clone().unwrap_or_else(|| vec![rule.default.clone()])).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

fn literals(tree: &Tree, texts: &mut Vec<String>) {
    match tree {
        Tree::Literal(Scalar::Text(text)) => texts.push(text.clone()),
        Tree::Choose(choose) => {
            choose.arms.iter().map(|(_, arm)| arm).chain(choose.other.as_deref()).for_each(|arm| literals(arm, texts));
        }
        _ => {}
    }
}
