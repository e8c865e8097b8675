//! `faultwire styles`: envelopes, before anything is rendered in them.

mod check;
mod describe;
mod list;
mod schema;

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use faultwire::{DropsReport, Format, Style};

use crate::failure::Failure;
use crate::output::Paint;

/// Lists the built-in styles: formats, media types, options.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    /// A configuration whose own styles are listed as well.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Describe(describe::Arguments),
    Schema(schema::Arguments),
    Check(check::Arguments),
}

/// What a style gives a shape to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Of {
    /// Errors.
    Fault,
    /// Successful answers.
    Reply,
    /// Successful answers that show a long-running operation.
    Task,
}

impl Of {
    const ALL: [Self; 3] = [Self::Fault, Self::Reply, Self::Task];

    /// The JSON Schema of the body.
    fn schema(self, style: &Style) -> serde_json::Value {
        match self {
            Self::Fault => style.schema(),
            Self::Reply => style.reply_schema(),
            Self::Task => style.task_schema(),
        }
    }

    /// What the formats make of the fields; formats with the same report share it. Replies and tasks have one format.
    fn reports(self, style: &Style) -> Vec<(Vec<Format>, DropsReport)> {
        match self {
            Self::Reply => vec![(vec![Format::Json], style.reply_drops())],
            Self::Task => vec![(vec![Format::Json], style.task_drops())],
            Self::Fault => {
                let mut reports: Vec<(Vec<Format>, DropsReport)> = Vec::new();
                for format in style.formats() {
                    let report = style.drops(format);
                    match reports.iter_mut().find(|(_, known)| *known == report) {
                        Some((formats, _)) => formats.push(format),
                        None => reports.push((vec![format], report)),
                    }
                }
                reports
            }
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  faultwire styles
  faultwire styles --config faultwire.toml
  faultwire styles describe problem
  faultwire styles describe simplivity --of task
  faultwire styles schema problem
  faultwire styles check house.toml";

/// The text that a command prints.
pub(crate) fn run(arguments: &Arguments, paint: Paint) -> Result<Vec<u8>, Failure> {
    match &arguments.command {
        None => list::run(arguments.config.as_deref(), paint),
        Some(Command::Describe(arguments)) => describe::run(arguments, paint),
        Some(Command::Schema(arguments)) => schema::run(arguments),
        Some(Command::Check(arguments)) => check::run(arguments),
    }
}

/// The name of a format, as pages have it.
const fn key(format: Format) -> &'static str {
    match format {
        Format::Json => "json",
        Format::Xml => "xml",
        _ => "other",
    }
}
