//! The catalogue, and what happens when it takes what the other team has.

use std::fs;
use std::path::Path;

use faultwire::{Definition, FaultSet};
use faultwire_catalog::{Catalog, CatalogError};
use snapshots::{SnapshotError, SnapshotFault};

const HERE: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_error_has_the_faults_of_both_teams() -> Result<(), CatalogError> {
    let catalog = Catalog::load(format!("{HERE}/faults.toml"))?;
    for definition in SnapshotError::definitions() {
        let code = definition.fault_type().code();
        assert!(catalog.fault(code).is_some(), "{code}");
    }
    let codes = |owner: &mut dyn Iterator<Item = &'static Definition>| owner.count();
    let own = codes(&mut SnapshotFault::definitions());
    assert_eq!(own, catalog.faults().len());
    assert!(codes(&mut SnapshotError::definitions()) > own);
    Ok(())
}

/// What is wrong with the catalogue when a text of it is another, with the name of this file as it is there.
fn mistakes(name: &str, from: &str, to: &str) -> String {
    let text = fs::read_to_string(format!("{HERE}/faults.toml")).unwrap();
    assert!(text.contains(from));
    let imported = format!("{HERE}/../block-storage/faults.toml").replace('\\', "/");
    let text = text.replace("../block-storage/faults.toml", &imported).replace(from, to);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, text).unwrap();
    Catalog::load(file).unwrap_err().to_string()
}

#[test]
fn a_code_of_the_other_team_is_refused_with_both_places() {
    let wrong = mistakes("code.toml", "[faults.snapshot_not_found]", "[faults.volume_not_found]");
    assert!(wrong.contains("`volume_not_found` is the code of a fault in "), "{wrong}");
    assert!(wrong.contains("/block-storage/faults.toml:15 (storage) already"), "{wrong}");
    assert!(wrong.contains("code.toml:9:9"), "{wrong}");
}

#[test]
fn a_number_of_the_other_team_is_refused_with_both_places() {
    let wrong = mistakes("number.toml", "number = 60", "number = 13");
    assert!(wrong.contains("13 is the number of `datastore_name_in_use` in "), "{wrong}");
    assert!(wrong.contains("/block-storage/faults.toml:") && wrong.contains(" (storage) already"), "{wrong}");
    assert!(wrong.contains("number.toml:18:9"), "{wrong}");
}
