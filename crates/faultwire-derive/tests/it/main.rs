//! What the derive makes of errors, and what it says about mistakes.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod definitions;
mod distinct;
mod fields;
mod generics;
mod large;
mod names;
mod nested;
mod reexport;
mod round_trip;
mod ui;
