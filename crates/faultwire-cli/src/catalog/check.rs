//! `faultwire catalog check`: what a catalogue should not say, and what it should.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;
use faultwire::{Config, Mistake};
use faultwire_catalog::{Catalog, CatalogError, Finding};
use serde_json::{Value, json};

use super::state::load;
use crate::chosen::read_config;
use crate::document::counted;
use crate::failure::Failure;
use crate::output::{Paint, columns};

/// Checks a catalogue: its grammar and that of its imports, then the rules for what it says.
///
/// A rule is allowed to be broken in the catalogue itself, with a reason, by `[[allow]]`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The catalogue.
    #[arg(value_name = "FILE", required_unless_present = "rules")]
    file: Option<PathBuf>,
    /// A configuration file: words can be for its styles, and its translations are checked as well.
    #[arg(long, value_name = "FILE", conflicts_with = "rules")]
    config: Option<PathBuf>,
    /// A rule that may be broken; can be given several times.
    #[arg(long, value_name = "RULE", value_parser = names(), hide_possible_values = true)]
    allow: Vec<String>,
    /// Write JSON.
    #[arg(long)]
    json: bool,
    /// Print all rules, and read nothing.
    #[arg(long, conflicts_with = "file")]
    rules: bool,
}

const EXAMPLES: &str = "\
Examples:
  faultwire catalog check --rules
  faultwire catalog check faults.toml
  faultwire catalog check faults.toml --config faultwire.toml --json

Exit codes:
  0  no rule is broken
  1  one is, or what was read has mistakes
  2  the command line has mistakes";

/// The rule of what is found while a catalogue is read.
const FORM: &str = "A catalogue has the form that is documented, with codes and numbers that no other fault has.";

pub(super) fn run(arguments: &Arguments, paint: Paint) -> Result<(Vec<u8>, bool), Failure> {
    let Some(file) = arguments.file.as_ref().filter(|_| !arguments.rules) else {
        return Ok((rules(arguments.json).into_bytes(), false));
    };
    let config = arguments.config.as_deref().map_or_else(|| Ok(Config::default()), read_config)?;
    let catalog = match arguments.json {
        true => match Catalog::load(file) {
            Ok(catalog) => catalog,
            // What keeps the rules from being asked breaks one of its own.
            Err(error) => return Ok((mistakes_as_json(&error).into_bytes(), true)),
        },
        false => load(file)?,
    };
    let mut found = catalog.check(&config)?;
    found.retain(|finding| !arguments.allow.iter().any(|name| name == finding.rule()));
    let text = if arguments.json { as_json(&found) } else { as_lines(&catalog, &found, paint) };
    Ok((text.into_bytes(), !found.is_empty()))
}

fn as_lines(catalog: &Catalog, found: &[Finding], paint: Paint) -> String {
    let mut text = String::new();
    for finding in found {
        text += &format!("{} {}\n", paint.bad(finding.rule()), finding.text());
        for line in finding.mistake().to_string().lines() {
            // Texts of a file must not command the terminal.
            text += &line.strip_prefix("error: ").unwrap_or(line).replace(char::is_control, "\u{FFFD}");
            text.push('\n');
        }
        text.push('\n');
    }
    let (faults, broken) = (counted(catalog.faults().len(), "fault"), counted(found.len(), "rule"));
    let imported = catalog.all_faults().count() - catalog.faults().len();
    let imported = if imported == 0 { String::new() } else { format!(" and {imported} imported") };
    text + &format!("{} {}: {faults}{imported}, {broken} broken\n", catalog.name(), catalog.version())
}

fn as_json(found: &[Finding]) -> String {
    let one = |found: &Finding| broken(found.rule(), found.text(), found.code(), found.mistake());
    format!("{:#}\n", json!({"broken": found.iter().map(one).collect::<Vec<_>>()}))
}

fn mistakes_as_json(error: &CatalogError) -> String {
    let one = |mistake: &Mistake| broken("catalog-form", FORM, None, mistake);
    format!("{:#}\n", json!({"broken": error.mistakes().iter().map(one).collect::<Vec<_>>()}))
}

fn broken(rule: &str, text: &str, code: Option<&str>, mistake: &Mistake) -> Value {
    json!({
        "rule": rule,
        "text": text,
        "fault": code,
        "message": mistake.message(),
        "help": mistake.help(),
        "file": mistake.file(),
        "line": mistake.line(),
        "column": mistake.column(),
    })
}

fn rules(json: bool) -> String {
    if json {
        let all = faultwire_catalog::rules().map(|(name, text)| json!({"rule": name, "text": text}));
        return format!("{:#}\n", json!({"rules": all.collect::<Vec<_>>()}));
    }
    let rows = faultwire_catalog::rules().map(|(name, text)| [name, text].map(str::to_owned));
    columns(0, &rows.collect::<Vec<_>>())
}

/// The names of all rules, for the command line.
fn names() -> PossibleValuesParser {
    faultwire_catalog::rules().map(|(name, _)| name).collect::<Vec<_>>().into()
}
