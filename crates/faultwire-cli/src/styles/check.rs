//! `faultwire styles check`: every mistake of a file.

use std::path::PathBuf;

use clap::Args;
use faultwire::{Config, ConfigError, Style};

use crate::document::{Kind, counted};
use crate::failure::Failure;
use crate::file;

/// Checks a style page or a configuration: every mistake in one run, with its place.
///
/// A file is a page when its keys are a page's (`name`, `media`, `fault`, …), else a configuration.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  faultwire styles check house.toml
  faultwire styles check faultwire.toml";

pub(super) fn run(arguments: &Arguments) -> Result<Vec<u8>, Failure> {
    let text = file::read(&arguments.file)?;
    let name = arguments.file.display().to_string();
    let kind = Kind::of(&text).unwrap_or(Kind::Configuration);
    let checked: Result<(), ConfigError> = match kind {
        Kind::Page => Style::from_toml(&text, &name).map(drop),
        Kind::Configuration => Config::from_toml(&text, &name).map(drop),
        Kind::Catalog => {
            let help = format!("check it with `faultwire catalog check {name}`");
            return Err(Failure::new(format_args!("{name} is a catalogue: {help}")));
        }
    };
    match checked {
        Ok(()) => Ok(format!("{name}: ok, {}\n", kind.contents(&text)).into_bytes()),
        Err(error) => {
            let count = counted(error.mistakes().len(), "mistake");
            Err(Failure::Input(format!("{error}\n\n{name}: {count}")))
        }
    }
}
