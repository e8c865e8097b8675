//! The lock file of a catalogue as it is to be: what `faultwire catalog lock` writes, and `generate` beside the code.

use std::path::{Path, PathBuf};

use faultwire_catalog::{Catalog, Change, Class, Lock};

use crate::document::counted;
use crate::failure::Failure;
use crate::file;

/// A lock file, and what is to be in it.
pub(super) struct Renewal<'a> {
    /// The catalogue's file.
    from: &'a Path,
    path: PathBuf,
    faults: String,
    /// What is to be written; nothing where the file has it.
    text: Option<String>,
}

/// The path of the lock file: the one that is given, else the catalogue's with the ending `.lock`.
///
/// # Errors
///
/// When that is the catalogue itself.
pub(super) fn path(from: &Path, given: Option<&Path>) -> Result<PathBuf, Failure> {
    let path = given.map_or_else(|| from.with_extension("lock"), Path::to_owned);
    if file::is_same(&path, from) {
        let help = "name another with `--lock FILE`";
        return Err(Failure::conflict(format_args!(
            "the lock file would be the catalogue itself, {}: {help}",
            from.display()
        )));
    }
    Ok(path)
}

impl<'a> Renewal<'a> {
    /// Compares a catalogue with its lock file.
    ///
    /// # Errors
    ///
    /// When there are breaking changes since that nobody accepted, and when the lock file is none or is not as it was
    /// written.
    pub(super) fn of(catalog: &Catalog, from: &'a Path, path: PathBuf) -> Result<Self, Failure> {
        let known = match path.exists() {
            true => {
                let name = path.display().to_string();
                Some(Lock::parse(&file::read(&path)?, &name)?)
            }
            false => None,
        };
        if let Some(known) = &known {
            let unaccepted = known.unaccepted(catalog);
            let breaking: Vec<_> = unaccepted.filter(|change| change.class() == Class::Breaking).collect();
            if !breaking.is_empty() {
                return Err(refused(&breaking, from, &path));
            }
        }
        let before = known.as_ref().map(Lock::to_string);
        let after = known.map_or_else(|| Lock::of(catalog), |known| known.renewed(catalog)).to_string();
        let faults = counted(catalog.faults().len(), "fault");
        Ok(Self { from, path, faults, text: Some(after).filter(|after| before.as_ref() != Some(after)) })
    }

    /// That the file is as it is to be.
    ///
    /// # Errors
    ///
    /// When it is not.
    pub(super) fn check(&self) -> Result<String, Failure> {
        let (name, from) = (self.path.display(), self.from.display());
        match self.text {
            None => Ok(format!("{name}: {}, that of the catalogue\n", self.faults)),
            Some(_) => Err(Failure::new(format_args!(
                "{name} is not that of {from}: write it with `faultwire catalog lock {from}`"
            ))),
        }
    }

    /// The file to write, if it is another.
    pub(super) fn file(&self) -> Option<(&Path, &[u8])> {
        self.text.as_ref().map(|text| (self.path.as_path(), text.as_bytes()))
    }

    /// What was done, once the file is written.
    pub(super) fn done(&self) -> String {
        let what = if self.text.is_some() { " written" } else { ", nothing changed" };
        format!("{}: {}{what}\n", self.path.display(), self.faults)
    }
}

fn refused(breaking: &[Change], from: &Path, path: &Path) -> Failure {
    let (name, from) = (path.display(), from.display());
    let one = |change: &Change| format!("\n  {} {}", change.kind().name(), change.code());
    let all: String = breaking.iter().map(one).collect();
    let count = counted(breaking.len(), "breaking change");
    Failure::new(format_args!(
        "{count} since {name} was written, not accepted:{all}\n  see them with `faultwire catalog diff {name} {from}`, accept them with `--allow CODE --reason TEXT` there"
    ))
}
