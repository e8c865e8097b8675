//! A service on axum below the layer, in process and over sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "tests")]

mod allocations;
mod app;
mod faults;
mod middleware;
mod rejections;
mod replies;
mod routes;
#[cfg(feature = "serve")]
mod sockets;

#[path = "../../../faultwire-testkit/tests/support/client.rs"]
mod client;
