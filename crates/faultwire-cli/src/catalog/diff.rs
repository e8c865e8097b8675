//! `faultwire catalog diff`: what a change of a catalogue means for those who use it.

use std::collections::HashMap;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

use clap::{Args, ValueEnum};
use faultwire_catalog::{Catalog, Change, Class, Diff, Styles, WireChange};
use serde_json::{Value, json};

use super::state::State;
use crate::chosen::read_config;
use crate::document::counted;
use crate::failure::Failure;
use crate::file;
use crate::output::Paint;

/// Tells what changed between two states of a catalogue, and what it means: breaking, risky or safe.
///
/// A state is a catalogue, a lock file, or either in a revision of git, as `REVISION:FILE`. What a catalogue imports is
/// its owner's to compare.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The state before.
    #[arg(value_name = "OLD")]
    old: String,
    /// The state after.
    #[arg(value_name = "NEW")]
    new: String,
    /// A configuration file: what changes is shown for its own styles as well, with the options and settings it has.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Accept what this fault became; OLD is a lock file, which notes it. Can be given several times.
    #[arg(long, value_name = "CODE", requires = "reason")]
    allow: Vec<String>,
    /// Why that is accepted.
    #[arg(long, value_name = "TEXT", requires = "allow")]
    reason: Option<String>,
    /// Which changes end the command with exit code 1, unless they are accepted.
    #[arg(long, value_name = "CLASS", default_value = "breaking")]
    fail_on: FailOn,
    /// Write JSON.
    #[arg(long)]
    json: bool,
}

/// From which class on a change is a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Breaking,
    Risky,
    Never,
}

const EXAMPLES: &str = "\
Examples:
  faultwire catalog diff faults.toml faults.toml

Before a change is merged:
  faultwire catalog diff faults.lock faults.toml
  faultwire catalog diff main:./faults.toml faults.toml --json
  faultwire catalog diff faults.lock faults.toml --config faultwire.toml
  faultwire catalog diff faults.lock faults.toml --allow volume_gone --reason 'never sent'

In CI, where what was accepted is on record in the new lock file, and nobody can do without the old one:
  faultwire catalog diff origin/main:./faults.lock faults.lock

Exit codes:
  0  nothing is breaking that is not accepted
  1  something is, or what was read has mistakes
  2  the command line has mistakes";

pub(super) fn run(arguments: &Arguments, paint: Paint) -> Result<(Vec<u8>, bool), Failure> {
    let config = arguments.config.as_deref().map(read_config).transpose()?;
    let styles = config.as_ref().map(Styles::of_config).transpose()?;
    let (mut old, new) = (State::read(&arguments.old)?, State::read(&arguments.new)?);
    if let Some(reason) = &arguments.reason {
        accept(arguments, &mut old, &new, reason)?;
    }
    let diff = Diff::between(old.catalog(), new.catalog());
    let accepted = new.accepted_since(&old);
    let changes: Vec<_> = diff.changes().iter().map(|change| (change, accepted.accept(change))).collect();
    let fails = |(change, accepted): &(&Change, bool)| {
        !accepted
            && match arguments.fail_on {
                FailOn::Breaking => change.class() == Class::Breaking,
                FailOn::Risky => change.class() >= Class::Risky,
                FailOn::Never => false,
            }
    };
    let wrong = changes.iter().any(fails);
    let wire = wires(&diff, styles.as_ref().unwrap_or(Styles::builtin()));
    let text = match arguments.json {
        true => as_json(diff.class(), &changes, &wire),
        false => as_lines(&changes, &wire, paint) + &last_line(old.catalog(), new.catalog(), &changes),
    };
    Ok((text.into_bytes(), wrong))
}

/// What changes on the wire, fault by fault: that takes most of the time, so that several threads look.
fn wires<'d>(diff: &'d Diff<'_>, styles: &Styles) -> HashMap<&'d str, Vec<WireChange>> {
    let mut codes: Vec<_> = diff.changes().iter().map(Change::code).collect();
    codes.dedup();
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let parts = codes.chunks(codes.len().div_ceil(threads).max(1));
    let of = |code: &&'d str| (*code, diff.wire_in(styles, code));
    thread::scope(|scope| {
        let started: Vec<_> = parts.map(|part| scope.spawn(move || part.iter().map(of).collect::<Vec<_>>())).collect();
        started.into_iter().flat_map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

/// Accepts what faults became, in the lock file.
fn accept(arguments: &Arguments, old: &mut State, new: &State, reason: &str) -> Result<(), Failure> {
    let path = Path::new(&arguments.old);
    let State::Lock(lock) = old else {
        return Err(Failure::new(format_args!("{} is no lock file: what is accepted is noted in one", arguments.old)));
    };
    if !path.exists() {
        let help = "what is accepted is noted in the lock file of today";
        return Err(Failure::new(format_args!("{} is a revision, not a file: {help}", arguments.old)));
    }
    if reason.trim().is_empty() {
        return Err(Failure::new("a reason says why the change is accepted"));
    }
    lock.accept(new.catalog(), arguments.allow.iter().map(String::as_str), reason).map_err(Failure::new)?;
    file::write(path, lock.to_string().as_bytes())
}

/// What is told at the end.
fn last_line(old: &Catalog, new: &Catalog, changes: &[(&Change, bool)]) -> String {
    let line = format!("{} {} to {}: {}", new.name(), old.version(), new.version(), summary(changes));
    line.replace(char::is_control, "\u{FFFD}") + "\n"
}

fn summary(changes: &[(&Change, bool)]) -> String {
    let count = |class: Class| changes.iter().filter(|(change, _)| change.class() == class).count();
    let accepted = changes.iter().filter(|(_, accepted)| *accepted).count();
    let mut parts = vec![counted(changes.len(), "change")];
    for class in [Class::Breaking, Class::Risky] {
        parts.extend(Some(count(class)).filter(|count| *count > 0).map(|count| format!("{count} {class}")));
    }
    parts.extend(Some(accepted).filter(|count| *count > 0).map(|count| format!("{count} accepted")));
    parts.join(", ")
}

/// A line for each change of a fault, then one for each style whose answers change with it.
fn as_lines(changes: &[(&Change, bool)], wire: &HashMap<&str, Vec<WireChange>>, paint: Paint) -> String {
    let mut text = String::new();
    for (at, (change, accepted)) in changes.iter().enumerate() {
        let class = match change.class() {
            Class::Breaking if !accepted => paint.bad("breaking"),
            class => class.to_string(),
        };
        let subject = change.subject().map(|subject| format!(" {subject}")).unwrap_or_default();
        let accepted = if *accepted { " (accepted)" } else { "" };
        let what = turn(change.before(), change.after());
        let what = if what.is_empty() { what } else { format!(": {what}") };
        // Texts of a file must not command the terminal.
        let line = format!(" {} {}{subject}{what}{accepted}", change.kind().name(), change.code());
        text += &format!("{class}{}\n", line.replace(char::is_control, "\u{FFFD}"));
        let last = changes.get(at + 1).is_none_or(|(next, _)| next.code() != change.code());
        if last {
            text += &answers(of(wire, change));
        }
    }
    text
}

/// What changes on the wire with a fault.
fn of<'w>(wire: &'w HashMap<&str, Vec<WireChange>>, change: &Change) -> &'w [WireChange] {
    wire.get(change.code()).map(Vec::as_slice).unwrap_or_default()
}

fn answers(changes: &[WireChange]) -> String {
    let mut text = String::new();
    for (at, change) in changes.iter().enumerate() {
        if at == 0 || changes[at - 1].style() != change.style() {
            text += &format!("  {}\n", change.style());
        }
        let line = format!("    {}: {}", change.place(), turn(change.before(), change.after()));
        text += &format!("{}\n", line.replace(char::is_control, "\u{FFFD}"));
    }
    text
}

fn turn(old: Option<&str>, new: Option<&str>) -> String {
    match (old, new) {
        (None, None) => String::new(),
        (Some(old), None) => format!("no longer {old}"),
        (None, Some(new)) => format!("now {new}"),
        (Some(old), Some(new)) => format!("{old}, now {new}"),
    }
}

/// One change after the other: together they are a large tree.
fn as_json(class: Option<Class>, changes: &[(&Change, bool)], wire: &HashMap<&str, Vec<WireChange>>) -> String {
    let mut text = String::from("{\n  \"changes\": [");
    for (at, (change, accepted)) in changes.iter().enumerate() {
        let first = at == 0 || changes[at - 1].0.code() != change.code();
        // With the first change of a fault, since it is of them all.
        let wire = if first { of(wire, change) } else { &[] };
        let one = format!("{:#}", one_as_json(change, *accepted, wire));
        text += if at == 0 { "\n    " } else { ",\n    " };
        text += &one.replace('\n', "\n    ");
    }
    let end = if changes.is_empty() { "" } else { "\n  " };
    text + &format!("{end}],\n  \"class\": {}\n}}\n", json!(class.map(Class::as_str)))
}

fn one_as_json(change: &Change, accepted: bool, wire: &[WireChange]) -> Value {
    let wire = wire.iter().map(
        |change| json!({"style": change.style(), "place": change.place(), "before": change.before(), "after": change.after()}),
    );
    json!({
        "change": change.kind().name(),
        "class": change.class().as_str(),
        "fault": change.code(),
        "subject": change.subject(),
        "before": change.before(),
        "after": change.after(),
        "accepted": accepted,
        "wire": wire.collect::<Vec<_>>(),
    })
}
