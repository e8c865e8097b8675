//! What a change does to the answers of the built-in styles: a fault is rendered before and after.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use std::time::UNIX_EPOCH;

use bytes::Bytes;
use faultwire::{Config, Renderer, RequestContext, Style};
use http::{HeaderMap, Method, Response, Uri};
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
    /// The style.
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

/// A renderer for each built-in style, always at the same moment, with a request.
static STYLES: LazyLock<Vec<(String, Renderer, RequestContext)>> = LazyLock::new(|| {
    let renderer = |style: Style| {
        let builder = Renderer::builder().config(Config::default().in_style(style.clone()));
        let renderer = builder.clock(|| UNIX_EPOCH).without_request_ids().build().ok()?;
        let request = renderer.capture(&Method::GET, &Uri::from_static("/"), &HeaderMap::new());
        Some((style.name().to_owned(), renderer, request))
    };
    Style::builtin().filter_map(renderer).collect()
});

/// What is another in any of the built-in styles.
pub(super) fn changes(old: &Entry, new: &Entry) -> Vec<WireChange> {
    let mut changes = Vec::new();
    let (old, new) = (old.sample(), new.sample());
    for (style, renderer, request) in STYLES.iter() {
        let (was, is) = (renderer.render(&old, request), renderer.render(&new, request));
        if was.status() == is.status() && was.headers() == is.headers() && was.body() == is.body() {
            continue;
        }
        let (was, is) = (parts(&was), parts(&is));
        let places: BTreeSet<_> = was.keys().chain(is.keys()).collect();
        for place in places {
            let (old, new) = (was.get(place).cloned(), is.get(place).cloned());
            if old != new {
                changes.push(WireChange { style: style.clone(), place: place.clone(), old, new });
            }
        }
    }
    changes
}

/// The status, the headers and the members of an answer, by their places.
fn parts(answer: &Response<Bytes>) -> BTreeMap<String, String> {
    let mut parts = BTreeMap::from([("status".to_owned(), answer.status().as_u16().to_string())]);
    for (name, value) in answer.headers() {
        parts.insert(format!("header {name}"), String::from_utf8_lossy(value.as_bytes()).into_owned());
    }
    // The built-in styles are written in JSON.
    members(&serde_json::from_slice(answer.body()).unwrap_or(Json::Null), String::new(), &mut parts);
    parts
}

fn members(value: &Json, pointer: String, parts: &mut BTreeMap<String, String>) {
    match value {
        Json::Object(object) if !object.is_empty() => {
            for (name, value) in object {
                members(value, format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1")), parts);
            }
        }
        Json::Array(items) if !items.is_empty() => {
            for (at, item) in items.iter().enumerate() {
                members(item, format!("{pointer}/{at}"), parts);
            }
        }
        leaf => drop(parts.insert(pointer, leaf.to_string())),
    }
}
