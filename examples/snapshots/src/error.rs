//! What can go wrong with a snapshot: this team's faults, and those of the teams it builds on.

use block_storage::{BlockStorageFault, StoreError};
use faultwire::Fault;

use crate::SnapshotFault;

/// What can go wrong with a snapshot.
///
/// It is a set of faults itself, so `from_fault` gives a client any of these back, and `definitions` lists them all.
#[derive(Debug, thiserror::Error, Fault)]
#[non_exhaustive]
pub enum SnapshotError {
    /// A fault of this catalogue.
    #[error(transparent)]
    #[fault(transparent)]
    Snapshot(#[from] SnapshotFault),
    /// A fault of the volumes, as their team defined it.
    #[error(transparent)]
    #[fault(transparent)]
    BlockStorage(#[from] BlockStorageFault),
    /// Anything else, such as a store that fails.
    #[error(transparent)]
    #[fault(transparent)]
    Other(Fault),
}

impl From<StoreError> for SnapshotError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Refused(fault) => fault.into(),
            error => Self::Other(error.into()),
        }
    }
}
