//! The golden vectors of the core, through the program: each file becomes JSON and flags, and the answer must be the
//! vector's, byte for byte what the library renders.

use std::path::{Path, PathBuf};

use toml_edit::{Document, Item, TableLike, Value};

use crate::program::{Ran, faultwire};
use crate::support::vector::Vector;
use crate::support::{json, xml};

/// There are this many vectors at least.
const AT_LEAST: usize = 130;

#[test]
fn every_vector_is_rendered_as_the_library_does() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../faultwire/tests/vectors");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() >= AT_LEAST, "{} vectors under {}", files.len(), root.display());
    let mut wrong = Vec::new();
    for file in &files {
        let name = file.strip_prefix(&root).unwrap().display();
        wrong.extend(differences(&std::fs::read_to_string(file).unwrap()).into_iter().map(|d| format!("{name}: {d}")));
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
}

/// What is not as the vector and the library have it.
fn differences(text: &str) -> Vec<String> {
    let vector = Vector::parse(text).unwrap();
    let library = vector.renderer().unwrap().render(&vector.fault(false).unwrap(), &vector.request().unwrap());
    let page = Document::parse(text.to_owned()).unwrap();
    let (arguments, input) = (arguments(page.as_table()), fault(page.as_table()));
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let whole = match answer(faultwire(&arguments, &input)) {
        Ok(whole) => whole,
        Err(error) => return vec![format!("{error}\n{input}")],
    };
    let head_end = whole.windows(2).position(|two| two == b"\n\n").unwrap();
    let (head, body) = (String::from_utf8_lossy(&whole[..head_end]), &whole[head_end + 2..]);
    let mut lines = head.lines();
    let status =
        lines.next().unwrap_or_default().strip_prefix("HTTP/1.1 ").and_then(|line| line.get(..3)).unwrap_or_default();
    let headers: Vec<_> = lines.filter_map(|line| line.split_once(": ")).collect();

    let mut wrong = Vec::new();
    if status != vector.status.to_string() {
        wrong.push(format!("status {status} instead of {}", vector.status));
    }
    let sent: Vec<_> = library.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    if headers != sent {
        wrong.push(format!("headers {headers:?} instead of {sent:?}"));
    }
    for (name, expected) in &vector.headers {
        let found: Vec<_> = headers.iter().filter(|(known, _)| known == name).map(|(_, value)| *value).collect();
        if !found.join(", ").eq_ignore_ascii_case(expected) {
            wrong.push(format!("header {name}: {found:?} instead of {expected:?}"));
        }
    }
    wrong.extend(vector.absent.iter().filter(|name| headers.iter().any(|(known, _)| known == name)).cloned());
    if body != library.body() {
        wrong.push(format!("body {:?} instead of {:?}", String::from_utf8_lossy(body), library.body()));
    }
    if let Some(expected) = &vector.body {
        let compare = if expected.trim_start().starts_with('<') { xml::difference } else { json::difference };
        wrong.extend(compare(expected, &String::from_utf8_lossy(body)));
    }
    match answer(faultwire(&[arguments.as_slice(), &["--body"]].concat(), &input)) {
        Ok(alone) if alone == body => {}
        other => wrong.push(format!("--body: {other:?}")),
    }
    wrong
}

fn answer(ran: Ran) -> Result<Vec<u8>, String> {
    if ran.code == Some(0) && ran.err.is_empty() { Ok(ran.out) } else { Err(format!("{:?} {}", ran.code, ran.err)) }
}

/// The flags that a vector asks for.
fn arguments(page: &dyn TableLike) -> Vec<String> {
    let text = |table: Option<&dyn TableLike>, key: &str| Some(table?.get(key)?.as_str()?.to_owned());
    let table = |key: &str| page.get(key).and_then(Item::as_table_like);
    let (request, render) = (table("request"), table("render"));
    let mut flags = vec!["render".to_owned()];
    let mut flag = |name: &str, value: Option<String>| flags.extend(value.map(|value| format!("--{name}={value}")));
    flag("style", text(Some(page), "style"));
    for (name, value) in table("options").into_iter().flat_map(TableLike::iter) {
        flag("option", Some(format!("{name}={}", value.as_str().unwrap())));
    }
    flag("accept", text(Some(page), "accept"));
    flag("method", request.map(|_| text(request, "method").unwrap_or("GET".into())));
    flag("path", request.map(|_| text(request, "path").unwrap_or("/".into())));
    flag("route", text(request, "route"));
    flag("now", text(render, "now").or(Some("2026-01-02T03:04:05.678Z".into())));
    let id = text(request, "request_id");
    flags.push(id.map_or_else(|| "--no-request-id".to_owned(), |id| format!("--request-id={id}")));
    if render.and_then(|render| render.get("details")?.as_bool()) == Some(true) {
        flags.push("--details".to_owned());
    }
    flags
}

/// The fault of a vector as JSON.
fn fault(page: &dyn TableLike) -> String {
    let mut members = definition(page.get("fault").and_then(Item::as_table_like).unwrap());
    for (name, item) in page.get("occurrence").and_then(Item::as_table_like).into_iter().flat_map(TableLike::iter) {
        let value = match (name, item.as_array_of_tables()) {
            ("earlier", Some(earlier)) => list(earlier.iter().map(|one| object(&definition(one)))),
            _ => item_text(item),
        };
        members.retain(|(known, _)| known != name);
        members.push((name.to_owned(), value));
    }
    object(&members)
}

/// The members of a definition, which has other names for two of them.
fn definition(table: &dyn TableLike) -> Vec<(String, String)> {
    let name = |name: &str| match name {
        "message" => "template".to_owned(),
        "type_uri" => "type".to_owned(),
        other => other.to_owned(),
    };
    table.iter().map(|(key, item)| (name(key), item_text(item))).collect()
}

fn item_text(item: &Item) -> String {
    match (item, item.as_array_of_tables()) {
        (Item::Value(value), _) => value_text(value),
        (_, Some(tables)) => list(tables.iter().map(|table| object(&members(table)))),
        _ => object(&members(item.as_table_like().unwrap())),
    }
}

fn members(table: &dyn TableLike) -> Vec<(String, String)> {
    table.iter().map(|(name, item)| (name.to_owned(), item_text(item))).collect()
}

fn value_text(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text.value()),
        Value::Integer(integer) => integer.value().to_string(),
        Value::Float(float) => serde_json::to_string(float.value()).unwrap(),
        Value::Boolean(value) => value.value().to_string(),
        Value::Datetime(moment) => quoted(&moment.value().to_string()),
        Value::Array(items) => list(items.iter().map(value_text)),
        Value::InlineTable(table) => object(&members(table)),
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}

fn object(members: &[(String, String)]) -> String {
    let members: Vec<_> = members.iter().map(|(name, value)| format!("{}:{value}", quoted(name))).collect();
    format!("{{{}}}", members.join(","))
}
