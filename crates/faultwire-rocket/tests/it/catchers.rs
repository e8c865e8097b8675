//! Catchers of a service's own.

use faultwire_rocket::faultwire::{FaultType, protocol};
use faultwire_rocket::{FaultResponse, carried, refused};
use rocket::http::{Method, Status};
use rocket::response::content::RawJson;
use rocket::{Catcher, Request, catchers, routes};

use crate::app::{app, ask, bare, client, fault, faults, get};

#[rocket::get("/status/<code>")]
fn status(code: u16) -> Status {
    Status::new(code)
}

#[rocket::catch(404)]
fn json() -> RawJson<&'static str> {
    RawJson(r#"{"my":"own"}"#)
}

#[rocket::catch(409)]
fn words(request: &Request<'_>) -> String {
    format!("no {}", request.uri())
}

#[rocket::catch(410)]
fn panicking() -> &'static str {
    panic!("secret")
}

#[rocket::catch(411)]
fn failing() -> Status {
    Status::ImATeapot
}

static PAY: FaultType = FaultType::new("pay_first", 402, "Pay first");

#[rocket::catch(412)]
fn typed() -> FaultResponse {
    (&PAY).into()
}

#[rocket::catch(default)]
fn everything(status: Status, request: &Request<'_>) -> RawJson<String> {
    assert!(carried(request).is_none());
    let code = refused(request).map_or_else(|| "none".to_owned(), |fault| fault.code().to_owned());
    RawJson(format!(r#"{{"all":{},"refused":"{code}"}}"#, status.code))
}

#[rocket::get("/refused")]
fn guarded(_body: Refused) {}

struct Refused;

#[rocket::async_trait]
impl<'r> rocket::request::FromRequest<'r> for Refused {
    type Error = FaultResponse;

    async fn from_request(request: &'r Request<'_>) -> rocket::request::Outcome<Self, FaultResponse> {
        rocket::outcome::Outcome::Error(faultwire_rocket::refuse(request, &protocol::FORBIDDEN))
    }
}

#[tokio::test]
async fn they_come_first_and_text_gets_the_envelope() {
    let rocket = app(routes![status]).register("/", catchers![json, words, panicking, failing, typed]);
    let client = client(rocket).await;
    let own = get("/nothing").of(&client).await;
    assert_eq!((own.status, own.text()), (404, r#"{"my":"own"}"#));
    let answer = get("/status/409").of(&client).await;
    assert_eq!((answer.fault(), &answer.json()["message"]), (fault(409, "conflict"), &"no /status/409".into()));
    for (path, status, code) in [
        ("/status/410", 500, "internal"),
        ("/status/411", 500, "internal"),
        ("/status/412", 402, "pay_first"),
        ("/status/413", 413, "body_too_large"),
    ] {
        let answer = get(path).of(&client).await;
        assert_eq!(answer.fault(), fault(status, code), "{path}");
        assert!(!answer.text().contains("secret"));
    }
}

#[tokio::test]
async fn its_words_do_not_hide_that_no_route_matched() {
    #[rocket::catch(404)]
    fn nothing() -> &'static str {
        "nothing here"
    }
    let files = rocket::fs::FileServer::from(env!("CARGO_MANIFEST_DIR"));
    let client = client(app(routes![status]).mount("/files", files).register("/", catchers![nothing])).await;
    for (path, code) in
        [("/nothing", "route_not_found"), ("/files/nothing", "route_not_found"), ("/status/404", "not_found")]
    {
        let answer = get(path).of(&client).await;
        assert_eq!((answer.fault(), &answer.json()["message"]), (fault(404, code), &"nothing here".into()), "{path}");
    }
}

#[tokio::test]
async fn a_default_catcher_of_the_service_is_kept() {
    for rocket in [
        bare().attach(faults()).register("/", catchers![everything]),
        bare().register("/", catchers![everything]).attach(faults()),
    ] {
        let client = client(rocket.mount("/", routes![status, guarded])).await;
        assert_eq!(get("/nothing").of(&client).await.text(), r#"{"all":404,"refused":"none"}"#);
        assert_eq!(get("/refused").of(&client).await.text(), r#"{"all":403,"refused":"forbidden"}"#);
        // What never meets a catcher is the fairing's.
        assert_eq!(get("/status/%ff").of(&client).await.fault(), fault(404, "path_invalid"));
    }
}

#[tokio::test]
async fn one_further_down_has_its_part_of_the_paths() {
    let client = client(app(routes![status]).register("/own", catchers![everything])).await;
    assert_eq!(get("/own/x").of(&client).await.text(), r#"{"all":404,"refused":"none"}"#);
    assert_eq!(get("/owned").of(&client).await.fault(), fault(404, "route_not_found"));
    assert_eq!(ask(Method::Post, "/status/7").of(&client).await.fault(), fault(405, "method_not_allowed"));
}

#[tokio::test]
async fn a_catcher_that_never_ends_well_leaves_ours() {
    fn fails<'r>(_: Status, _: &'r Request<'_>) -> rocket::catcher::BoxFuture<'r> {
        Box::pin(async { Err(Status::BadGateway) })
    }
    let broken = Catcher::new(None, fails);
    let client = client(app(routes![status]).register("/status", [broken])).await;
    // rocket asks for a catcher of 500, which is the broken one again, and then has none.
    assert_eq!(get("/status/404").of(&client).await.status, 500);
    assert_eq!(get("/nothing").of(&client).await.fault(), fault(404, "route_not_found"));
}
