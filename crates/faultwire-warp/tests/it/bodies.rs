//! The crate's own filters for bodies.

use faultwire_warp::body;
use serde::Deserialize;
use tower::ServiceExt as _;
use warp::Filter;

use crate::app::{ask, ask_service, broken_off, fault, get, post, renderer};

#[derive(Deserialize)]
struct Numbered {
    n: u32,
}

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn json() {
    let numbered = body::json().map(|Numbered { n }| n.to_string());
    for content_type in [JSON, "application/json; charset=utf-8", "application/problem+json", "APPLICATION/JSON"] {
        assert_eq!(ask(numbered, post("/", content_type, "{\"n\": 7}")).await.text(), "7");
    }
    for syntax in ["", "{", "{\"n\": 1} x", "{\"n\": 01}", "\u{feff}{}"] {
        assert_eq!(ask(numbered, post("/", JSON, syntax)).await.fault(), fault(400, "body_malformed"));
    }
    for data in ["null", "[]", "{}", "{\"n\": \"1\"}", "{\"n\": 1, \"n\": 2}"] {
        assert_eq!(ask(numbered, post("/", JSON, data)).await.fault(), fault(400, "body_invalid"));
    }
    for content_type in ["text/plain", "application/xml", "nonsense", ""] {
        let got = ask(numbered, post("/", content_type, "{}")).await;
        assert_eq!(got.fault(), fault(415, "media_type_unsupported"));
    }
    assert_eq!(ask(numbered, get("/")).await.fault(), fault(415, "media_type_unsupported"));
    let message = ask(numbered, post("/", JSON, "{")).await.json()["message"].clone();
    let expected = "Failed to parse the request body as JSON: EOF while parsing an object at line 1 column 1";
    assert_eq!(message, expected);
}

#[tokio::test]
async fn forms() {
    let numbered = body::form().map(|Numbered { n }| n.to_string());
    assert_eq!(ask(numbered, post("/", FORM, "n=7")).await.text(), "7");
    for wrong in ["n=x", "", "n=1&n=2"] {
        assert_eq!(ask(numbered, post("/", FORM, wrong)).await.fault(), fault(400, "body_invalid"));
    }
    assert_eq!(ask(numbered, post("/", "text/plain", "n=1")).await.fault(), fault(415, "media_type_unsupported"));
    assert_eq!(ask(numbered, get("/")).await.fault(), fault(415, "media_type_unsupported"));
    let small = body::form_up_to(3).map(|Numbered { n }| n.to_string());
    assert_eq!(ask(small, post("/", FORM, "n=12")).await.fault(), fault(413, "body_too_large"));
    assert_eq!(ask(small, post("/", FORM, "n=1")).await.text(), "1");
}

#[tokio::test]
async fn limits_and_broken_bodies() {
    let any = body::json().map(|text: String| text.len().to_string());
    let quoted = |length: usize| format!("\"{}\"", "x".repeat(length - 2));
    assert_eq!(ask(any, post("/", JSON, quoted(body::LIMIT))).await.text(), (body::LIMIT - 2).to_string());
    assert_eq!(ask(any, post("/", JSON, quoted(body::LIMIT + 1))).await.fault(), fault(413, "body_too_large"));
    let small = body::json_up_to(10).map(|text: String| text);
    assert_eq!(ask(small, post("/", JSON, quoted(11))).await.fault(), fault(413, "body_too_large"));
    assert_eq!(ask(small, post("/", JSON, quoted(10))).await.text(), "xxxxxxxx");
    assert_eq!(ask_service(any, broken_off("/", JSON, "\"")).await.fault(), fault(400, "body_malformed"));
}

#[tokio::test]
async fn a_limit_around_the_service() {
    for routes in [body::json().map(|text: String| text).boxed(), warp::body::json().map(|text: String| text).boxed()] {
        let service = tower::ServiceBuilder::new()
            .layer(faultwire_warp::fault_layer(renderer()))
            .layer(tower_http::limit::RequestBodyLimitLayer::new(5))
            .service(warp::service(routes.recover(faultwire_warp::recover)));
        let answer = crate::app::send(service.clone(), post("/", JSON, "\"too long\"")).await;
        assert_eq!(answer.fault(), fault(413, "body_too_large"));
        assert_eq!(service.oneshot(post("/", JSON, "\"ok\"")).await.unwrap().status(), 200);
    }
}
