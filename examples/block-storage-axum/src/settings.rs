//! The configuration: the page beside the example, or another one.

use std::path::Path;

use faultwire_axum::faultwire::{Config, ConfigError, Renderer};

/// The page beside the example; built in, so that the program runs from any directory.
const BUILT_IN: &str = include_str!("../faultwire.toml");

/// A configuration that cannot be read or has mistakes in it; its text shows where.
pub type InvalidSettings = ConfigError;

/// The renderer of a configuration file, or of the built-in page.
///
/// The environment variable `FAULTWIRE_STYLE` overrides the default style of either.
///
/// # Errors
///
/// When the file cannot be read or the configuration has mistakes.
pub fn renderer(file: Option<&Path>) -> Result<Renderer, InvalidSettings> {
    let config = match file {
        Some(file) => Config::load(file)?,
        None => Config::from_toml(BUILT_IN, "faultwire.toml")?.with_environment()?,
    };
    Renderer::from_config(&config)
}
