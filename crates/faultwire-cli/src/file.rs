//! Texts from files and standard input.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use crate::failure::Failure;

/// What messages call standard input.
pub(crate) const STDIN: &str = "standard input";

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    text(bytes(path)?, &path.display().to_string())
}

/// The bytes of a file.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::new(format_args!("cannot read {}: {error}", path.display())))
}

/// All of standard input.
pub(crate) fn read_stdin() -> Result<String, Failure> {
    text(stdin_bytes()?, STDIN)
}

/// All of standard input, as bytes.
pub(crate) fn stdin_bytes() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| Failure::new(format_args!("cannot read {STDIN}: {error}")))?;
    Ok(bytes)
}

/// Bytes as text. `name` is what messages call them.
pub(crate) fn text(bytes: Vec<u8>, name: &str) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let (before, byte) = (&error.as_bytes()[..at], error.as_bytes()[at]);
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Failure::new(format_args!("{name} is not UTF-8: byte 0x{byte:02X} at offset {at}, in line {line}"))
    })
}

/// Writes a file: all of it or, when that fails, what was there before.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let cannot = |error: io::Error| Failure::new(format_args!("cannot write {}: {error}", path.display()));
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path)).map_err(cannot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_byte_that_is_not_utf_8_is_named() {
        let message = |bytes: &[u8]| text(bytes.to_vec(), "f").err().map(|failure| failure.to_string());
        assert_eq!(
            message(b"a\n\xC3\xA9\n\xFFb\xFE").as_deref(),
            Some("error: f is not UTF-8: byte 0xFF at offset 5, in line 3")
        );
        assert_eq!(message(b"\xE2\x82").as_deref(), Some("error: f is not UTF-8: byte 0xE2 at offset 0, in line 1"));
        assert_eq!(message("\u{FEFF}é".as_bytes()), None);
    }
}
