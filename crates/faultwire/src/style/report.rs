//! What becomes of the fields of a fault in a style, for people and programs.

use std::fmt;

use http::HeaderName;

/// What becomes of every field of a fault in a style, in one format.
///
/// Fields are named as in pages. Those of lists are named by the list: `violations.pointer` is the pointer of a
/// violation, `faults.code` the code of an earlier fault.
///
/// It is printed one field a line:
///
/// ```
/// # #[cfg(feature = "config")] {
/// use faultwire::{Config, Format};
///
/// let report = Config::default().style("status-text").unwrap().drops(Format::Json).to_string();
/// let mut lines = report.lines();
/// assert_eq!(lines.next(), Some("code          carried in the body"));
/// assert!(lines.any(|line| line == "fault_status  exactly for `hard` in the status line"));
/// assert!(report.ends_with("violations    dropped\nfaults        dropped\n"));
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DropsReport {
    pub(super) fields: Vec<FieldReport>,
}

/// What becomes of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldReport {
    pub(super) name: String,
    /// The list that it belongs to.
    pub(super) list: Option<&'static str>,
    pub(super) description: &'static str,
    pub(super) of_definition: bool,
    pub(super) fate: Fate,
    pub(super) places: Vec<Place>,
}

/// Whether a reader of an answer gets a field back.
///
/// A condition is a label of a choice in the page, such as `404`, `4xx`, `*` or a fault's code, in backquotes, or words
/// such as "with violations"; conditions within others are joined by ", ".
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fate {
    /// Exactly, from every answer of a fault that has it.
    ///
    /// A code with other separators (`snake`, `kebab`, `dotted`, `screaming`) counts as exact: it is for codes whose
    /// words have single underscores between them. Extension members are exact but for those that have a name of the
    /// envelope's own.
    Carried,
    /// Every answer shows it, in a way that cannot be undone.
    OneWay,
    /// It depends.
    Partly {
        /// When it can be read back exactly.
        exactly: Vec<String>,
        /// When it is shown, and cannot be read back; "otherwise": whenever it is not exact.
        one_way: Vec<String>,
    },
    /// No answer shows it.
    Dropped,
}

/// Where a field is in an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// The status line.
    StatusLine,
    /// A header.
    Header(HeaderName),
    /// The body.
    Body,
}

impl DropsReport {
    /// The fields: those of the fault, then those of its violations, then those of earlier faults.
    pub fn fields(&self) -> &[FieldReport] {
        &self.fields
    }

    /// One field, by name.
    pub fn field(&self, name: &str) -> Option<&FieldReport> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The fields that no answer shows.
    pub fn dropped(&self) -> impl Iterator<Item = &FieldReport> {
        self.fields.iter().filter(|field| field.fate == Fate::Dropped)
    }
}

impl FieldReport {
    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is.
    pub const fn description(&self) -> &'static str {
        self.description
    }

    /// Whether it belongs to the definition: who gets the code back finds it there.
    pub const fn is_of_definition(&self) -> bool {
        self.of_definition
    }

    /// What becomes of it.
    pub const fn fate(&self) -> &Fate {
        &self.fate
    }

    /// Where it is, exactly or one-way; nowhere when it is dropped.
    pub fn places(&self) -> &[Place] {
        &self.places
    }
}

/// One field a line; a list that is dropped as a whole is one line.
impl fmt::Display for DropsReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines: Vec<(&str, Option<&FieldReport>)> = Vec::new();
        for field in &self.fields {
            let gone = |list| self.fields.iter().filter(|f| f.list == Some(list)).all(|f| f.fate == Fate::Dropped);
            match field.list.filter(|list| gone(*list)) {
                Some(list) if lines.last().is_none_or(|(last, _)| *last != list) => lines.push((list, None)),
                Some(_) => {}
                None => lines.push((&field.name, Some(field))),
            }
        }
        let width = lines.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        for (name, field) in lines {
            let fate = field.map_or(&Fate::Dropped, FieldReport::fate);
            write!(f, "{name:width$}  {fate}")?;
            let places = field.map(FieldReport::places).unwrap_or_default();
            for (at, place) in places.iter().enumerate() {
                write!(f, "{}{place}", if at == 0 { " in " } else { ", " })?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (exactly, one_way) = match self {
            Self::Carried => return f.write_str("carried"),
            Self::OneWay => return f.write_str("one-way"),
            Self::Dropped => return f.write_str("dropped"),
            Self::Partly { exactly, one_way } => (exactly.join("; "), one_way.join("; ")),
        };
        match (exactly.is_empty(), one_way.is_empty()) {
            (false, false) => write!(f, "exactly {exactly}, one-way {one_way}"),
            (false, true) => write!(f, "exactly {exactly}"),
            _ => write!(f, "one-way {one_way}"),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StatusLine => f.write_str("the status line"),
            Self::Header(name) => write!(f, "header {name}"),
            Self::Body => f.write_str("the body"),
        }
    }
}
