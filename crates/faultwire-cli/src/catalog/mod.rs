//! `faultwire catalog`: fault definitions that teams share.

mod check;
mod diff;
mod freshness;
mod generate;
mod lock;
mod renewal;
mod state;

use clap::{Args, Subcommand};

use crate::failure::Failure;
use crate::output::Paint;
pub(crate) use state::load;

/// Fault definitions that teams share, as a file.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Lock(lock::Arguments),
    Diff(diff::Arguments),
    Generate(generate::Arguments),
}

const EXAMPLES: &str = "\
Examples:
  faultwire catalog check faults.toml
  faultwire catalog lock faults.toml
  faultwire catalog diff faults.lock faults.toml
  faultwire catalog generate rust faults.toml --out fault.rs --lock";

/// What the command prints, and whether something is wrong with what was looked at.
pub(crate) fn run(arguments: &Arguments, paint: Paint) -> Result<(Vec<u8>, bool), Failure> {
    match &arguments.command {
        Command::Check(arguments) => check::run(arguments, paint),
        Command::Lock(arguments) => lock::run(arguments).map(|output| (output, false)),
        Command::Diff(arguments) => diff::run(arguments, paint),
        Command::Generate(arguments) => generate::run(arguments).map(|output| (output, false)),
    }
}
