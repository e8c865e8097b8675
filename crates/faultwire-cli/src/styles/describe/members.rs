//! The members of a body, from its JSON Schema.

use serde_json::{Map, Value};

use crate::output::columns;

/// How many words of a table are shown.
const MAX_EXAMPLES: usize = 5;

/// The members of a body, one a line, those of a member below it.
pub(super) fn text(schema: &Value) -> String {
    let mut rows = Vec::new();
    inside(schema, 0, &mut rows);
    if rows.is_empty() {
        rows.push(row(0, "the whole body", schema, ""));
    }
    columns(2, &rows)
}

type Row = [String; 4];

/// A member: its name, its JSON type, whether it must be there, what it is.
fn row(depth: usize, name: &str, schema: &Value, presence: &str) -> Row {
    [format!("{:1$}{name}", "", depth * 2), kind(schema), presence.to_owned(), note(schema)]
}

/// The parts of a value that has some.
fn inside(schema: &Value, depth: usize, rows: &mut Vec<Row>) {
    if let Some(alternatives) = schema.get("anyOf").and_then(Value::as_array) {
        let parts = alternatives.iter().map(|alternative| {
            let mut parts = Vec::new();
            inside(alternative, depth + 1, &mut parts);
            parts
        });
        for (at, parts) in parts.filter(|parts| !parts.is_empty()).enumerate() {
            let word = if at == 0 { "either" } else { "or" };
            rows.push(row(depth, word, &Value::Bool(false), ""));
            rows.extend(parts);
        }
    } else if schema["type"] == "object" {
        object(schema, depth, rows);
    } else if schema["type"] == "array" {
        array(schema, depth, rows);
    }
}

fn object(schema: &Value, depth: usize, rows: &mut Vec<Row>) {
    let none = Map::new();
    let members = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
    let required: Vec<_> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let others = members.keys().map(String::as_str).filter(|name| !required.contains(name));
    for name in required.iter().copied().chain(others) {
        let member = &members[name];
        let presence = if required.contains(&name) { "required" } else { "may be absent" };
        rows.push(row(depth, name, member, presence));
        inside(member, depth + 1, rows);
    }
    let more = &schema["additionalProperties"];
    if *more == Value::Bool(false) {
        return;
    }
    match schema.get("propertyNames") {
        Some(names) => {
            let presence = if schema.get("minProperties").is_some() { "required" } else { "may be absent" };
            let mut line = row(depth, "<a name>", more, presence);
            line[3] = note(names);
            rows.push(line);
            inside(more, depth + 1, rows);
        }
        None => {
            let mut line = row(depth, "...", more, "may be absent");
            line[3] = "members that the fault brings".to_owned();
            rows.push(line);
        }
    }
}

fn array(schema: &Value, depth: usize, rows: &mut Vec<Row>) {
    let first = schema.get("prefixItems").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for (at, item) in first.iter().enumerate() {
        rows.push(row(depth, &format!("[{at}]"), item, "required"));
        inside(item, depth + 1, rows);
    }
    let items = &schema["items"];
    if first.is_empty() {
        inside(items, depth, rows);
    } else if *items != Value::Bool(false) {
        rows.push(row(depth, &format!("[{}...]", first.len()), items, "may be absent"));
        inside(items, depth + 1, rows);
    }
}

/// The JSON type of a value.
fn kind(schema: &Value) -> String {
    if let Some(value) = schema.get("const") {
        return value.to_string();
    }
    let several = |key| schema.get(key).and_then(Value::as_array);
    if let Some(values) = several("enum") {
        return distinct(values.iter().map(Value::to_string)).join(" | ");
    }
    if let Some(schemas) = several("anyOf") {
        return distinct(schemas.iter().map(kind)).join(" or ");
    }
    let number = |key| schema.get(key).and_then(Value::as_u64);
    match (schema.get("type").and_then(Value::as_str), number("minimum"), number("maximum")) {
        (Some("integer"), Some(least), Some(most)) if most <= 999 => format!("integer {least} to {most}"),
        (Some("array"), ..) if schema.get("prefixItems").is_none() => format!("array of {}", kind(&schema["items"])),
        (Some(name), ..) => name.to_owned(),
        (None, ..) if *schema == Value::Bool(false) => String::new(),
        (None, ..) => "anything".to_owned(),
    }
}

fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut found = Vec::new();
    for text in texts {
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

/// What a value is, and some of the words that it can be.
fn note(schema: &Value) -> String {
    let doc = schema.get("description").and_then(Value::as_str).map(str::to_owned);
    let words = schema.get("examples").and_then(Value::as_array).map(|all| {
        let shown: Vec<_> = all.iter().take(MAX_EXAMPLES).filter_map(Value::as_str).collect();
        let rest = all.len().saturating_sub(MAX_EXAMPLES);
        let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
        format!("such as {}{more}", shown.join(", "))
    });
    doc.into_iter().chain(words).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn branches_lists_and_names_are_walked() {
        let schema = json!({
            "type": "object",
            "required": ["b"],
            "properties": {
                "a": { "type": "array", "items": { "type": "string" } },
                "b": { "anyOf": [
                    { "type": "string" },
                    { "type": "object", "required": ["c"], "properties": { "c": { "const": 1 } }, "additionalProperties": false },
                    { "type": "object", "properties": {}, "additionalProperties": { "type": "string" } },
                ] },
            },
            "propertyNames": { "type": "string", "examples": ["x"] },
            "minProperties": 2,
            "additionalProperties": { "enum": [1, "y"] },
        });
        let expected = concat!(
            "  b         string or object  required\n",
            "    either\n",
            "      c     1                 required\n",
            "    or\n",
            "      ...   string            may be absent  members that the fault brings\n",
            "  a         array of string   may be absent\n",
            "  <a name>  1 | \"y\"           required       such as x\n",
        );
        assert_eq!(text(&schema), expected);
    }

    #[test]
    fn a_body_without_members_is_one_line() {
        assert_eq!(
            text(&json!({ "type": "string", "description": "the message" })),
            "  the whole body  string    the message\n"
        );
    }
}
