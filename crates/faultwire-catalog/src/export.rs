//! A catalogue from Rust types.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use faultwire::{Definition, FaultSet, Mistake, ParameterInfo, Source};

use crate::docs::{self, Docs};
use crate::error::CatalogError;
use crate::model::{Catalog, Entry, Parameter};

/// The definitions of error types, as a catalogue: the other way of `faultwire catalog generate`, for a team whose enums
/// are the source.
///
/// The types come in a tuple. What a type nests of another team is that team's to export, unless it is named here as
/// well.
///
/// ```
/// # fn main() -> Result<(), faultwire_catalog::CatalogError> {
/// use faultwire::Fault;
///
/// #[derive(Debug, thiserror::Error, Fault)]
/// enum VolumeFault {
///     /// The volume was deleted, or never was.
///     #[error("Volume {id} could not be found.")]
///     #[fault(status = 404, cause = "not_found")]
///     VolumeNotFound { id: String },
/// }
///
/// let catalog = faultwire_catalog::export::<(VolumeFault,)>("block-storage", "storage", "1.0.0").catalog()?;
/// assert_eq!(
///     catalog.to_toml(),
///     r#"name = "block-storage"
/// owner = "storage"
/// version = "1.0.0"
///
/// [faults.volume_not_found]
/// status = 404
/// title = "Volume not found"
/// message = "Volume {id} could not be found."
/// cause = "not_found"
/// description = "The volume was deleted, or never was."
///
/// [faults.volume_not_found.parameters]
/// id = "text"
/// "#,
/// );
/// # Ok(())
/// # }
/// ```
pub fn export<S: FaultSets>(name: &str, owner: &str, version: &str) -> Export {
    let own = |text: &str| text.to_owned();
    Export { name: own(name), owner: own(owner), version: own(version), base: None, definitions: S::own_definitions() }
}

/// Several types that are sets of faults: a tuple of up to eight.
pub trait FaultSets {
    /// Their own definitions, in their order.
    fn own_definitions() -> Vec<&'static Definition>;
}

macro_rules! sets {
    ($($set:ident)*) => {
        impl<$($set: FaultSet),*> FaultSets for ($($set,)*) {
            fn own_definitions() -> Vec<&'static Definition> {
                [$(own::<$set>()),*].concat()
            }
        }
    };
}

sets!(A);
sets!(A B);
sets!(A B C);
sets!(A B C D);
sets!(A B C D E);
sets!(A B C D E F);
sets!(A B C D E F G);
sets!(A B C D E F G H);

fn own<S: FaultSet>() -> Vec<&'static Definition> {
    let definition = |entry: &'static faultwire::FaultEntry| match entry {
        faultwire::FaultEntry::Definition(definition) => Some(definition),
        _ => None,
    };
    S::ENTRIES.iter().filter_map(definition).collect()
}

/// A catalogue that is being exported.
#[derive(Debug, Clone)]
#[must_use]
pub struct Export {
    name: String,
    owner: String,
    version: String,
    base: Option<String>,
    definitions: Vec<&'static Definition>,
}

impl Export {
    /// The address that help is below, as `#CODE`.
    pub fn base(mut self, address: &str) -> Self {
        self.base = Some(address.to_owned());
        self
    }

    /// The catalogue.
    ///
    /// # Errors
    ///
    /// When two definitions have one code or number; both places are named.
    pub fn catalog(&self) -> Result<Catalog, CatalogError> {
        let clashes = self.clashes();
        if !clashes.is_empty() {
            return Err(CatalogError::new(clashes));
        }
        let catalog = Catalog {
            name: self.name.clone(),
            owner: self.owner.clone(),
            version: self.version.clone(),
            base: self.base.clone(),
            faults: self.definitions.iter().map(|definition| entry(definition)).collect(),
            allowed: Vec::new(),
            accepted: Vec::new(),
            imports: Vec::new(),
            source: Source::new("the types", ""),
            path: None,
        };
        // What is written is what is read.
        Catalog::from_toml(&catalog.to_toml(), "the exported catalogue")
    }

    /// Codes and numbers that two definitions have.
    fn clashes(&self) -> Vec<Mistake> {
        let (mut codes, mut numbers) = (HashMap::new(), HashMap::new());
        let mut mistakes = Vec::new();
        for definition in &self.definitions {
            let fault_type = definition.fault_type();
            let other = codes.insert(fault_type.code(), definition);
            let code = other.map(|other| (format!("`{}` is the code", fault_type.code()), other));
            let number = fault_type.error_number();
            let other = number.and_then(|number| Some((number, numbers.insert(number, definition)?)));
            let number = other.map(|(number, other)| (format!("{number} is the number"), other));
            mistakes.extend(code.into_iter().chain(number).map(|(what, other)| {
                let (first, second) = (other.place(), definition.place());
                Mistake::new("the types", "", 0..0, format!("{what} of `{first}` and of `{second}`"))
            }));
        }
        mistakes
    }

    /// Writes the catalogue as a file.
    ///
    /// # Errors
    ///
    /// As [`catalog`](Self::catalog), and when the file cannot be written.
    pub fn write(&self, file: impl AsRef<Path>) -> Result<(), CatalogError> {
        let file = file.as_ref();
        let text = self.catalog()?.to_toml();
        fs::write(file, text).map_err(|error| wrong(file, format!("it cannot be written: {error}")))
    }

    /// Checks that a file says the same of these faults, for a test; it may say it in another order, with comments.
    ///
    /// # Errors
    ///
    /// As [`catalog`](Self::catalog), when the file has mistakes, and when it says something else: the first fault that
    /// is another is named.
    pub fn is_in(&self, file: impl AsRef<Path>) -> Result<(), CatalogError> {
        let file = file.as_ref();
        let (ours, theirs) = (self.catalog()?, Catalog::load(file)?);
        let text = |catalog: &Catalog, code: &str| {
            let entry = catalog.faults.iter().find(|entry| entry.code() == code);
            entry.map(|entry| {
                let mut text = String::new();
                crate::write::write_fault(&mut text, entry, catalog.base());
                text
            })
        };
        let codes = ours.faults.iter().chain(&theirs.faults).map(Entry::code);
        match codes.into_iter().find(|code| text(&ours, code) != text(&theirs, code)) {
            None => Ok(()),
            Some(code) => Err(wrong(file, format!("it says something else of `{code}` than the types do"))),
        }
    }
}

fn wrong(file: &Path, message: String) -> CatalogError {
    CatalogError::new(vec![Mistake::new(&file.display().to_string(), "", 0..0, message)])
}

fn entry(definition: &Definition) -> Entry {
    let fault_type = definition.fault_type();
    let Docs { description, causes, remedies, calls, since, deprecated } = docs::read(definition.docs(), fault_type);
    let parameters = definition.parameters().iter().map(parameter).collect();
    let fault_type = Arc::new(fault_type.clone());
    Entry { fault_type, parameters, description, causes, remedies, since, deprecated, calls, place: 0..0 }
}

fn parameter(info: &ParameterInfo) -> Parameter {
    Parameter {
        name: info.name().to_owned(),
        kind: info.kind(),
        optional: info.is_optional(),
        private: info.is_private(),
        place: 0..0,
    }
}
