//! Pieces of a request, as a message quotes them.

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

/// The largest number that a fault carries: an `integer` of the catalogue is one of 64 bits with a sign.
pub(crate) const MAX_INTEGER: u64 = i64::MAX.unsigned_abs();

/// A number as a fault carries it; there is none here that is larger than [`MAX_INTEGER`].
pub(crate) fn integer(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}

/// A fault that is one violation: where it is, with the fault's own message, as some styles show violations alone.
pub(crate) fn located(fault: impl Into<Fault>, at: impl FnOnce(Cow<'static, str>) -> Violation) -> Fault {
    let fault = fault.into();
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
