//! What a change does to the answers of styles: a fault is rendered before and after.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::time::UNIX_EPOCH;

use bytes::Bytes;
use faultwire::{Config, ConfigError, Renderer, RequestContext, Style};
use http::{HeaderMap, HeaderName, Method, Response, Uri};
use serde_json::Value as Json;

use crate::model::Entry;

/// A status, header or member of an answer that is another than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WireChange {
    style: String,
    place: String,
    old: Option<String>,
    new: Option<String>,
}

impl WireChange {
    /// The style, followed by the options that have another value than its page gives them: `simplivity (names =
    /// vendor)`.
    pub fn style(&self) -> &str {
        &self.style
    }

    /// `status`, `header NAME`, or the JSON Pointer of a member of the body.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What was there, as JSON where it is a member; none where nothing was.
    pub fn before(&self) -> Option<&str> {
        self.old.as_deref()
    }

    /// What is there; none where nothing is.
    pub fn after(&self) -> Option<&str> {
        self.new.as_deref()
    }
}

/// Styles whose answers are looked at.
#[derive(Debug)]
pub struct Styles {
    all: Vec<(String, Renderer, RequestContext)>,
}

static BUILTIN: LazyLock<Styles> = LazyLock::new(|| Styles::of(Style::builtin()));

impl Styles {
    /// Those that are built in.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// These; one that has options is taken with those that it was given.
    pub fn of(styles: impl IntoIterator<Item = Style>) -> Self {
        let all = styles.into_iter().filter_map(|style| in_style(&Config::default(), style).ok());
        Self { all: all.collect() }
    }

    /// Those that a configuration answers in, each with its options, and by the configuration's statuses and other
    /// settings; then all others that it can name.
    ///
    /// # Errors
    ///
    /// When the configuration cannot be used.
    pub fn of_config(config: &Config) -> Result<Self, ConfigError> {
        let used = config.styles_in_use();
        let names: BTreeSet<_> = used.iter().map(|style| style.name()).collect();
        let others: BTreeSet<_> = config.styles().filter(|name| !names.contains(name)).collect();
        let others: Vec<_> = others.into_iter().filter_map(|name| config.style(name)).collect();
        let all = used.into_iter().chain(others).map(|style| in_style(config, style));
        Ok(Self { all: all.collect::<Result<_, _>>()? })
    }

    /// What is another in any of them.
    pub(super) fn changes(&self, old: &Entry, new: &Entry) -> Vec<WireChange> {
        let mut changes = Vec::new();
        let (old, new) = (old.sample(), new.sample());
        for (style, renderer, request) in &self.all {
            let (was, is) = (renderer.render(&old, request), renderer.render(&new, request));
            let first = changes.len();
            let mut differ = |place: &str, old: Option<String>, new: Option<String>| {
                changes.push(WireChange { style: style.clone(), place: place.to_owned(), old, new });
            };
            if was.status() != is.status() {
                let status = |answer: &Response<Bytes>| Some(answer.status().as_u16().to_string());
                differ("status", status(&was), status(&is));
            }
            if was.headers() != is.headers() {
                headers(was.headers(), is.headers(), &mut differ);
            }
            if was.body() != is.body() {
                body(was.body(), is.body(), &mut differ);
            }
            changes[first..].sort_by(|one, other| one.place.cmp(&other.place));
        }
        changes
    }
}

/// What answers in a style, with a request, always at the same moment.
fn in_style(config: &Config, style: Style) -> Result<(String, Renderer, RequestContext), ConfigError> {
    let name = with_options(&style);
    let builder = Renderer::builder().config(config.clone().in_style(style));
    let renderer = builder.clock(|| UNIX_EPOCH).without_request_ids().build()?;
    let request = renderer.capture(&Method::GET, &Uri::from_static("/"), &HeaderMap::new());
    Ok((name, renderer, request))
}

/// The name of a style, and what is another than its page has it.
fn with_options(style: &Style) -> String {
    let given = style.options().filter(|option| option.value() != option.default_value());
    let given: Vec<_> = given.map(|option| format!("{} = {}", option.name(), option.value())).collect();
    if given.is_empty() { style.name().to_owned() } else { format!("{} ({})", style.name(), given.join(", ")) }
}

/// Takes a place, and what is there before and after.
type Differ<'d> = dyn FnMut(&str, Option<String>, Option<String>) + 'd;

fn headers(old: &HeaderMap, new: &HeaderMap, differ: &mut Differ<'_>) {
    let names: BTreeSet<_> = old.keys().chain(new.keys()).map(HeaderName::as_str).collect();
    for name in names {
        let values = |headers: &HeaderMap| {
            let all: Vec<_> =
                headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
            (!all.is_empty()).then(|| all.join(", "))
        };
        let (old, new) = (values(old), values(new));
        if old != new {
            differ(&format!("header {name}"), old, new);
        }
    }
}

/// The members of two bodies in JSON; what is none is looked at as a whole.
fn body(old: &Bytes, new: &Bytes, differ: &mut Differ<'_>) {
    match (serde_json::from_slice::<Json>(old), serde_json::from_slice::<Json>(new)) {
        (Ok(old), Ok(new)) => members(Some(&old), Some(&new), &mut String::new(), differ),
        _ => {
            let text = |body: &Bytes| Some(String::from_utf8_lossy(body).into_owned()).filter(|body| !body.is_empty());
            differ("body", text(old), text(new));
        }
    }
}

/// Looks at two values beside each other; only places where they differ are written out.
fn members(old: Option<&Json>, new: Option<&Json>, pointer: &mut String, differ: &mut Differ<'_>) {
    if old == new {
        return;
    }
    let end = pointer.len();
    let names: BTreeSet<_> = [old, new].into_iter().flatten().flat_map(names).collect();
    for name in &names {
        pointer.push('/');
        pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
        members(old.and_then(|old| member(old, name)), new.and_then(|new| member(new, name)), pointer, differ);
        pointer.truncate(end);
    }
    let leaf = |value: Option<&Json>| value.filter(|value| names_nothing(value)).map(Json::to_string);
    let (old, new) = (leaf(old), leaf(new));
    if old.is_some() || new.is_some() {
        differ(pointer, old, new);
    }
}

fn names(value: &Json) -> Vec<Cow<'_, str>> {
    match value {
        Json::Object(object) => object.keys().map(|name| Cow::Borrowed(name.as_str())).collect(),
        Json::Array(items) => (0..items.len()).map(|at| Cow::Owned(at.to_string())).collect(),
        _ => Vec::new(),
    }
}

fn member<'j>(value: &'j Json, name: &str) -> Option<&'j Json> {
    match value {
        Json::Object(object) => object.get(name),
        Json::Array(items) => items.get(name.parse::<usize>().ok()?),
        _ => None,
    }
}

fn names_nothing(value: &Json) -> bool {
    match value {
        Json::Object(object) => object.is_empty(),
        Json::Array(items) => items.is_empty(),
        _ => true,
    }
}
