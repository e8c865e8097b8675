//! Reads a configuration's tree, and reports everything that is wrong with it.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderName;

use super::languages::{self, Files};
use super::{Config, StyleUse};
use crate::calls;
use crate::fault::is_code;
use crate::guideline::Policy;
use crate::render::{Limit, Prefix};
use crate::style::diagnostic::{Diagnostic, Mistake, nearest_or_all};
use crate::style::node::{Entry, Kind, Node};
use crate::style::page::{Page, WrongOption};
use crate::style::parse::Parser;

const KEYS: &[&str] = &[
    "style",
    "options",
    "strict_accept",
    "guideline",
    "language",
    "translations",
    "routes",
    "accept",
    "expose",
    "request_id",
    "status",
    "operations",
    "calls",
    "log",
    "styles",
];

/// Reads a configuration. What is wrong with it goes to `found`, what is wrong with the files that it names to
/// `elsewhere`.
pub(super) fn read(
    node: &Node,
    files: &Files<'_>,
    found: &mut Vec<Diagnostic>,
    elsewhere: &mut Vec<Mistake>,
) -> Config {
    let mut parser = Parser::new(&[]);
    let mut config = Config::default();
    if let Some(entries) = parser.table(node, "a configuration is a table") {
        parser.known_keys(entries, KEYS);
        let find = |key: &str| entries.iter().find(|entry| entry.key == key);
        if let Some(entry) = find("styles") {
            pages(&mut parser, &mut config, &entry.value);
        }
        if find("style").is_some() || find("options").is_some() {
            config.style = style_use(&mut parser, &config, node, entries);
        }
        config.strict_accept = strict_accept(&mut parser, entries);
        config.guideline = guideline(&mut parser, entries).unwrap_or_default();
        if let Some(entry) = find("language") {
            config.language = parser.within("language", |p| languages::language(p, &entry.value));
        }
        if let Some(entry) = find("translations") {
            parser.within("translations", |p| {
                languages::translations(p, &mut config, &entry.value, files, elsewhere);
            });
        }
        if let Some(entry) = find("routes") {
            parser.within("routes", |p| routes(p, &mut config, &entry.value));
        }
        if let Some(entry) = find("accept") {
            parser.within("accept", |p| accept(p, &mut config, &entry.value));
        }
        if let Some(entry) = find("expose") {
            parser.within("expose", |p| expose(p, &mut config, &entry.value));
        }
        if let Some(entry) = find("request_id") {
            parser.within("request_id", |p| request_id(p, &mut config, &entry.value));
        }
        if let Some(entry) = find("operations") {
            config.calls.operations = parser.within("operations", |p| calls::operations(p, &entry.value));
        }
        if let Some(entry) = find("calls") {
            config.calls.table = Some(parser.within("calls", |p| calls::table(p, &entry.value)));
        }
        if let Some(entry) = find("log") {
            config.log_limit = parser.within("log", |p| log_limit(p, &entry.value));
        }
        if let Some(entry) = find("status") {
            parser.within("status", |p| statuses(p, &mut config, &entry.value));
        }
    }
    found.append(&mut parser.found);
    config
}

fn pages(parser: &mut Parser<'_>, config: &mut Config, node: &Node) {
    let Some(entries) = parser.table(node, "`styles` is a table of pages") else { return };
    for Entry { key, value, .. } in entries {
        match Page::parse(value, Some(key), &["styles".to_owned(), key.clone()]) {
            Ok(page) => config.pages.push(Arc::new(Page { name: key.clone(), ..page })),
            Err(mistakes) => {
                parser.found.extend(mistakes);
                // So that uses of the page are not reported as well.
                parser.broken.push(key.clone());
            }
        }
    }
}

/// The style and options that a table names.
fn style_use(parser: &mut Parser<'_>, config: &Config, node: &Node, entries: &[Entry]) -> Option<StyleUse> {
    let find = |key: &str| entries.iter().find(|entry| entry.key == key);
    let Some(style) = find("style") else {
        parser.error_at(find("options").map_or(node, |entry| &entry.value), "`style` is missing here");
        return None;
    };
    let name = parser.within("style", |p| p.string(&style.value))?;
    if parser.broken.contains(&name) {
        return None;
    }
    let Some(page) = config.page(&name) else {
        let names: Vec<_> = config.styles().chain(parser.broken.iter().map(String::as_str)).collect();
        let help = nearest_or_all(&name, names);
        parser.within("style", |p| p.error_helped(&style.value, format!("unknown style `{name}`"), help));
        return None;
    };
    let options = find("options").map(|entry| parser.within("options", |p| options(p, &page, &entry.value)));
    Some(StyleUse { options: options.unwrap_or_default(), ..StyleUse::new(page) })
}

fn strict_accept(parser: &mut Parser<'_>, entries: &[Entry]) -> Option<bool> {
    let entry = entries.iter().find(|entry| entry.key == "strict_accept")?;
    parser.within("strict_accept", |p| p.boolean(&entry.value))
}

fn guideline(parser: &mut Parser<'_>, entries: &[Entry]) -> Option<Policy> {
    let entry = entries.iter().find(|entry| entry.key == "guideline")?;
    parser.within("guideline", |p| {
        let word = p.string(&entry.value)?;
        let found = Policy::WORDS.iter().find(|(known, _)| *known == word);
        if found.is_none() {
            let names: Vec<_> = Policy::WORDS.iter().map(|(known, _)| *known).collect();
            p.error_helped(&entry.value, format!("`{word}` is no policy"), nearest_or_all(&word, names));
        }
        found.map(|(_, policy)| *policy)
    })
}

fn options(parser: &mut Parser<'_>, page: &Page, node: &Node) -> Vec<(String, String)> {
    let Some(entries) = parser.table(node, "`options` is a table") else { return Vec::new() };
    let mut given = Vec::new();
    for entry in entries {
        let Some(value) = parser.within(&entry.key, |p| p.string(&entry.value)) else { continue };
        match page.check_option(&entry.key, &value) {
            Ok(()) => given.push((entry.key.clone(), value)),
            Err(WrongOption::Name { message, help }) => parser.error_key(entry, message, help),
            Err(WrongOption::Value { message, help }) => {
                parser.within(&entry.key, |p| p.error_helped(&entry.value, message, help));
            }
        }
    }
    given
}

/// The tables of an array of tables, each with the required key.
fn rules<'n>(
    parser: &mut Parser<'_>,
    node: &'n Node,
    required: &'static str,
    mut rule: impl FnMut(&mut Parser<'_>, &'n Entry, &'n [Entry], &'n Node),
) {
    let Kind::Array(items) = &node.kind else {
        parser.error_at(node, format!("expected an array of tables, not {}", node.noun()));
        return;
    };
    for (at, item) in items.iter().enumerate() {
        parser.within(&at.to_string(), |p| {
            let Some(entries) = p.table(item, "a rule is a table") else { return };
            p.known_keys(entries, &[required, "style", "options", "strict_accept", "guideline"]);
            match entries.iter().find(|entry| entry.key == required) {
                Some(entry) => rule(p, entry, entries, item),
                None => p.error_at(item, format!("`{required}` is missing here")),
            }
        });
    }
}

/// The style of a rule, and what is said for this use of it.
fn rule_style(parser: &mut Parser<'_>, config: &Config, node: &Node, entries: &[Entry]) -> Option<StyleUse> {
    let strict_accept = strict_accept(parser, entries);
    let guideline = guideline(parser, entries);
    style_use(parser, config, node, entries).map(|style| StyleUse { strict_accept, guideline, ..style })
}

fn routes(parser: &mut Parser<'_>, config: &mut Config, node: &Node) {
    let mut known: Vec<(Prefix, String)> = Vec::new();
    let mut routes = Vec::new();
    rules(parser, node, "prefix", |p, entry, entries, item| {
        let style = rule_style(p, config, item, entries);
        let Some(text) = p.within("prefix", |p| p.string(&entry.value)) else { return };
        let prefix = match Prefix::parse(&text) {
            Ok(prefix) => prefix,
            Err(message) => return p.within("prefix", |p| p.error_at(&entry.value, message)),
        };
        if let Some((_, earlier)) = known.iter().find(|(known, _)| *known == prefix) {
            let message = format!("two rules for one prefix: `{text}` is `{earlier}`, which has one above");
            return p.within("prefix", |p| p.error_at(&entry.value, message));
        }
        known.push((prefix.clone(), text));
        routes.extend(style.map(|style| (prefix, style)));
    });
    config.routes = routes;
}

fn accept(parser: &mut Parser<'_>, config: &mut Config, node: &Node) {
    let mut known: Vec<String> = Vec::new();
    let mut accept = Vec::new();
    rules(parser, node, "media", |p, entry, entries, item| {
        let style = rule_style(p, config, item, entries);
        let Some(text) = p.within("media", |p| p.string(&entry.value)) else { return };
        let media = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let plain = media.split_once('/').is_some_and(|(kind, subtype)| !kind.is_empty() && !subtype.is_empty());
        if !plain || media.contains('*') {
            return p.within("media", |p| p.error_at(&entry.value, format!("`{text}` is no media type")));
        }
        if known.contains(&media) {
            return p.within("media", |p| p.error_at(&entry.value, format!("two rules for media type `{media}`")));
        }
        known.push(media.clone());
        accept.extend(style.map(|style| (media, style)));
    });
    config.accept = accept;
}

fn expose(parser: &mut Parser<'_>, config: &mut Config, node: &Node) {
    let Some(entries) = parser.table(node, "`expose` is a table") else { return };
    parser.known_keys(entries, &["details", "framework_text"]);
    for entry in entries {
        let Some(value) = parser.within(&entry.key, |p| p.boolean(&entry.value)) else { continue };
        match entry.key.as_str() {
            "details" => config.details = value,
            "framework_text" => config.framework_text = value,
            _ => {}
        }
    }
}

fn request_id(parser: &mut Parser<'_>, config: &mut Config, node: &Node) {
    let Some(entries) = parser.table(node, "`request_id` is a table") else { return };
    parser.known_keys(entries, &["adopt"]);
    let Some(entry) = entries.iter().find(|entry| entry.key == "adopt") else { return };
    let Some(text) = parser.within("adopt", |p| p.string(&entry.value)) else { return };
    match HeaderName::from_bytes(text.as_bytes()) {
        Ok(name) => config.adopt = Some(name),
        Err(_) => parser.within("adopt", |p| p.error_at(&entry.value, format!("`{text}` is no header name"))),
    }
}

fn log_limit(parser: &mut Parser<'_>, node: &Node) -> Option<Limit> {
    let entries = parser.table(node, "`log` is a table")?;
    parser.known_keys(entries, &["burst", "seconds"]);
    let mut count = |key: &str, default: u32| match entries.iter().find(|entry| entry.key == key) {
        None => Some(default),
        Some(entry) => match entry.value.kind {
            Kind::Int(count @ 1..=1_000_000) => u32::try_from(count).ok(),
            _ => {
                parser
                    .within(key, |p| p.error_at(&entry.value, format!("`{key}` is a whole number from 1 to 1000000")));
                None
            }
        },
    };
    let (burst, seconds) = (count("burst", 10), count("seconds", 60));
    Some(Limit { burst: burst?, window: Duration::from_secs(seconds?.into()) })
}

fn statuses(parser: &mut Parser<'_>, config: &mut Config, node: &Node) {
    let Some(entries) = parser.table(node, "`status` is a table of codes") else { return };
    for entry in entries {
        if !is_code(entry.key.as_bytes()) {
            parser.error_key(entry, format!("`{}` is no code of a fault", entry.key), None);
            continue;
        }
        match entry.value.kind {
            Kind::Int(status @ 400..=599) => {
                config.statuses.extend(u16::try_from(status).map(|status| (entry.key.clone(), status)));
            }
            _ => parser.within(&entry.key, |p| p.error_at(&entry.value, "a fault's status is 400 to 599")),
        }
    }
}
