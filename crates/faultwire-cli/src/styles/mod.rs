//! `faultwire styles`: envelopes, before a fault is rendered in them.

mod check;
mod describe;
mod list;
mod schema;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use faultwire::Format;

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

const EXAMPLES: &str = "\
Examples:
  faultwire styles
  faultwire styles --config faultwire.toml
  faultwire styles describe problem
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
