//! An answer as text: the head in lines, the body as it is.

use http::Response;

/// The status line, the headers and an empty line, each ended by a line feed, then the bytes of the body.
///
/// On the wire lines end in CRLF; here they are for people, `grep` and `diff`.
pub(crate) fn whole(response: &Response<impl AsRef<[u8]>>) -> Vec<u8> {
    let status = response.status();
    let reason = status.canonical_reason().unwrap_or_default();
    let mut out = format!("HTTP/1.1 {} {reason}\n", status.as_u16()).into_bytes();
    for (name, value) in response.headers() {
        for part in [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\n"] {
            out.extend_from_slice(part);
        }
    }
    out.push(b'\n');
    out.extend_from_slice(response.body().as_ref());
    out
}
