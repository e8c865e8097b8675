//! JSON bodies, checked and turned into types: unknown attributes are refused by name, never ignored.

mod datastores;
mod members;
mod volumes;

pub use datastores::{new_datastore, new_size};
pub use volumes::{new_volume, volume_action, volume_changes};
