//! What is wrong with a page or configuration, where, and what was probably meant.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// One mistake, with its place in bytes and as a path of keys.
#[derive(Debug, Clone)]
pub(crate) struct Diagnostic {
    pub(crate) span: Option<Range<usize>>,
    pub(crate) path: String,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn new(span: Option<Range<usize>>, path: &str, message: impl Into<String>) -> Self {
        Self { span, path: path.to_owned(), message: message.into(), help: None }
    }

    pub(crate) fn with_help(mut self, help: impl Into<Option<String>>) -> Self {
        self.help = help.into();
        self
    }
}

/// What is wrong with the syntax of a text, and what was found in as much of it as could be read.
///
/// Broken syntax hides things: what seems to be missing may be there. Unknown names are unknown in any case.
#[cfg(feature = "config")]
pub(crate) fn beside_syntax(mut syntax: Vec<Diagnostic>, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let broken = !syntax.is_empty();
    syntax.extend(found.into_iter().filter(|mistake| !broken || mistake.help.is_some()));
    syntax
}

/// The valid name that is nearest to a mistaken one, as a question; nothing where none is near.
pub(crate) fn did_you_mean<'a>(wrong: &str, valid: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let wrong: String = wrong.chars().take(64).collect();
    let lower = wrong.to_ascii_lowercase();
    valid
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&lower, &name.to_ascii_lowercase()), name))
        .filter(|(score, _)| *score > 0.78)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| format!("{}{name}{}", MEANT.0, MEANT.1))
}

/// What is around a name that was probably meant.
const MEANT: (&str, &str) = ("did you mean `", "`?");

/// The valid names as one line of help.
pub(crate) fn one_of<'a>(valid: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<_> = valid.into_iter().map(|name| format!("`{name}`")).collect();
    format!("valid: {}", names.join(", "))
}

/// The nearest valid name, else all of them.
pub(crate) fn nearest_or_all<'a, I>(wrong: &str, valid: I) -> String
where
    I: IntoIterator<Item = &'a str> + Clone,
{
    did_you_mean(wrong, valid.clone()).unwrap_or_else(|| one_of(valid))
}

/// A mistake in a configuration, a style page or another text that faults are made from, with its place.
///
/// Lines and columns count from 1, columns in characters; both are absent where the source was no text.
///
/// ```
/// use faultwire::Mistake;
///
/// let text = r#"{"cod":"x"}"#;
/// let mistake = Mistake::new("stdin", text, 1..6, "unknown member `cod`").with_nearest("cod", ["code", "status"]);
/// assert_eq!(
///     mistake.to_string(),
///     r#"error: unknown member `cod`
///  --> stdin:1:2
///   |
/// 1 | {"cod":"x"}
///   |  ^^^^^ did you mean `code`?"#,
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    file: String,
    position: Option<Position>,
    path: String,
    message: String,
    help: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Position {
    line: usize,
    column: usize,
    /// The line, or what is around the place of a long one.
    text: String,
    /// How many characters of it are before the place.
    indent: usize,
    width: usize,
}

/// How many characters of a line are shown on each side of the start of a mistake.
const SHOWN: usize = 120;

impl Mistake {
    /// A mistake in a text, at a range of its bytes. `file` is what messages call the text.
    pub fn new(file: &str, text: &str, place: Range<usize>, message: impl Into<String>) -> Self {
        Self::locate(file, Some(text), Diagnostic::new(Some(place), "", message))
    }

    /// A mistake of a whole file, without a place in it: that it cannot be read, or is no text.
    ///
    /// ```
    /// use faultwire::Mistake;
    ///
    /// let mistake = Mistake::of_file("faults.toml", "it cannot be read: permission denied");
    /// assert_eq!(mistake.to_string(), "error: it cannot be read: permission denied\n  --> faults.toml");
    /// assert_eq!(mistake.line(), None);
    /// ```
    pub fn of_file(file: &str, message: impl Into<String>) -> Self {
        Self::locate(file, None, Diagnostic::new(None, "", message))
    }

    /// Adds the valid name that is nearest to a mistaken one, or all of them where none is near.
    #[must_use]
    pub fn with_nearest<'a, I>(mut self, mistaken: &str, valid: I) -> Self
    where
        I: IntoIterator<Item = &'a str> + Clone,
    {
        self.help = Some(nearest_or_all(mistaken, valid));
        self
    }

    #[cfg(feature = "i18n")]
    pub(crate) fn helped(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    pub(crate) fn locate(file: &str, text: Option<&str>, found: Diagnostic) -> Self {
        let position = text.zip(found.span).map(|(text, span)| {
            let before = &text[..floor_boundary(text, span.start)];
            Position::of(text, span, before.matches('\n').count() + 1, before.rfind('\n').map_or(0, |at| at + 1))
        });
        Self { file: file.to_owned(), position, path: found.path, message: found.message, help: found.help }
    }

    /// Several of them, one after the other with a line between.
    ///
    /// ```
    /// use faultwire::Mistake;
    ///
    /// let mistakes = ["a", "b"].map(|what| Mistake::new("f", "", 0..0, what));
    /// assert!(Mistake::all(&mistakes).to_string().contains("\n\nerror: b\n"));
    /// ```
    pub fn all(mistakes: &[Self]) -> impl fmt::Display + '_ {
        All(mistakes)
    }

    /// The file, or what stands for one.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, counted from 1.
    pub fn line(&self) -> Option<usize> {
        self.position.as_ref().map(|position| position.line)
    }

    /// The column, counted from 1 in characters.
    pub fn column(&self) -> Option<usize> {
        self.position.as_ref().map(|position| position.column)
    }

    /// The keys that lead to the place, joined by dots.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What was probably meant, or what is valid.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The valid name that was probably meant, where one is near.
    ///
    /// ```
    /// use faultwire::Mistake;
    ///
    /// let mistake = Mistake::new("f", "cod", 0..3, "unknown").with_nearest("cod", ["code", "status"]);
    /// assert_eq!(mistake.meant(), Some("code"));
    /// assert_eq!(mistake.with_nearest("x", ["code", "status"]).meant(), None);
    /// ```
    pub fn meant(&self) -> Option<&str> {
        self.help()?.strip_prefix(MEANT.0)?.strip_suffix(MEANT.1)
    }
}

/// A text that mistakes are found in, with the places of its lines: many mistakes in a long text take no longer than few.
///
/// ```
/// use faultwire::Source;
///
/// let source = Source::new("faults.toml", "name = 'x'\nowner = 7\n");
/// let mistake = source.mistake(19..20, "expected a string, not an integer");
/// assert_eq!((mistake.line(), mistake.column()), (Some(2), Some(9)));
/// assert_eq!(source.line(19), 2);
/// ```
#[derive(Debug, Clone)]
pub struct Source {
    file: Arc<str>,
    text: Arc<str>,
    /// Where each line starts.
    lines: Arc<[usize]>,
}

impl Source {
    /// A text, and what messages call it.
    pub fn new(file: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { file: file.into(), lines: std::iter::once(0).chain(starts).collect(), text }
    }

    /// What messages call the text.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line of a byte of the text, counted from 1.
    pub fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at)
    }

    /// A mistake at a range of the text's bytes.
    pub fn mistake(&self, place: Range<usize>, message: impl Into<String>) -> Mistake {
        let line = self.line(floor_boundary(&self.text, place.start));
        let position = Position::of(&self.text, place, line, self.lines[line - 1]);
        let (file, message) = (self.file.as_ref().to_owned(), message.into());
        Mistake { file, position: Some(position), path: String::new(), message, help: None }
    }
}

struct All<'m>(&'m [Mistake]);

impl fmt::Display for All<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(at, mistake)| {
            f.write_str(if at > 0 { "\n\n" } else { "" })?;
            mistake.fmt(f)
        })
    }
}

impl Position {
    /// The place of a span whose line, counted from 1, starts at `line_start`.
    fn of(text: &str, span: Range<usize>, line: usize, line_start: usize) -> Self {
        let start = floor_boundary(text, span.start);
        let end = floor_boundary(text, span.end.max(start));
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let (before, after) = (&text[line_start..start], text[start..line_end].trim_end_matches('\r'));
        let column = before.chars().count() + 1;
        let left_out = (column - 1).saturating_sub(SHOWN);
        let mut shown = String::from(if left_out > 0 { "…" } else { "" });
        shown.extend(before.chars().skip(left_out));
        let indent = shown.chars().count();
        shown.extend(after.chars().take(SHOWN));
        if after.chars().nth(SHOWN).is_some() {
            shown.push('…');
        }
        Self {
            line,
            column,
            text: shown.replace('\t', " "),
            indent,
            width: text[start..end.min(line_end).max(start)].chars().take(SHOWN).count().max(1),
        }
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.message)?;
        let Some(position) = &self.position else {
            write!(f, "\n  --> {}", self.file)?;
            if !self.path.is_empty() {
                write!(f, ": {}", self.path)?;
            }
            return self.help.as_ref().map_or(Ok(()), |help| write!(f, "\n   = {help}"));
        };
        let gutter = position.line.to_string().len();
        write!(f, "\n{:gutter$}--> {}:{}:{}", "", self.file, position.line, position.column)?;
        write!(f, "\n{:gutter$} |\n{} | {}", "", position.line, position.text)?;
        write!(f, "\n{:gutter$} | {:indent$}{}", "", "", "^".repeat(position.width), indent = position.indent)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, " {help}"))
    }
}

/// Everything that is wrong with a configuration or a style page, found in one run.
///
/// ```
/// # #[cfg(feature = "config")] {
/// use faultwire::Config;
///
/// let error = Config::from_toml("style = 'opnstack'\n[expose]\ndetail = true\n", "faultwire.toml").unwrap_err();
/// let places: Vec<_> = error.mistakes().iter().map(|m| (m.line(), m.help())).collect();
/// assert_eq!(places[0], (Some(1), Some("did you mean `openstack`?")));
/// assert_eq!(places[1], (Some(3), Some("did you mean `details`?")));
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    mistakes: Vec<Mistake>,
}

impl ConfigError {
    pub(crate) fn new(file: &str, text: Option<&str>, mut found: Vec<Diagnostic>) -> Self {
        found.sort_by_key(|diagnostic| diagnostic.span.as_ref().map(|span| span.start));
        Self { mistakes: found.into_iter().map(|found| Mistake::locate(file, text, found)).collect() }
    }

    /// From mistakes that know their places, in the order in which they were found.
    pub(crate) const fn from_mistakes(mistakes: Vec<Mistake>) -> Self {
        Self { mistakes }
    }

    pub(crate) fn into_mistakes(self) -> Vec<Mistake> {
        self.mistakes
    }

    /// Adds those that were found in other files.
    pub(crate) fn and(mut self, elsewhere: Vec<Mistake>) -> Self {
        self.mistakes.extend(elsewhere);
        self
    }

    pub(crate) fn single(file: &str, message: impl Into<String>) -> Self {
        Self::new(file, None, vec![Diagnostic::new(None, "", message)])
    }

    /// The mistakes, in the order of their places.
    pub fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Mistake::all(&self.mistakes).fmt(f)
    }
}

impl std::error::Error for ConfigError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, place: Range<usize>) -> Vec<String> {
        let mistake = Mistake::new("f", text, place.clone(), "m");
        assert_eq!(mistake, Source::new("f", text).mistake(place, "m"));
        mistake.to_string().lines().skip(1).map(str::to_owned).collect()
    }

    #[test]
    fn a_short_line_is_shown_as_it_is() {
        assert_eq!(shown("a\n\tbé c\r\n", 7..8), [" --> f:2:5", "  |", "2 |  bé c", "  |     ^"]);
        assert_eq!(shown("ab", 2..3), [" --> f:1:3", "  |", "1 | ab", "  |   ^"]);
    }

    #[test]
    fn of_a_long_line_the_part_around_the_place_is_shown() {
        let long = ["a".repeat(100_000), "é".repeat(100_000)].concat();
        let expected = [
            " --> f:1:100001".to_owned(),
            "  |".to_owned(),
            format!("1 | …{}{}…", "a".repeat(SHOWN), "é".repeat(SHOWN)),
            format!("  | {}{}", " ".repeat(SHOWN + 1), "^".repeat(SHOWN)),
        ];
        assert_eq!(shown(&long, 100_000..300_000), expected);
    }
}
