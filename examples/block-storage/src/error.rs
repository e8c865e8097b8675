//! The store's own error, and the fault that each case of it is.

use std::error::Error;
use std::fmt;

use faultwire::{Fault, protocol};

use crate::excerpt::excerpt;
use crate::volume::MAX_SIZE;
use crate::{VolumeStatus, fault};

/// What a store refuses or fails to do.
///
/// It says nothing about HTTP: `impl From<StoreError> for Fault` does, in one place for every framework, and `?`
/// applies it.
#[derive(Debug)]
#[non_exhaustive]
pub enum StoreError {
    /// No volume has this id.
    VolumeNotFound(String),
    /// Another volume has this name.
    VolumeNameInUse(String),
    /// The volume is attached, so it cannot be deleted.
    VolumeInUse(String),
    /// The volume's status does not permit the action.
    VolumeNotExtendable {
        /// The volume.
        id: String,
        /// Its status.
        status: VolumeStatus,
    },
    /// A volume cannot become smaller.
    VolumeShrunk {
        /// Its size in GiB.
        size: u64,
        /// The size asked for, in GiB.
        new_size: u64,
    },
    /// The size, in GiB, is larger than the quota.
    QuotaExceeded(u64),
    /// No queued request has this token.
    JobNotFound(String),
    /// No object of this kind has this id.
    ObjectNotFound {
        /// `datastore` or `task`.
        kind: &'static str,
        /// The id.
        id: String,
    },
    /// Another datastore has this name.
    DatastoreNameInUse(String),
    /// The datastore is in use, so it cannot be changed.
    DatastoreInUse(String),
    /// The store itself failed. Nobody but the log is told why.
    Backend(Box<dyn Error + Send + Sync>),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::VolumeNotFound(id) => write!(f, "no volume {id}"),
            Self::VolumeNameInUse(name) => write!(f, "volume name {name} is in use"),
            Self::VolumeInUse(id) => write!(f, "volume {id} is in use"),
            Self::VolumeNotExtendable { id, status } => write!(f, "volume {id} is {}", status.as_str()),
            Self::VolumeShrunk { size, new_size } => write!(f, "size {new_size} is smaller than {size}"),
            Self::QuotaExceeded(size) => write!(f, "size {size} is above the quota"),
            Self::JobNotFound(token) => write!(f, "no queued request {token}"),
            Self::ObjectNotFound { kind, id } => write!(f, "no {kind} {id}"),
            Self::DatastoreNameInUse(name) => write!(f, "datastore name {name} is in use"),
            Self::DatastoreInUse(id) => write!(f, "datastore {id} is in use"),
            Self::Backend(_) => f.write_str("the store failed"),
        }
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Backend(source) => Some(source.as_ref()),
            _ => None,
        }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::VolumeNotFound(id) => Self::new(&fault::VOLUME_NOT_FOUND).with("volume_id", excerpt(&id)),
            StoreError::VolumeNameInUse(name) => Self::new(&fault::VOLUME_NAME_IN_USE).with("name", name),
            StoreError::VolumeInUse(id) => Self::new(&fault::VOLUME_IN_USE).with("volume_id", id),
            StoreError::VolumeNotExtendable { id, status } => {
                Self::new(&fault::VOLUME_NOT_EXTENDABLE).with("volume_id", id).with("status", status.as_str())
            }
            StoreError::VolumeShrunk { size, new_size } => {
                Self::new(&fault::VOLUME_SHRUNK).with("size", size).with("new_size", new_size)
            }
            StoreError::QuotaExceeded(size) => {
                Self::new(&fault::QUOTA_EXCEEDED).with("size", size).with("quota", MAX_SIZE)
            }
            StoreError::JobNotFound(token) => {
                Self::new(&fault::QUEUE_TOKEN_NOT_FOUND).with("queue_token", excerpt(&token))
            }
            StoreError::ObjectNotFound { kind, id } => {
                Self::new(&fault::OBJECT_NOT_FOUND).with("kind", kind).with("id", excerpt(&id))
            }
            StoreError::DatastoreNameInUse(name) => Self::new(&fault::DATASTORE_NAME_IN_USE).with("name", name),
            StoreError::DatastoreInUse(id) => Self::new(&fault::DATASTORE_IN_USE).with("datastore_id", id),
            StoreError::Backend(source) => Self::new(&protocol::INTERNAL).with_source(source),
        }
    }
}
