//! The core through its public face.

mod abuse;
mod configuration;
mod headers;
mod invariants;
mod log;
mod properties;

#[path = "../support/mod.rs"]
mod support;
