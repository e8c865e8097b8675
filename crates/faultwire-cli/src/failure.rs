//! What ends a command before its time.

use std::{fmt, io};

use clap::error::ErrorKind;
use faultwire::{ConfigError, Mistake};
use faultwire_catalog::CatalogError;

/// What ends a command before its time.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was read is wrong, in lines for people.
    Input(String),
    /// Flags that do not go together, where the grammar of the command line cannot say so: exit code 2.
    Usage(clap::Error),
    /// The output cannot be written.
    Output(io::Error),
}

impl Failure {
    /// One sentence.
    pub(crate) fn new(message: impl fmt::Display) -> Self {
        Self::Input(format!("error: {message}"))
    }

    /// Mistakes, each with its place.
    pub(crate) fn mistakes(found: &[Mistake]) -> Self {
        Self::Input(Mistake::all(found).to_string())
    }

    /// Flags that do not go together.
    pub(crate) fn conflict(message: impl fmt::Display) -> Self {
        Self::Usage(clap::Error::raw(ErrorKind::ArgumentConflict, format!("{message}\n")))
    }

    /// What two steps gave, or what is wrong with either or both.
    pub(crate) fn both<A, B>(first: Result<A, Self>, second: Result<B, Self>) -> Result<(A, B), Self> {
        match (first, second) {
            (Ok(first), Ok(second)) => Ok((first, second)),
            (Err(Self::Input(first)), Err(Self::Input(second))) => Err(Self::Input(format!("{first}\n\n{second}"))),
            (Err(failure), _) | (_, Err(failure)) => Err(failure),
        }
    }

    /// Mistakes in what the command line names; it has no lines to show.
    pub(crate) fn argument(found: &[Mistake]) -> Self {
        let one = |mistake: &Mistake| {
            let help = mistake.help().map(|help| format!("\n   = {help}"));
            format!("error: {}{}", mistake.message(), help.unwrap_or_default())
        };
        Self::Input(found.iter().map(one).collect::<Vec<_>>().join("\n\n"))
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::mistakes(error.mistakes())
    }
}

impl From<CatalogError> for Failure {
    fn from(error: CatalogError) -> Self {
        Self::mistakes(error.mistakes())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(text) => f.write_str(text),
            Self::Usage(error) => write!(f, "{error}"),
            Self::Output(error) => write!(f, "error: the output cannot be written: {error}"),
        }
    }
}
