#![doc = include_str!("../README.md")]

pub mod actix_web;
pub mod axum;
pub mod case;
pub mod rocket;
pub mod settings;
pub mod warp;

use std::net::SocketAddr;

/// A framework that has a lab.
#[derive(Debug, Clone, Copy)]
pub struct Framework {
    /// Its name, as cases have it.
    pub name: &'static str,
    /// Starts its lab on a free port of the loopback interface; it runs until the process ends.
    pub start: fn() -> std::io::Result<SocketAddr>,
    /// Starts it for HTTP/2 with prior knowledge (RFC 9113 section 3.3), in the same way.
    pub start_http2: fn() -> std::io::Result<SocketAddr>,
}

/// All that have one.
pub const FRAMEWORKS: &[Framework] = &[
    Framework { name: "axum", start: axum::start, start_http2: axum::start },
    Framework { name: "actix-web", start: actix_web::start, start_http2: actix_web::start_http2 },
    Framework { name: "warp", start: warp::start, start_http2: warp::start },
    Framework { name: "rocket", start: rocket::start, start_http2: rocket::start },
];
