//! What happens where versions differ.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod build;
mod copies;
mod files;
mod manifests;
mod service;
mod wire;
