//! What a page must hold to as a whole, so that every answer is a body and every object has each key once.

use super::field::{Field, Format as HoleFormat, Kind};
use super::node::Entry;
use super::page::{Format, Page, Shape};
use super::parse::Parser;
use super::tree::{Absence, Hole, HoleOf, Key, Member, Presence, Scalar, Subject, Tree};

/// Reports keys that could come twice or be no keys, and bodies and items that could be nothing.
pub(crate) fn check(parser: &mut Parser<'_>, page: &Page, shape: &Shape, body: &Entry) {
    let mut wrong = Vec::new();
    if may_be_nothing(&shape.body) {
        wrong.push("the body could be nothing at all".to_owned());
    }
    walk(&shape.body, page, &mut wrong);
    let mut said: Vec<String> = Vec::new();
    for message in wrong {
        if said.contains(&message) {
            continue;
        }
        said.push(message.clone());
        parser.error_key(body, message, None);
    }
}

/// Whether a value that cannot be left out might have nothing to write.
fn may_be_nothing(tree: &Tree) -> bool {
    match tree {
        Tree::Hole(hole) => hole.absence == Absence::Optional,
        Tree::Text(_) | Tree::Each { .. } => tree.presence() == Presence::Maybe,
        Tree::Choose(choose) => {
            // A choice on an option misses no value: the parser sees to it.
            let open = !choose.is_closed() && !matches!(choose.subject, Subject::Option(_));
            open || tree.children().any(may_be_nothing)
        }
        Tree::Present(tree) => may_be_nothing(tree),
        Tree::Literal(_) | Tree::Object(_) | Tree::Array(_) | Tree::Word(_) => false,
    }
}

fn walk(tree: &Tree, page: &Page, wrong: &mut Vec<String>) {
    match tree {
        Tree::Object(members) => members.iter().for_each(|member| wrong.extend(check_key(member, members, page))),
        Tree::Each { item, .. } if may_be_nothing(item) => wrong.push("an item of a list could be nothing".to_owned()),
        _ => {}
    }
    tree.children().for_each(|child| walk(child, page, wrong));
}

fn check_key(member: &Member, all: &[Member], page: &Page) -> Option<String> {
    let Key::Tree(key) = &member.key else { return None };
    let Tree::Hole(hole) = &**key else { return Some("a key is a text, or one hole".to_owned()) };
    if all.iter().filter(|member| matches!(member.key, Key::Tree(_))).count() > 1 {
        return Some("an object has at most one key that is not fixed".to_owned());
    }
    if hole.of == HoleOf::Field(Field::ResourceName) {
        if matches!(hole.format, HoleFormat::Case(_)) {
            return Some(
                "a resource has the name that its handler gives: `$resource_name` takes no other spelling".into(),
            );
        }
        // Whether it is a sibling's name is seen when there is one.
        let fits = hole.absence == Absence::Never || depends_on_resource(&member.value);
        return (!fits)
            .then(|| "a member named `$resource_name?` holds `$resource?` and nothing else that varies".into());
    }
    let Some(texts) = texts(key, page) else { return free_key(hole, all, page) };
    let taken = |text: &&String| all.iter().any(|other| other.key == Key::Fixed((*text).clone()));
    texts.iter().find(taken).map(|text| format!("two members could have the key `{text}`"))
}

/// Whether a value is there when there is a resource, and only then.
fn depends_on_resource(tree: &Tree) -> bool {
    match tree {
        Tree::Hole(hole) => hole.of == HoleOf::Field(Field::Resource) && hole.absence == Absence::Optional,
        Tree::Object(members) => {
            let varies = |member: &&Member| member.key == Key::Spread || member.value.presence() == Presence::Maybe;
            let mut varying = members.iter().filter(varies);
            varying.next().is_some_and(|member| member.key != Key::Spread && depends_on_resource(&member.value))
                && varying.next().is_none()
                && members.iter().all(|member| member.value.presence() != Presence::Always)
        }
        _ => false,
    }
}

/// A key that can be any text has no siblings.
fn free_key(hole: &Hole, all: &[Member], page: &Page) -> Option<String> {
    let name = match &hole.of {
        HoleOf::Field(field) if field.row().kind == Kind::Text && hole.absence == Absence::Never => field.row().name,
        HoleOf::Option(name) | HoleOf::Word(name) => name,
        _ => return Some("a key is a text that is always there, a word or an option".to_owned()),
    };
    if all.len() > 1 {
        return Some(format!("a key that can be any text, such as `{name}`, cannot have siblings"));
    }
    let is_code = matches!(hole.of, HoleOf::Field(Field::Code | Field::ItemCode | Field::Severity));
    let xml = page.media.iter().any(|media| media.format == Format::Xml);
    (xml && !is_code).then(|| format!("`{name}` may be no XML name, and the page is also written as XML"))
}

/// The texts that a key can have, where they are a closed set: the words of a table, the values of an option.
pub(crate) fn texts(key: &Tree, page: &Page) -> Option<Vec<String>> {
    let Tree::Hole(Hole { of, .. }) = key else { return None };
    match of {
        HoleOf::Word(name) => {
            let (_, table) = page.words.iter().find(|(known, _)| known == name)?;
            let mut found = Vec::new();
            literals(table, &mut found).then_some(found)
        }
        HoleOf::Option(name) => page.options.iter().find(|rule| rule.name == *name)?.values.clone(),
        _ => None,
    }
}

/// Collects the texts of a table; false when one of them is not fixed.
fn literals(tree: &Tree, found: &mut Vec<String>) -> bool {
    match tree {
        Tree::Literal(Scalar::Text(text)) => {
            found.push(text.clone());
            true
        }
        Tree::Choose(_) => tree.children().all(|child| literals(child, found)),
        _ => false,
    }
}
