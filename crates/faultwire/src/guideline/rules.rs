//! The rules, as data, in the order of the guideline.

use super::{Check, May, Rule};
use crate::fault::Cause::{
    self, AlreadySo, CollectionTooLong, Duplicate, FeatureMissing, Forbidden, InProgress, InvalidValue, Malformed,
    Method, NotFound, Quota, Rate, ReferenceInBody, State, Unauthenticated, UnknownMember, UnknownParameter,
};

const fn status(name: &'static str, causes: &'static [Cause], may: May, asks: Option<u16>, text: &'static str) -> Rule {
    Rule { name, text, check: Check::Status { causes, may, asks } }
}

const fn names(name: &'static str, causes: &'static [Cause], text: &'static str) -> Rule {
    Rule { name, text, check: Check::Names { causes } }
}

const fn response(name: &'static str, text: &'static str) -> Rule {
    Rule { name, text, check: Check::Response }
}

const fn review(name: &'static str, text: &'static str) -> Rule {
    Rule { name, text, check: Check::Review }
}

/// What a client can mend by another request, and only so.
const CLIENTS: &[Cause] =
    &[Malformed, InvalidValue, UnknownMember, UnknownParameter, ReferenceInBody, CollectionTooLong];

/// What a client can mend, or must live with.
const REFUSALS: &[Cause] = &[NotFound, Duplicate, State, Unauthenticated, Forbidden, Rate];

static RULES: &[Rule] = &[
    response("created-location", "A 201 names the resource that was created, in Location."),
    response("accepted-location", "A 202 names the resource to be, or one that tells how far it is, in Location."),
    review(
        "created-201",
        "What is created while the client waits is answered with 201, and what is created later with 202.",
    ),
    response("deleted-204", "A deletion that is done when it is answered is a 204."),
    response("success-200", "Any other success is a 200."),
    status(
        "already-so",
        &[AlreadySo],
        May::Only(&[]),
        None,
        "A request for the state that a resource is in already succeeds; it is no conflict.",
    ),
    review("server-error-meaning", "A 5xx is sent for what it means, and only where a client cannot help it."),
    response("no-trace", "No trace of the server's code is in a body."),
    status("quota-403", &[Quota], May::Only(&[403]), Some(403), "A quota that is exceeded is a 403, never a 413."),
    status(
        "malformed-400",
        &[Malformed, InvalidValue],
        May::Never(&[422]),
        Some(400),
        "A request that is badly formed is a 400, never a 422.",
    ),
    status(
        "collection-400",
        &[CollectionTooLong],
        May::Only(&[400]),
        Some(400),
        "A collection that is longer than allowed is a 400, never a 403: the client can mend it.",
    ),
    status(
        "reference-400",
        &[ReferenceInBody],
        May::Only(&[400]),
        Some(400),
        "A reference in the body to what does not exist is a 400, never a 404: the address exists.",
    ),
    names("reference-named", &[ReferenceInBody], "The message says which resource of the body does not exist."),
    status(
        "unknown-attribute-400",
        &[UnknownMember],
        May::Only(&[400]),
        Some(400),
        "An attribute that is not known is a 400; it is not ignored.",
    ),
    names("unknown-attribute-named", &[UnknownMember], "The message names the attribute that is not known."),
    status(
        "unknown-parameter-400",
        &[UnknownParameter],
        May::Only(&[400]),
        Some(400),
        "A query parameter that is not known is a 400; it is not ignored.",
    ),
    names("unknown-parameter-named", &[UnknownParameter], "The message names the parameter that is not known."),
    status(
        "method-405",
        &[Method],
        May::Only(&[405]),
        Some(405),
        "A method that a known address does not have is a 405.",
    ),
    response("method-allow", "A 405 says in Allow which methods there are."),
    status(
        "in-progress-409",
        &[InProgress],
        May::Only(&[409]),
        Some(409),
        "An action on a resource that is at it already, and cannot begin again, is a 409.",
    ),
    status(
        "client-error-400",
        CLIENTS,
        May::NeverServerError,
        Some(400),
        "What a client can mend by another request is never a 500.",
    ),
    status("client-error", REFUSALS, May::NeverServerError, None, "What is no failure of the server is never a 500."),
    response("errors-body", "The body of an error is in the form of the errors guideline."),
    status(
        "feature-400",
        &[FeatureMissing],
        May::Only(&[400, 404]),
        Some(400),
        "A feature that is not there is a 400, or a 404 where the address will never be; 501 is about methods.",
    ),
    response("no-422", "No answer is a 422."),
    response("no-501", "No answer is a 501: the methods of HTTP are all known."),
];

/// All rules, in the order of the guideline.
pub fn rules() -> &'static [Rule] {
    RULES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::FaultType;
    use crate::guideline::{Place, all_broken_by, broken_by};
    use crate::protocol;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = rules().iter().map(Rule::name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), rules().len());
    }

    #[test]
    fn every_rule_of_definitions_is_broken_by_one() {
        let breakers = [
            ("already-so", AlreadySo, 409, "It is."),
            ("quota-403", Quota, 413, "Full."),
            ("malformed-400", Malformed, 422, "What?"),
            ("malformed-400", InvalidValue, 422, "What?"),
            ("collection-400", CollectionTooLong, 403, "Long."),
            ("reference-400", ReferenceInBody, 404, "{flavor}?"),
            ("reference-named", ReferenceInBody, 400, "What?"),
            ("unknown-attribute-400", UnknownMember, 422, "{name}?"),
            ("unknown-attribute-named", UnknownMember, 400, "What?"),
            ("unknown-parameter-400", UnknownParameter, 404, "{name}?"),
            ("unknown-parameter-named", UnknownParameter, 400, "What?"),
            ("method-405", Method, 404, "No."),
            ("in-progress-409", InProgress, 400, "Wait."),
            ("client-error-400", InvalidValue, 500, "What?"),
            ("client-error", NotFound, 500, "Where?"),
            ("client-error", Rate, 503, "Wait."),
            ("feature-400", FeatureMissing, 501, "No."),
        ];
        for (name, cause, status, message) in breakers {
            let fault_type = FaultType::new("broken", status, "Broken").message(message).cause(cause);
            assert_eq!(all_broken_by(&fault_type).map(Rule::name).collect::<Vec<_>>(), [name], "{cause:?} {status}");
        }
        let checked = rules().iter().filter(|rule| rule.place() == Place::Definition);
        for rule in checked {
            assert!(breakers.iter().any(|(name, ..)| *name == rule.name()), "{}", rule.name());
        }
    }

    #[test]
    fn what_the_guideline_asks_for_breaks_nothing() {
        for rule in rules() {
            let (Some(asks), Check::Status { causes, .. }) = (rule.asks(), &rule.check) else { continue };
            for cause in *causes {
                let fault_type = FaultType::new("mended", asks, "Mended").message("{what}").cause(*cause);
                assert!(broken_by(&fault_type, asks).is_none(), "{} {cause:?}", rule.name());
            }
        }
    }

    #[test]
    fn the_faults_of_the_protocol_break_nothing() {
        for fault_type in protocol::all() {
            let broken: Vec<_> = all_broken_by(fault_type).map(Rule::name).collect();
            assert!(broken.is_empty(), "{}: {broken:?}", fault_type.code());
        }
    }
}
