//! Golden vectors as a command line and what it reads.

use toml_edit::{Item, TableLike, Value};

/// The flags that a vector asks for.
pub(crate) fn arguments(page: &dyn TableLike) -> Vec<String> {
    let text = |table: Option<&dyn TableLike>, key: &str| Some(table?.get(key)?.as_str()?.to_owned());
    let table = |key: &str| page.get(key).and_then(Item::as_table_like);
    let (request, render) = (table("request"), table("render"));
    let mut flags = vec!["render".to_owned()];
    flags.extend(is_reply(page).then(|| "--reply".to_owned()));
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

/// The fault or the reply of a vector as JSON.
pub(crate) fn input(page: &dyn TableLike) -> String {
    let table = |key: &str| page.get(key).and_then(Item::as_table_like);
    match (table("task"), table("reply")) {
        (Some(task), _) => reply_with_task(page, task),
        (None, Some(reply)) => object(&reply_members(reply)),
        (None, None) => fault(page),
    }
}

fn is_reply(page: &dyn TableLike) -> bool {
    page.contains_key("reply") || page.contains_key("task")
}

fn reply_members(reply: &dyn TableLike) -> Vec<(String, String)> {
    let value = |key: &str, item: &Item| match key {
        "resource" => {
            let (name, json) = payload(item.as_table_like().unwrap());
            object(&[("name".into(), quoted(&name)), ("value".into(), json)])
        }
        "members" => {
            let members = item.as_array().unwrap().iter();
            object(&members.map(|member| payload(member.as_inline_table().unwrap())).collect::<Vec<_>>())
        }
        "warnings" => list(item.as_array_of_tables().unwrap().iter().map(|warning| object(&definition(warning)))),
        _ => item_text(item),
    };
    reply.iter().map(|(key, item)| (key.to_owned(), value(key, item))).collect()
}

/// A name, and JSON as it is written.
fn payload(table: &dyn TableLike) -> (String, String) {
    let text = |key: &str| table.get(key).and_then(Item::as_str).unwrap().to_owned();
    (text("name"), text("json"))
}

/// A vector has the reply's own members and the fault of a task elsewhere.
fn reply_with_task(page: &dyn TableLike, table: &dyn TableLike) -> String {
    let (mut reply, mut task) = (Vec::new(), Vec::new());
    for member in members(table) {
        if ["status", "location"].contains(&member.0.as_str()) { reply.push(member) } else { task.push(member) }
    }
    task.extend(page.contains_key("fault").then(|| ("fault".to_owned(), fault(page))));
    reply.push(("task".to_owned(), object(&task)));
    object(&reply)
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
