//! A success costs no allocation of the middleware's own.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use actix_http::Request;
use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::header::HeaderValue;
use actix_web::test::init_service;
use actix_web::{App, Error, web};

use crate::app::{faults, get};

const REQUESTS: usize = 50;

fn allocations<B: MessageBody>(app: &impl Service<Request, Response = ServiceResponse<B>, Error = Error>) -> u64 {
    let mut cx = Context::from_waker(Waker::noop());
    // As a server reads them: shared already.
    let shared = HeaderValue::from_static;
    let request = || get("/volumes/7?detail=1").insert_header(("accept", shared("application/json")));
    let requests: Vec<_> =
        (0..REQUESTS).map(|_| request().insert_header(("x-request-id", shared("req-7"))).to_request()).collect();
    allocation_counter::measure(|| {
        for request in requests {
            let mut future = pin!(app.call(request));
            let Poll::Ready(Ok(response)) = future.as_mut().poll(&mut cx) else { panic!("pending") };
            assert_eq!(response.status(), 200);
        }
    })
    .count_total
}

#[actix_web::test]
async fn a_success_allocates_no_more_with_the_middleware_than_without() {
    let app = || App::new().route("/volumes/{id}", web::get().to(async || "fine"));
    let bare = init_service(app()).await;
    let wrapped = init_service(app().wrap(faults())).await;
    let twice = init_service(app().wrap(faults()).wrap(faults())).await;
    for _ in 0..2 {
        allocations(&bare);
        allocations(&wrapped);
        allocations(&twice);
    }
    let expected = allocations(&bare);
    assert_eq!(allocations(&wrapped), expected);
    assert_eq!(allocations(&twice), expected);
}
