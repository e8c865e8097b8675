//! The volumes, as every prefix has them.

use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use block_storage::query::{Parameters, VolumeQuery};
use block_storage::{body, reply, sample};
use faultwire_axum::{ReplyResponse, Result};
use serde::Deserialize;
use serde_json::Value;

use crate::App;
use crate::address::Address;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/volumes", get(list).post(create))
        .route("/volumes/detail", get(list))
        .route("/volumes/{id}", get(show).put(update).delete(delete))
        .route("/volumes/{id}/action", post(act))
}

/// The path of one volume. Under `/v3/{project}` there is a project too, which nothing depends on.
#[derive(Deserialize)]
struct VolumePath {
    id: String,
}

async fn list(State(app): State<App>, address: Address, Query(parameters): Query<Parameters>) -> Result<ReplyResponse> {
    let query = VolumeQuery::from_parameters(&parameters)?;
    let page = query.page(app.store.volumes()?)?;
    let next = page.next.as_ref().map(|marker| address.with_query(&parameters.after(marker)));
    Ok(reply::volumes(&page, next).into())
}

async fn create(State(app): State<App>, address: Address, Json(body): Json<Value>) -> Result<ReplyResponse> {
    let created = app.store.create_volume(body::new_volume(&body)?)?;
    let location = address.below(&created.volume.id);
    Ok(reply::volume_created(&created, location).into())
}

async fn show(
    State(app): State<App>,
    Path(VolumePath { id }): Path<VolumePath>,
    Query(parameters): Query<Parameters>,
) -> Result<ReplyResponse> {
    if let Some(fault) = sample::requested(&id, &parameters) {
        return Err(fault.into());
    }
    parameters.allow(&[])?;
    Ok(reply::volume(&app.store.volume(&id)?).into())
}

async fn update(
    State(app): State<App>,
    Path(VolumePath { id }): Path<VolumePath>,
    Json(body): Json<Value>,
) -> Result<ReplyResponse> {
    let volume = app.store.update_volume(&id, body::volume_changes(&body)?)?;
    Ok(reply::volume(&volume).into())
}

async fn delete(State(app): State<App>, Path(VolumePath { id }): Path<VolumePath>) -> Result<ReplyResponse> {
    app.store.delete_volume(&id)?;
    Ok(reply::volume_deleted().into())
}

async fn act(
    State(app): State<App>,
    Path(VolumePath { id }): Path<VolumePath>,
    Json(body): Json<Value>,
) -> Result<ReplyResponse> {
    let job = app.store.act_on_volume(&id, &body::volume_action(&body)?)?;
    Ok(reply::volume_action(&job).into())
}
