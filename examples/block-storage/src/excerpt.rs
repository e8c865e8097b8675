//! Pieces of a request that a message quotes.

use std::borrow::Cow;

use faultwire::{Fault, Violation};

/// The most characters of a client's text that a message repeats.
const MAX_CHARS: usize = 200;

/// A client's text, cut to a length that a message can quote.
pub(crate) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A fault that is one violation: where it is, with the fault's own message, as some styles show violations alone.
pub(crate) fn located(fault: Fault, at: impl FnOnce(Cow<'static, str>) -> Violation) -> Fault {
    let violation = at(fault.message());
    fault.with_violation(violation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_between_characters() {
        assert_eq!(excerpt("short"), "short");
        assert_eq!(excerpt(&"é".repeat(MAX_CHARS)), "é".repeat(MAX_CHARS));
        assert_eq!(excerpt(&"é".repeat(MAX_CHARS + 1)), format!("{}…", "é".repeat(MAX_CHARS)));
    }
}
