//! Reads catalogues.

mod fault;
mod reader;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use faultwire::{Mistake, Source};

use crate::diff::ChangeKind;
use crate::error::CatalogError;
use crate::lock::Accepted;
use crate::model::{Allowed, Catalog, Entry, Import};
pub(crate) use fault::{KINDS, check_code};
use reader::{Reader, Table, Value};

const KEYS: [&str; 7] = ["name", "owner", "version", "base", "imports", "faults", "allow"];
const KEYS_OF_LOCK: [&str; 6] = ["name", "owner", "version", "base", "faults", "accepted"];

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Catalog,
    /// A catalogue whose imports are not looked at.
    Own,
    Lock,
}

impl Catalog {
    /// Reads a catalogue in TOML that imports none. `file` is what messages call it.
    ///
    /// # Errors
    ///
    /// Every mistake in it, each with line, column and the nearest valid name. An import is one: there is no folder to
    /// find it from.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, CatalogError> {
        Files::one(Kind::Catalog, text, file)
    }

    /// Reads a catalogue in TOML without those that it imports: what its owner alone says, as to compare it with another
    /// state of it. `file` is what messages call it.
    ///
    /// # Errors
    ///
    /// As [`from_toml`](Self::from_toml), but for imports.
    pub fn own_from_toml(text: &str, file: &str) -> Result<Self, CatalogError> {
        Files::one(Kind::Own, text, file)
    }

    pub(crate) fn from_lock(text: &str, file: &str) -> Result<Self, CatalogError> {
        Files::one(Kind::Lock, text, file)
    }

    /// Reads a catalogue and those that it imports, which are found from where the importing file is.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, when imports go around in a circle, and every mistake in all of them; also a code or a
    /// number that two of them have.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, CatalogError> {
        let path = path.as_ref();
        let mut files = Files::new(Kind::Catalog);
        let name = path.display().to_string();
        let catalog = match files.load(path) {
            Ok(catalog) => {
                catalog.map(|catalog| Arc::try_unwrap(catalog).unwrap_or_else(|shared| Self::clone(&shared)))
            }
            Err(error) => {
                files.mistakes.push(Mistake::of_file(&name, format!("it cannot be read: {error}")));
                None
            }
        };
        files.finish(catalog)
    }
}

/// How many files may import each other, one the next: reading them recurses.
const MAX_DEPTH: usize = 64;

/// The files that belong together.
struct Files {
    kind: Kind,
    /// Those that are read already, by their real paths; `None`: with mistakes.
    known: HashMap<PathBuf, Option<Arc<Catalog>>>,
    /// Those that are being read, each because of the one before.
    stack: Vec<PathBuf>,
    mistakes: Vec<Mistake>,
}

impl Files {
    fn new(kind: Kind) -> Self {
        Self { kind, known: HashMap::new(), stack: Vec::new(), mistakes: Vec::new() }
    }

    /// A text that is no file with others beside it.
    fn one(kind: Kind, text: &str, file: &str) -> Result<Catalog, CatalogError> {
        let mut files = Self::new(kind);
        let catalog = files.read(&Source::new(file, text), None);
        files.finish(catalog)
    }

    fn finish(mut self, catalog: Option<Catalog>) -> Result<Catalog, CatalogError> {
        if let Some(catalog) = &catalog {
            self.mistakes.extend(clashes(catalog));
        }
        match catalog {
            Some(catalog) if self.mistakes.is_empty() => Ok(catalog),
            _ => Err(CatalogError::new(self.mistakes)),
        }
    }

    /// A catalogue in a file; `None` when it has mistakes.
    fn load(&mut self, path: &Path) -> io::Result<Option<Arc<Catalog>>> {
        let real = path.canonicalize()?;
        if let Some(known) = self.known.get(&real) {
            return Ok(known.clone());
        }
        // A pipe that nobody writes to has no end.
        if !path.metadata()?.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
        }
        let text = fs::read_to_string(path)?;
        self.stack.push(real.clone());
        let source = Source::new(path.display().to_string(), text);
        let catalog = self.read(&source, Some((path, &real))).map(Arc::new);
        self.stack.pop();
        self.known.insert(real, catalog.clone());
        Ok(catalog)
    }

    fn read(&mut self, source: &Source, path: Option<(&Path, &Path)>) -> Option<Catalog> {
        let mut reader = Reader::new(source);
        let document = reader.document();
        let table = reader.root(&document);
        reader.known_keys(&table, if self.kind == Kind::Lock { &KEYS_OF_LOCK } else { &KEYS });
        let line = |reader: &mut Reader<'_>, key| reader.required(&table, key).and_then(|value| reader.line(value));
        let (name, owner, version) =
            (line(&mut reader, "name"), line(&mut reader, "owner"), line(&mut reader, "version"));
        let base = table.get("base").and_then(|value| reader.line(value));
        let faults = table.get("faults").map(|value| faults(&mut reader, value, base.as_deref())).unwrap_or_default();
        let allowed = table.get("allow").map(|value| allowed(&mut reader, value)).unwrap_or_default();
        let imports = table.get("imports").filter(|_| self.kind == Kind::Catalog);
        let imports = imports.map(|value| self.imports(&mut reader, value, path)).unwrap_or_default();
        let accepted = table.get("accepted").map(|value| accepted(&mut reader, value)).unwrap_or_default();
        let mut found = reader.mistakes;
        let fine = found.is_empty();
        found.sort_by_key(|mistake| (mistake.line(), mistake.column()));
        self.mistakes.extend(found);
        let catalog = Catalog {
            name: name?,
            owner: owner?,
            version: version?,
            base,
            faults,
            allowed,
            accepted,
            imports,
            source: source.clone(),
            path: path.map(|(_, real)| real.to_owned()),
        };
        fine.then_some(catalog)
    }

    fn imports(&mut self, reader: &mut Reader<'_>, value: &Value<'_>, from: Option<(&Path, &Path)>) -> Vec<Import> {
        let mut imports = Vec::new();
        for item in reader.list(value).unwrap_or_default() {
            let Some(path) = reader.text(item) else { continue };
            let Some((from, _)) = from else {
                reader.wrong(item.span(), "a catalogue that is not read from a file imports none");
                continue;
            };
            let found = from.parent().unwrap_or(Path::new("")).join(&path);
            if let Some(circle) = self.circle(&found) {
                reader.wrong(item.span(), format!("imports go around in a circle: {circle}"));
                continue;
            }
            if self.stack.len() == MAX_DEPTH {
                reader.wrong(item.span(), format!("imports are more than {MAX_DEPTH} files deep here"));
                continue;
            }
            match self.load(&found) {
                Ok(Some(catalog)) => imports.push(Import { path, catalog, place: item.span() }),
                // Its own mistakes are reported.
                Ok(None) => {}
                Err(error) => reader.wrong(item.span(), format!("`{path}` cannot be read: {error}")),
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

fn faults(reader: &mut Reader<'_>, value: &Value<'_>, base: Option<&str>) -> Vec<Entry> {
    let Some(table) = reader.table(value) else { return Vec::new() };
    table.entries().filter_map(|(code, place, value)| fault::read(reader, code, place, value, base)).collect()
}

fn allowed(reader: &mut Reader<'_>, value: &Value<'_>) -> Vec<Allowed> {
    let items = reader.list(value).unwrap_or_default();
    items.iter().filter_map(|item| one_allowed(reader, item)).collect()
}

fn one_allowed(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<Allowed> {
    let table: Table<'_, '_> = reader.table(value)?;
    reader.known_keys(&table, &["rule", "fault", "reason"]);
    let code = table.get("fault").and_then(|value| reader.text(value));
    let text = |reader: &mut Reader<'_>, key| reader.required(&table, key).and_then(|value| reader.text(value));
    let (rule, reason) = (text(reader, "rule"), text(reader, "reason"));
    let reason = reason.filter(|reason| {
        let said = !reason.trim().is_empty();
        if !said {
            reader.wrong(value.span(), "a reason says why the rule may be broken");
        }
        said
    });
    Some(Allowed { rule: rule?, code, reason: reason?, place: value.span() })
}

fn accepted(reader: &mut Reader<'_>, value: &Value<'_>) -> Vec<Accepted> {
    let items = reader.list(value).unwrap_or_default();
    items.iter().filter_map(|item| one_accepted(reader, item)).collect()
}

fn one_accepted(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<Accepted> {
    let table = reader.table(value)?;
    reader.known_keys(&table, &["fault", "change", "of", "was", "became", "reason", "version"]);
    let optional = |reader: &mut Reader<'_>, key| table.get(key).and_then(|value| reader.text(value));
    let (subject, version) = (optional(reader, "of"), optional(reader, "version"));
    let (was, became) = (optional(reader, "was"), optional(reader, "became"));
    let text = |reader: &mut Reader<'_>, key| reader.required(&table, key).and_then(|value| reader.text(value));
    let (code, reason) = (text(reader, "fault"), text(reader, "reason"));
    let kinds: Vec<_> = ChangeKind::ALL.iter().map(|kind| (kind.name(), *kind)).collect();
    let kind = reader.required(&table, "change").and_then(|value| reader.word(value, "change", &kinds));
    Some(Accepted { code: code?, kind: kind?, subject, was, became, reason: reason?, version })
}

/// Codes and numbers that two faults have; each is reported where it comes the second time.
fn clashes(catalog: &Catalog) -> Vec<Mistake> {
    let (mut codes, mut numbers) = (HashMap::new(), HashMap::new());
    let mut mistakes = Vec::new();
    // What is imported was there first.
    for catalog in catalog.all_catalogs().into_iter().rev() {
        for entry in &catalog.faults {
            if let Some((other, first)) = codes.insert(entry.code(), (catalog, entry)) {
                let message = format!("`{}` is the code of a fault in {} already", entry.code(), at(other, first));
                mistakes.push(catalog.mistake(&entry.place, message));
            }
            let Some(number) = entry.fault_type.error_number() else { continue };
            if let Some((other, first)) = numbers.insert(number, (catalog, entry)) {
                let message = format!("{number} is the number of `{}` in {} already", first.code(), at(other, first));
                mistakes.push(catalog.mistake(&entry.place, message));
            }
        }
    }
    mistakes
}

fn at(catalog: &Catalog, entry: &Entry) -> String {
    format!("{} ({})", catalog.line_of(&entry.place), catalog.owner)
}
