//! Panics below the layer.

use std::convert::Infallible;
use std::future::Future;
use std::panic::panic_any;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response};
use tower::{Layer, Service, ServiceExt, service_fn};

use crate::service::{Own, answer, assert_problem, call, get, layer, run, text};

const INTERNAL: &str = "The server has either erred or is incapable of performing the requested operation.";

/// A value whose destructor panics.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            panic!("bomb");
        }
    }
}

#[tokio::test]
async fn a_panic_in_the_future_is_internal_and_its_text_stays_inside() {
    let polled = run(
        |_: Request<()>| async {
            tokio::task::yield_now().await;
            if true {
                panic!("secret");
            }
            Ok::<Response<Own>, Infallible>(answer(200, None, text("")))
        },
        get("/"),
    )
    .await;
    assert_problem(&polled, 500, INTERNAL);
    assert!(!polled.1.contains("secret"));
}

#[tokio::test]
async fn a_panic_in_the_call_is_internal_and_the_service_stays_usable() -> Result<(), Infallible> {
    let mut service = layer().layer(service_fn(|request: Request<()>| {
        assert_ne!(request.uri().path(), "/panic");
        std::future::ready(Ok::<_, Infallible>(answer(200, None, text(""))))
    }));
    assert_eq!(service.ready().await?.call(get("/panic")).await?.status(), 500);
    assert_eq!(service.ready().await?.call(get("/")).await?.status(), 200);
    Ok(())
}

#[tokio::test]
async fn a_payload_of_any_kind_is_caught() {
    for bomb in [false, true] {
        let answer = run(
            |_: Request<()>| -> std::future::Ready<Result<Response<Own>, Infallible>> {
                if bomb { panic_any(Bomb) } else { panic_any(7_u32) }
            },
            get("/"),
        );
        assert_problem(&answer.await, 500, INTERNAL);
    }
}

#[tokio::test]
async fn a_future_that_panics_again_when_dropped_is_caught() {
    struct Twice {
        _bomb: Bomb,
    }
    impl Future for Twice {
        type Output = Result<Response<Own>, Infallible>;
        fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
            panic!("first")
        }
    }
    let service = layer().layer(service_fn(|_: Request<()>| Twice { _bomb: Bomb }));
    assert_problem(&call(service, get("/")).await, 500, INTERNAL);
}
