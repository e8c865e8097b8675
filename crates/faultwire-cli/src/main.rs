//! The `faultwire` program: what envelopes look like, what is wrong with a page or a configuration, and the answer
//! that a fault or a reply becomes. The README says how to use it.

mod chosen;
mod document;
mod failure;
mod file;
mod input;
mod log;
mod output;
mod render;
mod response;
mod styles;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;
use output::Paint;

/// One fault, any envelope: look at styles, check pages and configurations, render faults and replies.
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
    let done = match arguments.command {
        Command::Styles(arguments) => styles::run(&arguments, Paint::of(&io::stdout())),
        Command::Render(arguments) => render::run(&arguments),
    };
    match done.and_then(|output| output::write(&output)) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has seen enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Usage(error)) => error.exit(),
        Err(failure) => {
            output::report(&failure);
            ExitCode::FAILURE
        }
    }
}
