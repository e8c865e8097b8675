//! What the library says to the log and not to clients.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// What work returns, and the source of the fault that it logged, if that had one.
pub(crate) fn watched<T>(work: impl FnOnce() -> T) -> (T, Option<String>) {
    let found = Source::default();
    let done = tracing::subscriber::with_default(found.clone(), work);
    let source = found.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    (done, source)
}

/// Keeps the first source that is logged.
#[derive(Debug, Clone, Default)]
struct Source(Arc<Mutex<Option<String>>>);

impl Subscriber for Source {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "faultwire"
    }

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Found(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner)));
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Where a source is kept when one comes by.
struct Found<'a>(&'a mut Option<String>);

impl Visit for Found<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "source" {
            self.0.get_or_insert_with(|| value.to_owned());
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}
