//! The test that notices when a generated enum is stale.

use super::{RustOptions, TITLE};

impl RustOptions {
    /// A test of the crate that has the enum: a file for its `tests`, which fails when the enum is another than the
    /// catalogue's, so that neither is changed without the other.
    ///
    /// `catalog` and `code` are paths from the folder of the crate's manifest. The crate has `faultwire-catalog` among its
    /// `dev-dependencies`.
    ///
    /// ```
    /// use faultwire_catalog::RustOptions;
    ///
    /// let test = RustOptions::new().test("faults.toml", "src/fault.rs");
    /// assert!(test.contains(r#"Catalog::load(here.join("faults.toml"))?"#));
    /// ```
    pub fn test(&self, catalog: &str, code: &str) -> String {
        let mut options = "RustOptions::new()".to_owned();
        if let Some(name) = self.given_name() {
            options += &format!(".name({name:?})?");
        }
        if let Some(path) = self.given_crate() {
            options += &format!(".crate_path({path:?})?");
        }
        format!(
            r#"{TITLE}
//! That the enum is the one of the catalogue.

use std::path::Path;

use faultwire_catalog::{{Catalog, RustOptions}};

#[test]
#[rustfmt::skip]
fn the_enum_is_that_of_the_catalogue() -> Result<(), Box<dyn std::error::Error>> {{
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let options = {options};
    Catalog::load(here.join({catalog:?}))?.is_in_rust(&options, here.join({code:?}))?;
    Ok(())
}}
"#
        )
    }

    /// Whether a text is of a file that was generated, of any catalogue and with any options.
    pub fn is_generated(text: &str) -> bool {
        text.trim_start_matches('\u{FEFF}').lines().next() == Some(TITLE)
    }
}
