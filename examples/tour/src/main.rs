//! The tour: the same requests to every demo service, and a table of their answers.

mod table;

use std::io::{self, Write as _};
use std::process::ExitCode;

use faultwire_testkit::judge::Judge;
use faultwire_testkit::wire::{Limits, exchange};
use parity::case::{Case, cases};
use parity::seen::Seen;
use parity::{DEMOS, PREFIXES, Running, child};

use table::{Cell, Row, Section};

const REQUESTS: &str = include_str!("../requests.toml");

fn main() -> ExitCode {
    if let Some(code) = child() {
        return code;
    }
    match tour() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::from(2)
        }
    }
}

/// Prints the table; how many cells are not what they should be.
fn tour() -> io::Result<usize> {
    let services = DEMOS.iter().map(|demo| demo.start()).collect::<io::Result<Vec<_>>>()?;
    let names: Vec<_> = services.iter().map(|service| service.demo.name).collect();
    let cases = cases(REQUESTS);
    let mut out = anstream::stdout().lock();
    let (mut sent, mut wrong) = (0, 0);
    // The two prefixes of one style answer alike.
    for prefix in PREFIXES.iter().filter(|prefix| prefix.path != "/v3") {
        let judge = prefix.judge(DEMOS[0].configuration);
        let rows = cases.iter().filter(|case| case.prefix.path == prefix.path).map(|case| row(case, &services, &judge));
        let section = Section { title: format!("{}, below {}", prefix.style, prefix.path), rows: rows.collect() };
        sent += section.rows.iter().map(|row| row.cells.len()).sum::<usize>();
        wrong += section.wrong();
        section.write(&names, &mut out)?;
    }
    let verdict =
        if wrong == 0 { "equal, byte for byte".to_owned() } else { format!("{wrong} are not as they should be") };
    writeln!(out, "{sent} answers of {} services: {verdict}", services.len())?;
    Ok(wrong)
}

/// Sends one request to every service.
fn row(case: &Case, services: &[Running], judge: &Judge) -> Row {
    let mut first: Option<Seen> = None;
    let cells = services.iter().map(|service| {
        let exchange = exchange(service.address, &case.request, Limits::default());
        let seen = Seen::new(case, &exchange, judge);
        let kind = match (case.fails, seen.wrong.is_empty()) {
            (Some(true), true) => judge.style().name(),
            (Some(true), false) => "no envelope",
            (_, true) => "success",
            (_, false) => "no success",
        };
        let status = seen.answer.as_ref().map_or_else(|_| "no answer".to_owned(), |answer| answer.status.to_string());
        let mut wrong = seen.wrong.clone();
        if let Some(first) = &first {
            let different = seen.differences(first).into_iter();
            wrong.extend(different.map(|how| format!("not as {}: {how}", services[0].demo.name)));
        }
        first.get_or_insert(seen);
        Cell { text: format!("{status} {kind}"), wrong }
    });
    let cells = cells.collect();
    Row { name: case.own_name().to_owned(), cells }
}
