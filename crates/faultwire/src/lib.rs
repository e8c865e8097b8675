#![doc = include_str!("../README.md")]

pub mod guideline;
pub mod layer;
pub mod protocol;
#[cfg(feature = "config")]
pub mod styles;

mod calls;
mod config;
pub(crate) mod fault;
mod language;
mod render;
mod reply;
mod request;
mod style;
mod wire;

pub use calls::Call;
pub use config::Config;
pub use fault::{
    Cause, Definition, Definitions, Fault, FaultEntry, FaultSet, FaultType, FaultTypeBuilder, IntoFault,
    InvalidFaultType, InvalidHeader, InvalidName, Location, OrFault, Parameter, ParameterInfo, ParameterKind, Private,
    Retry, Severity, Value, Violation,
};
#[cfg(feature = "derive")]
pub use faultwire_derive::Fault;
#[cfg(feature = "i18n")]
pub use language::{TranslationGap, TranslationRule};
pub use render::{
    Answer, Carried, CarriedReply, Envelope, Outgoing, Rendered, Renderer, RendererBuilder, TextRule, TypeMistake,
};
pub use reply::{Reply, Task, TaskState};
pub use request::RequestContext;
pub use style::describe::{Style, StyleOption};
pub use style::diagnostic::{ConfigError, Mistake, Source};
pub use style::page::Format;
pub use style::report::{DropsReport, Fate, FieldReport, Place};
