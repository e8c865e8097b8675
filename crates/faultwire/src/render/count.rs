//! Counters of faults, through the facade of the `metrics` crate.

use std::error::Error;

use super::renderer::Statuses;
use crate::calls::Call;
use crate::fault::Fault;
use crate::guideline::Rule;
use crate::protocol;
use crate::request::RequestContext;

/// Counts a fault. Every label is bounded: codes and routes are those of the service, and a request without a route has
/// an empty one.
pub(super) fn fault(fault: &Fault, request: &RequestContext, statuses: Statuses, call: Option<Call>) {
    let code = || fault.code().to_owned();
    let labels = [
        ("code", code()),
        ("status", statuses.wire.to_string()),
        ("route", request.route().unwrap_or_default().to_owned()),
        ("origin", origin(fault, request).to_owned()),
    ];
    metrics::counter!("faults_total", &labels).increment(1);
    if let Some(rule) = statuses.fault.broken.map(Rule::name) {
        metrics::counter!("faults_against_guideline_total", "code" => code(), "rule" => rule).increment(1);
    }
    if let Some(call) = call.map(Call::as_str) {
        metrics::counter!("faults_not_of_call_total", "code" => code(), "call" => call).increment(1);
    }
}

/// Where a fault comes from: a parser, which has no request; a panic; the protocol's definitions; the service's own.
fn origin(fault: &Fault, request: &RequestContext) -> &'static str {
    if request.method().is_none() {
        "parser"
    } else if Error::source(fault).is_some_and(protocol::is_panic) {
        "panic"
    } else if protocol::all().iter().any(|known| fault.is(known)) {
        "protocol"
    } else {
        "service"
    }
}
