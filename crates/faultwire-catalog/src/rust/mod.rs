//! A catalogue as Rust: an enum that derives `Fault`.

mod options;
mod test;
mod variant;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::Path;

use faultwire::Mistake;

use crate::error::CatalogError;
use crate::model::{Catalog, Entry};
pub use options::{InvalidRust, RustOptions};

/// What every generated file begins with.
const TITLE: &str = "// Written by `faultwire catalog generate rust` from a catalogue of faults. Not to be edited.";

impl Catalog {
    /// Its own faults as an enum in Rust, which derives `thiserror::Error` and `faultwire::Fault`: a file to check in
    /// beside the catalogue.
    ///
    /// Each fault is a variant, each parameter a field: `String`, `i64`, `f64`, `bool`, `Vec<Value>`,
    /// `BTreeMap<String, Value>` or `Value`, in an `Option` where it need not be there. A deprecated fault is a
    /// deprecated variant, which the compiler warns of.
    ///
    /// # Errors
    ///
    /// When two codes are one name in Rust (`a_1` and `a1`), and when a parameter's name can be none.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use faultwire_catalog::{Catalog, RustOptions};
    ///
    /// let text = "name = 'a'\nowner = 'b'\nversion = '1'\n[faults.gone]\nstatus = 410\ntitle = 'Gone'\n";
    /// let catalog = Catalog::from_toml(text, "faults.toml")?;
    /// assert!(catalog.to_rust(&RustOptions::new())?.contains("pub enum AFault {"));
    ///
    /// let through_axum = RustOptions::new().crate_path("faultwire_axum::faultwire")?;
    /// assert!(catalog.to_rust(&through_axum)?.contains("faultwire_axum::faultwire::Fault)]"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_rust(&self, options: &RustOptions) -> Result<String, CatalogError> {
        let core = options.given_crate().unwrap_or("faultwire");
        let mut mistakes = Vec::new();
        let mut variants: HashMap<String, &Entry> = HashMap::new();
        let mut body = String::new();
        for entry in &self.faults {
            let variant = pascal(entry.code());
            if let Some(other) = variants.insert(variant.clone(), entry) {
                let message = format!("`{}` and `{}` are both `{variant}` in Rust", other.code(), entry.code());
                mistakes.push(self.mistake(&entry.place, message));
            }
            mistakes.extend(self.wrong_names(entry, &variant));
            variant::write(&mut body, self, entry, &variant, core);
        }
        if !mistakes.is_empty() {
            return Err(CatalogError::new(mistakes));
        }
        let name = options.given_name().map_or_else(|| self.rust_name(), str::to_owned);
        let attribute = options.given_crate().map(|path| format!("#[fault(crate = {path:?})]\n")).unwrap_or_default();
        let mut text = format!("{TITLE}\n\n");
        // Writing to a String does not fail.
        let _ =
            writeln!(text, "/// The faults of the catalogue {}, {}, owned by {}.", self.name, self.version, self.owner);
        let _ = write!(
            text,
            "#[rustfmt::skip]\n#[derive(Debug, Clone, PartialEq, thiserror::Error, {core}::Fault)]\n{attribute}#[non_exhaustive]\npub enum {name} {{\n{body}}}\n"
        );
        Ok(text)
    }

    /// The name of the enum where none is given: that of the catalogue, and `Fault`. `block-storage` is
    /// `BlockStorageFault`.
    pub fn rust_name(&self) -> String {
        let words: String = self.name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        let name = pascal(&words);
        // A name does not begin with a digit.
        let start = if name.starts_with(|c: char| c.is_ascii_digit()) { "Catalog" } else { "" };
        format!("{start}{name}Fault")
    }

    /// Whether a file is what [`to_rust`](Self::to_rust) writes, for a test of the crate that has it.
    ///
    /// # Errors
    ///
    /// When it is not, with the first line that is another; when it cannot be read, or cannot be written at all.
    pub fn is_in_rust(&self, options: &RustOptions, file: impl AsRef<Path>) -> Result<(), CatalogError> {
        let file = file.as_ref();
        let expected = self.to_rust(options)?;
        let (found, place, message) = match fs::read_to_string(file) {
            Err(error) => (String::new(), 0..0, format!("it cannot be read: {error}")),
            Ok(found) if found.replace("\r\n", "\n") == expected => return Ok(()),
            Ok(found) => {
                let help = "write it again with `faultwire catalog generate rust`";
                let place = first_other_line(&found, &expected);
                (found, place, format!("it is not what `{}` says: {help}", self.source.file()))
            }
        };
        Err(CatalogError::new(vec![Mistake::new(&file.display().to_string(), &found, place, message)]))
    }

    fn wrong_names(&self, entry: &Entry, variant: &str) -> Vec<Mistake> {
        let parameters = entry.parameters.iter().map(|parameter| (parameter.name.as_str(), &parameter.place, "field"));
        let names = std::iter::once((variant, &entry.place, "variant")).chain(parameters);
        let wrong = names.filter(|(name, ..)| options::NEVER_NAMES.contains(name));
        wrong
            .map(|(name, place, what)| self.mistake(place, format!("`{name}` is no name of a {what} in Rust")))
            .collect()
    }
}

/// The place of the first line that is not as expected.
fn first_other_line(found: &str, expected: &str) -> Range<usize> {
    let mut expected = expected.lines();
    let same =
        found.split_inclusive('\n').take_while(|line| expected.next() == Some(line.trim_end_matches(['\r', '\n'])));
    let start = same.map(str::len).sum();
    start..start + found[start..].lines().next().unwrap_or_default().len()
}

/// A code as the name of a variant.
fn pascal(code: &str) -> String {
    let words = code.split('_').filter(|word| !word.is_empty());
    let capitalised = words.map(|word| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect::<String>()
    });
    capitalised.collect()
}
