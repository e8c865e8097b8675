//! How the tests ask.

use std::convert::Infallible;
use std::error::Error;
use std::fmt::Debug;
use std::sync::Arc;

use bytes::Bytes;
use faultwire_warp::faultwire::{Config, Renderer};
use faultwire_warp::{enveloped, service};
use http_body_util::{BodyExt, Full};
use serde_json::Value;
use tower::{Service, ServiceExt};
use warp::http::{HeaderMap, Request, Response};
use warp::{Filter, Rejection, Reply};

/// A style that shows what a context knows.
const HOUSE: &str = r#"
style = "house"

[styles.house]
title = "For tests"
media = { json = "application/json", xml = "application/xml" }

[styles.house.fault]
headers = { x-request-id = "$request_id?" }
xml = { root = "fault" }

[styles.house.fault.body]
code = "$code"
message = "$message"
path = "$path?"

[request_id]
adopt = "x-request-id"
"#;

pub(crate) type Body = Full<Bytes>;

#[derive(Debug, PartialEq)]
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

pub(crate) fn fault(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

pub(crate) fn renderer_with(more: &str) -> Arc<Renderer> {
    let config = Config::from_toml(&format!("{HOUSE}{more}"), "house.toml").unwrap_or_else(|error| panic!("{error}"));
    let builder = Renderer::builder().config(config).request_ids(|| "req-1".to_owned());
    Arc::new(builder.build().unwrap())
}

pub(crate) fn renderer() -> Arc<Renderer> {
    renderer_with("")
}

/// Sends a request to a service.
pub(crate) async fn send<S, B, R>(service: S, request: Request<B>) -> Answer
where
    S: Service<Request<B>, Response = Response<R>, Error = Infallible>,
    R: http_body::Body<Data = Bytes>,
    R::Error: Debug,
{
    let Ok(response) = service.oneshot(request).await;
    let (parts, body) = response.into_parts();
    let body = body.collect().await.expect("a body").to_bytes().to_vec();
    Answer { status: parts.status.as_u16(), headers: parts.headers, body }
}

/// Sends a request to the routes as a service.
pub(crate) async fn ask_service<F, B>(routes: F, request: Request<B>) -> Answer
where
    F: Filter<Error = Rejection> + Clone + Send + Sync,
    F::Extract: Reply,
    B: http_body::Body + Send + Sync + 'static,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    send(service(routes, renderer()), request).await
}

/// Sends a request to the routes in both forms, whose answers are the same.
pub(crate) async fn ask_in<F>(renderer: Arc<Renderer>, routes: F, request: Request<Body>) -> Answer
where
    F: Filter<Error = Rejection> + Clone + Send + Sync,
    F::Extract: Reply,
{
    let serviced = send(service(routes.clone(), Arc::clone(&renderer)), request.clone()).await;
    let filtered = send(warp::service(enveloped(routes, renderer)), request).await;
    assert_eq!(serviced, filtered, "{} is not {}", serviced.text(), filtered.text());
    serviced
}

pub(crate) async fn ask<F>(routes: F, request: Request<Body>) -> Answer
where
    F: Filter<Error = Rejection> + Clone + Send + Sync,
    F::Extract: Reply,
{
    ask_in(renderer(), routes, request).await
}

pub(crate) fn get(path: &str) -> Request<Body> {
    request("GET", path)
}

pub(crate) fn request(method: &str, path: &str) -> Request<Body> {
    Request::builder().method(method).uri(path).body(Body::default()).unwrap()
}

pub(crate) fn post(path: &str, content_type: &str, body: impl Into<Bytes>) -> Request<Body> {
    Request::post(path).header("content-type", content_type).body(Body::new(body.into())).unwrap()
}

pub(crate) fn with(mut request: Request<Body>, name: &'static str, value: &str) -> Request<Body> {
    request.headers_mut().append(name, value.parse().unwrap());
    request
}

/// A body that breaks off like a connection.
pub(crate) struct BrokenOff(pub(crate) Option<&'static str>);

impl http_body::Body for BrokenOff {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        std::task::Poll::Ready(Some(match self.0.take() {
            Some(start) => Ok(http_body::Frame::data(Bytes::from_static(start.as_bytes()))),
            None => Err(std::io::Error::other("connection reset")),
        }))
    }
}

pub(crate) fn broken_off(path: &str, content_type: &str, start: &'static str) -> Request<BrokenOff> {
    Request::post(path).header("content-type", content_type).body(BrokenOff(Some(start))).unwrap()
}
