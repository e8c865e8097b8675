//! What fields become, besides parameters.

use std::error::Error as _;
use std::io;
use std::num::ParseIntError;

use faultwire::{Fault, FaultSet, ParameterKind, Violation};

#[derive(Debug, thiserror::Error, faultwire::Fault)]
enum StoreError {
    #[error("The store {store} failed.")]
    #[fault(status = 500)]
    Failed {
        store: String,
        source: io::Error,
        #[fault(private)]
        node: u32,
    },
    #[error("not this: {0}")]
    #[fault(status = 502, message = "The answer of {peer} is broken.")]
    Broken(#[fault(name = "peer")] String, #[source] ParseIntError, #[fault(private)] &'static str),
    #[error("The store cannot be reached.")]
    #[fault(status = 503)]
    Unreachable(#[from] io::Error),
    #[error("The answer may be partial.")]
    #[fault(status = 500)]
    Perhaps {
        #[source]
        cause: Option<ParseIntError>,
        #[fault(private)]
        node: Option<u32>,
        size: u8,
    },
    #[error("The request is wrong.")]
    #[fault(status = 400)]
    Wrong {
        #[fault(violations)]
        found: Vec<Violation>,
    },
    #[error("Too many requests.")]
    #[fault(status = 429)]
    Limited {
        #[fault(retry_after)]
        wait: u32,
    },
    #[error("Busy.")]
    #[fault(status = 503, retry_after = 30)]
    Busy {
        #[fault(retry_after)]
        wait: Option<u32>,
    },
    #[error("Not a {type}.")]
    #[fault(status = 400)]
    Raw { r#type: String },
}

#[test]
fn sources_and_private_values_are_for_the_log() {
    let source = io::Error::other("disk 7 is on fire");
    let fault = Fault::from(StoreError::Failed { store: "a".into(), source, node: 17 });
    assert_eq!(fault.message(), "The store a failed.");
    assert_eq!(fault.params().map(|(name, _)| name).collect::<Vec<_>>(), ["store"]);
    assert_eq!(fault.source().unwrap().to_string(), "disk 7 is on fire");
    assert!(StoreError::from_fault(&fault).is_none());

    let source = "x".parse::<u8>().unwrap_err();
    let fault = Fault::from(StoreError::Broken("b".into(), source, "the secret"));
    assert_eq!(fault.message(), "The answer of b is broken.");
    assert!(fault.source().is_some());

    let fault = Fault::from(StoreError::from(io::Error::other("x")));
    assert!(fault.is(StoreError::UNREACHABLE) && fault.source().is_some());
}

#[test]
fn what_the_log_keeps_is_absent_on_the_way_back() {
    let cause = "x".parse::<u8>().err();
    let fault = Fault::from(StoreError::Perhaps { cause, node: Some(1), size: 8 });
    assert!(fault.source().is_some());
    let back = StoreError::from_fault(&fault).unwrap();
    assert!(matches!(back, StoreError::Perhaps { cause: None, node: None, size: 8 }));
}

#[test]
fn violations_and_seconds_come_back() {
    let found = vec![Violation::at_pointer("/a", "is wrong"), Violation::in_parameter("b", "is missing")];
    let fault = Fault::from(StoreError::Wrong { found: found.clone() });
    assert_eq!(fault.violations(), found);
    assert!(matches!(StoreError::from_fault(&fault), Some(StoreError::Wrong { found: back }) if back == found));

    let fault = Fault::from(StoreError::Limited { wait: 9 });
    assert_eq!(fault.retry_after(), Some(9));
    assert!(matches!(StoreError::from_fault(&fault), Some(StoreError::Limited { wait: 9 })));

    for (wait, seconds) in [(None, 30), (Some(5), 5)] {
        let fault = Fault::from(StoreError::Busy { wait });
        assert_eq!(fault.retry_after(), Some(seconds));
        assert!(matches!(StoreError::from_fault(&fault), Some(StoreError::Busy { wait: back }) if back == wait));
    }
}

#[test]
fn raw_identifiers_are_plain_names() {
    let fault = Fault::from(StoreError::Raw { r#type: "volume".into() });
    assert_eq!(fault.message(), "Not a volume.");
    assert_eq!(fault.param_as::<String>("type").as_deref(), Some("volume"));
    assert!(matches!(StoreError::from_fault(&fault), Some(StoreError::Raw { r#type }) if r#type == "volume"));
}

#[test]
fn parameters_are_described() {
    let definitions: Vec<_> = StoreError::definitions().collect();
    let described = |at: usize| {
        let parameters = definitions[at].parameters().iter();
        let described = parameters.map(|info| (info.name(), info.kind(), info.is_optional(), info.is_private()));
        described.collect::<Vec<_>>()
    };
    let text = ParameterKind::Text;
    assert_eq!(described(0), [("store", text, false, false), ("node", text, false, true)]);
    assert_eq!(described(1), [("peer", text, false, false), ("2", text, false, true)]);
    assert_eq!(described(2), []);
    assert_eq!(described(3), [("node", text, true, true), ("size", ParameterKind::Integer, false, false)]);
    let readable: Vec<_> = definitions.iter().map(|definition| definition.is_readable()).collect();
    assert_eq!(readable, [false, false, false, true, true, true, true, true]);
}

#[test]
fn a_fault_without_a_parameter_is_not_matched() {
    let fault = Fault::new(StoreError::PERHAPS);
    assert!(StoreError::from_fault(&fault).is_none());
    assert!(StoreError::from_fault(&fault.clone().with("size", 256)).is_none());
    assert!(StoreError::from_fault(&fault.with("size", 255)).is_some());
}

#[derive(Debug, faultwire::Fault)]
#[fault(status = 500)]
struct Behind {
    #[fault(source)]
    error: Box<dyn std::error::Error + Send + Sync>,
    // By its name alone it would be one.
    r#source: u8,
}

#[test]
fn a_source_can_be_any_error() {
    let fault = Fault::from(Behind { error: "disk 7".into(), r#source: 1 });
    assert_eq!(fault.source().unwrap().to_string(), "disk 7");
    assert_eq!(fault.param_as::<u8>("source"), Some(1));
}
