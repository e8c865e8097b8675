//! The SimpliVity side: datastores, and the tasks that change them.

use actix_web::web::{self, Data, Json, Query, ServiceConfig};
use block_storage::query::{DatastoreQuery, Parameters};
use block_storage::{Store, body, reply, sample};
use faultwire_actix_web::faultwire::Task;
use faultwire_actix_web::{Path, ReplyResponse, Result};
use serde_json::Value;

use crate::address::Address;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/datastores").get(list).route(web::head().to(list)).post(create))
        .service(web::resource("/datastores/{id}").get(show).route(web::head().to(show)).delete(delete))
        .service(web::resource("/datastores/{id}/resize").post(resize))
        .service(web::resource("/tasks/{id}").get(task).route(web::head().to(task)));
}

type Datastores = Data<dyn Store>;
type Id = Path<String>;

/// A change: its task, to be asked for until it ends.
fn started(task: Task, address: &Address) -> ReplyResponse {
    let location = address.at(&format!("/api/tasks/{}", task.id()));
    reply::task_started(task, location).into()
}

async fn list(store: Datastores, parameters: Query<Parameters>) -> Result<ReplyResponse> {
    let query = DatastoreQuery::from_parameters(&parameters)?;
    Ok(reply::datastores(&query.page(store.datastores()?)).into())
}

async fn create(store: Datastores, address: Address, body: Json<Value>) -> Result<ReplyResponse> {
    Ok(started(store.create_datastore(body::new_datastore(&body)?)?, &address))
}

async fn show(store: Datastores, id: Id, parameters: Query<Parameters>) -> Result<ReplyResponse> {
    if let Some(fault) = sample::requested(&id, &parameters) {
        return Err(fault.into());
    }
    parameters.allow(&[])?;
    Ok(reply::datastore(&store.datastore(&id)?).into())
}

async fn delete(store: Datastores, id: Id, address: Address) -> Result<ReplyResponse> {
    Ok(started(store.delete_datastore(&id)?, &address))
}

async fn resize(store: Datastores, id: Id, address: Address, body: Json<Value>) -> Result<ReplyResponse> {
    Ok(started(store.resize_datastore(&id, body::new_size(&body)?)?, &address))
}

async fn task(store: Datastores, id: Id) -> Result<ReplyResponse> {
    Ok(store.task(&id)?.into())
}
