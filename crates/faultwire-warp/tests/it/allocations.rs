//! A success costs no allocation of the layer's own.

use std::convert::Infallible;
use std::future::ready;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use faultwire_warp::{method, path, service};
use tower::Service;
use warp::http::{HeaderValue, Request, Response, Uri};
use warp::{Filter, Rejection, Reply};

use crate::app::{Body, renderer};

const REQUESTS: usize = 50;

fn request() -> Request<Body> {
    let mut request = Request::new(Body::default());
    *request.uri_mut() = Uri::from_static("/volumes/7?detail=1");
    request.headers_mut().insert("accept", HeaderValue::from_static("application/json"));
    request
}

fn allocations<S, R>(mut service: S) -> u64
where
    S: Service<Request<Body>, Response = Response<R>, Error = Infallible>,
{
    let mut cx = Context::from_waker(Waker::noop());
    let mut count = 0;
    for _ in 0..2 {
        let requests: Vec<_> = (0..REQUESTS).map(|_| request()).collect();
        let measured = allocation_counter::measure(|| {
            for request in requests {
                assert!(service.poll_ready(&mut cx).is_ready());
                let mut future = pin!(service.call(request));
                let Poll::Ready(Ok(response)) = future.as_mut().poll(&mut cx) else { panic!("pending") };
                assert_eq!(response.status(), 200);
            }
        });
        count = measured.count_total;
    }
    count
}

fn bare<F>(routes: F) -> u64
where
    F: Filter<Error = Rejection> + Clone,
    F::Extract: Reply,
{
    allocations(warp::service(routes.recover(|rejection| ready(Err::<String, Rejection>(rejection)))))
}

#[test]
fn a_success_allocates_nothing_of_the_layers_own() {
    let routes = warp::path!("volumes" / u32).map(|_| "fine");
    assert_eq!(allocations(service(routes, renderer())), bare(routes));
}

#[test]
fn the_filters_allocate_no_more_than_warps() {
    let warps = warp::path!("volumes" / u32).and(warp::get()).map(|_| "fine");
    let ours = path!("volumes" / u32).and(method::get()).map(|_| "fine");
    assert_eq!(allocations(service(ours, renderer())), bare(warps));
}
