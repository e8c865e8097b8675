//! Every request on every demo service: one named test each, over real sockets, the bytes of the answers compared.
//!
//! At the end it prints, for each framework, how many error answers were in the envelope of their prefix and of how
//! many, and every difference that there may be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use std::thread;

use faultwire_testkit::wire::{Limits, Outcome, exchange};
use libtest_mimic::{Arguments, Failed, Trial};
use parity::case::{Case, LOCATION, cases};
use parity::seen::Seen;
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
    /// How such differences start, in words.
    is: Vec<String>,
    reason: String,
    /// The answer is an error outside of the envelope.
    #[serde(default)]
    miss: bool,
    /// The prefixes under which it is so; everywhere, where none is named.
    prefixes: Option<Vec<String>>,
}

fn main() -> ExitCode {
    if let Some(code) = child() {
        return code;
    }
    let arguments = Arguments::from_args();
    let cases = Arc::new(cases(REQUESTS));
    assert!(cases.len() > 400, "only {} cases", cases.len());
    let differences = Arc::new(toml::from_str::<Differences>(DIFFERENCES).expect("differences"));
    // Everything is sent when the first test asks for an answer.
    let found: Arc<OnceLock<Vec<Vec<Seen>>>> = Arc::default();
    let mut trials = vec![
        Trial::test("the_configurations_are_equal", configurations),
        Trial::test("every_difference_is_still_there", {
            let (cases, found, differences) = (Arc::clone(&cases), Arc::clone(&found), Arc::clone(&differences));
            move || all_needed(&cases, send_all(&found, &cases), &differences.difference)
        }),
    ];
    for (demo, at) in DEMOS.iter().zip(0..) {
        for (case, number) in cases.iter().zip(0..) {
            let (cases, found, differences) = (Arc::clone(&cases), Arc::clone(&found), Arc::clone(&differences));
            trials.push(Trial::test(format!("{}/{}", demo.name, case.name), move || {
                let found = send_all(&found, &cases);
                compare(demo, &cases[number], &found[at][number], &found[0][number], &differences.difference)
            }));
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    for (demo, found) in DEMOS.iter().zip(found.get().into_iter().flatten()) {
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

/// What came back from all services, which is sent for once.
fn send_all<'f>(found: &'f OnceLock<Vec<Vec<Seen>>>, cases: &[Case]) -> &'f [Vec<Seen>] {
    found.get_or_init(|| {
        thread::scope(|scope| {
            let demos: Vec<_> = DEMOS.iter().map(|demo| scope.spawn(|| send(demo, cases))).collect();
            demos.into_iter().map(|demo| demo.join().expect("a demo that answers")).collect()
        })
    })
}

/// Sends every case to a service of its own, in order. A target can be what was created last.
fn send(demo: &'static Demo, cases: &[Case]) -> Vec<Seen> {
    let running = demo.start().expect("a demo that starts");
    let prefixes = PREFIXES.iter().chain([&ELSEWHERE]);
    let judges: BTreeMap<_, _> = prefixes.map(|prefix| (prefix.path, prefix.judge(demo.configuration))).collect();
    let mut location = String::new();
    let mut found = Vec::new();
    for case in cases {
        let target = case.request.target().replace(LOCATION, &location);
        let exchange = exchange(running.address, &case.request.clone().with_target(target), Limits::default());
        if let Outcome::Answer(answer) = &exchange.outcome {
            let sent = answer.header("location").unwrap_or(&location);
            location = sent.trim_start_matches(&format!("http://{}", running.address)).to_owned();
        }
        found.push(Seen::new(case, &exchange, &judges[case.prefix.path]));
    }
    found
}

fn compare(demo: &Demo, case: &Case, found: &Seen, first: &Seen, differences: &[Difference]) -> Result<(), Failed> {
    let mut wrong = found.wrong.clone();
    let mut missed = false;
    for difference in found.differences(first) {
        match differences.iter().find(|known| known.explains(demo, case, &difference)) {
            Some(known) => missed |= known.miss,
            None if missed => {}
            None => wrong.push(format!("not as {}: {difference}", DEMOS[0].name)),
        }
    }
    if missed {
        // A library below answers with nothing but a status.
        wrong.clear();
        let body = found.answer.as_ref().map_or(0, |answer| answer.body.len());
        if body > 0 {
            wrong.push(format!("a miss with a body of {body} bytes"));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

impl Difference {
    fn explains(&self, demo: &Demo, case: &Case, difference: &str) -> bool {
        let named = self.cases.iter().any(|name| name == case.own_name());
        let below = self.prefixes.as_ref().is_none_or(|names| names.iter().any(|name| name == case.prefix.path));
        self.framework == demo.name && named && below && self.is.iter().any(|start| difference.starts_with(start))
    }
}

/// A difference that is not there any more is not listed.
fn all_needed(cases: &[Case], found: &[Vec<Seen>], differences: &[Difference]) -> Result<(), Failed> {
    for known in differences {
        assert!(!known.reason.is_empty());
        let differs = |name: &&String| {
            DEMOS.iter().zip(found).any(|(demo, answers)| {
                let named = cases.iter().zip(answers).zip(&found[0]).filter(|((case, _), _)| case.own_name() == *name);
                let mut differences = named.map(|((case, answer), first)| (case, answer.differences(first)));
                differences.any(|(case, found)| found.iter().any(|found| known.explains(demo, case, found)))
            })
        };
        if let Some(name) = known.cases.iter().find(|name| !differs(name)) {
            return Err(format!("{} does not differ in `{name}`: {:?}", known.framework, known.is).into());
        }
    }
    Ok(())
}

fn configurations() -> Result<(), Failed> {
    let wrong = DEMOS.iter().find(|demo| demo.configuration != DEMOS[0].configuration);
    wrong.map_or(Ok(()), |demo| Err(format!("{} has another faultwire.toml", demo.name).into()))
}
