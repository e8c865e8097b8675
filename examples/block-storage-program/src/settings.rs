//! The configuration.

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
        None => Config::from_toml(page, "faultwire.toml")?.with_environment()?,
    };
    Renderer::from_config(&config)
}
