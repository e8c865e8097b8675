//! What one fault costs: build, render, drop; what a reply costs beside `serde_json::to_vec` of its payload; and what an
//! error costs as a fault, derived beside by hand. In instructions (callgrind) and allocations, each beside what it is
//! compared with in the same run.
//!
//! `cargo run --release -p bench` prints the table; `--check` also fails when a limit is passed.
//! It needs `valgrind`.

mod cases;
mod errors;
mod replies;

use std::hint::black_box;
use std::process::{Command, ExitCode};

use cases::{BODIES, Case, LANGUAGES, RESPONSES};
use clap::Parser;

/// Few and many runs; the difference is free of what happens once.
const RUNS: (u64, u64) = (200, 1200);
/// The same for what takes long.
const LONG_RUNS: (u64, u64) = (4, 14);

/// The limits of cases, as a share of the instructions of their table's first row.
const LIMITS: &[(&str, f64)] = &[
    ("known type, extension", 0.35),
    ("ad hoc message, extension", 0.55),
    (replies::SMALL, 1.10),
    (replies::SMALL_STATUS, 1.10),
    (replies::LARGE, 1.10),
    (replies::LARGE_STATUS, 1.10),
    // Nothing more than by hand; one instruction in a hundred is how the compiler lays things out.
    (errors::ONE, 1.01),
    (errors::TWO, 1.01),
    // The definition is looked up in the list, which is a comparison of addresses more.
    (errors::BACK, 1.05),
];

#[derive(Parser)]
#[command(about = "What faults and replies cost, beside what is written by hand")]
struct Arguments {
    /// Fail when a limit is passed.
    #[arg(long)]
    check: bool,
    /// Run one case so many times and do nothing else: what callgrind looks at.
    #[arg(long, num_args = 2, value_names = ["CASE", "TIMES"], hide = true)]
    run: Option<Vec<String>>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some([name, times]) = arguments.run.as_deref() {
        let times = times.parse().unwrap_or(0);
        let case = all().find(|(known, _)| known == name);
        (0..times).for_each(|_| {
            black_box(case.map(|(_, case)| case()));
        });
        return ExitCode::SUCCESS;
    }
    match measure(arguments.check) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "a command-line program")]
            {
                eprintln!("{error}");
            }
            ExitCode::from(2)
        }
    }
}

fn all() -> impl Iterator<Item = &'static Case> {
    let errors = errors::ONE_PARAMETER.iter().chain(errors::TWO_PARAMETERS).chain(errors::BACK_AGAIN);
    let replies = replies::SMALL_REPLIES.iter().chain(replies::LARGE_REPLIES);
    BODIES.iter().chain(LANGUAGES).chain(RESPONSES).chain(replies).chain(errors)
}

#[expect(clippy::print_stdout, reason = "a command-line program")]
fn measure(check: bool) -> Result<bool, String> {
    let bodies = [cases::known(), cases::templated(), cases::known_with_instance(), cases::ad_hoc(), cases::unfolded()];
    if bodies.iter().any(|body| *body != cases::hand()) {
        return Err(format!("the bodies differ: {:?} and {bodies:?}", String::from_utf8_lossy(&cases::hand())));
    }
    replies::check()?;
    errors::check()?;
    let mut within = true;
    let tables = [
        ("body", "bytes", BODIES, RUNS),
        ("body in the client's language", "bytes", LANGUAGES, RUNS),
        ("whole response", "bytes", RESPONSES, RUNS),
        ("reply with a small payload", "bytes", replies::SMALL_REPLIES, RUNS),
        ("reply with a large payload", "bytes", replies::LARGE_REPLIES, LONG_RUNS),
        ("fault from an enum", "parameters", errors::ONE_PARAMETER, RUNS),
        ("fault from an enum, with a source", "parameters", errors::TWO_PARAMETERS, RUNS),
        ("enum from a fault", "values", errors::BACK_AGAIN, RUNS),
    ];
    for (title, unit, cases, runs) in tables {
        println!("{title}: {} {unit} in the first row", (cases[0].1)());
        println!("{:<58} {:>12} {:>7} {:>7} {:>9}", "case", "instructions", "share", "allocs", "bytes");
        let mut base = None;
        for (name, _) in cases {
            let instructions = instructions(name, runs)?;
            let share = instructions / *base.get_or_insert(instructions);
            let (allocations, bytes) = allocations(name, runs)?;
            println!("{name:<58} {instructions:>12.0} {share:>7.3} {allocations:>7.2} {bytes:>9.0}");
            let limit = LIMITS.iter().find(|(known, _)| known == name).map(|(_, limit)| *limit);
            if let Some(limit) = limit.filter(|limit| check && share > *limit) {
                println!("  over the limit of {limit}");
                within = false;
            }
        }
        println!();
    }
    Ok(within)
}

/// Instructions of one run of a case.
fn instructions(name: &str, runs: (u64, u64)) -> Result<f64, String> {
    per_run(name, runs, &["--tool=callgrind", "--callgrind-out-file=/dev/null"], |text| {
        let count = text.lines().find_map(|line| line.split("Collected :").nth(1))?;
        number(count)
    })
}

/// Allocations of one run of a case, growing ones among them, and their bytes.
fn allocations(name: &str, runs: (u64, u64)) -> Result<(f64, f64), String> {
    // "total heap usage: 12 allocs, 11 frees, 1,024 bytes allocated"
    let after = |mark: &'static str| move |text: &str| number(text.split(mark).nth(1)?);
    let tool = ["--tool=memcheck"];
    Ok((per_run(name, runs, &tool, after("total heap usage:"))?, per_run(name, runs, &tool, after("frees,"))?))
}

/// The first number of a text, which may have commas between its digits.
fn number(text: &str) -> Option<u64> {
    let start = text.trim_start();
    let digits = start.chars().take_while(|c| c.is_ascii_digit() || *c == ',').filter(char::is_ascii_digit);
    digits.collect::<String>().parse().ok()
}

/// What a tool counts for many runs less what it counts for few, for one run.
fn per_run(
    name: &str,
    (few, many): (u64, u64),
    tool: &[&str],
    read: impl Fn(&str) -> Option<u64>,
) -> Result<f64, String> {
    let total = |times: u64| {
        let text = valgrind(name, tool, times)?;
        read(&text).ok_or_else(|| format!("valgrind did not say what it counted: {text}"))
    };
    let difference = total(many)?.saturating_sub(total(few)?);
    let difference = u32::try_from(difference).map_err(|error| error.to_string())?;
    let runs = u32::try_from(many - few).map_err(|error| error.to_string())?;
    Ok(f64::from(difference) / f64::from(runs))
}

fn valgrind(name: &str, tool: &[&str], times: u64) -> Result<String, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new("valgrind");
    command.args(tool).arg(program).args(["--run", name, &times.to_string()]);
    let output = command.output().map_err(|error| format!("valgrind cannot be run: {error}"))?;
    Ok(String::from_utf8_lossy(&output.stderr).into_owned())
}
