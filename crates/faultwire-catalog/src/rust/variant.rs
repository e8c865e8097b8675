//! One fault as a variant.

use std::fmt::Write as _;

use faultwire::ParameterKind;

use super::names::{self, pascal};
use crate::docs;
use crate::model::{Catalog, Deprecated, Entry, Parameter};

/// Writes the variant of a fault of a catalogue; `core` is the path of the core.
pub(super) fn write(text: &mut String, catalog: &Catalog, entry: &Entry, variant: &str, core: &str) {
    for content in docs::write(entry) {
        line(text, 4, format!("/// {content}").trim_end());
    }
    if let Some(deprecated) = &entry.deprecated {
        line(text, 4, &attribute_of(catalog, deprecated));
    }
    let fields = names::fields(&entry.parameters);
    let message = displayed(text, entry, &fields);
    definition(text, entry, message);
    if entry.parameters.is_empty() {
        return line(text, 4, &format!("{variant},"));
    }
    line(text, 4, &format!("{variant} {{"));
    for (parameter, field) in entry.parameters.iter().zip(&fields) {
        line(text, 8, &format!("/// The {} `{}`{}.", noun(parameter), parameter.name, certainty(parameter)));
        let private = parameter.private.then(|| "private".to_owned());
        let name = (*field != parameter.name).then(|| format!("name = {:?}", parameter.name));
        let settings: Vec<_> = private.into_iter().chain(name).collect();
        if !settings.is_empty() {
            line(text, 8, &format!("#[fault({})]", settings.join(", ")));
        }
        line(text, 8, &format!("{}: {},", names::written(field), rust_type(parameter, core)));
    }
    line(text, 4, "},");
}

/// What the compiler says where the variant is used; the documentation says it as well, for the way back.
fn attribute_of(catalog: &Catalog, deprecated: &Deprecated) -> String {
    let replacement = deprecated.replacement().map(|code| {
        let own = catalog.faults.iter().any(|entry| entry.code() == code);
        format!("use `{}`", if own { pascal(code) } else { code.to_owned() })
    });
    // The note is Markdown to rustdoc.
    let since = docs::escape(&docs::one_line(deprecated.since()));
    let parts = match (is_version(&since), replacement) {
        (true, None) => format!("since = {since:?}"),
        (true, Some(replacement)) => format!("since = {since:?}, note = {replacement:?}"),
        // Clippy takes versions alone for `since`.
        (false, None) => format!("note = {:?}", format!("since {since}")),
        (false, Some(replacement)) => format!("note = {:?}", format!("since {since}: {replacement}")),
    };
    format!("#[deprecated({parts})]")
}

/// Three numbers.
fn is_version(text: &str) -> bool {
    let is_number = |part: &str| part.parse::<u64>().is_ok_and(|number| number.to_string() == part);
    text.split('.').count() == 3 && text.split('.').all(is_number)
}

/// Writes what `Display` shows, and gives the message for answers where that is another.
fn displayed<'e>(text: &mut String, entry: &'e Entry, fields: &[String]) -> Option<&'e str> {
    let fault_type = &entry.fault_type;
    let template = fault_type.template();
    // What `Display` can show. The rest has the title there, and the message for answers.
    let displayed = fault_type.placeholders().all(|name| {
        entry.parameters.iter().any(|parameter| {
            let shown = !matches!(parameter.kind, ParameterKind::List | ParameterKind::Object);
            parameter.name == name && shown && !parameter.optional && !parameter.private
        })
    });
    let (error, message) = match template {
        Some(template) if displayed => (with_fields(template, entry, fields), None),
        template => (fault_type.title().replace('{', "{{").replace('}', "}}"), template),
    };
    line(text, 4, &format!("#[error({error:?})]"));
    message
}

/// A template with the names of fields, by which the derive finds those of parameters.
fn with_fields(template: &str, entry: &Entry, fields: &[String]) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.extend([before, "{"]);
        rest = after;
        if let Some(after) = rest.strip_prefix('{') {
            text.push('{');
            rest = after;
        } else if let Some((name, after)) = rest.split_once('}') {
            let at = entry.parameters.iter().position(|parameter| parameter.name == name);
            text.extend([at.map_or(name, |at| fields[at].as_str()), "}"]);
            rest = after;
        }
    }
    text + rest
}

fn definition(text: &mut String, entry: &Entry, message: Option<&str>) {
    let fault_type = &entry.fault_type;
    line(text, 4, "#[fault(");
    let mut attribute = |name: &str, value: String| line(text, 8, &format!("{name} = {value},"));
    attribute("code", format!("{:?}", entry.code()));
    attribute("status", fault_type.status().to_string());
    attribute("title", format!("{:?}", fault_type.title()));
    if let Some(message) = message {
        attribute("message", format!("{message:?}"));
    }
    if let Some(number) = fault_type.error_number() {
        attribute("number", number.to_string());
    }
    if let Some(cause) = fault_type.why() {
        attribute("cause", format!("{:?}", cause.as_str()));
    }
    if fault_type.is_hard() != (fault_type.status() >= 500) {
        attribute("severity", format!("{:?}", if fault_type.is_hard() { "hard" } else { "soft" }));
    }
    if let (Some(retry), None) = (fault_type.when_to_retry(), fault_type.retry_hint()) {
        attribute("retry", format!("{:?}", retry.as_str()));
    }
    if let Some(seconds) = fault_type.retry_hint() {
        attribute("retry_after", seconds.to_string());
    }
    if let Some(help) = fault_type.help_uri() {
        attribute("help", format!("{help:?}"));
    }
    if let Some(uri) = fault_type.uri().filter(|uri| fault_type.help_uri() != Some(*uri)) {
        attribute("type_uri", format!("{uri:?}"));
    }
    for (name, word) in fault_type.all_words() {
        line(text, 8, &format!("word({name:?} = {word:?}),"));
    }
    line(text, 4, ")]");
}

fn noun(parameter: &Parameter) -> &'static str {
    if parameter.private { "value for the log" } else { "parameter" }
}

fn certainty(parameter: &Parameter) -> &'static str {
    if parameter.optional { ", if there is one" } else { "" }
}

fn rust_type(parameter: &Parameter, core: &str) -> String {
    let plain = match parameter.kind {
        // The log shows a text of it, which lists and maps of the standard library have none of.
        ParameterKind::List | ParameterKind::Object if parameter.private => format!("{core}::Value"),
        ParameterKind::Text => "String".to_owned(),
        ParameterKind::Integer => "i64".to_owned(),
        ParameterKind::Number => "f64".to_owned(),
        ParameterKind::Boolean => "bool".to_owned(),
        ParameterKind::List => format!("Vec<{core}::Value>"),
        ParameterKind::Object => format!("std::collections::BTreeMap<String, {core}::Value>"),
        _ => format!("{core}::Value"),
    };
    if parameter.optional { format!("Option<{plain}>") } else { plain }
}

fn line(text: &mut String, indent: usize, content: &str) {
    // Writing to a String does not fail.
    let _ = writeln!(text, "{:indent$}{content}", "");
}
