//! The style that a command line names.

use std::path::{Path, PathBuf};

use clap::Args;
use faultwire::{Config, Style};

use crate::document::Kind;
use crate::failure::Failure;
use crate::file;

/// The flags with which every command names a style's options and the configuration it is from.
#[derive(Debug, Args)]
pub(crate) struct Chosen {
    /// A configuration file. Its own styles can be named as well.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// A value for one of the style's options; can be given for each.
    #[arg(long, value_name = "NAME=VALUE", value_parser = option)]
    pub(crate) option: Vec<(String, String)>,
}

impl Chosen {
    /// The configuration, or one that says nothing.
    pub(crate) fn config(&self) -> Result<Config, Failure> {
        self.config.as_deref().map_or_else(|| Ok(Config::default()), read_config)
    }

    /// The style of a name or in a file, with the options given.
    pub(crate) fn style(&self, config: &Config, name: &str) -> Result<Style, Failure> {
        let style = match config.style(name) {
            Some(style) => style,
            None if is_file(name) => read_style(Path::new(name))?,
            None => config.try_style(name).map_err(|error| Failure::argument(error.mistakes()))?,
        };
        let with = |style: Style, (name, value): &(String, String)| style.with_option(name, value);
        self.option.iter().try_fold(style, with).map_err(|error| Failure::argument(error.mistakes()))
    }
}

/// The configuration in a file.
pub(crate) fn read_config(path: &Path) -> Result<Config, Failure> {
    let (text, name) = (file::read(path)?, path.display().to_string());
    match Kind::of(&text) {
        Some(kind @ (Kind::Page | Kind::Catalog)) => {
            Err(Failure::new(format_args!("{name} is {}, not a configuration", kind.noun())))
        }
        Some(Kind::Configuration) | None => Ok(Config::from_toml(&text, &name)?),
    }
}

fn read_style(path: &Path) -> Result<Style, Failure> {
    let (text, name) = (file::read(path)?, path.display().to_string());
    match Kind::of(&text) {
        Some(Kind::Configuration) => {
            let help = format!("name one of its styles, with `--config {name}`");
            Err(Failure::new(format_args!("{name} is a configuration, not a style page: {help}")))
        }
        Some(Kind::Catalog) => Err(Failure::new(format_args!("{name} is a catalogue, not a style page"))),
        Some(Kind::Page) | None => Ok(Style::from_toml(&text, &name)?),
    }
}

/// Whether a name that is no style's is meant as a file's.
fn is_file(name: &str) -> bool {
    let path = Path::new(name);
    path.exists() || path.extension().is_some_and(|extension| extension == "toml") || path.components().count() > 1
}

fn option(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("an option is given as NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}
