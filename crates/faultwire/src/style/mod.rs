//! Styles: pages of data that describe envelopes.

pub(crate) mod diagnostic;
pub(crate) mod field;
pub(crate) mod fold;
pub(crate) mod hole;
pub(crate) mod node;
pub(crate) mod page;
pub(crate) mod parse;
pub(crate) mod resolve;
pub(crate) mod tree;
mod xml_check;

use std::borrow::Cow;

pub(crate) use resolve::Resolved;

/// A text in the format of its hole.
pub(crate) fn value_text(text: &str, format: field::Format) -> Cow<'_, str> {
    match format {
        field::Format::Case(case) => Cow::Owned(case.apply(text)),
        _ => Cow::Borrowed(text),
    }
}
