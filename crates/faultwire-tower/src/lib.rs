#![doc = include_str!("../README.md")]

pub use faultwire;

mod body;
mod framework;
mod future;
mod layer;
pub mod parser;
mod scope;
mod service;

pub use body::FaultBody;
pub use framework::Framework;
pub use future::FaultFuture;
pub use layer::FaultLayer;
pub use scope::within_layer;
pub use service::FaultService;
