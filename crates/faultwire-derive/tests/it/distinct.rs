//! Codes and numbers are unique across sets, and what is met twice is no clash. What is one is in `tests/ui`.

use faultwire::{Fault, FaultEntry, FaultSet, FaultType};

#[derive(Debug, faultwire::Fault)]
#[fault(status = 507, number = 7)]
struct DiskFull;

#[derive(Debug, faultwire::Fault)]
enum ReadError {
    #[fault(transparent)]
    Disk(DiskFull),
    #[fault(status = 404, number = 8)]
    NoBlock,
}

#[derive(Debug, faultwire::Fault)]
enum WriteError {
    #[fault(status = 403, number = 9)]
    ReadOnly,
    #[fault(transparent)]
    Disk(DiskFull),
}

/// Both ways lead to the full disk.
#[derive(Debug, faultwire::Fault)]
enum VolumeError {
    #[fault(transparent)]
    Read(ReadError),
    #[fault(transparent)]
    Write(WriteError),
    #[fault(transparent)]
    Other(Fault),
}

fn codes<S: FaultSet>() -> Vec<&'static str> {
    S::definitions().map(|definition| definition.fault_type().code()).collect()
}

#[test]
fn one_set_can_be_nested_in_several() {
    assert_eq!(codes::<VolumeError>(), ["disk_full", "no_block", "read_only", "disk_full"]);
    let fault = Fault::from(VolumeError::Write(WriteError::Disk(DiskFull)));
    assert!(matches!(VolumeError::from_fault(&fault), Some(VolumeError::Read(ReadError::Disk(DiskFull)))));
    let fault = Fault::from(VolumeError::Write(WriteError::ReadOnly));
    assert!(matches!(VolumeError::from_fault(&fault), Some(VolumeError::Write(WriteError::ReadOnly))));
    let fault = Fault::from(VolumeError::Read(ReadError::NoBlock));
    assert!(matches!(VolumeError::from_fault(&fault), Some(VolumeError::Read(ReadError::NoBlock))));
    let fault = Fault::from(VolumeError::Other(Fault::new(&faultwire::protocol::ROUTE_NOT_FOUND)));
    assert!(matches!(VolumeError::from_fault(&fault), Some(VolumeError::Other(_))));
}

#[derive(Debug, faultwire::Fault)]
enum Found<'a, E> {
    #[fault(status = 409)]
    Many { near: &'a str },
    #[fault(transparent)]
    Other(E),
}

/// One generic set with two types inside.
#[derive(Debug, faultwire::Fault)]
enum SearchError<'a> {
    #[fault(transparent)]
    Read(Found<'a, ReadError>),
    #[fault(transparent)]
    Write(Found<'a, WriteError>),
}

#[test]
fn one_generic_set_can_be_nested_with_several_types() {
    assert_eq!(codes::<SearchError<'_>>(), ["many", "disk_full", "no_block", "many", "read_only", "disk_full"]);
    let fault = Fault::from(SearchError::Read(Found::Many { near: "a" }));
    assert!(SearchError::from_fault(&fault).is_none());
    let fault = Fault::from(SearchError::Write(Found::Other(WriteError::ReadOnly)));
    let back = SearchError::from_fault(&fault);
    assert!(matches!(back, Some(SearchError::Write(Found::Other(WriteError::ReadOnly)))));
    let fault = Fault::from(SearchError::Read(Found::Other(ReadError::NoBlock)));
    assert!(matches!(SearchError::from_fault(&fault), Some(SearchError::Read(Found::Other(ReadError::NoBlock)))));
}

static QUOTA: FaultType = FaultType::new("quota", 403, "Quota").number(10);

macro_rules! by_hand {
    ($set:ident) => {
        #[derive(Debug)]
        struct $set;

        impl From<$set> for Fault {
            fn from(_: $set) -> Self {
                Self::new(&QUOTA)
            }
        }

        impl FaultSet for $set {
            const ENTRIES: &'static [FaultEntry] = &[FaultEntry::of(&QUOTA), FaultEntry::of(DiskFull::FAULT_TYPE)];

            fn from_fault(fault: &Fault) -> Option<Self> {
                fault.is(&QUOTA).then_some(Self)
            }
        }
    };
}

by_hand!(Client);
by_hand!(Server);

/// The sets share a definition, and have one that is derived as well.
#[derive(Debug, faultwire::Fault)]
enum QuotaError {
    #[fault(transparent)]
    Client(Client),
    #[fault(transparent)]
    Server(Server),
    #[fault(transparent)]
    Disk(DiskFull),
}

#[test]
fn a_definition_can_be_an_entry_of_several_sets_by_hand() {
    assert_eq!(codes::<QuotaError>(), ["quota", "disk_full", "quota", "disk_full", "disk_full"]);
    let back = |error: QuotaError| QuotaError::from_fault(&Fault::from(error));
    assert!(matches!(back(QuotaError::Server(Server)), Some(QuotaError::Client(Client))));
    assert!(matches!(back(QuotaError::Disk(DiskFull)), Some(QuotaError::Disk(DiskFull))));
    assert!(matches!(back(QuotaError::Client(Client)), Some(QuotaError::Client(Client))));
}

mod r#in {
    #[derive(Debug, faultwire::Fault)]
    #[allow(non_camel_case_types, reason = "the name is what is looked at")]
    pub(super) enum r#try {
        #[fault(status = 404)]
        r#match,
    }
}

#[test]
fn a_definition_says_where_it_is_written() {
    let places = |definitions: faultwire::Definitions| definitions.map(|one| one.place()).collect::<Vec<_>>();
    let here = "it::distinct";
    let full = format!("{here}::DiskFull");
    assert_eq!(places(ReadError::definitions()), [full.clone(), format!("{here}::ReadError::NoBlock")]);
    assert_eq!(places(r#in::r#try::definitions()), [format!("{here}::r#in::try::match")]);
    assert!(r#in::r#try::from_fault(&r#in::r#try::r#match.into()).is_some());
    assert!(places(Client::definitions())[0].contains("distinct.rs:"), "{:?}", places(Client::definitions()));
}
