#![doc = include_str!("../README.md")]

pub use faultwire;

mod convert;
mod future;
mod known;
mod middleware;
mod path;
mod response;
#[cfg(feature = "serve")]
mod server;

pub use future::FaultFuture;
pub use middleware::{FaultMiddleware, FaultService};
pub use path::Path;
pub use response::{FaultResponse, ReplyResponse, Result};
#[cfg(feature = "serve")]
pub use server::FaultServer;
