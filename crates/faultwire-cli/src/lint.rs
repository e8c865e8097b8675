//! `faultwire lint`: what departs from the API-SIG guideline "HTTP Response Codes".

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;
use faultwire::FaultType;
use faultwire::guideline::{self, Place, Rule};
use faultwire_testkit::guideline::departures;
use faultwire_testkit::wire::Answer;
use serde_json::json;

use crate::document::counted;
use crate::failure::Failure;
use crate::output::{Paint, columns};
use crate::{file, input};

/// Reports what departs from the API-SIG guideline "HTTP Response Codes": in definitions of faults, or in responses.
///
/// Definitions are JSON as `faultwire render` reads it, one or a list of them; what a rule needs to know of one is its
/// `cause`. Responses are recorded bytes: the status line, headers, an empty line, the body.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The files; without one, standard input.
    #[arg(value_name = "FILE", conflicts_with = "rules")]
    files: Vec<PathBuf>,
    /// The files are recorded responses.
    #[arg(long, conflicts_with = "rules")]
    responses: bool,
    /// The method of the requests that were answered.
    #[arg(long, value_name = "METHOD", default_value = "GET", requires = "responses")]
    method: String,
    /// A rule that may be broken; can be given several times.
    #[arg(long, value_name = "RULE", value_parser = names(), hide_possible_values = true)]
    allow: Vec<String>,
    /// Write JSON.
    #[arg(long)]
    json: bool,
    /// Print all rules, and read nothing.
    #[arg(long)]
    rules: bool,
}

const EXAMPLES: &str = "\
Examples:
  faultwire lint --rules
  echo '{\"code\":\"quota_exceeded\",\"status\":403,\"cause\":\"quota\"}' | faultwire lint

With what was recorded by `curl -i`:
  faultwire lint --responses create.http --method POST --allow errors-body

Exit codes:
  0  no rule is broken
  1  one is, or what was read has mistakes
  2  the command line has mistakes";

/// A rule that is broken.
struct Broken {
    /// What breaks it.
    subject: String,
    rule: &'static Rule,
    message: String,
}

/// What the command prints, and whether it found anything.
pub(crate) fn run(arguments: &Arguments, paint: Paint) -> Result<(Vec<u8>, bool), Failure> {
    if arguments.rules {
        return Ok((rules(arguments.json).into_bytes(), false));
    }
    let mut found = Vec::new();
    let mut read = 0;
    for (name, bytes) in sources(&arguments.files)? {
        if arguments.responses {
            read += 1;
            found.extend(of_response(&name, &bytes, &arguments.method)?);
        } else {
            let text = file::text(bytes, &name)?;
            let definitions = input::definitions(&text, &name)?;
            read += definitions.len();
            found.extend(definitions.iter().flat_map(of_definition));
        }
    }
    found.retain(|broken| !arguments.allow.iter().any(|name| name == broken.rule.name()));
    let noun = if arguments.responses { "response" } else { "definition" };
    let text = if arguments.json { as_json(&found) } else { as_lines(&found, &counted(read, noun), paint) };
    Ok((text.into_bytes(), !found.is_empty()))
}

/// The files with their names, or standard input.
fn sources(files: &[PathBuf]) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    if files.is_empty() {
        return Ok(vec![(file::STDIN.to_owned(), file::stdin_bytes()?)]);
    }
    files.iter().map(|path: &PathBuf| Ok((path.display().to_string(), file::bytes(Path::new(path))?))).collect()
}

fn of_definition(fault_type: &FaultType) -> Vec<Broken> {
    let sent = |subject: String, rule: &'static Rule, status: u16| {
        let asks = rule.asks().map(|asked| format!("; the guideline asks for {asked}")).unwrap_or_default();
        Broken { subject, rule, message: format!("it is sent as {status}{asks}") }
    };
    let code = || fault_type.code().to_owned();
    let by_status = guideline::broken_by(fault_type, fault_type.status());
    let mut found: Vec<_> = guideline::all_broken_by(fault_type)
        .map(|rule| match by_status.is_some_and(|broken| broken.name() == rule.name()) {
            true => sent(code(), rule, fault_type.status()),
            false => Broken { subject: code(), rule, message: "its message has no parameter".to_owned() },
        })
        .collect();
    // A style can have a status of its own.
    for (word, text) in fault_type.all_words() {
        let (Some(style), Ok(status)) = (word.strip_suffix(".status"), text.parse()) else { continue };
        let subject = format!("{} in {style}", fault_type.code());
        found.extend(guideline::broken_by(fault_type, status).map(|rule| sent(subject, rule, status)));
    }
    found
}

fn of_response(name: &str, bytes: &[u8], method: &str) -> Result<Vec<Broken>, Failure> {
    let answer = Answer::recorded(bytes, method)
        .map_err(|broken| Failure::new(format_args!("{name} is no response of HTTP/1: {broken}")))?;
    let of_rule = |departure: faultwire_testkit::guideline::Departure| Broken {
        subject: name.to_owned(),
        rule: departure.rule,
        message: departure.message,
    };
    Ok(departures(method, &answer).into_iter().map(of_rule).collect())
}

fn as_lines(found: &[Broken], read: &str, paint: Paint) -> String {
    let mut text = String::new();
    for Broken { subject, rule, message } in found {
        // Names and answers must not command the terminal.
        let line = format!("{subject}: {message}").replace(char::is_control, "\u{FFFD}");
        text += &format!("{} {line}\n  {}\n", paint.bad(rule.name()), rule.text());
    }
    text + &format!("{read}, {} of the guideline broken\n", counted(found.len(), "rule"))
}

fn as_json(found: &[Broken]) -> String {
    let found = found.iter().map(|Broken { subject, rule, message }| {
        json!({"rule": rule.name(), "subject": subject, "message": message, "text": rule.text()})
    });
    format!("{:#}\n", json!({"broken": found.collect::<Vec<_>>()}))
}

fn rules(json: bool) -> String {
    let place = |rule: &Rule| match rule.place() {
        Place::Definition => "definition",
        Place::Response => "response",
        _ => "review",
    };
    if json {
        let all = guideline::rules().iter().map(
            |rule| json!({"rule": rule.name(), "checked_in": place(rule), "asks": rule.asks(), "text": rule.text()}),
        );
        return format!("{:#}\n", json!({"rules": all.collect::<Vec<_>>()}));
    }
    let rows = guideline::rules().iter().map(|rule| [rule.name(), place(rule), rule.text()].map(str::to_owned));
    columns(0, &rows.collect::<Vec<_>>())
}

/// The names of all rules, for the command line.
fn names() -> PossibleValuesParser {
    guideline::rules().iter().map(Rule::name).collect::<Vec<_>>().into()
}
