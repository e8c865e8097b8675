//! What was left out of an answer, said once.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex};

/// How many reports are remembered; beyond that nothing new is said.
const MAX_REMEMBERED: usize = 512;

/// A style and the member that was left out; without a member, that clients have no way on. Or a language and the id of a
/// text.
type Report = (String, Option<String>);

static SAID: LazyLock<Mutex<HashSet<Report>>> = LazyLock::new(Mutex::default);

/// Reports, once per process, that a member of a fault or a header of a reply does not appear in an answer.
pub(crate) fn left_out(style: &str, member: &str, why: &'static str) {
    if is_new(style, Some(member)) {
        tracing::warn!(style, member, why, "member left out of an answer");
    }
}

/// Reports, once per process, that clients of a style are told of no way to ask how a request went on.
pub(crate) fn no_way_on(style: &str) {
    if is_new(style, None) {
        tracing::warn!(style, "a 202 has neither a location nor a queue token to go on with");
    }
}

/// Reports, once per process, that a translation cannot be used; the next language is.
#[cfg(feature = "i18n")]
pub(crate) fn untranslated(language: &str, id: &str, why: &str) {
    if is_new(&format!("language {language}"), Some(id)) {
        tracing::warn!(language, id, why, "translation left out of an answer");
    }
}

fn is_new(style: &str, member: Option<&str>) -> bool {
    let Ok(mut said) = SAID.lock() else { return false };
    said.len() < MAX_REMEMBERED && said.insert((style.to_owned(), member.map(str::to_owned)))
}
