//! Texts from files and standard input, and into files.

use std::fs::{self, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

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
    write_all(&[(path, bytes)])
}

/// Writes several files, none of them before all can be.
pub(crate) fn write_all(files: &[(&Path, &[u8])]) -> Result<(), Failure> {
    let cannot = |path: &Path, error: io::Error| Failure::new(format_args!("cannot write {}: {error}", path.display()));
    let stage = |(path, bytes): &(&Path, &[u8])| Staged::new(path, bytes).map_err(|error| cannot(path, error));
    let staged = files.iter().map(stage).collect::<Result<Vec<_>, _>>()?;
    for (staged, (path, _)) in staged.into_iter().zip(files) {
        staged.put().map_err(|error| cannot(path, error))?;
    }
    Ok(())
}

/// Whether two paths are of one file, also of one that is not there yet.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        path.canonicalize().ok().or_else(|| Some(parent.canonicalize().ok()?.join(path.file_name()?)))
    };
    one == other || real(one).is_some_and(|one| Some(one) == real(other))
}

/// The new text of a file, beside it until it is put in its place.
struct Staged {
    beside: PathBuf,
    target: PathBuf,
}

impl Staged {
    fn new(path: &Path, bytes: &[u8]) -> io::Result<Self> {
        // A link stays one.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let known = fs::metadata(&target).ok();
        if known.as_ref().is_some_and(|known| !known.is_file()) {
            return Err(io::Error::other("it is no file"));
        }
        let mut beside = target.clone().into_os_string();
        beside.push(format!(".{}.new", std::process::id()));
        let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
        // From here on it is removed again, whatever happens.
        let staged = Self { beside: beside.into(), target };
        file.write_all(bytes)?;
        if let Some(known) = known {
            file.set_permissions(known.permissions())?;
        }
        Ok(staged)
    }

    fn put(self) -> io::Result<()> {
        fs::rename(&self.beside, &self.target)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // Where it is in its place, nothing is here.
        let _ = fs::remove_file(&self.beside);
    }
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
