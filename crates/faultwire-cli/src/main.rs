//! The `faultwire` program: what envelopes look like, what is wrong with a page or a configuration, the answer that a
//! fault or a reply becomes, and what is wrong with the answers of a running service. The README says how to use it.

mod catalog;
mod chosen;
mod document;
mod failure;
mod file;
mod input;
mod lint;
mod output;
mod probe;
mod render;
mod response;
mod styles;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;
use output::Paint;

/// One fault, any envelope: look at styles, check pages and configurations, render faults and replies, probe services, find
/// departures from a guideline, keep catalogues of definitions.
#[derive(Debug, Parser)]
#[command(name = "faultwire", version, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Styles(styles::Arguments),
    Render(Box<render::Arguments>),
    Probe(probe::Arguments),
    Lint(lint::Arguments),
    Catalog(catalog::Arguments),
}

const EXAMPLES: &str = "\
Examples:
  faultwire styles
  faultwire styles describe openstack
  echo '{\"code\":\"route_not_found\"}' | faultwire render --style openstack
  echo '{\"resource\":{\"name\":\"volume\",\"value\":{\"id\":7}}}' | faultwire render --reply

Exit codes:
  0  fine
  1  what was checked or read has mistakes
  2  the command line has";

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let paint = Paint::of(&io::stdout());
    // What is printed, and whether something is wrong with what was looked at.
    let done = match arguments.command {
        Command::Styles(arguments) => styles::run(&arguments, paint).map(|output| (output, false)),
        Command::Render(arguments) => render::run(&arguments).map(|output| (output, false)),
        Command::Probe(arguments) => probe::run(&arguments, paint),
        Command::Lint(arguments) => lint::run(&arguments, paint),
        Command::Catalog(arguments) => catalog::run(&arguments, paint),
    };
    match done.and_then(|(output, wrong)| output::write(&output).map(|()| wrong)) {
        Ok(false) => ExitCode::SUCCESS,
        Ok(true) => ExitCode::FAILURE,
        // Whoever reads has seen enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Usage(error)) => error.exit(),
        Err(failure) => {
            output::report(&failure);
            ExitCode::FAILURE
        }
    }
}
