//! The lab on warp.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::path::Path as FilePath;
use std::thread;

use bytes::{Buf, Bytes};
use faultwire_warp::faultwire::{Fault, OrFault, Reply, protocol};
use faultwire_warp::{FaultResponse, ReplyResponse, Result, body, method, path, reject};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio_stream::StreamExt;
use warp::filters::BoxedFilter;
use warp::http::StatusCode;
use warp::multipart::FormData;
use warp::reply::{Response, with_status};
use warp::{Filter, Rejection};

use crate::settings::{self, Domain, LARGE, PATIENCE, SLOWNESS, SMALL};

/// Starts the lab in a thread of its own.
///
/// # Errors
///
/// When there is no free port.
pub fn start() -> io::Result<SocketAddr> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        runtime.block_on(async { faultwire_warp::serve(routes(), settings::renderer(), listener).await });
    });
    Ok(address)
}

#[derive(Clone, Copy, Deserialize, Serialize)]
struct Item {
    n: u32,
}

type Routes = BoxedFilter<(Response,)>;

/// A route, whatever it answers with.
fn route<R>(route: impl Filter<Extract = (R,), Error = Rejection> + Clone + Send + Sync + 'static) -> Routes
where
    R: warp::Reply + 'static,
{
    route.map(|reply: R| reply.into_response()).boxed()
}

/// GET, and HEAD, which warp leaves to the service.
fn reading() -> impl Filter<Extract = (), Error = Rejection> + Copy {
    method::get().or(method::head()).unify()
}

fn shown(item: Item) -> impl warp::Reply {
    warp::reply::json(&item)
}

/// Every way to fail, without the layer.
fn routes() -> Routes {
    let files = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("static");
    let fails = |fault: Fault| async { Err::<&str, _>(FaultResponse::from(fault)) };
    let routes = [
        route(path!().and(reading()).map(|| "fine")),
        route(path!("json").and(method::post()).and(body::json_up_to(LARGE)).map(shown)),
        route(path!("form").and(method::post()).and(body::form_up_to(LARGE)).map(shown)),
        route(path!("query").and(reading()).and(warp::query()).map(shown)),
        route(path!("item" / u32).and(reading()).map(|n| shown(Item { n }))),
        route(path!("text" / String).and(reading())),
        route(path!("small").and(method::post()).and(warp::body::stream()).then(small)),
        route(path!("utf8").and(method::post()).and(warp::body::bytes()).then(utf8)),
        route(path!("multipart").and(method::post()).and(warp::multipart::form()).then(upload)),
        route(path!("header").and(reading()).and(warp::header("x-lab")).map(|n| shown(Item { n }))),
        route(path!("cookie").and(reading()).and(warp::cookie::<String>("lab"))),
        route(path!("state").and(reading()).and(warp::ext::get::<Item>()).map(shown)),
        route(path!("ws").and(reading()).and(warp::ws()).map(|ws: warp::ws::Ws| ws.on_upgrade(|_| async {}))),
        route(path!("slow").and(reading()).then(slow)),
        route(path!("panic").and(reading()).map(panics)),
        route(path!("panic-middleware").and(panicking()).and(reading()).map(|()| "")),
        route(path!("guard").and(guard()).and(reading()).map(|()| "")),
        route(path!("fault").and(reading()).then(move || fails(settings::fault()))),
        route(path!("domain").and(reading()).then(domain)),
        route(path!("status-text" / "fault").and(reading()).then(domain)),
        route(path!("unavailable").and(reading()).then(move || fails(Fault::new(&protocol::UNAVAILABLE)))),
        route(path!("bare" / u16).and(reading()).map(status)),
        route(path!("words" / u16).and(reading()).map(|n| with_status("a secret of the framework", status(n)))),
        route(path!("own-json").and(reading()).map(own_json)),
        route(path!("stream").and(reading()).map(stream)),
        route(path!("macro").and(reading()).map(|| "fine")),
        route(path!("cors").and(reading()).then(domain).with(warp::cors().allow_origin(settings::ORIGIN))),
        route(path!("reply").and(reading()).map(|| ReplyResponse::from(Reply::of("item", &Item { n: 7 })))),
        route(path!("reply").and(method::post()).and(body::json()).map(created)),
        route(path!("reply").and(method::delete()).map(|| ReplyResponse::from(Reply::no_content()))),
        route(path!("nested" / "here").and(reading()).map(|| "here")),
        route(warp::path("static").and(reading()).and(warp::fs::dir(files))),
    ];
    let all = routes.into_iter().reduce(|all, next| all.or(next).unify().boxed());
    all.unwrap_or_else(|| warp::any().and_then(|| async { Err(warp::reject()) }).boxed())
}

/// A body of few bytes, announced or not.
async fn small(pieces: impl tokio_stream::Stream<Item = std::result::Result<impl Buf, warp::Error>>) -> Result<String> {
    let mut pieces = std::pin::pin!(pieces);
    let mut length = 0;
    while let Some(piece) = pieces.next().await {
        length += piece.or_fault(&protocol::BODY_MALFORMED)?.remaining();
        if length > SMALL {
            return Err((&protocol::BODY_TOO_LARGE).into());
        }
    }
    Ok(length.to_string())
}

async fn utf8(body: Bytes) -> Result<String> {
    Ok(String::from_utf8(body.into()).or_fault(&protocol::BODY_MALFORMED)?)
}

async fn upload(mut parts: FormData) -> Result<String> {
    let mut bytes = 0;
    while let Some(part) = parts.next().await {
        let mut part = part.or_fault(&protocol::BODY_MALFORMED)?;
        while let Some(piece) = part.data().await {
            bytes += piece.or_fault(&protocol::BODY_MALFORMED)?.remaining();
        }
    }
    Ok(bytes.to_string())
}

async fn slow() -> StatusCode {
    let work = tokio::time::timeout(PATIENCE, tokio::time::sleep(SLOWNESS));
    work.await.map_or(StatusCode::REQUEST_TIMEOUT, |()| StatusCode::OK)
}

fn panics() -> &'static str {
    panic!("a secret of the handler");
}

fn panicking() -> impl Filter<Extract = ((),), Error = Rejection> + Copy {
    warp::any().and_then(|| async { refuse_loudly() })
}

fn refuse_loudly() -> std::result::Result<(), Rejection> {
    panic!("a secret of the middleware");
}

/// Nobody may pass.
fn guard() -> impl Filter<Extract = ((),), Error = Rejection> + Copy {
    warp::any().and_then(|| async {
        let fault = Fault::new(&protocol::UNAUTHENTICATED).with_header("www-authenticate", "Bearer realm=\"lab\"");
        Err::<(), _>(reject(fault))
    })
}

async fn domain() -> Result<&'static str> {
    Err(Domain::Empty)?
}

fn status(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap_or_default()
}

fn own_json() -> impl warp::Reply {
    with_status(warp::reply::json(&json!({"my": "own"})), StatusCode::CONFLICT)
}

fn stream() -> impl warp::Reply {
    let pieces = ["a", "b", "c"].map(|piece| Ok::<_, Infallible>(Bytes::from(piece)));
    warp::reply::stream(tokio_stream::iter(pieces))
}

fn created(item: Item) -> ReplyResponse {
    Reply::created().with_resource("item", &item).with_location("/reply/7").into()
}
