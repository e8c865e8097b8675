//! Without the feature `i18n` there are no languages.

use std::convert::Infallible;
use std::fmt;

use super::{Language, Said};
use crate::fault::Fault;
use crate::request::RequestContext;
use crate::style::diagnostic::Mistake;

const NEEDED: &str = "languages need the feature `i18n` of the crate `faultwire`";

/// The tag of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag(Infallible);

impl Tag {
    /// # Errors
    ///
    /// Always: a configuration that asks for languages must not be misunderstood.
    pub(crate) fn parse(_: &str) -> Result<Self, String> {
        Err(NEEDED.to_owned())
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {}
    }
}

/// A file of translations.
#[derive(Debug, Clone)]
pub(crate) struct File(Infallible);

impl File {
    /// # Errors
    ///
    /// Always.
    pub(crate) fn parse(name: &str, _: String) -> Result<Self, Vec<Mistake>> {
        Err(vec![Mistake::of_file(name, NEEDED)])
    }
}

/// The languages of a service.
pub(crate) struct Languages(Infallible);

impl Languages {
    pub(crate) fn new(_: Option<&Tag>, _: &[(Tag, File)]) -> Result<Option<Self>, Vec<Mistake>> {
        Ok(None)
    }

    pub(crate) fn say(&self, _: &Fault, _: &RequestContext) -> Said {
        match self.0 {}
    }

    pub(crate) fn language(&self, _: usize) -> &Language {
        match self.0 {}
    }

    pub(crate) fn is_choice(&self) -> bool {
        match self.0 {}
    }
}
