//! Writes catalogues, in one form for one content.

use std::fmt::Write as _;

use toml_writer::{ToTomlKey as _, ToTomlValue as _, TomlStringBuilder};

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

/// One fault, as the tables it is in a file.
pub(crate) fn write_fault(text: &mut String, entry: &Entry, base: Option<&str>) {
    write_with(&mut Out { text, lines: false, prefix: String::new() }, entry, base);
}

/// One fault, each line by itself: with its code, and whole. No two faults have a line in common, so that what merges files
/// line by line cannot mix them up.
pub(crate) fn write_fault_lines(text: &mut String, entry: &Entry) {
    write_with(&mut Out { text, lines: true, prefix: String::new() }, entry, None);
}

/// Writes a fault, as tables or line by line.
struct Out<'t> {
    text: &'t mut String,
    lines: bool,
    /// The path in `faults`, where every line has it.
    prefix: String,
}

impl Out<'_> {
    /// What follows is in this table of `faults`.
    fn table(&mut self, path: &str) {
        if self.lines {
            self.prefix = format!("{path}.");
        } else {
            line(self.text, format_args!("{}[faults.{path}]", if path.contains('.') { "\n" } else { "" }));
        }
    }

    fn line(&mut self, key: &str, value: std::fmt::Arguments<'_>) {
        line(self.text, format_args!("{}{key} = {value}", self.prefix));
    }

    fn string(&self, value: &str) -> String {
        if self.lines { on_one_line(value) } else { value.to_toml_value() }
    }

    fn pair(&mut self, key: &str, value: &str) {
        let value = self.string(value);
        self.line(key, format_args!("{value}"));
    }

    fn optional(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.pair(key, value);
        }
    }

    fn list<'a>(&mut self, key: &str, items: impl ExactSizeIterator<Item = &'a str>) {
        if items.len() > 0 {
            let items: Vec<_> = items.map(|item| self.string(item)).collect();
            self.line(key, format_args!("[{}]", items.join(", ")));
        }
    }
}

fn write_with(out: &mut Out<'_>, entry: &Entry, base: Option<&str>) {
    let (code, fault_type) = (entry.code(), &entry.fault_type);
    out.table(code);
    out.line("status", format_args!("{}", fault_type.status()));
    out.pair("title", fault_type.title());
    out.optional("message", entry.message());
    if let Some(number) = fault_type.error_number() {
        out.line("number", format_args!("{number}"));
    }
    out.optional("cause", fault_type.why().map(faultwire::Cause::as_str));
    if fault_type.is_hard() != (fault_type.status() >= 500) {
        out.pair("severity", if fault_type.is_hard() { "hard" } else { "soft" });
    }
    // Seconds say `after` by themselves.
    if fault_type.retry_hint().is_none() {
        out.optional("retry", fault_type.when_to_retry().map(faultwire::Retry::as_str));
    }
    if let Some(seconds) = fault_type.retry_hint() {
        out.line("retry_after", format_args!("{seconds}"));
    }
    let below_base = base.map(|base| format!("{base}#{code}"));
    out.optional("help", fault_type.help_uri().filter(|help| below_base.as_deref() != Some(*help)));
    out.optional("type", fault_type.uri().filter(|uri| fault_type.help_uri() != Some(*uri)));
    out.optional("description", entry.description());
    out.list("causes", entry.causes.iter().map(String::as_str));
    out.list("remedies", entry.remedies.iter().map(String::as_str));
    out.optional("since", entry.since());
    if let Some(deprecated) = &entry.deprecated {
        let replacement = deprecated.replacement().map(|code| format!(", use = {}", out.string(code)));
        let (since, replacement) = (out.string(&deprecated.since), replacement.unwrap_or_default());
        out.line("deprecated", format_args!("{{ since = {since}{replacement} }}"));
    }
    out.list("calls", entry.calls.iter().map(|call| call.as_str()));
    if !entry.parameters.is_empty() {
        out.table(&format!("{code}.parameters"));
        entry.parameters.iter().for_each(|parameter| write_parameter(out, parameter));
    }
    write_words(out, entry);
}

fn write_parameter(out: &mut Out<'_>, parameter: &Parameter) {
    let (name, kind) = (parameter.name.to_toml_key(), parameter.kind.as_str().to_toml_value());
    let flag = |name: &str, is: bool| if is { format!(", {name} = true") } else { String::new() };
    let flags = [flag("optional", parameter.optional), flag("private", parameter.private)].concat();
    match flags.as_str() {
        "" => out.line(&name, format_args!("{kind}")),
        flags => out.line(&name, format_args!("{{ type = {kind}{flags} }}")),
    }
}

/// Words, a table for each style.
fn write_words(out: &mut Out<'_>, entry: &Entry) {
    let mut words: Vec<_> =
        entry.fault_type.all_words().filter_map(|(name, word)| Some((name.rsplit_once('.')?, word))).collect();
    words.sort_unstable();
    let mut current = None;
    for ((style, name), word) in words {
        if current.replace(style) != Some(style) {
            out.table(&format!("{}.words.{}", entry.code(), style.to_toml_key()));
        }
        match (name, word.parse::<u16>()) {
            ("status", Ok(status)) => out.line("status", format_args!("{status}")),
            _ => out.pair(&name.to_toml_key(), word),
        }
    }
}

/// A string that no line break ends.
pub(crate) fn on_one_line(value: &str) -> String {
    match value.contains(char::is_control) {
        true => TomlStringBuilder::new(value).as_basic().to_toml_value(),
        false => value.to_toml_value(),
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

fn list<'a>(text: &mut String, key: &str, items: impl Iterator<Item = &'a str>) {
    let items: Vec<_> = items.map(|item| item.to_toml_value()).collect();
    line(text, format_args!("{key} = [{}]", items.join(", ")));
}

pub(crate) fn line(text: &mut String, content: std::fmt::Arguments<'_>) {
    // Writing to a String does not fail.
    let _ = writeln!(text, "{content}");
}
