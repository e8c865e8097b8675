//! The state of a catalogue that its users know: a file beside it, in version control.

use std::fmt::Write as _;
use std::ops::Range;

use faultwire::Source;
use sha2::{Digest as _, Sha256};

use crate::diff::{Change, Diff};
use crate::error::CatalogError;
use crate::model::{Catalog, Entry};
use crate::write::{line, list, pair, write_fault};

/// What the file begins with.
const TITLE: &str =
    "# The state of a fault catalogue that its users know, written by `faultwire catalog lock`. Not to be edited.";
/// The form of the file.
const FORM: u32 = 1;

/// The state of a catalogue that its users know, and what was accepted of the changes to it.
///
/// It is a file beside the catalogue, in version control; comparing the two tells what a change means before it is made.
///
/// ```
/// # fn main() -> Result<(), faultwire_catalog::CatalogError> {
/// use faultwire_catalog::{Catalog, Class, Lock};
///
/// let state = |status| {
///     let fault = format!("[faults.gone]\nstatus = {status}\ntitle = 'Gone'\n");
///     Catalog::from_toml(&format!("name = 'a'\nowner = 'b'\nversion = '1'\n{fault}"), "faults.toml")
/// };
/// let file = Lock::of(&state(404)?).to_string();
///
/// let mut lock = Lock::parse(&file, "faults.lock")?;
/// let changed = state(410)?;
/// assert_eq!(lock.diff(&changed).class(), Some(Class::Breaking));
///
/// lock.accept(&changed, "gone", "nobody has asked for it since 2024");
/// assert_eq!(lock.unaccepted(&changed).count(), 0);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Lock {
    catalog: Catalog,
    accepted: Vec<Accepted>,
}

/// A change of a fault that was accepted, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    pub(crate) code: String,
    pub(crate) changes: Vec<String>,
    pub(crate) reason: String,
    /// What the fault became; anything else it becomes is not accepted.
    pub(crate) became: String,
}

impl Accepted {
    /// The code of the fault, the old one where it has another.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The names of the changes.
    pub fn changes(&self) -> &[String] {
        &self.changes
    }

    /// Why.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl Lock {
    /// The state of a catalogue: its own faults.
    pub fn of(catalog: &Catalog) -> Self {
        let mut catalog =
            Catalog { imports: Vec::new(), allowed: Vec::new(), accepted: Vec::new(), path: None, ..catalog.clone() };
        // In one order, so that moving a fault in its file changes nothing here.
        catalog.faults.sort_by(|a, b| a.code().cmp(b.code()));
        Self { catalog, accepted: Vec::new() }
    }

    /// The state of a catalogue in place of this one. What was accepted before stays, as a record.
    #[must_use]
    pub fn renewed(self, catalog: &Catalog) -> Self {
        Self { accepted: self.accepted, ..Self::of(catalog) }
    }

    /// Whether a text is meant as a lock file: it begins as one.
    pub fn is_one(text: &str) -> bool {
        text.lines().next().is_some_and(|line| line == TITLE)
            || text.lines().nth(1).is_some_and(|line| line.starts_with("lock = "))
    }

    /// Reads a lock file. `file` is what messages call it.
    ///
    /// # Errors
    ///
    /// When it is none, is of a later form than this program knows, or is not as it was written: edited, or cut off.
    pub fn parse(text: &str, file: &str) -> Result<Self, CatalogError> {
        let source = Source::new(file, text);
        let wrong = |place: Range<usize>, message: &str| CatalogError::new(vec![source.mistake(place, message)]);
        let help = "; write it again with `faultwire catalog lock`";
        let Some(head) = Head::of(text) else {
            return Err(wrong(
                0..1,
                &format!("this is no lock file of a catalogue, or its beginning was edited{help}"),
            ));
        };
        if head.form > FORM {
            let message = format!(
                "this lock file is of form {}, and this program knows form {FORM}: a newer one wrote it",
                head.form
            );
            return Err(wrong(head.form_place, &message));
        }
        let body = &text[head.end..];
        if head.digest != digest(body) {
            let message = format!("the rest of the file is not as it was written: edited, merged, or cut off{help}");
            return Err(wrong(head.digest_place, &message));
        }
        // The head stays, so that places are those of the file.
        let blank: String = text[..head.end].chars().map(|c| if c == '\n' { c } else { ' ' }).collect();
        let mut catalog = Catalog::from_lock(&[blank.as_str(), body].concat(), file)?;
        Ok(Self { accepted: std::mem::take(&mut catalog.accepted), catalog })
    }

    /// The state.
    pub const fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// What was accepted.
    pub fn accepted(&self) -> &[Accepted] {
        &self.accepted
    }

    /// What changed since.
    pub fn diff<'c>(&'c self, catalog: &'c Catalog) -> Diff<'c> {
        Diff::between(&self.catalog, catalog)
    }

    /// Accepts what a fault became, with all its changes; false when it did not change.
    pub fn accept(&mut self, catalog: &Catalog, code: &str, reason: &str) -> bool {
        let diff = Diff::between(&self.catalog, catalog);
        let changes: Vec<_> = diff.changes().iter().filter(|change| change.code() == code).collect();
        let Some(first) = changes.first() else { return false };
        let accepted = Accepted {
            code: code.to_owned(),
            changes: changes.iter().map(|change| change.kind().name().to_owned()).collect(),
            reason: reason.to_owned(),
            became: became(catalog, first),
        };
        self.accepted.retain(|known| known.code != accepted.code || known.became != accepted.became);
        self.accepted.push(accepted);
        true
    }

    /// The changes since that are not accepted.
    pub fn unaccepted<'c>(&'c self, catalog: &'c Catalog) -> impl Iterator<Item = Change> + 'c {
        let changes = Diff::between(&self.catalog, catalog).into_changes();
        changes.into_iter().filter(move |change| !self.accepts(catalog, change))
    }

    /// Whether a change is accepted: of this fault, and to what it is now.
    pub fn accepts(&self, catalog: &Catalog, change: &Change) -> bool {
        let mut of_fault = self.accepted.iter().filter(|accepted| accepted.code == change.code()).peekable();
        of_fault.peek().is_some() && {
            let became = became(catalog, change);
            of_fault.any(|accepted| accepted.became == became)
        }
    }

    fn body(&self) -> String {
        let mut text = String::new();
        self.catalog.write_head(&mut text);
        for entry in &self.catalog.faults {
            text.push('\n');
            write_fault(&mut text, entry, self.catalog.base());
        }
        for accepted in &self.accepted {
            text.push_str("\n[[accepted]]\n");
            pair(&mut text, "fault", &accepted.code);
            list(&mut text, "changes", accepted.changes.iter().map(String::as_str));
            pair(&mut text, "reason", &accepted.reason);
            pair(&mut text, "became", &accepted.became);
        }
        text
    }
}

/// The file.
impl std::fmt::Display for Lock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let body = self.body();
        let mut head = String::new();
        line(&mut head, format_args!("{TITLE}"));
        line(&mut head, format_args!("lock = {FORM}"));
        pair(&mut head, "digest", &digest(&body));
        write!(f, "{head}{body}")
    }
}

/// The first lines of a lock file.
struct Head {
    form: u32,
    form_place: Range<usize>,
    digest: String,
    digest_place: Range<usize>,
    end: usize,
}

impl Head {
    fn of(text: &str) -> Option<Self> {
        let mut lines = text.split_inclusive('\n');
        let (title, form, digest) = (lines.next()?, lines.next()?, lines.next()?);
        let form_start = title.len();
        let digest_start = form_start + form.len();
        let end = digest_start + digest.len();
        let number = form.trim_end().strip_prefix("lock = ")?.parse().ok()?;
        let value = digest.trim_end().strip_prefix("digest = \"")?.strip_suffix('"')?;
        Some(Self {
            form: number,
            form_place: form_start..digest_start - 1,
            digest: value.to_owned(),
            digest_place: digest_start..end - 1,
            end,
        })
        .filter(|_| title.trim_end() == TITLE)
    }
}

/// What a fault is after a change: a digest of all that is said of it, or that it is gone.
fn became(catalog: &Catalog, change: &Change) -> String {
    let code = change.after().filter(|_| change.kind() == crate::ChangeKind::FaultRenamed).unwrap_or(change.code());
    let found = catalog.faults.iter().find(|entry| entry.code() == code);
    let text = |entry: &Entry| {
        let mut text = String::new();
        write_fault(&mut text, entry, catalog.base());
        digest(&text)
    };
    found.map_or_else(|| "nothing".to_owned(), text)
}

/// SHA-256, in hexadecimal. Line ends may be those of another system.
fn digest(text: &str) -> String {
    let digest = Sha256::digest(text.replace("\r\n", "\n").as_bytes());
    let mut hexadecimal = String::from("sha256:");
    for byte in digest.iter() {
        // Writing to a String does not fail.
        let _ = write!(hexadecimal, "{byte:02x}");
    }
    hexadecimal
}
