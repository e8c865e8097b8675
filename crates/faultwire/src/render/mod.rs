//! Rendering: everything about an answer is decided here.

mod answer;
mod builder;
mod check;
#[cfg(feature = "metrics")]
mod count;
mod envelope;
#[cfg(feature = "config")]
mod fallback;
mod headers;
mod log;
mod media;
mod occasion;
mod preferences;
mod renderer;
mod reply;
mod route;
mod sample;
mod style;

pub use answer::{Answer, Carried, Rendered, TextRule};
pub use builder::RendererBuilder;
pub use check::TypeMistake;
pub use envelope::{Envelope, Outgoing};
pub use renderer::Renderer;
pub use reply::CarriedReply;

pub(crate) use occasion::Occasion;
#[cfg(feature = "i18n")]
pub(crate) use preferences::preferences;
pub(crate) use route::Prefix;
pub(crate) use sample::Limit;
