//! The body of an error: media type, envelope, status.

use std::collections::HashSet;
use std::fmt;

use faultwire::Format;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{Findings, Judge, Rule};
use crate::wire::{Answer, Request};

pub(super) fn check(judge: &Judge, request: &Request, answer: &Answer, found: &mut Findings) {
    let types = answer.all("content-type").count();
    let Some(sent) = answer.header("content-type") else {
        return found.add(Rule::MediaType, "an error without a media type");
    };
    if types > 1 {
        found.add(Rule::MediaType, "several media types");
    }
    let of = |format: &Format| judge.style().media_types(*format).any(|known| known == sent);
    let Some(format) = judge.style().formats().find(of) else {
        let known: Vec<_> =
            judge.style().formats().flat_map(|format| judge.style().media_types(format).collect::<Vec<_>>()).collect();
        return found.add(Rule::MediaType, format!("{sent:?} instead of one of {known:?}"));
    };
    if judge.style().formats().count() > 1 && !varies(answer) {
        found.add(Rule::Vary, "the format depends on `Accept`, and `Vary` does not say so");
    }
    if request.method() == "HEAD" {
        return;
    }
    let Ok(text) = std::str::from_utf8(&answer.body) else {
        return found.add(Rule::Envelope, "the body is no UTF-8");
    };
    if text.is_empty() {
        return found.add(Rule::Envelope, "there is no body");
    }
    match format {
        Format::Xml => xml(judge, answer, text, found),
        _ => json(judge, answer, text, found),
    }
}

fn varies(answer: &Answer) -> bool {
    let names = |value: &[u8]| {
        let text = String::from_utf8_lossy(value).to_ascii_lowercase();
        text.split(',').map(str::trim).any(|name| name == "accept" || name == "*")
    };
    answer.all("vary").any(names)
}

fn json(judge: &Judge, answer: &Answer, text: &str, found: &mut Findings) {
    if let Err(error) = serde_json::from_str::<Unique>(text) {
        return found.add(Rule::Envelope, format!("no JSON: {error}"));
    }
    let Ok(body) = serde_json::from_str::<Value>(text) else { return };
    if let Err(error) = judge.faults.validate(&body) {
        let at = error.instance_path().to_string();
        let at = if at.is_empty() { "the body".to_owned() } else { at };
        return found.add(Rule::Envelope, format!("{at}: {error}"));
    }
    let sample = serde_json::from_slice::<Value>(&judge.sample(answer.status, Format::Json)).unwrap_or_default();
    roots(judge, &sample, &body, found);
    let inside = answer.status < 400;
    for (place, status) in statuses(&body) {
        if !inside && status != answer.status {
            found.add(Rule::BodyStatus, format!("{place} is {status} in an answer with {}", answer.status));
        }
    }
    let ids: Vec<_> = ["x-openstack-request-id", "x-compute-request-id", "x-request-id"]
        .iter()
        .filter_map(|name| answer.header(name))
        .collect();
    let own = find(&body, "request_id").or_else(|| find(&body, "requestId")).and_then(Value::as_str);
    if ids.windows(2).any(|pair| pair[0] != pair[1]) || own.is_some_and(|own| ids.iter().any(|id| *id != own)) {
        found.add(Rule::RequestId, format!("{ids:?} in headers, {own:?} in the body"));
    }
}

/// Where the style names the error by its only member, that is a name for this status.
fn roots(judge: &Judge, sample: &Value, body: &Value, found: &mut Findings) {
    let only = |value: &Value| match value.as_object() {
        Some(members) if members.len() == 1 => members.keys().next().cloned(),
        _ => None,
    };
    let by_word = judge.schema.get("propertyNames").is_some();
    if let (true, Some(expected), Some(name)) = (by_word, only(sample), only(body)) {
        if expected != name {
            found.add(Rule::Envelope, format!("{name:?} is not the name for this status, {expected:?} is"));
        }
    }
}

/// Members that are statuses by their names and values.
fn statuses(body: &Value) -> Vec<(String, u16)> {
    let mut all = Vec::new();
    let mut places = vec![(String::new(), body)];
    while let Some((place, value)) = places.pop() {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    let below = format!("{place}/{name}");
                    if name == "status" || name == "code" {
                        let text = member.as_str().map(str::to_owned).unwrap_or_else(|| member.to_string());
                        let status = text.parse::<u16>().ok().filter(|status| (100..600).contains(status));
                        all.extend(status.map(|status| (below.clone(), status)));
                    }
                    places.push((below, member));
                }
            }
            Value::Array(items) => {
                places.extend(items.iter().enumerate().map(|(at, item)| (format!("{place}/{at}"), item)));
            }
            _ => {}
        }
    }
    all
}

fn find<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    match value {
        Value::Object(members) => members.get(name).or_else(|| members.values().find_map(|member| find(member, name))),
        Value::Array(items) => items.iter().find_map(|item| find(item, name)),
        _ => None,
    }
}

fn xml(judge: &Judge, answer: &Answer, text: &str, found: &mut Findings) {
    let document = match roxmltree::Document::parse(text) {
        Ok(document) => document,
        Err(error) => return found.add(Rule::Envelope, format!("no XML: {error}")),
    };
    let sample = judge.sample(answer.status, Format::Xml);
    let sample = String::from_utf8_lossy(&sample);
    let Ok(sample) = roxmltree::Document::parse(&sample) else { return };
    let (root, expected) = (document.root_element(), sample.root_element());
    if root.tag_name() != expected.tag_name() {
        let name = |node: roxmltree::Node<'_, '_>| {
            format!("<{} xmlns={:?}>", node.tag_name().name(), node.tag_name().namespace().unwrap_or_default())
        };
        return found.add(Rule::Envelope, format!("{} instead of {}", name(root), name(expected)));
    }
    if let Some(missing) = expected.attributes().find(|attribute| root.attribute(attribute.name()).is_none()) {
        found.add(Rule::Envelope, format!("the root has no attribute {:?}", missing.name()));
    }
    let required = required(&judge.schema);
    let has = |name: &str| {
        root.attribute(name).is_some()
            || root.children().any(|child| child.is_element() && child.tag_name().name() == name)
    };
    if let Some(missing) = required.iter().find(|name| !has(name)) {
        found.add(Rule::Envelope, format!("<{missing}> is missing"));
    }
    for name in ["code", "status"] {
        let child = || root.children().find(|child| child.tag_name().name() == name).and_then(|child| child.text());
        let status = root.attribute(name).or_else(child).and_then(|text| text.trim().parse::<u16>().ok());
        if let Some(status) = status.filter(|status| *status != answer.status) {
            found.add(Rule::BodyStatus, format!("{name} is {status} in an answer with {}", answer.status));
        }
    }
}

/// The members that every error has below its root.
fn required(schema: &Value) -> Vec<&str> {
    let inner = if schema.get("propertyNames").is_some() { &schema["additionalProperties"] } else { schema };
    inner["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Any JSON whose objects have each key once.
struct Unique;

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Unique {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self, A::Error> {
        while seq.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            map.next_value::<Self>()?;
            if !keys.insert(key.clone()) {
                return Err(A::Error::custom(format_args!("key {key:?} comes twice")));
            }
        }
        Ok(self)
    }
}
