//! A style page: its sections, checked.

use http::HeaderName;

use super::diagnostic::{Diagnostic, nearest_or_all};
use super::field::Section;
use super::node::{Entry, Kind, Node};
use super::parse::Parser;
use super::tree::{HoleOf, Tree};
use crate::calls::{self, Table};
use crate::fault::frames_the_message;

/// A format an envelope is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JSON (RFC 8259).
    Json,
    /// XML 1.0.
    Xml,
}

#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) media: Vec<Media>,
    pub(crate) options: Vec<OptionRule>,
    pub(crate) words: Vec<(String, Tree)>,
    pub(crate) fault: Shape,
    pub(crate) reply: Option<ReplyShape>,
    pub(crate) task: Option<Shape>,
    /// The statuses that the errors of calls may have, where the envelope comes with such a table.
    pub(crate) calls: Option<Table>,
}

/// The `[reply]` section, which is written in JSON alone.
#[derive(Debug, Clone)]
pub(crate) struct ReplyShape {
    pub(crate) shape: Shape,
    /// The media types of replies and tasks, where they are not those of faults.
    pub(crate) media: Vec<String>,
    /// A reply that the client does not accept becomes a 406.
    pub(crate) strict_accept: bool,
}

/// A format with its media types: the first is sent, the others when asked for.
#[derive(Debug, Clone)]
pub(crate) struct Media {
    pub(crate) format: Format,
    pub(crate) types: Vec<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct OptionRule {
    pub(crate) name: String,
    pub(crate) default: String,
    /// The values it can have, where they are a closed set.
    pub(crate) values: Option<Vec<String>>,
}

#[derive(Debug, Clone)]
pub(crate) struct Shape {
    pub(crate) status: Option<Tree>,
    /// `None`: the section does not say.
    pub(crate) headers: Option<Vec<(HeaderName, Tree)>>,
    pub(crate) body: Tree,
    pub(crate) xml: XmlShape,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct XmlShape {
    pub(crate) root: Option<String>,
    pub(crate) namespace: Option<Tree>,
    pub(crate) item: Option<String>,
    pub(crate) attributes: Vec<String>,
}

/// What is wrong with an option that is given: its name or its value, and what would be right.
pub(crate) enum WrongOption {
    Name { message: String, help: String },
    Value { message: String, help: String },
}

const SECTIONS: &[&str] = &["name", "title", "media", "options", "words", "fault", "reply", "task", "calls"];
const FAULT: &[&str] = &["status", "headers", "body", "xml"];
const REPLY: &[&str] = &["status", "headers", "body", "media", "strict_accept"];
const TASK: &[&str] = &["status", "headers", "body"];
const XML: &[&str] = &["root", "namespace", "item", "attributes"];

impl Page {
    /// Whether an option of this name can have this value.
    pub(crate) fn check_option(&self, name: &str, value: &str) -> Result<(), WrongOption> {
        let Some(rule) = self.options.iter().find(|rule| rule.name == name) else {
            let names: Vec<_> = self.options.iter().map(|rule| rule.name.as_str()).collect();
            let help = if names.is_empty() { "it has none".to_owned() } else { nearest_or_all(name, names) };
            return Err(WrongOption::Name { message: format!("style `{}` has no option `{name}`", self.name), help });
        };
        match &rule.values {
            Some(values) if !values.iter().any(|known| known == value) => Err(WrongOption::Value {
                message: format!("`{value}` is no value of option `{name}`"),
                help: nearest_or_all(value, values.iter().map(String::as_str)),
            }),
            _ => Ok(()),
        }
    }

    /// Reads a page. `name` is the name it is known by where the page does not say.
    ///
    /// # Errors
    ///
    /// Every mistake in it.
    pub(crate) fn parse(node: &Node, name: Option<&str>, path: &[String]) -> Result<Self, Vec<Diagnostic>> {
        let mut parser = Parser::new(path);
        let page = Self::sections(&mut parser, node, name);
        match page {
            Some(page) if parser.found.is_empty() => Ok(page),
            _ => Err(parser.found),
        }
    }

    fn sections(parser: &mut Parser<'_>, node: &Node, name: Option<&str>) -> Option<Self> {
        let entries = parser.table(node, "a style page is a table")?;
        parser.known_keys(entries, SECTIONS);
        let find = |key: &str| entries.iter().find(|entry| entry.key == key);
        let name = match find("name") {
            Some(entry) => parser.within("name", |p| p.string(&entry.value)).unwrap_or_default(),
            None => name.map(str::to_owned).unwrap_or_else(|| {
                parser.error_at(node, "a style page needs a `name`");
                String::new()
            }),
        };
        let title = find("title").and_then(|entry| parser.within("title", |p| p.string(&entry.value)));
        let media = match find("media") {
            Some(entry) => parser.within("media", |p| read_media(p, &entry.value)),
            None => {
                parser.error_at(node, "a style page needs `media`, such as `media = { json = \"application/json\" }`");
                Vec::new()
            }
        };
        if let Some(entry) = find("options") {
            parser.options = parser.within("options", |p| read_options(p, &entry.value));
        }
        let words = find("words").map(|entry| parser.within("words", |p| read_words(p, &entry.value)));
        let words = words.unwrap_or_default();
        parser.words = words.iter().map(|(name, _)| name.clone()).collect();
        let fault = match find("fault") {
            Some(entry) => read_shape(parser, Section::Fault, &entry.value),
            None => {
                parser.error_at(node, "a style page needs a `fault` section");
                None
            }
        };
        let reply = find("reply").and_then(|entry| read_reply(parser, &entry.value));
        let task = find("task").and_then(|entry| read_shape(parser, Section::Task, &entry.value));
        let calls = find("calls").map(|entry| parser.within("calls", |p| calls::table(p, &entry.value)));
        let fault = fault?;
        let page = Self {
            title: title.unwrap_or_else(|| name.clone()),
            name,
            media,
            options: parser.options.clone(),
            words,
            fault,
            reply,
            task,
            calls,
        };
        let shapes = [
            ("fault", Some(&page.fault)),
            ("reply", page.reply.as_ref().map(|reply| &reply.shape)),
            ("task", page.task.as_ref()),
        ];
        for (key, shape) in shapes {
            if let (Some(entry), Some(shape)) = (find(key).map(body_of), shape) {
                super::page_check::check(parser, &page, shape, entry);
            }
        }
        if let Some(entry) = find("fault").map(body_of) {
            if page.media.iter().any(|media| media.format == Format::Xml) {
                super::xml_check::check(parser, &page, entry);
            }
        }
        Some(page)
    }
}

/// The `body` of a section, which is where its mistakes as a whole are shown.
fn body_of(section: &Entry) -> &Entry {
    match &section.value.kind {
        Kind::Table(entries) => entries.iter().find(|entry| entry.key == "body").unwrap_or(section),
        _ => section,
    }
}

fn read_media(parser: &mut Parser<'_>, node: &Node) -> Vec<Media> {
    let Some(entries) = parser.table(node, "`media` is a table of formats") else { return Vec::new() };
    let mut media = Vec::new();
    for entry in entries {
        let format = match entry.key.as_str() {
            "json" => Format::Json,
            "xml" => Format::Xml,
            other => {
                parser.error_key(entry, format!("unknown format `{other}`"), nearest_or_all(other, ["json", "xml"]));
                continue;
            }
        };
        media.push(Media { format, types: parser.within(&entry.key, |p| read_types(p, &entry.value)) });
    }
    if media.is_empty() {
        parser.error_at(node, "`media` names no format: `json`, `xml` or both");
    }
    media
}

fn read_types(parser: &mut Parser<'_>, node: &Node) -> Vec<String> {
    let types = parser.strings(node);
    for (text, place) in &types {
        if !is_media_type(text) {
            parser.error_at(place, format!("`{text}` is no media type"));
        }
    }
    types.into_iter().map(|(text, _)| text).collect()
}

/// The media types of replies, which are written in JSON (RFC 6839 section 3.1 for the suffix).
fn read_json_types(parser: &mut Parser<'_>, node: &Node) -> Vec<String> {
    let types = read_types(parser, node);
    for text in &types {
        let essence = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if !essence.ends_with("/json") && !essence.ends_with("+json") {
            parser.error_at(node, format!("`{text}`: replies are written in JSON"));
        }
    }
    types
}

fn is_media_type(text: &str) -> bool {
    let token =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b));
    let essence = text.split(';').next().unwrap_or_default().trim();
    essence.split_once('/').is_some_and(|(kind, subtype)| token(kind) && token(subtype))
        && http::HeaderValue::from_str(text).is_ok()
}

fn read_options(parser: &mut Parser<'_>, node: &Node) -> Vec<OptionRule> {
    let Some(entries) = parser.table(node, "`options` is a table") else { return Vec::new() };
    let mut options = Vec::new();
    for entry in entries {
        let values = parser.within(&entry.key, |p| p.strings(&entry.value));
        let values: Vec<String> = values.into_iter().map(|(text, _)| text).collect();
        let Some(default) = values.first().cloned() else { continue };
        let closed = matches!(entry.value.kind, Kind::Array(_));
        options.push(OptionRule { name: entry.key.clone(), default, values: closed.then_some(values) });
    }
    options
}

fn read_words(parser: &mut Parser<'_>, node: &Node) -> Vec<(String, Tree)> {
    let Some(entries) = parser.table(node, "`words` is a table of tables") else { return Vec::new() };
    let mut words = Vec::new();
    for entry in entries {
        let table = parser.within(&entry.key, |p| p.word_table(&entry.value));
        words.push((entry.key.clone(), table));
    }
    words
}

fn read_shape(parser: &mut Parser<'_>, section: Section, node: &Node) -> Option<Shape> {
    parser.section(section, |p| {
        let known = match section {
            Section::Fault => FAULT,
            Section::Reply => REPLY,
            Section::Task => TASK,
        };
        let key = section.key();
        let entries = p.table(node, &format!("`{key}` is a table"))?;
        p.known_keys(entries, known);
        let find = |key: &str| entries.iter().find(|entry| entry.key == key);
        let status = find("status").map(|entry| p.within("status", |p| p.status(&entry.value)));
        let headers = find("headers").map(|entry| p.within("headers", |p| read_headers(p, &entry.value)));
        let xml = find("xml").map(|entry| p.within("xml", |p| read_xml(p, &entry.value)));
        let Some(body) = find("body") else {
            p.error_at(node, format!("the `{key}` section needs a `body`"));
            return None;
        };
        let body = p.within("body", |p| p.value(&body.value));
        Some(Shape { status, headers, body, xml: xml.unwrap_or_default() })
    })
}

fn read_reply(parser: &mut Parser<'_>, node: &Node) -> Option<ReplyShape> {
    let shape = read_shape(parser, Section::Reply, node);
    let Kind::Table(entries) = &node.kind else { return None };
    let find = |key: &str| entries.iter().find(|entry| entry.key == key);
    let media = find("media").map(|entry| parser.within("media", |p| read_json_types(p, &entry.value)));
    let strict = find("strict_accept").map(|entry| parser.within("strict_accept", |p| p.boolean(&entry.value)));
    Some(ReplyShape {
        shape: shape?,
        media: media.unwrap_or_default(),
        strict_accept: strict.flatten().unwrap_or_default(),
    })
}

fn read_headers(parser: &mut Parser<'_>, node: &Node) -> Vec<(HeaderName, Tree)> {
    let Some(entries) = parser.table(node, "`headers` is a table") else { return Vec::new() };
    let mut headers = Vec::new();
    for entry in entries {
        let tree = parser.within(&entry.key, |p| p.scalar(&entry.value));
        match HeaderName::from_bytes(entry.key.as_bytes()) {
            Ok(name) if frames_the_message(&name) => {
                parser.error_key(entry, format!("`{name}` is decided by the renderer, not by a page"), None);
            }
            Ok(name) => headers.push((name, tree)),
            Err(_) => parser.error_key(entry, format!("`{}` is no header name", entry.key), None),
        }
    }
    headers
}

fn read_xml(parser: &mut Parser<'_>, node: &Node) -> XmlShape {
    let Some(entries) = parser.table(node, "`xml` is a table") else { return XmlShape::default() };
    parser.known_keys(entries, XML);
    let mut shape = XmlShape::default();
    for Entry { key, value, .. } in entries {
        parser.within(key, |p| match key.as_str() {
            "root" => shape.root = p.xml_name(value),
            "item" => shape.item = p.xml_name(value),
            "namespace" => shape.namespace = read_namespace(p, value),
            "attributes" => shape.attributes = read_attributes(p, value),
            _ => {}
        });
    }
    shape
}

fn read_attributes(parser: &mut Parser<'_>, node: &Node) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, place) in parser.strings(node) {
        if names.contains(&name) {
            parser.error_at(place, format!("attribute `{name}` is named twice"));
        } else if name.starts_with("xml") {
            parser.error_at(place, format!("`{name}`: names that start with `xml` are XML's own"));
        } else {
            names.push(name);
        }
    }
    names
}

/// A namespace is the same for all faults: a text or an option.
fn read_namespace(parser: &mut Parser<'_>, node: &Node) -> Option<Tree> {
    let tree = parser.scalar(node);
    let fixed = |tree: &Tree| match tree {
        Tree::Literal(_) => true,
        Tree::Hole(hole) => matches!(hole.of, HoleOf::Option(_)),
        _ => false,
    };
    if fixed(&tree) || matches!(&tree, Tree::Text(pieces) if pieces.iter().all(fixed)) {
        return Some(tree);
    }
    parser.error_at(node, "a namespace is a text or an option");
    None
}
