#![doc = include_str!("../README.md")]

pub mod body;
pub mod memory;
pub mod query;
pub mod reply;
pub mod sample;

mod datastore;
mod error;
mod excerpt;
mod fault;
mod store;
mod time;
mod volume;

pub use datastore::{Datastore, NewDatastore};
pub use error::StoreError;
pub use fault::BlockStorageFault;
pub use memory::MemoryStore;
pub use store::{Created, Store};
pub use volume::{NewVolume, Volume, VolumeAction, VolumeChanges, VolumeStatus};

/// The messages in other languages than the definitions': the ends of paths of Fluent files, each with its text.
pub static TRANSLATIONS: &[(&str, &str)] = &[("block-storage/locales/es.ftl", include_str!("../locales/es.ftl"))];
