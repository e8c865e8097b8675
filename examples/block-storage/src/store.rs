//! Where volumes and datastores are kept.

use faultwire::Task;

use crate::{Datastore, NewDatastore, NewVolume, StoreError, Volume, VolumeAction, VolumeChanges};

/// Where volumes and datastores are kept, and the rules about their names, sizes and states.
///
/// Every method is one transaction: of two requests that want the same name at the same time, one gets it.
pub trait Store: Send + Sync + 'static {
    /// All volumes, the oldest first.
    ///
    /// # Errors
    ///
    /// When the store itself fails, as can happen in every other method too.
    fn volumes(&self) -> Result<Vec<Volume>, StoreError>;

    /// One volume.
    ///
    /// # Errors
    ///
    /// When there is none with this id.
    fn volume(&self, id: &str) -> Result<Volume, StoreError>;

    /// Creates a volume.
    ///
    /// # Errors
    ///
    /// When it is larger than the quota allows or its name is in use.
    fn create_volume(&self, new: NewVolume) -> Result<Created, StoreError>;

    /// Changes a volume.
    ///
    /// # Errors
    ///
    /// When there is none with this id or the new name is in use.
    fn update_volume(&self, id: &str, changes: VolumeChanges) -> Result<Volume, StoreError>;

    /// Deletes a volume.
    ///
    /// # Errors
    ///
    /// When there is none with this id or it is in use.
    fn delete_volume(&self, id: &str) -> Result<(), StoreError>;

    /// Does what an action asks for, and gives the queued request; a size that the volume has already is fine.
    ///
    /// # Errors
    ///
    /// When there is no volume with this id, it is in use, or the size is smaller than it was or larger than the
    /// quota allows.
    fn act_on_volume(&self, id: &str, action: &VolumeAction) -> Result<Task, StoreError>;

    /// A queued request, by its token, which is its id.
    ///
    /// # Errors
    ///
    /// When the token is unknown.
    fn job(&self, queue_token: &str) -> Result<Task, StoreError>;

    /// All datastores, the oldest first.
    ///
    /// # Errors
    ///
    /// When the store itself fails.
    fn datastores(&self) -> Result<Vec<Datastore>, StoreError>;

    /// One datastore.
    ///
    /// # Errors
    ///
    /// When there is none with this id.
    fn datastore(&self, id: &str) -> Result<Datastore, StoreError>;

    /// Starts to create a datastore.
    ///
    /// # Errors
    ///
    /// When its name is in use.
    fn create_datastore(&self, new: NewDatastore) -> Result<Task, StoreError>;

    /// Starts to resize a datastore, to a number of bytes; whether that can be done, its task tells.
    ///
    /// # Errors
    ///
    /// When there is none with this id.
    fn resize_datastore(&self, id: &str, size: u64) -> Result<Task, StoreError>;

    /// Starts to delete a datastore; whether that can be done, its task tells.
    ///
    /// # Errors
    ///
    /// When there is none with this id.
    fn delete_datastore(&self, id: &str) -> Result<Task, StoreError>;

    /// One task.
    ///
    /// # Errors
    ///
    /// When there is none with this id.
    fn task(&self, id: &str) -> Result<Task, StoreError>;
}

/// A volume that was just created, and the request that did it.
#[derive(Debug, Clone)]
pub struct Created {
    /// The volume.
    pub volume: Volume,
    /// The queued request.
    pub job: Task,
}
