//! Rust types as a catalogue.

use faultwire::{Call, FaultSet};
use faultwire_catalog::{Catalog, CatalogError, Export, FaultSets, RustOptions, export};

use crate::generate::CATALOG;
use crate::generated::BlockStorageFault;
use crate::reexported;

fn exported<S: FaultSets>() -> Export {
    export::<S>("block-storage", "storage", "1.2.0").base("https://errors.example/block-storage")
}

fn messages(error: &CatalogError) -> Vec<&str> {
    error.mistakes().iter().map(|mistake| mistake.message()).collect()
}

/// As people write it.
#[derive(Debug, PartialEq, thiserror::Error, faultwire::Fault)]
enum HostFault {
    /// The host is away,
    /// see [`HostFault`] and <https://hosts.example>.
    ///
    /// # Details
    /// - It is off,
    ///   or unplugged.
    /// - It is lost.
    ///
    /// Since Monday.
    ///
    /// Causes:
    ///
    /// - Somebody turned
    ///   it off.
    /// - It broke.
    ///
    /// Answers calls: create, invent.
    ///
    /// Since 1.4.0.
    #[error("T")]
    #[fault(status = 503, number = 7)]
    HostAway,
    #[deprecated(since = "1.3.0", note = "use `HostAway` instead")]
    #[error("T")]
    #[fault(status = 503)]
    HostGone,
    /// Off.
    #[deprecated(since = "1.3.1", note = "use `HostFault::host_away`.")]
    #[error("T")]
    #[fault(status = 503)]
    HostOff,
    #[deprecated(since = "1.3.0", note = "ask the operator")]
    #[error("T")]
    #[fault(status = 503)]
    HostSilent,
    #[deprecated(since = "1.3.0")]
    #[error("T")]
    #[fault(status = 503)]
    HostSlow,
    /// Deprecated since 1.2.0, in favour of `host_slow`.
    #[deprecated(since = "1.3.0", note = "use `host_away`")]
    #[error("T")]
    #[fault(status = 503)]
    HostLate,
    #[deprecated(note = "use `host_away`")]
    #[error("T")]
    #[fault(status = 503)]
    Outdated,
}

#[derive(Debug, PartialEq, thiserror::Error, faultwire::Fault)]
enum OtherFault {
    #[error("T")]
    #[fault(status = 503, number = 7)]
    Other,
}

#[test]
fn the_types_export_the_catalogue_that_they_are_from() {
    let ours = exported::<(BlockStorageFault,)>();
    ours.is_in(CATALOG).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(ours.catalog().unwrap().to_toml(), Catalog::load(CATALOG).unwrap().to_toml());
    exported::<(reexported::BlockStorageFault,)>().is_in(CATALOG).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn what_is_exported_can_be_written_and_read() {
    let file = std::env::temp_dir().join(format!("faultwire-export-{}.toml", std::process::id()));
    let ours = exported::<(BlockStorageFault,)>();
    ours.write(&file).unwrap();
    let checked = ours.is_in(&file);
    std::fs::remove_file(&file).unwrap();
    assert_eq!(checked, Ok(()));
    assert!(ours.is_in(&file).is_err() && ours.write("no-such-folder/f.toml").is_err());
}

#[test]
fn another_head_is_named() {
    let other = export::<(BlockStorageFault,)>("blocks", "storage", "1.3.0").is_in(CATALOG).unwrap_err();
    let expected = [
        "its `name` is \"block-storage\", and \"blocks\" of the types",
        "its `version` is \"1.2.0\", and \"1.3.0\" of the types",
        "its `base` is \"https://errors.example/block-storage\", and nothing of the types",
        "it says something else of `volume_not_found` than the types do",
    ];
    assert_eq!(messages(&other), expected);
    let error = export::<(BlockStorageFault,)>("a\nb", "c", "1").catalog().unwrap_err();
    assert!(messages(&error)[0].starts_with("expected one line without control characters"), "{error}");
}

#[test]
fn a_clash_names_both_types() {
    let twice = exported::<(OtherFault, HostFault, OtherFault)>().catalog().unwrap_err();
    let other = "`it::export::OtherFault`";
    let expected = [
        format!(
            "7 is the number of `other` of {other} (type 1 of 3), and of `host_away` of `it::export::HostFault` (type 2 of 3)"
        ),
        format!("`other` is the code of a fault of {other} (type 1 of 3), and of one of {other} (type 3 of 3)"),
    ];
    assert_eq!(messages(&twice), expected);
}

#[test]
fn what_people_write_is_read() {
    let catalog = export::<(HostFault,)>("hosts", "team", "1").catalog().unwrap();
    let fault = |code: &str| catalog.fault(code).unwrap();
    let away = fault("host_away");
    let description = "The host is away, see [`HostFault`] and https://hosts.example.\n\n\
                       # Details\n- It is off, or unplugged.\n- It is lost.\n\n\
                       Since Monday.\n\nAnswers calls: create, invent.";
    assert_eq!((away.description(), away.since()), (Some(description), Some("1.4.0")));
    assert_eq!(away.causes(), ["Somebody turned it off.", "It broke."]);
    assert_eq!(away.calls(), [] as [Call; 0]);
    let deprecated = |code: &str| {
        let deprecated = fault(code).deprecated();
        deprecated.map(|deprecated| (deprecated.since().to_owned(), deprecated.replacement().map(str::to_owned)))
    };
    let since = |version: &str, code: Option<&str>| Some((version.to_owned(), code.map(str::to_owned)));
    assert_eq!(deprecated("host_away"), None);
    assert_eq!(deprecated("host_gone"), since("1.3.0", Some("host_away")));
    assert_eq!(deprecated("host_off"), since("1.3.1", Some("host_away")));
    assert_eq!(deprecated("host_silent"), since("1.3.0", None));
    assert_eq!(deprecated("host_slow"), since("1.3.0", None));
    assert_eq!(deprecated("host_late"), since("1.2.0", Some("host_slow")));
    // A catalogue says since when.
    assert_eq!(deprecated("outdated"), None);
    assert_eq!((fault("host_off").description(), fault("host_gone").description()), (Some("Off."), None));
    assert_eq!(fault("host_silent").description(), Some("ask the operator"));
    // Once in a catalogue, it stays what it is.
    assert!(HostFault::definitions().count() == 7 && catalog.to_rust(&RustOptions::new()).is_ok());
    let read = Catalog::from_toml(&catalog.to_toml(), "hosts.toml").unwrap();
    assert_eq!(read.to_toml(), catalog.to_toml());
}
