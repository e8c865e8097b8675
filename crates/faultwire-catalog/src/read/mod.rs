//! Reads catalogues.

mod clash;
mod fault;
mod files;
mod lists;
mod reader;
mod sections;
mod syntax;

use std::path::Path;

use faultwire::{Config, ConfigError};

use crate::check::Report;
use crate::error::CatalogError;
use crate::model::Catalog;
pub(crate) use fault::{KINDS, check_code};
use files::{Files, Kind};

impl Catalog {
    /// Reads a catalogue in TOML that imports none. `file` is what messages call it.
    ///
    /// # Errors
    ///
    /// Every mistake in it, each with line, column and the nearest valid name. An import is one: there is no folder to
    /// find it from.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, CatalogError> {
        Files::of_text(Kind::Catalog, text, file).whole()
    }

    /// Reads a catalogue in TOML without those that it imports: what its owner alone says, as to compare it with another
    /// state of it. `file` is what messages call it.
    ///
    /// # Errors
    ///
    /// As [`from_toml`](Self::from_toml), but for imports.
    pub fn own_from_toml(text: &str, file: &str) -> Result<Self, CatalogError> {
        Files::of_text(Kind::Own, text, file).whole()
    }

    pub(crate) fn from_lock(text: &str, file: &str) -> Result<Self, CatalogError> {
        Files::of_text(Kind::Lock, text, file).whole()
    }

    /// Reads a catalogue and those that it imports, which are found from where the importing file is.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, when imports go around in a circle, and every mistake in all of them; also a code or a
    /// number that two of them have.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, CatalogError> {
        Files::of_path(path.as_ref()).whole()
    }

    /// Reads a catalogue and those that it imports, and checks it as far as it could be read: what breaks the rules of form
    /// in any of the files, as [`load`](Self::load) has it, with what [`check`](Self::check) finds of the rest.
    ///
    /// # Errors
    ///
    /// When the configuration cannot be used.
    pub fn check_file(path: impl AsRef<Path>, config: &Config) -> Result<Report, ConfigError> {
        Files::of_path(path.as_ref()).checked(config)
    }

    /// As [`check_file`](Self::check_file), of a catalogue in TOML that imports none. `file` is what messages call it.
    ///
    /// # Errors
    ///
    /// When the configuration cannot be used.
    ///
    /// ```
    /// # fn main() -> Result<(), faultwire::ConfigError> {
    /// use faultwire::Config;
    /// use faultwire_catalog::Catalog;
    ///
    /// let text = "name = 'billing'\nowner = 'payments'\nversion = '1'\n[faults.gone]\nstatus = 200\ntitle = 'Gone'\n";
    /// let report = Catalog::check_toml(text, "billing.toml", &Config::default())?;
    /// let rules: Vec<_> = report.findings().iter().map(|finding| finding.rule()).collect();
    /// assert_eq!(rules, ["help-missing", "status-invalid"]);
    /// assert!(report.catalog().is_none());
    /// # Ok(())
    /// # }
    /// ```
    pub fn check_toml(text: &str, file: &str, config: &Config) -> Result<Report, ConfigError> {
        Files::of_text(Kind::Catalog, text, file).checked(config)
    }
}

/// The text without what some editors put before it.
pub(crate) fn bare(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}
