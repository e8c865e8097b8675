//! What warp's wrappers, its static files and tower's middleware do.

use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use faultwire_warp::{fault_layer, recover, service};
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use warp::http::{Response, StatusCode};
use warp::{Filter, Rejection, Reply};

use crate::app::{ask, fault, get, renderer, request, send, with};

fn hello() -> impl Filter<Extract = (impl Reply,), Error = Rejection> + Copy + Send + Sync {
    warp::path!("hello").map(|| "hello").or(warp::path!("conflict").map(|| StatusCode::CONFLICT))
}

#[tokio::test]
async fn cors_refuses_and_keeps_its_headers() {
    let cors = warp::cors().allow_origin("https://example.org").allow_methods(["GET"]).build();
    let ours = |request| with(request, "origin", "https://example.org");
    let inside = hello().with(&cors).map(Reply::into_response);
    let refused = ask(inside.clone(), with(get("/hello"), "origin", "https://other.example")).await;
    assert_eq!(refused.fault(), fault(403, "forbidden"));
    let preflight = with(request("OPTIONS", "/hello"), "access-control-request-method", "DELETE");
    assert_eq!(ask(inside.clone(), ours(preflight)).await.fault(), fault(403, "forbidden"));
    let preflight = with(request("OPTIONS", "/hello"), "access-control-request-method", "GET");
    assert_eq!(ask(inside.clone(), ours(preflight)).await.headers["access-control-allow-methods"], "GET");

    let conflict = ask(inside.clone(), ours(get("/conflict"))).await;
    assert_eq!(conflict.fault(), fault(409, "conflict"));
    assert_eq!(conflict.headers["access-control-allow-origin"], "https://example.org");
    // A rejection passes by a wrapper, unless it was answered before.
    assert!(!ask(inside, ours(get("/nothing"))).await.headers.contains_key("access-control-allow-origin"));
    let answered = hello().recover(recover).with(&cors).map(Reply::into_response).boxed();
    let missing = ask(answered, ours(get("/nothing"))).await;
    assert_eq!(missing.fault(), fault(404, "route_not_found"));
    assert_eq!(missing.headers["access-control-allow-origin"], "https://example.org");
}

#[tokio::test]
async fn logs_see_the_status() {
    static SEEN: AtomicU16 = AtomicU16::new(0);
    let log = warp::log::custom(|info| SEEN.store(info.status().as_u16(), Ordering::Relaxed));
    let routes = hello().recover(recover).with(log).boxed();
    for (path, status) in [("/hello", 200), ("/conflict", 409), ("/nothing", 404)] {
        assert_eq!(send(service(routes.clone(), renderer()), get(path)).await.status, status);
        assert_eq!(SEEN.load(Ordering::Relaxed), status);
    }
}

#[tokio::test]
async fn static_files() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let files = || warp::path("files").and(warp::fs::dir(folder));
    let found = send(service(files(), renderer()), get("/files/lib.rs")).await;
    assert_eq!(found.status, 200);
    assert!(found.text().contains("include_str!"));
    for path in ["/files/none.rs", "/files/../Cargo.toml", "/files/%2e%2e/Cargo.toml", "/files/%ff", "/files/"] {
        assert_eq!(ask(files(), get(path)).await.fault(), fault(404, "route_not_found"), "{path}");
    }
    assert_eq!(ask(files(), request("POST", "/files/lib.rs")).await.fault(), fault(405, "method_not_allowed"));
    let range = with(get("/files/lib.rs"), "range", "bytes=9999999-");
    let unsatisfiable = ask(files(), range).await;
    assert_eq!(unsatisfiable.fault(), fault(416, "range_invalid"));
    assert!(unsatisfiable.headers["content-range"].to_str().unwrap().starts_with("bytes */"));
    let part = ask(files(), with(get("/files/lib.rs"), "range", "bytes=0-2")).await;
    assert_eq!((part.status, part.text()), (206, "#![d".get(..3).unwrap()));
    let unmodified =
        ask(files(), with(get("/files/lib.rs"), "if-unmodified-since", "Thu, 01 Jan 1970 00:00:00 GMT")).await;
    assert_eq!(unmodified.fault(), fault(412, "precondition_failed"));
}

#[tokio::test(start_paused = true)]
async fn middleware_below_the_layer() {
    let hanging = || warp::path!("hang").then(std::future::pending::<&'static str>).recover(recover);
    let after = Duration::from_secs(1);
    let answering = ServiceBuilder::new()
        .layer(fault_layer(renderer()))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, after))
        .service(warp::service(hanging()));
    assert_eq!(send(answering, get("/hang")).await.fault(), fault(504, "upstream_timeout"));
    let failing = ServiceBuilder::new().layer(fault_layer(renderer())).timeout(after).service(warp::service(hanging()));
    assert_eq!(send(failing, get("/hang")).await.fault(), fault(408, "request_timeout"));
    let shedding = ServiceBuilder::new()
        .layer(fault_layer(renderer()))
        .load_shed()
        .concurrency_limit(0)
        .service(warp::service(hanging()));
    assert_eq!(send(shedding, get("/hang")).await.fault(), fault(503, "unavailable"));
}

#[tokio::test]
async fn compression_goes_outside() {
    let gzipped = || with(get("/conflict"), "accept-encoding", "gzip");
    let long = warp::path!("conflict").map(|| warp::reply::with_status("is in use, ".repeat(20), StatusCode::CONFLICT));
    let outside = ServiceBuilder::new().layer(CompressionLayer::new()).service(service(long, renderer()));
    let answer = send(outside, gzipped()).await;
    assert_eq!((answer.status, &answer.headers["content-encoding"]), (409, &"gzip".parse().unwrap()));
    let inside = ServiceBuilder::new()
        .layer(fault_layer(renderer()))
        .layer(CompressionLayer::new())
        .service(warp::service(long.recover(recover)));
    let answer = send(inside, gzipped()).await;
    assert_eq!(answer.fault(), fault(409, "conflict"));
    assert!(!answer.headers.contains_key("content-encoding"));
}

#[tokio::test]
async fn answers_of_grpc_are_untouched() {
    let grpc = warp::path!("grpc")
        .map(|| Response::builder().header("content-type", "application/grpc").header("grpc-status", "12").body(""));
    let answer = ask(grpc.map(|response: Result<Response<&'static str>, _>| response.unwrap()), get("/grpc")).await;
    assert_eq!((answer.status, &answer.headers["grpc-status"]), (200, &"12".parse().unwrap()));
}

#[tokio::test]
async fn a_success_of_any_kind_is_untouched() {
    let routes = warp::path!("redirect")
        .map(|| warp::redirect::see_other(warp::http::Uri::from_static("/x")))
        .or(warp::path!("204").map(|| StatusCode::NO_CONTENT));
    assert_eq!(ask(routes, get("/redirect")).await.status, 303);
    assert_eq!(ask(routes, get("/204")).await.status, 204);
}
