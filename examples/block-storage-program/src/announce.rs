//! The start-up text.

use std::io::{self, Write as _};
use std::net::SocketAddr;

/// What the start-up text invites to try, as arguments of `curl`.
const INVITATIONS: [&str; 6] = [
    "-i http://ADDR/v3/demo/volumes",
    "-i http://ADDR/v3/demo/volumes/nope -H 'Accept: application/xml'",
    "-i 'http://ADDR/problem/volumes?colour=red'",
    "-i http://ADDR/status/volumes/fault-409",
    "-i http://ADDR/status/volumes/nope -H 'Accept-Language: es'",
    "-i http://ADDR/sig/volumes/fault-panic",
];

/// Says where the service is and what to try; nobody to read it is no reason to stop.
pub fn announce(address: SocketAddr) {
    let mut text = format!("listening on http://{address}\n");
    for invitation in INVITATIONS {
        text += &format!("  curl {}\n", invitation.replace("ADDR", &address.to_string()));
    }
    let mut stdout = io::stdout().lock();
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}
