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

use actix_web::{App, error, rt, web};
use faultwire_actix_web::Result;
use faultwire_actix_web::faultwire::OrFault;

use app::{Answer, faults, get, send};

/// The answer, and what was logged at the level of errors.
fn logged(path: &str) -> (Answer, String) {
    const SECRET: &str = "connect to db.internal failed";
    let routes = |config: &mut web::ServiceConfig| {
        config
            .route("/text", web::get().to(async || Err::<(), _>(error::ErrorBadGateway(SECRET))))
            .route("/panic", web::get().to(async || -> String { panic!("{SECRET}") }))
            .route("/source", web::get().to(async || -> Result<()> { Err(io::Error::other(SECRET)).or_internal()? }))
            .route("/io", web::get().to(async || Err::<(), _>(io::Error::other(SECRET))))
            .route("/data", web::get().to(async |_: web::Data<io::Empty>| ""));
    };
    log::logged(|| {
        rt::System::new()
            .block_on(async { send!(App::new().configure(routes).wrap(faults()).wrap(faults()), get(path)) })
    })
}

#[test]
fn the_cause_of_a_server_error_is_logged_and_not_sent() {
    for (path, status, secret) in [
        ("/text", 502, "db.internal"),
        ("/panic", 500, "db.internal"),
        ("/source", 500, "db.internal"),
        ("/io", 500, "db.internal"),
        ("/data", 500, "application data"),
    ] {
        let (answer, log) = logged(path);
        assert_eq!(answer.fault().0, status);
        assert!(!answer.text().contains(secret), "{}", answer.text());
        assert_eq!(log.matches(secret).count(), 1, "{path}: {log}");
        assert_eq!(log.lines().count(), 1, "{log}");
        assert!(log.contains(&format!("url.path=\"{path}\"")), "{log}");
    }
}
