//! Snapshots: a resource of the Block Storage API.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A snapshot, in the shape that every prefix shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Snapshot {
    /// The id.
    pub id: String,
    /// The name.
    pub name: Option<String>,
    /// Free text.
    pub description: Option<String>,
    /// The volume that it is of.
    pub volume_id: String,
    /// `available`: the demo's snapshots are made at once.
    pub status: &'static str,
    /// The size of the volume in GiB.
    pub size: u64,
    /// When it was made, UTC in RFC 3339.
    pub created_at: Timestamp,
    /// Labels of the owner.
    pub metadata: BTreeMap<String, String>,
}

/// What it takes to make a snapshot.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSnapshot {
    /// The volume.
    pub volume_id: String,
    /// The name.
    pub name: Option<String>,
    /// Free text.
    pub description: Option<String>,
    /// Labels.
    #[serde(default)]
    pub metadata: BTreeMap<String, String>,
    /// Whether it may be of a volume that is attached.
    #[serde(default)]
    pub force: bool,
}
