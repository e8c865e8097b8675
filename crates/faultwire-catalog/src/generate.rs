//! A catalogue as Rust: an enum that derives `Fault`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use faultwire::{Mistake, ParameterKind};

use crate::docs;
use crate::error::CatalogError;
use crate::model::{Catalog, Entry, Parameter};

/// What a generated file begins with.
const TITLE: &str = "// Written by `faultwire catalog generate rust` from a catalogue of faults. Not to be edited.";

/// Words that are no names of fields, but with `r#` before them.
const KEYWORDS: [&str; 47] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while",
];
/// Words that are no names even so.
const NEVER_NAMES: [&str; 5] = ["self", "super", "crate", "Self", "_"];

impl Catalog {
    /// Its own faults as an enum in Rust, which derives `thiserror::Error` and `faultwire::Fault`: a file to check in
    /// beside the catalogue.
    ///
    /// Each fault is a variant, each parameter a field: `String`, `i64`, `f64`, `bool`, `Vec<Value>`,
    /// `BTreeMap<String, Value>` or `Value`, in an `Option` where it need not be there. `name` is that of the enum.
    ///
    /// # Errors
    ///
    /// When two codes are one name in Rust (`a_1` and `a1`), and when a parameter's name can be none.
    pub fn to_rust(&self, name: &str) -> Result<String, CatalogError> {
        let mut mistakes = Vec::new();
        let mut variants: HashMap<String, &Entry> = HashMap::new();
        let mut body = String::new();
        for entry in &self.faults {
            let variant = pascal(entry.code());
            if let Some(other) = variants.insert(variant.clone(), entry) {
                let message = format!("`{}` and `{}` are both `{variant}` in Rust", other.code(), entry.code());
                mistakes.push(self.mistake(&entry.place, message));
            }
            mistakes.extend(self.wrong_names(entry));
            write_variant(&mut body, &variant, entry);
        }
        if !mistakes.is_empty() {
            return Err(CatalogError::new(mistakes));
        }
        let mut text = format!("{TITLE}\n\n");
        // Writing to a String does not fail.
        let _ =
            writeln!(text, "/// The faults of the catalogue {}, {}, owned by {}.", self.name, self.version, self.owner);
        let _ = write!(
            text,
            "#[rustfmt::skip]\n#[derive(Debug, Clone, PartialEq, thiserror::Error, faultwire::Fault)]\n#[non_exhaustive]\npub enum {name} {{\n{body}}}\n"
        );
        Ok(text)
    }

    /// The name of the enum where none is given: that of the catalogue, and `Fault`. `block-storage` is
    /// `BlockStorageFault`.
    pub fn rust_name(&self) -> String {
        let words: String = self.name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        let name = pascal(&words);
        // A name does not begin with a digit.
        let start = if name.starts_with(|c: char| c.is_ascii_digit()) { "Catalog" } else { "" };
        format!("{start}{name}Fault")
    }

    /// Whether a file is what [`to_rust`](Self::to_rust) writes, for a test of the crate that has it.
    ///
    /// # Errors
    ///
    /// When it is not, cannot be read, or cannot be written at all.
    pub fn is_in_rust(&self, name: &str, file: impl AsRef<Path>) -> Result<(), CatalogError> {
        let file = file.as_ref();
        let shown = file.display().to_string();
        let stale = |message: String| Err(CatalogError::new(vec![Mistake::new(&shown, "", 0..0, message)]));
        let expected = self.to_rust(name)?;
        match fs::read_to_string(file) {
            Err(error) => stale(format!("it cannot be read: {error}")),
            Ok(found) if found.replace("\r\n", "\n") == expected => Ok(()),
            Ok(_) => stale(format!(
                "it is not what `{}` says: write it again with `faultwire catalog generate rust`",
                self.source.file()
            )),
        }
    }

    fn wrong_names(&self, entry: &Entry) -> Vec<Mistake> {
        let wrong = entry.parameters.iter().filter(|parameter| NEVER_NAMES.contains(&parameter.name.as_str()));
        wrong
            .map(|parameter| {
                self.mistake(&parameter.place, format!("`{}` is no name of a field in Rust", parameter.name))
            })
            .collect()
    }
}

fn write_variant(text: &mut String, variant: &str, entry: &Entry) {
    let fault_type = &entry.fault_type;
    for content in docs::write(entry) {
        line(text, 4, format!("/// {content}").trim_end());
    }
    let template = fault_type.template();
    // What `Display` can show. The rest has the title there, and the message for answers.
    let displayed = fault_type.placeholders().all(|name| {
        entry.parameters.iter().any(|parameter| {
            let shown = !matches!(parameter.kind, ParameterKind::List | ParameterKind::Object);
            parameter.name == name && shown && !parameter.optional && !parameter.private
        })
    });
    let (error, message) = match template {
        Some(template) if displayed => (template.to_owned(), None),
        template => (fault_type.title().replace('{', "{{").replace('}', "}}"), template),
    };
    line(text, 4, &format!("#[error({error:?})]"));
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
        line(text, 8, &format!("word({name} = {word:?}),"));
    }
    line(text, 4, ")]");
    if entry.parameters.is_empty() {
        return line(text, 4, &format!("{variant},"));
    }
    line(text, 4, &format!("{variant} {{"));
    for parameter in &entry.parameters {
        line(text, 8, &format!("/// The {} `{}`{}.", noun(parameter), parameter.name, certainty(parameter)));
        if parameter.private {
            line(text, 8, "#[fault(private)]");
        }
        line(text, 8, &format!("{}: {},", field(&parameter.name), rust_type(parameter)));
    }
    line(text, 4, "},");
}

fn noun(parameter: &Parameter) -> &'static str {
    if parameter.private { "value for the log" } else { "parameter" }
}

fn certainty(parameter: &Parameter) -> &'static str {
    if parameter.optional { ", if there is one" } else { "" }
}

fn rust_type(parameter: &Parameter) -> String {
    let plain = match parameter.kind {
        ParameterKind::Text => "String",
        ParameterKind::Integer => "i64",
        ParameterKind::Number => "f64",
        ParameterKind::Boolean => "bool",
        ParameterKind::List => "Vec<faultwire::Value>",
        ParameterKind::Object => "std::collections::BTreeMap<String, faultwire::Value>",
        _ => "faultwire::Value",
    };
    if parameter.optional { format!("Option<{plain}>") } else { plain.to_owned() }
}

fn field(name: &str) -> String {
    if KEYWORDS.contains(&name) { format!("r#{name}") } else { name.to_owned() }
}

/// A code as the name of a variant.
fn pascal(code: &str) -> String {
    let words = code.split('_').filter(|word| !word.is_empty());
    let capitalised = words.map(|word| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect::<String>()
    });
    capitalised.collect()
}

fn line(text: &mut String, indent: usize, content: &str) {
    // Writing to a String does not fail.
    let _ = writeln!(text, "{:indent$}{content}", "");
}
