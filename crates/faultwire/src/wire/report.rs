//! What was left out of an answer, said once.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex};

/// How many reports are remembered; beyond that nothing new is said.
const MAX_REMEMBERED: usize = 512;

static SAID: LazyLock<Mutex<HashSet<(String, String)>>> = LazyLock::new(Mutex::default);

/// Reports, once per process, that a member of a fault does not appear in an envelope.
pub(crate) fn left_out(style: &str, member: &str, why: &'static str) {
    let Ok(mut said) = SAID.lock() else { return };
    if said.len() < MAX_REMEMBERED && said.insert((style.to_owned(), member.to_owned())) {
        tracing::warn!(style, member, why, "member left out of an answer");
    }
}
