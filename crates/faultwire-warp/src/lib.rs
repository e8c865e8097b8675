#![doc = include_str!("../README.md")]

pub use faultwire;

pub mod body;
mod enveloped;
mod framework;
pub mod method;
pub mod path;
mod rejection;
mod response;
#[cfg(feature = "serve")]
mod serve;
mod service;

pub use enveloped::enveloped;
pub use framework::{FaultLayer, Warp, fault_layer};
pub use rejection::{recover, reject};
pub use response::{FaultResponse, ReplyResponse, Result};
#[cfg(feature = "serve")]
pub use serve::{serve, serve_until};
pub use service::service;

/// For the macro alone.
#[doc(hidden)]
pub mod private {
    pub use std::future::ready;
    pub use warp;
}
