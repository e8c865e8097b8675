//! What tower's and tower-http's middleware answers.

use std::io::Read;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use axum::routing::{get as on_get, post as on_post};
use faultwire_axum::fault_layer;
use flate2::read::GzDecoder;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::decompression::RequestDecompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::services::ServeDir;
use tower_http::timeout::TimeoutLayer;
use tower_http::validate_request::ValidateRequestHeaderLayer;

use crate::app::{ask, get, layered, post, renderer, send};

fn hello() -> Router {
    Router::new().route("/", on_get(|| async { "hello" }).post(|_: axum::body::Bytes| async {}))
}

fn hanging() -> Router {
    Router::new().route("/", on_get(std::future::pending::<()>))
}

#[tokio::test(start_paused = true)]
async fn timeouts() {
    let after = Duration::from_secs(1);
    let answered = hanging().layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, after));
    assert_eq!(ask(answered, get("/")).await.fault(), (408, "request_timeout".to_owned()));
    let chosen = hanging().layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, after));
    assert_eq!(ask(chosen, get("/")).await.fault(), (504, "upstream_timeout".to_owned()));

    // Middleware that fails needs no HandleErrorLayer below this layer.
    let failing = hanging().layer(ServiceBuilder::new().layer(fault_layer(renderer())).timeout(after));
    let answer = send(failing, get("/")).await;
    assert_eq!(answer.fault(), (408, "request_timeout".to_owned()));
    assert_eq!(answer.json()["route"], "/");
}

#[tokio::test]
async fn load_shedding() {
    let shedding = hello().layer(ServiceBuilder::new().layer(fault_layer(renderer())).load_shed().concurrency_limit(0));
    assert_eq!(send(shedding, get("/")).await.fault(), (503, "unavailable".to_owned()));
}

#[tokio::test]
async fn body_limits() {
    let limited = || hello().layer(RequestBodyLimitLayer::new(3));
    let mut announced = post("/", "text/plain", "hello");
    announced.headers_mut().insert("content-length", "5".parse().unwrap());
    assert_eq!(ask(limited(), announced).await.fault(), (413, "body_too_large".to_owned()));
    assert_eq!(ask(limited(), post("/", "text/plain", "hello")).await.fault(), (413, "body_too_large".to_owned()));
}

#[tokio::test]
#[expect(deprecated, reason = "still what services use")]
async fn refusals() {
    let bearer = ask(hello().layer(ValidateRequestHeaderLayer::bearer("t")), get("/")).await;
    assert_eq!(bearer.fault(), (401, "unauthenticated".to_owned()));

    let basic = ask(hello().layer(ValidateRequestHeaderLayer::basic("u", "p")), get("/")).await;
    assert_eq!(basic.fault(), (401, "unauthenticated".to_owned()));
    assert_eq!(basic.headers["www-authenticate"], "Basic");

    let mut png = get("/");
    png.headers_mut().insert("accept", "image/png".parse().unwrap());
    let accept = ask(hello().layer(ValidateRequestHeaderLayer::accept("text/plain")), png).await;
    assert_eq!(accept.fault(), (406, "not_acceptable".to_owned()));
}

#[tokio::test]
async fn request_decompression() {
    let mut brotli = post("/", "text/plain", "x");
    brotli.headers_mut().insert("content-encoding", "br".parse().unwrap());
    let answer = ask(hello().layer(RequestDecompressionLayer::new()), brotli).await;
    assert_eq!(answer.fault(), (415, "media_type_unsupported".to_owned()));
    assert_eq!(answer.headers["accept-encoding"], "gzip");

    let mut broken = post("/", "text/plain", "not gzip");
    broken.headers_mut().insert("content-encoding", "gzip".parse().unwrap());
    let answer = ask(hello().layer(RequestDecompressionLayer::new()), broken).await;
    assert_eq!(answer.fault(), (400, "body_malformed".to_owned()));
}

#[tokio::test]
async fn a_panic_that_is_caught_elsewhere() {
    let router = Router::new()
        .route(
            "/",
            on_get(|| async {
                if true {
                    panic!("secret")
                }
            }),
        )
        .layer(CatchPanicLayer::new());
    let answer = ask(router, get("/")).await;
    assert_eq!(answer.fault(), (500, "internal".to_owned()));
    assert!(!answer.text().contains("anic"));
}

#[tokio::test]
async fn static_files() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let router = || Router::new().nest_service("/files", ServeDir::new(folder));

    assert_eq!(ask(router(), get("/files/lib.rs")).await.status, 200);
    for path in ["/files/none.rs", "/files/../Cargo.toml", "/files/%ff"] {
        assert_eq!(ask(router(), get(path)).await.fault(), (404, "route_not_found".to_owned()), "{path}");
    }
    let wrong_method = ask(router(), post("/files/lib.rs", "text/plain", "")).await;
    assert_eq!(wrong_method.fault(), (405, "method_not_allowed".to_owned()));
    assert_eq!(wrong_method.headers["allow"], "GET,HEAD");

    // Of a file whose own content type is none that is rewritten.
    let mut range = get("/files/lib.rs");
    range.headers_mut().insert("range", "bytes=9999999-".parse().unwrap());
    let unsatisfiable = ask(router(), range).await;
    assert_eq!(unsatisfiable.fault(), (416, "range_invalid".to_owned()));
    assert!(unsatisfiable.headers["content-range"].to_str().unwrap().starts_with("bytes */"));
}

#[tokio::test]
async fn cors_headers_stay() {
    let mut request = get("/nothing");
    request.headers_mut().insert("origin", "https://example.org".parse().unwrap());
    let answer = ask(hello().layer(CorsLayer::new().allow_origin(Any)), request).await;
    assert_eq!(answer.fault(), (404, "route_not_found".to_owned()));
    assert_eq!(answer.headers["access-control-allow-origin"], "*");
    assert!(answer.headers.get_all("vary").iter().any(|value| value.to_str().unwrap().contains("origin")));
}

#[tokio::test]
async fn compression_outside_compresses_the_envelope_and_inside_does_no_harm() {
    let text = || async { (StatusCode::CONFLICT, "is in use, ".repeat(20)) };
    let router = || Router::new().route("/", on_get(text));
    let gzipped = || {
        let mut request = get("/");
        request.headers_mut().insert("accept-encoding", "gzip".parse().unwrap());
        request
    };

    let outside = send(layered(router()).layer(CompressionLayer::new()), gzipped()).await;
    assert_eq!((outside.status, &outside.headers["content-encoding"]), (409, &"gzip".parse().unwrap()));
    let mut plain = String::new();
    GzDecoder::new(&outside.body[..]).read_to_string(&mut plain).unwrap();
    assert!(plain.starts_with(r#"{"code":"conflict","message":"is in use, "#), "{plain}");

    let inside = ask(router().layer(CompressionLayer::new()), gzipped()).await;
    assert_eq!(inside.fault(), (409, "conflict".to_owned()));
    assert_eq!(inside.headers.get("content-encoding"), None);
    assert!(!inside.text().contains("in use"));

    // In one stack, where the body that the layer gets is not axum's own.
    let stack = ServiceBuilder::new().layer(fault_layer(renderer())).layer(CompressionLayer::new());
    let stacked = send(hello().layer(stack), get("/")).await;
    assert_eq!((stacked.status, stacked.text()), (200, "hello"));
}

#[tokio::test]
async fn answers_of_grpc_are_untouched() {
    let grpc = || async { ([("content-type", "application/grpc"), ("grpc-status", "12")], "") };
    let router = Router::new().route("/pkg.Service/Method", on_post(grpc));
    let call = |path| post(path, "application/grpc", Body::empty());
    let answer = ask(router.clone(), call("/pkg.Service/Method")).await;
    assert_eq!((answer.status, &answer.headers["grpc-status"]), (200, &"12".parse().unwrap()));
    // The content type of a request is the client's to choose: it does not open the way for other answers.
    let unknown = ask(router, call("/pkg.Service/Other")).await;
    assert!(unknown.text().contains("route_not_found"), "{}", unknown.text());
}

#[tokio::test]
async fn a_success_of_any_kind_is_untouched() {
    let redirect = || async { axum::response::Redirect::to("/x") };
    let router = Router::new().route("/", on_get(redirect)).route("/204", on_get(|| async { StatusCode::NO_CONTENT }));
    let options = Request::builder().method(Method::OPTIONS).uri("/").body(Body::empty()).unwrap();
    assert_eq!(ask(router.clone(), options).await.status, 405);
    assert_eq!(ask(router.clone(), get("/")).await.status, 303);
    assert_eq!(ask(router, get("/204")).await.status, 204);
}
