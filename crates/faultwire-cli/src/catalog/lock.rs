//! `faultwire catalog lock`: the state of a catalogue that its users know.

use std::path::PathBuf;

use clap::Args;

use super::renewal::{self, Renewal};
use super::state::load;
use crate::failure::Failure;
use crate::file;

/// Writes the lock file of a catalogue: the state that its users know, which `faultwire catalog diff` compares with.
///
/// It is not written over one with breaking changes since that nobody accepted.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The catalogue.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The lock file [default: the catalogue's name with the ending `.lock`].
    #[arg(long, value_name = "FILE")]
    lock: Option<PathBuf>,
    /// Write nothing, and fail when the lock file is not that of the catalogue.
    #[arg(long)]
    check: bool,
}

const EXAMPLES: &str = "\
Examples:
  faultwire catalog lock faults.toml
  faultwire catalog lock faults.toml --check

Exit codes:
  0  the lock file is that of the catalogue
  1  it is not, or there are breaking changes that are not accepted, or what was read has mistakes
  2  the command line has mistakes";

pub(super) fn run(arguments: &Arguments) -> Result<Vec<u8>, Failure> {
    let path = renewal::path(&arguments.file, arguments.lock.as_deref())?;
    let catalog = load(&arguments.file)?;
    let renewal = Renewal::of(&catalog, &arguments.file, path)?;
    if arguments.check {
        return Ok(renewal.check()?.into_bytes());
    }
    file::write_all(renewal.file().as_slice())?;
    Ok(renewal.done().into_bytes())
}
