//! Writes catalogues, in one form for one content.

use std::fmt::Write as _;

use toml_writer::{ToTomlKey as _, ToTomlValue as _};

use crate::model::{Catalog, Entry, Parameter};

impl Catalog {
    /// The catalogue as a file: what [`from_toml`](Self::from_toml) reads, in the order of its faults, without the
    /// comments that the file had.
    ///
    /// ```
    /// # fn main() -> Result<(), faultwire_catalog::CatalogError> {
    /// use faultwire_catalog::Catalog;
    ///
    /// let text = r#"name = "billing"
    /// owner = "payments"
    /// version = "1.0.0"
    ///
    /// [faults.card_refused]
    /// status = 402
    /// title = "Card refused"
    /// "#;
    /// assert_eq!(Catalog::from_toml(text, "billing.toml")?.to_toml(), text);
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        self.write_head(&mut text);
        if !self.imports.is_empty() {
            list(&mut text, "imports", self.imports.iter().map(|import| import.path.as_str()));
        }
        for entry in &self.faults {
            text.push('\n');
            write_fault(&mut text, entry, self.base());
        }
        for allowed in &self.allowed {
            text.push_str("\n[[allow]]\n");
            pair(&mut text, "rule", &allowed.rule);
            optional(&mut text, "fault", allowed.code.as_deref());
            pair(&mut text, "reason", &allowed.reason);
        }
        text
    }

    pub(crate) fn write_head(&self, text: &mut String) {
        pair(text, "name", &self.name);
        pair(text, "owner", &self.owner);
        pair(text, "version", &self.version);
        optional(text, "base", self.base());
    }
}

/// One fault, as the table it is in a file.
pub(crate) fn write_fault(text: &mut String, entry: &Entry, base: Option<&str>) {
    let (code, fault_type) = (entry.code(), &entry.fault_type);
    line(text, format_args!("[faults.{code}]"));
    line(text, format_args!("status = {}", fault_type.status()));
    pair(text, "title", fault_type.title());
    optional(text, "message", entry.message());
    if let Some(number) = fault_type.error_number() {
        line(text, format_args!("number = {number}"));
    }
    optional(text, "cause", fault_type.why().map(faultwire::Cause::as_str));
    if fault_type.is_hard() != (fault_type.status() >= 500) {
        pair(text, "severity", if fault_type.is_hard() { "hard" } else { "soft" });
    }
    // Seconds say `after` by themselves.
    if fault_type.retry_hint().is_none() {
        optional(text, "retry", fault_type.when_to_retry().map(faultwire::Retry::as_str));
    }
    if let Some(seconds) = fault_type.retry_hint() {
        line(text, format_args!("retry_after = {seconds}"));
    }
    let below_base = base.map(|base| format!("{base}#{code}"));
    optional(text, "help", fault_type.help_uri().filter(|help| below_base.as_deref() != Some(*help)));
    optional(text, "type", fault_type.uri().filter(|uri| fault_type.help_uri() != Some(*uri)));
    optional(text, "description", entry.description());
    if !entry.causes.is_empty() {
        list(text, "causes", entry.causes.iter().map(String::as_str));
    }
    if !entry.remedies.is_empty() {
        list(text, "remedies", entry.remedies.iter().map(String::as_str));
    }
    optional(text, "since", entry.since());
    if let Some(deprecated) = &entry.deprecated {
        let replacement = deprecated.replacement().map(|code| format!(", use = {}", code.to_toml_value()));
        let (since, replacement) = (deprecated.since.to_toml_value(), replacement.unwrap_or_default());
        line(text, format_args!("deprecated = {{ since = {since}{replacement} }}"));
    }
    if !entry.calls.is_empty() {
        list(text, "calls", entry.calls.iter().map(|call| call.as_str()));
    }
    if !entry.parameters.is_empty() {
        line(text, format_args!("\n[faults.{code}.parameters]"));
        entry.parameters.iter().for_each(|parameter| write_parameter(text, parameter));
    }
    write_words(text, entry);
}

fn write_parameter(text: &mut String, parameter: &Parameter) {
    let (name, kind) = (parameter.name.to_toml_key(), parameter.kind.as_str().to_toml_value());
    let flag = |name: &str, is: bool| if is { format!(", {name} = true") } else { String::new() };
    let flags = [flag("optional", parameter.optional), flag("private", parameter.private)].concat();
    match flags.as_str() {
        "" => line(text, format_args!("{name} = {kind}")),
        flags => line(text, format_args!("{name} = {{ type = {kind}{flags} }}")),
    }
}

/// Words, a table for each style.
fn write_words(text: &mut String, entry: &Entry) {
    let mut words: Vec<_> =
        entry.fault_type.all_words().filter_map(|(name, word)| Some((name.rsplit_once('.')?, word))).collect();
    words.sort_unstable();
    let mut current = None;
    for ((style, name), word) in words {
        if current.replace(style) != Some(style) {
            line(text, format_args!("\n[faults.{}.words.{}]", entry.code(), style.to_toml_key()));
        }
        match (name, word.parse::<u16>()) {
            ("status", Ok(status)) => line(text, format_args!("status = {status}")),
            _ => pair(text, &name.to_toml_key(), word),
        }
    }
}

fn optional(text: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        pair(text, key, value);
    }
}

pub(crate) fn pair(text: &mut String, key: &str, value: &str) {
    line(text, format_args!("{key} = {}", value.to_toml_value()));
}

pub(crate) fn list<'a>(text: &mut String, key: &str, items: impl Iterator<Item = &'a str>) {
    let items: Vec<_> = items.map(|item| item.to_toml_value()).collect();
    line(text, format_args!("{key} = [{}]", items.join(", ")));
}

pub(crate) fn line(text: &mut String, content: std::fmt::Arguments<'_>) {
    // Writing to a String does not fail.
    let _ = writeln!(text, "{content}");
}
