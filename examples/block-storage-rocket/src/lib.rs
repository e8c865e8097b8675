#![doc = include_str!("../README.md")]
#![expect(clippy::needless_pass_by_value, reason = "rocket hands what guards found to handlers by value")]

mod address;
mod datastores;
mod fields;
mod project;
mod queue;
mod serve;
mod token;
mod versions;
mod volumes;

use std::sync::Arc;

use block_storage::Store;
use faultwire_rocket::FaultFairing;
use faultwire_rocket::faultwire::Renderer;
use rocket::shield::Shield;
use rocket::{Build, Config, Rocket};

pub use serve::serve;

/// The page of configuration beside the example.
pub const CONFIGURATION: &str = include_str!("../faultwire.toml");

/// Where the volumes are kept; handlers ask for `&State<Volumes>`.
type Volumes = Arc<dyn Store>;

/// The service: the same volumes under every prefix, and one fairing that gives every answer its envelope.
fn rocket(config: &Config, store: Volumes, renderer: Arc<Renderer>) -> Rocket<Build> {
    rocket::custom(config)
        .manage(store)
        .mount("/", versions::routes())
        .mount("/v3", volumes::routes())
        .mount("/v3", project::routes())
        .mount("/api", volumes::routes())
        .mount("/api", datastores::routes())
        .mount("/api", token::routes())
        .mount("/status", volumes::routes())
        .mount("/queue", volumes::routes())
        .mount("/queue", queue::routes())
        .mount("/problem", volumes::routes())
        .mount("/sig", volumes::routes())
        // In place of rocket's own, which adds headers for browsers: the other demo services send none.
        .attach(Shield::new())
        .attach(FaultFairing::new(renderer))
}
