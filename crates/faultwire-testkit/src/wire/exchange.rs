//! Sending a request over a connection of its own, and what comes back.

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use super::answer::Read;
use super::{Answer, Broken, Request};

/// How many bytes of an answer are read.
const MAX_BYTES: usize = 16 << 20;

/// How long an answer may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Until the whole answer is there.
    pub answer: Duration,
    /// How long to listen for bytes after it, which must not come.
    pub afterwards: Duration,
}

impl Default for Limits {
    /// Ten seconds, and twenty milliseconds.
    fn default() -> Self {
        Self { answer: Duration::from_secs(10), afterwards: Duration::from_millis(20) }
    }
}

/// What came back for a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// An answer.
    Answer(Answer),
    /// The connection was closed without a byte, or could not be made.
    Closed,
    /// Nothing, or not all of an answer, within the time.
    Silent,
    /// Bytes that are no answer.
    Broken(Broken),
}

/// A request and what came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// What came back.
    pub outcome: Outcome,
    /// Bytes after the end of the answer.
    pub extra: Vec<u8>,
    /// The server closed the connection afterwards.
    pub closed: bool,
}

/// Sends a request over a connection of its own. It never fails: what goes wrong is the outcome.
///
/// ```no_run
/// use faultwire_testkit::wire::{Limits, Outcome, Request, exchange};
///
/// let address = "127.0.0.1:8080".parse().unwrap();
/// let exchange = exchange(address, &Request::new("GET", "/nothing"), Limits::default());
/// assert!(matches!(exchange.outcome, Outcome::Answer(answer) if answer.status == 404));
/// ```
pub fn exchange(address: SocketAddr, request: &Request, limits: Limits) -> Exchange {
    match Connection::open(address, limits) {
        Ok(mut connection) => connection.exchange(request),
        Err(_) => Exchange { outcome: Outcome::Closed, extra: Vec::new(), closed: true },
    }
}

/// A connection, for one request after the other.
///
/// ```no_run
/// use faultwire_testkit::wire::{Connection, Limits, Request};
///
/// # fn main() -> std::io::Result<()> {
/// let mut connection = Connection::open("127.0.0.1:8080".parse().unwrap(), Limits::default())?;
/// let first = connection.exchange(&Request::new("GET", "/nothing"));
/// let second = connection.exchange(&Request::new("GET", "/nothing"));
/// assert_eq!(first, second);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    host: String,
    limits: Limits,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    ///
    /// When nothing takes the connection in time.
    pub fn open(address: SocketAddr, limits: Limits) -> io::Result<Self> {
        let stream = TcpStream::connect_timeout(&address, limits.answer)?;
        stream.set_write_timeout(Some(limits.answer))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, host: address.to_string(), limits })
    }

    /// Sends a request and reads its answer. It never fails: what goes wrong is the outcome.
    ///
    /// After any outcome but an answer the connection is not to be used again: what comes late would be taken for the
    /// answer to the next request.
    pub fn exchange(&mut self, request: &Request) -> Exchange {
        // A server may answer and close before it has read everything.
        let _ = self.stream.write_all(&request.to_bytes(&self.host));
        if request.is_half_closed() {
            let _ = self.stream.shutdown(Shutdown::Write);
        }
        receive(&mut self.stream, request.method(), self.limits)
    }
}

fn receive(stream: &mut TcpStream, method: &str, limits: Limits) -> Exchange {
    let mut bytes = Vec::new();
    let end = Instant::now() + limits.answer;
    let mut closed = false;
    let (outcome, used) = loop {
        match Answer::read(&bytes, method, closed) {
            Ok(Read::Whole(answer, used)) => break (Outcome::Answer(answer), used),
            Ok(Read::More) if closed || bytes.len() > MAX_BYTES => break (Outcome::Silent, bytes.len()),
            Ok(Read::More) => {}
            Err(_) if closed && bytes.is_empty() => break (Outcome::Closed, 0),
            Err(broken) => break (Outcome::Broken(broken), bytes.len()),
        }
        match more(stream, &mut bytes, end.saturating_duration_since(Instant::now())) {
            More::Bytes => {}
            More::End => closed = true,
            More::Nothing => break (Outcome::Silent, bytes.len()),
        }
    };
    while !closed {
        match more(stream, &mut bytes, limits.afterwards) {
            More::Bytes if bytes.len() < MAX_BYTES => {}
            More::End => closed = true,
            More::Bytes | More::Nothing => break,
        }
    }
    Exchange { outcome, extra: bytes[used.min(bytes.len())..].to_vec(), closed }
}

enum More {
    Bytes,
    End,
    Nothing,
}

fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>, within: Duration) -> More {
    if within.is_zero() || stream.set_read_timeout(Some(within)).is_err() {
        return More::Nothing;
    }
    let mut buffer = [0; 16 << 10];
    match stream.read(&mut buffer) {
        Ok(0) => More::End,
        Ok(read) => {
            bytes.extend_from_slice(&buffer[..read]);
            More::Bytes
        }
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => More::Nothing,
        Err(error) if error.kind() == ErrorKind::Interrupted => More::Bytes,
        // A reset, such as after a body that was not read.
        Err(_) => More::End,
    }
}
