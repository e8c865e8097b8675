//! Where answers begin and end in what a server writes to an HTTP/1 connection.
//!
//! A body may hold the very bytes of a parser's answer, and whoever could have it replaced could smuggle. So an
//! answer is only looked for where one begins, and any doubt about that ends the search for good.

/// Follows the answers on one connection.
#[derive(Debug)]
pub(crate) struct Framing {
    state: State,
    /// How many answers began, `100 Continue` and the like left out.
    answers: u64,
}

#[derive(Debug)]
enum State {
    /// The next byte begins an answer.
    Start,
    /// So many bytes are left of an answer's head and body.
    Counted(u64),
    /// So many bytes are left of an answer's head, then comes a chunked body.
    Chunked(usize, Chunks),
    /// No longer followed.
    Lost,
}

impl Framing {
    /// A new connection.
    pub(crate) const fn new() -> Self {
        Self { state: State::Start, answers: 0 }
    }

    /// Whether the next byte begins an answer.
    pub(crate) const fn at_start(&self) -> bool {
        matches!(self.state, State::Start)
    }

    /// How many answers were written so far. Of no use once it is [lost](Self::is_lost).
    pub(crate) const fn answers(&self) -> u64 {
        self.answers
    }

    /// Whether there is nothing to follow any more.
    pub(crate) const fn is_lost(&self) -> bool {
        matches!(self.state, State::Lost)
    }

    /// Stops following.
    pub(crate) fn lose(&mut self) {
        self.state = State::Lost;
    }

    /// Takes note that the first `count` bytes of what was offered were written.
    ///
    /// What is offered must hold the whole head of an answer that begins in it; servers write heads in one piece.
    pub(crate) fn wrote(&mut self, mut offered: &[u8], mut count: usize) {
        if count == 0 {
            return;
        }
        // An answer to HEAD announces a body and has none: then a head comes where a body should be.
        if matches!(self.state, State::Counted(_) | State::Chunked(..)) && offered.starts_with(b"HTTP/1.") {
            self.lose();
        }
        while count > 0 {
            let mut informational = false;
            if self.at_start() {
                let Some(head) = Head::parse(offered) else { return self.lose() };
                informational = head.is_informational();
                self.answers += u64::from(!informational);
                self.state = head.state();
            }
            let taken = match &mut self.state {
                State::Counted(left) => {
                    let taken = count.min(usize::try_from(*left).unwrap_or(usize::MAX));
                    *left -= taken as u64;
                    if *left == 0 {
                        self.state = State::Start;
                    }
                    taken
                }
                State::Chunked(head, chunks) => {
                    let skipped = count.min(*head);
                    *head -= skipped;
                    match chunks.take(&offered[skipped..count]) {
                        Some(taken) => {
                            if matches!(chunks, Chunks::End) {
                                self.state = State::Start;
                            }
                            skipped + taken
                        }
                        None => return self.lose(),
                    }
                }
                State::Start | State::Lost => return,
            };
            offered = &offered[taken..];
            count -= taken;
            // Only `100 Continue` is followed by another head in the same piece.
            if self.at_start() && !offered.is_empty() && !informational {
                self.lose();
            }
        }
    }
}

/// What the head of an answer says about its length.
struct Head {
    /// Of the head itself, in bytes.
    len: usize,
    status: u16,
    content_length: Option<u64>,
    chunked: bool,
}

impl Head {
    fn parse(bytes: &[u8]) -> Option<Self> {
        if !bytes.starts_with(b"HTTP/1.") {
            return None;
        }
        let status = std::str::from_utf8(bytes.get(9..12)?).ok()?.parse().ok()?;
        let mut head = Self { len: 0, status, content_length: None, chunked: false };
        loop {
            let rest = &bytes[head.len..];
            let end = rest.iter().position(|byte| *byte == b'\n')?;
            head.len += end + 1;
            let line = rest[..end].strip_suffix(b"\r")?;
            if line.is_empty() {
                return Some(head);
            }
            if let Some(value) = field(line, b"content-length:") {
                head.content_length = Some(std::str::from_utf8(value).ok()?.trim().parse().ok()?);
            } else if let Some(value) = field(line, b"transfer-encoding:") {
                head.chunked = value.trim_ascii().eq_ignore_ascii_case(b"chunked");
                if !head.chunked {
                    return None;
                }
            }
        }
    }

    const fn is_informational(&self) -> bool {
        matches!(self.status, 100 | 102..=199)
    }

    fn state(&self) -> State {
        let len = self.len as u64;
        match (self.status, self.content_length) {
            (101, _) => State::Lost,
            (100..=199 | 204 | 304, _) => State::Counted(len),
            (_, None) if self.chunked => State::Chunked(self.len, Chunks::Size { size: 0, digits: 0 }),
            (_, Some(body)) if !self.chunked => len.checked_add(body).map_or(State::Lost, State::Counted),
            _ => State::Lost,
        }
    }
}

/// The value of a header line with this name.
fn field<'a>(line: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let start = line.get(..name.len())?;
    start.eq_ignore_ascii_case(name).then(|| &line[name.len()..])
}

/// How far a chunked body has got.
#[derive(Debug)]
enum Chunks {
    Size { size: u64, digits: u8 },
    Extension(u64),
    SizeEnd(u64),
    Data(u64),
    DataCr,
    DataLf,
    TrailerStart,
    Trailer,
    LastLf,
    End,
}

impl Chunks {
    /// How many of the bytes belong to the body; `None` when they are not chunks.
    fn take(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() && !matches!(self, Self::End) {
            if let Self::Data(left) = self {
                let taken = (bytes.len() - at).min(usize::try_from(*left).unwrap_or(usize::MAX));
                *left -= taken as u64;
                at += taken;
                if *left == 0 {
                    *self = Self::DataCr;
                }
                continue;
            }
            *self = self.after(bytes[at])?;
            at += 1;
        }
        Some(at)
    }

    fn after(&self, byte: u8) -> Option<Self> {
        Some(match (self, byte) {
            (Self::Size { size, digits }, _) if byte.is_ascii_hexdigit() => {
                let digit = char::from(byte).to_digit(16)?;
                Self::Size { size: size.checked_mul(16)? + u64::from(digit), digits: digits.checked_add(1)? }
            }
            (Self::Size { size, digits: 1.. } | Self::Extension(size), b'\r') => Self::SizeEnd(*size),
            (Self::Size { size, digits: 1.. }, b';' | b' ') | (Self::Extension(size), _) => Self::Extension(*size),
            (Self::SizeEnd(0), b'\n') => Self::TrailerStart,
            (Self::SizeEnd(size), b'\n') => Self::Data(*size),
            (Self::DataCr, b'\r') => Self::DataLf,
            (Self::DataLf, b'\n') => Self::Size { size: 0, digits: 0 },
            (Self::TrailerStart, b'\r') => Self::LastLf,
            (Self::Trailer, b'\n') => Self::TrailerStart,
            (Self::TrailerStart | Self::Trailer, _) => Self::Trailer,
            (Self::LastLf, b'\n') => Self::End,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n";
    const COUNTED: &str = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    const CHUNKED: &str =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nA;x=y\r\n0123456789\r\n0\r\nt: 1\r\n\r\n";

    /// Writes every answer in pieces of at most so many bytes, as a slow socket takes them.
    fn follow(answers: &[&str], piece: usize) -> Framing {
        let mut framing = Framing::new();
        for answer in answers {
            let mut rest = answer.as_bytes();
            while !rest.is_empty() {
                let count = piece.min(rest.len());
                framing.wrote(rest, count);
                rest = &rest[count..];
                assert!(!framing.at_start() || rest.is_empty(), "begins too early: {rest:?}");
            }
        }
        framing
    }

    #[test]
    fn answers_end_where_their_heads_say() {
        for piece in 1..100 {
            let framing = follow(&[EMPTY, COUNTED, CHUNKED, COUNTED, EMPTY], piece);
            assert!(framing.at_start(), "in pieces of {piece}");
            assert_eq!(framing.answers(), 5);
        }
    }

    #[test]
    fn a_body_in_pieces_of_its_own_is_not_the_start_of_an_answer() {
        let mut framing = Framing::new();
        let (head, body) = COUNTED.split_at(COUNTED.len() - 5);
        framing.wrote(head.as_bytes(), head.len());
        assert!(!framing.at_start());
        framing.wrote(&body.as_bytes()[..2], 2);
        assert!(!framing.at_start());
        framing.wrote(&body.as_bytes()[2..], 3);
        assert!(framing.at_start());
    }

    #[test]
    fn informational_answers_may_precede_another_in_one_piece() {
        let both = format!("HTTP/1.1 100 Continue\r\n\r\n{COUNTED}");
        let framing = follow(&[&both], usize::MAX);
        assert!(framing.at_start());
        assert_eq!(framing.answers(), 1);
    }

    #[test]
    fn statuses_without_a_body_end_with_their_head() {
        for status in ["204 No Content", "304 Not Modified"] {
            assert!(
                follow(&[&format!("HTTP/1.1 {status}\r\ncontent-length: 9\r\n\r\n"), COUNTED], usize::MAX).at_start()
            );
        }
    }

    #[test]
    fn doubt_ends_the_search() {
        let head_of_head = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n";
        let chunked_head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        let pipelined = [COUNTED, EMPTY].concat();
        for answers in [
            &["HTTP/1.1 101 Switching Protocols\r\n\r\n"][..],
            &["HTTP/1.1 200 OK\r\n\r\nuntil the end"],
            &["HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n"],
            &["HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 1\r\n\r\n"],
            &["\0\0\x18\x04\0"],
            &["HTTP/1.1 200 OK\r\ncontent-length: 18446744073709551615\r\n\r\n"],
            &["HTTP/1.1 200 OK\r\ncontent-"],
            &[head_of_head, COUNTED],
            &[chunked_head, COUNTED],
            &[chunked_head, "11111111111111111\r\n"],
            &[chunked_head, "\r\n"],
            &[&pipelined],
        ] {
            assert!(follow(answers, usize::MAX).is_lost(), "{answers:?}");
        }
    }
}
