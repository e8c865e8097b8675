//! The lab on axum.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::path::Path as FilePath;
use std::thread;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::multipart::MultipartError;
use axum::extract::{
    DefaultBodyLimit, Extension, Form, FromRequestParts, Json, Multipart, Path, Query, Request, WebSocketUpgrade,
};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum_extra::TypedHeader;
use axum_extra::headers::{Cookie, Error, Header};
use faultwire_axum::faultwire::{Fault, Reply, protocol};
use faultwire_axum::{FaultResponse, Listener, ReplyResponse, Result, fault_layer};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_http::cors::CorsLayer;
use tower_http::services::ServeDir;
use tower_http::timeout::TimeoutLayer;

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
        let renderer = settings::renderer();
        let router = router().layer(fault_layer(renderer.clone()));
        runtime.block_on(async { axum::serve(Listener::new(listener, renderer), router).await })
    });
    Ok(address)
}

#[derive(Clone, Deserialize, Serialize)]
struct Item {
    n: u32,
}

/// Every way to fail, without the layer.
fn router() -> Router {
    let files = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("static");
    let slow = get(|| async { tokio::time::sleep(SLOWNESS).await })
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, PATIENCE));
    let cors = CorsLayer::new().allow_origin(HeaderValue::from_static(settings::ORIGIN));
    Router::new()
        .route("/", get(|| async { "fine" }))
        .route("/json", post(|Json(item): Json<Item>| async { Json(item) }))
        .route("/form", post(|Form(item): Form<Item>| async { Json(item) }))
        .route("/query", get(|Query(item): Query<Item>| async { Json(item) }))
        .route("/item/{n}", get(|Path(n): Path<u32>| async move { Json(Item { n }) }))
        .route("/text/{text}", get(|Path(text): Path<String>| async move { text }))
        .route("/small", post(|body: Bytes| async move { body.len().to_string() }).layer(DefaultBodyLimit::max(SMALL)))
        .route("/utf8", post(|body: String| async { body }))
        .route("/multipart", post(upload))
        .route("/header", get(|TypedHeader(Lab(n)): TypedHeader<Lab>| async move { Json(Item { n }) }))
        .route("/cookie", get(cookie))
        .route("/state", get(|_: Extension<Item>| async {}))
        .route("/ws", get(|upgrade: WebSocketUpgrade| async { upgrade.on_upgrade(|_| async {}) }))
        .route("/slow", slow)
        .route("/panic", get(panics))
        .route("/panic-middleware", get(|| async {}).layer(from_fn(panicking)))
        .route("/guard", get(|_: Guard| async {}))
        .route("/fault", get(|| async { Err::<(), _>(FaultResponse::from(settings::fault())) }))
        .route("/domain", get(domain))
        .route("/status-text/fault", get(domain))
        .route("/unavailable", get(|| async { Result::<()>::Err((&protocol::UNAVAILABLE).into()) }))
        .route("/bare/{status}", get(bare))
        .route("/words/{status}", get(words))
        .route("/own-json", get(|| async { (StatusCode::CONFLICT, axum::Json(json!({"my": "own"}))) }))
        .route("/stream", get(|| async { Body::from_stream(streamed()) }))
        .route("/macro", get(|| async { "fine" }))
        .route("/cors", get(domain).layer(cors))
        .route("/reply", get(reply).post(created).delete(|| async { ReplyResponse::from(Reply::no_content()) }))
        .nest_service("/static", ServeDir::new(files))
        .nest("/nested", Router::new().route("/here", get(|| async { "here" })))
        .layer(DefaultBodyLimit::max(LARGE))
}

async fn upload(mut parts: Multipart) -> std::result::Result<String, MultipartError> {
    let mut bytes = 0;
    while let Some(part) = parts.next_field().await? {
        bytes += part.bytes().await?.len();
    }
    Ok(bytes.to_string())
}

/// A header with a number.
struct Lab(u32);

impl Header for Lab {
    fn name() -> &'static HeaderName {
        static NAME: HeaderName = HeaderName::from_static("x-lab");
        &NAME
    }

    fn decode<'i, I: Iterator<Item = &'i HeaderValue>>(values: &mut I) -> std::result::Result<Self, Error> {
        let text = values.next().and_then(|value| value.to_str().ok()).ok_or_else(Error::invalid)?;
        text.parse().map(Self).map_err(|_| Error::invalid())
    }

    fn encode<E: Extend<HeaderValue>>(&self, values: &mut E) {
        values.extend([HeaderValue::from(self.0)]);
    }
}

async fn cookie(TypedHeader(cookies): TypedHeader<Cookie>) -> Result<String> {
    let lab = cookies.get("lab").ok_or(&protocol::HEADER_INVALID)?;
    Ok(lab.to_owned())
}

async fn panics() {
    panic!("a secret of the handler");
}

async fn panicking(_: Request, _: Next) -> Response {
    panic!("a secret of the middleware");
}

/// Nobody may pass.
struct Guard;

impl<S: Sync> FromRequestParts<S> for Guard {
    type Rejection = FaultResponse;

    async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self> {
        Err(Fault::new(&protocol::UNAUTHENTICATED).with_header("www-authenticate", "Bearer realm=\"lab\"").into())
    }
}

async fn domain() -> Result<()> {
    Err(Domain::Empty)?
}

async fn bare(Path(status): Path<u16>) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or_default()
}

async fn words(Path(status): Path<u16>) -> impl IntoResponse {
    (StatusCode::from_u16(status).unwrap_or_default(), "a secret of the framework")
}

fn streamed() -> impl tokio_stream::Stream<Item = std::result::Result<&'static str, Infallible>> + Send {
    tokio_stream::iter([Ok("a"), Ok("b"), Ok("c")])
}

async fn reply() -> ReplyResponse {
    Reply::of("item", &Item { n: 7 }).into()
}

async fn created(Json(item): Json<Item>) -> ReplyResponse {
    Reply::created().with_resource("item", &item).with_location("/reply/7").into()
}
