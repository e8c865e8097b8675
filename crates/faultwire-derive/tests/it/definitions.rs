//! The definitions that the settings give.

use faultwire::{Cause, Fault, FaultSet, FaultType, Renderer, RequestContext, Retry};

#[derive(Debug, thiserror::Error, faultwire::Fault)]
enum VolumeError {
    /// Another volume of the project has the name.
    ///
    /// Names are unique in a project.
    #[error("A volume named {name} exists already.")]
    #[fault(
        status = 409,
        code = "volume_name_in_use",
        title = "The name is in use",
        help = "https://example.com/help/names",
        type_uri = "tag:example.com,2026:name-in-use",
        number = -13,
        cause = "duplicate",
        retry = "never",
        severity = "hard",
        word(openstack.root = "conflictingRequest", status-text.text = "taken"),
        word(simplivity.exception = "com.acme.NameInUse")
    )]
    NameInUse { name: String },
    #[error("The volume is busy. {{Really}}")]
    #[fault(status = 503, retry_after = 7)]
    Busy,
    #[error("not for clients: {0}", 7)]
    #[fault(status = 500, message = "Something else.")]
    Overridden,
    #[error("Try again.")]
    #[fault(status = 409)]
    #[fault(retry = "now")]
    Conflict,
}

fn definition(code: &str) -> &'static faultwire::Definition {
    VolumeError::definitions().find(|definition| definition.fault_type().code() == code).unwrap()
}

#[test]
fn settings_are_in_the_definition() {
    let fault_type = VolumeError::NAME_IN_USE;
    assert_eq!(fault_type.code(), "volume_name_in_use");
    assert_eq!(fault_type.status(), 409);
    assert_eq!(fault_type.title(), "The name is in use");
    assert_eq!(fault_type.template(), Some("A volume named {name} exists already."));
    assert_eq!(fault_type.help_uri(), Some("https://example.com/help/names"));
    assert_eq!(fault_type.uri(), Some("tag:example.com,2026:name-in-use"));
    assert_eq!(fault_type.error_number(), Some(-13));
    assert_eq!(fault_type.why(), Some(Cause::Duplicate));
    assert_eq!(fault_type.when_to_retry(), Some(Retry::Never));
    assert!(fault_type.is_hard());
    assert_eq!(fault_type.word("openstack", "root"), Some("conflictingRequest"));
    assert_eq!(fault_type.word("status-text", "text"), Some("taken"));
    assert_eq!(fault_type.word("simplivity", "exception"), Some("com.acme.NameInUse"));
}

#[test]
fn what_is_not_given_follows_from_the_name() {
    let busy = VolumeError::BUSY;
    assert_eq!((busy.code(), busy.title()), ("busy", "Busy"));
    assert_eq!((busy.retry_hint(), busy.when_to_retry()), (Some(7), Some(Retry::After)));
    assert_eq!(VolumeError::CONFLICT.when_to_retry(), Some(Retry::Now));
    assert!(busy.is_hard());
    assert!(!VolumeError::CONFLICT.is_hard());
}

#[test]
fn doubled_braces_are_braces() {
    assert_eq!(Fault::from(VolumeError::Busy).message(), "The volume is busy. {Really}");
    assert_eq!(VolumeError::Busy.to_string(), "The volume is busy. {Really}");
}

#[test]
fn a_message_of_ones_own_goes_before_that_of_thiserror() {
    assert_eq!(Fault::from(VolumeError::Overridden).message(), "Something else.");
}

#[test]
fn the_definitions_are_listed_with_their_documentation() {
    let codes: Vec<_> = VolumeError::definitions().map(|definition| definition.fault_type().code()).collect();
    assert_eq!(codes, ["volume_name_in_use", "busy", "overridden", "conflict"]);
    let docs = "Another volume of the project has the name.\n\nNames are unique in a project.";
    assert_eq!(definition("volume_name_in_use").docs(), docs);
    assert_eq!(definition("busy").docs(), "");
}

#[test]
fn a_definition_has_one_address() {
    let listed = definition("volume_name_in_use").fault_type();
    let fault = Fault::from(VolumeError::NameInUse { name: "a".into() });
    assert!(std::ptr::eq(listed, VolumeError::NAME_IN_USE));
    assert!(std::ptr::eq(listed, fault.fault_type()));
    assert!(fault.is(VolumeError::NAME_IN_USE));
    assert!(!fault.is(VolumeError::BUSY));
}

#[test]
fn an_error_is_answered_in_any_envelope() {
    let renderer = Renderer::builder().style("openstack").without_request_ids().build().unwrap();
    let fault = Fault::from(VolumeError::NameInUse { name: "a".into() });
    let answer = renderer.render(&fault, &RequestContext::empty());
    let expected = r#"{"conflictingRequest":{"code":409,"message":"A volume named a exists already."}}"#;
    assert_eq!(answer.body(), expected);
    assert!(renderer.check(VolumeError::definitions().map(faultwire::Definition::fault_type)).is_ok());
}

#[derive(Debug, PartialEq, faultwire::Fault)]
#[fault(status = 410, message = "{what} is gone.")]
struct Gone {
    what: String,
}

#[derive(Debug, PartialEq, faultwire::Fault)]
#[fault(status = 404)]
struct NowhereToBeFound;

#[test]
fn a_struct_is_one_definition() {
    let fault = Fault::from(Gone { what: "It".into() });
    assert_eq!((fault.code(), fault.message().as_ref()), ("gone", "It is gone."));
    assert!(fault.is(Gone::FAULT_TYPE));
    assert_eq!(Gone::from_fault(&fault), Some(Gone { what: "It".into() }));
    assert_eq!(NowhereToBeFound::from_fault(&fault), None);
    let fault = Fault::from(NowhereToBeFound);
    assert_eq!((fault.code(), fault.message().as_ref()), ("nowhere_to_be_found", "Nowhere to be found"));
    assert_eq!(NowhereToBeFound::from_fault(&fault), Some(NowhereToBeFound));
}

#[test]
fn a_service_of_result_and_question_marks() {
    fn find(name: &str) -> Result<(), VolumeError> {
        if name == "a" { Err(VolumeError::NameInUse { name: name.into() }) } else { Ok(()) }
    }
    fn handler(name: &str) -> Result<(), Fault> {
        Ok(find(name)?)
    }
    assert!(handler("a").is_err_and(|fault| fault.is(VolumeError::NAME_IN_USE)));
    assert!(handler("b").is_ok());
}

#[derive(Debug, thiserror::Error, faultwire::Fault)]
#[error("The volume {volume} cannot be used.")]
enum Unusable {
    #[fault(status = 409)]
    Attached { volume: String },
    #[error("The volume {volume} is broken.")]
    #[fault(status = 500)]
    Broken { volume: String },
}

#[test]
fn the_message_of_an_enum_is_for_variants_without_one() {
    let volume = || String::from("a");
    for error in [Unusable::Attached { volume: volume() }, Unusable::Broken { volume: volume() }] {
        let shown = error.to_string();
        assert_eq!(Fault::from(error).message(), shown);
    }
}

macro_rules! causes {
    ($($variant:ident $word:literal)*) => {
        #[derive(Debug, faultwire::Fault)]
        enum EveryCause {
            $(#[fault(status = 400, cause = $word)] $variant,)*
        }

        #[test]
        fn every_cause_has_its_word() {
            let types: Vec<&FaultType> = EveryCause::definitions().map(faultwire::Definition::fault_type).collect();
            let causes: Vec<_> = types.iter().map(|fault_type| fault_type.why().unwrap()).collect();
            assert_eq!(causes, Cause::ALL);
            assert_eq!(causes.iter().map(|cause| cause.as_str()).collect::<Vec<_>>(), [$($word),*]);
            let _ = [$(EveryCause::$variant),*];
        }
    };
}

causes! {
    Quota "quota" Rate "rate" Malformed "malformed" InvalidValue "invalid_value" UnknownMember "unknown_member"
    UnknownParameter "unknown_parameter" ReferenceInBody "reference_in_body"
    CollectionTooLong "collection_too_long" NotFound "not_found" Method "method" FeatureMissing "feature_missing"
    AlreadySo "already_so" InProgress "in_progress" State "state" Duplicate "duplicate"
    Unauthenticated "unauthenticated" Forbidden "forbidden" Upstream "upstream" Timeout "timeout"
    Internal "internal"
}
