//! The start-up data, the same at every start.

use jiff::Timestamp;

use super::Tables;
use crate::{NewDatastore, NewVolume, VolumeStatus};

/// 2026-01-02T03:04:05Z.
const START: i64 = 1_767_323_045;

/// Name, size in GiB, the value of the label `tier`.
const VOLUMES: [(&str, u64, Option<&str>); 5] = [
    ("web", 1, None),
    ("database", 10, Some("gold")),
    ("logs", 20, None),
    ("backup", 40, None),
    ("media", 80, Some("gold")),
];

/// Name and size in GiB.
const DATASTORES: [(&str, u64); 2] = [("datastore-1", 100), ("datastore-2", 200)];

const GIB: u64 = 1 << 30;

/// Five volumes and two datastores that are free, then one of each that is in use.
pub(super) fn tables() -> Tables {
    let now = Timestamp::constant(START, 0);
    let mut tables = Tables::default();
    for (name, size, tier) in VOLUMES {
        let metadata = tier.map(|tier| ("tier".to_owned(), tier.to_owned())).into_iter().collect();
        tables.add_volume(NewVolume { name: Some(name.to_owned()), size, metadata, ..NewVolume::default() }, now);
    }
    tables.add_volume(NewVolume { name: Some("busy".to_owned()), size: 5, ..NewVolume::default() }, now);
    if let Some(volume) = tables.volumes.last_mut() {
        volume.id = "vol-busy".to_owned();
        volume.status = VolumeStatus::InUse;
    }
    for (name, size) in DATASTORES {
        tables.add_datastore(NewDatastore { name: name.to_owned(), size: size * GIB, ..NewDatastore::default() }, now);
    }
    tables.add_datastore(
        NewDatastore { name: "datastore-busy".to_owned(), size: 300 * GIB, ..NewDatastore::default() },
        now,
    );
    if let Some(datastore) = tables.datastores.last_mut() {
        datastore.id = "vol-busy".to_owned();
        datastore.in_use = true;
    }
    tables
}
