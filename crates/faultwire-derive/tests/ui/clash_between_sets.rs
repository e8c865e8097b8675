//! Codes and numbers are unique in a set and all sets inside of it.
#![allow(dead_code)]

mod snapshots {
    #[derive(faultwire::Fault)]
    pub enum SnapshotFault {
        #[fault(status = 409)]
        VolumeInUse,
        #[fault(status = 404, number = -7)]
        NoSnapshot,
    }
}

mod storage {
    #[derive(faultwire::Fault)]
    pub enum StorageFault {
        #[fault(status = 400, code = "volume_in_use")]
        Busy,
        #[fault(status = 500, number = -7)]
        Broken,
    }

    #[derive(faultwire::Fault)]
    #[fault(status = 507)]
    pub struct DiskFull;
}

// Two nested sets.
#[derive(faultwire::Fault)]
enum ApiFault {
    #[fault(status = 400, number = 1)]
    Unknown,
    #[fault(transparent)]
    Snapshot(snapshots::SnapshotFault),
    #[fault(transparent)]
    Storage(storage::StorageFault),
}

// A set and one that is nested in it, more than one level down.
#[derive(faultwire::Fault)]
enum DiskFault {
    #[fault(transparent)]
    Inner(Passing),
    #[fault(status = 507, message = "Another disk is full.")]
    DiskFull,
}

#[derive(faultwire::Fault)]
#[fault(transparent)]
struct Passing(storage::DiskFull);

fn main() {}
