#![doc = include_str!("../README.md")]

mod address;
mod datastores;
mod token;
mod volumes;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use block_storage::{MemoryStore, Store, reply};
use block_storage_program::stop_signal;
use faultwire_warp::faultwire::Renderer;
use faultwire_warp::{ReplyResponse, method, path, serve_until};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use warp::filters::BoxedFilter;
use warp::reply::Response;
use warp::{Filter, Rejection};

use address::address;

/// The page of configuration beside the example.
pub const CONFIGURATION: &str = include_str!("../faultwire.toml");

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
    serve_on(listener, renderer, stop).await;
    Ok(())
}

/// Serves the start-up data on a listener until a signal to stop.
pub async fn serve_on(listener: TcpListener, renderer: Arc<Renderer>, stop: impl Future<Output = ()>) {
    let routes = routes(&(Arc::new(MemoryStore::seeded()) as Volumes));
    let (stopping, stopped) = oneshot::channel();
    let signal = async move {
        stop.await;
        let _ = stopping.send(());
    };
    tokio::select! {
        () = serve_until(routes, renderer, listener, signal) => {}
        () = out_of_patience(stopped) => {}
    }
}

/// Ends some time after the signal to stop, so that a connection that sends nothing more cannot hold the program.
async fn out_of_patience(stopped: oneshot::Receiver<()>) {
    let _ = stopped.await;
    tokio::time::sleep(GRACE).await;
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

/// `GET`, and `HEAD`, which warp leaves to the routes.
fn reading() -> impl Filter<Extract = (), Error = Rejection> + Copy {
    method::get().or(method::head()).unify()
}

fn with(store: &Volumes) -> impl Filter<Extract = (Volumes,), Error = Infallible> + Clone + use<> {
    let store = Arc::clone(store);
    warp::any().map(move || Arc::clone(&store))
}

/// The same volumes under every prefix.
fn routes(store: &Volumes) -> Routes {
    let versions = |path: BoxedFilter<()>| {
        let list = |address: address::Address| ReplyResponse::from(reply::versions(address.at("/v3/")));
        route(path.and(reading()).and(address()).map(list))
    };
    let project = warp::path("v3").and(path::param::<String>()).map(|_| ()).untuple_one().boxed();
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
