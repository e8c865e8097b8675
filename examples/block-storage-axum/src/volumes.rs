//! The volumes, as every prefix has them.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use block_storage::query::{Parameters, VolumeQuery};
use block_storage::{Volume, body, sample};
use faultwire_axum::Result;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::App;
use crate::address::Address;
use crate::shape::OneVolume;

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

#[derive(Serialize)]
struct Volumes {
    volumes: Vec<Volume>,
    #[serde(skip_serializing_if = "Option::is_none")]
    volumes_links: Option<[Link; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
}

#[derive(Serialize)]
struct Link {
    rel: &'static str,
    href: String,
}

async fn list(State(app): State<App>, address: Address, Query(parameters): Query<Parameters>) -> Result<Response> {
    let query = VolumeQuery::from_parameters(&parameters)?;
    let page = query.page(app.store.volumes()?)?;
    let next = |marker: String| [Link { rel: "next", href: address.with_query(&parameters.after(&marker)) }];
    let volumes_links = page.next.map(next);
    Ok(app.shape.shown(Volumes { volumes: page.volumes, volumes_links, count: page.count }))
}

async fn create(State(app): State<App>, address: Address, Json(body): Json<Value>) -> Result<Response> {
    let created = app.store.create_volume(body::new_volume(&body)?)?;
    let location = address.below(&created.volume.id);
    Ok(app.shape.created(&created, location))
}

async fn show(
    State(app): State<App>,
    Path(VolumePath { id }): Path<VolumePath>,
    Query(parameters): Query<Parameters>,
) -> Result<Response> {
    if let Some(fault) = sample::requested(&id, &parameters) {
        return Err(fault.into());
    }
    parameters.allow(&[])?;
    let volume = app.store.volume(&id)?;
    Ok(app.shape.shown(OneVolume { volume: &volume }))
}

async fn update(
    State(app): State<App>,
    Path(VolumePath { id }): Path<VolumePath>,
    Json(body): Json<Value>,
) -> Result<Response> {
    let volume = app.store.update_volume(&id, body::volume_changes(&body)?)?;
    Ok(app.shape.shown(OneVolume { volume: &volume }))
}

async fn delete(State(app): State<App>, Path(VolumePath { id }): Path<VolumePath>) -> Result<Response> {
    app.store.delete_volume(&id)?;
    Ok(app.shape.deleted())
}

async fn act(
    State(app): State<App>,
    Path(VolumePath { id }): Path<VolumePath>,
    Json(body): Json<Value>,
) -> Result<Response> {
    app.store.act_on_volume(&id, &body::volume_action(&body)?)?;
    Ok(app.shape.accepted())
}
