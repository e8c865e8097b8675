//! Datastores: the resource of the SimpliVity side.

use jiff::Timestamp;
use serde::Serialize;

use crate::time;

/// A datastore.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Datastore {
    /// The id.
    pub id: String,
    /// The name, unique among datastores.
    pub name: String,
    /// The size in bytes.
    pub size: u64,
    /// When it was created.
    #[serde(serialize_with = "time::utc")]
    pub created_at: Timestamp,
    /// The cluster that it lives on.
    pub omnistack_cluster_id: String,
    /// The backup policy that covers it.
    pub policy_id: Option<String>,
    /// Whether something uses it; not shown.
    #[serde(skip)]
    pub in_use: bool,
}

impl Datastore {
    /// A datastore as it is after it was created.
    pub fn create(id: String, new: NewDatastore, now: Timestamp) -> Self {
        Self {
            id,
            name: new.name,
            size: new.size,
            created_at: now,
            omnistack_cluster_id: new.omnistack_cluster_id.unwrap_or_else(|| "cluster-1".to_owned()),
            policy_id: new.policy_id,
            in_use: false,
        }
    }
}

/// What it takes to create a datastore.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewDatastore {
    /// The name.
    pub name: String,
    /// The size in bytes.
    pub size: u64,
    /// The cluster to put it on.
    pub omnistack_cluster_id: Option<String>,
    /// The backup policy to cover it.
    pub policy_id: Option<String>,
}
