//! How the tests ask.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use faultwire_axum::fault_layer;
use faultwire_axum::faultwire::{Config, Renderer};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

/// A style that shows what a context knows.
const HOUSE: &str = r#"
style = "house"

[styles.house]
title = "For tests"
media = { json = "application/json", xml = "application/xml" }

[styles.house.fault]
xml = { root = "fault" }

[styles.house.fault.body]
code = "$code"
message = "$message"
path = "$path?"
route = "$route?"
"#;

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("text")
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(self.text()).unwrap_or_else(|error| panic!("{error}: {:?}", self.text()))
    }

    /// The status and the code of the fault.
    #[track_caller]
    pub(crate) fn fault(&self) -> (u16, String) {
        assert_eq!(self.headers["content-type"], "application/json", "{}", self.text());
        (self.status, self.json()["code"].as_str().unwrap().to_owned())
    }
}

pub(crate) fn renderer() -> Arc<Renderer> {
    let config = Config::from_toml(HOUSE, "house.toml").unwrap_or_else(|error| panic!("{error}"));
    let builder = Renderer::builder().config(config).request_ids(|| "req-1".to_owned());
    Arc::new(builder.build().unwrap())
}

/// The router below the layer.
pub(crate) fn layered(router: Router) -> Router {
    router.layer(fault_layer(renderer()))
}

pub(crate) async fn send(router: Router, request: Request<Body>) -> Answer {
    let Ok(response) = router.oneshot(request).await;
    let (parts, body) = response.into_parts();
    let body = body.collect().await.expect("a body").to_bytes().to_vec();
    Answer { status: parts.status.as_u16(), headers: parts.headers, body }
}

/// Sends a request to the router below the layer.
pub(crate) async fn ask(router: Router, request: Request<Body>) -> Answer {
    send(layered(router), request).await
}

pub(crate) fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

pub(crate) fn post(path: &str, content_type: &str, body: impl Into<Body>) -> Request<Body> {
    Request::post(path).header("content-type", content_type).body(body.into()).unwrap()
}
