#![doc = include_str!("../README.md")]

mod body;
mod expect;

pub use expect::{Expect, expect};
