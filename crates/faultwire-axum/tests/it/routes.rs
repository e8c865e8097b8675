//! Routes, methods, and what a context knows of them.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::Html;
use axum::routing::{get as on_get, post as on_post};
use faultwire_axum::{Axum, fault_layer};
use serde_json::json;
use tower::{Layer, ServiceExt};

use crate::app::{ask, get, layered, renderer, send};

fn volumes() -> Router {
    Router::new().route("/volumes/{id}", on_get(|| async { StatusCode::CONFLICT }).put(|| async {}))
}

#[tokio::test]
async fn an_unknown_route_is_not_found() {
    let answer = ask(volumes(), get("/nothing?x=1")).await;
    assert_eq!(answer.fault(), (404, "route_not_found".to_owned()));
    assert_eq!(answer.json()["path"], "/nothing");
    assert_eq!(answer.json().get("route"), None);
}

#[tokio::test]
async fn a_handlers_own_404_is_another_fault() {
    let router = Router::new().route("/", on_get(|| async { StatusCode::NOT_FOUND }));
    assert_eq!(ask(router, get("/")).await.fault(), (404, "not_found".to_owned()));
}

#[tokio::test]
async fn a_wrong_method_says_which_are_allowed() {
    for method in ["POST", "DELETE", "OPTIONS", "BREW"] {
        let request = Request::builder().method(method).uri("/volumes/1").body(Body::empty()).unwrap();
        let answer = ask(volumes(), request).await;
        assert_eq!(answer.fault(), (405, "method_not_allowed".to_owned()));
        assert_eq!(answer.headers["allow"], "GET,HEAD,PUT");
    }
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let head = |path| Request::head(path).body(Body::empty()).unwrap();
    for path in ["/volumes/1", "/nothing"] {
        let (got, headed) = (ask(volumes(), get(path)).await, ask(volumes(), head(path)).await);
        assert_eq!(headed.status, got.status);
        assert_eq!(headed.headers["content-type"], got.headers["content-type"]);
    }
}

#[tokio::test]
async fn the_matched_route_is_known() {
    let answer = ask(volumes(), get("/volumes/7?x=1")).await;
    assert_eq!(
        answer.json(),
        json!({
            "code": "conflict", "message": answer.json()["message"],
            "path": "/volumes/7", "route": "/volumes/{id}",
        })
    );
}

#[tokio::test]
async fn nested_routers_see_the_whole_path() {
    // The layer outside of the nest, and inside of it.
    let outside = layered(Router::new().nest("/v3/{project}", volumes()));
    let inside = Router::new().nest("/v3/{project}", layered(volumes()));
    for router in [outside, inside] {
        let json = send(router.clone(), get("/v3/p/volumes/7")).await.json();
        assert_eq!((&json["path"], &json["route"]), (&json!("/v3/p/volumes/7"), &json!("/v3/{project}/volumes/{id}")));
    }
    let nested = layered(Router::new().nest("/v3", volumes()));
    assert_eq!(send(nested, get("/v3/nothing")).await.json()["path"], "/v3/nothing");

    let service = layered(Router::new().nest_service("/v3", layered(volumes())));
    let answer = send(service, get("/v3/nothing")).await;
    assert_eq!(answer.fault().1, "route_not_found");
    assert_eq!(answer.json()["path"], "/v3/nothing");
}

#[tokio::test]
async fn the_format_is_the_one_that_the_client_accepts() {
    for (accept, content_type) in [
        ("application/xml", "application/xml"),
        ("application/json", "application/json"),
        ("text/xml;q=0.1, application/json;q=0.2", "application/json"),
        ("image/png", "application/json"),
    ] {
        let mut request = get("/nothing");
        request.headers_mut().insert("accept", accept.parse().unwrap());
        let answer = ask(volumes(), request).await;
        let got = answer.headers["content-type"].to_str().unwrap();
        assert_eq!(got.split(';').next(), Some(content_type), "{accept}");
        assert!(answer.headers["vary"].as_bytes().eq_ignore_ascii_case(b"accept"));
        assert_eq!(answer.text().starts_with('<'), content_type.ends_with("xml"), "{}", answer.text());
    }
}

#[tokio::test]
async fn errors_with_a_body_of_their_own_are_untouched() {
    let own = (StatusCode::CONFLICT, axum::Json(json!({ "my": "own" })));
    let router = Router::new()
        .route("/json", on_get(|| async { own }))
        .route("/html", on_get(|| async { (StatusCode::GONE, Html("<h1>Gone</h1>")) }))
        .fallback(|| async { (StatusCode::NOT_FOUND, Html("<h1>Nothing</h1>")) });
    for (path, status, body) in
        [("/json", 409, r#"{"my":"own"}"#), ("/html", 410, "<h1>Gone</h1>"), ("/x", 404, "<h1>Nothing</h1>")]
    {
        let answer = ask(router.clone(), get(path)).await;
        assert_eq!((answer.status, answer.text()), (status, body));
    }
}

#[tokio::test]
async fn a_users_own_text_is_the_message() {
    let router = Router::new().route("/", on_get(|| async { (StatusCode::CONFLICT, "is in use") }));
    let answer = ask(router, get("/")).await;
    assert_eq!(answer.fault(), (409, "conflict".to_owned()));
    assert_eq!(answer.json()["message"], "is in use");
}

#[tokio::test]
async fn twice_is_once() {
    let router = volumes().route("/own", on_post(|| async { StatusCode::IM_A_TEAPOT }));
    for path in ["/volumes/1", "/nothing", "/own"] {
        let once = send(layered(router.clone()), get(path)).await;
        let twice = send(layered(layered(router.clone())), get(path)).await;
        assert_eq!((once.status, &once.headers, &once.body), (twice.status, &twice.headers, &twice.body));
    }
}

#[tokio::test]
async fn around_a_whole_router_it_works_without_routes() {
    let service = fault_layer(renderer()).layer(volumes());
    let answer = service.oneshot(get("/nothing")).await.unwrap();
    assert_eq!(
        (answer.status(), &answer.headers()["content-type"]),
        (StatusCode::NOT_FOUND, &"application/json".parse().unwrap())
    );
    let service: faultwire_tower::FaultService<_, Axum> = fault_layer(renderer()).layer(volumes());
    assert_eq!(service.oneshot(get("/volumes/1")).await.unwrap().status(), 409);
}
