//! The members of a body, from its JSON Schema.

use serde_json::{Map, Value};

use crate::output::columns;

/// How many words of a table are shown.
const MAX_EXAMPLES: usize = 5;

/// Of a member that is not in every body.
const MAYBE: &str = "may be absent";

/// The members of a body, one a line, those of a member below it. `who` brings the members that have no names here.
pub(super) fn text(schema: &Value, who: &str) -> String {
    let mut members = Members { who, rows: Vec::new() };
    members.inside(schema, 0);
    if members.rows.is_empty() {
        members.rows.push(row(0, "the whole body", schema, ""));
    }
    columns(2, &members.rows)
}

type Row = [String; 4];

/// The rows of a body.
struct Members<'a> {
    who: &'a str,
    rows: Vec<Row>,
}

/// A member: its name, its JSON type, whether it must be there, what it is.
fn row(depth: usize, name: &str, schema: &Value, presence: &str) -> Row {
    [indented(depth, name), kind(schema), presence.to_owned(), note(schema)]
}

/// A name at its depth.
fn indented(depth: usize, name: &str) -> String {
    format!("{:1$}{name}", "", depth * 2)
}

impl Members<'_> {
    /// The parts of a value that has some.
    fn inside(&mut self, schema: &Value, depth: usize) {
        if let Some(alternatives) = schema.get("anyOf").and_then(Value::as_array) {
            self.alternatives(alternatives, depth);
        } else if schema["type"] == "object" {
            self.object(schema, depth);
        } else if schema["type"] == "array" {
            self.array(schema, depth);
        }
    }

    /// Those that have parts; where all of the others say when they are there, those too.
    fn alternatives(&mut self, alternatives: &[Value], depth: usize) {
        let below = |alternative| {
            let mut parts = Members { who: self.who, rows: Vec::new() };
            parts.inside(alternative, depth + 1);
            (alternative, parts.rows)
        };
        let mut shown: Vec<_> = alternatives.iter().map(below).collect();
        if !shown.iter().all(|(alternative, parts)| !parts.is_empty() || comment(alternative).is_some()) {
            shown.retain(|(_, parts)| !parts.is_empty());
        }
        for (at, (alternative, parts)) in shown.into_iter().enumerate() {
            let label = comment(alternative).unwrap_or(if at == 0 { "either" } else { "or" });
            let (kind, about) =
                if parts.is_empty() { (kind(alternative), about(alternative)) } else { Default::default() };
            self.rows.push([indented(depth, label), kind, String::new(), about]);
            self.rows.extend(parts);
        }
    }

    /// The members of an object, the required ones first.
    fn object(&mut self, schema: &Value, depth: usize) {
        let none = Map::new();
        let members = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
        let required: Vec<_> =
            schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let others = members.keys().map(String::as_str).filter(|name| !required.contains(name));
        for name in required.iter().copied().chain(others) {
            let member = &members[name];
            let presence = if required.contains(&name) { "required" } else { MAYBE };
            self.rows.push(row(depth, name, member, presence));
            self.inside(member, depth + 1);
        }
        match (schema.get("additionalProperties"), schema.get("propertyNames")) {
            (None | Some(Value::Bool(false)), _) => {}
            (Some(more), Some(names)) => {
                let presence = if schema.get("minProperties").is_some() { "required" } else { MAYBE };
                let mut line = row(depth, "<a name>", more, presence);
                line[3] = note(names);
                self.rows.push(line);
                self.inside(more, depth + 1);
            }
            (Some(more), None) => {
                let mut line = row(depth, "...", more, MAYBE);
                line[3] = format!("members that {} brings", self.who);
                self.rows.push(line);
            }
        }
    }

    /// The parts of the items of an array.
    fn array(&mut self, schema: &Value, depth: usize) {
        let first = schema.get("prefixItems").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        for (at, item) in first.iter().enumerate() {
            self.rows.push(row(depth, &format!("[{at}]"), item, "required"));
            self.inside(item, depth + 1);
        }
        let items = &schema["items"];
        if first.is_empty() {
            self.inside(items, depth);
        } else if *items != Value::Bool(false) {
            self.rows.push(row(depth, &format!("[{}...]", first.len()), items, MAYBE));
            self.inside(items, depth + 1);
        }
    }
}

/// Every type of JSON.
const TYPES: [&str; 6] = ["object", "array", "string", "number", "boolean", "null"];

/// The JSON type of a value.
fn kind(schema: &Value) -> String {
    let kinds = distinct(kinds(schema).into_iter());
    let all = TYPES.iter().all(|name| kinds.iter().any(|kind| kind == name));
    if all { "anything".to_owned() } else { kinds.join(" or ") }
}

/// The JSON types that a value can have.
fn kinds(schema: &Value) -> Vec<String> {
    if let Some(value) = schema.get("const") {
        return vec![value.to_string()];
    }
    let several = |key| schema.get(key).and_then(Value::as_array);
    if let Some(values) = several("enum") {
        return vec![distinct(values.iter().map(Value::to_string)).join(" | ")];
    }
    if let Some(schemas) = several("anyOf") {
        return schemas.iter().flat_map(kinds).collect();
    }
    if let Some(names) = several("type") {
        return names.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    }
    let number = |key| schema.get(key).and_then(Value::as_u64);
    let kind = match (schema.get("type").and_then(Value::as_str), number("minimum"), number("maximum")) {
        (Some("integer"), Some(least), Some(most)) if most <= 999 => format!("integer {least} to {most}"),
        (Some("array"), ..) if schema.get("items").is_some() && schema.get("prefixItems").is_none() => {
            format!("array of {}", kind(&schema["items"]))
        }
        (Some(name), ..) => name.to_owned(),
        (None, ..) if *schema == Value::Bool(false) => return Vec::new(),
        (None, ..) => "anything".to_owned(),
    };
    vec![kind]
}

/// Each text once, in order.
fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut found = Vec::new();
    for text in texts {
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

/// When a value is there, as the page says: "for `404`".
fn comment(schema: &Value) -> Option<&str> {
    schema.get("$comment").and_then(Value::as_str)
}

/// When a value is there, what it is, and some of the words that it can be.
fn note(schema: &Value) -> String {
    let all = [comment(schema).map(str::to_owned), Some(about(schema))];
    all.into_iter().flatten().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}

/// What a value is, and some of the words that it can be.
fn about(schema: &Value) -> String {
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
        assert_eq!(text(&schema, "the fault"), expected);
    }

    #[test]
    fn a_branch_says_what_it_is_for() {
        let schema = json!({
            "type": "object",
            "required": ["a"],
            "properties": {
                "a": { "anyOf": [
                    { "$comment": "for `404`", "type": "object", "required": ["b"], "properties": { "b": {} } },
                    { "$comment": "for `one`", "type": "object", "description": "the resource" },
                ] },
                "c": { "anyOf": [
                    { "$comment": "for `one`", "type": "object" },
                    { "type": "array" },
                    { "type": ["string", "number", "boolean", "null"] },
                    { "type": "null" },
                ] },
                "d": { "$comment": "for `FAILED`", "type": "integer", "description": "the number" },
            },
        });
        let expected = concat!(
            "  a            object    required\n",
            "    for `404`\n",
            "      b        anything  required\n",
            "    for `one`  object                   the resource\n",
            "  c            anything  may be absent\n",
            "  d            integer   may be absent  for `FAILED`, the number\n",
        );
        assert_eq!(text(&schema, "the fault"), expected);
    }

    #[test]
    fn a_body_without_members_is_one_line() {
        assert_eq!(
            text(&json!({ "type": "string", "description": "the message" }), "the fault"),
            "  the whole body  string    the message\n"
        );
    }
}
