use faultwire::{Fault, TaskState};

use super::*;

fn store() -> MemoryStore {
    MemoryStore::seeded().with_clock(|| Timestamp::constant(1_800_000_000, 0))
}

fn named(name: &str, size: u64) -> NewVolume {
    NewVolume { name: Some(name.to_owned()), size, ..NewVolume::default() }
}

fn code<T: std::fmt::Debug>(result: Result<T, StoreError>) -> String {
    Fault::from(result.unwrap_err()).code().to_owned()
}

#[test]
fn the_start_up_data_is_as_documented() {
    let volumes = store().volumes().unwrap();
    assert_eq!(volumes.iter().filter(|volume| volume.status == VolumeStatus::Available).count(), 5);
    assert_eq!(store().volume("vol-busy").unwrap().status, VolumeStatus::InUse);
    assert_eq!(serde_json::to_value(&volumes[0]).unwrap()["created_at"], "2026-01-02T03:04:05.000000");
}

#[test]
fn a_created_volume_is_there_and_its_request_is_known() {
    let store = store();
    let created = store.create_volume(named("new", 1)).unwrap();
    assert_eq!(store.volume(&created.volume.id).unwrap(), created.volume);
    let job = store.job(created.job.id()).unwrap();
    assert_eq!((job.id(), job.state()), (created.job.id(), TaskState::Completed));
    assert_eq!(job.objects().collect::<Vec<_>>(), [("volume", "vol-7")]);
    assert_eq!(code(store.job("queue-9")), "queue_token_not_found");
}

#[test]
fn ids_are_not_used_again() {
    let store = store();
    let first = store.create_volume(named("a", 1)).unwrap().volume.id;
    store.delete_volume(&first).unwrap();
    assert_ne!(store.create_volume(named("a", 1)).unwrap().volume.id, first);
}

#[test]
fn names_are_unique_among_volumes_that_have_one() {
    let store = store();
    assert_eq!(code(store.create_volume(named("web", 1))), "volume_name_in_use");
    store.create_volume(NewVolume { size: 1, ..NewVolume::default() }).unwrap();
    store.create_volume(NewVolume { size: 1, ..NewVolume::default() }).unwrap();
    let rename = |name: &str| VolumeChanges { name: Some(Some(name.to_owned())), ..VolumeChanges::default() };
    assert_eq!(code(store.update_volume("vol-1", rename("logs"))), "volume_name_in_use");
    store.update_volume("vol-1", rename("web")).unwrap();
    assert_eq!(store.update_volume("vol-1", rename("www")).unwrap().name.as_deref(), Some("www"));
}

#[test]
fn the_quota_bounds_a_size() {
    let store = store();
    store.create_volume(named("largest", MAX_SIZE)).unwrap();
    assert_eq!(code(store.create_volume(named("larger", MAX_SIZE + 1))), "quota_exceeded");
    assert_eq!(code(store.act_on_volume("vol-1", &VolumeAction::Extend { new_size: MAX_SIZE + 1 })), "quota_exceeded");
}

#[test]
fn volumes_grow_and_do_not_shrink() {
    let store = store();
    let extend = |id: &str, new_size| store.act_on_volume(id, &VolumeAction::Extend { new_size });
    extend("vol-2", 10).unwrap();
    let job = extend("vol-2", 11).unwrap();
    assert_eq!(store.job(job.id()).unwrap().message().unwrap(), "Volume vol-2 was extended to 11 GiB.");
    assert_eq!(store.volume("vol-2").unwrap().size, 11);
    assert_eq!(code(extend("vol-2", 10)), "volume_shrunk");
    assert_eq!(code(extend("vol-busy", 100)), "volume_not_extendable");
    assert_eq!(code(extend("vol-9", 100)), "volume_not_found");
}

#[test]
fn a_volume_in_use_stays() {
    let store = store();
    assert_eq!(code(store.delete_volume("vol-busy")), "volume_in_use");
    store.delete_volume("vol-1").unwrap();
    assert_eq!(code(store.delete_volume("vol-1")), "volume_not_found");
}

#[test]
fn a_task_starts_and_then_has_ended() {
    let store = store();
    let task = store.resize_datastore("ds-1", 42).unwrap();
    assert_eq!((task.state(), task.end()), (TaskState::InProgress, None));
    let task = store.task(task.id()).unwrap();
    assert_eq!((task.state(), task.fault().is_none()), (TaskState::Completed, true));
    assert_eq!(store.datastore("ds-1").unwrap().size, 42);
}

#[test]
fn a_task_on_a_datastore_in_use_fails_with_a_number_and_a_message() {
    let store = store();
    for task in [store.resize_datastore("vol-busy", 1).unwrap(), store.delete_datastore("vol-busy").unwrap()] {
        let task = store.task(task.id()).unwrap();
        assert_eq!((task.state(), task.fault().map(Fault::code)), (TaskState::Failed, Some("datastore_in_use")));
        assert_eq!(task.message().unwrap(), "The datastore vol-busy is in use.");
    }
    assert!(store.datastore("vol-busy").is_ok());
}

#[test]
fn datastores_come_and_go() {
    let store = store();
    let new = NewDatastore { name: "fresh".to_owned(), size: 1, ..NewDatastore::default() };
    let task = store.create_datastore(new.clone()).unwrap();
    assert_eq!(code(store.create_datastore(new)), "datastore_name_in_use");
    let (_, id) = task.objects().next().unwrap();
    store.delete_datastore(id).unwrap();
    assert_eq!(code(store.datastore(id)), "object_not_found");
    assert_eq!(code(store.resize_datastore(id, 1)), "object_not_found");
    assert_eq!(code(store.task("task-9")), "object_not_found");
}
