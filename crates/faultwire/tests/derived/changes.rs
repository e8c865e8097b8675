//! Single changes to a body, and which of them a style's schema must refuse.

use serde_json::{Value, json};

use crate::golden::Golden;

/// One change to a body.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Change {
    Drop,
    Null,
    Type,
    Text,
    Empty,
    Unknown,
}

/// What a style leaves open, as pointers with `*` for any segment: members that may be absent, objects that take any
/// member, and texts that are fixed or have a grammar.
pub(crate) struct Freedom {
    pub(crate) style: &'static str,
    pub(crate) optional: &'static [&'static str],
    pub(crate) open: &'static [&'static str],
    pub(crate) fixed: &'static [&'static str],
}

pub(crate) const FREEDOM: &[Freedom] = &[
    Freedom { style: "openstack", optional: &["/*/details", "/*/retryAfter"], open: &[], fixed: &["/*/retryAfter"] },
    Freedom { style: "simplivity", optional: &["/path", "/error_code"], open: &[], fixed: &["/error", "/status"] },
    Freedom { style: "status-text", optional: &[], open: &[""], fixed: &["/status", "/code"] },
    Freedom { style: "queue-token", optional: &["/msg"], open: &[], fixed: &["/errors/*/code"] },
    Freedom {
        style: "api-sig",
        optional: &["/errors/*/request_id"],
        open: &["/errors/*"],
        fixed: &["/errors/*/code", "/errors/*/links/*/rel"],
    },
    Freedom {
        style: "problem",
        optional: &["/type", "/instance", "/errors", "/errors/*/pointer", "/errors/*/parameter", "/errors/*/header"],
        open: &[""],
        fixed: &["/code", "/errors/*/pointer"],
    },
    Freedom {
        style: "google",
        optional: &[
            "/error/details/0/metadata",
            "/error/details/*/fieldViolations/*/field",
            "/error/details/*/fieldViolations/*/reason",
        ],
        open: &[],
        fixed: &[
            "/error/details/*/@type",
            "/error/details/0/reason",
            "/error/details/0/domain",
            "/error/details/*/retryDelay",
            "/error/details/*/links/*/description",
        ],
    },
    Freedom {
        style: "json-api",
        // One of `links` and one of `source` is there when they are.
        optional: &["/errors/*/id", "/errors/*/links", "/errors/*/source", "/errors/*/meta", "/errors/*/*/*"],
        open: &["/errors/*/meta"],
        fixed: &["/errors/*/id", "/errors/*/status", "/errors/*/code", "/errors/*/source/pointer"],
    },
];

impl Freedom {
    pub(crate) fn refuses(&self, golden: &Golden, change: Change, pointer: &str) -> bool {
        let is = |patterns: &[&str]| patterns.iter().any(|pattern| fits(pattern, pointer));
        let inside_data = pointer.split('/').any(|segment| golden.data.iter().any(|name| name == segment));
        if inside_data {
            return false;
        }
        match change {
            Change::Null | Change::Type | Change::Empty => true,
            Change::Drop => !is(self.optional),
            Change::Text => is(self.fixed),
            Change::Unknown => !is(self.open),
        }
    }
}

fn fits(pattern: &str, pointer: &str) -> bool {
    let (pattern, pointer): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), pointer.split('/').collect());
    pattern.len() == pointer.len() && pattern.iter().zip(&pointer).all(|(p, segment)| *p == "*" || p == segment)
}

/// Every body with one change in it.
pub(crate) fn mutations(body: &Value) -> Vec<(Change, String, Value)> {
    let mut found = Vec::new();
    let mut places = vec![String::new()];
    while let Some(place) = places.pop() {
        let value = body.pointer(&place).unwrap();
        let mut change = |change, value: Value| {
            let mut changed = body.clone();
            *changed.pointer_mut(&place).unwrap() = value;
            found.push((change, place.clone(), changed));
        };
        change(Change::Null, Value::Null);
        change(Change::Type, if value.is_string() || value.is_array() { json!({"a": 1}) } else { json!(["x"]) });
        change(Change::Type, if value.is_string() { json!(17) } else { json!("text") });
        match value {
            Value::String(_) => change(Change::Text, json!("no, this!")),
            Value::Array(items) => {
                change(Change::Empty, json!([]));
                places.extend((0..items.len()).map(|at| format!("{place}/{at}")));
            }
            Value::Object(object) => {
                let mut more = object.clone();
                more.insert("nobodyKnows".into(), json!(1));
                change(Change::Unknown, more.into());
                places
                    .extend(object.keys().filter(|key| !key.contains(['/', '~'])).map(|key| format!("{place}/{key}")));
            }
            _ => {}
        }
        if let Some((parent, key)) = place.rsplit_once('/') {
            let mut changed = body.clone();
            if let Some(Value::Object(object)) = changed.pointer_mut(parent) {
                object.remove(key);
                found.push((Change::Drop, place, changed));
            }
        }
    }
    found
}
