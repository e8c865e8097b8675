//! What a generated enum is called, and where it finds the core.

use std::fmt;

/// Words that are no names, but with `r#` before them.
pub(super) const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];
/// Words that are no names even so.
pub(super) const NEVER_NAMES: [&str; 5] = ["self", "super", "crate", "Self", "_"];
/// Types that a generated enum has in its fields.
const USED: [&str; 3] = ["Option", "String", "Vec"];

/// How [`Catalog::to_rust`](crate::Catalog::to_rust) writes a catalogue.
///
/// ```
/// # fn main() -> Result<(), faultwire_catalog::InvalidRust> {
/// use faultwire_catalog::RustOptions;
///
/// let options = RustOptions::new().name("VolumeFault")?.crate_path("faultwire_axum::faultwire")?;
/// assert!(RustOptions::new().crate_path("faultwire-axum").is_err());
/// # let _ = options;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use]
pub struct RustOptions {
    name: Option<String>,
    crate_path: Option<String>,
}

/// A name of an enum or a path of a crate that Rust does not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidRust {
    what: &'static str,
    text: String,
    expected: &'static str,
}

impl RustOptions {
    /// The enum has the name [`Catalog::rust_name`](crate::Catalog::rust_name), and the core is the crate `faultwire`.
    pub fn new() -> Self {
        Self::default()
    }

    /// The name of the enum.
    ///
    /// # Errors
    ///
    /// When it is not a capital followed by letters and digits, or is that of a type in the fields, such as `String`.
    pub fn name(mut self, name: &str) -> Result<Self, InvalidRust> {
        let fits =
            name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(|c| c.is_ascii_alphanumeric());
        let taken = NEVER_NAMES.contains(&name) || USED.contains(&name);
        if !fits || taken {
            let expected = match fits {
                true => "one that no type in its fields has",
                false => "a capital, then letters and digits",
            };
            return Err(InvalidRust { what: "name", text: name.to_owned(), expected });
        }
        self.name = Some(name.to_owned());
        Ok(self)
    }

    /// The path of the core, for a crate that has it through another one, such as `faultwire_axum::faultwire`. The enum
    /// gets it as `#[fault(crate = "…")]`.
    ///
    /// # Errors
    ///
    /// When it is no path.
    pub fn crate_path(mut self, path: &str) -> Result<Self, InvalidRust> {
        if !is_path(path) {
            let expected = "names with `::` between them, such as `faultwire_axum::faultwire`";
            return Err(InvalidRust { what: "path of a crate", text: path.to_owned(), expected });
        }
        self.crate_path = Some(path.to_owned());
        Ok(self)
    }

    pub(super) fn given_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    pub(super) fn given_crate(&self) -> Option<&str> {
        self.crate_path.as_deref()
    }
}

impl fmt::Display for InvalidRust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid {} {:?}: expected {}", self.what, self.text, self.expected)
    }
}

impl std::error::Error for InvalidRust {}

/// A path of modules: `a::b`, `::a`, `crate::a`, `super::super::a`.
fn is_path(path: &str) -> bool {
    let mut names: Vec<_> = path.strip_prefix("::").unwrap_or(path).split("::").collect();
    if !path.starts_with("::") {
        let from_here = usize::from(matches!(names[0], "crate" | "self"));
        let above = if names[0] == "crate" {
            0
        } else {
            names[from_here..].iter().take_while(|name| **name == "super").count()
        };
        names.drain(..from_here + above);
        if names.is_empty() {
            return true;
        }
    }
    names.into_iter().all(is_name)
}

fn is_name(name: &str) -> bool {
    let plain = name.strip_prefix("r#").unwrap_or(name);
    let mut chars = plain.chars();
    let fits =
        chars.next().is_some_and(|c| c == '_' || c.is_alphabetic()) && chars.all(|c| c == '_' || c.is_alphanumeric());
    fits && !NEVER_NAMES.contains(&plain) && (plain != name || !KEYWORDS.contains(&plain))
}
