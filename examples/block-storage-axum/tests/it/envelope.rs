//! What an answer must look like under each prefix.

use serde_json::Value;

use crate::service::{Answer, Call};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    OpenStack,
    SimpliVity,
    StatusText,
    QueueToken,
    Problem,
    ApiSig,
}

/// The prefixes of the service and the style of each.
pub(crate) const PREFIXES: [(&str, Style); 7] = [
    ("/v3", Style::OpenStack),
    ("/v3/demo", Style::OpenStack),
    ("/api", Style::SimpliVity),
    ("/status", Style::StatusText),
    ("/queue", Style::QueueToken),
    ("/problem", Style::Problem),
    ("/sig", Style::ApiSig),
];

/// A fault that a test expects, as the definitions say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expected<'a> {
    pub(crate) code: &'a str,
    pub(crate) status: u16,
    /// Whether a handler reports it.
    pub(crate) soft: bool,
    /// All of the message, where it matters.
    pub(crate) message: Option<&'a str>,
}

impl<'a> Expected<'a> {
    /// A fault of the protocol.
    pub(crate) fn hard(code: &'a str, status: u16) -> Self {
        Self { code, status, soft: false, message: None }
    }

    /// A fault that a handler reports.
    pub(crate) fn soft(code: &'a str, status: u16) -> Self {
        Self { soft: true, ..Self::hard(code, status) }
    }

    pub(crate) fn message(self, message: &'a str) -> Self {
        Self { message: Some(message), ..self }
    }

    /// The same with another status, where a style has one.
    pub(crate) fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }
}

impl Style {
    /// As a configuration and a word name it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::OpenStack => "openstack",
            Self::SimpliVity => "simplivity",
            Self::StatusText => "status-text",
            Self::QueueToken => "queue-token",
            Self::Problem => "problem",
            Self::ApiSig => "api-sig",
        }
    }

    /// Checks the status, the content type and every member of a JSON answer.
    #[track_caller]
    pub(crate) fn check(self, answer: &Answer, expected: Expected<'_>) {
        let http = if self == Self::StatusText && expected.soft { 200 } else { expected.status };
        assert_eq!(answer.status, http, "{self:?} {expected:?} {answer:?}");
        let media = match self {
            Self::OpenStack => "application/json; charset=UTF-8",
            Self::Problem => "application/problem+json",
            _ => "application/json",
        };
        assert_eq!(answer.header("content-type"), Some(media), "{self:?} {expected:?}");
        let json = answer.json();
        let message = match self {
            Self::OpenStack => openstack(answer, &json, expected),
            Self::SimpliVity => simplivity(answer, &json, expected),
            Self::StatusText => status_text(&json, expected),
            Self::QueueToken => queue_token(&json),
            Self::Problem => problem(answer, &json, expected),
            Self::ApiSig => api_sig(answer, &json, expected),
        };
        assert!(!message.is_empty() || expected.message == Some(""), "{self:?} {expected:?} {json}");
        if let Some(wanted) = expected.message {
            assert_eq!(message, wanted, "{self:?} {expected:?}");
        }
    }
}

/// Sends the same request below every prefix and checks what comes back.
#[track_caller]
pub(crate) fn check_all(call: impl Fn(&str) -> Call, expected: impl Fn(Style) -> Expected<'static>) -> Vec<Answer> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let answers = PREFIXES.iter().map(|(prefix, style)| {
        let answer = runtime.block_on(call(prefix).send());
        style.check(&answer, expected(*style));
        answer
    });
    answers.collect()
}

#[track_caller]
pub(crate) fn get_all(path: &str, expected: impl Fn(Style) -> Expected<'static>) -> Vec<Answer> {
    check_all(|prefix| Call::get(format!("{prefix}{path}")), expected)
}

#[track_caller]
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

/// The names of the members, in alphabetical order.
#[track_caller]
fn names(value: &Value) -> Vec<&str> {
    value.as_object().unwrap_or_else(|| panic!("{value} is no object")).keys().map(String::as_str).collect()
}

fn openstack(answer: &Answer, json: &Value, expected: Expected<'_>) -> String {
    let root = match expected.status {
        400 => "badRequest",
        401 => "unauthorized",
        403 => "forbidden",
        404 => "itemNotFound",
        405 => "badMethod",
        409 => "conflictingRequest",
        413 | 429 => "overLimit",
        415 => "badMediaType",
        422 => "unprocessableEntity",
        501 => "notImplemented",
        503 => "serviceUnavailable",
        _ => "instanceFault",
    };
    assert_eq!(names(json), [root]);
    let fault = &json[root];
    assert_eq!(fault["code"], expected.status);
    let retry_after = fault.get("retryAfter").map(|value| text(value));
    let expected_retry = answer.header("retry-after").filter(|_| matches!(expected.status, 413 | 429));
    assert_eq!(retry_after.as_deref(), expected_retry);
    let id = answer.header("x-openstack-request-id").unwrap();
    assert!(id.starts_with("req-") && id.len() == 40, "{id}");
    assert_eq!(answer.header("x-compute-request-id"), Some(id));
    assert!(answer.varies());
    text(&fault["message"])
}

fn simplivity(answer: &Answer, json: &Value, expected: Expected<'_>) -> String {
    if expected.code == "invalid_grant" {
        assert_eq!(names(json), ["error", "error_description"]);
        assert_eq!(json["error"], "invalid_grant");
        return text(&json["error_description"]);
    }
    assert_eq!(json["path"], answer.path);
    assert!(json["timestamp"].is_u64());
    if expected.status == 401 {
        assert_eq!(names(json), ["error", "exception", "message", "path", "status", "timestamp"]);
        assert_eq!((&json["status"], &json["error"]), (&401.into(), &"Unauthorized".into()));
    } else {
        assert_eq!(json["status"], expected.status.to_string());
        let exception = match expected.status {
            404 => "com.simplivity.restapi.exceptions.ObjectNotFoundException",
            _ => "com.simplivity.rpc.common.TaskException",
        };
        assert_eq!(json["exception"], exception);
    }
    if let Some(number) = json.get("error_code") {
        assert!(expected.status != 404 && text(number).parse::<u32>().is_ok_and(|number| number > 0));
    }
    text(&json["message"])
}

fn status_text(json: &Value, expected: Expected<'_>) -> String {
    assert_eq!(names(json), ["code", "status", "text"]);
    assert_eq!(json["status"], "error");
    assert_eq!(json["code"], expected.code);
    text(&json["text"])
}

fn queue_token(json: &Value) -> String {
    assert_eq!(names(json), ["errors"]);
    let errors = json["errors"].as_array().unwrap();
    assert!(!errors.is_empty());
    text(&errors[0])
}

fn problem(answer: &Answer, json: &Value, expected: Expected<'_>) -> String {
    assert_eq!(json["status"], expected.status);
    assert_eq!(json["code"], expected.code);
    assert_eq!(json["instance"], answer.path);
    assert!(!text(&json["title"]).is_empty());
    assert!(answer.varies());
    text(&json["detail"])
}

fn api_sig(answer: &Answer, json: &Value, expected: Expected<'_>) -> String {
    assert_eq!(names(json), ["errors"]);
    assert_eq!(json["errors"].as_array().unwrap().len(), 1);
    let error = &json["errors"][0];
    assert_eq!(text(&error["request_id"]), answer.header("x-openstack-request-id").unwrap());
    assert_eq!(error["code"], format!("block-storage.{}", expected.code.replace('_', ".")));
    assert_eq!(error["status"], expected.status);
    assert!(!text(&error["title"]).is_empty());
    assert_eq!(error["links"][0]["rel"], "help");
    assert!(!text(&error["links"][0]["href"]).is_empty());
    text(&error["detail"])
}
