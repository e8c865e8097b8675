//! Requests.

use serde::Deserialize;

use super::description::Description;

/// A request, well-formed or not: its bytes are sent as they are.
///
/// It can be read from a file: `method` (`GET`), `target` (`/`), `headers` (pairs, in order) and `body`, or else `raw`
/// bytes; `fill = ["piece", times]` puts a piece, repeated, in place of `{}` in any of their values, and `half_closed`
/// ends the client's side after it. With `latin1` the characters of values are bytes, for what is no UTF-8.
///
/// ```
/// use faultwire_testkit::wire::Request;
///
/// let request = Request::new("POST", "/volumes").header("content-type", "application/json").body("{");
/// let bytes = request.to_bytes("127.0.0.1:8080");
/// assert_eq!(
///     bytes,
///     b"POST /volumes HTTP/1.1\r\nhost: 127.0.0.1:8080\r\ncontent-type: application/json\r\ncontent-length: 1\r\n\r\n{",
/// );
/// assert_eq!(Request::raw("NONSENSE\r\n\r\n").to_bytes("ignored"), b"NONSENSE\r\n\r\n");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Description")]
pub struct Request {
    method: String,
    target: String,
    headers: Vec<(String, Vec<u8>)>,
    body: Option<Vec<u8>>,
    /// The whole, where it is no more than bytes.
    raw: Option<Vec<u8>>,
    /// Nothing is sent after it.
    half_closed: bool,
}

impl Request {
    /// A request of HTTP/1.1 with a `Host`.
    pub fn new(method: impl Into<String>, target: impl Into<String>) -> Self {
        Self {
            method: method.into(),
            target: target.into(),
            headers: Vec::new(),
            body: None,
            raw: None,
            half_closed: false,
        }
    }

    /// Bytes that need be no HTTP.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self { raw: Some(bytes.into()), ..Self::new("", "") }
    }

    /// Adds a header, after those before; one of the name `host` takes the place of the request's.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<Vec<u8>>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a body, and its length unless a header says how long it is.
    #[must_use]
    pub fn body(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.body = Some(bytes.into());
        self
    }

    /// Ends the client's side of the connection after it, as a client that breaks off.
    #[must_use]
    pub const fn half_closed(mut self) -> Self {
        self.half_closed = true;
        self
    }

    /// The method; of raw bytes their first word.
    pub fn method(&self) -> &str {
        match &self.raw {
            None => &self.method,
            Some(bytes) => {
                let end = bytes.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(bytes.len());
                std::str::from_utf8(&bytes[..end]).unwrap_or_default()
            }
        }
    }

    /// The target; of raw bytes none.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The same request for another target.
    #[must_use]
    pub fn with_target(mut self, target: impl Into<String>) -> Self {
        self.target = target.into();
        self
    }

    /// The headers that were added, in order.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_slice()))
    }

    /// The body; of raw bytes none.
    pub fn content(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }

    /// Whether it is no more than bytes.
    pub const fn is_raw(&self) -> bool {
        self.raw.is_some()
    }

    /// Whether the client's side ends after it.
    pub const fn is_half_closed(&self) -> bool {
        self.half_closed
    }

    /// What is sent to a host.
    pub fn to_bytes(&self, host: &str) -> Vec<u8> {
        if let Some(raw) = &self.raw {
            return raw.clone();
        }
        let has = |name: &str| self.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
        let mut bytes = format!("{} {} HTTP/1.1\r\n", self.method, self.target).into_bytes();
        let mut field = |name: &str, value: &[u8]| {
            bytes.extend_from_slice(name.as_bytes());
            bytes.extend_from_slice(b": ");
            bytes.extend_from_slice(value);
            bytes.extend_from_slice(b"\r\n");
        };
        if !has("host") {
            field("host", host.as_bytes());
        }
        self.headers.iter().for_each(|(name, value)| field(name, value));
        if let (Some(body), false) = (&self.body, has("content-length") || has("transfer-encoding")) {
            field("content-length", body.len().to_string().as_bytes());
        }
        bytes.extend_from_slice(b"\r\n");
        bytes.extend_from_slice(self.body.as_deref().unwrap_or_default());
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Request, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_request_is_read_from_data() {
        assert_eq!(read("{}"), Ok(Request::new("GET", "/")));
        let whole = r#"{"method":"PUT","target":"/{}","headers":[["a","{}"],["a","2"]],"body":"<{}>","fill":["x",3]}"#;
        let expected = Request::new("PUT", "/xxx").header("a", "xxx").header("a", "2").body("<xxx>");
        assert_eq!(read(whole), Ok(expected));
        assert_eq!(read(r#"{"raw":"{}!","fill":["ab",2]}"#), Ok(Request::raw("abab!")));
        assert_eq!(read("{\"raw\":\"\u{ff}\",\"latin1\":true}"), Ok(Request::raw(b"\xff")));
        assert_eq!(read(r#"{"half_closed":true}"#), Ok(Request::new("GET", "/").half_closed()));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for (text, part) in [
            (r#"{"raw":"x","method":"GET"}"#, "`raw` is the whole request"),
            (r#"{"target":"/","fill":["x",3]}"#, "`fill` without `{}`"),
            (r#"{"path":"/"}"#, "unknown field `path`"),
        ] {
            let error = read(text).err().unwrap_or_default();
            assert!(error.contains(part), "{error}");
        }
    }
}
