//! Every case on every framework: one named test each, over real sockets, and one more over HTTP/2 where it can be said
//! there.
//!
//! At the end it prints, for each framework, how many error answers were in the envelope and of how many, and what was
//! skipped or differs, with its reason.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a test that cannot go on fails")]

mod http2;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use faultwire_testkit::judge::{Expected, Finding, Judge, Rule};
use faultwire_testkit::wire::{Exchange, Limits, Outcome, Request, exchange};
use lab::case::{Case, all};
use lab::{FRAMEWORKS, Framework, settings};
use libtest_mimic::{Arguments, Failed, Trial};

/// What came of the error answers of one framework.
#[derive(Default)]
struct Score {
    errors: usize,
    enveloped: usize,
    missed: Vec<String>,
    notes: Vec<String>,
}

type Scores = Arc<Mutex<BTreeMap<&'static str, Score>>>;

fn main() {
    let arguments = Arguments::from_args();
    let cases = all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("cases"));
    assert!(cases.len() >= 60, "only {} cases", cases.len());
    let scores = Scores::default();
    let mut trials = Vec::new();
    for framework in FRAMEWORKS {
        let lab = Arc::new(Lab { framework: *framework, address: OnceLock::new(), address_http2: OnceLock::new() });
        for (name, case) in &cases {
            let name = format!("{}/{name}", framework.name);
            if let Some(reason) = case.skip.get(framework.name) {
                note(&scores, framework.name, format!("{name} skipped: {reason}"));
                continue;
            }
            for http2 in [false, true] {
                if http2 && self::http2::request(&case.request, ANYWHERE).is_none() {
                    continue;
                }
                let name = if http2 { format!("{name} over HTTP/2") } else { name.clone() };
                let (lab, case, scores, at) = (Arc::clone(&lab), case.clone(), Arc::clone(&scores), name.clone());
                trials.push(Trial::test(name, move || {
                    let exchange = lab.exchange(&case.request, http2);
                    run(&lab, &at, &case, http2, &exchange, &scores)
                }));
            }
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    for (framework, score) in scores.lock().unwrap().iter() {
        println!("{framework}: {} of {} error answers in the envelope", score.enveloped, score.errors);
        score.missed.iter().for_each(|text| println!("    missed: {text}"));
        score.notes.iter().for_each(|text| println!("    {text}"));
    }
    conclusion.exit();
}

struct Lab {
    framework: Framework,
    address: OnceLock<SocketAddr>,
    address_http2: OnceLock<SocketAddr>,
}

/// Any address, to see whether there is a request.
const ANYWHERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 1);

impl Lab {
    fn address(&self) -> SocketAddr {
        *self.address.get_or_init(|| (self.framework.start)().expect("a free port"))
    }

    fn exchange(&self, request: &Request, http2: bool) -> Exchange {
        if !http2 {
            return exchange(self.address(), request, Limits::default());
        }
        let address = *self.address_http2.get_or_init(|| (self.framework.start_http2)().expect("a free port"));
        http2::exchange(address, http2::request(request, address).expect("a request of HTTP/2"))
    }
}

fn note(scores: &Scores, framework: &'static str, text: String) {
    scores.lock().unwrap().entry(framework).or_default().notes.push(text);
}

fn run(lab: &Lab, name: &str, case: &Case, http2: bool, exchange: &Exchange, scores: &Scores) -> Result<(), Failed> {
    let framework = lab.framework.name;
    let renderer = settings::renderer();
    let (expect, differs) = case.expected(framework);
    match differs {
        Some(differs) if differs.miss => {
            let mut scores = scores.lock().unwrap();
            let score = scores.entry(framework).or_default();
            score.errors += 1;
            score.missed.push(format!("{name}: {}", differs.reason));
        }
        Some(differs) => note(scores, framework, format!("{name} differs: {}", differs.reason)),
        None => {}
    }
    let mut wrong = Vec::new();
    match &exchange.outcome {
        Outcome::Answer(answer) => wrong.extend(case.compare(framework, answer, http2, &renderer)),
        // The first frame is the settings of a server.
        Outcome::Broken(why) if expect.http2 && why.to_string().starts_with("no head of HTTP") => {}
        other => wrong.push(format!("no answer: {other:?}")),
    }
    // Whatever the case says, the judge has its own opinion.
    let judge = Judge::new(faultwire::Config::default().style(case.style()).expect("a built-in style"));
    let findings =
        if expect.code.is_some() { judge.judge(&case.request, exchange, Expected::AnyError) } else { Vec::new() };
    // HTTP/2 has no `Upgrade`, which a 426 must have otherwise.
    let upgrade =
        |finding: &Finding| finding.rule == Rule::Required && expect.code.as_deref() == Some("upgrade_required");
    let findings: Vec<_> = findings.into_iter().filter(|finding| !http2 || !upgrade(finding)).collect();
    wrong.extend(findings.iter().map(ToString::to_string));
    if expect.code.is_some() {
        let mut scores = scores.lock().unwrap();
        let score = scores.entry(framework).or_default();
        score.errors += 1;
        if findings.is_empty() {
            score.enveloped += 1;
        } else {
            score.missed.push(name.to_owned());
        }
    }
    // The server lives on.
    let next = faultwire_testkit::wire::exchange(lab.address(), &Request::new("GET", "/"), Limits::default());
    if !matches!(next.outcome, Outcome::Answer(answer) if answer.status == 200) {
        wrong.push("the next request was not answered".to_owned());
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}
