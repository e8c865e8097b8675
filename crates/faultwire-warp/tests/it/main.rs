//! Services on warp, in both forms, in process and over sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "tests")]

mod allocations;
mod app;
mod bodies;
mod equal;
mod faults;
mod forms;
mod priority;
mod rejections;
mod replies;
mod routes;
#[cfg(feature = "serve")]
mod sockets;
mod wrappers;

#[path = "../../../faultwire-testkit/tests/support/client.rs"]
mod client;
