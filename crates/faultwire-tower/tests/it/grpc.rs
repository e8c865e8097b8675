//! gRPC passes.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;

use faultwire_tower::faultwire::Carried;
use faultwire_tower::faultwire::{Fault, protocol};
use http::{Request, Response};
use tower::{Layer, ServiceExt, service_fn};

use crate::service::{Own, answer, ask, layer, run, text};

fn request() -> Request<()> {
    Request::post("/pkg.Service/Method").header("content-type", "application/grpc+proto").body(()).unwrap()
}

#[tokio::test]
async fn answers_are_untouched() {
    let (parts, body) = ask(answer(404, None, text("no such method")), request()).await;
    assert_eq!((parts.status.as_u16(), body.as_str()), (404, "no such method"));
    assert!(parts.headers.is_empty());
}

#[tokio::test]
async fn errors_and_typed_faults_are_answers() {
    let failed = run(|_: Request<()>| async { Err::<Response<Own>, _>("gone") }, request()).await;
    assert_eq!(failed.0.status, 500);

    let mut carrying = answer(200, None, text(""));
    carrying.extensions_mut().insert(Carried(Fault::new(&protocol::FORBIDDEN)));
    assert_eq!(ask(carrying, request()).await.0.status, 403);
}

#[test]
fn panics_resume() {
    let service = layer().layer(service_fn(|_: Request<()>| async {
        if true {
            panic!("through");
        }
        Ok::<Response<Own>, Infallible>(answer(200, None, text("")))
    }));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let caught = std::panic::catch_unwind(AssertUnwindSafe(|| runtime.block_on(service.oneshot(request()))));
    assert_eq!(caught.unwrap_err().downcast_ref::<&str>(), Some(&"through"));
    assert!(!faultwire_tower::within_layer());
}
