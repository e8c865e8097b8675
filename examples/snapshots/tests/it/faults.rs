// Written by `faultwire catalog generate rust` from a catalogue of faults. Not to be edited.
//! That the enum is the one of the catalogue.

use std::path::Path;

use faultwire_catalog::{Catalog, RustOptions};

#[test]
#[rustfmt::skip]
fn the_enum_is_that_of_the_catalogue() -> Result<(), Box<dyn std::error::Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let options = RustOptions::new().name("SnapshotFault")?;
    Catalog::load(here.join("faults.toml"))?.is_in_rust(&options, here.join("src/fault.rs"))?;
    Ok(())
}
