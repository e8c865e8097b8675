//! A store that keeps everything in memory.

mod seed;

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use faultwire::Task;
use jiff::Timestamp;

use crate::excerpt::{excerpt, integer};
use crate::volume::MAX_SIZE;
use crate::{
    BlockStorageFault, Created, Datastore, NewDatastore, NewVolume, Store, StoreError, Volume, VolumeAction,
    VolumeChanges, VolumeStatus,
};

/// A store that keeps everything in memory and forgets it at the end.
///
/// Ids are counted, so the same requests give the same ids.
pub struct MemoryStore {
    tables: Mutex<Tables>,
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
}

#[derive(Debug, Default)]
struct Tables {
    volumes: Vec<Volume>,
    datastores: Vec<Datastore>,
    tasks: Vec<Task>,
    jobs: Vec<Task>,
    volumes_made: usize,
    datastores_made: usize,
}

impl MemoryStore {
    /// A store with the start-up data: five volumes `available`, one `in-use` with the id `vol-busy`, and three
    /// datastores.
    pub fn seeded() -> Self {
        Self { tables: Mutex::new(seed::tables()), clock: Box::new(Timestamp::now) }
    }

    /// Takes the time from another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    fn tables(&self) -> MutexGuard<'_, Tables> {
        // No method leaves the tables half changed, so a panic elsewhere under the lock does no harm.
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Timestamp {
        (self.clock)()
    }
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore").field("tables", &self.tables).finish_non_exhaustive()
    }
}

impl Tables {
    fn volume(&mut self, id: &str) -> Result<&mut Volume, StoreError> {
        let found = self.volumes.iter_mut().find(|volume| volume.id == id);
        found.ok_or_else(|| BlockStorageFault::VolumeNotFound { volume_id: excerpt(id) }.into())
    }

    /// A volume other than `id` that has the name.
    fn check_name(&self, name: Option<&str>, id: &str) -> Result<(), StoreError> {
        let Some(name) = name else { return Ok(()) };
        if self.volumes.iter().any(|volume| volume.id != id && volume.name.as_deref() == Some(name)) {
            return Err(BlockStorageFault::VolumeNameInUse { name: name.to_owned() }.into());
        }
        Ok(())
    }

    fn add_volume(&mut self, new: NewVolume, now: Timestamp) -> Volume {
        self.volumes_made += 1;
        let volume = Volume::create(format!("vol-{}", self.volumes_made), new, now);
        self.volumes.push(volume.clone());
        volume
    }

    fn datastore(&mut self, id: &str) -> Result<&mut Datastore, StoreError> {
        let found = self.datastores.iter_mut().find(|datastore| datastore.id == id);
        found.ok_or_else(|| not_found("datastore", id))
    }

    fn add_datastore(&mut self, new: NewDatastore, now: Timestamp) -> String {
        self.datastores_made += 1;
        let datastore = Datastore::create(format!("ds-{}", self.datastores_made), new, now);
        let id = datastore.id.clone();
        self.datastores.push(datastore);
        id
    }

    /// Notes what became of a change of a datastore, and gives its task as it was at the start: what is asked for later
    /// has ended.
    fn add_task(&mut self, id: &str, doing: &str, outcome: Result<(), StoreError>, now: Timestamp) -> Task {
        let task = Task::in_progress(format!("task-{}", self.tasks.len() + 1), now.into());
        let task = task.with_object("datastore", id.to_owned());
        self.tasks.push(match outcome {
            Ok(()) => task.clone().completed(now.into()).with_message(format!("{doing} datastore {id}: done.")),
            Err(error) => task.clone().failed(now.into(), error),
        });
        task.with_message(format!("{doing} datastore {id}."))
    }

    /// Notes a request about a volume. The demo's queue is always empty, so it is done at once.
    fn add_job(&mut self, volume_id: &str, message: String, now: Timestamp) -> Task {
        let job = Task::in_progress(format!("queue-{}", self.jobs.len() + 1), now.into());
        let job = job.with_object("volume", volume_id.to_owned()).completed(now.into()).with_message(message);
        self.jobs.push(job.clone());
        job
    }
}

fn not_found(kind: &str, id: &str) -> StoreError {
    BlockStorageFault::ObjectNotFound { kind: kind.to_owned(), id: excerpt(id) }.into()
}

fn check_quota(size: u64) -> Result<(), StoreError> {
    if size <= MAX_SIZE {
        return Ok(());
    }
    Err(BlockStorageFault::QuotaExceeded { size: integer(size), quota: integer(MAX_SIZE) }.into())
}

fn check_free(datastore: &Datastore) -> Result<(), StoreError> {
    if !datastore.in_use {
        return Ok(());
    }
    Err(BlockStorageFault::DatastoreInUse { datastore_id: datastore.id.clone() }.into())
}

impl Store for MemoryStore {
    fn volumes(&self) -> Result<Vec<Volume>, StoreError> {
        Ok(self.tables().volumes.clone())
    }

    fn volume(&self, id: &str) -> Result<Volume, StoreError> {
        self.tables().volume(id).cloned()
    }

    fn create_volume(&self, new: NewVolume) -> Result<Created, StoreError> {
        let mut tables = self.tables();
        check_quota(new.size)?;
        tables.check_name(new.name.as_deref(), "")?;
        let now = self.now();
        let volume = tables.add_volume(new, now);
        let job = tables.add_job(&volume.id, format!("Volume {} was created.", volume.id), now);
        Ok(Created { volume, job })
    }

    fn update_volume(&self, id: &str, changes: VolumeChanges) -> Result<Volume, StoreError> {
        let mut tables = self.tables();
        tables.volume(id)?;
        tables.check_name(changes.name.as_ref().and_then(Option::as_deref), id)?;
        let volume = tables.volume(id)?;
        if let Some(name) = changes.name {
            volume.name = name;
        }
        if let Some(description) = changes.description {
            volume.description = description;
        }
        if let Some(metadata) = changes.metadata {
            volume.metadata = metadata;
        }
        volume.updated_at = Some(self.now());
        Ok(volume.clone())
    }

    fn delete_volume(&self, id: &str) -> Result<(), StoreError> {
        let mut tables = self.tables();
        if tables.volume(id)?.status == VolumeStatus::InUse {
            return Err(BlockStorageFault::VolumeInUse { volume_id: id.to_owned() }.into());
        }
        tables.volumes.retain(|volume| volume.id != id);
        Ok(())
    }

    fn act_on_volume(&self, id: &str, action: &VolumeAction) -> Result<Task, StoreError> {
        let (mut tables, now) = (self.tables(), self.now());
        let volume = tables.volume(id)?;
        let VolumeAction::Extend { new_size } = *action;
        if volume.status == VolumeStatus::InUse {
            let (volume_id, status) = (id.to_owned(), volume.status.as_str().to_owned());
            return Err(BlockStorageFault::VolumeNotExtendable { volume_id, status }.into());
        }
        if new_size < volume.size {
            let (size, new_size) = (integer(volume.size), integer(new_size));
            return Err(BlockStorageFault::VolumeShrunk { size, new_size }.into());
        }
        check_quota(new_size)?;
        volume.size = new_size;
        volume.updated_at = Some(now);
        Ok(tables.add_job(id, format!("Volume {id} was extended to {new_size} GiB."), now))
    }

    fn job(&self, queue_token: &str) -> Result<Task, StoreError> {
        let tables = self.tables();
        let found = tables.jobs.iter().find(|job| job.id() == queue_token);
        found.cloned().ok_or_else(|| BlockStorageFault::QueueTokenNotFound { queue_token: excerpt(queue_token) }.into())
    }

    fn datastores(&self) -> Result<Vec<Datastore>, StoreError> {
        Ok(self.tables().datastores.clone())
    }

    fn datastore(&self, id: &str) -> Result<Datastore, StoreError> {
        self.tables().datastore(id).cloned()
    }

    fn create_datastore(&self, new: NewDatastore) -> Result<Task, StoreError> {
        let (mut tables, now) = (self.tables(), self.now());
        if tables.datastores.iter().any(|datastore| datastore.name == new.name) {
            return Err(BlockStorageFault::DatastoreNameInUse { name: new.name }.into());
        }
        let id = tables.add_datastore(new, now);
        Ok(tables.add_task(&id, "Creating", Ok(()), now))
    }

    fn resize_datastore(&self, id: &str, size: u64) -> Result<Task, StoreError> {
        let mut tables = self.tables();
        let datastore = tables.datastore(id)?;
        let outcome = check_free(datastore);
        if outcome.is_ok() {
            datastore.size = size;
        }
        Ok(tables.add_task(id, "Resizing", outcome, self.now()))
    }

    fn delete_datastore(&self, id: &str) -> Result<Task, StoreError> {
        let mut tables = self.tables();
        let outcome = check_free(tables.datastore(id)?);
        if outcome.is_ok() {
            tables.datastores.retain(|datastore| datastore.id != id);
        }
        Ok(tables.add_task(id, "Deleting", outcome, self.now()))
    }

    fn task(&self, id: &str) -> Result<Task, StoreError> {
        let tables = self.tables();
        let found = tables.tasks.iter().find(|task| task.id() == id);
        found.cloned().ok_or_else(|| not_found("task", id))
    }
}

#[cfg(test)]
mod tests;
