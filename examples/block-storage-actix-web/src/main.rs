//! The demo service on actix-web.

mod address;
mod datastores;
mod queue;
mod token;
mod versions;
mod volumes;

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use actix_web::App;
use actix_web::web::{self, Data, ServiceConfig};
use block_storage::{MemoryStore, Store};
use clap::Parser;
use faultwire_actix_web::faultwire::{Config, ConfigError, Renderer};
use faultwire_actix_web::{FaultMiddleware, FaultServer};

/// The page beside the example; built in, so that the program runs from any directory.
const BUILT_IN: &str = include_str!("../faultwire.toml");

/// The largest request body, in bytes.
const MAX_BODY: usize = 2 * 1024 * 1024;

/// Seconds that requests in progress get to finish after the signal to stop.
const GRACE: u64 = 5;

/// What the start-up text invites to try, as arguments of `curl`.
const INVITATIONS: [&str; 3] = [
    "-i http://ADDR/v3/demo/volumes",
    "-i http://ADDR/v3/demo/volumes/nope -H 'Accept: application/xml'",
    "-i http://ADDR/status/volumes/fault-409",
];

/// The demo service: one block-storage API, six error envelopes.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: String,
    /// The configuration of the envelopes [default: the faultwire.toml beside the example].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[actix_web::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    let renderer = match renderer(arguments.config.as_deref()) {
        Ok(renderer) => Arc::new(renderer),
        Err(error) => {
            // Not through the log, which would escape the lines that show where the mistake is.
            let _ = writeln!(io::stderr(), "{error}");
            return ExitCode::from(2);
        }
    };
    match serve(&arguments.listen, renderer).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, address = arguments.listen, "cannot serve");
            ExitCode::FAILURE
        }
    }
}

fn renderer(file: Option<&Path>) -> Result<Renderer, ConfigError> {
    let config = match file {
        Some(file) => Config::load(file)?,
        None => Config::from_toml(BUILT_IN, "faultwire.toml")?.with_environment()?,
    };
    Renderer::from_config(&config)
}

async fn serve(address: &str, renderer: Arc<Renderer>) -> io::Result<()> {
    let store: Data<dyn Store> = Data::from(Arc::new(MemoryStore::seeded()) as Arc<dyn Store>);
    let faults = FaultMiddleware::new(Arc::clone(&renderer));
    let app = move || App::new().app_data(store.clone()).configure(routes).wrap(faults.clone());
    let server = FaultServer::new(renderer, app).workers(2).shutdown_timeout(GRACE).bind(address)?;
    announce(server.addrs().first().copied());
    server.run()?.await
}

/// The same volumes under every prefix.
fn routes(config: &mut ServiceConfig) {
    config
        .app_data(web::PayloadConfig::new(MAX_BODY))
        .app_data(web::JsonConfig::default().limit(MAX_BODY))
        .service(web::resource("/").get(versions::list))
        .service(web::resource("/v3").get(versions::list))
        .service(web::resource("/v3/").get(versions::list));
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

/// Says where the service is and what to try; nobody to read it is no reason to stop.
fn announce(address: Option<SocketAddr>) {
    let Some(address) = address else { return };
    let mut text = format!("listening on http://{address}\n");
    for invitation in INVITATIONS {
        text += &format!("  curl {}\n", invitation.replace("ADDR", &address.to_string()));
    }
    let mut stdout = io::stdout().lock();
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_configuration_is_that_of_the_other_demo_services() {
        assert_eq!(super::BUILT_IN, include_str!("../../block-storage-axum/faultwire.toml"));
    }
}
