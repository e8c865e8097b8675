//! Where snapshots are kept.

use std::sync::{Mutex, PoisonError};

use block_storage::{Store, VolumeStatus};
use jiff::Timestamp;

use crate::{NewSnapshot, Snapshot, SnapshotError, SnapshotFault};

/// The most snapshots that one volume has.
const MAX_SNAPSHOTS: u8 = 3;

/// The most characters of an id that a message repeats.
const MAX_ID: usize = 200;

/// Snapshots, kept in memory and forgotten at the end.
#[derive(Debug, Default)]
pub struct Snapshots {
    table: Mutex<Table>,
}

#[derive(Debug, Default)]
struct Table {
    snapshots: Vec<Snapshot>,
    made: usize,
}

impl Snapshots {
    /// All snapshots, the oldest first.
    pub fn all(&self) -> Vec<Snapshot> {
        self.with(|table| table.snapshots.clone())
    }

    /// One snapshot.
    ///
    /// # Errors
    ///
    /// When there is none with this id.
    pub fn one(&self, id: &str) -> Result<Snapshot, SnapshotError> {
        self.with(|table| table.snapshots.iter().find(|snapshot| snapshot.id == id).cloned())
            .ok_or_else(|| not_found(id))
    }

    /// Makes a snapshot of a volume.
    ///
    /// # Errors
    ///
    /// When there is no such volume, it is attached and that was not forced, or it has too many snapshots already.
    pub fn create(&self, new: NewSnapshot, volumes: &dyn Store, now: Timestamp) -> Result<Snapshot, SnapshotError> {
        // What the volumes' team says of its volumes is passed on as it is.
        let volume = volumes.volume(&new.volume_id)?;
        if volume.status == VolumeStatus::InUse && !new.force {
            let status = volume.status.as_str().to_owned();
            return Err(SnapshotFault::SnapshotNeedsForce { volume_id: volume.id, status }.into());
        }
        self.with(|table| {
            let others = table.snapshots.iter().filter(|snapshot| snapshot.volume_id == volume.id).count();
            if others >= MAX_SNAPSHOTS.into() {
                let (limit, tenant) = (MAX_SNAPSHOTS.into(), volume.user_id.to_owned());
                return Err(SnapshotFault::SnapshotLimitReached { volume_id: volume.id, limit, tenant }.into());
            }
            table.made += 1;
            let snapshot = Snapshot {
                id: format!("snap-{}", table.made),
                name: new.name,
                description: new.description,
                volume_id: volume.id,
                status: "available",
                size: volume.size,
                created_at: now,
                metadata: new.metadata,
            };
            table.snapshots.push(snapshot.clone());
            Ok(snapshot)
        })
    }

    /// Deletes a snapshot.
    ///
    /// # Errors
    ///
    /// When there is none with this id.
    pub fn delete(&self, id: &str) -> Result<(), SnapshotError> {
        self.with(|table| {
            let at = table.snapshots.iter().position(|snapshot| snapshot.id == id).ok_or_else(|| not_found(id))?;
            table.snapshots.remove(at);
            Ok(())
        })
    }

    fn with<R>(&self, work: impl FnOnce(&mut Table) -> R) -> R {
        // No method leaves the table half changed, so a panic elsewhere under the lock does no harm.
        work(&mut self.table.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn not_found(id: &str) -> SnapshotError {
    SnapshotFault::SnapshotNotFound { snapshot_id: id.chars().take(MAX_ID).collect() }.into()
}

#[cfg(test)]
mod tests {
    use block_storage::MemoryStore;
    use faultwire::{Fault, FaultSet};

    use super::*;

    fn new(volume_id: &str, force: bool) -> NewSnapshot {
        NewSnapshot { volume_id: volume_id.to_owned(), force, ..NewSnapshot::default() }
    }

    fn create(snapshots: &Snapshots, new: NewSnapshot) -> Result<Snapshot, Fault> {
        Ok(snapshots.create(new, &MemoryStore::seeded(), Timestamp::UNIX_EPOCH)?)
    }

    fn code<T: std::fmt::Debug>(result: Result<T, impl Into<Fault>>) -> String {
        result.map_err(Into::into).unwrap_err().code().to_owned()
    }

    #[test]
    fn a_snapshot_comes_and_goes() {
        let snapshots = Snapshots::default();
        let made = create(&snapshots, new("vol-1", false)).unwrap();
        assert_eq!((snapshots.one(&made.id).unwrap(), snapshots.all()), (made.clone(), vec![made.clone()]));
        snapshots.delete(&made.id).unwrap();
        assert_eq!(code(snapshots.one(&made.id)), "snapshot_not_found");
        assert_eq!(code(snapshots.delete(&made.id)), "snapshot_not_found");
        assert_ne!(create(&snapshots, new("vol-1", false)).unwrap().id, made.id);
    }

    #[test]
    fn a_volume_that_is_not_there_is_the_other_teams_fault() {
        let fault = create(&Snapshots::default(), new("vol-9", false)).unwrap_err();
        assert_eq!(fault.message(), "Volume vol-9 could not be found.");
        let back = SnapshotError::from_fault(&fault);
        let Some(SnapshotError::BlockStorage(back)) = back else { panic!("{back:?}") };
        assert_eq!(Fault::from(back).code(), "volume_not_found");
    }

    #[test]
    fn an_attached_volume_needs_force() {
        let snapshots = Snapshots::default();
        assert_eq!(code(create(&snapshots, new("vol-busy", false))), "snapshot_needs_force");
        create(&snapshots, new("vol-busy", true)).unwrap();
    }

    #[test]
    fn the_snapshots_of_a_volume_are_limited() {
        let snapshots = Snapshots::default();
        for _ in 0..MAX_SNAPSHOTS {
            create(&snapshots, new("vol-1", false)).unwrap();
        }
        assert_eq!(code(create(&snapshots, new("vol-1", false))), "snapshot_limit_reached");
        create(&snapshots, new("vol-2", false)).unwrap();
    }
}
