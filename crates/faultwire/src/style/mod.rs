//! Styles: pages of data that describe envelopes.

mod default;
pub(crate) mod describe;
pub(crate) mod diagnostic;
mod drops;
pub(crate) mod field;
pub(crate) mod fold;
pub(crate) mod hole;
pub(crate) mod node;
pub(crate) mod page;
mod page_check;
pub(crate) mod parse;
pub(crate) mod report;
pub(crate) mod resolve;
mod schema;
mod schema_text;
mod shown;
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
