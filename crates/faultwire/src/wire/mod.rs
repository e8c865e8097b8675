//! Writing envelopes: trees compiled into literal bytes and holes, and run for one fault.

pub(crate) mod compile;
pub(crate) mod escape;
mod json;
pub(crate) mod program;
pub(crate) mod report;
pub(crate) mod run;
mod slot;
mod value;
mod xml;
