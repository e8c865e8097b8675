//! Handlers that return faults, in both styles of handlers.

use faultwire_warp::faultwire::{Carried, Fault, FaultType, OrFault, protocol};
use faultwire_warp::{FaultResponse, Result, reject, service};
use tower::ServiceExt;
use warp::{Filter, Rejection, Reply};

use crate::app::{ask, ask_service, fault, get, renderer, send};

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
    async fn given() -> Result<String> {
        Err(Fault::new(&OUT_OF_STOCK).with("thing", "pear"))?
    }
    async fn definition() -> Result<&'static str> {
        Err(&protocol::UNAVAILABLE)?
    }
    async fn foreign() -> Result<String> {
        Ok("x".parse::<u32>().or_fault(&NO_NUMBER)?.to_string())
    }
    async fn rejecting() -> std::result::Result<String, Rejection> {
        Ok(stock().map_err(reject)?.to_string())
    }
    let routes = warp::path!("domain")
        .then(domain)
        .or(warp::path!("given").then(given))
        .or(warp::path!("definition").then(definition))
        .or(warp::path!("foreign").then(foreign))
        .or(warp::path!("rejecting").and_then(rejecting));
    for (path, status, code, message) in [
        ("/domain", 409, "out_of_stock", "No apple left."),
        ("/given", 409, "out_of_stock", "No pear left."),
        ("/definition", 503, "unavailable", "The service is not available for now."),
        ("/foreign", 400, "no_number", "No number"),
        ("/rejecting", 409, "out_of_stock", "No apple left."),
    ] {
        let answer = ask(routes, get(path)).await;
        assert_eq!(answer.fault(), fault(status, code));
        assert_eq!(answer.json()["message"], message);
        assert_eq!(answer.json()["path"], path);
    }
}

#[tokio::test]
async fn headers_of_the_answer_and_of_the_fault_are_sent() {
    let handler = warp::path!("a").map(|| {
        let fault = Fault::new(&protocol::UNAUTHENTICATED).with_header("www-authenticate", "Bearer");
        warp::reply::with_header(FaultResponse::from(fault.with_retry_after(3)), "set-cookie", "a=b")
    });
    let answer = ask(handler, get("/a")).await;
    assert_eq!(answer.fault(), fault(401, "unauthenticated"));
    for (name, value) in [("set-cookie", "a=b"), ("www-authenticate", "Bearer"), ("retry-after", "3")] {
        assert_eq!(answer.headers[name], value);
    }
}

#[tokio::test]
async fn filters_may_refuse_with_one() {
    let caller = warp::header::optional("x-key")
        .and_then(|key: Option<String>| async move { key.ok_or_else(|| reject(&protocol::UNAUTHENTICATED)) });
    let routes = warp::path!("a").and(caller).map(|key: String| key);
    assert_eq!(ask(routes, get("/a")).await.fault(), fault(401, "unauthenticated"));
    // With the question mark too, where the error is a rejection.
    async fn question() -> std::result::Result<String, Rejection> {
        Err(FaultResponse::from(&protocol::FORBIDDEN))?
    }
    assert_eq!(ask(warp::path!("a").and_then(question), get("/a")).await.fault(), fault(403, "forbidden"));
}

#[tokio::test]
async fn without_a_layer_it_still_answers_and_a_layer_further_out_may_render_again() {
    let given = || FaultResponse::from(Fault::new(&OUT_OF_STOCK).with("thing", "apple"));
    let routes = warp::path!("a").map(given);
    let answer = send(warp::service(routes), get("/a")).await;
    assert_eq!((answer.status, &answer.json()["detail"]), (409, &"No apple left.".into()));
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    let answer = send(warp::service(routes.recover(faultwire_warp::recover)), get("/nothing")).await;
    assert_eq!((answer.status, &answer.headers["content-type"]), (404, &"application/problem+json".parse().unwrap()));

    // A spawned task runs outside of the layer.
    let spawned = warp::path!("a")
        .then(move || async move { tokio::spawn(async move { given().into_response() }).await.unwrap() });
    let answer = ask(spawned, get("/a")).await;
    assert_eq!(answer.fault(), fault(409, "out_of_stock"));
    assert_eq!(answer.headers.get_all("content-type").iter().count(), 1);
}

#[tokio::test]
async fn middleware_outside_sees_the_fault_that_was_sent() {
    let routes = warp::path!("a").map(|| FaultResponse::from(&OUT_OF_STOCK));
    for (path, code) in [("/a", "out_of_stock"), ("/nothing", "route_not_found")] {
        let response = service(routes, renderer()).oneshot(get(path)).await.unwrap();
        assert!(response.extensions().get::<Carried>().is_some_and(|Carried(fault)| fault.code() == code));
    }
}

#[tokio::test]
async fn a_panic_is_internal() {
    async fn handler() -> &'static str {
        panic!("secret")
    }
    let routes = warp::path!("handler")
        .then(handler)
        .or(warp::path!("map").map(|| -> &'static str { panic!("secret") }))
        .or(warp::path!("later").then(|| async {
            tokio::task::yield_now().await;
            handler().await
        }));
    for path in ["/handler", "/map", "/later"] {
        let answer = ask_service(routes, get(path)).await;
        assert_eq!(answer.fault(), fault(500, "internal"));
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
