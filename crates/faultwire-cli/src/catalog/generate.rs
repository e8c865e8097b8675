//! `faultwire catalog generate`: a catalogue as code.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use faultwire_catalog::Catalog;

use super::state::failure;
use crate::document::counted;
use crate::failure::Failure;
use crate::file;

/// Writes a catalogue as code, to be checked in beside it.
///
/// In Rust it is an enum that derives `thiserror::Error` and `faultwire::Fault`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The language.
    language: Language,
    /// The catalogue.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The file to write [default: standard output].
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The name of the enum [default: that of the catalogue, and `Fault`].
    #[arg(long, value_name = "NAME", value_parser = name)]
    name: Option<String>,
    /// Write nothing, and fail when the file is another.
    #[arg(long, requires = "out")]
    check: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Language {
    Rust,
}

const EXAMPLES: &str = "\
Examples:
  faultwire catalog generate rust faults.toml
  faultwire catalog generate rust faults.toml --out faults.rs
  faultwire catalog generate rust faults.toml --out faults.rs --check

Exit codes:
  0  fine
  1  the file is another, or what was read has mistakes
  2  the command line has mistakes";

pub(super) fn run(arguments: &Arguments) -> Result<Vec<u8>, Failure> {
    let Language::Rust = arguments.language;
    let catalog = Catalog::load(&arguments.file).map_err(|error| failure(&error))?;
    let name = arguments.name.clone().unwrap_or_else(|| catalog.rust_name());
    let Some(out) = &arguments.out else {
        return Ok(catalog.to_rust(&name).map_err(|error| failure(&error))?.into_bytes());
    };
    let what = format!("{}: {} as `{name}`", out.display(), counted(catalog.faults().len(), "fault"));
    if arguments.check {
        catalog.is_in_rust(&name, out).map_err(|error| failure(&error))?;
        return Ok(format!("{what}, that of the catalogue\n").into_bytes());
    }
    let text = catalog.to_rust(&name).map_err(|error| failure(&error))?;
    file::write(out, text.as_bytes())?;
    Ok(format!("{what} written\n").into_bytes())
}

/// The name of a type.
fn name(text: &str) -> Result<String, String> {
    let fits = text.starts_with(|c: char| c.is_ascii_uppercase()) && text.chars().all(|c| c.is_ascii_alphanumeric());
    if fits { Ok(text.to_owned()) } else { Err("the name of a type is a capital, then letters and digits".to_owned()) }
}
