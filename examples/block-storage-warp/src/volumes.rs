//! The volumes, as every prefix has them, and queued requests.

use block_storage::query::{Parameters, VolumeQuery};
use block_storage::{body, reply, sample};
use faultwire_warp::body::json;
use faultwire_warp::{ReplyResponse, Result, method, path};
use serde_json::Value;
use warp::Filter;

use crate::address::{Address, address};
use crate::{Prefix, Routes, Volumes, any_of, reading, route, with};

pub(crate) fn routes(prefix: &Prefix, store: &Volumes) -> Routes {
    let at = |path: Prefix| prefix.clone().and(path).and(with(store)).boxed();
    let parameters = warp::query::<Parameters>;
    let all = || at(path!("volumes").boxed());
    let one = || prefix.clone().and(path!("volumes" / String)).and(with(store)).boxed();
    let action = prefix.clone().and(path!("volumes" / String / "action")).and(with(store));
    any_of([
        route(all().and(reading()).and(address()).and(parameters()).then(list)),
        route(all().and(method::post()).and(address()).and(json()).then(create)),
        route(at(path!("volumes" / "detail").boxed()).and(reading()).and(address()).and(parameters()).then(list)),
        route(one().and(reading()).and(parameters()).then(show)),
        route(one().and(method::put()).and(json()).then(update)),
        route(one().and(method::delete()).then(delete)),
        route(action.and(method::post()).and(json()).then(act)),
    ])
}

async fn list(store: Volumes, address: Address, parameters: Parameters) -> Result<ReplyResponse> {
    let query = VolumeQuery::from_parameters(&parameters)?;
    let page = query.page(store.volumes()?)?;
    let next = page.next.as_ref().map(|marker| address.with_query(&parameters.after(marker)));
    Ok(reply::volumes(&page, next).into())
}

async fn create(store: Volumes, address: Address, body: Value) -> Result<ReplyResponse> {
    let created = store.create_volume(body::new_volume(&body)?)?;
    let location = address.below(&created.volume.id);
    Ok(reply::volume_created(&created, location).into())
}

async fn show(id: String, store: Volumes, parameters: Parameters) -> Result<ReplyResponse> {
    if let Some(fault) = sample::requested(&id, &parameters) {
        return Err(fault.into());
    }
    parameters.allow(&[])?;
    Ok(reply::volume(&store.volume(&id)?).into())
}

async fn update(id: String, store: Volumes, body: Value) -> Result<ReplyResponse> {
    let volume = store.update_volume(&id, body::volume_changes(&body)?)?;
    Ok(reply::volume(&volume).into())
}

async fn delete(id: String, store: Volumes) -> Result<ReplyResponse> {
    store.delete_volume(&id)?;
    Ok(reply::volume_deleted().into())
}

async fn act(id: String, store: Volumes, body: Value) -> Result<ReplyResponse> {
    let job = store.act_on_volume(&id, &body::volume_action(&body)?)?;
    Ok(reply::volume_action(&job).into())
}

/// Queued requests, asked for by the token that their answer gave.
pub(crate) fn queue(prefix: &Prefix, store: &Volumes) -> Routes {
    let token = prefix.clone().and(path!("queue" / String)).and(with(store));
    route(token.and(reading()).then(queued))
}

async fn queued(token: String, store: Volumes) -> Result<ReplyResponse> {
    Ok(store.job(&token)?.into())
}
