//! A service on rocket with the fairing, in process and over sockets.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::needless_pass_by_value,
    missing_docs,
    reason = "tests; routes take values"
)]

mod abuse;
mod app;
mod bodies;
mod catchers;
mod equal;
mod faults;
mod rejections;
mod replies;
mod routes;
mod sockets;

#[path = "../../../faultwire-testkit/tests/support/client.rs"]
mod client;
