//! A style as its page describes it: what can be said of an envelope before a fault is rendered in it.

use std::sync::Arc;

use http::HeaderName;

use super::diagnostic::{ConfigError, Diagnostic};
use super::field::Section;
use super::page::{Format, OptionRule, Page, WrongOption};
use super::report::DropsReport;
#[cfg(feature = "config")]
use super::{diagnostic::beside_syntax, node::Node};
use super::{drops, schema};
use crate::calls::Table;
use crate::config::{StyleUse, builtin_pages};

/// An envelope as its page describes it, with values for the page's options.
///
/// Everything here is computed from the page that renders the faults, so it says what an answer looks like and cannot
/// say anything else.
///
/// ```
/// # #[cfg(feature = "config")] {
/// use faultwire::{Config, Fate, Format};
///
/// let style = Config::default().style("openstack").unwrap().with_option("names", "as-coded").unwrap();
/// assert_eq!(style.title(), "OpenStack fault");
/// assert_eq!(style.media_types(Format::Json).next(), Some("application/json; charset=UTF-8"));
///
/// let schema = style.schema();
/// assert_eq!(schema["additionalProperties"]["properties"]["message"]["type"], "string");
///
/// let report = style.drops(Format::Json);
/// assert_eq!(report.field("message").unwrap().fate(), &Fate::Carried);
/// assert_eq!(report.field("number").unwrap().fate(), &Fate::Dropped);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Style {
    page: Arc<Page>,
    options: Vec<(String, String)>,
}

/// One option of a [`Style`].
#[derive(Debug, Clone, Copy)]
pub struct StyleOption<'a> {
    rule: &'a OptionRule,
    value: &'a str,
}

impl Style {
    pub(crate) const fn new(page: Arc<Page>) -> Self {
        Self { page, options: Vec::new() }
    }

    pub(crate) fn of_use(used: &StyleUse) -> Self {
        Self { page: Arc::clone(&used.page), options: used.options.clone() }
    }

    /// Whether two are of one page, with the same value of each option.
    pub(crate) fn is(&self, other: &Self) -> bool {
        let values = |style: &Self| style.options().map(|option| option.value().to_owned()).collect::<Vec<_>>();
        Arc::ptr_eq(&self.page, &other.page) && values(self) == values(other)
    }

    pub(crate) fn into_parts(self) -> (Arc<Page>, Vec<(String, String)>) {
        (self.page, self.options)
    }

    /// The styles that come with the crate; none without the feature `config`.
    pub fn builtin() -> impl Iterator<Item = Self> {
        builtin_pages().iter().cloned().map(Self::new)
    }

    /// Reads a page in TOML that is a file of its own, as the built-in ones are. `file` is what messages call it.
    ///
    /// # Errors
    ///
    /// Every mistake in it, each with line, column and the nearest valid name.
    ///
    /// ```
    /// use faultwire::{Config, Fault, Renderer, RequestContext, Style, protocol};
    ///
    /// # fn main() -> Result<(), faultwire::ConfigError> {
    /// let page = r#"
    /// name = "house"
    /// media = { json = "application/json" }
    /// fault.body = { ok = false, id = "$code:kebab" }
    /// "#;
    /// let style = Style::from_toml(page, "house.toml")?;
    /// let renderer = Renderer::from_config(&Config::default().in_style(style))?;
    /// let response = renderer.render(&Fault::new(&protocol::INTERNAL), &RequestContext::empty());
    /// assert_eq!(response.body(), r#"{"ok":false,"id":"internal"}"#);
    ///
    /// let wrong = Style::from_toml(&page.replace("code", "cod"), "house.toml").unwrap_err();
    /// assert_eq!((wrong.mistakes()[0].line(), wrong.mistakes()[0].help()), (Some(4), Some("did you mean `$code`?")));
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "config")]
    pub fn from_toml(text: &str, file: &str) -> Result<Self, ConfigError> {
        let (node, syntax) = Node::parse_toml(text);
        let page = Page::parse(&node, None, &[]);
        let found = beside_syntax(syntax, page.as_ref().err().cloned().unwrap_or_default());
        match page {
            Ok(page) if found.is_empty() => Ok(Self::new(Arc::new(page))),
            _ => Err(ConfigError::new(file, Some(text), found)),
        }
    }

    /// The name that a configuration uses.
    pub fn name(&self) -> &str {
        &self.page.name
    }

    /// The title of the page, for people; the name where the page has none.
    pub fn title(&self) -> &str {
        &self.page.title
    }

    /// The formats it is written in; the first is what a client gets that asks for none.
    pub fn formats(&self) -> impl Iterator<Item = Format> {
        self.page.media.iter().map(|media| media.format)
    }

    /// The media types of a format: the first is sent, the others when they are asked for.
    pub fn media_types(&self, format: Format) -> impl Iterator<Item = &str> {
        let of_format = self.page.media.iter().filter(move |media| media.format == format);
        of_format.flat_map(|media| media.types.iter().map(String::as_str))
    }

    /// The headers that a fault is sent with, each where it has a value, beside its own.
    pub fn headers(&self) -> impl Iterator<Item = HeaderName> {
        names(self.page.resolve(&self.options).headers)
    }

    /// The headers that a reply is sent with, each where it has a value, beside a [reply's own](crate::Reply::with_header)
    /// and its location.
    ///
    /// ```
    /// # #[cfg(feature = "config")] {
    /// let style = faultwire::Config::default().style("openstack").unwrap();
    /// let headers: Vec<_> = style.reply_headers().collect();
    /// assert_eq!(headers, ["x-openstack-request-id", "x-compute-request-id"]);
    /// # }
    /// ```
    pub fn reply_headers(&self) -> impl Iterator<Item = HeaderName> {
        names(self.page.resolve(&self.options).reply.headers)
    }

    /// The headers that a reply with a [task](crate::Task) is sent with; see [`reply_headers`](Self::reply_headers).
    pub fn task_headers(&self) -> impl Iterator<Item = HeaderName> {
        names(self.page.resolve(&self.options).task.headers)
    }

    /// The options of the page, in its order.
    pub fn options(&self) -> impl Iterator<Item = StyleOption<'_>> {
        self.page.options.iter().map(|rule| {
            let given = self.options.iter().find(|(name, _)| *name == rule.name);
            StyleOption { rule, value: given.map_or(&rule.default, |(_, value)| value) }
        })
    }

    /// The same style with another value for one of its options.
    ///
    /// # Errors
    ///
    /// When the page has no such option, or the option is a closed set without this value.
    ///
    /// ```
    /// # #[cfg(feature = "config")] {
    /// let problem = faultwire::Config::default().style("problem").unwrap();
    /// let wrong = problem.with_option("code", "show").unwrap_err();
    /// assert_eq!(wrong.mistakes()[0].help(), Some("did you mean `shown`?"));
    /// # }
    /// ```
    pub fn with_option(mut self, name: &str, value: &str) -> Result<Self, ConfigError> {
        self.page.check_option(name, value).map_err(|wrong| {
            let (WrongOption::Name { message, help } | WrongOption::Value { message, help }) = wrong;
            ConfigError::new("options", None, vec![Diagnostic::new(None, name, message).with_help(help)])
        })?;
        self.options.retain(|(known, _)| known != name);
        self.options.push((name.to_owned(), value.to_owned()));
        Ok(self)
    }

    /// The JSON Schema (draft 2020-12) of the body of an error, in JSON.
    ///
    /// It accepts every body that the style renders with these options, whatever the fault:
    ///
    /// - a member is `required` when it is in every answer (of the branch of the page that it stands in);
    /// - a member that has nothing to show is absent, so nothing is null and no list is empty, unless the page says so;
    /// - an object is closed unless extension members or parameters are spread into it;
    /// - the arms of a choice are an `anyOf`; an object says in its `$comment` which arm it is, such as "for `404`";
    /// - a word can be a definition's own, so it is any text; the page's words are its `examples`.
    ///
    /// `format` is an annotation here, as draft 2020-12 has it by default: a JSON Pointer is as well-formed as the
    /// service wrote it.
    ///
    /// ```
    /// # #[cfg(feature = "config")] {
    /// let schema = faultwire::Config::default().style("status-text").unwrap().schema();
    /// assert_eq!(schema["required"], serde_json::json!(["status", "code", "text"]));
    /// assert_eq!(schema["properties"]["status"]["const"], "error");
    /// assert_eq!(schema["properties"]["code"]["pattern"], "^[a-z][a-z0-9_]*$");
    /// # }
    /// ```
    pub fn schema(&self) -> serde_json::Value {
        schema::of(&self.page.resolve(&self.options), &self.page.title)
    }

    /// The JSON Schema (draft 2020-12) of the body of a successful answer, in JSON; see [`schema`](Self::schema).
    ///
    /// The resource and further members can be anything. An answer without a body fits no schema.
    ///
    /// ```
    /// # #[cfg(feature = "config")] {
    /// let schema = faultwire::Config::default().style("status-text").unwrap().reply_schema();
    /// assert_eq!(schema["required"], serde_json::json!(["status"]));
    /// assert_eq!(schema["properties"]["status"]["const"], "OK");
    /// # }
    /// ```
    pub fn reply_schema(&self) -> serde_json::Value {
        schema::of_success(&self.page.resolve(&self.options).reply, &format!("{}: replies", self.page.title))
    }

    /// The JSON Schema (draft 2020-12) of the body of an answer with a [task](crate::Task); see
    /// [`schema`](Self::schema).
    ///
    /// ```
    /// # #[cfg(feature = "config")] {
    /// let schema = faultwire::Config::default().style("simplivity").unwrap().task_schema();
    /// assert_eq!(schema["properties"]["task"]["properties"]["error_code"]["type"], "integer");
    /// # }
    /// ```
    pub fn task_schema(&self) -> serde_json::Value {
        schema::of_success(&self.page.resolve(&self.options).task, &format!("{}: tasks", self.page.title))
    }

    /// What becomes of everything that a [reply](crate::Reply) can hold, in this style, with these options.
    ///
    /// ```
    /// # #[cfg(feature = "config")] {
    /// use faultwire::{Config, Fate};
    ///
    /// let report = Config::default().style("openstack").unwrap().reply_drops();
    /// assert_eq!(report.field("resource").unwrap().fate(), &Fate::Carried);
    /// assert_eq!(report.field("queue_token").unwrap().fate(), &Fate::Dropped);
    /// # }
    /// ```
    pub fn reply_drops(&self) -> DropsReport {
        drops::report_success(Section::Reply, &self.page.resolve(&self.options).reply)
    }

    /// What becomes of everything that a [task](crate::Task) can hold, the fault of one that failed included.
    ///
    /// ```
    /// # #[cfg(feature = "config")] {
    /// use faultwire::{Config, Fate};
    ///
    /// let report = Config::default().style("simplivity").unwrap().task_drops();
    /// assert_eq!(report.field("task.state").unwrap().fate(), &Fate::Carried);
    /// assert_eq!(report.field("title").unwrap().fate(), &Fate::Dropped);
    /// # }
    /// ```
    pub fn task_drops(&self) -> DropsReport {
        drops::report_success(Section::Task, &self.page.resolve(&self.options).task)
    }

    /// Which statuses the errors of a kind of call may have, by its word, beside those of `any` call and those that are
    /// `exempt`; nothing where the page has no such table.
    ///
    /// ```
    /// # #[cfg(feature = "config")] {
    /// let style = faultwire::Config::default().style("queue-token").unwrap();
    /// assert!(style.calls().any(|(call, statuses)| call == "create" && statuses == [400, 412]));
    /// # }
    /// ```
    pub fn calls(&self) -> impl Iterator<Item = (&'static str, &[u16])> {
        self.page.calls.iter().flat_map(Table::rows)
    }

    /// Whether a reply that the client does not accept becomes a 406, unless the configuration says otherwise.
    pub fn strict_accept(&self) -> bool {
        self.page.reply.as_ref().is_some_and(|reply| reply.strict_accept)
    }

    /// The media types of replies and tasks, which are written in JSON: the first is sent, the others when they are
    /// asked for.
    pub fn reply_media_types(&self) -> impl Iterator<Item = String> {
        self.page.resolve(&self.options).reply_media.into_iter()
    }

    /// What becomes of every field of a fault in this style, with these options, in one format.
    ///
    /// ```
    /// # #[cfg(feature = "config")] {
    /// use faultwire::{Config, Fate, Format};
    ///
    /// let report = Config::default().style("json-api").unwrap().drops(Format::Json);
    /// let message = report.field("message").unwrap();
    /// assert_eq!(message.fate(), &Fate::Partly { exactly: vec!["without violations".into()], one_way: vec![] });
    /// # }
    /// ```
    pub fn drops(&self, format: Format) -> DropsReport {
        drops::report(&self.page.resolve(&self.options), format)
    }
}

/// The names of headers.
fn names<T>(headers: Vec<(HeaderName, T)>) -> impl Iterator<Item = HeaderName> {
    headers.into_iter().map(|(name, _)| name)
}

impl<'a> StyleOption<'a> {
    /// Its name.
    pub fn name(&self) -> &'a str {
        &self.rule.name
    }

    /// Its value in this style.
    pub const fn value(&self) -> &'a str {
        self.value
    }

    /// The value it has where none is given.
    pub fn default_value(&self) -> &'a str {
        &self.rule.default
    }

    /// The values it can have, where they are a closed set; any text otherwise.
    pub fn values(&self) -> Option<impl Iterator<Item = &'a str> + use<'a>> {
        self.rule.values.as_ref().map(|values| values.iter().map(String::as_str))
    }
}
