//! What the log says of a fault, and how often.
//!
//! A program of its own: `tracing` remembers for each event whether anybody listens, and may learn that from a thread
//! of another test that does not. Here every thread that renders listens.

#![allow(clippy::unwrap_used, dead_code, reason = "a test that cannot go on fails, and uses a part of `events`")]

#[path = "support/events.rs"]
mod events;

use faultwire::guideline::Policy;
use faultwire::{Cause, Config, Fault, FaultType, Renderer, Reply, RequestContext, Task, protocol};
use http::{HeaderMap, Method, Uri};

use events::Events;

static BROKEN: FaultType = FaultType::new("broken", 500, "Broken");

#[test]
fn a_source_is_logged_once_under_the_id_the_client_sees() {
    let events = Events::default();
    let renderer = Renderer::default();
    let fault = Fault::new(&BROKEN)
        .with_source("connect to db with password hunter2\n\u{1b}[31mforged line")
        .with_private("tenant", "t-1");
    let bodies = tracing::subscriber::with_default(events.clone(), || {
        let first = renderer.render(&fault, &RequestContext::empty());
        let second = renderer.render(&fault, &RequestContext::empty());
        [first, second]
    });
    let events = events.texts();
    assert_eq!(events.len(), 1, "{events:?}");
    assert!(
        events[0].starts_with("ERROR") && events[0].contains("password hunter2") && events[0].contains("tenant=t-1")
    );
    assert!(!events[0].contains('\n') && !events[0].contains('\u{1b}'));
    let id = bodies[0].headers()["x-request-id"].to_str().unwrap();
    assert!(events[0].contains(id), "{} {id}", events[0]);
    for response in &bodies {
        let all = format!("{:?} {:?}", response.headers(), response.body());
        assert!(!all.contains("hunter2") && !all.contains("t-1"), "{all}");
    }
}

#[test]
fn a_panic_says_nothing_to_the_client() {
    let events = Events::default();
    let payload = std::panic::catch_unwind(|| panic!("secret {}", 7)).unwrap_err();
    let fault = protocol::for_panic(payload);
    let response = tracing::subscriber::with_default(events.clone(), || {
        Renderer::default().render(&fault, &RequestContext::empty())
    });
    assert_eq!(response.status(), 500);
    assert!(!String::from_utf8_lossy(response.body()).contains("secret"));
    assert!(events.texts()[0].contains("panic: secret 7"));
}

#[test]
fn a_client_error_is_logged_for_debugging_only() {
    let events = Events::default();
    tracing::subscriber::with_default(events.clone(), || {
        Renderer::default().render(&Fault::new(&protocol::FORBIDDEN), &RequestContext::empty())
    });
    assert!(events.texts()[0].starts_with("DEBUG"));
}

/// An error whose text cannot be made.
#[derive(Debug)]
struct Unspeakable;

impl std::fmt::Display for Unspeakable {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        panic!("no text")
    }
}

impl std::error::Error for Unspeakable {}

#[test]
fn a_source_that_panics_does_not_lose_the_answer() {
    let events = Events::default();
    let response = tracing::subscriber::with_default(events.clone(), || {
        Renderer::default().render(&Fault::new(&BROKEN).with_source(Unspeakable), &RequestContext::empty())
    });
    assert_eq!(response.status(), 500);
    assert!(events.texts()[0].contains("an error that cannot be shown"));
}

#[test]
fn what_is_behind_earlier_faults_is_logged_too() {
    let events = Events::default();
    let earlier = Fault::new(&protocol::UPSTREAM_FAILED).with_source("connection refused").with_private("host", "db-1");
    tracing::subscriber::with_default(events.clone(), || {
        Renderer::default().render(&Fault::new(&BROKEN).with_earlier(earlier), &RequestContext::empty())
    });
    let events = events.texts();
    assert!(events[0].contains("connection refused") && events[0].contains("host=db-1"), "{events:?}");
}

#[test]
fn the_level_follows_the_status_that_is_configured() {
    let events = Events::default();
    let config = faultwire::Config::from_toml("[status]\nforbidden = 503", "x").unwrap();
    tracing::subscriber::with_default(events.clone(), || {
        Renderer::from_config(&config).unwrap().render(&Fault::new(&protocol::FORBIDDEN), &RequestContext::empty())
    });
    assert!(events.texts()[0].starts_with("ERROR"));
}

/// What the log says while a style replies.
fn replied(style: &str, reply: Reply) -> Vec<String> {
    let events = Events::default();
    let renderer = Renderer::builder().style(style).build().unwrap();
    tracing::subscriber::with_default(events.clone(), || renderer.reply(reply, &RequestContext::empty()));
    events.texts()
}

#[test]
fn why_a_reply_could_not_be_sent_is_logged() {
    let events = replied("problem", Reply::of("ratio", &f64::NAN));
    assert!(
        events[0].starts_with("ERROR") && events[0].contains("resource `ratio` cannot be written: NaN"),
        "{events:?}"
    );
    let events = replied("status-text", Reply::of("status", &1));
    assert!(events[0].starts_with("ERROR") && events[0].contains("has a member `status` of its own"), "{events:?}");
}

#[test]
fn warnings_and_the_faults_of_tasks_are_logged_once() {
    let warning = Fault::new(&BROKEN).with_source("the disk is nearly full");
    let events = replied("problem", Reply::ok().with_warning(warning));
    assert!(events.len() == 1 && events[0].contains("the disk is nearly full"), "{events:?}");

    let now = std::time::SystemTime::now();
    let task = Task::in_progress("t-1", now).failed(now, Fault::new(&BROKEN).with_source("connection refused"));
    let events = replied("simplivity", task.clone().into());
    assert!(events.len() == 1 && events[0].contains("connection refused"), "{events:?}");
    assert!(replied("simplivity", task.into()).is_empty());
}

#[test]
fn what_is_left_out_of_a_reply_is_said() {
    let events = replied("problem", Reply::created().with_location("/a\nb"));
    assert!(events.len() == 1 && events[0].starts_with("WARN") && events[0].contains("location"), "{events:?}");
    let events = replied("queue-token", Reply::accepted().with_resource("disk", &1));
    assert!(events.len() == 1 && events[0].contains("a 202 has neither a location nor a queue token"), "{events:?}");
    assert!(replied("queue-token", Reply::accepted().with_resource("disk", &1)).is_empty(), "once per process");
    assert!(replied("queue-token", Reply::accepted().with_queue_token("c0ffee")).is_empty());
    assert!(replied("openstack", Reply::accepted()).is_empty());
    let reversed = |now: std::time::SystemTime| Task::in_progress("t", now).completed(std::time::UNIX_EPOCH);
    let events = Events::default();
    tracing::subscriber::with_default(events.clone(), || reversed(std::time::SystemTime::now()));
    assert!(events.texts()[0].contains("ends before it starts"));
}

#[test]
fn what_breaks_the_guideline_is_a_warning_with_the_name_of_the_rule() {
    static QUOTA: FaultType = FaultType::new("quota_exceeded", 413, "Quota exceeded").cause(Cause::Quota);
    static ALREADY: FaultType = FaultType::new("already_locked", 409, "Already locked").cause(Cause::AlreadySo);
    static BUSY: FaultType = FaultType::new("busy", 429, "Busy").cause(Cause::Rate);
    let logged = |policy, fault_type| {
        let events = Events::default();
        let renderer = Renderer::builder().guideline(policy).build().unwrap();
        tracing::subscriber::with_default(events.clone(), || {
            renderer.render(&Fault::new(fault_type), &RequestContext::empty())
        });
        let events = events.texts();
        assert_eq!(events.len(), 1, "{events:?}");
        events[0].clone()
    };
    let warned = logged(Policy::Warn, &QUOTA);
    assert!(warned.starts_with("WARN") && warned.contains("guideline=\"quota-403\""), "{warned}");
    assert!(warned.contains("guideline_asks=\"A quota that is exceeded is a 403, never a 413.\""), "{warned}");
    for (policy, fault_type) in [(Policy::Off, &QUOTA), (Policy::Enforce, &QUOTA), (Policy::Off, &ALREADY)] {
        let quiet = logged(policy, fault_type);
        assert!(quiet.starts_with("DEBUG") && !quiet.contains("guideline"), "{quiet}");
    }
    // What cannot be mended is said all the same.
    assert!(logged(Policy::Enforce, &ALREADY).contains("guideline=\"already-so\""));
    // A client that is too fast is nothing against the guideline, and worth a look.
    let busy = logged(Policy::Warn, &BUSY);
    assert!(busy.starts_with("WARN") && !busy.contains("guideline"), "{busy}");
}

#[test]
fn what_a_call_may_not_answer_is_a_warning_with_the_kind_of_the_call() {
    static IN_USE: FaultType = FaultType::new("name_in_use", 409, "Name in use");
    let text = "style = 'queue-token'\n[[operations]]\npath = '/volumes'\nPOST = 'create'";
    let renderer = Renderer::from_config(&Config::from_toml(text, "faultwire.toml").unwrap()).unwrap();
    let logged = |method: Method, path: &'static str, fault_type| {
        let events = Events::default();
        let request = renderer.capture(&method, &Uri::from_static(path), &HeaderMap::new());
        tracing::subscriber::with_default(events.clone(), || renderer.render(&Fault::new(fault_type), &request));
        let events = events.texts();
        assert_eq!(events.len(), 1, "{events:?}");
        events[0].clone()
    };
    let warned = logged(Method::POST, "/volumes", &IN_USE);
    assert!(warned.starts_with("WARN") && warned.contains("not_of_call=\"create\""), "{warned}");
    for (method, path, fault_type) in [
        // It may answer so, or nothing is declared, or it is the protocol's, or it is for what no route is.
        (Method::POST, "/volumes", &protocol::BODY_MALFORMED),
        (Method::PUT, "/volumes", &IN_USE),
        (Method::POST, "/volumes", &protocol::BODY_TOO_LARGE),
        (Method::POST, "/nothing", &protocol::ROUTE_NOT_FOUND),
    ] {
        let quiet = logged(method, path, fault_type);
        assert!(quiet.starts_with("DEBUG") && !quiet.contains("not_of_call"), "{quiet}");
    }
}

#[test]
fn the_names_of_the_fields_are_those_of_opentelemetry() {
    let events = Events::default();
    let renderer = Renderer::builder().request_ids(|| "req-1".to_owned()).build().unwrap();
    let mut headers = HeaderMap::new();
    headers.insert("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".parse().unwrap());
    let request = renderer.capture(&Method::POST, &Uri::from_static("/volumes/7?secret=1"), &headers);
    let request = request.with_route("/volumes/{id}");
    let fault = Fault::new(&protocol::UNAVAILABLE).with_source("the pool is empty");
    tracing::subscriber::with_default(events.clone(), || renderer.render(&fault, &request));
    let event = &events.texts()[0];
    assert!(event.starts_with("ERROR"), "{event}");
    for field in [
        "error.type=\"unavailable\"",
        "code=\"unavailable\"",
        "http.response.status_code=503",
        "http.request.method=\"POST\"",
        "http.route=\"/volumes/{id}\"",
        "url.path=\"/volumes/7\"",
        "request_id=\"req-1\"",
        "trace_id=\"4bf92f3577b34da6a3ce929d0e0e4736\"",
        "span_id=\"00f067aa0ba902b7\"",
        "source=\"the pool is empty\"",
    ] {
        assert!(event.contains(&format!(" {field}")), "{field} in {event}");
    }
    assert!(!event.contains("secret"), "{event}");
}

/// An error behind which there are so many more.
#[derive(Debug)]
struct Link(usize, Option<Box<Link>>);

impl std::fmt::Display for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "link {} \u{1b}[31m{}", self.0, "x".repeat(1000))
    }
}

impl std::error::Error for Link {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.1.as_deref().map(|link| link as &dyn std::error::Error)
    }
}

#[test]
fn a_long_chain_of_sources_is_bounded() {
    let events = Events::default();
    let chain = (0..1000).rev().fold(None, |inner, at| Some(Box::new(Link(at, inner)))).unwrap();
    let fault = Fault::new(&BROKEN).with_source(*chain);
    tracing::subscriber::with_default(events.clone(), || {
        Renderer::default().render(&fault, &RequestContext::empty());
        drop(fault);
    });
    let events = events.texts();
    assert!(events[0].contains("link 0 ") && events[0].contains("link 3 "));
    assert!(!events[0].contains("link 16 ") && events[0].len() < 6000 && !events[0].contains('\u{1b}'));
}

#[cfg(feature = "i18n")]
#[test]
fn the_log_keeps_the_definitions_language_and_names_a_translation_that_fails_once() {
    let events = Events::default();
    let ftl = "broken = Roto\nhalf = Falta { $algo }\n";
    let renderer = Renderer::builder().translations("es", "es.ftl", ftl).build().unwrap();
    let headers = HeaderMap::from_iter([(http::header::ACCEPT_LANGUAGE, http::HeaderValue::from_static("es"))]);
    let request = renderer.capture(&Method::GET, &Uri::from_static("/"), &headers);
    static HALF: FaultType = FaultType::new("half", 500, "Half");
    tracing::subscriber::with_default(events.clone(), || {
        let response = renderer.render(&Fault::new(&BROKEN), &request);
        assert!(String::from_utf8_lossy(response.body()).contains("Roto"));
        for _ in 0..3 {
            assert!(String::from_utf8_lossy(renderer.render(&Fault::new(&HALF), &request).body()).contains("Half"));
        }
    });
    let texts = events.texts();
    assert!(texts[0].contains("Broken") && !texts[0].contains("Roto"), "{texts:?}");
    let failed: Vec<_> = texts.iter().filter(|text| text.contains("translation left out")).collect();
    assert_eq!(failed.len(), 1, "{texts:?}");
    assert!(failed[0].contains("half") && failed[0].contains("Unknown variable: $algo"), "{failed:?}");
}
