//! What no answer may tell of the inside of a service.

use super::{Findings, Rule};
use crate::wire::Answer;

/// Texts that only the inside of a service has, in lower case.
const MARKS: &[(&str, &str)] = &[
    ("panicked at", "a panic"),
    ("stack backtrace", "a trace"),
    ("rust_backtrace", "a trace"),
    ("traceback (most recent call last)", "a trace"),
    ("exception in thread", "a trace"),
    ("goroutine ", "a trace"),
    ("\tat java.", "a trace"),
    ("at org.springframework", "a trace"),
    ("/.cargo/registry/", "a path of the build"),
    ("/rustc/", "a path of the build"),
    ("/site-packages/", "a path of the build"),
    ("node_modules/", "a path of the build"),
    ("alloc::string::string", "the name of a type"),
    ("core::option::option", "the name of a type"),
    ("core::result::result", "the name of a type"),
    ("serde_json::", "the name of a type"),
    ("std::io::error", "the name of a type"),
    ("sqlstate", "an error of a database"),
    ("ora-0", "an error of a database"),
    ("syntax error at or near", "an error of a database"),
    ("select * from", "an error of a database"),
    ("connection refused (os error", "an error of the system"),
    ("no such file or directory (os error", "an error of the system"),
    ("password=", "a secret"),
    ("-----begin ", "a secret"),
];

/// Endings of source files, followed by a line.
const SOURCES: &[&str] = &[".rs:", ".py:", ".go:", ".java:", ".rb:", ".js:", ".ts:"];

pub(super) fn check(answer: &Answer, failed: bool, found: &mut Findings) {
    let headers = answer.headers.iter().map(|(_, value)| value.as_slice());
    for part in headers.chain([answer.body.as_slice()]) {
        let text = String::from_utf8_lossy(part).to_ascii_lowercase();
        if let Some((mark, what)) = MARKS.iter().find(|(mark, _)| text.contains(mark)) {
            found.add(Rule::Leak, format!("{what}: {mark:?}"));
        }
        if let Some(place) = source(&text) {
            found.add(Rule::Leak, format!("a line of a source file: {place:?}"));
        }
        if failed && (text.contains("<!doctype html") || text.contains("<html")) {
            found.add(Rule::Leak, "a page in HTML");
        }
    }
}

/// A place in a source file, such as `src/main.rs:17`.
fn source(text: &str) -> Option<&str> {
    SOURCES.iter().find_map(|ending| {
        text.match_indices(ending).find_map(|(at, _)| {
            let digits = text[at + ending.len()..].bytes().take_while(u8::is_ascii_digit).count();
            let named = text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
            let from = text[..at].rfind(|c: char| c.is_whitespace() || c == '"').map_or(0, |at| at + 1);
            (digits > 0 && named).then(|| &text[from..at + ending.len() + digits])
        })
    })
}
