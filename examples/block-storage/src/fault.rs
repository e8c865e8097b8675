//! The fault definitions: what clients of every prefix act on.
//!
//! A status here is the one that most styles send. A word such as `("openstack.status", "413")` gives one style
//! another, so that handlers never ask which style they serve.
//!
//! Whatever changes in a message is a parameter, and each parameter is data: a name, a number, the client's own text, or
//! one of a few fixed words (`text`, `object`, `in-use`). So a translation needs nothing but the definitions.

use faultwire::{Cause, FaultType, Severity};

/// 404: no volume has the id.
pub static VOLUME_NOT_FOUND: FaultType = FaultType::new("volume_not_found", 404, "Volume not found")
    .message("Volume {volume_id} could not be found.")
    .cause(Cause::NotFound)
    .help("https://block-storage.example/faults#volume_not_found");

/// 409: another volume has the name. The queue-token style knows 400 and 412 for a create.
pub static VOLUME_NAME_IN_USE: FaultType = FaultType::new("volume_name_in_use", 409, "Volume name in use")
    .message("A volume named {name} exists already.")
    .cause(Cause::Duplicate)
    .number(20)
    .words(&[("queue-token.status", "412")])
    .help("https://block-storage.example/faults#volume_name_in_use");

/// 409: an attached volume cannot be deleted. OpenStack answers 400.
pub static VOLUME_IN_USE: FaultType = FaultType::new("volume_in_use", 409, "Volume in use")
    .message("Volume {volume_id} is in use and cannot be deleted.")
    .cause(Cause::State)
    .number(21)
    .words(&[("openstack.status", "400")])
    .help("https://block-storage.example/faults#volume_in_use");

/// 409: an attached volume cannot be extended.
pub static VOLUME_NOT_EXTENDABLE: FaultType = FaultType::new("volume_not_extendable", 409, "Volume cannot be extended")
    .message("Volume {volume_id} must be available to be extended, it is {status}.")
    .cause(Cause::State)
    .number(22)
    .help("https://block-storage.example/faults#volume_not_extendable");

/// 400: a volume cannot become smaller.
pub static VOLUME_SHRUNK: FaultType = FaultType::new("volume_shrunk", 400, "Volume cannot shrink")
    .message("The new size must not be smaller than the current {size} GiB, {new_size} cannot be accepted.")
    .cause(Cause::InvalidValue)
    .number(23)
    .help("https://block-storage.example/faults#volume_shrunk");

/// 403, in OpenStack the documented 413 `overLimit`: the quota does not allow the size.
pub static QUOTA_EXCEEDED: FaultType = FaultType::new("quota_exceeded", 403, "Quota exceeded")
    .message("A volume of {size} GiB is above the quota of {quota} GiB.")
    .cause(Cause::Quota)
    .number(24)
    .retry_after(7)
    .words(&[("openstack.status", "413")])
    .help("https://block-storage.example/faults#quota_exceeded");

/// 400: a size that is no positive integer.
pub static SIZE_INVALID: FaultType = FaultType::new("size_invalid", 400, "Invalid size")
    .message("{resource} 'size' needs to be a positive integer value, {size} cannot be accepted.")
    .cause(Cause::InvalidValue)
    .number(25)
    .help("https://block-storage.example/faults#size_invalid");

/// 400: the body lacks an attribute that the operation needs.
pub static ATTRIBUTE_MISSING: FaultType = FaultType::new("attribute_missing", 400, "Attribute missing")
    .message("The request body lacks the attribute '{attribute}'.")
    .cause(Cause::InvalidValue)
    .number(26)
    .help("https://block-storage.example/faults#attribute_missing");

/// 400: the body has an attribute that the operation does not know.
pub static ATTRIBUTE_UNKNOWN: FaultType = FaultType::new("attribute_unknown", 400, "Unknown attribute")
    .message("The attribute '{attribute}' is not known here.")
    .cause(Cause::UnknownMember)
    .number(27)
    .help("https://block-storage.example/faults#attribute_unknown");

/// 400: a text of the body is longer than the service keeps.
pub static ATTRIBUTE_TOO_LONG: FaultType = FaultType::new("attribute_too_long", 400, "Attribute too long")
    .message("The attribute '{attribute}' must not be longer than {max} characters.")
    .cause(Cause::InvalidValue)
    .number(28)
    .help("https://block-storage.example/faults#attribute_too_long");

/// 400: a value in the body is of another JSON type than it must be. As hard as the protocol's `body_invalid`: a body
/// of the wrong form is no answer of the operation.
pub static ATTRIBUTE_TYPE_INVALID: FaultType = FaultType::new("attribute_type_invalid", 400, "Invalid attribute type")
    .message("The attribute '{pointer}' must be of type {expected}, not {found}.")
    .cause(Cause::InvalidValue)
    .severity(Severity::Hard)
    .number(37)
    .help("https://block-storage.example/faults#attribute_type_invalid");

/// 400: the body itself is of another JSON type than it must be, and as hard.
pub static BODY_TYPE_INVALID: FaultType = FaultType::new("body_type_invalid", 400, "Invalid body type")
    .message("The request body must be of type {expected}, not {found}.")
    .cause(Cause::InvalidValue)
    .severity(Severity::Hard)
    .number(38)
    .help("https://block-storage.example/faults#body_type_invalid");

/// 400: no such action. Never 404 or 501: the address exists and so does the method.
pub static ACTION_UNKNOWN: FaultType = FaultType::new("action_unknown", 400, "Unknown action")
    .message("There is no action '{action}'.")
    .cause(Cause::FeatureMissing)
    .number(29)
    .help("https://block-storage.example/faults#action_unknown");

/// 400: the body does not ask for exactly one action.
pub static ACTION_AMBIGUOUS: FaultType = FaultType::new("action_ambiguous", 400, "Not one action")
    .message("The request body must hold exactly one action, it holds {count}.")
    .cause(Cause::InvalidValue)
    .number(30)
    .help("https://block-storage.example/faults#action_ambiguous");

/// 400: a query parameter that the operation does not know.
pub static PARAMETER_UNKNOWN: FaultType = FaultType::new("parameter_unknown", 400, "Unknown query parameter")
    .message("The query parameter '{parameter}' is not known here.")
    .cause(Cause::UnknownParameter)
    .number(31)
    .help("https://block-storage.example/faults#parameter_unknown");

/// 400: one resource is shown without query parameters. The queue-token style knows no 400 for that, only that there is
/// nothing at such an address.
pub static PARAMETER_REFUSED: FaultType = FaultType::new("parameter_refused", 400, "Query parameter not taken")
    .message("The query parameter '{parameter}' is not known here.")
    .cause(Cause::UnknownParameter)
    .number(36)
    .words(&[("queue-token.status", "404")])
    .help("https://block-storage.example/faults#parameter_refused");

/// 400: a query parameter's value is none of the words that it takes.
pub static PARAMETER_INVALID: FaultType = FaultType::new("parameter_invalid", 400, "Invalid query parameter")
    .message("The query parameter '{parameter}' must be one of: {choices}. '{value}' cannot be accepted.")
    .cause(Cause::InvalidValue)
    .number(32)
    .help("https://block-storage.example/faults#parameter_invalid");

/// 400: a query parameter is given more than once.
pub static PARAMETER_REPEATED: FaultType = FaultType::new("parameter_repeated", 400, "Repeated query parameter")
    .message("The query parameter '{parameter}' must not be given more than once.")
    .cause(Cause::InvalidValue)
    .number(39)
    .help("https://block-storage.example/faults#parameter_repeated");

/// 400: two query parameters say the same thing in different ways.
pub static PARAMETERS_CONFLICT: FaultType = FaultType::new("parameters_conflict", 400, "Conflicting query parameters")
    .message("The query parameter '{parameter}' must not be given together with '{other}'.")
    .cause(Cause::InvalidValue)
    .number(40)
    .help("https://block-storage.example/faults#parameters_conflict");

/// 400: an order that cannot be.
pub static SORT_INVALID: FaultType = FaultType::new("sort_invalid", 400, "Invalid order")
    .message(
        "The query parameter '{parameter}' must be a list such as 'name:asc,size:desc', of these keys: {keys}. \
         '{value}' cannot be accepted.",
    )
    .cause(Cause::InvalidValue)
    .number(41)
    .help("https://block-storage.example/faults#sort_invalid");

/// 400: labels to filter by that are no labels.
pub static METADATA_INVALID: FaultType = FaultType::new("metadata_invalid", 400, "Invalid metadata")
    .message(
        "The query parameter '{parameter}' must be a JSON object whose members are text, '{value}' cannot be accepted.",
    )
    .cause(Cause::InvalidValue)
    .number(42)
    .help("https://block-storage.example/faults#metadata_invalid");

/// 400, in the queue-token style 416: a page that cannot be, by its `limit` or `offset`.
pub static PAGE_INVALID: FaultType = FaultType::new("page_invalid", 400, "Invalid page")
    .message("The query parameter '{parameter}' must be an integer from 0 to {max}, '{value}' cannot be accepted.")
    .cause(Cause::InvalidValue)
    .number(33)
    .words(&[("queue-token.status", "416")])
    .help("https://block-storage.example/faults#page_invalid");

/// 400, in the queue-token style 416: the volume that a page should start after does not exist.
pub static MARKER_NOT_FOUND: FaultType = FaultType::new("marker_not_found", 400, "Marker not found")
    .message("The marker {marker} could not be found.")
    .cause(Cause::InvalidValue)
    .number(34)
    .words(&[("queue-token.status", "416")])
    .help("https://block-storage.example/faults#marker_not_found");

/// 404: no queued request has the token.
pub static QUEUE_TOKEN_NOT_FOUND: FaultType = FaultType::new("queue_token_not_found", 404, "Queue token not found")
    .message("The queue token {queue_token} could not be found.")
    .cause(Cause::NotFound)
    .help("https://block-storage.example/faults#queue_token_not_found");

/// 404: no datastore or task has the id.
pub static OBJECT_NOT_FOUND: FaultType = FaultType::new("object_not_found", 404, "Object not found")
    .message("Object type: {kind} id: {id} could not be found")
    .cause(Cause::NotFound)
    .help("https://block-storage.example/faults#object_not_found");

/// 400 with the vendor's number 13: another datastore has the name.
pub static DATASTORE_NAME_IN_USE: FaultType = FaultType::new("datastore_name_in_use", 400, "Duplicate name")
    .message("Duplicate name exists.")
    .cause(Cause::Duplicate)
    .number(13)
    .help("https://block-storage.example/faults#datastore_name_in_use");

/// How a task fails that works on a datastore in use; it travels inside the task, with its number.
pub static DATASTORE_IN_USE: FaultType = FaultType::new("datastore_in_use", 409, "Datastore in use")
    .message("The datastore {datastore_id} is in use.")
    .cause(Cause::State)
    .number(35)
    .help("https://block-storage.example/faults#datastore_in_use");

/// 401: wrong user name or password, RFC 6749 section 5.2.
pub static INVALID_GRANT: FaultType = FaultType::new("invalid_grant", 401, "Invalid grant")
    .message("Bad credentials")
    .cause(Cause::Unauthenticated)
    .help("https://block-storage.example/faults#invalid_grant");

/// All definitions, for checks and documentation; those of [`sample`](crate::sample) are apart.
pub fn all() -> &'static [&'static FaultType] {
    static ALL: &[&FaultType] = &[
        &VOLUME_NOT_FOUND,
        &VOLUME_NAME_IN_USE,
        &VOLUME_IN_USE,
        &VOLUME_NOT_EXTENDABLE,
        &VOLUME_SHRUNK,
        &QUOTA_EXCEEDED,
        &SIZE_INVALID,
        &ATTRIBUTE_MISSING,
        &ATTRIBUTE_UNKNOWN,
        &ATTRIBUTE_TOO_LONG,
        &ATTRIBUTE_TYPE_INVALID,
        &BODY_TYPE_INVALID,
        &ACTION_UNKNOWN,
        &ACTION_AMBIGUOUS,
        &PARAMETER_UNKNOWN,
        &PARAMETER_REFUSED,
        &PARAMETER_INVALID,
        &PARAMETER_REPEATED,
        &PARAMETERS_CONFLICT,
        &SORT_INVALID,
        &METADATA_INVALID,
        &PAGE_INVALID,
        &MARKER_NOT_FOUND,
        &QUEUE_TOKEN_NOT_FOUND,
        &OBJECT_NOT_FOUND,
        &DATASTORE_NAME_IN_USE,
        &DATASTORE_IN_USE,
        &INVALID_GRANT,
    ];
    ALL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_numbers_are_unique_and_help_names_the_code() {
        let mut codes: Vec<_> = all().iter().map(|fault_type| fault_type.code()).collect();
        let mut numbers: Vec<_> = all().iter().filter_map(|fault_type| fault_type.error_number()).collect();
        let (count, numbered) = (codes.len(), numbers.len());
        codes.sort_unstable();
        codes.dedup();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!((codes.len(), numbers.len()), (count, numbered));
        for fault_type in all() {
            assert!(fault_type.help_uri().is_some_and(|help| help.ends_with(&format!("#{}", fault_type.code()))));
        }
    }

    #[test]
    fn what_a_handler_reports_is_soft_but_for_a_body_of_the_wrong_form() {
        let hard = all().iter().filter(|fault_type| fault_type.is_hard()).map(|fault_type| fault_type.code());
        assert_eq!(hard.collect::<Vec<_>>(), ["attribute_type_invalid", "body_type_invalid"]);
    }
}
