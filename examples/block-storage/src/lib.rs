#![doc = include_str!("../README.md")]

pub mod body;
pub mod fault;
pub mod memory;
pub mod query;
pub mod sample;

mod datastore;
mod error;
mod excerpt;
mod store;
mod task;
mod time;
mod volume;

pub use datastore::{Datastore, NewDatastore};
pub use error::StoreError;
pub use memory::MemoryStore;
pub use store::{Created, Job, Store};
pub use task::{AffectedObject, Task, TaskState};
pub use volume::{NewVolume, Volume, VolumeAction, VolumeChanges, VolumeStatus};
