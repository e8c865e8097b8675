//! Messages in the language that the client asks for.
//!
//! Translations are Fluent files, and behind the feature `i18n`: without it a configuration that names languages is
//! refused, and the types here have no values.

#[cfg(feature = "i18n")]
mod file;
#[cfg(feature = "i18n")]
mod gap;
#[cfg(feature = "i18n")]
mod negotiate;
#[cfg(feature = "i18n")]
mod syntax;
#[cfg(feature = "i18n")]
mod tag;
#[cfg(feature = "i18n")]
mod texts;
#[cfg(not(feature = "i18n"))]
mod without;

#[cfg(feature = "i18n")]
pub use gap::{TranslationGap, TranslationRule};

#[cfg(feature = "i18n")]
pub(crate) use {file::File, negotiate::Languages, tag::Tag};

#[cfg(not(feature = "i18n"))]
pub(crate) use without::{File, Languages, Tag};

use http::HeaderValue;

use crate::fault::Fault;

/// The language of the definitions where nothing is said about it.
#[cfg(feature = "i18n")]
const DEFAULT: &str = "en";

/// What is said of a fault, and in which of the service's languages.
pub(crate) struct Said {
    /// The fault in other words; `None`: in its own.
    pub(crate) fault: Option<Fault>,
    pub(crate) language: usize,
}

/// A language as answers name it.
#[derive(Debug)]
pub(crate) struct Language {
    /// A tag of BCP 47.
    pub(crate) name: String,
    pub(crate) header: HeaderValue,
}
