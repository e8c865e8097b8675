#![doc = include_str!("../README.md")]

mod body;
mod expect;
#[cfg(feature = "probe")]
pub mod guideline;
#[cfg(feature = "probe")]
pub mod judge;
#[cfg(feature = "probe")]
pub mod probe;
#[cfg(feature = "probe")]
pub mod wire;

pub use expect::{Expect, expect};
