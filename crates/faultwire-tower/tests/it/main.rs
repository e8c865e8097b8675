//! The layer around plain tower services, and the connections of HTTP/1 servers.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "tests")]

mod allocations;
mod answers;
mod errors;
mod grpc;
mod panics;
mod parser;
mod service;
