//! The files that belong together: a catalogue, and what it imports.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;
use std::sync::Arc;
use std::{fs, io};

use faultwire::{Config, ConfigError, Mistake, Source};
use toml::de::DeTable;

use super::reader::{Reader, Value};
use super::syntax::{self, Syntax};
use super::{bare, clash, fault, lists};
use crate::check::{Finding, Report, Rule};
use crate::error::CatalogError;
use crate::imports::Import;
use crate::model::{Catalog, Entry, Lost};

const KEYS: [&str; 7] = ["name", "owner", "version", "base", "imports", "faults", "allow"];
const KEYS_OF_LOCK: [&str; 6] = ["name", "owner", "version", "base", "faults", "accepted"];

/// How many files may import each other, one the next: reading them recurses.
const MAX_DEPTH: usize = 64;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Catalog,
    /// A catalogue whose imports are not looked at.
    Own,
    Lock,
}

/// What was read: as much as could be, and what breaks the rules of form.
pub(super) struct Read {
    catalog: Option<Arc<Catalog>>,
    found: Vec<Finding>,
}

impl Read {
    /// The catalogue, when it has the form of one.
    pub(super) fn whole(self) -> Result<Catalog, CatalogError> {
        match self.catalog {
            Some(catalog) if self.found.is_empty() => {
                Ok(Arc::try_unwrap(catalog).unwrap_or_else(|shared| Catalog::clone(&shared)))
            }
            _ => Err(CatalogError::new(self.found.into_iter().map(Finding::into_mistake).collect())),
        }
    }

    /// What is wrong with it altogether.
    pub(super) fn checked(self, config: &Config) -> Result<Report, ConfigError> {
        let Some(catalog) = &self.catalog else { return Ok(Report::new(None, self.found)) };
        let own = |finding: &Finding| finding.mistake().file() == catalog.source.file();
        let whole = self.found.is_empty();
        let (mut own, mut findings): (Vec<_>, Vec<_>) = self.found.into_iter().partition(own);
        own.extend(catalog.check(config)?);
        own.sort_by_key(|finding| (finding.mistake().line(), finding.mistake().column()));
        findings.extend(own);
        Ok(Report::new(self.catalog.filter(|_| whole), findings))
    }
}

pub(super) struct Files {
    kind: Kind,
    /// Those that are read already, by their real paths.
    known: HashMap<PathBuf, Arc<Catalog>>,
    /// Those that are being read, each because of the one before.
    stack: Vec<PathBuf>,
    found: Vec<Finding>,
}

impl Files {
    fn new(kind: Kind) -> Self {
        Self { kind, known: HashMap::new(), stack: Vec::new(), found: Vec::new() }
    }

    /// A text that is no file with others beside it.
    pub(super) fn of_text(kind: Kind, text: &str, file: &str) -> Read {
        let mut files = Self::new(kind);
        let catalog = files.read(&Source::new(file, bare(text)), None);
        files.finish(Some(Arc::new(catalog)))
    }

    /// A file, and what it imports.
    pub(super) fn of_path(path: &Path) -> Read {
        let mut files = Self::new(Kind::Catalog);
        let catalog = files.load(path).map_err(|error| {
            let mistake = Mistake::of_file(&path.display().to_string(), format!("it cannot be read: {error}"));
            files.found.push(Finding::new(Rule::FileUnreadable, None, mistake));
        });
        files.finish(catalog.ok())
    }

    fn finish(mut self, catalog: Option<Arc<Catalog>>) -> Read {
        if let Some(catalog) = &catalog {
            self.found.extend(clash::between(catalog));
        }
        // File by file, each in its order; what is imported comes first.
        let mut files = HashMap::new();
        for finding in &self.found {
            let next = files.len();
            files.entry(finding.mistake().file().to_owned()).or_insert(next);
        }
        self.found.sort_by_key(|finding| {
            let mistake = finding.mistake();
            (files[mistake.file()], mistake.line(), mistake.column())
        });
        Read { catalog, found: self.found }
    }

    fn load(&mut self, path: &Path) -> io::Result<Arc<Catalog>> {
        let real = path.canonicalize()?;
        if let Some(known) = self.known.get(&real) {
            return Ok(known.clone());
        }
        // A pipe that nobody writes to has no end.
        if !path.metadata()?.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
        }
        let text = String::from_utf8(fs::read(path)?).map_err(|error| not_text(&error))?;
        self.stack.push(real.clone());
        let source = Source::new(path.display().to_string(), bare(&text));
        let catalog = Arc::new(self.read(&source, Some((path, &real))));
        self.stack.pop();
        self.known.insert(real, catalog.clone());
        Ok(catalog)
    }

    /// Reads a catalogue as far as it can be read.
    fn read(&mut self, source: &Source, path: Option<(&Path, &Path)>) -> Catalog {
        let mut reader = Reader::new(source);
        let text;
        let (mut document, mut errors) = DeTable::parse_recoverable(source.text());
        if errors.iter().any(syntax::ends_recovery) {
            (text, errors) = syntax::readable(source.text());
            (document, _) = DeTable::parse_recoverable(&text);
        }
        let mut table = reader.root(&document);
        let syntax = Syntax::report(&mut reader, &errors);
        let mut lost = syntax.is_broken();
        reader.known_keys(&mut table, if self.kind == Kind::Lock { &KEYS_OF_LOCK } else { &KEYS });
        // It can have been meant to be that of the faults.
        lost |= table.entries().any(|(key, _, value)| !KEYS.contains(&key) && value.get_ref().is_table());
        let mut line = |key| reader.required(&table, key).and_then(|value| reader.line(value)).unwrap_or_default();
        let (name, owner, version) = (line("name"), line("owner"), line("version"));
        let base = table.get("base").and_then(|value| reader.line(value));
        let has_base = base.is_some() || (table.get("base").is_none() && !table.may_have("base") && !syntax.file);
        let mut faults = Vec::new();
        if let Some(value) = table.get("faults") {
            let known;
            (faults, known) = read_faults(&mut reader, value, base.as_deref(), &syntax);
            lost |= !known;
        }
        let allowed = table.get("allow").map(|value| lists::allowed(&mut reader, value)).unwrap_or_default();
        let mut imports = Vec::new();
        if let Some(value) = table.get("imports").filter(|_| self.kind == Kind::Catalog) {
            let before = reader.found.len();
            imports = self.imports(&mut reader, value, path);
            lost |= reader.found.len() > before;
        }
        let accepted = table.get("accepted").map(|value| lists::accepted(&mut reader, value)).unwrap_or_default();
        let mut found = reader.found;
        let unread = Lost { faults: lost, base: !has_base, allowances: syntax.unread_allowances(&found) };
        syntax.without_echoes(&mut found, source);
        self.found.extend(found.into_iter().map(|noted| noted.finding));
        let path = path.map(|(_, real)| real.to_owned());
        let source = source.clone();
        Catalog { name, owner, version, base, faults, allowed, accepted, imports, source, path, lost: unread }
    }

    fn imports(&mut self, reader: &mut Reader<'_>, value: &Value<'_>, from: Option<(&Path, &Path)>) -> Vec<Import> {
        let mut imports = Vec::new();
        for item in reader.list(value).unwrap_or_default() {
            let Some(path) = reader.text(item) else { continue };
            let Some((from, _)) = from else {
                let message = "a catalogue that is not read from a file imports none";
                reader.wrong(Rule::ImportInvalid, item.span(), message);
                continue;
            };
            let found = from.parent().unwrap_or(Path::new("")).join(&path);
            if let Some(circle) = self.circle(&found) {
                let message = format!("imports go around in a circle: {circle}");
                reader.wrong(Rule::ImportInvalid, item.span(), message);
                continue;
            }
            if self.stack.len() == MAX_DEPTH {
                let message = format!("imports are more than {MAX_DEPTH} files deep here");
                reader.wrong(Rule::ImportInvalid, item.span(), message);
                continue;
            }
            match self.load(&found) {
                Ok(catalog) => imports.push(Import { path, catalog, place: item.span() }),
                Err(error) => {
                    reader.wrong(Rule::FileUnreadable, item.span(), format!("`{path}` cannot be read: {error}"));
                }
            }
        }
        imports
    }

    /// How a file that is being read already imports itself.
    fn circle(&self, path: &Path) -> Option<String> {
        let real = path.canonicalize().ok()?;
        let start = self.stack.iter().position(|known| *known == real)?;
        let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let names: Vec<_> = self.stack[start..].iter().chain([&real]).map(name).collect();
        Some(names.join(" imports "))
    }
}

/// Where a file is no text.
fn not_text(error: &FromUtf8Error) -> io::Error {
    let at = error.utf8_error().valid_up_to();
    let (before, byte) = (&error.as_bytes()[..at], error.as_bytes()[at]);
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    io::Error::new(io::ErrorKind::InvalidData, format!("it is not UTF-8: byte 0x{byte:02X} in line {line}"))
}

/// The faults, and whether all their codes are known.
fn read_faults(
    reader: &mut Reader<'_>,
    value: &Value<'_>,
    base: Option<&str>,
    syntax: &Syntax<'_>,
) -> (Vec<Entry>, bool) {
    let Some(table) = reader.table(value) else { return (Vec::new(), false) };
    let read = |(code, place, value)| {
        let place = syntax.first.get(code).cloned().unwrap_or(place);
        reader.of_fault(code, |reader| fault::read(reader, code, place, value, base))
    };
    let mut faults: Vec<_> = table.entries().filter_map(read).collect();
    faults.sort_by_key(|entry| entry.place.start);
    for entry in faults.iter_mut().filter(|entry| syntax.breaks_fault(entry.code())) {
        entry.unread.get_or_insert_default().keys.extend(fault::KEYS);
    }
    let known = faults.len() == table.entries().count() && faults.iter().all(|entry| entry.has_read(&["code"]));
    (faults, known)
}
