//! `faultwire catalog generate`: a catalogue as code.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use faultwire_catalog::{InvalidRust, RustOptions};

use super::renewal::{self, Renewal};
use super::state::load;
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
    /// The path of the core, for a crate that has it through another one, such as `faultwire_axum::faultwire`.
    #[arg(long = "crate", value_name = "PATH", value_parser = crate_path)]
    crate_path: Option<String>,
    /// Renew the lock file in the same run, as `faultwire catalog lock` does; where that is refused, write nothing
    /// [default: the catalogue's name with the ending `.lock`].
    #[arg(long, value_name = "LOCKFILE", num_args = 0..=1, requires = "out")]
    lock: Option<Option<PathBuf>>,
    /// Write nothing, and fail when the file, or the lock file, is another.
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
  faultwire catalog generate rust faults.toml --out fault.rs --lock --crate faultwire_axum::faultwire

Exit codes:
  0  fine
  1  a file is another, or there are breaking changes that are not accepted, or what was read has mistakes
  2  the command line has mistakes";

pub(super) fn run(arguments: &Arguments) -> Result<Vec<u8>, Failure> {
    let Language::Rust = arguments.language;
    let lock = arguments.lock_path()?;
    let catalog = load(&arguments.file)?;
    let name = arguments.name.clone().unwrap_or_else(|| catalog.rust_name());
    let options = arguments.options()?;
    let Some(out) = &arguments.out else {
        return Ok(catalog.to_rust(&options)?.into_bytes());
    };
    let renewal = lock.map(|path| Renewal::of(&catalog, &arguments.file, path)).transpose();
    let what = format!("{}: {} as `{name}`", out.display(), counted(catalog.faults().len(), "fault"));
    if arguments.check {
        let code = catalog.is_in_rust(&options, out).map_err(Failure::from);
        let lock = renewal.and_then(|renewal| renewal.as_ref().map(Renewal::check).transpose());
        let (_, lock) = Failure::both(code, lock)?;
        return Ok(format!("{what}, that of the catalogue\n{}", lock.unwrap_or_default()).into_bytes());
    }
    let code = catalog.to_rust(&options).map_err(Failure::from);
    let (code, renewal) = Failure::both(code, renewal)?;
    let mut files = vec![(out.as_path(), code.as_bytes())];
    files.extend(renewal.iter().filter_map(Renewal::file));
    file::write_all(&files)?;
    Ok(format!("{what} written\n{}", renewal.map(|renewal| renewal.done()).unwrap_or_default()).into_bytes())
}

impl Arguments {
    /// The lock file that is to be renewed. No file that is named is another one that is.
    fn lock_path(&self) -> Result<Option<PathBuf>, Failure> {
        let lock = self.lock.as_ref().map(|given| renewal::path(&self.file, given.as_deref())).transpose()?;
        let is_out = |path: &Path| self.out.as_ref().is_some_and(|out| file::is_same(out, path));
        if is_out(&self.file) {
            return Err(Failure::conflict(format_args!("`--out` is the catalogue itself, {}", self.file.display())));
        }
        match &lock {
            Some(path) if is_out(path) => {
                Err(Failure::conflict(format_args!("`--out` is the lock file, {}", path.display())))
            }
            _ => Ok(lock),
        }
    }

    fn options(&self) -> Result<RustOptions, Failure> {
        let mut options = RustOptions::new();
        if let Some(name) = &self.name {
            options = options.name(name).map_err(Failure::new)?;
        }
        if let Some(path) = &self.crate_path {
            options = options.crate_path(path).map_err(Failure::new)?;
        }
        Ok(options)
    }
}

/// The name of a type.
fn name(text: &str) -> Result<String, InvalidRust> {
    RustOptions::new().name(text).map(|_| text.to_owned())
}

/// The path of a crate.
fn crate_path(text: &str) -> Result<String, InvalidRust> {
    RustOptions::new().crate_path(text).map(|_| text.to_owned())
}
