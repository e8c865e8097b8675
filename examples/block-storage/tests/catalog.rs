//! The catalogues and what is written from them are the same.

use std::error::Error;

use faultwire_catalog::{Catalog, RustOptions};

#[test]
fn the_enums_are_those_of_the_catalogues() -> Result<(), Box<dyn Error>> {
    let here = env!("CARGO_MANIFEST_DIR");
    let faults = Catalog::load(format!("{here}/faults.toml"))?;
    faults.is_in_rust(&RustOptions::new(), format!("{here}/src/fault.rs"))?;
    let samples = Catalog::load(format!("{here}/samples.toml"))?;
    samples.is_in_rust(&RustOptions::new().name("SampleFault")?, format!("{here}/src/sample/fault.rs"))?;
    Ok(())
}
