//! The schemas of single values: what a field looks like in one of its formats, and texts made of several.

use std::ops::RangeInclusive;

use serde_json::{Value, json};

use super::field::{Case, Field, Format, Kind, Row};
use super::schema::Branch;
use super::tree::{REPLY_STATUSES, TASK_STATES, WordRule};
use super::value_text;

/// What an XML name has, and a little more: of ASCII only letters, digits, `-`, `.` and `_`.
const XML_NAME: &str = r"^[^\x00-@\[-^`{-\x7F][^\x00-,/:-@\[-^`{-\x7F]*$";
const ANY_TEXT: &str = r"[\s\S]*";

/// A field in a format.
pub(super) fn field(row: &Row, format: Format, branch: &Branch<'_>) -> Value {
    match row.kind {
        Kind::Null => json!({ "type": "null" }),
        Kind::Any | Kind::Payload | Kind::Map | Kind::List => data(format),
        Kind::Time => match format {
            Format::EpochMs | Format::EpochS => json!({ "type": "integer" }),
            _ => json!({ "type": "string", "format": "date-time" }),
        },
        Kind::Seconds => match format {
            Format::Duration => json!({ "type": "string", "pattern": "^[0-9]+s$" }),
            _ => number(json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }), format),
        },
        Kind::Int => match row.field {
            Field::FaultStatus | Field::Status => integer(branch.fault_status.clone(), format),
            Field::ReplyStatus => any_of(REPLY_STATUSES.iter().map(|status| integer(*status..=*status, format))),
            Field::ItemStatus => integer(Branch::default().fault_status, format),
            Field::ItemIndex => number(json!({ "type": "integer", "minimum": 1 }), format),
            _ => number(json!({ "type": "integer" }), format),
        },
        Kind::Pointer => pointer(row.field, format),
        Kind::Text => word_of(row.field, format, branch),
    }
}

/// Whole numbers of three digits, such as statuses.
pub(super) fn integer(range: RangeInclusive<u16>, format: Format) -> Value {
    if range.start() == range.end() {
        return number(json!({ "const": range.start() }), format);
    }
    number(json!({ "type": "integer", "minimum": range.start(), "maximum": range.end() }), format)
}

fn number(schema: Value, format: Format) -> Value {
    if format == Format::String { joined([schema].into_iter()) } else { schema }
}

/// A resource of this kind.
pub(super) fn resource(kind: Option<&str>) -> Value {
    match kind {
        Some("one") => json!({ "type": "object" }),
        Some("list") => json!({ "type": "array" }),
        Some("value") => json!({ "type": ["string", "number", "boolean", "null"] }),
        _ => Value::Bool(true),
    }
}

/// Data of any shape.
pub(super) fn data(format: Format) -> Value {
    if format == Format::String { json!({ "type": "string" }) } else { Value::Bool(true) }
}

fn pointer(field: Field, format: Format) -> Value {
    let text = json!({ "type": "string" });
    // `$item.field` is a name as often as a pointer.
    let names_too = field == Field::ItemPlace;
    match format {
        Format::Segments => {
            let segments = json!({ "type": "array", "items": { "type": "string" } });
            if names_too { any_of([segments, text]) } else { segments }
        }
        _ if names_too => text,
        Format::Fragment => {
            json!({ "type": "string", "pattern": "^#([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})*$" })
        }
        Format::Path => text,
        _ => json!({ "type": "string", "format": "json-pointer" }),
    }
}

/// Text: a code, one of a closed set, or anything.
fn word_of(field: Field, format: Format, branch: &Branch<'_>) -> Value {
    let fixed = |text: &str| json!({ "const": value_text(text, format) });
    match field {
        Field::Code if branch.code.is_some() => fixed(branch.code.unwrap_or_default()),
        Field::Code | Field::ItemCode => json!({ "type": "string", "pattern": code_pattern(format) }),
        Field::Severity => {
            any_of(["soft", "hard"].into_iter().filter(|w| branch.severity.is_none_or(|s| s == *w)).map(fixed))
        }
        Field::TaskState => {
            any_of(TASK_STATES.iter().filter(|state| branch.state.is_none_or(|s| s == **state)).map(|s| fixed(s)))
        }
        _ => json!({ "type": "string" }),
    }
}

/// `^[a-z][a-z0-9_]*$` as it is or in another spelling.
const fn code_pattern(format: Format) -> &'static str {
    match format {
        Format::Case(Case::Snake) => "^[a-z][a-z0-9]*(_[a-z0-9]+)*$",
        Format::Case(Case::Kebab) => "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        Format::Case(Case::Dotted) => r"^[a-z][a-z0-9]*(\.[a-z0-9]+)*$",
        Format::Case(Case::Screaming) => "^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$",
        Format::Case(Case::Camel) => "^[a-z][A-Za-z0-9]*$",
        Format::Case(Case::Pascal) => "^[A-Z][A-Za-z0-9]*$",
        _ => "^[a-z][a-z0-9_]*$",
    }
}

/// A word: a definition can have its own, so the page's are examples. As a key it holds to a rule.
pub(super) fn word(page: &Value, key: Option<&WordRule>) -> Value {
    let mut schema = json!({ "type": "string" });
    let examples: Vec<_> = texts(page).into_iter().map(str::to_owned).collect();
    if let Some(WordRule::Key { xml, .. }) = key {
        if *xml {
            schema["pattern"] = XML_NAME.into();
        } else if examples.iter().all(|text| !text.is_empty()) {
            schema["minLength"] = 1.into();
        }
    }
    if !examples.is_empty() {
        schema["examples"] = examples.into();
    }
    schema
}

/// The texts that a schema lists.
fn texts(schema: &Value) -> Vec<&str> {
    let lists = ["enum", "anyOf"].into_iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
    let found = lists.flat_map(|item| item.as_str().map_or_else(|| texts(item), |text| vec![text]));
    found.chain(schema.get("const").and_then(Value::as_str)).collect()
}

/// A text of pieces: its pattern is that of the pieces, one after the other.
pub(super) fn joined(pieces: impl Iterator<Item = Value>) -> Value {
    let patterns: Vec<_> = pieces.map(|piece| pattern(&piece)).collect();
    if patterns.iter().all(|pattern| pattern == ANY_TEXT) {
        return json!({ "type": "string" });
    }
    json!({ "type": "string", "pattern": format!("^{}$", patterns.concat()) })
}

/// The name of a member, which is text whatever it is made of.
pub(super) fn name(schema: Value) -> Value {
    let text = schema["type"] == "string" || schema["const"].is_string();
    if text { schema } else { joined([schema].into_iter()) }
}

/// What the text of a value looks like, as a regular expression without anchors.
fn pattern(schema: &Value) -> String {
    let one_of = |found: Vec<String>| match found.as_slice() {
        [only] => only.clone(),
        several => format!("(?:{})", several.join("|")),
    };
    if let Some(value) = schema.get("const") {
        return escaped(value);
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return one_of(values.iter().map(escaped).collect());
    }
    if let Some(schemas) = schema.get("anyOf").and_then(Value::as_array) {
        return one_of(schemas.iter().map(pattern).collect());
    }
    if let Some(text) = schema.get("pattern").and_then(Value::as_str) {
        let inner = text.strip_prefix('^').and_then(|text| text.strip_suffix('$'));
        return inner.map_or_else(|| ANY_TEXT.to_owned(), |inner| format!("(?:{inner})"));
    }
    if schema.get("type").and_then(Value::as_str) != Some("integer") {
        return ANY_TEXT.to_owned();
    }
    let bound = |key| schema.get(key).and_then(Value::as_i64);
    match (bound("minimum"), bound("maximum")) {
        (Some(min @ 100..=999), Some(max @ 100..=999)) => format!("[{}-{}][0-9]{{2}}", min / 100, max / 100),
        (Some(0..), _) => "[0-9]+".to_owned(),
        _ => "-?[0-9]+".to_owned(),
    }
}

fn escaped(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut pattern = String::new();
    for c in text.chars() {
        if r"\^$.|?*+()[]{}/".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

/// Any of these, each once. None at all: nothing fits.
pub(super) fn any_of(schemas: impl IntoIterator<Item = Value>) -> Value {
    let mut found: Vec<Value> = Vec::new();
    for schema in schemas.into_iter().flat_map(alternatives) {
        if schema != Value::Bool(false) && !found.contains(&schema) {
            found.push(schema);
        }
    }
    if found.contains(&Value::Bool(true)) {
        return Value::Bool(true);
    }
    let any_text = json!({ "type": "string" });
    if found.contains(&any_text) {
        found.retain(|schema| *schema == any_text || schema["type"] != "string");
    }
    match found.as_slice() {
        [] => Value::Bool(false),
        [only] => only.clone(),
        several => match several.iter().map(only_const).collect::<Option<Vec<_>>>() {
            Some(values) => json!({ "enum": values }),
            None => json!({ "anyOf": several }),
        },
    }
}

/// The schemas of a choice, each; anything else as it is.
fn alternatives(schema: Value) -> Vec<Value> {
    match &schema {
        Value::Object(members) if members.len() == 1 => {
            members.get("anyOf").and_then(Value::as_array).cloned().unwrap_or_else(|| vec![schema])
        }
        _ => vec![schema],
    }
}

fn only_const(schema: &Value) -> Option<&Value> {
    let schema = schema.as_object()?;
    if schema.len() == 1 { schema.get("const") } else { None }
}

/// The schema of a branch: objects in it say when it is taken.
pub(super) fn commented(mut schema: Value, condition: &str) -> Value {
    if let Some(several) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        for one in several {
            *one = commented(one.take(), condition);
        }
    } else if schema["type"] == "object" {
        let inner = schema["$comment"].as_str().map_or_else(String::new, |inner| format!(", {inner}"));
        schema["$comment"] = format!("{condition}{inner}").into();
    }
    schema
}

/// A schema with a description, where it can have one.
pub(super) fn described(mut schema: Value, doc: &str) -> Value {
    match &mut schema {
        Value::Bool(true) => json!({ "description": doc }),
        Value::Object(members) => {
            members.insert("description".into(), doc.into());
            schema
        }
        _ => schema,
    }
}
