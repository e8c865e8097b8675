//! What came back for a case, and what is wrong with it.

use faultwire_testkit::judge::{Expected, Judge};
use faultwire_testkit::wire::{Exchange, Outcome};

use crate::case::Case;
use crate::mask::{Masked, mask};

/// What came back for a case.
#[derive(Debug)]
pub struct Seen {
    /// The answer, masked; or why there is none.
    pub answer: Result<Masked, String>,
    /// Whether it is an error, or should be one.
    pub is_error: bool,
    /// What is wrong with it, in words: it fails where it should not or does not where it should, it is no HTTP, it is
    /// outside of the envelope.
    pub wrong: Vec<String>,
}

impl Seen {
    /// Looks at what came back for a case.
    pub fn new(case: &Case, exchange: &Exchange, judge: &Judge) -> Self {
        let expected = if case.fails == Some(true) { Expected::AnyError } else { Expected::Anything };
        let mut wrong: Vec<_> =
            judge.judge(&case.request, exchange, expected).iter().map(ToString::to_string).collect();
        let answer = match &exchange.outcome {
            Outcome::Answer(answer) => Ok(mask(answer, case.request.method())),
            other => Err(format!("no answer: {other:?}")),
        };
        let status = answer.as_ref().map_or(500, |answer| answer.status);
        if case.fails == Some(false) && status >= 400 {
            wrong.push(format!("status {status} of what succeeds"));
        }
        Self { answer, is_error: case.fails.unwrap_or(status >= 400), wrong }
    }

    /// How this differs from what came back from another service, in words.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        match (&self.answer, &other.answer) {
            (Ok(found), Ok(other)) => found.differences(other),
            (Err(found), Err(other)) if found == other => Vec::new(),
            (Err(why), _) => vec![why.clone()],
            (Ok(found), Err(_)) => vec![format!("an answer with {}", found.status)],
        }
    }
}
