//! The configuration.

use std::io;
use std::path::Path;

use faultwire::{Config, ConfigError, Renderer};

/// The renderer of a configuration file, or of a page that is built in, so that the program runs from any directory.
///
/// The environment variable `FAULTWIRE_STYLE` overrides the default style of either.
///
/// # Errors
///
/// When the file cannot be read or the configuration has mistakes; the error's text shows where.
pub fn renderer(page: &str, file: Option<&Path>) -> Result<Renderer, ConfigError> {
    let config = match file {
        Some(file) => Config::load(file)?,
        None => Config::from_toml_with(page, "faultwire.toml", translation)?.with_environment()?,
    };
    Renderer::from_config(&config)
}

/// The translations that the teams' faults bring along, by the end of the file's path.
fn translation(path: &str) -> io::Result<String> {
    let mut known = block_storage::TRANSLATIONS.iter().chain(snapshots::TRANSLATIONS);
    let found = known.find(|(end, _)| path.ends_with(end));
    found.map(|(_, text)| (*text).to_owned()).ok_or_else(|| io::ErrorKind::NotFound.into())
}
