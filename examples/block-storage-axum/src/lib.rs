#![doc = include_str!("../README.md")]

mod address;
mod datastores;
mod queue;
mod snapshots;
mod token;
mod versions;
mod volumes;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use ::snapshots::Snapshots;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use block_storage::{MemoryStore, Store};
use block_storage_program::stop_signal;
use faultwire_axum::faultwire::Renderer;
use faultwire_axum::{Listener, fault_layer};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// The page of configuration beside the example.
pub const CONFIGURATION: &str = include_str!("../faultwire.toml");

/// The largest request body, in bytes.
const MAX_BODY: usize = 2 * 1024 * 1024;

/// How long requests in progress get to finish after the signal to stop.
const GRACE: Duration = Duration::from_secs(5);

/// Serves the start-up data until a signal to stop; `ready` is told where.
///
/// # Errors
///
/// When it cannot listen there.
pub async fn serve(address: &str, renderer: Arc<Renderer>, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    let listener = TcpListener::bind(address).await?;
    let stop = stop_signal()?;
    ready(listener.local_addr()?);
    let service = router(Arc::new(MemoryStore::seeded()), Arc::clone(&renderer));
    let (stopping, stopped) = oneshot::channel();
    let server = axum::serve(Listener::new(listener, renderer), service).with_graceful_shutdown(async move {
        stop.await;
        let _ = stopping.send(());
    });
    tokio::select! {
        result = server => result,
        () = out_of_patience(stopped) => Ok(()),
    }
}

/// Ends some time after the signal to stop, so that a connection that sends nothing more cannot hold the program.
async fn out_of_patience(stopped: oneshot::Receiver<()>) {
    let _ = stopped.await;
    tokio::time::sleep(GRACE).await;
}

/// What every handler works with.
#[derive(Clone)]
struct App {
    store: Arc<dyn Store>,
    snapshots: Arc<Snapshots>,
}

/// The service: the same volumes under every prefix, and one layer that gives every answer its envelope.
pub fn router(store: Arc<dyn Store>, renderer: Arc<Renderer>) -> Router {
    Router::new()
        .route("/", get(versions::list))
        .route("/v3", get(versions::list))
        .route("/v3/", get(versions::list))
        .nest("/v3", resources())
        .nest("/v3/{project}", resources())
        .nest("/api", resources().merge(datastores::routes()).merge(token::routes()))
        .nest("/status", resources())
        .nest("/queue", resources().merge(queue::routes()))
        .nest("/problem", resources())
        .nest("/sig", resources())
        .with_state(App { store, snapshots: Arc::default() })
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(fault_layer(renderer))
}

/// What there is under every prefix: the volumes, and the snapshots of another team.
fn resources() -> Router<App> {
    volumes::routes().merge(snapshots::routes())
}
