#![doc = include_str!("../README.md")]

mod client;
mod memory;

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Barrier;
use std::thread;
use std::time::Instant;

use clap::Parser;
use parity::case::{Case, cases};
use parity::{DEMOS, Demo, child};

use client::{Client, Expected, Tally};
use memory::Memory;

const REQUESTS: &str = include_str!("../requests.toml");

/// How many connections there are at a time.
const CONNECTIONS: usize = 64;

/// Sends mixed error requests to each demo service, and looks at every answer, at connections and at memory.
#[derive(Debug, Parser)]
struct Arguments {
    /// Send 200,000 requests to each service.
    #[arg(long, conflicts_with = "requests")]
    full: bool,
    /// How many requests to send to each service, besides the warm-up.
    #[arg(long, value_name = "COUNT", default_value_t = 5_000, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    requests: u32,
    /// The service of one framework alone.
    #[arg(long, value_name = "NAME", value_parser = DEMOS.iter().map(|demo| demo.name).collect::<Vec<_>>())]
    framework: Option<String>,
}

/// What came of one service.
struct Report {
    /// How many requests that are no HTTP are not sent, because they are not answered in the envelope.
    left_out: usize,
    tally: Tally,
    seconds: f64,
    /// Resident memory after the warm-up and at the end, where it can be read.
    memory: Option<(Memory, Memory)>,
}

fn main() -> ExitCode {
    if let Some(code) = child() {
        return code;
    }
    let arguments = Arguments::parse();
    match run(&arguments, &mut io::stdout()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::from(2)
        }
    }
}

/// Whether nothing was wrong with any service.
fn run(arguments: &Arguments, out: &mut impl Write) -> io::Result<bool> {
    let requests = if arguments.full { 200_000 } else { arguments.requests };
    let cases = cases(REQUESTS);
    let mut well = true;
    for demo in DEMOS.iter().filter(|demo| arguments.framework.as_ref().is_none_or(|name| name == demo.name)) {
        let report = load(demo, &cases, requests as usize)?;
        well &= report.write(demo.name, out)?;
    }
    Ok(well)
}

fn load(demo: &'static Demo, cases: &[Case], requests: usize) -> io::Result<Report> {
    let service = demo.start()?;
    let expected = cases.iter().filter_map(|case| Expected::of(case, demo, service.address).transpose());
    let expected = expected.collect::<Result<Vec<_>, _>>().map_err(io::Error::other)?;
    let left_out = cases.len() - expected.len();
    // Whatever grows once has grown when the load begins: half as many requests, and every one on every connection.
    let warm = (requests / 2 / CONNECTIONS).max(cases.len());
    let phase = Barrier::new(CONNECTIONS + 1);
    thread::scope(|scope| {
        let clients: Vec<_> = (0..CONNECTIONS)
            .map(|at| {
                let (expected, phase) = (&expected, &phase);
                let share = requests / CONNECTIONS + usize::from(at < requests % CONNECTIONS);
                scope.spawn(move || {
                    // Each begins at another request, so that they are mixed.
                    let mut client = Client::new(service.address, expected, at * expected.len() / CONNECTIONS);
                    client.send(warm);
                    phase.wait();
                    phase.wait();
                    client.send(share);
                    phase.wait();
                    // The connections stay until the memory is read.
                    phase.wait();
                    client.tally
                })
            })
            .collect();
        phase.wait();
        let before = Memory::of(service.id());
        let started = Instant::now();
        phase.wait();
        phase.wait();
        let seconds = started.elapsed().as_secs_f64();
        let memory = before.zip(Memory::of(service.id()));
        phase.wait();
        let mut tally = Tally::default();
        for client in clients {
            tally += client.join().map_err(|_| io::Error::other("a client panicked"))?;
        }
        Ok(Report { left_out, tally, seconds, memory })
    })
}

impl Report {
    /// Writes it; whether nothing was wrong.
    fn write(&self, name: &str, out: &mut impl Write) -> io::Result<bool> {
        let Tally { sent, wrong, dropped, reconnected, .. } = self.tally;
        let rate = f64::from(u32::try_from(sent).unwrap_or(u32::MAX)) / self.seconds.max(f64::EPSILON);
        write!(
            out,
            "{name:10} {sent} answers, {wrong} wrong, {dropped} connections dropped, {reconnected} closed as said; "
        )?;
        let grown = match &self.memory {
            Some((before, after)) => {
                write!(out, "memory {before} after the warm-up, {after} at the end")?;
                after.has_grown_from(before)
            }
            None => {
                write!(out, "memory cannot be read here")?;
                false
            }
        };
        writeln!(out, "{}; {rate:.0} a second", if grown { ": GROWN" } else { "" })?;
        if self.left_out > 0 {
            writeln!(out, "    left out: {} requests that are no HTTP, which nothing of ours answers", self.left_out)?;
        }
        self.tally.examples.iter().try_for_each(|example| writeln!(out, "    {example}"))?;
        Ok(wrong == 0 && dropped == 0 && !grown)
    }
}
