#![doc = include_str!("../README.md")]

mod check;
mod diff;
mod docs;
mod error;
mod export;
mod imports;
mod lock;
mod model;
mod read;
mod rust;
mod sample;
mod write;

pub use check::{Finding, Report, form_rules, rules};
pub use diff::{Change, ChangeKind, Class, Diff, Styles, WireChange};
pub use error::CatalogError;
pub use export::{Export, FaultSets, export};
pub use imports::Import;
pub use lock::{Acceptances, Accepted, Lock, NothingToAccept};
pub use model::{Allowed, Catalog, Deprecated, Entry, Parameter};
pub use rust::{InvalidRust, RustOptions};
