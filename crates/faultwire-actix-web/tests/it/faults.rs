//! Handlers that return faults.

use std::future::{Ready, ready};

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, FromRequest, HttpRequest, HttpResponse, Responder, ResponseError, rt, web};
use faultwire_actix_web::faultwire::{Carried, Fault, FaultType, OrFault, protocol};
use faultwire_actix_web::{FaultResponse, Result};

use crate::app::{ask, fault, faults, get, send, styled};

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

#[actix_web::test]
async fn the_question_mark_takes_faults_and_what_becomes_one() {
    async fn domain() -> Result<String> {
        Ok(stock()?.to_string())
    }
    async fn fault() -> Result<HttpResponse> {
        Err(Fault::new(&OUT_OF_STOCK).with("thing", "pear"))?
    }
    async fn definition() -> actix_web::Result<HttpResponse> {
        Err(FaultResponse::from(&protocol::UNAVAILABLE))?
    }
    async fn foreign() -> Result<String> {
        Ok("x".parse::<u32>().or_fault(&NO_NUMBER)?.to_string())
    }
    let routes = |config: &mut web::ServiceConfig| {
        config
            .route("/domain", web::get().to(domain))
            .route("/fault", web::get().to(fault))
            .route("/definition", web::get().to(definition))
            .route("/foreign", web::get().to(foreign))
            .route("/bare", web::get().to(async || FaultResponse::from(&OUT_OF_STOCK)));
    };
    for (path, status, code, message) in [
        ("/domain", 409, "out_of_stock", "No apple left."),
        ("/fault", 409, "out_of_stock", "No pear left."),
        ("/definition", 503, "unavailable", "The service is not available for now."),
        ("/foreign", 400, "no_number", "No number"),
        ("/bare", 409, "out_of_stock", "No  left."),
    ] {
        let answer = ask(routes, get(path)).await;
        assert_eq!(answer.fault(), (status, code.to_owned()));
        if path != "/bare" {
            assert_eq!(answer.json()["message"], message);
        }
        assert_eq!(answer.json()["route"], path);
    }
}

#[actix_web::test]
async fn headers_of_the_answer_and_of_the_fault_are_sent() {
    async fn handler() -> impl Responder {
        let fault = Fault::new(&protocol::UNAUTHENTICATED).with_header("www-authenticate", "Bearer");
        FaultResponse::from(fault.with_retry_after(3)).customize().append_header(("set-cookie", "a=b"))
    }
    let answer = ask(|config| _ = config.route("/", web::get().to(handler)), get("/")).await;
    assert_eq!(answer.fault(), fault(401, "unauthenticated"));
    for (name, value) in [("set-cookie", "a=b"), ("www-authenticate", "Bearer"), ("retry-after", "3")] {
        assert_eq!(answer.header(name), value);
    }
}

struct Caller;

impl FromRequest for Caller {
    type Error = FaultResponse;
    type Future = Ready<Result<Self>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Err(FaultResponse::from(&protocol::UNAUTHENTICATED)))
    }
}

async fn refuse(_: ServiceRequest, _: Next<impl MessageBody>) -> actix_web::Result<ServiceResponse> {
    Err(FaultResponse::from(&protocol::FORBIDDEN))?
}

#[actix_web::test]
async fn extractors_and_middleware_may_refuse_with_one() {
    let extractor = ask(|config| _ = config.route("/", web::get().to(async |_: Caller| "")), get("/")).await;
    assert_eq!(extractor.fault(), fault(401, "unauthenticated"));
    assert_eq!(extractor.json()["route"], "/");

    let middleware = send!(App::new().wrap(from_fn(refuse)).wrap(faults()), get("/nothing?x"));
    assert_eq!(middleware.fault(), fault(403, "forbidden"));
    assert_eq!(middleware.json()["path"], "/nothing");
}

#[actix_web::test]
async fn without_the_middleware_it_still_answers_and_one_further_out_may_render_it_again() {
    fn apple() -> FaultResponse {
        FaultResponse::from(Fault::new(&OUT_OF_STOCK).with("thing", "apple"))
    }
    let bare = send!(App::new().route("/", web::get().to(async || apple())), get("/"));
    assert_eq!((bare.status, bare.header("content-type")), (409, "application/problem+json"));
    assert_eq!(bare.json()["detail"], "No apple left.");

    // A spawned task runs outside of the middleware.
    let spawned = async || rt::spawn(async move { apple().error_response() }).await.unwrap();
    let answer = ask(|config| _ = config.route("/", web::get().to(spawned)), get("/")).await;
    assert_eq!(answer.fault(), fault(409, "out_of_stock"));
    assert_eq!(answer.headers.get_all("content-type").count(), 1);
}

#[actix_web::test]
async fn a_middleware_inside_sees_status_and_fault_and_one_outside_what_was_sent() {
    async fn watch(
        request: ServiceRequest,
        next: Next<impl MessageBody>,
    ) -> Result<ServiceResponse<impl MessageBody>, Error> {
        let mut answer = next.call(request).await?;
        let code = answer.response().extensions().get().map(|Carried(fault)| fault.code().to_owned());
        if let Some(code) = code {
            assert!(answer.status().is_client_error());
            answer.headers_mut().append("x-code".parse().unwrap(), code.parse().unwrap());
        }
        Ok(answer)
    }
    let app = || App::new().route("/", web::get().to(async || FaultResponse::from(&OUT_OF_STOCK)));
    let inside = send!(app().wrap(from_fn(watch)).wrap(faults()), get("/"));
    assert_eq!((inside.fault(), inside.header("x-code")), (fault(409, "out_of_stock"), "out_of_stock"));

    let outside = || app().wrap(styled("problem")).wrap(from_fn(watch)).wrap(faults());
    for (path, code) in [("/", "out_of_stock"), ("/nothing", "route_not_found")] {
        let answer = send!(outside(), get(path));
        assert_eq!(answer.header("x-code"), code);
        // The inner one's answer stays.
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
}

#[actix_web::test]
async fn a_panic_is_internal() {
    async fn handler() -> &'static str {
        panic!("secret")
    }
    async fn middleware(_: ServiceRequest, _: Next<impl MessageBody>) -> actix_web::Result<ServiceResponse> {
        panic!("secret")
    }
    #[derive(Debug)]
    struct Speechless;
    impl std::fmt::Display for Speechless {
        fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            panic!("secret")
        }
    }
    impl ResponseError for Speechless {}
    async fn error(_: ServiceRequest, _: Next<impl MessageBody>) -> actix_web::Result<ServiceResponse> {
        Err(Speechless)?
    }

    let called = || {
        let panics = |_, _: &_| -> Ready<actix_web::Result<ServiceResponse>> { panic!("secret") };
        App::new().wrap_fn(panics).wrap(faults())
    };

    let handler = || App::new().route("/", web::get().to(handler));
    for answer in [
        send!(handler().wrap(faults()), get("/")),
        send!(handler().wrap(faults()).wrap(styled("problem")), get("/")),
        send!(called(), get("/")),
        send!(App::new().wrap(from_fn(middleware)).wrap(faults()), get("/")),
        send!(App::new().wrap(from_fn(error)).wrap(faults()), get("/")),
        ask(|config| _ = config.route("/", web::get().to(async || Err::<(), _>(Speechless))), get("/")).await,
    ] {
        assert_eq!(answer.fault(), fault(500, "internal"));
        assert_eq!(answer.json()["path"], "/");
        assert!(!answer.text().contains("secret"));
    }
    let answer = send!(
        App::new().route("/a/{b}", web::get().to(async || -> String { panic!("secret") })).wrap(faults()),
        get("/a/7")
    );
    assert_eq!(answer.json()["route"], "/a/{b}");
}

#[test]
fn it_shows_what_the_fault_shows() {
    let response = FaultResponse::from(Fault::new(&OUT_OF_STOCK).with("thing", "apple"));
    assert_eq!(response.to_string(), "No apple left.");
    assert!(format!("{response:?}").contains("out_of_stock"));
    assert!(response.into_fault().is(&OUT_OF_STOCK));
}
