//! What a client must not see is in the log, once.
//!
//! A program of its own: `tracing` remembers for each event whether anybody listens, and may learn that from a thread
//! of another test that does not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    dead_code,
    reason = "tests, which use a part of `app`"
)]

#[path = "it/app.rs"]
mod app;
#[path = "../../faultwire-testkit/tests/support/log.rs"]
mod log;

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::extract::Extension;
use axum::http::StatusCode;
use axum::routing::get as on_get;
use faultwire_axum::Result;
use faultwire_axum::faultwire::OrFault;

use app::{Answer, get, layered, send};

/// The answer, and what was logged at the level of errors.
fn logged(path: &str) -> (Answer, String) {
    struct Known;
    async fn source() -> Result<()> {
        Err(io::Error::other("connect to db.internal failed")).or_internal()?
    }
    let router = layered(layered(
        Router::new()
            .route("/text", on_get(|| async { (StatusCode::BAD_GATEWAY, "connect to db.internal failed") }))
            .route(
                "/panic",
                on_get(|| async {
                    if true {
                        panic!("connect to db.internal failed")
                    }
                }),
            )
            .route("/source", on_get(|| async { source().await }))
            .route("/extension", on_get(|_: Extension<Arc<Known>>| async {})),
    ));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    log::logged(|| runtime.block_on(send(router, get(path))))
}

#[test]
fn the_cause_of_a_server_error_is_logged_and_not_sent() {
    for (path, status, secret) in [
        ("/text", 502, "db.internal"),
        ("/panic", 500, "db.internal"),
        ("/source", 500, "db.internal"),
        ("/extension", 500, "Known"),
    ] {
        let (answer, log) = logged(path);
        assert_eq!(answer.fault().0, status);
        assert!(!answer.text().contains(secret), "{}", answer.text());
        assert_eq!(log.matches(secret).count(), 1, "{path}: {log}");
        assert_eq!(log.lines().count(), 1, "{log}");
        assert!(log.contains(&format!("url.path=\"{path}\"")), "{log}");
    }
}
