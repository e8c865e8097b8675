//! What ends a command before its time.

use std::{fmt, io};

use faultwire::{ConfigError, Mistake};

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

    /// Mistakes in what the command line names; it has no lines to show.
    pub(crate) fn argument(error: &ConfigError) -> Self {
        let one = |mistake: &Mistake| {
            let help = mistake.help().map(|help| format!("\n   = {help}"));
            format!("error: {}{}", mistake.message(), help.unwrap_or_default())
        };
        Self::Input(error.mistakes().iter().map(one).collect::<Vec<_>>().join("\n\n"))
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
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
