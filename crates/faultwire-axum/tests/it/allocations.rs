//! A success costs no allocation of the layer's own.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Uri};
use axum::response::Response;
use axum::routing::get as on_get;
use faultwire_axum::fault_layer;
use tower::util::MapResponseLayer;
use tower::{Layer, Service};

use crate::app::renderer;

const REQUESTS: usize = 50;

fn request() -> Request {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = Uri::from_static("/volumes/7?detail=1");
    request.headers_mut().insert("accept", HeaderValue::from_static("application/json"));
    request
}

fn allocations<S>(service: &mut S) -> u64
where
    S: Service<Request, Response = Response, Error = Infallible>,
{
    let mut cx = Context::from_waker(Waker::noop());
    let requests: Vec<_> = (0..REQUESTS).map(|_| request()).collect();
    allocation_counter::measure(|| {
        for request in requests {
            assert!(service.poll_ready(&mut cx).is_ready());
            let mut future = pin!(service.call(request));
            let Poll::Ready(Ok(response)) = future.as_mut().poll(&mut cx) else { panic!("pending") };
            assert_eq!(response.status(), 200);
        }
    })
    .count_total
}

fn router() -> Router {
    Router::new().route("/volumes/{id}", on_get(|| async { "fine" }))
}

#[test]
fn a_success_allocates_no_more_with_the_layer_than_with_one_that_does_nothing() {
    // Every layer of a router costs what axum allocates for it, and one that holds anything a little more.
    let anything = Arc::new(());
    let mut idle = router().layer(MapResponseLayer::new(move |response: Response| {
        let _ = &anything;
        response
    }));
    let mut layered = router().layer(fault_layer(renderer()));
    allocations(&mut idle);
    allocations(&mut layered);
    let (idle, layered) = (allocations(&mut idle), allocations(&mut layered));
    assert_eq!(layered, idle);
}

#[test]
fn around_a_router_it_allocates_nothing() {
    let mut bare = router();
    let mut layered = fault_layer(renderer()).layer(router());
    allocations(&mut bare);
    allocations(&mut layered);
    assert_eq!(allocations(&mut layered), allocations(&mut bare));
}
