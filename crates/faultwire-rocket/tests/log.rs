//! What a client must not see is in the log, once.
//!
//! A program of its own: `tracing` remembers for each event whether anybody listens, and may learn that from a thread
//! of another test that does not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    dead_code,
    unused_imports,
    reason = "tests, which use a part of `app`"
)]

#[path = "it/app.rs"]
mod app;
#[path = "../../faultwire-testkit/tests/support/log.rs"]
mod log;

use std::io;

use faultwire_rocket::Result;
use faultwire_rocket::faultwire::OrFault;
use rocket::http::Status;
use rocket::routes;

use app::{Answer, Ask, FORM, client, get, post};

const SECRET: &str = "connect to db.internal failed";

#[rocket::get("/text")]
fn text() -> (Status, &'static str) {
    (Status::BadGateway, SECRET)
}

#[rocket::get("/source")]
fn source() -> Result<()> {
    Err(io::Error::other(SECRET)).or_internal()?
}

#[derive(rocket::FromForm)]
struct Unread {
    _n: Vague,
}

struct Vague;

impl<'v> rocket::form::FromFormField<'v> for Vague {
    fn from_value(_: rocket::form::ValueField<'v>) -> rocket::form::Result<'v, Self> {
        Err(io::Error::new(io::ErrorKind::StorageFull, SECRET))?
    }
}

#[rocket::post("/form", data = "<_form>")]
fn form(_form: faultwire_rocket::Form<Unread>) {}

#[rocket::get("/guarded")]
fn guarded(_guard: Guard) {}

#[rocket::get("/panic")]
fn panicking() -> &'static str {
    panic!("{SECRET}")
}

struct Guard;

#[rocket::async_trait]
impl<'r> rocket::request::FromRequest<'r> for Guard {
    type Error = faultwire_rocket::FaultResponse;

    async fn from_request(request: &'r rocket::Request<'_>) -> rocket::request::Outcome<Self, Self::Error> {
        let fault = faultwire_rocket::faultwire::Fault::new(&faultwire_rocket::faultwire::protocol::UNAVAILABLE);
        rocket::outcome::Outcome::Error(faultwire_rocket::refuse(request, fault.with_source(io::Error::other(SECRET))))
    }
}

/// The answer, and what was logged at the level of errors.
fn logged(asked: Ask) -> (Answer, String) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    log::logged(|| runtime.block_on(async { asked.from(routes![text, source, form, guarded, panicking]).await }))
}

#[test]
fn the_cause_of_a_server_error_is_logged_once_and_not_sent() {
    for (path, status, times) in [
        ("/text", 502, 1),
        ("/source", 500, 1),
        ("/form", 500, 1),
        ("/guarded", 503, 1),
        // rocket gives the panic's text to nobody; the panic hook prints it.
        ("/panic", 500, 0),
    ] {
        let asked = if path == "/form" { post(path, FORM, "_n=1") } else { get(path) };
        let (answer, log) = logged(asked);
        assert_eq!(answer.fault().0, status);
        assert!(!answer.text().contains("db.internal"), "{}", answer.text());
        assert_eq!(log.matches("db.internal").count(), times, "{path}: {log}");
        assert_eq!(log.lines().count(), 1, "{log}");
        assert!(log.contains(&format!("url.path=\"{path}\"")), "{log}");
    }
}
