//! A set by hand is looked at when its definitions are.

use faultwire::{Fault, FaultEntry, FaultSet, FaultType};

static VOLUME_LOST: FaultType = FaultType::new("volume_lost", 404, "Volume lost").number(3);
static DISK_LOST: FaultType = FaultType::new("disk_lost", 404, "Disk lost").number(3);

struct Lost;

impl From<Lost> for Fault {
    fn from(_: Lost) -> Self {
        Self::new(&VOLUME_LOST)
    }
}

impl FaultSet for Lost {
    const ENTRIES: &'static [FaultEntry] = &[FaultEntry::of(&VOLUME_LOST), FaultEntry::of(&DISK_LOST)];

    fn from_fault(_: &Fault) -> Option<Self> {
        None
    }
}

fn main() {
    let _ = Lost::definitions();
}
