//! The state of a catalogue that a command line names: a catalogue, a lock file, or a revision of either in git.

use std::path::Path;
use std::process::Command;

use faultwire_catalog::{Acceptances, Catalog, Lock};

use crate::document::Kind;
use crate::failure::Failure;
use crate::file;

/// A state of a catalogue.
pub(super) enum State {
    Catalog(Catalog),
    Lock(Lock),
}

impl State {
    /// Reads one: a file, or `REVISION:FILE`.
    pub(super) fn read(name: &str) -> Result<Self, Failure> {
        if let Some((revision, path)) = name.split_once(':').filter(|_| !Path::new(name).exists()) {
            return Self::parse(&of_revision(revision, path)?, name);
        }
        Self::parse(&file::read(Path::new(name))?, name)
    }

    fn parse(text: &str, name: &str) -> Result<Self, Failure> {
        Ok(match Lock::is_one(text) {
            true => Self::Lock(Lock::parse(text, name)?),
            false => Self::Catalog(Catalog::own_from_toml(text, name)?),
        })
    }

    /// What was accepted on the way from another state to this one.
    ///
    /// A lock file has on record how it came about; of a catalogue it is known from the lock file that it is compared with.
    pub(super) fn accepted_since<'s>(&'s self, older: &'s Self) -> Acceptances<'s> {
        match (older, self) {
            (Self::Lock(older), Self::Lock(lock)) => lock.since(older),
            (Self::Lock(older), Self::Catalog(_)) => older.pending(),
            (Self::Catalog(_), _) => Acceptances::default(),
        }
    }

    pub(super) const fn catalog(&self) -> &Catalog {
        match self {
            Self::Catalog(catalog) => catalog,
            Self::Lock(lock) => lock.catalog(),
        }
    }
}

/// The catalogue in a file, with its imports.
pub(crate) fn load(path: &Path) -> Result<Catalog, Failure> {
    Catalog::load(path).or_else(|error| {
        not_other(path)?;
        Err(error.into())
    })
}

/// That a file which cannot be read as a catalogue is not clearly meant as something else.
pub(super) fn not_other(path: &Path) -> Result<(), Failure> {
    match other(path) {
        Some(what) => Err(Failure::new(format_args!("{} is {what}, not a catalogue", path.display()))),
        None => Ok(()),
    }
}

/// What a file is that is clearly no catalogue.
fn other(path: &Path) -> Option<&'static str> {
    let text = file::read(path).ok()?;
    if Lock::is_one(&text) {
        return Some("a lock file");
    }
    if text.trim_start().starts_with('{') {
        return Some("JSON");
    }
    Kind::of(&text).filter(|_| !Kind::has_keys_of_catalog(&text)).map(Kind::noun)
}

/// A file as it was in a revision. A path that begins with `./` is from here, any other from the top of the repository, as
/// everywhere in git.
fn of_revision(revision: &str, path: &str) -> Result<String, Failure> {
    if revision.is_empty() || revision.starts_with('-') {
        return Err(Failure::new(format_args!("`{revision}` is no revision: expected REVISION:FILE")));
    }
    let shown = Command::new("git").args(["cat-file", "blob", &format!("{revision}:{path}")]).output();
    let shown = shown.map_err(|error| Failure::new(format_args!("git cannot be run: {error}")))?;
    if !shown.status.success() {
        let why = String::from_utf8_lossy(&shown.stderr);
        return Err(Failure::new(format_args!("git has no `{revision}:{path}`: {}", why.trim())));
    }
    file::text(shown.stdout, &format!("{revision}:{path}"))
}
