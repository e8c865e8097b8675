//! `faultwire lint`: what departs from the API-SIG guideline "HTTP Response Codes", and what is missing in translations.

mod definitions;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;
use faultwire::guideline::{self, Rule};
use faultwire::{FaultType, Renderer, TranslationGap, TranslationRule};
use faultwire_testkit::guideline::departures;
use faultwire_testkit::wire::Answer;
use serde_json::json;

use crate::chosen::read_config;
use crate::document::counted;
use crate::failure::Failure;
use crate::file;
use crate::output::{Paint, columns};
use definitions::{Definition, Definitions, Place};

/// Reports what departs from the API-SIG guideline "HTTP Response Codes", in definitions of faults or in responses, and
/// what is missing in translations.
///
/// With a configuration that has translations also what is missing in those, beside the definitions and the faults of the
/// protocol.
///
/// Definitions are a catalogue, or JSON as `faultwire render` reads it, one or a list of them; what a rule needs to know
/// of one is its `cause`. Of a catalogue its own faults are looked at, but for the rules that it allows to be broken; all
/// other rules for catalogues are those of `faultwire catalog check`. Responses are recorded bytes: the status line, headers, an empty line, the body.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The files; without one, standard input.
    #[arg(value_name = "FILE", conflicts_with = "rules")]
    files: Vec<PathBuf>,
    /// The files are recorded responses.
    #[arg(long, conflicts_with = "rules")]
    responses: bool,
    /// A configuration file, whose translations are checked as well.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["rules", "responses"])]
    config: Option<PathBuf>,
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

  faultwire lint faults.toml

With translations:
  faultwire lint --config faultwire.toml definitions.json

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
    /// Where that is said, if it is in a catalogue.
    place: Option<Place>,
    rule: &'static str,
    /// What the rule asks for.
    text: &'static str,
    message: String,
}

impl Broken {
    const fn new(rule: &'static Rule, subject: String, message: String) -> Self {
        Self { subject, place: None, rule: rule.name(), text: rule.text(), message }
    }

    /// With the place of the definition; nothing where that may break the rule.
    fn at(self, definition: &Definition<'_>) -> Option<Self> {
        (!definition.may_break(self.rule)).then(|| Self { place: definition.place(), ..self })
    }
}

/// What the command prints, and whether it found anything.
pub(crate) fn run(arguments: &Arguments, paint: Paint) -> Result<(Vec<u8>, bool), Failure> {
    if arguments.rules {
        return Ok((rules(arguments.json).into_bytes(), false));
    }
    let (mut found, read) = match arguments.responses {
        true => of_responses(&arguments.files, &arguments.method)?,
        false => of_definitions(&arguments.files, arguments.config.as_deref())?,
    };
    found.retain(|broken| !arguments.allow.iter().any(|name| name == broken.rule));
    let text = if arguments.json { as_json(&found) } else { as_lines(&found, &read, paint) };
    Ok((text.into_bytes(), !found.is_empty()))
}

/// What responses break, and how many were read.
fn of_responses(files: &[PathBuf], method: &str) -> Result<(Vec<Broken>, String), Failure> {
    if files.is_empty() {
        return Ok((of_response(file::STDIN, &file::stdin_bytes()?, method)?, counted(1, "response")));
    }
    let read = |path: &PathBuf| of_response(&path.display().to_string(), &file::bytes(path)?, method);
    let found = files.iter().map(read).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    Ok((found, counted(files.len(), "response")))
}

/// What definitions break, and how many were read; with a configuration also what is missing in its translations.
fn of_definitions(files: &[PathBuf], config: Option<&Path>) -> Result<(Vec<Broken>, String), Failure> {
    let renderer = config.map(|config| Ok::<_, Failure>(Renderer::from_config(&read_config(config)?)?)).transpose()?;
    let definitions = Definitions::read(files, renderer.is_some())?;
    let own: Vec<_> = definitions.own().collect();
    let of_guideline = |definition| of_definition(definition).into_iter().filter_map(|broken| broken.at(definition));
    let mut found: Vec<_> = own.iter().flat_map(of_guideline).collect();
    if let Some(renderer) = renderer {
        let imported: HashSet<_> = definitions.imported().map(FaultType::code).collect();
        let by_code: HashMap<_, _> = own.iter().map(|own| (own.fault_type.code(), own)).collect();
        let all = own.iter().map(|own| own.fault_type).chain(definitions.imported());
        let gaps = renderer.translation_gaps(all).into_iter().map(|gap| (of_translation(&gap), gap));
        found.extend(gaps.filter_map(|(broken, gap)| match by_code.get(gap.code()) {
            Some(definition) => broken.at(definition),
            None => Some(broken).filter(|_| !imported.contains(gap.code())),
        }));
    }
    Ok((found, counted(own.len(), "definition")))
}

fn of_definition(definition: &Definition<'_>) -> Vec<Broken> {
    let fault_type = definition.fault_type;
    let sent = |subject: String, rule: &'static Rule, status: u16| {
        let asks = rule.asks().map(|asked| format!("; the guideline asks for {asked}")).unwrap_or_default();
        Broken::new(rule, subject, format!("it is sent as {status}{asks}"))
    };
    let code = || fault_type.code().to_owned();
    let by_status = guideline::broken_by(fault_type, fault_type.status());
    let mut found: Vec<_> = guideline::all_broken_by(fault_type)
        .map(|rule| match by_status.is_some_and(|broken| broken.name() == rule.name()) {
            true => sent(code(), rule, fault_type.status()),
            false => Broken::new(rule, code(), "its message has no parameter".to_owned()),
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
    let departures = departures(method, &answer).into_iter();
    Ok(departures.map(|departure| Broken::new(departure.rule, name.to_owned(), departure.message)).collect())
}

fn of_translation(gap: &TranslationGap) -> Broken {
    let (rule, message) = (gap.rule(), gap.to_string());
    Broken { subject: gap.code().to_owned(), place: None, rule: rule.name(), text: rule.text(), message }
}

fn as_lines(found: &[Broken], read: &str, paint: Paint) -> String {
    let mut text = String::new();
    for Broken { subject, place, rule, text: asks, message } in found {
        // Names and answers must not command the terminal.
        let line = format!("{subject}: {message}").replace(char::is_control, "\u{FFFD}");
        text += &format!("{} {line}\n  {asks}\n", paint.bad(rule));
        if let Some(place) = place {
            text += &format!(" --> {place}\n");
        }
    }
    text + &format!("{read}, {} broken\n", counted(found.len(), "rule"))
}

fn as_json(found: &[Broken]) -> String {
    let found = found.iter().map(|Broken { subject, place, rule, text, message }| {
        let mut broken = json!({"rule": rule, "subject": subject, "message": message, "text": text});
        if let Some(place) = place {
            broken["file"] = place.file.as_str().into();
            broken["line"] = place.line.into();
            broken["column"] = place.column.into();
        }
        broken
    });
    format!("{:#}\n", json!({"broken": found.collect::<Vec<_>>()}))
}

fn rules(json: bool) -> String {
    let place = |rule: &Rule| match rule.place() {
        guideline::Place::Definition => "definition",
        guideline::Place::Response => "response",
        _ => "review",
    };
    let of_guideline = guideline::rules().iter().map(|rule| (rule.name(), place(rule), rule.asks(), rule.text()));
    let of_translations = TranslationRule::ALL.iter().map(|rule| (rule.name(), "translation", None, rule.text()));
    let all = of_guideline.chain(of_translations);
    if json {
        let all =
            all.map(|(name, place, asks, text)| json!({"rule": name, "checked_in": place, "asks": asks, "text": text}));
        return format!("{:#}\n", json!({"rules": all.collect::<Vec<_>>()}));
    }
    let rows = all.map(|(name, place, _, text)| [name, place, text].map(str::to_owned));
    columns(0, &rows.collect::<Vec<_>>())
}

/// The names of all rules, for the command line.
fn names() -> PossibleValuesParser {
    let of_translations = TranslationRule::ALL.iter().map(|rule| rule.name());
    guideline::rules().iter().map(Rule::name).chain(of_translations).collect::<Vec<_>>().into()
}
