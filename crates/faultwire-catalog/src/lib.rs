#![doc = include_str!("../README.md")]

mod check;
mod error;
mod model;
mod read;

pub use check::{Finding, rules};
pub use error::CatalogError;
pub use model::{Allowed, Catalog, Deprecated, Entry, Import, Parameter, ParameterKind};
