//! The lab on actix-web.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::Path as FilePath;
use std::thread;

use actix_cors::Cors;
use actix_files::Files;
use actix_multipart::{Multipart, MultipartError};
use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::{ErrorRequestTimeout, ParseError};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue, InvalidHeaderValue, TryIntoHeaderValue};
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{self, Bytes};
use actix_web::{App, Either, Error, FromRequest, HttpMessage, HttpRequest, HttpResponse, HttpServer, get};
use faultwire_actix_web::faultwire::{Fault, Reply, protocol};
use faultwire_actix_web::{FaultMiddleware, FaultResponse, FaultServer, Path, ReplyResponse, Result};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio_stream::StreamExt;

use crate::settings::{self, Domain, HEAD_TIME, LARGE, PATIENCE, SLOWNESS, SMALL};

/// Starts the lab in a thread of its own.
///
/// # Errors
///
/// When there is no free port.
pub fn start() -> io::Result<SocketAddr> {
    let renderer = settings::renderer();
    let faults = FaultMiddleware::new(renderer.clone());
    let app = move || App::new().configure(routes).wrap(faults.clone());
    let server = FaultServer::new(renderer, app)
        .workers(1)
        .client_request_timeout(HEAD_TIME)
        .disable_signals()
        .bind("127.0.0.1:0")?;
    let address = server.addrs()[0];
    thread::spawn(move || actix_web::rt::System::new().block_on(async { server.run()?.await }));
    Ok(address)
}

/// Starts the lab for HTTP/2, which the server of actix-web itself has, in a thread of its own.
///
/// # Errors
///
/// When there is no free port.
pub fn start_http2() -> io::Result<SocketAddr> {
    let faults = FaultMiddleware::new(settings::renderer());
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        let app = move || App::new().configure(routes).wrap(faults.clone());
        actix_web::rt::System::new().block_on(async {
            HttpServer::new(app).workers(1).disable_signals().listen_auto_h2c(listener)?.run().await
        })
    });
    Ok(address)
}

#[derive(Clone, Deserialize, Serialize)]
struct Item {
    n: u32,
}

/// Every way to fail, without the middleware.
fn routes(config: &mut web::ServiceConfig) {
    let files = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("static");
    let at = |path: &str, route: actix_web::Route| web::resource(path.to_owned()).route(route);
    config
        .app_data(web::PayloadConfig::new(LARGE))
        .app_data(web::JsonConfig::default().limit(LARGE))
        .service(at("/", web::get().to(|| async { "fine" })))
        .service(at("/json", web::post().to(|item: web::Json<Item>| async { item })))
        .service(at("/form", web::post().to(|item: web::Form<Item>| async { web::Json(item.into_inner()) })))
        .service(at("/query", web::get().to(|item: web::Query<Item>| async { web::Json(item.into_inner()) })))
        .service(at("/item/{n}", web::get().to(|n: web::Path<u32>| async move { web::Json(Item { n: *n }) })))
        .service(at("/text/{text}", web::get().to(|text: Path<String>| async { text.into_inner() })))
        .service(
            at("/small", web::post().to(|body: Bytes| async move { body.len().to_string() }))
                .app_data(web::PayloadConfig::new(SMALL)),
        )
        .service(at("/utf8", web::post().to(|body: String| async { body })))
        .service(at("/multipart", web::post().to(upload)))
        .service(at("/header", web::get().to(|lab: web::Header<Lab>| async move { web::Json(Item { n: lab.0.0 }) })))
        .service(at("/cookie", web::get().to(cookie)))
        .service(at("/state", web::get().to(|_: web::Data<Item>| async { "" })))
        .service(at("/ws", web::get().to(upgrade)))
        .service(at("/slow", web::get().to(slow)))
        .service(at("/panic", web::get().to(panics)))
        .service(at("/panic-middleware", web::get().to(|| async { "" })).wrap(from_fn(panicking)))
        .service(at("/guard", web::get().to(|_: Guard| async { "" })))
        .service(at("/fault", web::get().to(|| async { Err::<&str, _>(FaultResponse::from(settings::fault())) })))
        .service(at("/domain", web::get().to(domain)))
        .service(at("/status-text/fault", web::get().to(domain)))
        .service(at("/unavailable", web::get().to(|| async { Result::<&str>::Err((&protocol::UNAVAILABLE).into()) })))
        .service(at("/bare/{status}", web::get().to(bare)))
        .service(at("/words/{status}", web::get().to(words)))
        .service(at("/own-json", web::get().to(|| async { HttpResponse::Conflict().json(json!({"my": "own"})) })))
        .service(at("/stream", web::get().to(stream)))
        .service(by_macro)
        .service(at("/either", web::post().to(either)))
        .service(
            at("/cors", web::get().to(|| async { Err::<&str, _>(FaultResponse::from(settings::fault())) }))
                .wrap(Cors::default().allowed_origin(settings::ORIGIN).block_on_origin_mismatch(true)),
        )
        .service(
            web::resource("/reply")
                .route(web::get().to(|| async { ReplyResponse::from(Reply::of("item", &Item { n: 7 })) }))
                .route(web::post().to(created))
                .route(web::delete().to(|| async { ReplyResponse::from(Reply::no_content()) })),
        )
        .service(web::scope("/nested").service(at("/here", web::get().to(|| async { "here" }))))
        .service(Files::new("/static", files));
}

async fn upload(mut parts: Multipart) -> std::result::Result<String, MultipartError> {
    let mut bytes = 0;
    while let Some(part) = parts.next().await {
        let mut part = part?;
        while let Some(piece) = part.next().await {
            bytes += piece?.len();
        }
    }
    Ok(bytes.to_string())
}

/// A header with a number.
struct Lab(u32);

impl header::Header for Lab {
    fn name() -> HeaderName {
        HeaderName::from_static("x-lab")
    }

    fn parse<M: HttpMessage>(message: &M) -> std::result::Result<Self, ParseError> {
        let text = message.headers().get("x-lab").and_then(|value| value.to_str().ok()).ok_or(ParseError::Header)?;
        text.parse().map(Self).map_err(|_| ParseError::Header)
    }
}

impl TryIntoHeaderValue for Lab {
    type Error = InvalidHeaderValue;

    fn try_into_value(self) -> std::result::Result<HeaderValue, InvalidHeaderValue> {
        self.0.to_string().try_into()
    }
}

async fn cookie(request: HttpRequest) -> Result<String> {
    let lab = request.cookie("lab").ok_or(&protocol::HEADER_INVALID)?;
    Ok(lab.value().to_owned())
}

async fn upgrade(request: HttpRequest, payload: web::Payload) -> std::result::Result<HttpResponse, Error> {
    actix_ws::handle(&request, payload).map(|(answer, _, _)| answer)
}

async fn slow() -> std::result::Result<&'static str, Error> {
    let work = tokio::time::timeout(PATIENCE, tokio::time::sleep(SLOWNESS));
    work.await.map(|()| "").map_err(ErrorRequestTimeout)
}

async fn panics() -> &'static str {
    panic!("a secret of the handler");
}

async fn panicking<B: MessageBody>(_: ServiceRequest, _: Next<B>) -> std::result::Result<ServiceResponse<B>, Error> {
    panic!("a secret of the middleware");
}

/// Nobody may pass.
struct Guard;

impl FromRequest for Guard {
    type Error = FaultResponse;
    type Future = Ready<Result<Self>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        let fault = Fault::new(&protocol::UNAUTHENTICATED).with_header("www-authenticate", "Bearer realm=\"lab\"");
        ready(Err(fault.into()))
    }
}

async fn domain() -> Result<&'static str> {
    Err(Domain::Empty)?
}

fn status(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap_or_default()
}

async fn bare(number: web::Path<u16>) -> HttpResponse {
    HttpResponse::new(status(*number))
}

async fn words(number: web::Path<u16>) -> HttpResponse {
    HttpResponse::build(status(*number)).body("a secret of the framework")
}

#[get("/macro")]
async fn by_macro() -> &'static str {
    "fine"
}

async fn either(item: Either<web::Json<Item>, web::Form<Item>>) -> web::Json<Item> {
    web::Json(match item {
        Either::Left(web::Json(item)) | Either::Right(web::Form(item)) => item,
    })
}

async fn stream() -> HttpResponse {
    let pieces = ["a", "b", "c"].map(|piece| Ok::<_, Infallible>(Bytes::from(piece)));
    HttpResponse::Ok().streaming(tokio_stream::iter(pieces))
}

async fn created(item: web::Json<Item>) -> ReplyResponse {
    Reply::created().with_resource("item", &*item).with_location("/reply/7").into()
}
