//! The tour: the same requests to every demo service, and a table of their answers.

mod table;

use std::io::{self, Write as _};
use std::process::ExitCode;

use faultwire_testkit::judge::{Expected, Judge};
use faultwire_testkit::wire::{Limits, Outcome, exchange};
use parity::case::{Case, cases};
use parity::mask::{Masked, mask};
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
    let mut first: Option<Masked> = None;
    let cells = services.iter().map(|service| {
        let exchange = exchange(service.address, &case.request, Limits::default());
        let expected = if case.fails == Some(true) { Expected::AnyError } else { Expected::Anything };
        let mut wrong: Vec<_> =
            judge.judge(&case.request, &exchange, expected).iter().map(ToString::to_string).collect();
        let Outcome::Answer(answer) = &exchange.outcome else {
            return Cell { text: "no answer".to_owned(), wrong };
        };
        let kind = match (case.fails, wrong.is_empty()) {
            (Some(true), true) => judge.style().name(),
            (Some(true), false) => "no envelope",
            _ => "success",
        };
        let text = format!("{} {kind}", answer.status);
        let masked = mask(answer);
        let first = first.get_or_insert_with(|| masked.clone());
        wrong.extend(masked.differs_from(first).map(|how| format!("not as {}: {how}", services[0].demo.name)));
        Cell { text, wrong }
    });
    let cells = cells.collect();
    Row { name: case.own_name().to_owned(), cells }
}
