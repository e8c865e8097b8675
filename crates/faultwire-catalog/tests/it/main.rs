//! The catalogue through its public face.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod broken;
mod check;
mod diff;
mod export;
mod files;
#[path = "generated.rs"]
mod generate;
mod lock;
mod odd;
mod read;
mod report;

#[deny(deprecated)]
#[path = "../generated/faults.rs"]
mod generated;
#[deny(warnings)]
#[path = "../generated/odd.rs"]
mod odd_names;
#[deny(deprecated)]
#[path = "../generated/reexported.rs"]
mod reexported;

/// The core under another path, as an adapter has it.
mod platform {
    pub(crate) use faultwire as wire;
}
