//! Errors that reach the edge of a service.

use std::convert::Infallible;
use std::fmt;
use std::task::{Context, Poll};

use bytes::Bytes;
use faultwire_tower::faultwire::{Fault, FaultType, protocol};
use http::{Request, Response};
use http_body_util::Full;
use tower::{Layer, Service, ServiceExt};

use crate::service::{Own, answer, assert_problem, call, get, layer, run, text};

static OUT_OF_STOCK: FaultType = FaultType::new("out_of_stock", 409, "Out of stock").message("Nothing left.");
const INTERNAL: &str = "The server has either erred or is incapable of performing the requested operation.";

async fn failing(
    error: impl Into<Box<dyn std::error::Error + Send + Sync>> + Clone,
) -> (http::response::Parts, String) {
    run(|_: Request<()>| std::future::ready(Err::<Response<Own>, _>(error.clone().into())), get("/")).await
}

#[tokio::test]
async fn a_fault_is_itself_and_other_errors_are_internal() {
    assert_problem(&failing(Fault::new(&OUT_OF_STOCK)).await, 409, "Nothing left.");
    let internal = failing("connect to db.internal failed").await;
    assert_problem(&internal, 500, INTERNAL);
    assert!(!internal.1.contains("db.internal"));
}

#[tokio::test]
async fn towers_errors_are_known() {
    assert_eq!(failing("request timed out").await.0.status, protocol::REQUEST_TIMEOUT.status());
    assert_eq!(failing("service overloaded").await.0.status, protocol::UNAVAILABLE.status());
}

#[tokio::test]
async fn an_error_whose_text_panics_is_internal() {
    #[derive(Debug, Clone)]
    struct Bad;
    impl fmt::Display for Bad {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            panic!("no text")
        }
    }
    impl std::error::Error for Bad {}
    assert_problem(&failing(Bad).await, 500, INTERNAL);
}

/// A service that is ready for every second request.
#[derive(Clone)]
struct Moody {
    ready: bool,
    panics: bool,
}

impl Service<Request<()>> for Moody {
    type Response = Response<Full<Bytes>>;
    type Error = &'static str;
    type Future = std::future::Ready<Result<Self::Response, &'static str>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), &'static str>> {
        self.ready = !self.ready;
        assert!(self.ready || !self.panics, "not ready");
        Poll::Ready(if self.ready { Ok(()) } else { Err("service overloaded") })
    }

    fn call(&mut self, _: Request<()>) -> Self::Future {
        std::future::ready(Ok(answer(200, None, text("served"))))
    }
}

#[tokio::test]
async fn a_service_that_is_not_ready_answers() -> Result<(), Infallible> {
    for (panics, status) in [(false, 503), (true, 500)] {
        let mut service = layer().layer(Moody { ready: true, panics });
        assert_eq!(service.ready().await?.call(get("/")).await?.status(), status);
        assert_eq!(service.ready().await?.call(get("/")).await?.status(), 200);
        // A clone finds out for itself.
        assert_eq!(call(service.clone(), get("/")).await.0.status, status);
    }
    Ok(())
}
