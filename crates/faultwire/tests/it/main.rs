//! The core through its public face.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod abuse;
mod calls;
mod configuration;
mod guideline;
mod headers;
mod invariants;
#[cfg(feature = "i18n")]
mod languages;
mod pages;
mod properties;
mod replies;
#[cfg(feature = "i18n")]
mod translations;

#[path = "../support/mod.rs"]
mod support;
