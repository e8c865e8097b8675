//! `faultwire catalog generate`: a catalogue as code.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use faultwire_catalog::{InvalidRust, RustOptions};

use super::freshness::Test;
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
    /// Write a test as well, to be checked in with the code: it fails when the code is not what the catalogue says.
    #[arg(long, value_name = "FILE", requires = "out")]
    test: Option<PathBuf>,
    /// Write nothing, and fail when one of the files is another.
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
  faultwire catalog generate rust faults.toml --out src/fault.rs --test tests/faults.rs --lock

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
    let test = arguments.test.as_ref().map(|file| Test::of(&options, &arguments.file, out, file)).transpose()?;
    let what = format!("{}: {} as `{name}`", out.display(), counted(catalog.faults().len(), "fault"));
    if arguments.check {
        let code = catalog.is_in_rust(&options, out).map_err(Failure::from);
        let test = test.as_ref().map(Test::check).transpose();
        let lock = renewal.and_then(|renewal| renewal.as_ref().map(Renewal::check).transpose());
        let (((), test), lock) = Failure::both(Failure::both(code, test), lock)?;
        let (test, lock) = (test.unwrap_or_default(), lock.unwrap_or_default());
        return Ok(format!("{what}, that of the catalogue\n{test}{lock}").into_bytes());
    }
    let code = catalog.to_rust(&options).map_err(Failure::from);
    let (code, renewal) = Failure::both(code, renewal)?;
    let mut files = vec![(out.as_path(), code.as_bytes())];
    files.extend(test.iter().map(Test::file));
    for (path, _) in &files {
        refuse_what_is_written_by_hand(path)?;
    }
    files.extend(renewal.iter().filter_map(Renewal::file));
    file::write_all(&files)?;
    let (test, lock) = (test.map(|test| test.done()), renewal.map(|renewal| renewal.done()));
    Ok(format!("{what} written\n{}{}", test.unwrap_or_default(), lock.unwrap_or_default()).into_bytes())
}

/// Refuses to write over a file that somebody wrote, who may have mistaken one path for another.
fn refuse_what_is_written_by_hand(path: &Path) -> Result<(), Failure> {
    // What cannot be read, such as a folder, is refused when it is written.
    let Ok(found) = fs::read(path) else { return Ok(()) };
    let found = String::from_utf8_lossy(&found);
    if found.trim().is_empty() || RustOptions::is_generated(&found) {
        return Ok(());
    }
    let help = "name another file, or remove it first";
    Err(Failure::new(format_args!("{} was not written by `faultwire catalog generate`: {help}", path.display())))
}

impl Arguments {
    /// The lock file that is to be renewed. No file that is named is another one that is.
    fn lock_path(&self) -> Result<Option<PathBuf>, Failure> {
        let lock = self.lock.as_ref().map(|given| renewal::path(&self.file, given.as_deref())).transpose()?;
        let written = [("--out", self.out.as_deref()), ("--test", self.test.as_deref())];
        let mut taken = vec![("the catalogue itself", self.file.as_path())];
        taken.extend(lock.iter().map(|path| ("the lock file", path.as_path())));
        for (option, path) in written {
            let Some(path) = path else { continue };
            if let Some((what, _)) = taken.iter().find(|(_, other)| file::is_same(path, other)) {
                return Err(Failure::conflict(format_args!("`{option}` is {what}, {}", path.display())));
            }
            taken.push(("the file of the code", path));
        }
        Ok(lock)
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
