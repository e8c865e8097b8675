//! A catalogue, as it was read.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use faultwire::{Call, FaultType, Mistake, ParameterKind, Source};

use crate::imports::Import;
use crate::lock::Accepted;

/// The fault definitions of one owner, with those that it imports.
///
/// ```
/// # fn main() -> Result<(), faultwire_catalog::CatalogError> {
/// use faultwire_catalog::Catalog;
///
/// let text = r#"
/// name = "block-storage"
/// owner = "storage"
/// version = "1.2.0"
///
/// [faults.volume_not_found]
/// status = 404
/// title = "Volume not found"
/// message = "Volume {volume_id} could not be found."
/// parameters = { volume_id = "text" }
/// "#;
/// let catalog = Catalog::from_toml(text, "faults.toml")?;
/// let fault = catalog.fault("volume_not_found").unwrap();
/// assert_eq!(fault.fault_type().status(), 404);
/// assert_eq!(fault.parameters()[0].name(), "volume_id");
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Catalog {
    pub(crate) name: String,
    pub(crate) owner: String,
    pub(crate) version: String,
    pub(crate) base: Option<String>,
    /// Its own faults, in the order of the file.
    pub(crate) faults: Vec<Entry>,
    pub(crate) allowed: Vec<Allowed>,
    /// Of a lock file.
    pub(crate) accepted: Vec<Accepted>,
    pub(crate) imports: Vec<Import>,
    pub(crate) source: Source,
    pub(crate) path: Option<PathBuf>,
    pub(crate) lost: Lost,
}

/// What of a catalogue may be there, and is not known because of mistakes of form.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lost {
    /// Faults.
    pub(crate) faults: bool,
    /// The base.
    pub(crate) base: bool,
    /// Rules that may be broken: the text that they are in.
    pub(crate) allowances: String,
}

/// One fault of a catalogue: its definition, and what is said about it for people and for checks.
#[derive(Debug, Clone)]
pub struct Entry {
    pub(crate) fault_type: Arc<FaultType>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) description: Option<String>,
    pub(crate) causes: Vec<String>,
    pub(crate) remedies: Vec<String>,
    pub(crate) since: Option<String>,
    pub(crate) deprecated: Option<Deprecated>,
    pub(crate) calls: Vec<Call>,
    /// Where its code is.
    pub(crate) place: Range<usize>,
    /// What of it has mistakes of form: what stands in its place means nothing.
    pub(crate) unread: Option<Box<Unread>>,
}

/// What of a fault could not be read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unread {
    /// The code, as it is written, where it is none.
    pub(crate) code: Option<String>,
    pub(crate) keys: Vec<&'static str>,
}

/// A parameter of a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    pub(crate) name: String,
    pub(crate) kind: ParameterKind,
    pub(crate) optional: bool,
    pub(crate) private: bool,
    pub(crate) place: Range<usize>,
}

/// That a fault is on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deprecated {
    pub(crate) since: String,
    pub(crate) replacement: Option<String>,
    pub(crate) place: Range<usize>,
}

/// A rule that may be broken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    pub(crate) rule: String,
    pub(crate) code: Option<String>,
    pub(crate) reason: String,
    pub(crate) place: Range<usize>,
}

impl Catalog {
    /// The name, such as that of the service.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The team that owns it.
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// Its version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The address that help addresses and type URIs are below, if there is one.
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// Its own faults, in the order of the file.
    pub fn faults(&self) -> &[Entry] {
        &self.faults
    }

    /// The catalogues that it imports.
    pub fn imports(&self) -> &[Import] {
        &self.imports
    }

    /// Its own faults, then those of its imports and theirs, each catalogue once.
    pub fn all_faults(&self) -> impl Iterator<Item = &Entry> {
        self.all_catalogs().into_iter().flat_map(|catalog| &catalog.faults)
    }

    /// A fault by its code, of its own or of an import.
    pub fn fault(&self, code: &str) -> Option<&Entry> {
        self.all_faults().find(|entry| entry.code() == code)
    }

    /// The rules that may be broken here.
    pub fn allowed(&self) -> &[Allowed] {
        &self.allowed
    }

    /// A mistake at the code of one of its own faults, for checks beside those of [`check`](Self::check).
    pub fn mistake_at(&self, fault: &Entry, message: impl Into<String>) -> Mistake {
        self.mistake(&fault.place, message)
    }

    /// The file it was read from, if it was one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    pub(crate) fn mistake(&self, place: &Range<usize>, message: impl Into<String>) -> Mistake {
        self.source.mistake(place.clone(), message)
    }

    /// A place in it, for messages: `faults.toml:12`.
    pub(crate) fn line_of(&self, place: &Range<usize>) -> String {
        format!("{}:{}", self.source.file(), self.source.line(place.start))
    }
}

impl Entry {
    /// The definition, as services use it.
    pub const fn fault_type(&self) -> &Arc<FaultType> {
        &self.fault_type
    }

    /// The code.
    pub fn code(&self) -> &str {
        let written = self.unread.as_ref().and_then(|unread| unread.code.as_deref());
        written.unwrap_or_else(|| self.fault_type.code())
    }

    /// Whether what these keys say could be read; `code` stands for its own.
    pub(crate) fn has_read(&self, keys: &[&str]) -> bool {
        self.unread.as_ref().is_none_or(|unread| !unread.keys.iter().any(|key| keys.contains(key)))
    }

    /// The template of its message, unless that is the title, which is the message without one.
    pub(crate) fn message(&self) -> Option<&str> {
        let title = self.fault_type.title().replace('{', "{{").replace('}', "}}");
        self.fault_type.template().filter(|template| *template != title)
    }

    /// The parameters, in the order of the file.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// What it means, for people.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// What brings it about, for people.
    pub fn causes(&self) -> &[String] {
        &self.causes
    }

    /// What a client can do about it, for people.
    pub fn remedies(&self) -> &[String] {
        &self.remedies
    }

    /// The version of the catalogue that it came with, if it says.
    pub fn since(&self) -> Option<&str> {
        self.since.as_deref()
    }

    /// That it is on its way out.
    pub const fn deprecated(&self) -> Option<&Deprecated> {
        self.deprecated.as_ref()
    }

    /// The kinds of call that may answer with it; empty: any.
    pub fn calls(&self) -> &[Call] {
        &self.calls
    }
}

impl Parameter {
    /// The name, as in the message.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is.
    pub const fn kind(&self) -> ParameterKind {
        self.kind
    }

    /// Whether an occurrence may be without it.
    pub const fn is_optional(&self) -> bool {
        self.optional
    }

    /// Whether it is for the log alone.
    pub const fn is_private(&self) -> bool {
        self.private
    }
}

impl Deprecated {
    /// The version of the catalogue since which it is.
    pub fn since(&self) -> &str {
        &self.since
    }

    /// The code of the fault that stands in its place, if one does.
    pub fn replacement(&self) -> Option<&str> {
        self.replacement.as_deref()
    }
}

impl Allowed {
    /// The name of the rule.
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// The code of the fault that may break it; every one without it.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Why it may be broken.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}
