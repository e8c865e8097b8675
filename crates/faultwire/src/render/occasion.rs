//! One rendering: the request, and what is drawn for it at most once.

use std::cell::{Cell, OnceCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::SystemTime;

use super::renderer::Environment;
use crate::fault::{Fault, FaultType};
use crate::language::Language;
use crate::request::RequestContext;
use crate::style::Resolved;

/// The longest request id that is taken over.
const MAX_REQUEST_ID: usize = 128;

/// One rendering. The request id and the moment are drawn when they are first needed, and then stay.
pub(crate) struct Occasion<'a> {
    pub(crate) request: &'a RequestContext,
    environment: &'a Environment,
    request_id: OnceCell<Option<String>>,
    now: OnceCell<SystemTime>,
    language: Cell<Option<usize>>,
}

impl<'a> Occasion<'a> {
    pub(crate) const fn new(environment: &'a Environment, request: &'a RequestContext) -> Self {
        let language = Cell::new(None);
        Self { request, environment, request_id: OnceCell::new(), now: OnceCell::new(), language }
    }

    /// A fault in the language of the client; `None` where it is said in its own words. The first one says in which
    /// language the answer is.
    pub(crate) fn say(&self, fault: &Fault) -> Option<Fault> {
        let said = self.environment.languages.as_ref()?.say(fault, self.request);
        if self.language.get().is_none() {
            self.language.set(Some(said.language));
        }
        said.fault
    }

    /// The language of the answer, where it is known, and whether another request might have got another.
    pub(crate) fn language(&self) -> Option<(&'a Language, bool)> {
        let languages = self.environment.languages.as_ref()?;
        Some((languages.language(self.language.get()?), languages.is_choice()))
    }

    /// The id that came with the request, when it is well-formed, else one of the renderer's.
    pub(crate) fn request_id(&self) -> Option<&str> {
        let draw = || self.environment.request_ids.as_ref().and_then(unless_it_panics);
        let given = self.request.request_id().and_then(|value| value.to_str().ok()).filter(|id| is_well_formed(id));
        given.or_else(|| self.request_id.get_or_init(draw).as_deref())
    }

    pub(crate) fn now(&self) -> SystemTime {
        *self.now.get_or_init(|| unless_it_panics(&self.environment.clock).unwrap_or_else(SystemTime::now))
    }

    /// Whether one more failure with this code goes into the log: with how many before it did not. `None`: it does not.
    pub(crate) fn admit_to_log(&self, code: &str) -> Option<u64> {
        let environment = self.environment;
        let Some(limit) = environment.log_limit else { return Some(0) };
        environment.logged.admit(limit, code, self.request.route(), self.now())
    }

    /// The status of another definition in the style of this answer.
    pub(crate) fn status_in(&self, style: &Resolved, fault_type: &FaultType) -> u16 {
        self.environment.status_in(style, fault_type).status
    }

    pub(crate) const fn shows_details(&self) -> bool {
        self.environment.details
    }
}

/// The service's own clock and id source must not lose an answer.
fn unless_it_panics<T>(draw: impl Fn() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(draw)).ok()
}

fn is_well_formed(id: &str) -> bool {
    (1..=MAX_REQUEST_ID).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.:/+=".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::is_well_formed;

    #[test]
    fn request_ids_are_short_words() {
        assert!(is_well_formed("req-0f0e6a0c-2f5a-4c7d-9f4f-3c1f3f0b7a11"));
        for bad in ["", "a b", "a\"b", "<x>", &"x".repeat(129)] {
            assert!(!is_well_formed(bad), "{bad}");
        }
    }
}
