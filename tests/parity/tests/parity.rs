//! Every request on every demo service: one named test each, over real sockets, the bytes of the answers compared.
//!
//! At the end it prints, for each framework, how many error answers were in the envelope of their prefix and of how
//! many, and every difference that there may be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use faultwire_testkit::judge::{Expected, Judge};
use faultwire_testkit::wire::{Exchange, Limits, Outcome, exchange};
use libtest_mimic::{Arguments, Failed, Trial};
use parity::case::{Case, LOCATION, cases};
use parity::mask::{Masked, mask};
use parity::{DEMOS, Demo, ELSEWHERE, PREFIXES, child};
use serde::Deserialize;

const REQUESTS: &str = include_str!("../requests.toml");
const DIFFERENCES: &str = include_str!("../differences.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Differences {
    #[serde(default)]
    difference: Vec<Difference>,
}

/// A way in which one framework answers differently.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    framework: String,
    /// The names of cases without their prefixes.
    cases: Vec<String>,
    /// The start of the difference, in words.
    is: String,
    reason: String,
    /// The answer is an error outside of the envelope.
    #[serde(default)]
    miss: bool,
}

/// What came back for a case.
struct Found {
    answer: Result<Masked, String>,
    /// Whether it was an error.
    is_error: bool,
    /// What is wrong with it.
    wrong: Vec<String>,
}

fn main() -> ExitCode {
    if let Some(code) = child() {
        return code;
    }
    let arguments = Arguments::from_args();
    let cases = Arc::new(cases(REQUESTS));
    assert!(cases.len() > 400, "only {} cases", cases.len());
    let differences = Arc::new(toml::from_str::<Differences>(DIFFERENCES).expect("differences"));
    if arguments.list {
        return libtest_mimic::run(&arguments, Vec::new()).exit_code();
    }
    let found: Vec<_> = thread::scope(|scope| {
        let demos: Vec<_> = DEMOS.iter().map(|demo| scope.spawn(|| send(demo, &cases))).collect();
        demos.into_iter().map(|demo| demo.join().expect("a demo that answers")).collect()
    });
    let found = Arc::new(found);
    let mut trials = vec![
        Trial::test("the_configurations_are_equal", configurations),
        Trial::test("every_difference_is_still_there", {
            let (cases, found, differences) = (Arc::clone(&cases), Arc::clone(&found), Arc::clone(&differences));
            move || all_needed(&cases, &found, &differences.difference)
        }),
    ];
    for (demo, at) in DEMOS.iter().zip(0..) {
        for (case, number) in cases.iter().zip(0..) {
            let (cases, found, differences) = (Arc::clone(&cases), Arc::clone(&found), Arc::clone(&differences));
            trials.push(Trial::test(format!("{}/{}", demo.name, case.name), move || {
                compare(demo, &cases[number], &found[at][number], &found[0][number], &differences.difference)
            }));
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    for (demo, found) in DEMOS.iter().zip(found.iter()) {
        let errors = found.iter().filter(|found| found.is_error);
        let missed: Vec<_> =
            cases.iter().zip(found).filter(|(_, found)| found.is_error && !found.wrong.is_empty()).collect();
        let errors = errors.count();
        println!("{}: {} of {errors} error answers in the envelope", demo.name, errors - missed.len());
        missed.iter().for_each(|(case, _)| println!("    missed: {}", case.name));
        for difference in differences.difference.iter().filter(|difference| difference.framework == demo.name) {
            println!("    {} differs: {}", difference.cases.join(", "), difference.reason);
        }
    }
    conclusion.exit_code()
}

/// Sends every case to a service of its own, in order. A target can be what was created last.
fn send(demo: &'static Demo, cases: &[Case]) -> Vec<Found> {
    let running = demo.start().expect("a demo that starts");
    let judges: BTreeMap<_, _> =
        PREFIXES.iter().chain([&ELSEWHERE]).map(|prefix| (prefix.path, prefix.judge(demo.configuration))).collect();
    let mut location = String::new();
    let mut found = Vec::new();
    for case in cases {
        let target = case.request.target().replace(LOCATION, &location);
        let exchange = exchange(running.address, &case.request.clone().with_target(target), Limits::default());
        if let Outcome::Answer(answer) = &exchange.outcome {
            let sent = answer.header("location").unwrap_or(&location);
            location = sent.trim_start_matches(&format!("http://{}", running.address)).to_owned();
        }
        found.push(look_at(case, &exchange, &judges[case.prefix.path]));
    }
    found
}

fn look_at(case: &Case, exchange: &Exchange, judge: &Judge) -> Found {
    let expected = if case.fails == Some(true) { Expected::AnyError } else { Expected::Anything };
    let mut wrong: Vec<_> = judge.judge(&case.request, exchange, expected).iter().map(ToString::to_string).collect();
    let answer = match &exchange.outcome {
        Outcome::Answer(answer) => Ok(mask(answer)),
        other => Err(format!("no answer: {other:?}")),
    };
    let status = answer.as_ref().map_or(500, |answer| answer.status);
    if case.fails == Some(false) && status >= 400 {
        wrong.push(format!("status {status} of what succeeds"));
    }
    Found { answer, is_error: case.fails.unwrap_or(status >= 400), wrong }
}

fn compare(demo: &Demo, case: &Case, found: &Found, first: &Found, differences: &[Difference]) -> Result<(), Failed> {
    let mut wrong = found.wrong.clone();
    if let Some(difference) = difference(found, first) {
        match differences.iter().find(|known| known.explains(demo, case, &difference)) {
            Some(known) if known.miss => wrong.clear(),
            Some(_) => {}
            None => wrong.push(format!("not as {}: {difference}", DEMOS[0].name)),
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// How an answer differs from that of the first service.
fn difference(found: &Found, first: &Found) -> Option<String> {
    match (&found.answer, &first.answer) {
        (Ok(found), Ok(first)) => found.differs_from(first),
        (Err(found), Err(first)) if found == first => None,
        (Err(why), _) => Some(why.clone()),
        (Ok(found), Err(_)) => Some(format!("an answer with {}", found.status)),
    }
}

impl Difference {
    fn explains(&self, demo: &Demo, case: &Case, difference: &str) -> bool {
        let named = self.cases.iter().any(|name| name == case.own_name());
        self.framework == demo.name && named && difference.starts_with(&self.is)
    }
}

/// A difference that is not there any more is not listed.
fn all_needed(cases: &[Case], found: &[Vec<Found>], differences: &[Difference]) -> Result<(), Failed> {
    for known in differences {
        assert!(!known.reason.is_empty());
        let differs = |name: &&String| {
            DEMOS.iter().zip(found).any(|(demo, answers)| {
                let named = cases.iter().zip(answers).zip(&found[0]).filter(|((case, _), _)| case.own_name() == *name);
                let mut differences = named.map(|((case, answer), first)| (case, difference(answer, first)));
                differences.any(|(case, found)| found.is_some_and(|found| known.explains(demo, case, &found)))
            })
        };
        if let Some(name) = known.cases.iter().find(|name| !differs(name)) {
            return Err(format!("{} does not differ in `{name}`: {}", known.framework, known.is).into());
        }
    }
    Ok(())
}

fn configurations() -> Result<(), Failed> {
    let wrong = DEMOS.iter().find(|demo| demo.configuration != DEMOS[0].configuration);
    wrong.map_or(Ok(()), |demo| Err(format!("{} has another faultwire.toml", demo.name).into()))
}
