//! The SimpliVity side: datastores, and the tasks that change them.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use block_storage::query::{DatastoreQuery, Parameters};
use block_storage::{Datastore, Task, body, sample};
use faultwire_axum::Result;
use serde::Serialize;
use serde_json::Value;

use crate::App;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/datastores", get(list).post(create))
        .route("/datastores/{id}", get(show).delete(delete))
        .route("/datastores/{id}/resize", post(resize))
        .route("/tasks/{id}", get(task))
}

#[derive(Serialize)]
struct Datastores {
    datastores: Vec<Datastore>,
}

#[derive(Serialize)]
struct OneDatastore {
    datastore: Datastore,
}

#[derive(Serialize)]
struct OneTask {
    task: Task,
}

/// A change: its task, to be asked for until it ends.
type Started = (StatusCode, Json<OneTask>);

fn started(task: Task) -> Started {
    (StatusCode::ACCEPTED, Json(OneTask { task }))
}

async fn list(State(app): State<App>, Query(parameters): Query<Parameters>) -> Result<Json<Datastores>> {
    let query = DatastoreQuery::from_parameters(&parameters)?;
    Ok(Json(Datastores { datastores: query.page(app.store.datastores()?) }))
}

async fn create(State(app): State<App>, Json(body): Json<Value>) -> Result<Started> {
    Ok(started(app.store.create_datastore(body::new_datastore(&body)?)?))
}

async fn show(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Result<Json<OneDatastore>> {
    if let Some(fault) = sample::requested(&id, &parameters) {
        return Err(fault.into());
    }
    parameters.allow(&[])?;
    Ok(Json(OneDatastore { datastore: app.store.datastore(&id)? }))
}

async fn delete(State(app): State<App>, Path(id): Path<String>) -> Result<Started> {
    Ok(started(app.store.delete_datastore(&id)?))
}

async fn resize(State(app): State<App>, Path(id): Path<String>, Json(body): Json<Value>) -> Result<Started> {
    Ok(started(app.store.resize_datastore(&id, body::new_size(&body)?)?))
}

async fn task(State(app): State<App>, Path(id): Path<String>) -> Result<Json<OneTask>> {
    Ok(Json(OneTask { task: app.store.task(&id)? }))
}
