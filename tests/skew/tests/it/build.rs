//! Definitions and a service that were written for versions of the core which are not the same.

use std::collections::BTreeMap;

use crate::copies::{BRIDGE, NEWER, NEXT, OLD};
use crate::files::{fixture, read};
use crate::service::{Build, Service};

/// What the definitions of the fixture say, and what every fault of them is answered with.
fn expected() -> String {
    read(&fixture("expected.txt"))
}

fn succeeds(service: &Service) {
    let Build { messages, report, succeeded } = service.build();
    assert_eq!(messages, BTreeMap::new(), "the compiler has something to say");
    assert!(succeeded, "{report}");
}

/// Shows where two long texts part.
fn assert_equal(actual: &str, expected: &str) {
    for (at, (actual, expected)) in actual.lines().zip(expected.lines()).enumerate() {
        assert_eq!(actual, expected, "line {}", at + 1);
    }
    assert_eq!(actual.lines().count(), expected.lines().count());
}

#[test]
fn definitions_of_an_older_version_are_what_they_were() {
    let service = Service::new("compatible", OLD, OLD, &[OLD, NEWER]);
    for name in ["faultwire", "faultwire-derive"] {
        assert_eq!(service.versions(name), [NEWER.to_owned()].into(), "{name}");
    }
    succeeds(&service);
    assert_equal(&service.run("print"), &expected());
    assert_eq!(service.run("error").trim(), "404");
}

#[test]
fn two_cores_are_refused_where_they_meet() {
    let service = Service::new("apart", NEXT, OLD, &[OLD, NEWER, NEXT]);
    assert_eq!(service.versions("faultwire"), [NEWER, NEXT].map(str::to_owned).into());
    let Build { messages, report, succeeded } = service.build();
    assert!(!succeeded);
    for program in REFUSED {
        let message = messages.get(*program).unwrap_or_else(|| panic!("{program} is not refused\n{report}"));
        assert!(message.contains("different versions of crate `faultwire`"), "{program}: {message}");
        assert!(message.contains("cargo tree"), "{program}: {message}");
    }
    // Where the bound is of the core, it says what to do.
    for program in ["nested", "response", "set"] {
        let note = "then of another version of `faultwire`: `cargo tree --duplicates` shows who asks for which";
        assert!(messages[program].contains(note), "{}", messages[program]);
    }
    let duplicates = service.duplicates();
    for line in [format!("faultwire v{NEWER}"), format!("faultwire v{NEXT}"), "definitions v0.1.0".into()] {
        assert!(duplicates.contains(&line), "no {line} in\n{duplicates}");
    }
    // What takes any error takes a fault of the other core for one, and says nothing of it.
    assert_eq!(service.run("error").trim(), "500");
}

/// The programs of the fixture that cannot have two cores.
const REFUSED: &[&str] = &[
    "carried",
    "check",
    "conversion",
    "definition",
    "handler",
    "nested",
    "or_fault",
    "print",
    "question_mark",
    "render",
    "response",
    "set",
];

#[test]
fn a_bridge_takes_old_definitions_to_the_next_core() {
    let service = Service::new("definitions-behind", OLD, NEXT, &[BRIDGE, NEXT]);
    assert_eq!(service.versions("faultwire"), [BRIDGE, NEXT].map(str::to_owned).into());
    assert_eq!(service.versions("faultwire-derive"), [NEXT.to_owned()].into());
    succeeds(&service);
    assert_equal(&service.run("print"), &expected());
}

#[test]
fn a_bridge_takes_an_old_adapter_to_the_next_core() {
    let service = Service::new("adapter-behind", NEXT, OLD, &[OLD, BRIDGE, NEXT]);
    succeeds(&service);
    assert_equal(&service.run("print"), &expected());
}
