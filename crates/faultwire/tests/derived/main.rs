//! What is computed from a style's page beside its answers: the JSON Schema and the drops report.
//!
//! The schemas are judged by the golden vectors, which were written before them, and by a validator that is not ours.
//! The drops report is judged by a table, and by answers: a field that is dropped changes none of them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod case;
mod changes;
mod drops;
mod golden;
mod schema;
mod success;

#[path = "../support/mod.rs"]
mod support;
