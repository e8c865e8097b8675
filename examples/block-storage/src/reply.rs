//! What handlers answer with when all went well, for every prefix and framework: each style has its own shape for it.

use faultwire::{Reply, Task};
use serde::Serialize;

use crate::query::Page;
use crate::{Created, Datastore, Volume};

/// The versions of the API; `address` is where the one there is begins.
pub fn versions(address: String) -> Reply {
    let version = Version {
        id: "v3.0",
        status: "CURRENT",
        version: "3.0",
        min_version: "3.0",
        updated: "2026-01-02T03:04:05Z",
        links: [Link { rel: "self", href: address }],
    };
    Reply::of("versions", &[version])
}

#[derive(Serialize)]
struct Version {
    id: &'static str,
    status: &'static str,
    version: &'static str,
    min_version: &'static str,
    updated: &'static str,
    links: [Link; 1],
}

/// A volume that was asked for or changed.
pub fn volume(volume: &Volume) -> Reply {
    Reply::of("volume", volume)
}

/// A page of volumes; `next` is the address of the one after it, where there is one.
pub fn volumes(page: &Page, next: Option<String>) -> Reply {
    let mut reply = Reply::of("volumes", &page.volumes);
    if let Some(href) = next {
        reply = reply.with_member("volumes_links", &[Link { rel: "next", href }]);
    }
    match page.count {
        Some(count) => reply.with_member("count", &count),
        None => reply,
    }
}

#[derive(Serialize)]
struct Link {
    rel: &'static str,
    href: String,
}

/// A volume whose creation was accepted, and where it will be.
pub fn volume_created(created: &Created, location: String) -> Reply {
    Reply::accepted()
        .with_resource("volume", &created.volume)
        .with_location(location)
        .with_queue_token(created.job.id().to_owned())
        .with_note(format!("Volume {} is being created.", created.volume.id))
}

/// An action that was accepted.
pub fn volume_action(job: &Task) -> Reply {
    Reply::accepted().with_queue_token(job.id().to_owned())
}

/// A deletion that was done.
pub fn volume_deleted() -> Reply {
    Reply::no_content()
}

/// A datastore that was asked for.
pub fn datastore(datastore: &Datastore) -> Reply {
    Reply::of("datastore", datastore)
}

/// Datastores.
pub fn datastores(datastores: &[Datastore]) -> Reply {
    Reply::of("datastores", datastores)
}

/// A task that has started, and where it can be asked for.
pub fn task_started(task: Task, location: String) -> Reply {
    Reply::accepted().with_task(task).with_location(location)
}
