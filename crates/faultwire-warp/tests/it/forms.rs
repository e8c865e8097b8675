//! The form that stays a filter, and both forms together.

use faultwire_warp::faultwire::protocol;
use faultwire_warp::{FaultResponse, enveloped, method, recover, service};
use warp::http::StatusCode;
use warp::{Filter, Rejection, Reply};

use crate::app::{ask_in, fault, get, post, renderer, renderer_with, request, send, with};

fn routes() -> impl Filter<Extract = (impl Reply,), Error = Rejection> + Clone + Send + Sync {
    let conflict = warp::path!("conflict").and(method::get()).map(|| StatusCode::CONFLICT);
    let fault = warp::path!("fault").map(|| FaultResponse::from(&protocol::FORBIDDEN));
    let json = warp::path!("json").and(warp::body::json()).map(|text: String| text);
    conflict.or(fault).or(json)
}

#[tokio::test]
async fn warps_own_tests_and_server_take_it() {
    let filter = enveloped(routes(), renderer());
    let answer = warp::test::request().path("/nothing").header("accept", "application/xml").reply(&filter).await;
    assert_eq!(answer.status(), 404);
    assert!(answer.body().starts_with(b"<fault>") || answer.body().starts_with(b"<?xml"), "{:?}", answer.body());
    let _ = warp::serve(filter);
}

#[tokio::test]
async fn twice_is_once() {
    let once = service(routes(), renderer());
    let around_a_filter = service(enveloped(routes(), renderer()).boxed(), renderer());
    let filters = warp::service(enveloped(enveloped(routes(), renderer()).boxed(), renderer()));
    let recovered = service(routes().recover(recover).boxed(), renderer());
    let asked = || {
        vec![get("/conflict"), get("/nothing"), get("/fault"), request("DELETE", "/conflict"), post("/json", "a/b", "")]
    };
    for ((first, second), (third, fourth)) in asked().into_iter().zip(asked()).zip(asked().into_iter().zip(asked())) {
        let expected = send(once.clone(), first).await;
        assert_eq!(send(around_a_filter.clone(), second).await, expected);
        assert_eq!(send(filters.clone(), third).await, expected);
        assert_eq!(send(recovered.clone(), fourth).await, expected);
    }
    let layered = tower::ServiceBuilder::new().layer(faultwire_warp::fault_layer(renderer())).service(once.clone());
    assert_eq!(send(layered, get("/nothing")).await, send(once, get("/nothing")).await);
}

#[tokio::test]
async fn a_part_of_the_routes_may_have_an_envelope_of_its_own() {
    let inner = renderer_with("");
    let old = warp::path("old").and(enveloped(warp::path!("x").map(|| StatusCode::GONE), inner));
    let new = warp::path!("new").map(|| StatusCode::CONFLICT);
    let all = old.or(new);
    assert_eq!(ask_in(renderer(), all.clone(), get("/old/x")).await.fault(), fault(410, "gone"));
    assert_eq!(ask_in(renderer(), all.clone(), get("/old/y")).await.fault(), fault(404, "route_not_found"));
    assert_eq!(ask_in(renderer(), all, get("/new")).await.fault(), fault(409, "conflict"));
}

#[tokio::test]
async fn addresses_of_every_kind() {
    for method in ["GET", "CONNECT", "OPTIONS"] {
        for address in ["*", "http://example.org/nothing", "/nothing?x=%ff", "/n%C3%A9", "//", "example.org:443"] {
            let answer = ask_in(renderer(), routes(), request(method, address)).await;
            assert_eq!(answer.fault(), fault(404, "route_not_found"), "{method} {address}");
        }
    }
}

#[tokio::test]
async fn a_target_without_a_path_is_an_unknown_route() {
    let root = warp::path::end().map(|| "root".to_owned());
    let full = warp::path::full().map(|path: warp::path::FullPath| path.as_str().to_owned()).boxed();
    for method in ["GET", "HEAD", "POST", "CONNECT"] {
        for routes in [root.boxed(), full.clone()] {
            let asked = || request(method, "example.org:443");
            let answer = ask_in(renderer(), routes.clone(), asked()).await;
            assert_eq!(answer.status, 404, "{method}");
            if method != "HEAD" {
                assert_eq!(answer.fault(), fault(404, "route_not_found"), "{method}");
            }
            let answer = ask_in(renderer(), routes, with(asked(), "accept", "application/xml")).await;
            assert!(answer.headers["content-type"].as_bytes().starts_with(b"application/xml"), "{method}");
        }
    }
    for address in ["/", "http://example.org", "http://example.org?x=1"] {
        assert_eq!(ask_in(renderer(), root, get(address)).await.text(), "root", "{address}");
    }
    assert_eq!(ask_in(renderer(), full, request("OPTIONS", "*")).await.text(), "*");
}
