//! Answers, read strictly: what a lenient client would overlook is a mistake here.

use std::fmt;

/// How many headers of an answer are read.
const MAX_HEADERS: usize = 256;

/// Headers that say how a message travels, and nothing else: those of a connection, of the framing and of a server.
pub const TRANSPORT: &[&str] = &["connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"];

/// An answer as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, in order, repeated ones too; names as they were written.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body, without the marks of its pieces.
    pub body: Vec<u8>,
}

/// Why bytes are no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken(pub String);

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How far reading got.
pub(super) enum Read {
    /// More bytes are needed.
    More,
    /// An answer of so many bytes.
    Whole(Answer, usize),
}

impl Answer {
    /// The values of a header, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        let of_name = self.headers.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name));
        of_name.map(|(_, value)| value.as_slice())
    }

    /// The first value of a header, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        std::str::from_utf8(value).ok()
    }

    /// The methods that `Allow` names, sorted, for no order of them means anything (RFC 9110 section 10.2.1).
    pub fn methods(&self) -> Option<Vec<&str>> {
        let mut names: Vec<_> = self.header("allow")?.split(',').map(str::trim).collect();
        names.sort_unstable();
        Some(names)
    }

    /// Reads an answer that was recorded, to a request with this method.
    ///
    /// # Errors
    ///
    /// When it is no whole answer of HTTP/1, or something comes after it.
    ///
    /// ```
    /// use faultwire_testkit::wire::Answer;
    ///
    /// let recorded = b"HTTP/1.1 405 Method Not Allowed\r\ncontent-length: 2\r\n\r\n{}";
    /// assert_eq!(Answer::recorded(recorded, "PATCH").unwrap().body, b"{}");
    /// ```
    pub fn recorded(bytes: &[u8], method: &str) -> Result<Self, Broken> {
        match Self::read(bytes, method, true)? {
            Read::Whole(answer, used) if used == bytes.len() => Ok(answer),
            Read::Whole(_, used) => Err(Broken(format!("{} bytes after its end", bytes.len() - used))),
            Read::More => Err(Broken("the answer breaks off".to_owned())),
        }
    }

    /// Reads an answer to a request with this method from the start of the bytes. `ended`: no more will come.
    pub(super) fn read(bytes: &[u8], method: &str, ended: bool) -> Result<Read, Broken> {
        let mut from = 0;
        loop {
            let Some((status, headers, head)) = head(&bytes[from..])? else {
                return if ended { Err(Broken("the head breaks off".to_owned())) } else { Ok(Read::More) };
            };
            from += head;
            // Informational answers come before the one that counts.
            if (100..200).contains(&status) && status != 101 {
                continue;
            }
            let answer = Self { status, headers, body: Vec::new() };
            return match answer.with_body(&bytes[from..], method, ended)? {
                Some((answer, used)) => Ok(Read::Whole(answer, from + used)),
                None if ended => Err(Broken("the body breaks off".to_owned())),
                None => Ok(Read::More),
            };
        }
    }

    fn with_body(mut self, rest: &[u8], method: &str, ended: bool) -> Result<Option<(Self, usize)>, Broken> {
        let length = self.length()?;
        let pieces = self.all("transfer-encoding").next().map(<[u8]>::to_ascii_lowercase);
        if pieces.is_some() && length.is_some() {
            return Err(Broken("both a content length and a transfer encoding".to_owned()));
        }
        if method == "HEAD" || matches!(self.status, 101 | 204 | 304) {
            return Ok(Some((self, 0)));
        }
        match (pieces.as_deref(), length) {
            (Some(b"chunked"), _) => {
                let Some((body, used)) = chunks(rest)? else { return Ok(None) };
                self.body = body;
                Ok(Some((self, used)))
            }
            (Some(other), _) => Err(Broken(format!("transfer encoding {:?}", String::from_utf8_lossy(other)))),
            (None, Some(length)) if rest.len() < length => Ok(None),
            (None, Some(length)) => {
                self.body = rest[..length].to_vec();
                Ok(Some((self, length)))
            }
            (None, None) if ended => {
                self.body = rest.to_vec();
                Ok(Some((self, rest.len())))
            }
            (None, None) => Ok(None),
        }
    }

    fn length(&self) -> Result<Option<usize>, Broken> {
        let mut lengths = self.all("content-length");
        let Some(first) = lengths.next() else { return Ok(None) };
        if lengths.next().is_some() {
            return Err(Broken("several content lengths".to_owned()));
        }
        let digits = std::str::from_utf8(first).ok().filter(|text| text.bytes().all(|b| b.is_ascii_digit()));
        let length = digits.and_then(|digits| digits.parse().ok());
        length.map(Some).ok_or_else(|| Broken(format!("content length {:?}", String::from_utf8_lossy(first))))
    }
}

type Head = (u16, Vec<(String, Vec<u8>)>, usize);

/// The status and headers at the start of the bytes, and how many they are; `None`: more bytes are needed.
fn head(bytes: &[u8]) -> Result<Option<Head>, Broken> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let used = match response.parse(bytes) {
        Ok(httparse::Status::Complete(used)) => used,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(error) => return Err(Broken(format!("no head of HTTP: {error}"))),
    };
    let headers = response.headers.iter().map(|header| (header.name.to_owned(), header.value.to_vec())).collect();
    Ok(Some((response.code.unwrap_or_default(), headers, used)))
}

/// A body in pieces (RFC 9112 section 7.1) and how many bytes it took.
fn chunks(bytes: &[u8]) -> Result<Option<(Vec<u8>, usize)>, Broken> {
    let (mut body, mut at) = (Vec::new(), 0);
    loop {
        let (used, size) = match httparse::parse_chunk_size(&bytes[at..]) {
            Ok(httparse::Status::Complete((used, size))) => (used, usize::try_from(size).unwrap_or(usize::MAX)),
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(_) => return Err(Broken("no size of a piece of the body".to_owned())),
        };
        at += used;
        if size == 0 {
            // Trailers end with an empty line, which is at once there without any.
            let end = bytes[at..].windows(2).position(|pair| pair == b"\r\n");
            return Ok(match end {
                Some(0) => Some((body, at + 2)),
                Some(_) => bytes[at..].windows(4).position(|four| four == b"\r\n\r\n").map(|end| (body, at + end + 4)),
                None => None,
            });
        }
        let Some(piece) = at.checked_add(size).and_then(|end| bytes.get(at..end)) else { return Ok(None) };
        body.extend_from_slice(piece);
        at += size;
        match bytes.get(at..at + 2) {
            Some(b"\r\n") => at += 2,
            Some(_) => return Err(Broken("a piece of the body is longer than it says".to_owned())),
            None => return Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &str, method: &str, ended: bool) -> Result<Option<(u16, String, usize)>, String> {
        match Answer::read(bytes.as_bytes(), method, ended) {
            Ok(Read::More) => Ok(None),
            Ok(Read::Whole(answer, used)) => {
                Ok(Some((answer.status, String::from_utf8_lossy(&answer.body).into_owned(), used)))
            }
            Err(Broken(why)) => Err(why),
        }
    }

    #[test]
    fn answers_end_where_their_heads_say() {
        let with_length = "HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\nabcd";
        assert_eq!(read(with_length, "GET", false), Ok(Some((404, "ab".into(), 47))));
        assert_eq!(read(&with_length[..46], "GET", false), Ok(None));
        assert_eq!(read(&with_length[..46], "GET", true), Err("the body breaks off".into()));
        assert_eq!(read(with_length, "HEAD", false), Ok(Some((404, String::new(), 45))));
        let pieces = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n1;x=y\r\nc\r\n0\r\n\r\n";
        assert_eq!(read(pieces, "GET", false), Ok(Some((200, "abc".into(), pieces.len()))));
        assert_eq!(read(&pieces[..pieces.len() - 1], "GET", false), Ok(None));
        assert_eq!(read("HTTP/1.1 200 OK\r\n\r\nabc", "GET", true), Ok(Some((200, "abc".into(), 22))));
        let early = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n";
        assert_eq!(read(early, "PUT", false), Ok(Some((204, String::new(), early.len()))));
    }

    #[test]
    fn what_is_no_http_is_broken() {
        for (bytes, why) in [
            ("<html>", "no head of HTTP: invalid HTTP version"),
            ("HTTP/1.1 200 OK\r\nbad header\r\n\r\n", "no head of HTTP: invalid header name"),
            ("HTTP/1.1 200 OK\r\ncontent-length: 1, 1\r\n\r\na", "content length \"1, 1\""),
            ("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 1\r\n\r\na", "several content lengths"),
            (
                "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\na",
                "both a content length and a transfer encoding",
            ),
            ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n", "no size of a piece of the body"),
        ] {
            assert_eq!(read(bytes, "GET", false), Err(why.to_owned()), "{bytes}");
        }
    }
}
