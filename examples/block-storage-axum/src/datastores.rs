//! The SimpliVity side: datastores, and the tasks that change them.

use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use block_storage::query::{DatastoreQuery, Parameters};
use block_storage::{body, reply, sample};
use faultwire_axum::faultwire::Task;
use faultwire_axum::{ReplyResponse, Result};
use serde_json::Value;

use crate::App;
use crate::address::Address;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/datastores", get(list).post(create))
        .route("/datastores/{id}", get(show).delete(delete))
        .route("/datastores/{id}/resize", post(resize))
        .route("/tasks/{id}", get(task))
}

/// A change: its task, to be asked for until it ends.
fn started(task: Task, address: &Address) -> ReplyResponse {
    let location = address.at(&format!("/api/tasks/{}", task.id()));
    reply::task_started(task, location).into()
}

async fn list(State(app): State<App>, Query(parameters): Query<Parameters>) -> Result<ReplyResponse> {
    let query = DatastoreQuery::from_parameters(&parameters)?;
    Ok(reply::datastores(&query.page(app.store.datastores()?)).into())
}

async fn create(State(app): State<App>, address: Address, Json(body): Json<Value>) -> Result<ReplyResponse> {
    Ok(started(app.store.create_datastore(body::new_datastore(&body)?)?, &address))
}

async fn show(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Result<ReplyResponse> {
    if let Some(fault) = sample::requested(&id, &parameters) {
        return Err(fault.into());
    }
    parameters.allow(&[])?;
    Ok(reply::datastore(&app.store.datastore(&id)?).into())
}

async fn delete(State(app): State<App>, Path(id): Path<String>, address: Address) -> Result<ReplyResponse> {
    Ok(started(app.store.delete_datastore(&id)?, &address))
}

async fn resize(
    State(app): State<App>,
    Path(id): Path<String>,
    address: Address,
    Json(body): Json<Value>,
) -> Result<ReplyResponse> {
    Ok(started(app.store.resize_datastore(&id, body::new_size(&body)?)?, &address))
}

async fn task(State(app): State<App>, Path(id): Path<String>) -> Result<ReplyResponse> {
    Ok(app.store.task(&id)?.into())
}
