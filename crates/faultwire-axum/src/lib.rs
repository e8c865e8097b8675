#![doc = include_str!("../README.md")]

pub use faultwire;

mod framework;
#[cfg(feature = "serve")]
mod listener;
mod response;

use std::sync::Arc;

use faultwire::Renderer;

pub use framework::{Axum, FaultLayer};
#[cfg(feature = "serve")]
pub use listener::Listener;
pub use response::{FaultResponse, ReplyResponse, Result};

/// The layer that gives every failed answer of a router its envelope: from a [`Renderer`], or an `Arc` of one.
///
/// Add it last, so that it is the outermost, except for what changes finished answers, such as compression.
///
/// ```
/// use axum::Router;
/// use faultwire_axum::fault_layer;
/// use faultwire_axum::faultwire::Renderer;
///
/// let app: Router = Router::new().layer(fault_layer(Renderer::default()));
/// ```
pub fn fault_layer(renderer: impl Into<Arc<Renderer>>) -> FaultLayer {
    FaultLayer::with_framework(renderer)
}
