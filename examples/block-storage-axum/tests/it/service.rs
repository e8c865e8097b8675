//! The service in process, and what it answers.

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use block_storage::MemoryStore;
use faultwire_axum::faultwire::Renderer;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

pub(crate) static RENDERER: LazyLock<Arc<Renderer>> =
    LazyLock::new(|| Arc::new(block_storage_program::renderer(block_storage_axum::CONFIGURATION, None).unwrap()));

/// A service with the start-up data.
pub(crate) fn service() -> Router {
    block_storage_axum::router(Arc::new(MemoryStore::seeded()), Arc::clone(&RENDERER))
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) path: String,
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Whether caches are told that the format depends on what the client accepts.
    pub(crate) fn varies(&self) -> bool {
        self.header("vary").is_some_and(|names| names.split(',').any(|name| name.trim().eq_ignore_ascii_case("accept")))
    }

    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.text()))
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// One request of a test.
pub(crate) struct Call {
    method: &'static str,
    target: String,
    headers: Vec<(&'static str, &'static str)>,
    body: Vec<u8>,
}

impl Call {
    pub(crate) fn new(method: &'static str, target: impl Into<String>) -> Self {
        Self { method, target: target.into(), headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn get(target: impl Into<String>) -> Self {
        Self::new("GET", target)
    }

    pub(crate) fn header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    /// A body without a content type.
    pub(crate) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    pub(crate) fn json(self, body: impl Into<Vec<u8>>) -> Self {
        self.header("content-type", "application/json").body(body)
    }

    /// Sends it to a fresh service.
    pub(crate) async fn send(self) -> Answer {
        self.send_to(&service()).await
    }

    pub(crate) async fn send_to(self, service: &Router) -> Answer {
        let mut request = Request::builder().method(self.method).uri(&self.target).header("host", "demo.test:8080");
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(self.body)).unwrap();
        let path = request.uri().path().to_owned();
        let (parts, body) = service.clone().oneshot(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { path, status: parts.status.as_u16(), headers: parts.headers, body }
    }
}
