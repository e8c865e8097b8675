//! The demo service, every prefix against the same table.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod bodies;
mod envelope;
mod faults;
mod headers;
mod paths;
mod service;
mod settings;
mod simplivity;
mod snapshots;
mod volumes;
mod wire;
