//! A catalogue as Rust: an enum that derives `Fault`.

mod names;
mod options;
mod test;
mod variant;

use std::collections::HashMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use faultwire::Mistake;

use crate::check::wrongly_shown;
use crate::docs;
use crate::error::CatalogError;
use crate::model::{Catalog, Entry};
use names::{constant, pascal};
pub use options::{InvalidRust, RustOptions};

/// What every generated file begins with.
const TITLE: &str = "// Written by `faultwire catalog generate rust` from a catalogue of faults. Not to be edited.";

/// So many parameters can make a variant larger than others by what Clippy takes as too much, 200 bytes.
const MANY: usize = 7;
const SIZES: &str = "#[allow(clippy::large_enum_variant, reason = \"each has the parameters of its fault\")]\n";

impl Catalog {
    /// Its own faults as an enum in Rust, which derives `thiserror::Error` and `faultwire::Fault`: a file to check in
    /// beside the catalogue.
    ///
    /// Each fault is a variant, each parameter a field: `String`, `i64`, `f64`, `bool`, `Vec<Value>`,
    /// `BTreeMap<String, Value>` or `Value`, in an `Option` where it need not be there. A deprecated fault is a
    /// deprecated variant, which the compiler warns of. A parameter whose name is none of a field, or is another thing to
    /// thiserror (`volumeId`, `source`), is a field with a name near to it, and keeps its own for clients.
    ///
    /// # Errors
    ///
    /// When two codes are one name in Rust (`a_1` and `a1`), when a code's can be none (`self`), and when a message shows
    /// what is no parameter, is private, or need not be there.
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
            if options::NEVER_NAMES.contains(&variant.as_str()) {
                mistakes.push(self.mistake(&entry.place, format!("`{variant}` is no name of a variant in Rust")));
            }
            mistakes.extend(wrongly_shown(entry).into_iter().map(|(_, place, message)| self.mistake(&place, message)));
            variant::write(&mut body, self, entry, &variant, core);
        }
        mistakes.extend(self.wrong_constants(&variants));
        if !mistakes.is_empty() {
            return Err(CatalogError::new(mistakes));
        }
        let head = [&self.name, &self.version, &self.owner];
        let [name, version, owner] = head.map(|part| docs::escape(&docs::one_line(part)));
        let title = format!("/// The faults of the catalogue {name}, {version}, owned by {owner}.");
        let name = options.given_name().map_or_else(|| self.rust_name(), str::to_owned);
        let attribute = options.given_crate().map(|path| format!("#[fault(crate = {path:?})]\n")).unwrap_or_default();
        let sizes = if self.faults.iter().any(|entry| entry.parameters.len() >= MANY) { SIZES } else { "" };
        Ok(format!(
            "{TITLE}\n\n{title}\n#[rustfmt::skip]\n{sizes}#[derive(Debug, Clone, PartialEq, thiserror::Error, {core}::Fault)]\n{attribute}#[non_exhaustive]\npub enum {name} {{\n{body}}}\n"
        ))
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

    /// Two codes whose variants have one constant: `a_b_cd` and `ab_cd`.
    fn wrong_constants(&self, variants: &HashMap<String, &Entry>) -> Vec<Mistake> {
        let mut constants: HashMap<String, &str> = HashMap::new();
        let mut wrong = Vec::new();
        for entry in &self.faults {
            let constant = constant(&pascal(entry.code()));
            // A variant that is written like a constant keeps the name.
            if variants.contains_key(&constant) {
                continue;
            }
            match constants.get(&constant) {
                Some(other) if pascal(other) != pascal(entry.code()) => {
                    let message =
                        format!("`{other}` and `{}` both have the constant `{constant}` in Rust", entry.code());
                    wrong.push(self.mistake(&entry.place, message));
                }
                _ => drop(constants.insert(constant, entry.code())),
            }
        }
        wrong
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
