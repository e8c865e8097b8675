//! A success costs no allocation of the layer's own.

use std::convert::Infallible;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, Uri};
use http_body::Body;
use tower::{Layer, Service, service_fn};

use crate::service::{Own, answer, layer, text};

const REQUESTS: usize = 100;

/// As a server makes it: its parts point into one buffer that is shared already.
fn request() -> Request<()> {
    let mut request = Request::new(());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = Uri::from_static("/volumes/7?detail=1");
    for (name, value) in [("accept", "application/json"), ("accept-language", "de"), ("content-type", "text/plain")] {
        request.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    request
}

fn allocations<S, R>(service: &mut S) -> u64
where
    S: Service<Request<()>, Response = Response<R>, Error = Infallible>,
    R: Body<Data = Bytes>,
    R::Error: std::fmt::Debug,
{
    let mut cx = Context::from_waker(Waker::noop());
    let requests: Vec<_> = (0..REQUESTS).map(|_| request()).collect();
    allocation_counter::measure(|| {
        for request in requests {
            assert!(service.poll_ready(&mut cx).is_ready());
            let mut future = pin!(service.call(request));
            let Poll::Ready(Ok(response)) = future.as_mut().poll(&mut cx) else { panic!("pending") };
            assert_eq!(response.status(), 200);
            let mut body = pin!(response.into_body());
            while let Poll::Ready(Some(frame)) = body.as_mut().poll_frame(&mut cx) {
                assert!(frame.unwrap().is_data());
            }
        }
    })
    .count_total
}

fn service() -> impl Service<Request<()>, Response = Response<Own>, Error = Infallible, Future: Future> + Clone {
    service_fn(|_: Request<()>| async { Ok(answer(200, Some("application/json"), text("{}"))) })
}

#[test]
fn a_success_allocates_no_more_with_the_layer_than_without() {
    let mut bare = service();
    let mut layered = layer().layer(service());
    // What is made once, such as thread locals.
    allocations(&mut bare);
    allocations(&mut layered);

    let without = allocations(&mut bare);
    assert_ne!(without, 0, "the answer's headers are counted");
    assert_eq!(allocations(&mut layered), without);
}
