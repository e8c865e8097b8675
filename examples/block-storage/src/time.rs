//! How times are written; for `#[serde(serialize_with = "…")]`.

use jiff::Timestamp;
use serde::Serializer;

/// Microseconds and no time zone, as OpenStack does.
pub(crate) fn without_zone<S: Serializer>(time: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&time.strftime("%Y-%m-%dT%H:%M:%S.%6f"))
}

/// As [`without_zone`], or null.
pub(crate) fn without_zone_or_null<S: Serializer>(time: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => without_zone(time, serializer),
        None => serializer.serialize_none(),
    }
}

/// Whole seconds in UTC, as SimpliVity does.
pub(crate) fn utc<S: Serializer>(time: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&time.strftime("%Y-%m-%dT%H:%M:%SZ"))
}
