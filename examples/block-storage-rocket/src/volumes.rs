//! The volumes, as every prefix has them.

use block_storage::query::VolumeQuery;
use block_storage::{body, reply, sample};
use faultwire_rocket::{Json, ReplyResponse, Result};
use rocket::{Route, State, delete, get, post, put, routes};
use serde_json::Value;

use crate::Volumes;
use crate::address::Address;
use crate::fields::Fields;

pub(crate) fn routes() -> Vec<Route> {
    routes![list, detail, create, show, update, delete, act]
}

#[get("/volumes?<query..>")]
pub(crate) fn list(store: &State<Volumes>, address: Address, query: Fields) -> Result<ReplyResponse> {
    let page = VolumeQuery::from_parameters(&query)?.page(store.volumes()?)?;
    let next = page.next.as_ref().map(|marker| address.with_query(&query.after(marker)));
    Ok(reply::volumes(&page, next).into())
}

#[get("/volumes/detail?<query..>")]
pub(crate) fn detail(store: &State<Volumes>, address: Address, query: Fields) -> Result<ReplyResponse> {
    list(store, address, query)
}

#[post("/volumes", data = "<body>")]
pub(crate) fn create(store: &State<Volumes>, address: Address, body: Json<Value>) -> Result<ReplyResponse> {
    let created = store.create_volume(body::new_volume(&body)?)?;
    let location = address.below(&created.volume.id);
    Ok(reply::volume_created(&created, location).into())
}

#[get("/volumes/<id>?<query..>")]
pub(crate) fn show(store: &State<Volumes>, id: &str, query: Fields) -> Result<ReplyResponse> {
    if let Some(fault) = sample::requested(id, &query) {
        return Err(fault.into());
    }
    query.allow(&[])?;
    Ok(reply::volume(&store.volume(id)?).into())
}

#[put("/volumes/<id>", data = "<body>")]
pub(crate) fn update(store: &State<Volumes>, id: &str, body: Json<Value>) -> Result<ReplyResponse> {
    let volume = store.update_volume(id, body::volume_changes(&body)?)?;
    Ok(reply::volume(&volume).into())
}

#[delete("/volumes/<id>")]
pub(crate) fn delete(store: &State<Volumes>, id: &str) -> Result<ReplyResponse> {
    store.delete_volume(id)?;
    Ok(reply::volume_deleted().into())
}

#[post("/volumes/<id>/action", data = "<body>")]
pub(crate) fn act(store: &State<Volumes>, id: &str, body: Json<Value>) -> Result<ReplyResponse> {
    let job = store.act_on_volume(id, &body::volume_action(&body)?)?;
    Ok(reply::volume_action(&job).into())
}
