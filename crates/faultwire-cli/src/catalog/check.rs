//! `faultwire catalog check`: what a catalogue should not say, and what it should.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;
use faultwire::Config;
use faultwire_catalog::{Catalog, Finding};
use serde_json::json;

use super::state::not_other;
use crate::chosen::read_config;
use crate::document::counted;
use crate::failure::Failure;
use crate::output::{Paint, columns};

/// Checks a catalogue: its form and that of its imports, and the rules for what it says.
///
/// All that is wrong is told at once. A rule for what it says is allowed to be broken in the catalogue itself, with a
/// reason, by `[[allow]]`; one of form is not.
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

pub(super) fn run(arguments: &Arguments, paint: Paint) -> Result<(Vec<u8>, bool), Failure> {
    let Some(file) = arguments.file.as_ref().filter(|_| !arguments.rules) else {
        return Ok((rules(arguments.json).into_bytes(), false));
    };
    let config = arguments.config.as_deref().map_or_else(|| Ok(Config::default()), read_config)?;
    let report = Catalog::check_file(file, &config)?;
    if report.catalog().is_none() && !arguments.json {
        not_other(file)?;
    }
    let allowed = |found: &&Finding| arguments.allow.iter().any(|name| name == found.rule());
    let found: Vec<_> = report.findings().iter().filter(|found| !allowed(found)).collect();
    let text = match arguments.json {
        true => as_json(&found),
        false => as_lines(&found, paint) + &last_line(file, report.catalog(), found.len()),
    };
    Ok((text.into_bytes(), !found.is_empty()))
}

fn as_lines(found: &[&Finding], paint: Paint) -> String {
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
    text
}

/// What is told at the end.
fn last_line(file: &Path, catalog: Option<&Catalog>, broken: usize) -> String {
    let broken = counted(broken, "rule");
    let line = match catalog {
        Some(catalog) => {
            let (own, all) = (catalog.faults().len(), catalog.all_faults().count());
            let imported = if all == own { String::new() } else { format!(" and {} imported", all - own) };
            let (name, version, own) = (catalog.name(), catalog.version(), counted(own, "fault"));
            format!("{name} {version}: {own}{imported}, {broken} broken")
        }
        None => format!("{}: no catalogue, {broken} broken", file.display()),
    };
    line.replace(char::is_control, "\u{FFFD}") + "\n"
}

fn as_json(found: &[&Finding]) -> String {
    let one = |found: &&Finding| {
        let mistake = found.mistake();
        json!({
            "rule": found.rule(),
            "text": found.text(),
            "fault": found.code(),
            "message": mistake.message(),
            "help": mistake.help(),
            "file": mistake.file(),
            "line": mistake.line(),
            "column": mistake.column(),
        })
    };
    format!("{:#}\n", json!({"broken": found.iter().map(one).collect::<Vec<_>>()}))
}

fn rules(json: bool) -> String {
    let (form, content) = (faultwire_catalog::form_rules(), faultwire_catalog::rules());
    let all = form.map(|rule| (rule, false)).chain(content.map(|rule| (rule, true)));
    if json {
        let all = all.map(|((name, text), allowable)| json!({"rule": name, "text": text, "allowable": allowable}));
        return format!("{:#}\n", json!({"rules": all.collect::<Vec<_>>()}));
    }
    let rows = all.map(|((name, text), _)| [name, text].map(str::to_owned));
    columns(0, &rows.collect::<Vec<_>>())
}

/// The names of the rules that may be broken, for the command line.
fn names() -> PossibleValuesParser {
    faultwire_catalog::rules().map(|(name, _)| name).collect::<Vec<_>>().into()
}
