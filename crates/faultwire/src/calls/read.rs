//! Tables and operations as they are written.

use http::Method;

use super::{Call, Operation, Table};
use crate::render::Prefix;
use crate::style::diagnostic::nearest_or_all;
use crate::style::node::{Kind, Node};
use crate::style::parse::Parser;

/// The methods that a route can have in a configuration.
const METHODS: &[&str] = &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// A kind for routes that are none.
const NO_CALL: &str = "none";

/// Reads the statuses of calls: of a style page, or of a configuration.
pub(crate) fn table(parser: &mut Parser<'_>, node: &Node) -> Table {
    let mut table = Table::default();
    let Some(entries) = parser.table(node, "`calls` is a table of kinds of calls") else { return table };
    let names: Vec<_> = ["any", "exempt"].into_iter().chain(Call::ALL.iter().map(|call| call.as_str())).collect();
    for entry in entries {
        let statuses = parser.within(&entry.key, |p| statuses(p, &entry.value));
        match (entry.key.as_str(), Call::ALL.iter().find(|call| call.as_str() == entry.key)) {
            ("any", _) => table.any = statuses,
            ("exempt", _) => table.exempt = statuses,
            (_, Some(call)) => table.of.push((*call, statuses)),
            (other, None) => {
                let help = nearest_or_all(other, names.iter().copied());
                parser.error_key(entry, format!("unknown kind of call `{other}`"), help);
            }
        }
    }
    table
}

fn statuses(parser: &mut Parser<'_>, node: &Node) -> Vec<u16> {
    let Kind::Array(items) = &node.kind else {
        parser.error_at(node, format!("expected an array of statuses, not {}", node.noun()));
        return Vec::new();
    };
    let mut found = Vec::new();
    for item in items {
        match item.kind {
            Kind::Int(status @ 400..=599) => found.extend(u16::try_from(status)),
            Kind::Int(status) => {
                parser.error_at(item, format!("{status} is no status of an error, which is 400 to 599"));
            }
            _ => parser.error_at(item, format!("expected a status from 400 to 599, not {}", item.noun())),
        }
    }
    found
}

/// Reads the kinds of a service's routes.
pub(crate) fn operations(parser: &mut Parser<'_>, node: &Node) -> Vec<Operation> {
    let Kind::Array(items) = &node.kind else {
        parser.error_at(node, format!("expected an array of tables, not {}", node.noun()));
        return Vec::new();
    };
    let mut found: Vec<Operation> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let operation = parser.within(&at.to_string(), |p| operation(p, item, &found));
        found.extend(operation);
    }
    found
}

fn operation(parser: &mut Parser<'_>, node: &Node, earlier: &[Operation]) -> Option<Operation> {
    let entries = parser.table(node, "an operation is a table")?;
    parser.known_keys(entries, &[&["path"], METHODS].concat());
    let Some(entry) = entries.iter().find(|entry| entry.key == "path") else {
        parser.error_at(node, "`path` is missing here");
        return None;
    };
    let text = parser.within("path", |p| p.string(&entry.value))?;
    let path = match Prefix::parse(&text) {
        Ok(path) => path,
        Err(message) => {
            parser.within("path", |p| p.error_at(&entry.value, message));
            return None;
        }
    };
    let mut methods = Vec::new();
    for entry in entries.iter().filter(|entry| METHODS.contains(&entry.key.as_str())) {
        let Some(call) = parser.within(&entry.key, |p| call(p, &entry.value)) else { continue };
        let Ok(method) = Method::from_bytes(entry.key.as_bytes()) else { continue };
        let same = earlier.iter().filter(|known| known.path == path);
        let known = same.flat_map(|known| &known.methods).find(|(known, _)| *known == method);
        match known {
            Some((_, other)) if *other != call => {
                let other = other.map_or(NO_CALL, Call::as_str);
                let message = format!("two kinds for {method} of `{text}`: it is `{other}` above");
                parser.within(&entry.key, |p| p.error_at(&entry.value, message));
            }
            _ => methods.push((method, call)),
        }
    }
    if entries.len() == 1 {
        parser.error_at(node, "an operation names a kind of call for a method, such as `GET = \"list\"`");
    }
    Some(Operation { path, methods })
}

/// A kind of call, or none; outside: a mistake.
fn call(parser: &mut Parser<'_>, node: &Node) -> Option<Option<Call>> {
    let word = parser.string(node)?;
    if word == NO_CALL {
        return Some(None);
    }
    let found = Call::ALL.iter().find(|call| call.as_str() == word);
    if found.is_none() {
        let names = Call::ALL.iter().map(|call| call.as_str()).chain([NO_CALL]);
        parser.error_helped(node, format!("unknown kind of call `{word}`"), nearest_or_all(&word, names));
    }
    found.map(|call| Some(*call))
}
