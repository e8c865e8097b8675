//! The one event in the log for each fault.

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tracing::Level;

use super::Occasion;
use super::renderer::{Ruled, Statuses};
use crate::calls::Call;
use crate::fault::Fault;
use crate::guideline::Rule;

/// How much of each text goes into the log, in bytes.
const MAX_TEXT: usize = 4096;
/// How many errors of a chain of sources go into the log.
const MAX_CHAIN: usize = 16;

/// Writes a fault to the log, once: an error for 5xx, a warning for a 429 and for what breaks the guideline or the table
/// of calls, else at debug level.
pub(crate) fn once(fault: &Fault, occasion: &Occasion<'_>, statuses: Statuses, call: Option<Call>) {
    let (status, Ruled { status: fault_status, broken }) = (statuses.wire, statuses.fault);
    let level = match fault_status {
        500.. => Level::ERROR,
        429 => Level::WARN,
        _ if broken.is_some() || call.is_some() => Level::WARN,
        _ => Level::DEBUG,
    };
    let wanted = match level {
        Level::ERROR => tracing::enabled!(target: "faultwire", Level::ERROR),
        Level::WARN => tracing::enabled!(target: "faultwire", Level::WARN),
        _ => tracing::enabled!(target: "faultwire", Level::DEBUG),
    };
    if !(wanted || cfg!(feature = "metrics")) || !fault.logged().claim() {
        return;
    }
    #[cfg(feature = "metrics")]
    super::count::fault(fault, occasion.request, statuses, call);
    if !wanted {
        return;
    }
    let left_out = match level {
        Level::ERROR => match occasion.admit_to_log(fault.code()) {
            Some(left_out) => (left_out > 0).then_some(left_out),
            None => return,
        },
        _ => None,
    };
    let request = occasion.request;
    let message = clean(&fault.message(), MAX_TEXT);
    let source = chain(fault);
    let private = private(fault);
    let path = request.path().map(|path| clean(path, MAX_TEXT));
    let (trace_id, span_id) = request.trace().unzip();
    let details = fault.details().map(|details| clean(details, MAX_TEXT));
    macro_rules! event {
        ($level:expr) => {
            tracing::event!(
                target: "faultwire",
                $level,
                error.type = fault.code(),
                code = fault.code(),
                http.response.status_code = status,
                http.request.method = request.method().map(http::Method::as_str),
                http.route = request.route(),
                url.path = path,
                request_id = occasion.request_id(),
                trace_id,
                span_id,
                details,
                source,
                private,
                guideline = broken.map(Rule::name),
                guideline_asks = broken.map(Rule::text),
                not_of_call = call.map(Call::as_str),
                left_out,
                "{message}"
            )
        };
    }
    match level {
        Level::ERROR => event!(Level::ERROR),
        Level::WARN => event!(Level::WARN),
        _ => event!(Level::DEBUG),
    }
}

/// The text of an error. It is the service's code that makes it, and a panic there must not lose the answer.
fn shown(error: &(dyn Error + 'static)) -> String {
    catch_unwind(AssertUnwindSafe(|| error.to_string())).unwrap_or_else(|_| "an error that cannot be shown".to_owned())
}

/// The errors behind a fault, outermost first, then those behind earlier faults.
fn chain(fault: &Fault) -> Option<String> {
    let mut text = String::new();
    for fault in with_earlier(fault) {
        let mut next = Error::source(fault);
        for _ in 0..MAX_CHAIN {
            let Some(error) = next else { break };
            if !text.is_empty() {
                text.push_str(": ");
            }
            text.push_str(&shown(error));
            next = error.source();
        }
    }
    (!text.is_empty()).then(|| clean(&text, MAX_TEXT))
}

fn private(fault: &Fault) -> Option<String> {
    let values = with_earlier(fault).flat_map(Fault::private);
    let pairs: Vec<_> = values.map(|(name, value)| format!("{name}={}", value.expose())).collect();
    (!pairs.is_empty()).then(|| clean(&pairs.join(" "), MAX_TEXT))
}

/// A fault and the earlier ones that it brings along.
fn with_earlier(fault: &Fault) -> impl Iterator<Item = &Fault> {
    std::iter::once(fault).chain(fault.earlier().iter().take(MAX_CHAIN))
}

/// Text of at most so many bytes, with spaces in place of control characters and of marks that change direction.
pub(crate) fn clean(text: &str, max: usize) -> String {
    let hidden = |c: char| {
        c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    let end = (0..=max.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[..end].chars().map(|c| if hidden(c) { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn log_text_is_bounded_and_on_one_line() {
        assert_eq!(clean("a\r\nb\u{1b}[31m\u{202e}c", 100), "a  b [31m c");
        assert_eq!(clean("éé", 3), "é");
    }
}
