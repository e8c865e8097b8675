#![doc = include_str!("../README.md")]

mod error;
mod fault;
mod snapshot;
mod snapshots;

pub use error::SnapshotError;
pub use fault::SnapshotFault;
pub use snapshot::{NewSnapshot, Snapshot};
pub use snapshots::Snapshots;

/// The messages in other languages than the definitions': the ends of paths of Fluent files, each with its text.
pub static TRANSLATIONS: &[(&str, &str)] = &[("snapshots/locales/es.ftl", include_str!("../locales/es.ftl"))];

/// The guide's examples, which are about these teams.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/guides/shared-definitions.md")]
struct Guide;
