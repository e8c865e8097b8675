//! What is wrong with a catalogue.

use std::fmt;

use faultwire::Mistake;

/// Everything that is wrong with a catalogue and with those that it imports, found in one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogError {
    mistakes: Vec<Mistake>,
}

impl CatalogError {
    pub(crate) const fn new(mistakes: Vec<Mistake>) -> Self {
        Self { mistakes }
    }

    /// The mistakes, file by file, in the order of their places.
    pub fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }
}

impl fmt::Display for CatalogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Mistake::all(&self.mistakes).fmt(f)
    }
}

impl std::error::Error for CatalogError {}
