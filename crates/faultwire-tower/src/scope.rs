//! Running what lies below the layer.

pub use faultwire::layer::within as within_layer;
pub(crate) use faultwire::layer::{catching, quietly};
