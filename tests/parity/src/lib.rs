#![doc = include_str!("../README.md")]

pub mod case;
mod demo;
pub mod mask;
pub mod seen;

pub use demo::{DEMOS, Demo, ELSEWHERE, PREFIXES, Prefix, Running, child};
