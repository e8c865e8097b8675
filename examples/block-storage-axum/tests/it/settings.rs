//! The configuration: what the built-in page says, and what a wrong one does.

use std::path::Path;

use block_storage::BlockStorageFault;
use block_storage::sample::SampleFault;
use block_storage_axum::CONFIGURATION;
use block_storage_program::renderer;
use faultwire_axum::faultwire::{Config, Definition, FaultSet, FaultType};
use faultwire_catalog::Catalog;
use snapshots::SnapshotFault;

/// Every fault that the service's teams define.
fn types() -> impl Iterator<Item = &'static FaultType> {
    let own = BlockStorageFault::definitions().chain(SampleFault::definitions());
    own.chain(SnapshotFault::definitions()).map(Definition::fault_type)
}

#[test]
fn the_built_in_page_is_the_file_beside_the_example() {
    assert!(renderer(CONFIGURATION, None).is_ok());
    assert!(renderer(CONFIGURATION, Some(&Path::new(env!("CARGO_MANIFEST_DIR")).join("faultwire.toml"))).is_ok());
}

#[test]
fn every_word_of_the_definitions_is_one_that_its_style_knows() {
    assert_eq!(renderer(CONFIGURATION, None).unwrap().check(types()), Ok(()));
}

#[test]
fn every_definition_has_a_text_in_every_language() {
    assert_eq!(renderer(CONFIGURATION, None).unwrap().translation_gaps(types()), []);
}

#[test]
fn the_catalogue_has_every_fault_of_every_team_and_breaks_no_rule() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let catalog = Catalog::load(here.join("faults.toml")).unwrap_or_else(|error| panic!("{error}"));
    for fault_type in types() {
        assert!(catalog.fault(fault_type.code()).is_some(), "{}", fault_type.code());
    }
    assert_eq!(catalog.all_faults().count(), types().count());
    let findings = catalog.check(&Config::load(here.join("faultwire.toml")).unwrap()).unwrap();
    assert_eq!(findings, []);
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = renderer(CONFIGURATION, Some(Path::new("no-such-file.toml"))).err().unwrap();
    assert!(error.to_string().contains("no-such-file.toml"), "{error}");
}
