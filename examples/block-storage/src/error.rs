//! The store's own error.

use std::error::Error;

use faultwire::{Fault, protocol};

use crate::BlockStorageFault;

/// What a store refuses or fails to do.
///
/// It says nothing about HTTP: what it refuses is a fault of the service's catalogue, and `?` makes either a `Fault` in
/// the same way for every framework.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// What clients are told, and can act on.
    #[error(transparent)]
    Refused(#[from] BlockStorageFault),
    /// The store itself failed. Nobody but the log is told why.
    #[error("the store failed")]
    Backend(#[source] Box<dyn Error + Send + Sync>),
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(fault) => fault.into(),
            StoreError::Backend(source) => Self::new(&protocol::INTERNAL).with_source(source),
        }
    }
}
