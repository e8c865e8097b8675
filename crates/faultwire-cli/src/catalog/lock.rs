//! `faultwire catalog lock`: the state of a catalogue that its users know.

use std::path::PathBuf;

use clap::Args;
use faultwire_catalog::{Catalog, Class, Lock};

use super::diff::write_lock;
use super::state::failure;
use crate::document::counted;
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

pub(super) fn run(arguments: &Arguments) -> Result<(Vec<u8>, bool), Failure> {
    let catalog = Catalog::load(&arguments.file).map_err(|error| failure(&error))?;
    let path = arguments.lock.clone().unwrap_or_else(|| arguments.file.with_extension("lock"));
    let (name, from) = (path.display().to_string(), arguments.file.display());
    let known = match path.exists() {
        true => Some(Lock::parse(&file::read(&path)?, &name).map_err(|error| failure(&error))?),
        false => None,
    };
    let faults = counted(catalog.faults().len(), "fault");
    if let Some(known) = &known {
        let breaking: Vec<_> = known.unaccepted(&catalog).filter(|change| change.class() == Class::Breaking).collect();
        if !breaking.is_empty() {
            let one = |change: &faultwire_catalog::Change| format!("\n  {} {}", change.kind().name(), change.code());
            let all: String = breaking.iter().map(one).collect();
            let count = counted(breaking.len(), "breaking change");
            return Err(Failure::new(format_args!(
                "{count} since {name} was written, not accepted:{all}\n  see them with `faultwire catalog diff {name} {from}`, accept them with `--allow CODE --reason TEXT` there"
            )));
        }
    }
    let same = known.as_ref().is_some_and(|known| known.clone().renewed(&catalog).to_string() == known.to_string());
    if arguments.check {
        return match same {
            true => Ok((format!("{name}: {faults}, that of the catalogue\n").into_bytes(), false)),
            false => Err(Failure::new(format_args!(
                "{name} is not that of {from}: write it with `faultwire catalog lock {from}`"
            ))),
        };
    }
    if same {
        return Ok((format!("{name}: {faults}, nothing changed\n").into_bytes(), false));
    }
    let lock = known.map_or_else(|| Lock::of(&catalog), |known| known.renewed(&catalog));
    write_lock(&path, &lock)?;
    Ok((format!("{name}: {faults} written\n").into_bytes(), false))
}
