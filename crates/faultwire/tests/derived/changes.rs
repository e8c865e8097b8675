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

/// What the section of a page leaves open. Of a reply that is everything but the envelope around the resource.
pub(crate) fn freedom(section: &str, style: &str) -> &'static Freedom {
    let (all, name) = match section {
        "reply" => (REPLIES, style),
        "task" => (TASKS, style),
        _ => (FAULTS, style),
    };
    let found = all.iter().find(|freedom| freedom.style == name || freedom.style == "*");
    found.unwrap_or_else(|| panic!("nothing is said of {section} in {style}"))
}

const REPLIES: &[Freedom] = &[
    Freedom { style: "status-text", fixed: &["/status"], ..OPEN_REPLY },
    Freedom { style: "json-api", optional: &["/meta"], open: &["/meta", "/data"], fixed: &[] },
    OPEN_REPLY,
];

/// Any object can be one, but for the members of the envelope.
const OPEN_REPLY: Freedom = Freedom { style: "*", optional: &["/*"], open: &["", "/*"], fixed: &[] };

const TASKS: &[Freedom] = &[
    Freedom {
        style: "openstack",
        optional: &[
            "/task/message",
            "/task/objects",
            "/task/finished_at",
            "/task/fault",
            "/task/fault/created",
            "/task/fault/details",
        ],
        open: &[],
        fixed: &["/task/status", "/task/started_at", "/task/finished_at", "/task/fault/created"],
    },
    Freedom {
        style: "simplivity",
        optional: &["/task/message", "/task/end_time"],
        open: &[],
        fixed: &["/task/state", "/task/start_time", "/task/end_time"],
    },
    Freedom {
        style: "queue-token",
        optional: &["/errors", "/msg", "/queue/objects", "/queue/end_time"],
        open: &[],
        fixed: &["/queue/status", "/queue/start_time", "/queue/end_time", "/errors/*/code"],
    },
    Freedom {
        style: "google",
        optional: &[
            "/metadata/message",
            "/metadata/objects",
            "/metadata/endTime",
            "/response",
            "/error",
            "/error/details/0/metadata",
        ],
        open: &[],
        fixed: &["/metadata/state", "/metadata/startTime", "/error/details/0/@type", "/error/details/0/reason"],
    },
    Freedom {
        style: "json-api",
        optional: &[
            "/data/attributes/message",
            "/data/attributes/objects",
            "/data/attributes/end_time",
            "/data/attributes/error",
        ],
        open: &[],
        fixed: &["/data/type", "/data/attributes/state", "/data/attributes/error/status"],
    },
    Freedom {
        style: "*",
        optional: &[
            "/task/message",
            "/task/objects",
            "/task/end_time",
            "/task/error",
            "/task/errors",
            "/task/errors/*/request_id",
            "/task/problem",
            "/task/problem/type",
            "/task/problem/errors",
            "/task/problem/errors/*/*",
        ],
        open: &["/task/problem", "/task/errors/*"],
        fixed: &["/status", "/task/state", "/task/start_time", "/task/end_time", "/task/error/code"],
    },
];

const FAULTS: &[Freedom] = &[
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
            // `affected_objects` is shown without any.
            Change::Empty => golden.section != "task" || pointer != "/task/affected_objects",
            Change::Null | Change::Type => true,
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
        if !value.is_boolean() {
            change(Change::Type, json!(true));
        }
        if !value.is_number() {
            change(Change::Type, json!(-1.5));
        }
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
