//! The snapshots, as every prefix has them: another team's resource and faults, in the same envelopes.

use axum::extract::{Path, Query, State};
use axum::routing::get;
use axum::{Json, Router};
use block_storage::query::Parameters;
use block_storage::sample;
use faultwire_axum::faultwire::Reply;
use faultwire_axum::{ReplyResponse, Result};
use jiff::Timestamp;
use serde::Deserialize;
use snapshots::{NewSnapshot, SnapshotFault};

use crate::App;
use crate::address::Address;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/snapshots", get(list).post(create)).route("/snapshots/{id}", get(show).delete(delete))
}

/// The path of one snapshot. Under `/v3/{project}` there is a project too, which nothing depends on.
#[derive(Deserialize)]
struct SnapshotPath {
    id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    snapshot: NewSnapshot,
}

async fn list(State(app): State<App>, Query(parameters): Query<Parameters>) -> Result<ReplyResponse> {
    parameters.allow(&[])?;
    Ok(Reply::of("snapshots", &app.snapshots.all()).into())
}

async fn create(
    State(app): State<App>,
    address: Address,
    Json(Body { snapshot }): Json<Body>,
) -> Result<ReplyResponse> {
    let snapshot = app.snapshots.create(snapshot, app.store.as_ref(), Timestamp::now())?;
    let location = address.below(&snapshot.id);
    Ok(Reply::accepted().with_resource("snapshot", &snapshot).with_location(location).into())
}

async fn show(
    State(app): State<App>,
    Path(SnapshotPath { id }): Path<SnapshotPath>,
    Query(parameters): Query<Parameters>,
) -> Result<ReplyResponse> {
    if let Some(fault) = id.strip_prefix("fault-").and_then(sample::of_set::<SnapshotFault>) {
        return Err(fault.into());
    }
    parameters.allow(&[])?;
    Ok(Reply::of("snapshot", &app.snapshots.one(&id)?).into())
}

async fn delete(State(app): State<App>, Path(SnapshotPath { id }): Path<SnapshotPath>) -> Result<ReplyResponse> {
    app.snapshots.delete(&id)?;
    Ok(Reply::no_content().into())
}
