//! What becomes of faults that break the guideline.

use std::sync::Arc;
use std::time::SystemTime;

use faultwire::guideline::{self, Policy, Rule};
use faultwire::{Cause, Config, Fault, FaultType, Format, Renderer, Reply, RequestContext, Task, protocol};
use http::{HeaderMap, Method, Uri};
use proptest::prelude::*;

static QUOTA: FaultType =
    FaultType::new("quota_exceeded", 403, "Quota exceeded").cause(Cause::Quota).words(&[("openstack.status", "413")]);
static UNPROCESSABLE: FaultType = FaultType::new("size_invalid", 422, "Invalid size").cause(Cause::InvalidValue);
static UNSUPPORTED: FaultType = FaultType::new("no_snapshots", 501, "No snapshots").cause(Cause::FeatureMissing);
static ALREADY: FaultType = FaultType::new("already_locked", 409, "Already locked").cause(Cause::AlreadySo);

const V2_AND_V3: &str = "
style = 'openstack'
guideline = 'POLICY'

[[routes]]
prefix = '/v2'
style = 'openstack'
guideline = 'off'
";

fn renderer(policy: &str) -> Renderer {
    let config = Config::from_toml(&V2_AND_V3.replace("POLICY", policy), "faultwire.toml").unwrap();
    Renderer::builder().config(config).without_request_ids().build().unwrap()
}

fn sent(renderer: &Renderer, fault_type: &'static FaultType, path: &'static str) -> (u16, String) {
    let request = renderer.capture(&Method::GET, &Uri::from_static(path), &HeaderMap::new());
    let response = renderer.render(&Fault::new(fault_type), &request);
    (response.status().as_u16(), String::from_utf8(response.into_body().to_vec()).unwrap())
}

#[test]
fn enforced_it_changes_the_status_where_the_cause_makes_that_certain() {
    let enforced = renderer("enforce");
    let body =
        |root: &str, code: u16, message: &str| format!(r#"{{"{root}":{{"code":{code},"message":"{message}"}}}}"#);
    assert_eq!(sent(&enforced, &QUOTA, "/v3"), (403, body("forbidden", 403, "Quota exceeded")));
    assert_eq!(sent(&enforced, &UNPROCESSABLE, "/v3"), (400, body("badRequest", 400, "Invalid size")));
    assert_eq!(sent(&enforced, &UNSUPPORTED, "/v3"), (400, body("badRequest", 400, "No snapshots")));
    // A large body is no quota, and what should have been a success cannot become one here.
    assert_eq!(sent(&enforced, &protocol::BODY_TOO_LARGE, "/v3").0, 413);
    assert_eq!(sent(&enforced, &ALREADY, "/v3").0, 409);
    // Elsewhere it is off.
    for (fault_type, status) in [(&QUOTA, 413), (&UNPROCESSABLE, 422), (&UNSUPPORTED, 501)] {
        assert_eq!(sent(&enforced, fault_type, "/v2").0, status);
    }
}

#[test]
fn a_warning_changes_nothing() {
    for policy in ["warn", "off"] {
        let renderer = renderer(policy);
        for (fault_type, status) in [(&QUOTA, 413), (&UNPROCESSABLE, 422), (&UNSUPPORTED, 501), (&ALREADY, 409)] {
            assert_eq!(sent(&renderer, fault_type, "/v3").0, status, "{policy}");
        }
    }
}

#[test]
fn a_configured_status_gives_way() {
    let config = Config::from_toml("guideline = 'enforce'\n[status]\nbody_invalid = 422", "faultwire.toml").unwrap();
    let renderer = Renderer::from_config(&config).unwrap();
    assert_eq!(sent(&renderer, &protocol::BODY_INVALID, "/").0, 400);
}

#[test]
fn the_fault_of_a_task_has_the_status_too() {
    let config = Config::from_toml("style = 'openstack'\nguideline = 'enforce'", "faultwire.toml").unwrap();
    let renderer = Renderer::from_config(&config).unwrap();
    let task = Task::in_progress("task-1", SystemTime::UNIX_EPOCH).failed(SystemTime::UNIX_EPOCH, &UNPROCESSABLE);
    let body = renderer.encode_reply(Reply::from(task), &RequestContext::empty());
    let text = String::from_utf8_lossy(&body);
    assert!(text.contains("400") && !text.contains("422"), "{text}");
}

#[test]
fn a_policy_that_is_none_is_a_mistake_with_its_place() {
    let error = Config::from_toml("guideline = 'enforced'", "faultwire.toml").unwrap_err().to_string();
    assert!(error.contains("faultwire.toml:1:13") && error.contains("`enforced` is no policy"), "{error}");
    assert!(error.contains("did you mean `enforce`?"), "{error}");
    let error = Config::from_toml("[[routes]]\nprefix = '/a'\nstyle = 'problem'\nguideline = true", "f.toml");
    assert!(error.unwrap_err().to_string().contains("f.toml:4:13"));
}

#[test]
fn rules_are_found_by_name() {
    for rule in guideline::rules() {
        assert_eq!(guideline::rule(rule.name()).map(Rule::text), Some(rule.text()));
        assert!(rule.text().ends_with('.'));
    }
    assert!(guideline::rule("quota-413").is_none());
}

fn causes() -> impl Strategy<Value = Cause> {
    prop::sample::select(Cause::ALL)
}

proptest! {
    #[test]
    fn enforced_no_answer_breaks_a_rule_that_asks_for_a_status(cause in causes(), status in 400u16..600, fold: bool) {
        let fault_type = FaultType::builder("any", status, "Any").cause(cause).build().unwrap();
        let renderer = Renderer::builder().style("openstack").guideline(Policy::Enforce).build().unwrap();
        let fault = if fold { Fault::new(Box::leak(Box::new(fault_type.clone()))) } else { Fault::shared(Arc::new(fault_type.clone())) };
        let sent = renderer.render(&fault, &RequestContext::empty()).status().as_u16();
        let broken = guideline::broken_by(&fault_type, sent);
        prop_assert!(broken.is_none_or(|rule| rule.asks().is_none()), "{cause:?} {status}: {broken:?}");
        // What no rule is against stays.
        if guideline::broken_by(&fault_type, status).is_none() {
            prop_assert_eq!(sent, status);
        }
        let unfolded = renderer.encode_unfolded(&fault, &RequestContext::empty(), Format::Json);
        prop_assert_eq!(renderer.encode(&fault, &RequestContext::empty(), Format::Json), unfolded);
    }
}
