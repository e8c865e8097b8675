//! The volumes, as every prefix has them.

use actix_web::web::{self, Data, Json, Query, ServiceConfig};
use block_storage::query::{Parameters, VolumeQuery};
use block_storage::{Store, body, reply, sample};
use faultwire_actix_web::{Path, ReplyResponse, Result};
use serde::Deserialize;
use serde_json::Value;

use crate::address::Address;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(web::scope("/volumes").configure(below));
}

/// What is below the address of the volumes, and there itself.
pub(crate) fn below(config: &mut ServiceConfig) {
    config
        .service(web::resource("").get(list).route(web::head().to(list)).post(create))
        .service(web::resource("/detail").get(list).route(web::head().to(list)))
        .service(web::resource("/{id}").get(show).route(web::head().to(show)).put(update).delete(delete))
        .service(web::resource("/{id}/action").post(act));
}

/// The path of one volume. Under `/v3/{project}` there is a project too, which nothing depends on.
#[derive(Deserialize)]
struct VolumePath {
    id: String,
}

type Volumes = Data<dyn Store>;

async fn list(store: Volumes, address: Address, parameters: Query<Parameters>) -> Result<ReplyResponse> {
    let query = VolumeQuery::from_parameters(&parameters)?;
    let page = query.page(store.volumes()?)?;
    let next = page.next.as_ref().map(|marker| address.with_query(&parameters.after(marker)));
    Ok(reply::volumes(&page, next).into())
}

async fn create(store: Volumes, address: Address, body: Json<Value>) -> Result<ReplyResponse> {
    let created = store.create_volume(body::new_volume(&body)?)?;
    let location = address.below(&created.volume.id);
    Ok(reply::volume_created(&created, location).into())
}

async fn show(store: Volumes, path: Path<VolumePath>, parameters: Query<Parameters>) -> Result<ReplyResponse> {
    if let Some(fault) = sample::requested(&path.id, &parameters) {
        return Err(fault.into());
    }
    parameters.allow(&[])?;
    Ok(reply::volume(&store.volume(&path.id)?).into())
}

async fn update(store: Volumes, path: Path<VolumePath>, body: Json<Value>) -> Result<ReplyResponse> {
    let volume = store.update_volume(&path.id, body::volume_changes(&body)?)?;
    Ok(reply::volume(&volume).into())
}

async fn delete(store: Volumes, path: Path<VolumePath>) -> Result<ReplyResponse> {
    store.delete_volume(&path.id)?;
    Ok(reply::volume_deleted().into())
}

async fn act(store: Volumes, path: Path<VolumePath>, body: Json<Value>) -> Result<ReplyResponse> {
    let job = store.act_on_volume(&path.id, &body::volume_action(&body)?)?;
    Ok(reply::volume_action(&job).into())
}
