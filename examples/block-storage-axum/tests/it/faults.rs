//! Ids that fail on request, and what goes wrong before a handler, under every prefix.

use block_storage::BlockStorageFault;
use faultwire_axum::faultwire::{Definition, FaultSet};
use snapshots::SnapshotFault;

use crate::envelope::{Expected, PREFIXES, Style, check_all, get_all};
use crate::service::{Call, service};

const SAMPLES: [u16; 18] = [400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 416, 417, 422, 429, 500, 501, 502, 503];

#[test]
fn an_unknown_volume_is_not_found() {
    let message = "Volume vol-9 could not be found.";
    get_all("/volumes/vol-9", |_| Expected::soft("volume_not_found", 404).message(message));
}

#[test]
fn an_unknown_route_is_not_found_and_under_queue_a_bad_request() {
    let expected = |style| {
        let status = if style == Style::QueueToken { 400 } else { 404 };
        Expected::hard("route_not_found", status)
    };
    for path in ["/nope", "/volumes/", "/volumes/vol-1/nope", "/volumes/vol-1/action/"] {
        get_all(path, expected);
    }
}

#[test]
fn a_wrong_method_is_not_allowed_and_allow_names_the_right_ones() {
    let expected = |_| Expected::hard("method_not_allowed", 405);
    for method in ["PATCH", "BREW", "DELETE", "OPTIONS"] {
        for answer in check_all(|prefix| Call::new(method, format!("{prefix}/volumes")), expected) {
            assert_eq!(answer.header("allow"), Some("GET,HEAD,POST"));
        }
    }
    for answer in check_all(|prefix| Call::get(format!("{prefix}/volumes/vol-1/action")), expected) {
        assert_eq!(answer.header("allow"), Some("POST"));
    }
}

#[test]
fn broken_json_is_a_bad_request() {
    let call = |prefix: &str| Call::new("POST", format!("{prefix}/volumes")).json(r#"{"volume":{"#);
    check_all(call, |_| Expected::hard("body_malformed", 400));
}

#[test]
fn a_wrong_content_type_is_unsupported() {
    let expected = |_| Expected::hard("media_type_unsupported", 415);
    check_all(|prefix| Call::new("POST", format!("{prefix}/volumes")).body("{}"), expected);
    let call = |prefix: &str| Call::new("PUT", format!("{prefix}/volumes/vol-1")).body("{}");
    check_all(|prefix| call(prefix).header("content-type", "text/plain"), expected);
}

#[test]
fn a_body_of_three_mebibytes_is_too_large() {
    let body = format!(r#"{{"volume":{{"name":"{}"}}}}"#, "x".repeat(3 << 20));
    let call = |prefix: &str| Call::new("POST", format!("{prefix}/volumes")).json(body.clone());
    check_all(call, |_| Expected::hard("body_too_large", 413));
}

#[test]
fn every_sample_comes_in_style_with_the_headers_of_its_status() {
    for status in SAMPLES {
        let code: &'static str = format!("sample_{status}").leak();
        let expected = |_| if status < 500 { Expected::soft(code, status) } else { Expected::hard(code, status) };
        for answer in get_all(&format!("/volumes/fault-{status}"), expected) {
            let retry_after = matches!(status, 413 | 429 | 503).then_some("7");
            assert_eq!(answer.header("retry-after"), retry_after, "{status}");
            assert_eq!(answer.header("www-authenticate").is_some(), status == 401, "{status}");
            assert_eq!(answer.header("allow").is_some(), status == 405, "{status}");
        }
    }
}

#[test]
fn the_datastores_have_the_same_samples() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for status in SAMPLES {
        let answer = runtime.block_on(Call::get(format!("/api/datastores/fault-{status}")).send());
        Style::SimpliVity.check(&answer, Expected::soft(&format!("sample_{status}"), status));
    }
}

#[test]
fn an_echo_is_the_clients_text_byte_for_byte() {
    let message = "<script>alert(\"x\")</script> & 'quotes' \\ {brace} %41 \u{7f} é 漢 \u{1}";
    let encoded: String = message.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let expected = |_| Expected::soft("sample_echo", 400).message(message);
    get_all(&format!("/volumes/fault-echo?message={encoded}"), expected);
    get_all("/volumes/fault-echo", |_| Expected::soft("sample_echo", 400).message(""));
}

#[tokio::test]
async fn a_panic_is_an_internal_error_that_tells_nothing_and_the_service_goes_on() {
    let service = service();
    for (prefix, style) in PREFIXES {
        let answer = Call::get(format!("{prefix}/volumes/fault-panic")).send_to(&service).await;
        style.check(&answer, Expected::hard("internal", 500));
        assert!(!answer.text().contains("panic, and must not"), "{}", answer.text());
        let answer = Call::get(format!("{prefix}/volumes/vol-1")).send_to(&service).await;
        assert_eq!(answer.status, 200);
    }
}

#[tokio::test]
async fn an_action_on_a_sample_is_on_an_unknown_volume() {
    let call = Call::new("DELETE", "/problem/volumes/fault-500");
    Style::Problem.check(&call.send().await, Expected::soft("volume_not_found", 404));
}

/// Every fault of a set, asked for by its code.
fn shown<E: FaultSet>(path: &str) {
    for fault_type in E::definitions().map(Definition::fault_type) {
        let (code, status) = (fault_type.code(), fault_type.status());
        get_all(&format!("{path}/fault-{code}"), |style| {
            let expected = if fault_type.is_hard() { Expected::hard } else { Expected::soft };
            expected(code, fault_type.word(style.name(), "status").map_or(status, |status| status.parse().unwrap()))
        });
    }
}

#[test]
fn every_fault_of_the_catalogues_can_be_seen_in_every_envelope() {
    shown::<BlockStorageFault>("/volumes");
    shown::<SnapshotFault>("/snapshots");
}
