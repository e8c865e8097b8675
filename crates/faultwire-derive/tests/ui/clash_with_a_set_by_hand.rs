//! What is written by hand has the place of its entry. A definition can be of another crate.
#![allow(dead_code)]

use faultwire::{Fault, FaultEntry, FaultSet, protocol};

struct Crashed;

impl From<Crashed> for Fault {
    fn from(_: Crashed) -> Self {
        Self::new(&protocol::INTERNAL)
    }
}

impl FaultSet for Crashed {
    const ENTRIES: &'static [FaultEntry] = &[FaultEntry::of(&protocol::INTERNAL)];

    fn from_fault(_: &Fault) -> Option<Self> {
        None
    }
}

#[derive(faultwire::Fault)]
enum ApiFault {
    #[fault(status = 500)]
    Internal,
    #[fault(transparent)]
    Crashed(Crashed),
}

fn main() {}
