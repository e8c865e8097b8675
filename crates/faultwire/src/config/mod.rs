//! Configuration: which envelope where, and what may be said.

mod builtin;
mod languages;
mod read;

use std::env::VarError;
use std::io;
use std::path::Path;
use std::sync::Arc;

use http::HeaderName;
use serde::de::{Deserialize, Deserializer, Error};

use crate::calls::Calls;
use crate::guideline::Policy;
use crate::language::{File, Tag};
use crate::render::{Limit, Prefix};
use crate::style::describe::Style;
#[cfg(feature = "config")]
use crate::style::diagnostic::beside_syntax;
use crate::style::diagnostic::{ConfigError, Diagnostic, nearest_or_all};
use crate::style::node::Node;
use crate::style::page::Page;

/// The configuration of a service's errors.
///
/// ```toml
/// style = "openstack"                      # the service's default; FAULTWIRE_STYLE overrides it in `Config::load`
/// strict_accept = true                     # 406 for a success that the client does not accept; else as the page says
/// guideline = "warn"                       # faults that break the API-SIG guideline: "off", "warn" or "enforce"
///
/// language = "en"                          # what the messages of the definitions are written in
///
/// [translations]                           # with the feature `i18n`: Fluent files, found from where this file is
/// es = "locales/es.ftl"
/// pt-BR = ["locales/pt-BR.ftl", "billing/pt-BR.ftl"]
///
/// [[routes]]                               # the longest prefix wins, in whole segments
/// prefix = "/api"
/// style = "simplivity"
/// options = { names = "vendor" }
/// strict_accept = false                    # as below, for these routes alone
/// guideline = "off"                        # as above, for these routes alone
///
/// [[accept]]                               # where no prefix fits: a media type that is asked for by name
/// media = "application/problem+json"
/// style = "problem"
///
/// [expose]
/// details = false                          # `details` of faults in answers
/// framework_text = true                    # a framework's own text of a 4xx as the message
///
/// [request_id]
/// adopt = "x-request-id"                   # the header to take a request id from; none by default
///
/// [status]
/// body_invalid = 422                       # another status for a code
///
/// [[operations]]                           # what kind of call a route is, for a table of the errors it may have
/// path = "/queue/volumes/{id}"
/// GET = "get"                              # or "create", "delete", "edit", "action", "list", "unknown", "none"
///
/// [calls]                                  # such a table, in place of the styles' own
/// any = [401, 500]
/// get = [404]
/// exempt = [405, 413]                      # what says nothing about the kind of a call
///
/// [log]
/// burst = 10                               # of 5xx with one code and route so many are logged, all without it
/// seconds = 60                             # in so many seconds; the next one says how many were left out
///
/// [styles.house]                           # a page of one's own
/// media = { json = "application/json" }
/// fault.body = { ok = false, error = { id = "$code:kebab", text = "$message" } }
/// ```
///
/// It also deserialises from any serde source, then without line numbers in its errors; files that it names are found
/// from the working directory.
///
/// ```
/// # #[cfg(feature = "config")]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use faultwire::{Config, Renderer};
///
/// let text = "style = 'openstack'\n[[routes]]\nprefix = '/api'\nstyle = 'simplivity'";
/// let renderer = Renderer::from_config(&Config::from_toml(text, "faultwire.toml")?)?;
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "config"))]
/// # fn main() {}
/// ```
#[derive(Debug, Clone)]
pub struct Config {
    style: Option<StyleUse>,
    pages: Vec<Arc<Page>>,
    pub(crate) routes: Vec<(Prefix, StyleUse)>,
    pub(crate) accept: Vec<(String, StyleUse)>,
    pub(crate) statuses: Vec<(String, u16)>,
    pub(crate) details: bool,
    pub(crate) framework_text: bool,
    /// Whether styles insist on `Accept`, but where a rule says otherwise; else each as its page has it.
    pub(crate) strict_accept: Option<bool>,
    /// What becomes of faults that break the guideline, but where a rule says otherwise.
    pub(crate) guideline: Policy,
    /// What the messages of definitions are written in.
    pub(crate) language: Option<Tag>,
    pub(crate) translations: Vec<(Tag, File)>,
    pub(crate) adopt: Option<HeaderName>,
    pub(crate) calls: Calls,
    /// How many identical 5xx go into the log; all of them without it.
    pub(crate) log_limit: Option<Limit>,
}

/// A page with values for its options.
#[derive(Debug, Clone)]
pub(crate) struct StyleUse {
    pub(crate) page: Arc<Page>,
    pub(crate) options: Vec<(String, String)>,
    /// Whether it insists on `Accept`, where that is said for this use of it.
    pub(crate) strict_accept: Option<bool>,
    /// What becomes of faults that break the guideline, where that is said for this use of it.
    pub(crate) guideline: Option<Policy>,
}

impl StyleUse {
    /// With everything as the page has it.
    const fn new(page: Arc<Page>) -> Self {
        Self { page, options: Vec::new(), strict_accept: None, guideline: None }
    }
}

impl PartialEq for StyleUse {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.page, &other.page)
            && self.options == other.options
            && self.strict_accept == other.strict_accept
            && self.guideline == other.guideline
    }
}

/// The pages that come with the crate.
pub(crate) fn builtin_pages() -> &'static [Arc<Page>] {
    builtin::pages()
}

impl Default for Config {
    /// Problem details (RFC 9457) everywhere, no details, a framework's text of a 4xx.
    fn default() -> Self {
        Self {
            style: None,
            pages: Vec::new(),
            routes: Vec::new(),
            accept: Vec::new(),
            statuses: Vec::new(),
            details: false,
            framework_text: true,
            strict_accept: None,
            guideline: Policy::Off,
            language: None,
            translations: Vec::new(),
            adopt: None,
            calls: Calls::default(),
            log_limit: None,
        }
    }
}

impl Config {
    /// Reads a configuration in TOML. `file` is what messages call it; the files that it names are found from there.
    ///
    /// # Errors
    ///
    /// Every mistake in it, each with line, column and the nearest valid name, and every mistake in the files that it
    /// names.
    #[cfg(feature = "config")]
    pub fn from_toml(text: &str, file: &str) -> Result<Self, ConfigError> {
        Self::from_toml_beside(text, file, Path::new(file).parent().unwrap_or(Path::new("")))
    }

    /// Reads a configuration in TOML that is built into a program, together with the files that it names: `read` gives
    /// the text of one.
    ///
    /// # Errors
    ///
    /// As [`from_toml`](Self::from_toml).
    ///
    /// ```
    /// # #[cfg(feature = "i18n")]
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use faultwire::Config;
    /// use std::io;
    ///
    /// let page = "[translations]\nes = 'locales/es.ftl'";
    /// let config = Config::from_toml_with(page, "faultwire.toml", |path| match path {
    ///     "locales/es.ftl" => Ok("forbidden = No se permite el acceso.".to_owned()),
    ///     _ => Err(io::ErrorKind::NotFound.into()),
    /// })?;
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "i18n"))]
    /// # fn main() {}
    /// ```
    #[cfg(feature = "config")]
    pub fn from_toml_with(
        text: &str,
        file: &str,
        read: impl Fn(&str) -> io::Result<String>,
    ) -> Result<Self, ConfigError> {
        Self::parse(text, file, &|path| (path.to_owned(), read(path)))
    }

    #[cfg(feature = "config")]
    fn from_toml_beside(text: &str, file: &str, folder: &Path) -> Result<Self, ConfigError> {
        Self::parse(text, file, &|path| read_beside(folder, path))
    }

    #[cfg(feature = "config")]
    fn parse(text: &str, file: &str, files: &languages::Files<'_>) -> Result<Self, ConfigError> {
        let (node, syntax) = Node::parse_toml(text);
        let (mut found, mut elsewhere) = (Vec::new(), Vec::new());
        let config = read::read(&node, files, &mut found, &mut elsewhere);
        let found = beside_syntax(syntax, found);
        if found.is_empty() && elsewhere.is_empty() {
            return Ok(config);
        }
        Err(ConfigError::new(file, Some(text), found).and(elsewhere))
    }

    /// Reads a configuration file; the environment variable `FAULTWIRE_STYLE` overrides its `style`.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or is not UTF-8, and every mistake in it and in the files that it names.
    #[cfg(feature = "config")]
    pub fn load(path: impl AsRef<Path>) -> Result<Self, ConfigError> {
        let path = path.as_ref();
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| ConfigError::single(&file, error.to_string()))?;
        Self::from_toml_beside(&text, &file, path.parent().unwrap_or(Path::new("")))?.with_environment()
    }

    /// Lets the environment variable `FAULTWIRE_STYLE` override the default style, as [`load`](Self::load) does.
    ///
    /// # Errors
    ///
    /// When it names an unknown style.
    pub fn with_environment(mut self) -> Result<Self, ConfigError> {
        match std::env::var("FAULTWIRE_STYLE") {
            Ok(name) => self.set_style(&name)?,
            Err(VarError::NotPresent) => {}
            Err(VarError::NotUnicode(_)) => {
                return Err(ConfigError::single("FAULTWIRE_STYLE", "the name of a style is text in UTF-8"));
            }
        }
        Ok(self)
    }

    /// The names of the styles that can be used: the built-in ones, then the configuration's own.
    pub fn styles(&self) -> impl Iterator<Item = &str> {
        builtin::pages().iter().chain(&self.pages).map(|page| page.name.as_str())
    }

    /// A style by name, as its page describes it: one of the configuration's own, else a built-in one.
    pub fn style(&self, name: &str) -> Option<Style> {
        self.page(name).map(Style::new)
    }

    /// As [`style`](Self::style).
    ///
    /// # Errors
    ///
    /// When there is no style of that name; the error has the nearest one.
    pub fn try_style(&self, name: &str) -> Result<Style, ConfigError> {
        self.known_style(name).map(Style::new)
    }

    /// The styles that requests are answered in, each with its options: the default one, then those of routes and of
    /// accepted media types; none twice.
    ///
    /// ```
    /// # #[cfg(feature = "config")]
    /// # fn main() -> Result<(), faultwire::ConfigError> {
    /// use faultwire::Config;
    ///
    /// let text = "[[routes]]\nprefix = '/api'\nstyle = 'simplivity'\noptions = { names = 'vendor' }";
    /// let config = Config::from_toml(text, "faultwire.toml")?;
    /// let styles = config.styles_in_use();
    /// assert_eq!(styles.iter().map(|style| style.name()).collect::<Vec<_>>(), ["problem", "simplivity"]);
    /// assert_eq!(styles[1].options().find(|option| option.name() == "names").unwrap().value(), "vendor");
    /// # Ok(())
    /// # }
    /// # #[cfg(not(feature = "config"))]
    /// # fn main() {}
    /// ```
    pub fn styles_in_use(&self) -> Vec<Style> {
        let default = self.default_style().ok();
        let routes = self.routes.iter().map(|(_, style)| style);
        let all = default.iter().chain(routes).chain(self.accept.iter().map(|(_, style)| style));
        let mut styles: Vec<Style> = Vec::new();
        for used in all {
            let style = Style::of_use(used);
            if !styles.iter().any(|known| known.is(&style)) {
                styles.push(style);
            }
        }
        styles
    }

    /// Answers every request in one style, with its options: the rules for routes and accepted media types are gone,
    /// everything else stays.
    #[must_use]
    pub fn in_style(mut self, style: Style) -> Self {
        let (page, options) = style.into_parts();
        if !self.page(&page.name).is_some_and(|known| Arc::ptr_eq(&known, &page)) {
            self.pages.retain(|known| known.name != page.name);
            self.pages.push(Arc::clone(&page));
        }
        self.style = Some(StyleUse { options, ..StyleUse::new(page) });
        self.routes.clear();
        self.accept.clear();
        self
    }

    pub(crate) fn set_style(&mut self, name: &str) -> Result<(), ConfigError> {
        let page = self.known_style(name)?;
        // The options of the style that is set already stay.
        if !self.style.as_ref().is_some_and(|style| Arc::ptr_eq(&style.page, &page)) {
            self.style = Some(StyleUse::new(page));
        }
        Ok(())
    }

    /// The page of a style, or an error that names the nearest one.
    pub(crate) fn known_style(&self, name: &str) -> Result<Arc<Page>, ConfigError> {
        self.page(name).ok_or_else(|| {
            let names: Vec<_> = self.styles().collect();
            let unknown = Diagnostic::new(None, "style", format!("unknown style `{name}`"));
            ConfigError::new("configuration", None, vec![unknown.with_help(nearest_or_all(name, names))])
        })
    }

    pub(crate) fn default_style(&self) -> Result<StyleUse, ConfigError> {
        let fallback = || self.page("problem").map(StyleUse::new);
        let style = self.style.clone().or_else(fallback);
        style.ok_or_else(|| ConfigError::single("configuration", "no style is named, and there are no built-in ones"))
    }

    /// The page of a name; the configuration's own come first.
    fn page(&self, name: &str) -> Option<Arc<Page>> {
        self.pages.iter().chain(builtin::pages()).find(|page| page.name == name).cloned()
    }
}

impl<'de> Deserialize<'de> for Config {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = Node::deserialize(deserializer)?;
        let (mut found, mut elsewhere) = (Vec::new(), Vec::new());
        let config = read::read(&node, &|path| read_beside(Path::new(""), path), &mut found, &mut elsewhere);
        if found.is_empty() && elsewhere.is_empty() {
            return Ok(config);
        }
        Err(D::Error::custom(ConfigError::new("configuration", None, found).and(elsewhere)))
    }
}

/// A file that a configuration names: what messages call it, and its text.
fn read_beside(folder: &Path, path: &str) -> (String, io::Result<String>) {
    let path = folder.join(path);
    let name = path.display().to_string();
    // A pipe would be waited for.
    let text = match std::fs::metadata(&path) {
        Ok(found) if !found.is_file() => Err(io::Error::other("it is no file")),
        _ => std::fs::read_to_string(path),
    };
    (name, text)
}
