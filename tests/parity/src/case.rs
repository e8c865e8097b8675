//! Requests of a file, under every prefix.

use std::collections::BTreeSet;

use faultwire_testkit::wire::Request;
use serde::Deserialize;

use crate::{ELSEWHERE, PREFIXES, Prefix};

/// What stands for the prefix in a file of requests.
const PLACE: &str = "{P}";

/// What stands for the path that a `Location` named last.
pub const LOCATION: &str = "{location}";

/// A request, and whether its answer is an error.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its name, unique.
    pub name: String,
    /// Where its answer's style comes from.
    pub prefix: Prefix,
    /// What is sent.
    pub request: Request,
    /// Whether an error comes back, or a success; `None`: that depends on the prefix.
    pub fails: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    /// Where the requests come from.
    source: String,
    case: Vec<Described>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Described {
    name: String,
    request: toml::Value,
    /// The prefixes under which it is sent; all of them, where none is named.
    prefixes: Option<Vec<String>>,
    fails: Option<bool>,
}

impl Case {
    /// Its name in the file, without the prefix.
    pub fn own_name(&self) -> &str {
        let prefix = self.prefix.path.trim_start_matches('/');
        self.name.strip_prefix(prefix).unwrap_or(&self.name).trim_start_matches('/')
    }
}

/// The cases of a page, in order: each under its first prefix, then each under the next one.
///
/// A request with neither `{P}` nor `{location}` is sent once.
///
/// # Panics
///
/// When the page has mistakes.
pub fn cases(page: &str) -> Vec<Case> {
    let page: Page = toml::from_str(page).unwrap_or_else(|error| panic!("{error}"));
    assert!(!page.source.is_empty(), "the requests have no source");
    let mut cases = Vec::new();
    for prefix in PREFIXES {
        cases.extend(page.case.iter().filter(|case| case.is_below(prefix)).map(|case| case.below(*prefix)));
    }
    cases.extend(page.case.iter().filter(|case| !case.has_place()).map(|case| case.below(ELSEWHERE)));
    let names: BTreeSet<_> = cases.iter().map(|case| &case.name).collect();
    assert_eq!(names.len(), cases.len(), "a name comes twice");
    cases
}

impl Described {
    /// Whether it is sent below each prefix: it says so, or goes to what was created there.
    fn has_place(&self) -> bool {
        place(&self.request, "", PLACE) != self.request || place(&self.request, "", LOCATION) != self.request
    }

    /// Whether it is for a prefix, and this one is among its.
    fn is_below(&self, prefix: &Prefix) -> bool {
        let named = self.prefixes.as_ref();
        self.has_place() && named.is_none_or(|named| named.iter().any(|name| name == prefix.path))
    }

    fn below(&self, prefix: Prefix) -> Case {
        let request = place(&self.request, prefix.path, PLACE);
        let request = request.try_into().unwrap_or_else(|error| panic!("{}: {error}", self.name));
        let name = format!("{}/{}", prefix.path, self.name).trim_start_matches('/').to_owned();
        Case { name, prefix, request, fails: self.fails }
    }
}

/// A value with the prefix in its place.
fn place(value: &toml::Value, prefix: &str, mark: &str) -> toml::Value {
    match value {
        toml::Value::String(text) => toml::Value::String(text.replace(mark, prefix)),
        toml::Value::Array(items) => toml::Value::Array(items.iter().map(|item| place(item, prefix, mark)).collect()),
        toml::Value::Table(members) => {
            toml::Value::Table(members.iter().map(|(name, value)| (name.clone(), place(value, prefix, mark))).collect())
        }
        other => other.clone(),
    }
}
