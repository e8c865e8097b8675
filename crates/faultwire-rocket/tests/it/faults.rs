//! Handlers, guards and catchers that return faults.

use faultwire_rocket::faultwire::{Config, Fault, FaultType, OrFault, Renderer, protocol};
use faultwire_rocket::{FaultFairing, FaultResponse, Result, carried, refuse};
use rocket::fairing::AdHoc;
use rocket::http::{Header, Method, Status};
use rocket::request::{FromRequest, Outcome};
use rocket::{Request, Responder, routes};

use crate::app::{app, ask, bare, client, fault, get, renderer_with, styled};

static OUT_OF_STOCK: FaultType = FaultType::new("out_of_stock", 409, "Out of stock").message("No {thing} left.");
static SAY_PLEASE: FaultType = FaultType::new("say_please", 403, "Say please").message("Say please.");
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

#[rocket::get("/domain")]
fn domain() -> Result<String> {
    Ok(stock()?.to_string())
}

#[rocket::get("/fault")]
async fn pear() -> Result<()> {
    Err(Fault::new(&OUT_OF_STOCK).with("thing", "pear"))?
}

#[rocket::get("/definition")]
fn definition() -> Result<()> {
    Err(FaultResponse::from(&protocol::UNAVAILABLE))
}

#[rocket::get("/foreign")]
fn foreign() -> Result<String> {
    Ok("x".parse::<u32>().or_fault(&NO_NUMBER)?.to_string())
}

#[rocket::get("/bare/<_>/<rest..>")]
fn bare_fault(rest: std::path::PathBuf) -> FaultResponse {
    let _ = rest;
    FaultResponse::from(&OUT_OF_STOCK)
}

#[rocket::get("/panic")]
fn panicking() -> &'static str {
    panic!("secret")
}

#[tokio::test]
async fn the_question_mark_takes_faults_and_what_becomes_one() {
    let client = client(app(routes![domain, pear, definition, foreign])).await;
    for (path, status, code, message) in [
        ("/domain", 409, "out_of_stock", "No apple left."),
        ("/fault", 409, "out_of_stock", "No pear left."),
        ("/definition", 503, "unavailable", "The service is not available for now."),
        ("/foreign", 400, "no_number", "No number"),
    ] {
        let answer = get(path).of(&client).await;
        assert_eq!(answer.fault(), (status, code.to_owned()));
        assert_eq!(answer.json()["message"], message);
        assert_eq!(answer.json()["route"], path);
        assert_eq!(answer.json()["method"], "GET");
    }
}

#[tokio::test]
async fn what_a_request_says_is_known_to_its_answer() {
    let client = client(app(routes![bare_fault])).await;
    let answer = get("/bare/a/b/c?d").with("x-request-id", "their-id").of(&client).await;
    assert_eq!(answer.json()["path"], "/bare/a/b/c");
    assert_eq!(answer.json()["route"], "/bare/{_}/{*rest}");
    assert_eq!(answer.header("x-request-id"), "their-id");
    assert_eq!(answer.header("vary"), "Accept");
    // What is no ASCII is known, and is no id.
    assert_eq!(get("/bare/a/b").with("x-request-id", "é").of(&client).await.header("x-request-id"), "req-1");
    for accepts in [&["application/xml"][..], &["text/html;q=0.1", "application/xml;q=0.5"]] {
        let asked = accepts.iter().fold(get("/bare/a/b"), |asked, accept| asked.with("accept", accept));
        let answer = asked.of(&client).await;
        assert_eq!((answer.status, answer.header("content-type")), (409, "application/xml"));
        assert!(answer.text().contains("<code>out_of_stock</code>"), "{}", answer.text());
    }
}

#[derive(Responder)]
struct WithCookie {
    inner: FaultResponse,
    cookie: Header<'static>,
}

#[rocket::get("/")]
fn headers() -> WithCookie {
    let fault = Fault::new(&protocol::UNAUTHENTICATED).with_header("www-authenticate", "Bearer").with_retry_after(3);
    WithCookie { inner: fault.into(), cookie: Header::new("set-cookie", "a=b") }
}

#[tokio::test]
async fn headers_of_the_answer_and_of_the_fault_are_sent() {
    let answer = get("/").from(routes![headers]).await;
    assert_eq!(answer.fault(), fault(401, "unauthenticated"));
    for (name, value) in [("set-cookie", "a=b"), ("www-authenticate", "Bearer"), ("retry-after", "3")] {
        assert_eq!(answer.header(name), value);
    }
}

struct Caller;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Caller {
    type Error = FaultResponse;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, FaultResponse> {
        match request.headers().get_one("x-caller") {
            Some("me") => Outcome::Success(Self),
            Some("forward") => {
                let (status, _) = refuse(request, &protocol::FORBIDDEN);
                Outcome::Forward(status)
            }
            Some("say") => {
                let (status, _) = refuse(request, &SAY_PLEASE);
                Outcome::Forward(status)
            }
            _ => {
                let fault = Fault::new(&protocol::UNAUTHENTICATED).with_header("www-authenticate", "Bearer");
                Outcome::Error(refuse(request, fault))
            }
        }
    }
}

#[rocket::get("/guarded")]
fn guarded(_caller: Caller) -> &'static str {
    "come in"
}

#[rocket::get("/guarded", rank = 2)]
fn bare_conflict() -> Status {
    Status::Conflict
}

#[rocket::get("/optional")]
fn optional(caller: Option<Caller>) -> Status {
    assert!(caller.is_none());
    Status::Gone
}

#[rocket::get("/told")]
fn told(caller: std::result::Result<Caller, FaultResponse>) -> Result<&'static str> {
    caller?;
    Ok("come in")
}

#[tokio::test]
async fn a_guard_refuses_with_a_fault() {
    let client = client(app(routes![guarded, bare_conflict, optional, told])).await;
    for path in ["/guarded", "/told"] {
        let answer = get(path).of(&client).await;
        assert_eq!(answer.fault(), fault(401, "unauthenticated"));
        assert_eq!(answer.header("www-authenticate"), "Bearer");
        assert_eq!(answer.json()["route"], path);
        assert_eq!(get(path).with("x-caller", "me").of(&client).await.text(), "come in");
    }
    // What became of the request is another matter.
    let forwarded = get("/guarded").with("x-caller", "forward").of(&client).await;
    assert_eq!(forwarded.fault(), fault(409, "conflict"));
    assert_eq!(get("/optional").of(&client).await.fault(), fault(410, "gone"));
}

#[rocket::get("/next")]
fn passed_on(_caller: Caller) {}

#[rocket::get("/next", rank = 2)]
fn bare_forbidden() -> Status {
    Status::Forbidden
}

#[rocket::get("/last")]
fn last(_caller: Caller) {}

#[tokio::test]
async fn a_fault_is_that_of_its_route_alone() {
    let client = client(app(routes![passed_on, bare_forbidden, last])).await;
    let message = async |path| get(path).with("x-caller", "say").of(&client).await.json()["message"].clone();
    assert_eq!(message("/next").await, "Access was denied.");
    assert_eq!(message("/last").await, "Say please.");
}

#[rocket::get("/welcome")]
fn welcome(caller: Option<Caller>) -> &'static str {
    if caller.is_none() { "come in" } else { "come back" }
}

#[tokio::test]
async fn a_success_carries_no_fault() {
    let tell = AdHoc::on_response("tell", |request, response| {
        Box::pin(async move {
            let code = carried(request).map_or_else(|| "none".to_owned(), |fault| fault.code().to_owned());
            response.set_raw_header("x-code", code);
        })
    });
    let client = client(app(routes![welcome, guarded, optional]).attach(tell)).await;
    for (path, status, code) in
        [("/welcome", 200, "none"), ("/guarded", 401, "unauthenticated"), ("/optional", 410, "gone")]
    {
        let answer = get(path).of(&client).await;
        assert_eq!((answer.status, answer.header("x-code")), (status, code), "{path}");
    }
}

#[tokio::test]
async fn fairings_see_the_fault_and_what_was_sent() {
    let watch = || {
        AdHoc::on_response("watch", |request, response| {
            Box::pin(async move {
                if let Some(fault) = carried(request) {
                    assert!(response.status().code >= 400);
                    response.set_raw_header("x-code", fault.code().to_owned());
                }
            })
        })
    };
    for rocket in [bare().attach(watch()).attach(styled("problem")), bare().attach(styled("problem")).attach(watch())] {
        let client = client(rocket.mount("/", routes![domain, guarded, panicking])).await;
        for (path, code) in [
            ("/domain", "out_of_stock"),
            ("/nothing", "route_not_found"),
            ("/guarded", "unauthenticated"),
            ("/panic", "internal"),
        ] {
            let answer = get(path).of(&client).await;
            assert_eq!(answer.header("x-code"), code);
            assert_eq!(answer.header("content-type"), "application/problem+json");
        }
    }
}

#[tokio::test]
async fn without_the_fairing_it_still_answers() {
    let client = client(bare().mount("/", routes![domain, guarded])).await;
    let answer = get("/domain").of(&client).await;
    assert_eq!((answer.status, answer.header("content-type")), (409, "application/problem+json"));
    assert_eq!(answer.json()["detail"], "No apple left.");
    assert_eq!(get("/guarded").of(&client).await.status, 401);
}

#[tokio::test]
async fn attached_twice_it_is_there_once() {
    let rocket = bare().attach(styled("problem")).mount("/", routes![domain]).attach(styled("status-text"));
    let client = client(rocket).await;
    // The last one counts: it puts a soft fault into a success.
    for (path, status) in [("/domain", 200), ("/nothing", 404)] {
        let answer = get(path).of(&client).await;
        assert_eq!((answer.status, &answer.json()["status"]), (status, &"error".into()));
    }
}

#[tokio::test]
async fn an_envelope_of_plain_text_is_not_put_into_another() {
    let page = r#"
        style = "plain"
        [styles.plain]
        title = "Plain"
        media = { json = "text/plain" }
        fault.body = { code = "$code", message = "$message" }
    "#;
    let config = Config::from_toml(page, "plain.toml").unwrap();
    let faults = FaultFairing::new(Renderer::builder().config(config).without_request_ids().build().unwrap());
    let client = client(bare().attach(faults).mount("/", routes![domain, guarded, words])).await;
    for (path, body) in [
        ("/domain", r#"{"code":"out_of_stock","message":"No apple left."}"#),
        ("/guarded", r#"{"code":"unauthenticated","message":"The request needs valid credentials."}"#),
        ("/nothing", r#"{"code":"route_not_found","message":"The resource could not be found."}"#),
        ("/words", r#"{"code":"payment_required","message":"pay first"}"#),
    ] {
        let answer = get(path).of(&client).await;
        assert_eq!((answer.header("content-type"), answer.text()), ("text/plain", body));
    }
}

#[derive(Debug)]
struct Speechless;

impl<'r> rocket::response::Responder<'r, 'static> for Speechless {
    fn respond_to(self, _: &'r Request<'_>) -> rocket::response::Result<'static> {
        panic!("secret")
    }
}

#[rocket::get("/responder")]
fn responder() -> Speechless {
    Speechless
}

#[rocket::get("/debug")]
fn debug() -> std::result::Result<(), rocket::response::Debug<std::io::Error>> {
    Err(std::io::Error::other("secret").into())
}

#[rocket::post("/later")]
async fn later() -> &'static str {
    tokio::task::yield_now().await;
    panic!("secret")
}

#[tokio::test]
async fn a_panic_is_internal_and_the_next_request_is_answered() {
    let client = client(app(routes![panicking, responder, debug, later, definition])).await;
    for (method, path) in
        [(Method::Get, "/panic"), (Method::Get, "/responder"), (Method::Get, "/debug"), (Method::Post, "/later")]
    {
        let answer = ask(method, path).of(&client).await;
        assert_eq!(answer.fault(), fault(500, "internal"));
        assert_eq!(answer.json()["route"], path);
        assert!(!answer.text().contains("secret"));
        assert_eq!(get("/definition").of(&client).await.fault(), fault(503, "unavailable"));
    }
}

#[tokio::test]
async fn an_error_in_a_success_stays_one() {
    let client = client(bare().attach(styled("status-text")).mount("/", routes![soft])).await;
    let answer = get("/").of(&client).await;
    assert_eq!((answer.status, &answer.json()["code"]), (200, &"low".into()));
}

#[rocket::get("/")]
fn soft() -> FaultResponse {
    static LOW: FaultType = FaultType::new("low", 409, "Low").severity(faultwire_rocket::faultwire::Severity::Soft);
    (&LOW).into()
}

#[test]
fn it_shows_what_the_fault_shows() {
    let response = FaultResponse::from(Fault::new(&OUT_OF_STOCK).with("thing", "apple"));
    assert_eq!(response.to_string(), "No apple left.");
    assert!(format!("{response:?}").contains("out_of_stock"));
    assert!(response.into_fault().is(&OUT_OF_STOCK));
    assert!(format!("{:?}", FaultFairing::new(Renderer::default())).starts_with("FaultFairing"));
}

#[tokio::test]
async fn the_words_of_a_framework_can_be_kept_back() {
    let shown = |text: bool| {
        let renderer = renderer_with(&format!("[expose]\nframework_text = {text}\n"));
        bare().attach(FaultFairing::new(renderer)).mount("/", routes![words])
    };
    for (text, message) in [(true, "pay first"), (false, "Payment Required")] {
        let answer = get("/words").of(&client(shown(text)).await).await;
        assert_eq!(answer.fault(), fault(402, "payment_required"));
        assert_eq!(answer.json()["message"], message);
    }
}

#[rocket::get("/words")]
fn words() -> (Status, &'static str) {
    (Status::PaymentRequired, "pay first")
}
