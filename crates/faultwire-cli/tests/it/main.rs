//! The program as people and scripts run it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod catalog;
mod check;
mod describe;
mod documented;
mod generate;
mod lint;
mod lint_catalog;
mod probe;
mod program;
mod render;
mod render_catalog;
mod reply;
mod streams;
mod vector_input;
mod vectors;

#[path = "../../../faultwire/tests/support/mod.rs"]
mod support;
