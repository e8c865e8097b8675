//! Names of variants and what follows from them; attributes of other crates and of the language.

use faultwire::{Fault, FaultSet};

#[derive(Debug, PartialEq, faultwire::Fault)]
#[non_exhaustive]
#[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "the names are what is looked at")]
enum Named {
    #[fault(status = 400)]
    HTTPVersionUnknown,
    #[fault(status = 400)]
    r#match,
    #[fault(status = 400)]
    IO,
    #[fault(status = 400)]
    V,
    #[fault(status = 400)]
    #[deprecated]
    Old,
    #[fault(status = 400)]
    #[non_exhaustive]
    Open { size: u8 },
}

#[test]
fn codes_and_constants_follow_from_the_names() {
    let codes: Vec<_> = Named::definitions().map(|definition| definition.fault_type().code()).collect();
    assert_eq!(codes, ["http_version_unknown", "match", "io", "v", "old", "open"]);
    assert_eq!(Named::HTTP_VERSION_UNKNOWN.title(), "Http version unknown");
    assert_eq!(Named::MATCH.code(), "match");
    assert_eq!(Named::OLD.code(), "old");
}

#[test]
fn a_variant_keeps_its_name_from_the_constants() {
    assert_eq!(Named::from_fault(&Fault::from(Named::IO)), Some(Named::IO));
    assert_eq!(Named::from_fault(&Fault::from(Named::V)), Some(Named::V));
    assert_eq!(Named::from_fault(&Fault::from(Named::r#match)), Some(Named::r#match));
    assert_eq!(Named::from_fault(&Fault::from(Named::Open { size: 3 })), Some(Named::Open { size: 3 }));
}

#[derive(Debug, faultwire::Fault)]
enum Never {}

#[test]
fn an_enum_without_variants_is_an_empty_set() {
    assert_eq!(Never::definitions().count(), 0);
    assert!(Never::from_fault(&Fault::from(Named::V)).is_none());
}

/// Names in scope that the expansion must not take for its own.
mod shadowed {
    #![allow(dead_code, non_camel_case_types, reason = "they are only in the way")]

    pub(super) struct Option;
    pub(super) struct Result;
    pub(super) struct String;
    pub(super) struct Some;
    pub(super) enum None {}
    pub(super) trait From {}
    pub(super) trait Into {}

    #[derive(faultwire::Fault)]
    #[fault(status = 500)]
    pub(super) struct Shadowed {
        pub(super) value: u8,
        #[fault(private)]
        pub(super) fault: u8,
        #[fault(display)]
        pub(super) shown: u8,
    }
}

#[test]
fn names_in_scope_are_not_in_the_way() {
    let fault = Fault::from(shadowed::Shadowed { value: 1, fault: 2, shown: 3 });
    assert_eq!(fault.params().len(), 2);
}
