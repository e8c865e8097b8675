//! Query parameters, checked: unknown and unusable ones are refused by name, never ignored.

mod datastores;
mod parameters;
mod sort;
mod volumes;

pub use datastores::DatastoreQuery;
pub use parameters::Parameters;
pub use volumes::{Page, VolumeQuery};
