//! The catalogues and what is written from them are the same.

use faultwire_catalog::{Catalog, CatalogError};

#[test]
fn the_enums_are_those_of_the_catalogues() -> Result<(), CatalogError> {
    let here = env!("CARGO_MANIFEST_DIR");
    Catalog::load(format!("{here}/faults.toml"))?.is_in_rust("BlockStorageFault", format!("{here}/src/fault.rs"))?;
    Catalog::load(format!("{here}/samples.toml"))?.is_in_rust("SampleFault", format!("{here}/src/sample/fault.rs"))
}
