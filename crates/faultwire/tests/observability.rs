//! Ten thousand faults: events and counters add up, and nothing private leaves by another way.
//!
//! A program of its own, for the reason that `log.rs` gives.

#![allow(clippy::unwrap_used, dead_code, reason = "a test that cannot go on fails, and uses a part of `events`")]

#[path = "support/events.rs"]
mod events;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use faultwire::{Cause, Config, Fault, FaultType, Renderer, RequestContext, protocol};
use http::{HeaderMap, Method, Uri};
use metrics_util::debugging::{DebugValue, DebuggingRecorder};
use tracing::Level;

use events::Events;

static QUOTA: FaultType = FaultType::new("quota_exceeded", 413, "Quota exceeded").cause(Cause::Quota);
static IN_USE: FaultType = FaultType::new("in_use", 409, "In use");

const SERVICE: &str = "
style = 'queue-token'
guideline = 'warn'

[[operations]]
path = '/volumes'
POST = 'create'
";

/// Sums of counters by name and labels.
type Counters = HashMap<String, u64>;

/// What is logged and counted while something is done.
fn observed(work: impl FnOnce()) -> (Vec<(Level, String)>, Counters) {
    let (events, recorder) = (Events::default(), DebuggingRecorder::new());
    let snapshotter = recorder.snapshotter();
    metrics::with_local_recorder(&recorder, || tracing::subscriber::with_default(events.clone(), work));
    let mut counters = Counters::new();
    for (key, _, _, value) in snapshotter.snapshot().into_vec() {
        let labels: Vec<_> = key.key().labels().map(|label| format!("{}={}", label.key(), label.value())).collect();
        let DebugValue::Counter(count) = value else { panic!("only counters") };
        counters.insert(format!("{} {}", key.key().name(), labels.join(" ")), count);
    }
    (events.all(), counters)
}

fn sum(counters: &Counters, start: &str) -> u64 {
    counters.iter().filter(|(name, _)| name.starts_with(start)).map(|(_, count)| count).sum()
}

#[test]
fn ten_thousand_faults_are_ten_thousand_events_and_counts() {
    const EACH: usize = 1250;
    let renderer = Renderer::from_config(&Config::from_toml(SERVICE, "faultwire.toml").unwrap()).unwrap();
    let asked =
        |method: Method, path: &'static str| renderer.capture(&method, &Uri::from_static(path), &HeaderMap::new());
    let mut sent = String::new();
    let (events, counters) = observed(|| {
        for at in 0..EACH {
            let routed = asked(Method::POST, "/volumes").with_route("/volumes");
            let private =
                |fault: Fault| fault.with_source(format!("hunter2 of {at}")).with_private("token", "t-secret");
            for (fault, request) in [
                (private(Fault::new(&protocol::UNAVAILABLE)), &routed),
                (protocol::for_panic(Box::new("hunter2")).with_private("token", "t-secret"), &routed),
                (private(Fault::new(&QUOTA)), &routed),
                (private(Fault::new(&IN_USE)), &routed),
                (private(Fault::new(&protocol::BODY_MALFORMED)), &routed),
                (private(Fault::new(&protocol::ROUTE_NOT_FOUND)), &asked(Method::GET, "/no/such/route")),
                (private(Fault::new(&protocol::REQUEST_MALFORMED)), &RequestContext::empty()),
                (private(Fault::shared(Arc::new(IN_USE.clone()))), &asked(Method::GET, "/elsewhere")),
            ] {
                let response = renderer.render(&fault, request);
                // A second rendering is neither an event nor a count.
                renderer.render(&fault, request);
                write!(sent, "{:?}{:?}", response.headers(), response.body()).unwrap();
            }
        }
    });
    let each = u64::try_from(EACH).unwrap();
    assert_eq!(events.len(), 8 * EACH);
    let of_level = |level: Level| events.iter().filter(|(known, _)| *known == level).count();
    assert_eq!((of_level(Level::ERROR), of_level(Level::WARN), of_level(Level::DEBUG)), (2 * EACH, 2 * EACH, 4 * EACH));
    assert_eq!(sum(&counters, "faults_total "), 8 * each);
    let expected = [
        "faults_total code=unavailable status=503 route=/volumes origin=protocol",
        "faults_total code=internal status=500 route=/volumes origin=panic",
        "faults_total code=quota_exceeded status=413 route=/volumes origin=service",
        "faults_total code=in_use status=409 route=/volumes origin=service",
        "faults_total code=body_malformed status=400 route=/volumes origin=protocol",
        "faults_total code=route_not_found status=400 route= origin=protocol",
        "faults_total code=request_malformed status=400 route= origin=parser",
        "faults_total code=in_use status=409 route= origin=service",
        "faults_against_guideline_total code=quota_exceeded rule=quota-403",
        "faults_not_of_call_total code=in_use call=create",
    ];
    for name in expected {
        assert_eq!(counters.get(name), Some(&each), "{name} in {counters:?}");
    }
    assert_eq!(counters.len(), expected.len(), "{counters:?}");
    assert!(!sent.contains("hunter2") && !sent.contains("t-secret"));
    assert!(counters.keys().all(|name| !name.contains("hunter2") && !name.contains("/no/such/route")));
    assert!(events.iter().all(|(_, text)| text.contains("hunter2") && text.contains("t-secret")));
}

#[test]
fn of_identical_failures_so_many_are_logged_and_all_are_counted() {
    let now = Arc::new(Mutex::new(SystemTime::UNIX_EPOCH));
    let clock = Arc::clone(&now);
    let config = Config::from_toml("[log]\nburst = 5\nseconds = 60", "faultwire.toml").unwrap();
    let renderer = Renderer::builder().config(config).clock(move || *clock.lock().unwrap()).build().unwrap();
    let fail = |fault_type, times: usize| {
        (0..times).for_each(|_| drop(renderer.render(&Fault::new(fault_type), &RequestContext::empty())));
    };
    let (events, counters) = observed(|| {
        fail(&protocol::UNAVAILABLE, 50_000);
        fail(&protocol::UPSTREAM_FAILED, 3);
        // What is no failure of the server is not left out.
        fail(&protocol::FORBIDDEN, 100);
        *now.lock().unwrap() += Duration::from_secs(60);
        fail(&protocol::UNAVAILABLE, 7);
    });
    let logged = |code: &str| events.iter().filter(|(_, text)| text.contains(&format!(" code=\"{code}\""))).count();
    assert_eq!((logged("unavailable"), logged("upstream_failed"), logged("forbidden")), (5 + 5, 3, 100));
    let left_out: Vec<_> = events.iter().filter(|(_, text)| text.contains(" left_out=")).collect();
    assert_eq!(left_out.len(), 1);
    assert!(left_out[0].1.contains("left_out=49995"), "{left_out:?}");
    assert_eq!(sum(&counters, "faults_total code=unavailable "), 50_007);
    assert_eq!(sum(&counters, "faults_total "), 50_007 + 3 + 100);
}

#[test]
fn a_limit_that_is_none_is_a_mistake_with_its_place() {
    for (text, place) in [
        ("[log]\nburst = 0", "f.toml:2:9"),
        ("[log]\nseconds = 'many'", "f.toml:2:11"),
        ("[log]\nbrust = 5", "did you mean `burst`?"),
        ("log = 5", "f.toml:1:7"),
    ] {
        let error = Config::from_toml(text, "f.toml").unwrap_err().to_string();
        assert!(error.contains(place), "{error}");
    }
}
