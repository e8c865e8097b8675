//! The headers of an answer.

use super::{Findings, Rule};
use crate::wire::Answer;

/// What every probe that tries to inject a header calls it.
pub(crate) const INJECTED: &str = "x-faultwire-injected";

/// Headers that an answer has at most once.
const SINGLE: &[&str] = &[
    "allow",
    "content-type",
    "date",
    "location",
    "retry-after",
    "server",
    "x-request-id",
    "x-openstack-request-id",
    "x-compute-request-id",
];

pub(super) fn check(answer: &Answer, failed: bool, found: &mut Findings) {
    if answer.header(INJECTED).is_some() {
        found.add(Rule::Injection, "what the request sent became a header of the answer");
    }
    for (name, value) in &answer.headers {
        if value.iter().any(|byte| byte.is_ascii_control() && *byte != b'\t') {
            found.add(Rule::Headers, format!("{name} has control characters"));
        }
    }
    if let Some(name) = SINGLE.iter().find(|name| answer.all(name).count() > 1) {
        found.add(Rule::Headers, format!("{name} comes more than once"));
    }
    let retry = answer.header("retry-after");
    if let Some(value) = retry.filter(|value| value.is_empty() || !value.bytes().all(|b| b.is_ascii_digit())) {
        found.add(Rule::Headers, format!("retry-after is {value:?}, not whole seconds"));
    }
    let required = match answer.status {
        401 => Some("www-authenticate"),
        405 => Some("allow"),
        426 => Some("upgrade"),
        _ => None,
    };
    if let Some(name) = required.filter(|name| failed && answer.header(name).is_none()) {
        found.add(Rule::Required, format!("{} without {name}", answer.status));
    }
    let is_token = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_uppercase() || b == b'-');
    let methods = answer.header("allow").filter(|_| answer.status == 405);
    if let Some(methods) = methods.filter(|list| !list.split(',').map(str::trim).all(is_token)) {
        found.add(Rule::Headers, format!("allow is {methods:?}"));
    }
    if answer.status == 204 && (answer.header("content-type").is_some() || answer.header("content-length").is_some()) {
        found.add(Rule::End, "a 204 says something of a body");
    }
    if failed && answer.all("content-encoding").any(|value| !value.eq_ignore_ascii_case(b"identity")) {
        found.add(Rule::Headers, "an encoding that the request did not ask for");
    }
}
