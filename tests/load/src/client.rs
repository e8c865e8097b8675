//! One connection's worth of clients.

use std::net::SocketAddr;
use std::ops::AddAssign;
use std::time::Duration;

use faultwire_testkit::wire::{Connection, Limits, Outcome, Request, exchange};
use parity::Demo;
use parity::case::Case;
use parity::mask::{Masked, mask};
use parity::seen::Seen;

/// How many wrong answers are shown.
const EXAMPLES: usize = 5;

/// Nobody waits for bytes after an answer: the next answer would show them.
const LIMITS: Limits = Limits { answer: Duration::from_secs(30), afterwards: Duration::ZERO };

/// A request, and the answer that it always gets.
pub(crate) struct Expected {
    name: String,
    request: Request,
    answer: Masked,
}

/// What came of the requests.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) sent: usize,
    pub(crate) wrong: usize,
    /// Connections that ended without an answer, or after one that did not say so.
    pub(crate) dropped: usize,
    /// Connections that ended after an answer that said so.
    pub(crate) reconnected: usize,
    pub(crate) examples: Vec<String>,
}

/// A client that keeps its connection.
pub(crate) struct Client<'a> {
    address: SocketAddr,
    connection: Option<Connection>,
    expected: &'a [Expected],
    at: usize,
    pub(crate) tally: Tally,
}

impl Expected {
    /// The answer to a case, without load; it must be in the envelope. `None`: a library below the service answers what is
    /// no HTTP.
    pub(crate) fn of(case: &Case, demo: &Demo, address: SocketAddr) -> Result<Option<Self>, String> {
        if case.request.is_raw() && !demo.answers_malformed {
            return Ok(None);
        }
        let exchange = exchange(address, &case.request, Limits::default());
        let seen = Seen::new(case, &exchange, &case.prefix.judge(demo.configuration));
        if let Some(wrong) = seen.wrong.first() {
            return Err(format!("{}: {wrong}", case.name));
        }
        let answer = seen.answer.map_err(|why| format!("{}: {why}", case.name))?;
        Ok(Some(Self { name: case.name.clone(), request: case.request.clone(), answer }))
    }
}

impl<'a> Client<'a> {
    pub(crate) fn new(address: SocketAddr, expected: &'a [Expected], at: usize) -> Self {
        Self { address, connection: None, expected, at, tally: Tally::default() }
    }

    /// Sends so many requests, one after the other. The tally begins anew, but for what was wrong.
    pub(crate) fn send(&mut self, count: usize) {
        self.tally.sent = 0;
        self.tally.reconnected = 0;
        for _ in 0..count {
            let next = &self.expected[self.at % self.expected.len()];
            self.at += 1;
            self.tally.sent += 1;
            let sent = self.exchange(next);
            if let Err(wrong) = sent {
                self.tally.examples.push(format!("{}: {wrong}", next.name));
                self.tally.examples.truncate(EXAMPLES);
            }
        }
    }

    fn exchange(&mut self, next: &Expected) -> Result<(), String> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => Connection::open(self.address, LIMITS).map_err(|error| {
                self.tally.dropped += 1;
                error.to_string()
            })?,
        };
        let exchange = connection.exchange(&next.request);
        let answer = match exchange.outcome {
            Outcome::Answer(answer) => answer,
            other => {
                self.tally.dropped += 1;
                return Err(format!("{other:?}"));
            }
        };
        let last = answer.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
        if last {
            self.tally.reconnected += 1;
        } else if exchange.closed {
            self.tally.dropped += 1;
        } else {
            self.connection = Some(connection);
        }
        let differs = mask(&answer, next.request.method()).differences(&next.answer).into_iter().next();
        let extra = (!exchange.extra.is_empty()).then(|| "bytes after its end".to_owned());
        if let Some(wrong) = differs.or(extra) {
            self.tally.wrong += 1;
            return Err(wrong);
        }
        Ok(())
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.sent += other.sent;
        self.wrong += other.wrong;
        self.dropped += other.dropped;
        self.reconnected += other.reconnected;
        self.examples.extend(other.examples);
        self.examples.truncate(EXAMPLES);
    }
}
