//! The shared definition of a fault.

use std::borrow::Cow;
use std::fmt;
use std::mem::{forget, replace};

use super::const_text::equal;
use super::name::is_code;
use super::template::is_template;
use super::{Cause, Part, Retry, Severity, Text, parts};

/// The definition of a kind of fault, shared by all its occurrences and, as a crate, by several teams.
///
/// RFC 9457 calls this a problem type.
/// Its code is stable: clients act on it, and styles only change its case or put a prefix before it.
/// Its status is an HTTP client or server error by construction.
///
/// ```
/// use faultwire::{Cause, Fault, FaultType};
///
/// static VOLUME_NOT_FOUND: FaultType = FaultType::new("volume_not_found", 404, "Volume not found")
///     .message("Volume {volume_id} could not be found.")
///     .cause(Cause::NotFound)
///     .words(&[("simplivity.exception", "com.acme.VolumeMissing")]);
///
/// let fault = Fault::new(&VOLUME_NOT_FOUND).with("volume_id", "vol-7");
/// assert_eq!(fault.to_string(), "Volume vol-7 could not be found.");
/// ```
///
/// A mistake in a `static` does not compile:
///
/// ```compile_fail
/// # use faultwire::FaultType;
/// static WRONG: FaultType = FaultType::new("fine", 200, "A success is no fault");
/// ```
#[derive(Debug, Clone)]
pub struct FaultType {
    code: Text,
    status: u16,
    title: Text,
    message: Option<Text>,
    number: Option<i64>,
    cause: Option<Cause>,
    severity: Severity,
    retry: Option<Retry>,
    retry_after: Option<u32>,
    help: Option<Text>,
    type_uri: Option<Text>,
    words: Words,
}

/// Words for particular styles, `("style.word", "text")`.
#[derive(Debug, Clone)]
enum Words {
    Static(&'static [(&'static str, &'static str)]),
    Owned(Vec<(String, String)>),
}

impl FaultType {
    /// A definition: a code of the form `^[a-z][a-z0-9_]*$`, an HTTP status of 400 to 599, and a title that does
    /// not change from occurrence to occurrence.
    ///
    /// A 4xx status makes the fault soft, a 5xx hard; [`severity`](Self::severity) overrides that.
    ///
    /// # Panics
    ///
    /// When the code or the status is invalid: in a `static` or `const`, that is an error of the compiler.
    /// [`builder`](Self::builder) is the way for values known only at run time.
    pub const fn new(code: &'static str, status: u16, title: &'static str) -> Self {
        assert!(
            is_code(code.as_bytes()),
            "a fault's code is a lower-case letter, then lower-case letters, digits and `_`"
        );
        assert!(status >= 400 && status <= 599, "a fault's status is 400 to 599");
        Self {
            code: Cow::Borrowed(code),
            status,
            title: Cow::Borrowed(title),
            message: None,
            number: None,
            cause: None,
            severity: default_severity(status),
            retry: None,
            retry_after: None,
            help: None,
            type_uri: None,
            words: Words::Static(&[]),
        }
    }

    /// A definition that `#[derive(Fault)]` has checked already, by the same grammars: to check every character once
    /// more is what the compiler would take longest for in a large set.
    ///
    /// # Panics
    ///
    /// When the status is no error.
    #[doc(hidden)]
    pub const fn derived(
        code: &'static str,
        status: u16,
        title: &'static str,
        message: Option<&'static str>,
        cause: Option<Cause>,
    ) -> Self {
        assert!(status >= 400 && status <= 599, "a fault's status is 400 to 599");
        Self {
            code: Cow::Borrowed(code),
            status,
            title: Cow::Borrowed(title),
            message: match message {
                Some(message) => Some(Cow::Borrowed(message)),
                None => None,
            },
            number: None,
            cause,
            severity: if status < 500 { Severity::Soft } else { Severity::Hard },
            retry: None,
            retry_after: None,
            help: None,
            type_uri: None,
            words: Words::Static(&[]),
        }
    }

    /// Starts a definition whose parts are known only at run time, such as one read from a file.
    pub fn builder(code: impl Into<String>, status: u16, title: impl Into<String>) -> FaultTypeBuilder {
        let (code, title) = (code.into(), title.into());
        let severity = default_severity(status);
        FaultTypeBuilder {
            fault_type: Self {
                code: Cow::Owned(code),
                status,
                title: Cow::Owned(title),
                severity,
                words: Words::Owned(Vec::new()),
                ..Self::new("placeholder", 500, "")
            },
        }
    }

    /// The message of an occurrence, with `{name}` placeholders for its parameters; the title without one.
    ///
    /// # Panics
    ///
    /// When the template does not follow the grammar: names only, `{{` and `}}` for braces.
    #[must_use]
    pub const fn message(mut self, template: &'static str) -> Self {
        assert!(
            is_template(template.as_bytes()),
            "a message holds only names in braces; a doubled brace stands for itself"
        );
        // A destructor cannot run in a constant; what is replaced here is never owned.
        forget(self.message.replace(Cow::Borrowed(template)));
        self
    }

    /// A number for clients that know errors by numbers (SimpliVity's `error_code`).
    #[must_use]
    pub const fn number(mut self, number: i64) -> Self {
        self.number = Some(number);
        self
    }

    /// Why such a fault happens.
    #[must_use]
    pub const fn cause(mut self, cause: Cause) -> Self {
        self.cause = Some(cause);
        self
    }

    /// Soft or hard, where the status does not decide it.
    #[must_use]
    pub const fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Whether trying again makes sense.
    ///
    /// With [`Retry::Never`] and [`Retry::Now`] there is no time to wait: they replace
    /// [`retry_after`](Self::retry_after).
    ///
    /// ```
    /// use faultwire::{FaultType, Retry};
    ///
    /// static NAME_IN_USE: FaultType = FaultType::new("name_in_use", 409, "Name in use").retry(Retry::Never);
    /// assert_eq!(NAME_IN_USE.when_to_retry(), Some(Retry::Never));
    /// ```
    #[must_use]
    pub const fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        if !matches!(retry, Retry::After) {
            self.retry_after = None;
        }
        self
    }

    /// Asks clients to wait before they try again: seconds, sent as `Retry-After`. Implies [`Retry::After`].
    #[must_use]
    pub const fn retry_after(mut self, seconds: u32) -> Self {
        self.retry = Some(Retry::After);
        self.retry_after = Some(seconds);
        self
    }

    /// The address of a page that helps.
    #[must_use]
    pub const fn help(mut self, uri: &'static str) -> Self {
        forget(self.help.replace(Cow::Borrowed(uri)));
        self
    }

    /// The URI that identifies the type (RFC 9457 `type`); the help address without one.
    #[must_use]
    pub const fn type_uri(mut self, uri: &'static str) -> Self {
        forget(self.type_uri.replace(Cow::Borrowed(uri)));
        self
    }

    /// Words for particular styles: `("openstack.root", "overLimitFault")`.
    ///
    /// `("STYLE.status", "413")` answers with that status in one style.
    #[must_use]
    pub const fn words(mut self, words: &'static [(&'static str, &'static str)]) -> Self {
        forget(replace(&mut self.words, Words::Static(words)));
        self
    }

    /// The stable code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The HTTP status, 400 to 599.
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The same with another title.
    #[cfg(feature = "i18n")]
    pub(crate) fn titled(&self, title: String) -> Self {
        Self { title: title.into(), ..self.clone() }
    }

    /// The template of an occurrence's message, if the definition has one; else the title is the message.
    pub fn template(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The names of the parameters that the template shows, in its order.
    ///
    /// ```
    /// use faultwire::FaultType;
    ///
    /// static SHRUNK: FaultType = FaultType::new("shrunk", 400, "Shrunk").message("{size} {{GiB}} is below {least}.");
    /// assert_eq!(SHRUNK.placeholders().collect::<Vec<_>>(), ["size", "least"]);
    /// ```
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.message_parts().filter_map(|part| match part {
            Part::Name(name) => Some(name),
            Part::Text(_) => None,
        })
    }

    /// The pieces of an occurrence's message.
    pub(crate) fn message_parts(&self) -> impl Iterator<Item = Part<'_>> {
        let title = self.message.is_none().then_some(Part::Text(&self.title));
        parts(self.message.as_deref().unwrap_or_default()).chain(title)
    }

    /// The number, if it has one.
    pub const fn error_number(&self) -> Option<i64> {
        self.number
    }

    /// Why it happens, if the definition says.
    pub const fn why(&self) -> Option<Cause> {
        self.cause
    }

    /// Soft or hard.
    pub const fn is_hard(&self) -> bool {
        matches!(self.severity, Severity::Hard)
    }

    /// Whether trying again makes sense, if the definition says.
    pub const fn when_to_retry(&self) -> Option<Retry> {
        self.retry
    }

    /// Seconds to wait, if the definition says.
    pub const fn retry_hint(&self) -> Option<u32> {
        self.retry_after
    }

    /// The help address, if it has one.
    pub fn help_uri(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The type's URI, else its help address.
    pub fn uri(&self) -> Option<&str> {
        self.type_uri.as_deref().or_else(|| self.help_uri())
    }

    /// The definition's own word for a style: `word("openstack", "root")`.
    pub fn word(&self, style: &str, word: &str) -> Option<&str> {
        let wanted = |name: &str| {
            name.strip_prefix(style).and_then(|rest| rest.strip_prefix('.')).is_some_and(|rest| rest == word)
        };
        match &self.words {
            Words::Static(words) => words.iter().find(|(name, _)| wanted(name)).map(|(_, text)| *text),
            Words::Owned(words) => words.iter().find(|(name, _)| wanted(name)).map(|(_, text)| text.as_str()),
        }
    }

    /// All words for styles, `("style.word", "text")`.
    pub fn all_words(&self) -> impl Iterator<Item = (&str, &str)> {
        let (fixed, owned) = match &self.words {
            Words::Static(words) => (*words, None),
            Words::Owned(words) => (Default::default(), Some(words)),
        };
        let owned = owned.into_iter().flatten().map(|(name, text)| (name.as_str(), text.as_str()));
        fixed.iter().copied().chain(owned)
    }

    /// The status that the definition has in one style alone: its word `STYLE.status`.
    pub(crate) fn status_in(&self, style: &str) -> Option<u16> {
        let status = self.word(style, "status")?.parse().ok()?;
        (400..=599).contains(&status).then_some(status)
    }

    pub(crate) const fn severity_word(&self) -> &'static str {
        self.severity.as_str()
    }

    /// The code, where the compiler needs it.
    pub(super) const fn constant_code(&self) -> &str {
        match &self.code {
            Cow::Borrowed(code) => code,
            Cow::Owned(_) => "",
        }
    }

    /// Whether another definition says the same to a client, as far as the compiler sees.
    pub(super) const fn says_the_same(&self, other: &Self) -> bool {
        let messages = match (&self.message, &other.message) {
            (Some(message), Some(other)) => equal(constant(message), constant(other)),
            (message, other) => message.is_none() && other.is_none(),
        };
        let numbers = match (self.number, other.number) {
            (Some(number), Some(other)) => number == other,
            (number, other) => number.is_none() && other.is_none(),
        };
        let (code, other_code) = (self.constant_code(), other.constant_code());
        let (title, other_title) = (constant(&self.title), constant(&other.title));
        messages && numbers && self.status == other.status && equal(code, other_code) && equal(title, other_title)
    }
}

/// A text of a constant, which is never owned.
const fn constant(text: &Text) -> &str {
    match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(_) => "",
    }
}

const fn default_severity(status: u16) -> Severity {
    if status < 500 { Severity::Soft } else { Severity::Hard }
}

/// Builds a [`FaultType`] from parts known only at run time.
///
/// ```
/// # fn main() -> Result<(), faultwire::InvalidFaultType> {
/// use faultwire::FaultType;
///
/// let name = String::from("volume");
/// let fault_type = FaultType::builder(format!("{name}_locked"), 409, "Locked").message("{id} is locked.").build()?;
/// assert_eq!(fault_type.code(), "volume_locked");
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct FaultTypeBuilder {
    fault_type: FaultType,
}

impl FaultTypeBuilder {
    /// As [`FaultType::message`].
    pub fn message(mut self, template: impl Into<String>) -> Self {
        self.fault_type.message = Some(Cow::Owned(template.into()));
        self
    }

    /// As [`FaultType::number`].
    pub fn number(mut self, number: i64) -> Self {
        self.fault_type.number = Some(number);
        self
    }

    /// As [`FaultType::cause`].
    pub fn cause(mut self, cause: Cause) -> Self {
        self.fault_type.cause = Some(cause);
        self
    }

    /// As [`FaultType::severity`].
    pub fn severity(mut self, severity: Severity) -> Self {
        self.fault_type.severity = severity;
        self
    }

    /// As [`FaultType::retry`].
    pub fn retry(mut self, retry: Retry) -> Self {
        self.fault_type = self.fault_type.retry(retry);
        self
    }

    /// As [`FaultType::retry_after`], in seconds.
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.fault_type = self.fault_type.retry_after(seconds);
        self
    }

    /// As [`FaultType::help`].
    pub fn help(mut self, uri: impl Into<String>) -> Self {
        self.fault_type.help = Some(Cow::Owned(uri.into()));
        self
    }

    /// As [`FaultType::type_uri`].
    pub fn type_uri(mut self, uri: impl Into<String>) -> Self {
        self.fault_type.type_uri = Some(Cow::Owned(uri.into()));
        self
    }

    /// One word for a style, as in [`FaultType::words`].
    pub fn word(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        if let Words::Owned(words) = &mut self.fault_type.words {
            words.push((name.into(), text.into()));
        }
        self
    }

    /// The definition.
    ///
    /// # Errors
    ///
    /// When the code, the status, the message or the name of a word is invalid.
    pub fn build(self) -> Result<FaultType, InvalidFaultType> {
        let fault_type = self.fault_type;
        let wrong = |what, value: &dyn fmt::Display, expected| {
            Err(InvalidFaultType { what, value: value.to_string(), expected })
        };
        if !is_code(fault_type.code.as_bytes()) {
            return wrong("code", &fault_type.code, "a lower-case letter, then lower-case letters, digits and `_`");
        }
        if !(400..=599).contains(&fault_type.status) {
            return wrong("status", &fault_type.status, "400 to 599");
        }
        if let Some(template) = fault_type.template().filter(|template| !is_template(template.as_bytes())) {
            return wrong("message", &template, "only names in braces; a doubled brace stands for itself");
        }
        if let Some((name, _)) = fault_type.all_words().find(|(name, _)| !name.contains('.')) {
            return wrong("word", &name, "`style.word`");
        }
        Ok(fault_type)
    }
}

/// What is wrong with a definition that was put together at run time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidFaultType {
    what: &'static str,
    value: String,
    expected: &'static str,
}

impl fmt::Display for InvalidFaultType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid {} {:?} of a fault type: expected {}", self.what, self.value, self.expected)
    }
}

impl std::error::Error for InvalidFaultType {}
