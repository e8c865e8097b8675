//! Handlers that return faults.

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get as on_get;
use faultwire_axum::faultwire::{Carried, Fault, FaultType, OrFault, protocol};
use faultwire_axum::{FaultResponse, Result, fault_layer};

use crate::app::{ask, get, renderer, send};

static OUT_OF_STOCK: FaultType = FaultType::new("out_of_stock", 409, "Out of stock").message("No {thing} left.");
static NO_NUMBER: FaultType = FaultType::new("no_number", 400, "No number");

/// A service's own error, written without any framework.
enum Domain {
    Empty,
}

impl From<Domain> for Fault {
    fn from(Domain::Empty: Domain) -> Self {
        Self::new(&OUT_OF_STOCK).with("thing", "apple")
    }
}

fn stock() -> std::result::Result<u32, Domain> {
    Err(Domain::Empty)
}

#[tokio::test]
async fn the_question_mark_takes_faults_and_what_becomes_one() {
    async fn domain() -> Result<String> {
        Ok(stock()?.to_string())
    }
    async fn fault() -> Result<()> {
        Err(Fault::new(&OUT_OF_STOCK).with("thing", "pear"))?
    }
    async fn definition() -> Result<()> {
        Err(&protocol::UNAVAILABLE)?
    }
    async fn foreign() -> Result<String> {
        Ok("x".parse::<u32>().or_fault(&NO_NUMBER)?.to_string())
    }
    let router = Router::new()
        .route("/domain", on_get(domain))
        .route("/fault", on_get(fault))
        .route("/definition", on_get(definition))
        .route("/foreign", on_get(foreign));
    for (path, status, code, message) in [
        ("/domain", 409, "out_of_stock", "No apple left."),
        ("/fault", 409, "out_of_stock", "No pear left."),
        ("/definition", 503, "unavailable", "The service is not available for now."),
        ("/foreign", 400, "no_number", "No number"),
    ] {
        let answer = ask(router.clone(), get(path)).await;
        assert_eq!(answer.fault(), (status, code.to_owned()));
        assert_eq!(answer.json()["message"], message);
        assert_eq!(answer.json()["route"], path);
    }
}

#[tokio::test]
async fn headers_of_the_answer_and_of_the_fault_are_sent() {
    async fn handler() -> impl IntoResponse {
        let fault = Fault::new(&protocol::UNAUTHENTICATED).with_header("www-authenticate", "Bearer");
        ([("set-cookie", "a=b")], FaultResponse::from(fault.with_retry_after(3)))
    }
    let answer = ask(Router::new().route("/", on_get(handler)), get("/")).await;
    assert_eq!(answer.fault(), (401, "unauthenticated".to_owned()));
    for (name, value) in [("set-cookie", "a=b"), ("www-authenticate", "Bearer"), ("retry-after", "3")] {
        assert_eq!(answer.headers[name], value);
    }
}

#[tokio::test]
async fn extractors_and_middleware_may_refuse_with_one() {
    struct Caller;
    impl<S: Sync> FromRequestParts<S> for Caller {
        type Rejection = FaultResponse;
        async fn from_request_parts(_: &mut Parts, _: &S) -> Result<Self> {
            Err(&protocol::UNAUTHENTICATED)?
        }
    }
    async fn refuse(_: axum::extract::Request, _: Next) -> FaultResponse {
        FaultResponse::from(&protocol::FORBIDDEN)
    }
    let router = Router::new()
        .route("/extractor", on_get(|_: Caller| async {}))
        .route("/middleware", on_get(|| async {}).layer(from_fn(refuse)));
    assert_eq!(ask(router.clone(), get("/extractor")).await.fault().0, 401);
    assert_eq!(ask(router, get("/middleware")).await.fault().0, 403);
}

#[tokio::test]
async fn without_a_layer_it_still_answers_and_a_layer_further_out_may_render_again() {
    let fault = || FaultResponse::from(Fault::new(&OUT_OF_STOCK).with("thing", "apple"));
    let unlayered = send(Router::new().route("/", on_get(move || async move { fault() })), get("/")).await;
    assert_eq!(unlayered.status, 409);
    assert_eq!(unlayered.headers["content-type"], "application/problem+json");
    assert_eq!(unlayered.json()["detail"], "No apple left.");

    // A spawned task runs outside of the layer.
    let spawned = move || async move { tokio::spawn(async move { fault().into_response() }).await.unwrap() };
    let answer = ask(Router::new().route("/", on_get(spawned)), get("/")).await;
    assert_eq!(answer.fault(), (409, "out_of_stock".to_owned()));
    assert_eq!(answer.headers.get_all("content-type").iter().count(), 1);
}

#[tokio::test]
async fn a_middleware_below_the_layer_sees_status_and_fault() {
    async fn watch(request: axum::extract::Request, next: Next) -> Response {
        let response = next.run(request).await;
        assert_eq!(response.status(), 409);
        assert!(response.extensions().get::<Carried>().is_some_and(|Carried(fault)| fault.is(&OUT_OF_STOCK)));
        response
    }
    let router = Router::new()
        .route("/", on_get(|| async { FaultResponse::from(&OUT_OF_STOCK) }))
        .layer(from_fn(watch))
        .layer(fault_layer(renderer()));
    assert_eq!(send(router, get("/")).await.fault().0, 409);
}

#[tokio::test]
async fn a_panic_is_internal() {
    async fn handler() {
        panic!("secret")
    }
    async fn middleware(_: axum::extract::Request, _: Next) {
        panic!("secret")
    }
    let inner = Router::new()
        .route("/handler", on_get(handler))
        .route("/middleware", on_get(|| async {}).layer(from_fn(middleware)));
    for path in ["/handler", "/middleware"] {
        let answer = ask(inner.clone(), get(path)).await;
        assert_eq!(answer.fault(), (500, "internal".to_owned()));
        assert_eq!(answer.json()["route"], path);
        assert!(!answer.text().contains("secret"));
    }
}

#[test]
fn it_shows_what_the_fault_shows() {
    let response = FaultResponse::from(Fault::new(&OUT_OF_STOCK).with("thing", "apple"));
    assert_eq!(response.to_string(), "No apple left.");
    assert!(format!("{response:?}").contains("out_of_stock"));
    assert!(response.into_fault().is(&OUT_OF_STOCK));
}
