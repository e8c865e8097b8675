//! The definitions that are looked at: in JSON, and in catalogues.

use std::fmt;
use std::path::{Path, PathBuf};

use faultwire::FaultType;
use faultwire_catalog::{Catalog, Entry};

use crate::document::Kind;
use crate::failure::Failure;
use crate::{catalog, file, input};

/// What was read, document by document.
pub(super) struct Definitions {
    documents: Vec<Document>,
}

enum Document {
    Json(Vec<FaultType>),
    Catalog(Box<Catalog>),
}

/// A definition, and where it is said, if it is in a catalogue.
#[derive(Clone, Copy)]
pub(super) struct Definition<'d> {
    pub(super) fault_type: &'d FaultType,
    said: Option<(&'d Catalog, &'d Entry)>,
}

/// Where something is said.
pub(super) struct Place {
    pub(super) file: String,
    pub(super) line: Option<usize>,
    pub(super) column: Option<usize>,
}

/// As other mistakes have it.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file.replace(char::is_control, "\u{FFFD}"))?;
        [self.line, self.column].into_iter().flatten().try_for_each(|number| write!(f, ":{number}"))
    }
}

impl Definitions {
    /// Reads files, or standard input, which may be empty where there is something else to look at.
    pub(super) fn read(files: &[PathBuf], may_be_empty: bool) -> Result<Self, Failure> {
        let documents = match files {
            [] => match file::read_stdin()? {
                text if may_be_empty && text.trim().is_empty() => Vec::new(),
                text => vec![Document::of_text(&text, file::STDIN)?],
            },
            files => files.iter().map(|path| Document::of_file(path)).collect::<Result<_, _>>()?,
        };
        Ok(Self { documents })
    }

    /// Those that are in the files themselves.
    pub(super) fn own(&self) -> impl Iterator<Item = Definition<'_>> {
        self.documents.iter().flat_map(|document| match document {
            Document::Json(found) => {
                found.iter().map(|fault_type| Definition { fault_type, said: None }).collect::<Vec<_>>()
            }
            Document::Catalog(catalog) => catalog
                .faults()
                .iter()
                .map(|entry| Definition { fault_type: entry.fault_type(), said: Some((catalog, entry)) })
                .collect(),
        })
    }

    /// Those that catalogues import: their owners look after them.
    pub(super) fn imported(&self) -> impl Iterator<Item = &FaultType> {
        self.documents.iter().flat_map(|document| match document {
            Document::Json(_) => Vec::new(),
            Document::Catalog(catalog) => {
                catalog.all_faults().skip(catalog.faults().len()).map(|entry| entry.fault_type().as_ref()).collect()
            }
        })
    }
}

impl Document {
    /// A file: a catalogue when it ends in `.toml`, else what its text is.
    fn of_file(path: &Path) -> Result<Self, Failure> {
        if path.extension().is_some_and(|extension| extension == "toml") {
            return Ok(Self::Catalog(catalog::load(path)?.into()));
        }
        let (text, name) = (file::read(path)?, path.display().to_string());
        // A pipe is read once, and has no folder to import from.
        match is_catalog(&text) && path.is_file() {
            true => Ok(Self::Catalog(catalog::load(path)?.into())),
            false => Self::of_text(&text, &name),
        }
    }

    fn of_text(text: &str, name: &str) -> Result<Self, Failure> {
        if is_catalog(text) {
            return Ok(Self::Catalog(Catalog::from_toml(text, name)?.into()));
        }
        let json = text.trim_start_matches('\u{FEFF}').trim_start();
        if !json.is_empty() && !json.starts_with(['{', '[']) {
            let is = Kind::of(text).map(|kind| format!("{}, and ", kind.noun())).unwrap_or_default();
            return Err(Failure::new(format_args!(
                "{name} is {is}neither definitions in JSON nor a catalogue in TOML"
            )));
        }
        input::definitions(text, name).map(Self::Json)
    }
}

fn is_catalog(text: &str) -> bool {
    !text.trim_start().starts_with('{') && Kind::of(text) == Some(Kind::Catalog)
}

impl Definition<'_> {
    /// Whether its catalogue says that it may break a rule.
    pub(super) fn may_break(&self, rule: &str) -> bool {
        let allowed = self.said.map(|(catalog, _)| catalog.allowed()).unwrap_or_default();
        let of_this = |code: &str| code == self.fault_type.code();
        allowed.iter().any(|allowed| allowed.rule() == rule && allowed.code().is_none_or(of_this))
    }

    /// Where it is said, if it is in a catalogue.
    pub(super) fn place(&self) -> Option<Place> {
        let (catalog, entry) = self.said?;
        let mistake = catalog.mistake_at(entry, "");
        Some(Place { file: mistake.file().to_owned(), line: mistake.line(), column: mistake.column() })
    }
}
