//! Answers of gRPC pass.

use std::convert::Infallible;

use faultwire_tower::faultwire::Carried;
use faultwire_tower::faultwire::{Fault, protocol};
use http::{Request, Response};
use tower::{Layer, ServiceExt, service_fn};

use crate::service::{Own, answer, ask, layer, run, text};

fn request() -> Request<()> {
    Request::post("/pkg.Service/Method").header("content-type", "application/grpc+proto").body(()).unwrap()
}

/// gRPC says in trailers what went wrong; its answers are known by their own content type.
#[tokio::test]
async fn answers_of_grpc_are_untouched() {
    for status in [200, 404, 500] {
        let (parts, body) = ask(answer(status, Some("application/grpc+proto"), text("binary")), request()).await;
        assert_eq!((parts.status.as_u16(), body.as_str()), (status, "binary"));
        assert_eq!(parts.headers.len(), 1);
    }
}

/// A client chooses the content type of its request, so that alone opens nothing.
#[tokio::test]
async fn a_request_that_says_grpc_gets_no_internal_text() {
    let (parts, body) = ask(answer(500, Some("text/plain"), text("db password=hunter2")), request()).await;
    assert_eq!(parts.headers["content-type"], "application/problem+json");
    assert!(!body.contains("hunter2"), "{body}");
    assert_eq!(ask(answer(404, None, text("")), request()).await.0.headers["content-type"], "application/problem+json");
}

#[tokio::test]
async fn errors_and_typed_faults_are_answers() {
    let failed = run(|_: Request<()>| async { Err::<Response<Own>, _>("gone") }, request()).await;
    assert_eq!(failed.0.status, 500);

    let mut carrying = answer(200, None, text(""));
    carrying.extensions_mut().insert(Carried(Fault::new(&protocol::FORBIDDEN)));
    assert_eq!(ask(carrying, request()).await.0.status, 403);
}

#[tokio::test]
async fn panics_are_answers() {
    let service = layer().layer(service_fn(|_: Request<()>| async {
        if true {
            panic!("caught");
        }
        Ok::<Response<Own>, Infallible>(answer(200, None, text("")))
    }));
    assert_eq!(service.oneshot(request()).await.unwrap().status(), 500);
    assert!(!faultwire_tower::within_layer());
}
