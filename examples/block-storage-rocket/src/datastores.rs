//! The SimpliVity side: datastores, and the tasks that change them.

use block_storage::query::DatastoreQuery;
use block_storage::{body, reply, sample};
use faultwire_rocket::faultwire::Task;
use faultwire_rocket::{Json, ReplyResponse, Result};
use rocket::{Route, State, delete, get, post, routes};
use serde_json::Value;

use crate::Volumes;
use crate::address::Address;
use crate::fields::Fields;

pub(crate) fn routes() -> Vec<Route> {
    routes![list, create, show, delete, resize, task]
}

/// A change: its task, to be asked for until it ends.
fn started(task: Task, address: &Address) -> ReplyResponse {
    let location = address.at(&format!("/api/tasks/{}", task.id()));
    reply::task_started(task, location).into()
}

#[get("/datastores?<query..>")]
fn list(store: &State<Volumes>, query: Fields) -> Result<ReplyResponse> {
    let page = DatastoreQuery::from_parameters(&query)?.page(store.datastores()?);
    Ok(reply::datastores(&page).into())
}

#[post("/datastores", data = "<body>")]
fn create(store: &State<Volumes>, address: Address, body: Json<Value>) -> Result<ReplyResponse> {
    Ok(started(store.create_datastore(body::new_datastore(&body)?)?, &address))
}

#[get("/datastores/<id>?<query..>")]
fn show(store: &State<Volumes>, id: &str, query: Fields) -> Result<ReplyResponse> {
    if let Some(fault) = sample::requested(id, &query) {
        return Err(fault.into());
    }
    query.allow(&[])?;
    Ok(reply::datastore(&store.datastore(id)?).into())
}

#[delete("/datastores/<id>")]
fn delete(store: &State<Volumes>, id: &str, address: Address) -> Result<ReplyResponse> {
    Ok(started(store.delete_datastore(id)?, &address))
}

#[post("/datastores/<id>/resize", data = "<body>")]
fn resize(store: &State<Volumes>, id: &str, address: Address, body: Json<Value>) -> Result<ReplyResponse> {
    Ok(started(store.resize_datastore(id, body::new_size(&body)?)?, &address))
}

#[get("/tasks/<id>")]
fn task(store: &State<Volumes>, id: &str) -> Result<ReplyResponse> {
    Ok(store.task(id)?.into())
}
