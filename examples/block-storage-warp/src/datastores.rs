//! The SimpliVity side: datastores, and the tasks that change them.

use block_storage::query::{DatastoreQuery, Parameters};
use block_storage::{body, reply, sample};
use faultwire_warp::body::json;
use faultwire_warp::faultwire::Task;
use faultwire_warp::{ReplyResponse, Result, method, path};
use serde_json::Value;
use warp::Filter;

use crate::address::{Address, address};
use crate::{Prefix, Routes, Volumes, any_of, reading, route, with};

pub(crate) fn routes(prefix: &Prefix, store: &Volumes) -> Routes {
    let parameters = warp::query::<Parameters>;
    let all = || prefix.clone().and(path!("datastores")).and(with(store)).boxed();
    let one = || prefix.clone().and(path!("datastores" / String)).and(with(store)).boxed();
    let resized = prefix.clone().and(path!("datastores" / String / "resize")).and(with(store));
    let asked = prefix.clone().and(path!("tasks" / String)).and(with(store));
    any_of([
        route(all().and(reading()).and(parameters()).then(list)),
        route(all().and(method::post()).and(address()).and(json()).then(create)),
        route(one().and(reading()).and(parameters()).then(show)),
        route(one().and(method::delete()).and(address()).then(delete)),
        route(resized.and(method::post()).and(address()).and(json()).then(resize)),
        route(asked.and(reading()).then(task)),
    ])
}

/// A change: its task, to be asked for until it ends.
fn started(task: Task, address: &Address) -> ReplyResponse {
    let location = address.at(&format!("/api/tasks/{}", task.id()));
    reply::task_started(task, location).into()
}

async fn list(store: Volumes, parameters: Parameters) -> Result<ReplyResponse> {
    let query = DatastoreQuery::from_parameters(&parameters)?;
    Ok(reply::datastores(&query.page(store.datastores()?)).into())
}

async fn create(store: Volumes, address: Address, body: Value) -> Result<ReplyResponse> {
    Ok(started(store.create_datastore(body::new_datastore(&body)?)?, &address))
}

async fn show(id: String, store: Volumes, parameters: Parameters) -> Result<ReplyResponse> {
    if let Some(fault) = sample::requested(&id, &parameters) {
        return Err(fault.into());
    }
    parameters.allow(&[])?;
    Ok(reply::datastore(&store.datastore(&id)?).into())
}

async fn delete(id: String, store: Volumes, address: Address) -> Result<ReplyResponse> {
    Ok(started(store.delete_datastore(&id)?, &address))
}

async fn resize(id: String, store: Volumes, address: Address, body: Value) -> Result<ReplyResponse> {
    Ok(started(store.resize_datastore(&id, body::new_size(&body)?)?, &address))
}

async fn task(id: String, store: Volumes) -> Result<ReplyResponse> {
    Ok(store.task(&id)?.into())
}
