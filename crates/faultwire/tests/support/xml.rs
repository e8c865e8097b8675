//! XML, compared by element.

use roxmltree::{Document, Node};

/// How two documents differ, if they do.
pub(crate) fn difference(expected: &str, found: &str) -> Option<String> {
    let parsed = |what, text| Document::parse(text).map_err(|error| format!("{what} is no XML, {error}: {text}"));
    match (parsed("the vector", expected.trim()), parsed("the body", found)) {
        (Err(error), _) | (_, Err(error)) => Some(error),
        (Ok(a), Ok(b)) => {
            let differs = elements(a.root_element(), b.root_element());
            differs.map(|place| format!("at {place}: expected {expected}\nfound {found}"))
        }
    }
}

fn elements(a: Node<'_, '_>, b: Node<'_, '_>) -> Option<String> {
    let name = a.tag_name().name();
    if a.tag_name() != b.tag_name() {
        return Some(format!("<{name}>"));
    }
    let attributes = |node: Node<'_, '_>| {
        let mut all: Vec<_> = node.attributes().map(|a| (a.name().to_owned(), a.value().to_owned())).collect();
        all.sort();
        all
    };
    if attributes(a) != attributes(b) {
        return Some(format!("the attributes of <{name}>"));
    }
    let text = |node: Node<'_, '_>| -> String {
        node.children().filter_map(|child| child.is_text().then(|| child.text()).flatten()).collect::<String>()
    };
    if text(a).trim() != text(b).trim() {
        return Some(format!("the text of <{name}>"));
    }
    let children = |node: Node<'_, '_>| node.children().filter(Node::is_element).count();
    if children(a) != children(b) {
        return Some(format!("the children of <{name}>"));
    }
    let pairs = a.children().filter(Node::is_element).zip(b.children().filter(Node::is_element));
    pairs.into_iter().find_map(|(a, b)| elements(a, b))
}
