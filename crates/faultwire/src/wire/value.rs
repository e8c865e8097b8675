//! Data of any shape, as JSON and as XML.

use std::collections::HashSet;

use super::escape;
use super::program::Mode;
use crate::fault::{Value, is_xml_name};
use crate::style::field::Format;

/// How deep data may nest in an answer; what is deeper is left out.
const MAX_DEPTH: usize = 64;

/// Writes a piece of data in the given mode and format.
pub(crate) fn write(buf: &mut Vec<u8>, value: &Value, format: Format, mode: Mode, xml_item: Option<&str>) {
    match (mode, value) {
        (Mode::Json, value) if format != Format::String => json(buf, value, 0),
        (Mode::Xml, Value::List(_) | Value::Map(_)) if format != Format::String => content(buf, value, xml_item, 0),
        (_, Value::List(_) | Value::Map(_)) => {
            let mut text = Vec::new();
            json(&mut text, value, 0);
            write_text(buf, mode, &String::from_utf8_lossy(&text));
        }
        (_, Value::Text(text)) => write_text(buf, mode, text),
        // In XML, nothing between the tags is what null is.
        (Mode::Xml, Value::Null) => {}
        (_, scalar) => write_text(buf, mode, &scalar.to_string()),
    }
}

/// Writes text in the given mode.
#[inline]
pub(crate) fn write_text(buf: &mut Vec<u8>, mode: Mode, text: &str) {
    match mode {
        Mode::Json => {
            buf.push(b'"');
            escape::json(buf, text);
            buf.push(b'"');
        }
        Mode::JsonText => escape::json(buf, text),
        Mode::Xml => escape::xml(buf, text, false),
        Mode::XmlAttribute => escape::xml(buf, text, true),
        Mode::Plain => buf.extend_from_slice(text.as_bytes()),
    }
}

/// Writes a whole number: bare, or quoted when it is a string of JSON.
pub(crate) fn write_int(buf: &mut Vec<u8>, mode: Mode, format: Format, value: i64) {
    let quoted = mode == Mode::Json && format == Format::String;
    if quoted {
        buf.push(b'"');
    }
    buf.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
    if quoted {
        buf.push(b'"');
    }
}

fn json(buf: &mut Vec<u8>, value: &Value, depth: usize) {
    match value {
        Value::Null => buf.extend_from_slice(b"null"),
        Value::Bool(value) => buf.extend_from_slice(if *value { b"true" } else { b"false" }),
        Value::Int(value) => buf.extend_from_slice(itoa::Buffer::new().format(*value).as_bytes()),
        Value::Uint(value) => buf.extend_from_slice(itoa::Buffer::new().format(*value).as_bytes()),
        Value::Float(value) => match serde_json::to_string(value) {
            Ok(text) => buf.extend_from_slice(text.as_bytes()),
            Err(_) => buf.extend_from_slice(b"null"),
        },
        Value::Text(text) => write_text(buf, Mode::Json, text),
        Value::List(_) | Value::Map(_) if depth >= MAX_DEPTH => buf.extend_from_slice(b"null"),
        Value::List(items) => {
            buf.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    buf.push(b',');
                }
                json(buf, item, depth + 1);
            }
            buf.push(b']');
        }
        Value::Map(members) => {
            buf.push(b'{');
            let mut first = true;
            for_each_unique(members, |name, value| {
                if !std::mem::replace(&mut first, false) {
                    buf.push(b',');
                }
                write_text(buf, Mode::Json, name);
                buf.push(b':');
                json(buf, value, depth + 1);
            });
            buf.push(b'}');
        }
    }
}

/// The members of a map, each name once: a name that comes again is passed over.
fn for_each_unique(members: &[(crate::fault::Text, Value)], mut each: impl FnMut(&str, &Value)) {
    let mut seen = HashSet::with_capacity(if members.len() > 1 { members.len() } else { 0 });
    for (name, value) in members {
        if members.len() == 1 || seen.insert(name.as_ref()) {
            each(name, value);
        }
    }
}

/// Writes an element, or one for each item of a list where items have no name of their own.
///
/// Returns false when nothing was written: the name is no XML name, or the list is empty.
pub(crate) fn element(buf: &mut Vec<u8>, name: &str, value: &Value, xml_item: Option<&str>, depth: usize) -> bool {
    if !is_xml_name(name) || depth >= MAX_DEPTH {
        return false;
    }
    if let (Value::List(items), None) = (value, xml_item) {
        return items.iter().fold(false, |any, item| element(buf, name, item, Some("item"), depth + 1) | any);
    }
    tag(buf, b"<", name);
    match value {
        Value::List(_) | Value::Map(_) => content(buf, value, xml_item, depth),
        scalar => write(buf, scalar, Format::Plain, Mode::Xml, None),
    }
    tag(buf, b"</", name);
    true
}

fn tag(buf: &mut Vec<u8>, open: &[u8], name: &str) {
    buf.extend_from_slice(open);
    buf.extend_from_slice(name.as_bytes());
    buf.push(b'>');
}

fn content(buf: &mut Vec<u8>, value: &Value, xml_item: Option<&str>, depth: usize) {
    match value {
        Value::List(items) => {
            let name = xml_item.unwrap_or("item");
            items.iter().for_each(|item| {
                element(buf, name, item, Some(name), depth + 1);
            });
        }
        Value::Map(members) => for_each_unique(members, |name, value| {
            element(buf, name, value, xml_item, depth + 1);
        }),
        scalar => write(buf, scalar, Format::Plain, Mode::Xml, None),
    }
}
