//! The demo service on warp.

mod address;
mod datastores;
mod stop;
mod token;
mod volumes;

use std::convert::Infallible;
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use block_storage::{MemoryStore, Store, reply};
use clap::Parser;
use faultwire_warp::faultwire::{Config, ConfigError, Renderer};
use faultwire_warp::{ReplyResponse, method, path, serve_until};
use tokio::net::TcpListener;
use warp::filters::BoxedFilter;
use warp::reply::Response;
use warp::{Filter, Rejection};

use address::address;

/// The page beside the example; built in, so that the program runs from any directory.
const BUILT_IN: &str = include_str!("../faultwire.toml");

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

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    let renderer = match renderer(arguments.config.as_deref()) {
        Ok(renderer) => renderer,
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

async fn serve(address: &str, renderer: Renderer) -> io::Result<()> {
    let listener = TcpListener::bind(address).await?;
    let stop = stop::signal()?;
    announce(listener.local_addr()?);
    serve_until(routes(&(Arc::new(MemoryStore::seeded()) as Volumes)), renderer, listener, stop).await;
    Ok(())
}

/// Where the volumes are kept.
type Volumes = Arc<dyn Store>;

/// Routes that answer with anything.
type Routes = BoxedFilter<(Response,)>;

/// The start of a path.
type Prefix = BoxedFilter<()>;

/// A route, whatever it answers with.
fn route<R>(route: impl Filter<Extract = (R,), Error = Rejection> + Clone + Send + Sync + 'static) -> Routes
where
    R: warp::Reply + 'static,
{
    route.map(|reply: R| reply.into_response()).boxed()
}

/// All of these; of several that fit the first one counts.
fn any_of(routes: impl IntoIterator<Item = Routes>) -> Routes {
    let all = routes.into_iter().reduce(|all, next| all.or(next).unify().boxed());
    all.unwrap_or_else(|| warp::any().and_then(|| async { Err(warp::reject()) }).boxed())
}

fn with(store: &Volumes) -> impl Filter<Extract = (Volumes,), Error = Infallible> + Clone + use<> {
    let store = Arc::clone(store);
    warp::any().map(move || Arc::clone(&store))
}

/// The same volumes under every prefix.
fn routes(store: &Volumes) -> Routes {
    let versions = |path: BoxedFilter<()>| {
        let list = |address: address::Address| ReplyResponse::from(reply::versions(address.at("/v3/")));
        route(path.and(method::get()).and(address()).map(list))
    };
    let project = warp::path("v3").and(warp::path::param::<String>()).map(|_| ()).untuple_one().boxed();
    let prefix = |name: &'static str| warp::path(name).boxed();
    any_of([
        versions(path!().boxed()),
        versions(warp::path("v3").and(warp::path::end()).boxed()),
        volumes::routes(&prefix("v3"), store),
        volumes::routes(&project, store),
        volumes::routes(&prefix("api"), store),
        datastores::routes(&prefix("api"), store),
        token::routes(&prefix("api")),
        volumes::routes(&prefix("status"), store),
        volumes::routes(&prefix("queue"), store),
        volumes::queue(&prefix("queue"), store),
        volumes::routes(&prefix("problem"), store),
        volumes::routes(&prefix("sig"), store),
    ])
}

/// Says where the service is and what to try; nobody to read it is no reason to stop.
fn announce(address: SocketAddr) {
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
