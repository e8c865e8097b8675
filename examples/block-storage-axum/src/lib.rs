#![doc = include_str!("../README.md")]

mod address;
mod datastores;
mod queue;
mod settings;
mod token;
mod versions;
mod volumes;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use block_storage::Store;
use faultwire_axum::fault_layer;
use faultwire_axum::faultwire::Renderer;

pub use settings::{InvalidSettings, renderer};

/// The largest request body, in bytes.
const MAX_BODY: usize = 2 * 1024 * 1024;

/// What every handler works with.
#[derive(Clone)]
struct App {
    store: Arc<dyn Store>,
}

/// The service: the same volumes under every prefix, and one layer that gives every answer its envelope.
pub fn router(store: Arc<dyn Store>, renderer: Arc<Renderer>) -> Router {
    Router::new()
        .route("/", get(versions::list))
        .route("/v3", get(versions::list))
        .route("/v3/", get(versions::list))
        .nest("/v3", volumes::routes())
        .nest("/v3/{project}", volumes::routes())
        .nest("/api", volumes::routes().merge(datastores::routes()).merge(token::routes()))
        .nest("/status", volumes::routes())
        .nest("/queue", volumes::routes().merge(queue::routes()))
        .nest("/problem", volumes::routes())
        .nest("/sig", volumes::routes())
        .with_state(App { store })
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(fault_layer(renderer))
}
