//! The catalogue through its public face.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod check;
mod diff;
mod files;
#[path = "generated.rs"]
mod generate;
mod lock;
mod read;

#[path = "../generated/faults.rs"]
mod generated;
