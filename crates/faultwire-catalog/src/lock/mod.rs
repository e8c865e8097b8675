//! The state of a catalogue that its users know: a file beside it, in version control.

mod accepted;
mod text;

use std::collections::HashMap;
use std::fmt;

use faultwire::Mistake;

use crate::diff::{Change, Class, Diff};
use crate::error::CatalogError;
use crate::model::Catalog;

pub use accepted::{Acceptances, Accepted};

/// The state of a catalogue that its users know, and what was accepted of the changes to it.
///
/// It is a file beside the catalogue, in version control; comparing the two tells what a change means before it is made.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use faultwire_catalog::{Catalog, Class, Lock};
///
/// let state = |status| {
///     let fault = format!("[faults.gone]\nstatus = {status}\ntitle = 'Gone'\n");
///     Catalog::from_toml(&format!("name = 'a'\nowner = 'b'\nversion = '1'\n{fault}"), "faults.toml")
/// };
/// let file = Lock::of(&state(404)?).to_string();
///
/// let mut lock = Lock::parse(&file, "faults.lock")?;
/// let changed = state(410)?;
/// assert_eq!(lock.diff(&changed).class(), Some(Class::Breaking));
///
/// lock.accept(&changed, ["gone"], "nobody has asked for it since 2024")?;
/// assert_eq!(lock.unaccepted(&changed).count(), 0);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Lock {
    catalog: Catalog,
    accepted: Vec<Accepted>,
}

/// A fault of which there is nothing to accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NothingToAccept {
    message: String,
}

impl fmt::Display for NothingToAccept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for NothingToAccept {}

impl Lock {
    /// The state of a catalogue: its own faults.
    pub fn of(catalog: &Catalog) -> Self {
        // Each fault says its help itself, so that it does not become another one with the head.
        let mut catalog = Catalog {
            base: None,
            imports: Vec::new(),
            allowed: Vec::new(),
            accepted: Vec::new(),
            path: None,
            ..catalog.clone()
        };
        // In one order, so that moving a fault in its file changes nothing here.
        catalog.faults.sort_by(|a, b| a.code().cmp(b.code()));
        Self { catalog, accepted: Vec::new() }
    }

    /// The state of a catalogue in place of this one. What was accepted stays: as a record where it came to be, to wait
    /// where the fault did not change. Where that became something else, it is forgotten.
    #[must_use]
    pub fn renewed(self, catalog: &Catalog) -> Self {
        let mut accepted = self.accepted;
        let diff = Diff::between(&self.catalog, catalog);
        let changes = by_code(&diff);
        accepted.retain_mut(|accepted| {
            let is_it = |change: &&Change| Accepted::of(change, &accepted.reason) == *accepted;
            let Some(changes) = changes.get(accepted.code()) else { return true };
            let came = changes.iter().any(is_it);
            let stays = came || accepted.version.is_some();
            accepted.version.get_or_insert_with(|| catalog.version.clone());
            stays
        });
        Self { accepted, ..Self::of(catalog) }
    }

    /// Whether a text is meant as a lock file: it begins as one.
    pub fn is_one(text: &str) -> bool {
        text::is_lock(text)
    }

    /// Reads a lock file. `file` is what messages call it.
    ///
    /// # Errors
    ///
    /// When it is none, is of a later form than this program knows, has the marks of a merge, or is not as it was written:
    /// edited, or cut off.
    pub fn parse(text: &str, file: &str) -> Result<Self, CatalogError> {
        let mut catalog = text::read(text, file)?;
        Ok(Self { accepted: std::mem::take(&mut catalog.accepted), catalog })
    }

    /// The state.
    pub const fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// What was accepted, of this state and on the way to it.
    pub fn accepted(&self) -> &[Accepted] {
        &self.accepted
    }

    /// What changed since.
    pub fn diff<'c>(&'c self, catalog: &'c Catalog) -> Diff<'c> {
        Diff::between(&self.catalog, catalog)
    }

    /// Accepts what changed of faults, but for what is safe anyway; all of them or none.
    ///
    /// # Errors
    ///
    /// When there is nothing to accept of one: it did not change, or only in what is safe, or there is none.
    pub fn accept<'a>(
        &mut self,
        catalog: &Catalog,
        codes: impl IntoIterator<Item = &'a str>,
        reason: &str,
    ) -> Result<(), NothingToAccept> {
        let diff = Diff::between(&self.catalog, catalog);
        let changes = by_code(&diff);
        let mut found = HashMap::new();
        for code in codes {
            let of_fault = changes.get(code).map_or(&[][..], Vec::as_slice);
            let grave: Vec<_> = of_fault.iter().filter(|change| change.class() > Class::Safe).collect();
            if grave.is_empty() {
                let message = nothing(&self.catalog, catalog, &diff, code, !of_fault.is_empty());
                return Err(NothingToAccept { message });
            }
            found.insert(code, grave.into_iter().map(|change| Accepted::of(change, reason)).collect::<Vec<_>>());
        }
        self.accepted.retain(|known| known.version.is_some() || !found.contains_key(known.code()));
        self.accepted.extend(found.into_values().flatten());
        self.accepted.sort_by(|a, b| (&a.code, a.version.is_none()).cmp(&(&b.code, b.version.is_none())));
        Ok(())
    }

    /// The changes since that are not accepted.
    pub fn unaccepted<'c>(&'c self, catalog: &'c Catalog) -> impl Iterator<Item = Change> + 'c {
        let changes = Diff::between(&self.catalog, catalog).into_changes();
        let accepted = self.pending();
        changes.into_iter().filter(move |change| !accepted.accept(change))
    }

    /// What was accepted of changes since this state.
    pub fn pending(&self) -> Acceptances<'_> {
        self.accepted.iter().filter(|accepted| accepted.version.is_none()).collect()
    }

    /// What was accepted on the way from an older state of the same lock file to this one.
    ///
    /// What the older one has on record came before it, and accepts nothing any more.
    pub fn since<'l>(&'l self, older: &'l Self) -> Acceptances<'l> {
        let mut known: HashMap<_, usize> = HashMap::new();
        for accepted in older.accepted.iter().filter(|accepted| accepted.version.is_some()) {
            *known.entry(accepted).or_default() += 1;
        }
        let is_new = |accepted: &&Accepted| match known.get_mut::<Accepted>(*accepted) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => accepted.version.is_some(),
        };
        let since = self.accepted.iter().filter(is_new);
        since.chain(older.accepted.iter().filter(|accepted| accepted.version.is_none())).collect()
    }
}

/// The changes of each fault.
fn by_code<'d>(diff: &'d Diff<'_>) -> HashMap<&'d str, Vec<&'d Change>> {
    let mut changes: HashMap<_, Vec<_>> = HashMap::new();
    for change in diff.changes() {
        changes.entry(change.code()).or_default().push(change);
    }
    changes
}

/// The file.
impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::write(&self.catalog, &self.accepted))
    }
}

/// Why there is nothing to accept of a fault.
fn nothing(old: &Catalog, new: &Catalog, diff: &Diff<'_>, code: &str, changed: bool) -> String {
    if let Some(was) = diff.old_code(code) {
        return format!("`{code}` was `{was}`: what became of that is accepted by its old code");
    }
    if changed {
        return format!("of `{code}` only what is safe changed: there is nothing to accept");
    }
    let codes = || [old, new].into_iter().flat_map(|catalog| catalog.faults.iter().map(|entry| entry.code()));
    if codes().any(|known| known == code) {
        return format!("`{code}` did not change");
    }
    let mistake = Mistake::new("", "", 0..0, "").with_nearest(code, codes());
    let help = mistake.help().map(|help| format!("; {help}")).unwrap_or_default();
    format!("there is no fault `{code}`, before or after{help}")
}
