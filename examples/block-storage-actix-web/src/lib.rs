#![doc = include_str!("../README.md")]

mod address;
mod datastores;
mod queue;
mod token;
mod versions;
mod volumes;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use actix_web::App;
use actix_web::web::{self, Data, ServiceConfig};
use block_storage::{MemoryStore, Store};
use faultwire_actix_web::faultwire::Renderer;
use faultwire_actix_web::{FaultMiddleware, FaultServer};

/// The page of configuration beside the example.
pub const CONFIGURATION: &str = include_str!("../faultwire.toml");

/// The largest request body, in bytes.
const MAX_BODY: usize = 2 * 1024 * 1024;

/// Seconds that requests in progress get to finish after the signal to stop.
const GRACE: u64 = 5;

/// Serves the start-up data until a signal to stop; `ready` is told where.
///
/// # Errors
///
/// When it cannot listen there.
pub async fn serve(address: &str, renderer: Arc<Renderer>, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    let store: Data<dyn Store> = Data::from(Arc::new(MemoryStore::seeded()) as Arc<dyn Store>);
    let faults = FaultMiddleware::new(Arc::clone(&renderer));
    let app = move || App::new().app_data(store.clone()).configure(routes).wrap(faults.clone());
    let server = FaultServer::new(renderer, app).workers(2).shutdown_timeout(GRACE).bind(address)?;
    let bound = server.addrs();
    let server = server.run()?;
    if let Some(address) = bound.first() {
        ready(*address);
    }
    server.await
}

/// The same volumes under every prefix. What answers `GET` answers `HEAD` as well, which actix-web leaves to the routes.
fn routes(config: &mut ServiceConfig) {
    config
        .app_data(web::PayloadConfig::new(MAX_BODY))
        .app_data(web::JsonConfig::default().limit(MAX_BODY))
        .service(web::resource("/").get(versions::list).route(web::head().to(versions::list)))
        .service(web::resource("/v3").get(versions::list).route(web::head().to(versions::list)))
        .service(web::resource("/v3/").get(versions::list).route(web::head().to(versions::list)));
    for prefix in ["/api", "/status", "/queue", "/problem", "/sig"] {
        config.service(web::scope(prefix).configure(volumes::routes).configure(match prefix {
            "/api" => api,
            "/queue" => queue::routes,
            _ => |_: &mut ServiceConfig| {},
        }));
    }
    // A path without a project would fit the scope with one.
    config
        .service(web::scope("/v3/volumes").configure(volumes::below))
        .service(web::scope("/v3/{project}").configure(volumes::routes));
}

fn api(config: &mut ServiceConfig) {
    config.configure(datastores::routes).configure(token::routes);
}
