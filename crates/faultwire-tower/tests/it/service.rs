//! Services to put below the layer.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use faultwire_tower::faultwire::Renderer;
use faultwire_tower::{FaultLayer, Framework};
use http::response::Parts;
use http::{Request, Response};
use http_body::{Body, Frame};
use http_body_util::{BodyExt, Full};
use serde_json::Value;
use tower::{Layer, Service, ServiceExt, service_fn};

pub(crate) type Own = Full<Bytes>;

/// A body that yields these frames, then does what it is told.
pub(crate) struct Frames {
    pub(crate) frames: Vec<&'static str>,
    pub(crate) end: End,
    /// How many frames were asked for.
    pub(crate) polled: std::sync::Arc<std::sync::atomic::AtomicUsize>,
}

#[derive(Clone, Copy)]
pub(crate) enum End {
    Clean,
    Error,
    Panic,
}

impl Body for Frames {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.polled.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        if !self.frames.is_empty() {
            let frame = self.frames.remove(0);
            return Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(frame.as_bytes())))));
        }
        match self.end {
            End::Clean => Poll::Ready(None),
            End::Error => Poll::Ready(Some(Err(std::io::Error::other("broken off")))),
            End::Panic => panic!("in the body"),
        }
    }
}

pub(crate) fn layer() -> FaultLayer {
    FaultLayer::new(Renderer::builder().request_ids(|| "req-1".to_owned()).build().unwrap())
}

pub(crate) fn answer<R>(status: u16, content_type: Option<&str>, body: R) -> Response<R> {
    let mut builder = Response::builder().status(status);
    if let Some(content_type) = content_type {
        builder = builder.header("content-type", content_type);
    }
    builder.body(body).unwrap()
}

pub(crate) fn text(text: &'static str) -> Own {
    Full::new(Bytes::from_static(text.as_bytes()))
}

pub(crate) fn get(path: &'static str) -> Request<()> {
    Request::get(path).body(()).unwrap()
}

/// Asks a service that gives this answer once, below the layer.
pub(crate) async fn ask<R>(answer: Response<R>, request: Request<()>) -> (Parts, String)
where
    R: Body<Data = Bytes>,
    R::Error: std::fmt::Debug,
{
    let mut answer = Some(answer);
    let service = service_fn(move |_: Request<()>| {
        let answer = answer.take().unwrap();
        async move { Ok::<_, Infallible>(answer) }
    });
    call(layer().layer(service), request).await
}

/// Asks a service that has the layer already.
pub(crate) async fn call<S, R>(service: S, request: Request<()>) -> (Parts, String)
where
    S: Service<Request<()>, Response = Response<R>, Error = Infallible>,
    R: Body<Data = Bytes>,
    R::Error: std::fmt::Debug,
{
    let Ok(response) = service.oneshot(request).await;
    let (parts, body) = response.into_parts();
    let body = body.collect().await.expect("a body").to_bytes();
    (parts, String::from_utf8(body.to_vec()).unwrap())
}

/// Asks a service that works like this, below the layer.
pub(crate) async fn run<Fut, R, E>(work: impl FnMut(Request<()>) -> Fut, request: Request<()>) -> (Parts, String)
where
    Fut: Future<Output = Result<Response<R>, E>>,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
    R: Body<Data = Bytes>,
    (): Framework<R>,
    <() as Framework<R>>::Body: Body<Data = Bytes, Error: std::fmt::Debug>,
{
    call(layer().layer(service_fn(work)), request).await
}

#[track_caller]
pub(crate) fn assert_problem(answer: &(Parts, String), status: u16, detail: &str) {
    let (parts, body) = answer;
    assert_eq!(parts.headers["content-type"], "application/problem+json", "{body}");
    assert_eq!(parts.status, status, "{body}");
    let json: Value = serde_json::from_str(body).unwrap();
    assert_eq!(json["status"], status, "{body}");
    assert_eq!(json["detail"], detail, "{body}");
}
