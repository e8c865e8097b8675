//! What in a response departs from the API-SIG guideline "HTTP Response Codes".

use std::fmt;

use faultwire::guideline::{self, Rule};
use serde_json::Value;

use crate::judge::leaks;
use crate::wire::Answer;

/// A rule that a response breaks, and how.
#[derive(Debug, Clone)]
pub struct Departure {
    /// The rule.
    pub rule: &'static Rule,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Departure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule.name(), self.message)
    }
}

/// What in the answer to a request with this method departs from the guideline: all rules that can be checked in a
/// response, in its order.
///
/// A POST is taken for a creation where its answer is a 201 or 202.
///
/// ```
/// use faultwire_testkit::guideline::departures;
/// use faultwire_testkit::wire::Answer;
///
/// let answer = Answer { status: 422, headers: Vec::new(), body: Vec::new() };
/// let found = departures("POST", &answer);
/// assert_eq!(found[0].to_string(), "no-422: 422, which is for 400");
/// ```
///
/// Source: OpenStack API-SIG, "HTTP Response Codes" and "Errors".
pub fn departures(method: &str, answer: &Answer) -> Vec<Departure> {
    let status = answer.status;
    let without = |name: &str| answer.header(name).is_none_or(|value| value.trim().is_empty());
    let deletes = method.eq_ignore_ascii_case("DELETE");
    let found = [
        ("created-location", (status == 201 && without("location")).then(|| "201 without Location".to_owned())),
        (
            "accepted-location",
            (status == 202 && method.eq_ignore_ascii_case("POST") && without("location"))
                .then(|| "202 to a POST without Location".to_owned()),
        ),
        (
            "deleted-204",
            (deletes && matches!(status, 200..=299) && !matches!(status, 202 | 204))
                .then(|| format!("{status} to a DELETE")),
        ),
        ("success-200", unusual_success(deletes, status).then(|| format!("{status}, which is for 200"))),
        ("no-trace", leaks(answer).first().map(|leak| leak.message.clone())),
        ("method-allow", (status == 405 && without("allow")).then(|| "405 without Allow".to_owned())),
        ("errors-body", errors_body(answer)),
        ("no-422", (status == 422).then(|| "422, which is for 400".to_owned())),
        ("no-501", (status == 501).then(|| "501, which is for 400 or 404".to_owned())),
    ];
    let known = found.into_iter().filter_map(|(name, message)| Some((guideline::rule(name)?, message?)));
    known.map(|(rule, message)| Departure { rule, message }).collect()
}

/// A success that is none of those that the guideline has, nor the part of a whole that was asked for.
const fn unusual_success(deletes: bool, status: u16) -> bool {
    matches!(status, 200..=299) && !matches!(status, 200 | 201 | 202 | 204 | 206) && !deletes
}

/// Why the body of an error is not in the form of the errors guideline: a list of errors, each with a code, the status
/// of the response, a title, a detail and a link that helps.
fn errors_body(answer: &Answer) -> Option<String> {
    if answer.status < 400 || answer.body.is_empty() {
        return None;
    }
    let Ok(body) = serde_json::from_slice::<Value>(&answer.body) else {
        return Some("the body is no JSON".to_owned());
    };
    let Some(errors) = body.get("errors").and_then(Value::as_array).filter(|errors| !errors.is_empty()) else {
        return Some("the body has no list `errors`".to_owned());
    };
    errors.iter().enumerate().find_map(|(at, error)| {
        let wrong = wrong_member(error, answer.status, at == 0)?;
        Some(format!("errors[{at}]: {wrong}"))
    })
}

/// What is wrong with one error. The first is the response's own; those behind it may come from other services.
fn wrong_member(error: &Value, status: u16, own: bool) -> Option<String> {
    let text = |name: &str| error.get(name).is_some_and(Value::is_string);
    let code = error.get("code").and_then(Value::as_str).unwrap_or_default();
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    if code.is_empty() || !code.bytes().all(fits) {
        return Some("`code` is no word of lower-case letters, digits, `.`, `_` and `-`".to_owned());
    }
    match error.get("status").and_then(Value::as_u64) {
        None => return Some("`status` is no number".to_owned()),
        Some(found) if own && found != u64::from(status) => {
            return Some(format!("`status` is {found}, and the response is a {status}"));
        }
        Some(_) => {}
    }
    if let Some(name) = ["title", "detail"].iter().find(|name| !text(name)) {
        return Some(format!("`{name}` is no text"));
    }
    let links = error.get("links").and_then(Value::as_array);
    let helps = |link: &Value| {
        link.get("rel").and_then(Value::as_str) == Some("help") && link.get("href").is_some_and(Value::is_string)
    };
    let helped = links.is_some_and(|links| links.iter().any(helps));
    (!helped).then(|| "`links` has no link that helps".to_owned())
}

#[cfg(test)]
mod tests {
    use faultwire::guideline::Place;

    use super::*;

    const RIGHT: &str = r#"{"errors":[{"code":"a.b","status":404,"title":"t","detail":"d",
        "links":[{"rel":"help","href":"/h"}]}]}"#;

    fn names(method: &str, status: u16, headers: &[(&str, &str)], body: &str) -> Vec<&'static str> {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec())).collect();
        let answer = Answer { status, headers, body: body.as_bytes().to_vec() };
        departures(method, &answer).iter().map(|departure| departure.rule.name()).collect()
    }

    /// A rule, then the method, status, headers and body that break it.
    type Breaker = (&'static str, &'static str, u16, &'static [(&'static str, &'static str)], &'static str);

    #[test]
    fn every_rule_of_responses_is_broken_by_one() {
        let breakers: &[Breaker] = &[
            ("created-location", "POST", 201, &[], "{}"),
            ("created-location", "PUT", 201, &[("location", " ")], "{}"),
            ("accepted-location", "POST", 202, &[], ""),
            ("deleted-204", "DELETE", 200, &[], "{}"),
            ("deleted-204", "DELETE", 203, &[], "{}"),
            ("success-200", "GET", 203, &[], "{}"),
            ("success-200", "PUT", 205, &[], ""),
            ("no-trace", "GET", 200, &[], r#"{"at":"src/main.rs:17"}"#),
            ("method-allow", "PUT", 405, &[], ""),
            ("errors-body", "GET", 404, &[], "not found"),
            ("errors-body", "GET", 404, &[], r#"{"errors":[]}"#),
            ("errors-body", "GET", 500, &[], RIGHT),
            ("errors-body", "GET", 404, &[], r#"{"errors":[{"code":"a.b","status":404,"title":"t","detail":"d"}]}"#),
            ("errors-body", "GET", 404, &[], r#"{"errors":[{"code":"A","status":404,"title":"t","detail":"d"}]}"#),
            ("no-422", "POST", 422, &[], ""),
            ("no-501", "POST", 501, &[], ""),
        ];
        for (rule, method, status, headers, body) in breakers {
            assert_eq!(names(method, *status, headers, body), [*rule], "{method} {status} {body}");
        }
        for rule in guideline::rules().iter().filter(|rule| rule.place() == Place::Response) {
            assert!(breakers.iter().any(|(name, ..)| *name == rule.name()), "{}", rule.name());
        }
    }

    #[test]
    fn what_the_guideline_asks_for_departs_from_nothing() {
        let location = [("location", "/volumes/7")];
        for (method, status, headers, body) in [
            ("POST", 201, &location[..], "{}"),
            ("POST", 202, &location, ""),
            ("DELETE", 202, &[], ""),
            ("DELETE", 204, &[], ""),
            ("GET", 200, &[], "{}"),
            ("GET", 206, &[], "ab"),
            ("GET", 304, &[], ""),
            ("PUT", 405, &[("allow", "GET")], ""),
            ("GET", 404, &[], RIGHT),
            ("GET", 500, &[], ""),
        ] {
            assert!(names(method, status, headers, body).is_empty(), "{method} {status}");
        }
    }
}
