#![doc = include_str!("../README.md")]

mod address;
mod datastores;
mod queue;
mod settings;
mod shape;
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
use shape::Shape;

/// The largest request body, in bytes.
const MAX_BODY: usize = 2 * 1024 * 1024;

/// What every handler works with.
#[derive(Clone)]
struct App {
    store: Arc<dyn Store>,
    shape: Shape,
}

/// The service: the same volumes under every prefix, and one layer that gives every fault its envelope.
pub fn router(store: Arc<dyn Store>, renderer: Arc<Renderer>) -> Router {
    let app = move |shape| App { store: Arc::clone(&store), shape };
    let volumes = |shape| volumes::routes().with_state(app(shape));
    Router::new()
        .route("/", get(versions::list))
        .route("/v3", get(versions::list))
        .route("/v3/", get(versions::list))
        .nest("/v3", volumes(Shape::OpenStack))
        .nest("/v3/{project}", volumes(Shape::OpenStack))
        .nest("/api", volumes(Shape::Plain))
        .nest("/api", datastores::routes().with_state(app(Shape::Plain)))
        .nest("/api", token::routes())
        .nest("/status", volumes(Shape::StatusText))
        .nest("/queue", volumes(Shape::QueueToken))
        .nest("/queue", queue::routes().with_state(app(Shape::QueueToken)))
        .nest("/problem", volumes(Shape::Plain))
        .nest("/sig", volumes(Shape::Plain))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(fault_layer(renderer))
}
