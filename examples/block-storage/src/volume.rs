//! Volumes: the resource of the Block Storage API.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::time;

/// The largest volume that the quota allows, in GiB.
pub(crate) const MAX_SIZE: u64 = 1000;

/// A volume, in the shape that every prefix shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Volume {
    /// The id.
    pub id: String,
    /// The name, unique among the volumes that have one.
    pub name: Option<String>,
    /// The size in GiB.
    pub size: u64,
    /// What it is doing.
    pub status: VolumeStatus,
    /// Free text.
    pub description: Option<String>,
    /// When it was created; written without a time zone, as OpenStack does.
    #[serde(serialize_with = "time::without_zone")]
    pub created_at: Timestamp,
    /// When it was changed last.
    #[serde(serialize_with = "time::without_zone_or_null")]
    pub updated_at: Option<Timestamp>,
    /// Where it is attached; the demo attaches nothing.
    pub attachments: [(); 0],
    /// Labels of the owner.
    pub metadata: BTreeMap<String, String>,
    /// The volume type.
    pub volume_type: Option<String>,
    /// The snapshot that it was made from.
    pub snapshot_id: Option<String>,
    /// The volume that it was made from.
    pub source_volid: Option<String>,
    /// Where it lives.
    pub availability_zone: String,
    /// `"true"` or `"false"`: text, as OpenStack writes it.
    pub bootable: &'static str,
    /// Whether it is encrypted.
    pub encrypted: bool,
    /// Its owner.
    pub user_id: &'static str,
    /// Whether it can be attached more than once.
    pub multiattach: bool,
    /// Links; the demo has none.
    pub links: [(); 0],
}

impl Volume {
    /// A volume as it is after it was created.
    pub fn create(id: String, new: NewVolume, now: Timestamp) -> Self {
        Self {
            id,
            name: new.name,
            size: new.size,
            status: VolumeStatus::Available,
            description: new.description,
            created_at: now,
            updated_at: None,
            attachments: [],
            metadata: new.metadata,
            volume_type: new.volume_type,
            snapshot_id: new.snapshot_id,
            source_volid: new.source_volid,
            availability_zone: new.availability_zone.unwrap_or_else(|| "nova".to_owned()),
            bootable: "false",
            encrypted: false,
            user_id: "demo",
            multiattach: new.multiattach,
            links: [],
        }
    }
}

/// What a volume is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum VolumeStatus {
    /// Free to be changed and deleted.
    Available,
    /// Attached somewhere.
    InUse,
}

impl VolumeStatus {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::InUse => "in-use",
        }
    }
}

/// What it takes to create a volume.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewVolume {
    /// The name.
    pub name: Option<String>,
    /// The size in GiB.
    pub size: u64,
    /// Free text.
    pub description: Option<String>,
    /// Labels.
    pub metadata: BTreeMap<String, String>,
    /// The volume type.
    pub volume_type: Option<String>,
    /// Where it is to live.
    pub availability_zone: Option<String>,
    /// The snapshot to make it from.
    pub snapshot_id: Option<String>,
    /// The volume to make it from.
    pub source_volid: Option<String>,
    /// Whether it can be attached more than once.
    pub multiattach: bool,
}

/// Changes to a volume; what is `None` stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VolumeChanges {
    /// A new name, or none.
    pub name: Option<Option<String>>,
    /// A new description, or none.
    pub description: Option<Option<String>>,
    /// All labels anew.
    pub metadata: Option<BTreeMap<String, String>>,
}

/// What `POST …/action` asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VolumeAction {
    /// `os-extend`: a larger size.
    Extend {
        /// The size wanted, in GiB.
        new_size: u64,
    },
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_volume_has_the_documented_members_in_their_order() {
        let now = "2026-01-02T03:04:05Z".parse().unwrap();
        let new = NewVolume { name: Some("data".into()), size: 3, ..NewVolume::default() };
        let volume = Volume::create("vol-1".into(), new, now);
        let expected = json!({
            "id": "vol-1", "name": "data", "size": 3, "status": "available", "description": null,
            "created_at": "2026-01-02T03:04:05.000000", "updated_at": null, "attachments": [], "metadata": {},
            "volume_type": null, "snapshot_id": null, "source_volid": null, "availability_zone": "nova",
            "bootable": "false", "encrypted": false, "user_id": "demo", "multiattach": false, "links": [],
        });
        assert_eq!(serde_json::to_value(&volume).unwrap(), expected);
        let text = serde_json::to_string(&volume).unwrap();
        assert!(text.starts_with(r#"{"id":"vol-1","name":"data","size":3,"status":"available","description":null,"#));
    }

    #[test]
    fn the_status_is_written_as_it_is_named() {
        for status in [VolumeStatus::Available, VolumeStatus::InUse] {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
    }
}
