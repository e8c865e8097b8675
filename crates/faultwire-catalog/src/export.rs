//! A catalogue from Rust types.

use std::any::type_name;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use faultwire::{Definition, FaultSet, Mistake, ParameterInfo, Source};

use crate::docs::{self, Docs};
use crate::error::CatalogError;
use crate::model::{Catalog, Entry, Lost, Parameter};

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
    Export { name: own(name), owner: own(owner), version: own(version), base: None, sets: S::own_definitions() }
}

/// Several types that are sets of faults: a tuple of up to eight.
pub trait FaultSets {
    /// The name of each, and its own definitions, in their order.
    fn own_definitions() -> Vec<(&'static str, Vec<&'static Definition>)>;
}

macro_rules! sets {
    ($($set:ident)*) => {
        impl<$($set: FaultSet),*> FaultSets for ($($set,)*) {
            fn own_definitions() -> Vec<(&'static str, Vec<&'static Definition>)> {
                vec![$((type_name::<$set>(), own::<$set>())),*]
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
    sets: Vec<(&'static str, Vec<&'static Definition>)>,
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
    /// When two definitions have one code or number: both types are named. When the name, the owner or the version is
    /// not one line of text.
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
            faults: self.definitions().map(|(_, definition)| entry(definition)).collect(),
            allowed: Vec::new(),
            accepted: Vec::new(),
            imports: Vec::new(),
            source: Source::new("the types", ""),
            path: None,
            lost: Lost::default(),
        };
        // What is written is what is read.
        Catalog::from_toml(&catalog.to_toml(), "the exported catalogue")
    }

    /// The definitions, each with its type: the name, and the place in the tuple, which tells types of one name apart.
    fn definitions(&self) -> impl Iterator<Item = (String, &'static Definition)> {
        let named = |at: usize, name: &str| format!("`{name}` (type {} of {})", at + 1, self.sets.len());
        let sets = self.sets.iter().enumerate();
        sets.flat_map(move |(at, (name, set))| set.iter().map(move |definition| (named(at, name), *definition)))
    }

    /// Codes and numbers that two definitions have.
    fn clashes(&self) -> Vec<Mistake> {
        let (mut codes, mut numbers) = (HashMap::new(), HashMap::new());
        let mut messages = Vec::new();
        for (of, definition) in self.definitions() {
            let (code, number) = (definition.fault_type().code(), definition.fault_type().error_number());
            if let Some(other) = codes.insert(code, of.clone()) {
                messages.push(format!("`{code}` is the code of a fault of {other}, and of one of {of}"));
                continue;
            }
            let Some(number) = number else { continue };
            if let Some((code_of_other, other)) = numbers.insert(number, (code, of.clone())) {
                messages
                    .push(format!("{number} is the number of `{code_of_other}` of {other}, and of `{code}` of {of}"));
            }
        }
        messages.into_iter().map(|message| Mistake::new("the types", "", 0..0, message)).collect()
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

    /// Checks that a file says the same of these faults, for a test, with the same head; it may say it in another order,
    /// in other lines, with comments.
    ///
    /// # Errors
    ///
    /// As [`catalog`](Self::catalog), when the file has mistakes, and when it says something else: what is another in its
    /// head, and the first fault that is, are named.
    pub fn is_in(&self, file: impl AsRef<Path>) -> Result<(), CatalogError> {
        let file = file.as_ref();
        let (ours, theirs) = (self.catalog()?, Catalog::load(file)?);
        let text = |catalog: &Catalog, code: &str| {
            let entry = catalog.faults.iter().find(|entry| entry.code() == code);
            entry.map(|entry| {
                let mut text = String::new();
                crate::write::write_fault(&mut text, &docs::normal(entry), catalog.base());
                text
            })
        };
        let mut messages = other_heads(&ours, &theirs);
        let mut codes = ours.faults.iter().chain(&theirs.faults).map(Entry::code);
        if let Some(code) = codes.find(|code| text(&ours, code) != text(&theirs, code)) {
            messages.push(format!("it says something else of `{code}` than the types do"));
        }
        if messages.is_empty() {
            return Ok(());
        }
        Err(CatalogError::new(messages.into_iter().map(|message| at(file, message)).collect()))
    }
}

/// What is another in the heads of two catalogues.
fn other_heads(ours: &Catalog, theirs: &Catalog) -> Vec<String> {
    let head = |catalog: &Catalog| {
        let given = |text: &str| format!("{text:?}");
        let base = catalog.base().map_or("nothing".to_owned(), given);
        [given(&catalog.name), given(&catalog.owner), given(&catalog.version), base]
    };
    let pairs = ["name", "owner", "version", "base"].into_iter().zip(head(ours).into_iter().zip(head(theirs)));
    let others = pairs.filter(|(_, (ours, theirs))| ours != theirs);
    others.map(|(key, (ours, theirs))| format!("its `{key}` is {theirs}, and {ours} of the types")).collect()
}

fn wrong(file: &Path, message: String) -> CatalogError {
    CatalogError::new(vec![at(file, message)])
}

fn at(file: &Path, message: String) -> Mistake {
    Mistake::new(&file.display().to_string(), "", 0..0, message)
}

fn entry(definition: &Definition) -> Entry {
    let fault_type = definition.fault_type();
    let Docs { description, causes, remedies, calls, since, deprecated, private } =
        docs::read(definition.docs(), fault_type);
    let mut parameters: Vec<_> = definition.parameters().iter().map(parameter).collect();
    for parameter in parameters.iter_mut().filter(|parameter| parameter.private) {
        let kind = private.iter().find(|(name, _)| *name == parameter.name);
        parameter.kind = kind.map_or(parameter.kind, |(_, kind)| *kind);
    }
    let fault_type = Arc::new(fault_type.clone());
    Entry { fault_type, parameters, description, causes, remedies, since, deprecated, calls, place: 0..0, unread: None }
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
