//! A service on actix-web below the middleware, in process and over sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "tests")]

mod allocations;
mod app;
mod faults;
mod middleware;
mod rejections;
mod replies;
mod routes;
mod sockets;

#[path = "../../../faultwire-testkit/tests/support/client.rs"]
mod client;
