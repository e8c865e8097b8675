//! The catalogue, and what is written from it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod catalog;
mod faults;
