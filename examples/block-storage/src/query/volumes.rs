//! `GET …/volumes?…`: which volumes, in which order, and which page of them.

use std::collections::BTreeMap;

use faultwire::{Fault, Violation};

use super::Parameters;
use super::sort::Sort;
use crate::excerpt::{excerpt, located};
use crate::{BlockStorageFault, Volume};

/// The parameters that a list of volumes takes.
const KNOWN: &[&str] = &[
    "limit",
    "marker",
    "sort",
    "sort_key",
    "sort_dir",
    "offset",
    "name",
    "status",
    "all_tenants",
    "metadata",
    "with_count",
];

/// The largest page, whatever `limit` says.
const MAX_PAGE: usize = 1000;

/// What a list of volumes was asked for.
#[derive(Debug, Clone)]
pub struct VolumeQuery {
    limit: Option<usize>,
    offset: usize,
    marker: Option<String>,
    sort: Sort,
    name: Option<String>,
    status: Option<String>,
    metadata: BTreeMap<String, String>,
    with_count: bool,
}

/// One page of a list of volumes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The volumes.
    pub volumes: Vec<Volume>,
    /// The marker of the next page, if there is one.
    pub next: Option<String>,
    /// How many volumes there are on all pages, where that was asked for.
    pub count: Option<usize>,
}

impl VolumeQuery {
    /// The checked parameters.
    ///
    /// # Errors
    ///
    /// A fault that names the parameter that is unknown or cannot be used.
    pub fn from_parameters(parameters: &Parameters) -> Result<Self, Fault> {
        parameters.allow(KNOWN)?;
        // There is one tenant; the flag is checked and changes nothing.
        parameters.flag("all_tenants")?;
        Ok(Self {
            limit: parameters.count("limit")?,
            offset: parameters.count("offset")?.unwrap_or(0),
            marker: parameters.get("marker").map(str::to_owned),
            sort: Sort::from_parameters(parameters)?,
            name: parameters.get("name").map(str::to_owned),
            status: parameters.get("status").map(str::to_owned),
            metadata: metadata(parameters)?,
            with_count: parameters.flag("with_count")?,
        })
    }

    /// The page of these volumes.
    ///
    /// A marker is looked up among all volumes, so a page can start after one that the filters leave out.
    ///
    /// # Errors
    ///
    /// When no volume has the marker as its id.
    pub fn page(&self, mut volumes: Vec<Volume>) -> Result<Page, Fault> {
        volumes.sort_by(|a, b| self.sort.compare(a, b));
        let count = self.with_count.then(|| volumes.iter().filter(|volume| self.wants(volume)).count());
        let start = match &self.marker {
            Some(marker) => 1 + self.position(marker, &volumes)?,
            None => 0,
        };
        let limit = self.limit.unwrap_or(MAX_PAGE).min(MAX_PAGE);
        let mut rest = volumes.into_iter().skip(start).filter(|volume| self.wants(volume)).skip(self.offset);
        let volumes: Vec<_> = rest.by_ref().take(limit).collect();
        let more = rest.next().is_some();
        let next = volumes.last().filter(|_| more).map(|volume| volume.id.clone());
        Ok(Page { volumes, next, count })
    }

    fn position(&self, marker: &str, volumes: &[Volume]) -> Result<usize, Fault> {
        volumes.iter().position(|volume| volume.id == marker).ok_or_else(|| {
            let fault = BlockStorageFault::MarkerNotFound { marker: excerpt(marker) };
            located(fault, |message| Violation::in_parameter("marker", message).with_rule("unknown"))
        })
    }

    fn wants(&self, volume: &Volume) -> bool {
        self.name.as_ref().is_none_or(|name| volume.name.as_ref() == Some(name))
            && self.status.as_ref().is_none_or(|status| volume.status.as_str() == status)
            && self.metadata.iter().all(|(key, value)| volume.metadata.get(key) == Some(value))
    }
}

/// `metadata={"k":"v"}`; the quotes may be single, because OpenStack's clients print a Python dictionary.
fn metadata(parameters: &Parameters) -> Result<BTreeMap<String, String>, Fault> {
    let Some(text) = parameters.get("metadata") else { return Ok(BTreeMap::new()) };
    serde_json::from_str(text).or_else(|_| serde_json::from_str(&text.replace('\'', "\""))).map_err(|_| {
        parameters
            .refuse("metadata", "format", |parameter, value| BlockStorageFault::MetadataInvalid { parameter, value })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{MemoryStore, Store as _};

    fn query(pairs: &[(&str, &str)]) -> Result<Page, Fault> {
        let parameters = Parameters::from_iter(pairs.iter().copied());
        VolumeQuery::from_parameters(&parameters)?.page(MemoryStore::seeded().volumes()?)
    }

    fn ids(pairs: &[(&str, &str)]) -> Vec<String> {
        query(pairs).unwrap().volumes.into_iter().map(|volume| volume.id).collect()
    }

    #[track_caller]
    fn check_order(pairs: &[(&str, &str)], expected: &[&str]) {
        assert_eq!(ids(pairs), expected);
    }

    const ALL: &[&str] = &["vol-1", "vol-2", "vol-3", "vol-4", "vol-5", "vol-busy"];

    #[test]
    fn without_parameters_all_volumes_come_in_the_order_of_creation() {
        assert_eq!(query(&[]).unwrap().next, None);
        check_order(&[], ALL);
    }

    #[test]
    fn pages_join_to_the_whole_list() {
        for limit in 1..8 {
            let limit = limit.to_string();
            let (mut seen, mut marker) = (Vec::new(), None::<String>);
            loop {
                let mut pairs = vec![("limit", limit.as_str())];
                pairs.extend(marker.as_deref().map(|marker| ("marker", marker)));
                let page = query(&pairs).unwrap();
                seen.extend(page.volumes.into_iter().map(|volume| volume.id));
                marker = page.next;
                if marker.is_none() {
                    break;
                }
            }
            assert_eq!(seen, ALL, "limit {limit}");
        }
    }

    #[test]
    fn a_next_page_is_announced_only_where_there_is_one() {
        assert_eq!(query(&[("limit", "6")]).unwrap().next, None);
        assert_eq!(query(&[("limit", "5")]).unwrap().next.as_deref(), Some("vol-5"));
        assert_eq!(query(&[("limit", "0")]).unwrap(), Page { volumes: vec![], next: None, count: None });
        assert_eq!(query(&[("limit", "1000000000")]).unwrap().next, None);
    }

    #[test]
    fn an_offset_skips_and_may_go_past_the_end() {
        check_order(&[("offset", "4")], &["vol-5", "vol-busy"]);
        check_order(&[("offset", "1"), ("limit", "1"), ("marker", "vol-2")], &["vol-4"]);
        check_order(&[("offset", "1000000000")], &[]);
    }

    #[test]
    fn an_unknown_marker_is_refused() {
        let fault = query(&[("marker", "vol-9")]).unwrap_err();
        assert!(fault.is(BlockStorageFault::MARKER_NOT_FOUND));
        assert_eq!(fault.message(), "The marker vol-9 could not be found.");
    }

    #[test]
    fn orders_are_by_key_and_direction() {
        check_order(&[("sort", "id:desc")], &["vol-busy", "vol-5", "vol-4", "vol-3", "vol-2", "vol-1"]);
        check_order(&[("sort", "status:desc,size:asc,id:asc"), ("limit", "2")], &["vol-busy", "vol-1"]);
        check_order(&[("sort", "size"), ("limit", "1")], &["vol-5"]);
        check_order(&[("sort_key", "size"), ("sort_dir", "asc"), ("limit", "1")], &["vol-1"]);
        check_order(&[("sort_dir", "asc")], ALL);
    }

    #[test]
    fn a_marker_counts_in_the_order_asked_for() {
        check_order(&[("sort", "id:desc"), ("marker", "vol-3")], &["vol-2", "vol-1"]);
    }

    #[test]
    fn filters_select() {
        check_order(&[("name", "database")], &["vol-2"]);
        check_order(&[("status", "in-use")], &["vol-busy"]);
        check_order(&[("status", "deleting")], &[]);
        check_order(&[("metadata", r#"{"tier":"gold"}"#)], &["vol-2", "vol-5"]);
        check_order(&[("metadata", "{'tier': 'gold'}"), ("marker", "vol-3")], &["vol-5"]);
    }

    #[test]
    fn a_count_is_of_all_pages() {
        let page =
            query(&[("with_count", "true"), ("limit", "1"), ("status", "available"), ("marker", "vol-1")]).unwrap();
        assert_eq!((page.volumes.len(), page.count), (1, Some(5)));
        assert_eq!(query(&[("with_count", "False")]).unwrap().count, None);
    }

    #[test]
    fn what_cannot_be_used_is_refused() {
        for (name, value, fault_type) in [
            ("limit", "-1", BlockStorageFault::PAGE_INVALID),
            ("limit", "1000000001", BlockStorageFault::PAGE_INVALID),
            ("offset", "x", BlockStorageFault::PAGE_INVALID),
            ("marker", "", BlockStorageFault::MARKER_NOT_FOUND),
            ("sort", "", BlockStorageFault::SORT_INVALID),
            ("sort", "colour", BlockStorageFault::SORT_INVALID),
            ("sort", "size:up", BlockStorageFault::SORT_INVALID),
            ("sort_key", "colour", BlockStorageFault::PARAMETER_INVALID),
            ("sort_dir", "up", BlockStorageFault::PARAMETER_INVALID),
            ("all_tenants", "maybe", BlockStorageFault::PARAMETER_INVALID),
            ("with_count", "2", BlockStorageFault::PARAMETER_INVALID),
            ("metadata", "[]", BlockStorageFault::METADATA_INVALID),
            ("metadata", r#"{"a":1}"#, BlockStorageFault::METADATA_INVALID),
            ("nmae", "x", BlockStorageFault::PARAMETER_UNKNOWN),
        ] {
            let fault = query(&[(name, value)]).unwrap_err();
            assert!(fault.is(fault_type), "{name}={value}: {fault:?}");
        }
        assert!(query(&[("sort", "id"), ("sort_key", "id")]).unwrap_err().is(BlockStorageFault::PARAMETERS_CONFLICT));
    }

    #[test]
    fn what_is_refused_is_told_with_what_is_taken() {
        let keys = "availability_zone, created_at, id, name, size, status, updated_at, volume_type";
        let sort =
            format!("be a list such as 'name:asc,size:desc', of these keys: {keys}. 'size:up' cannot be accepted.");
        let sort_key = format!("be one of: {keys}. '' cannot be accepted.");
        for (pairs, must) in [
            (&[("sort", "size:up")][..], &*sort),
            (&[("sort_key", "")], &sort_key),
            (&[("sort_dir", "up")], "be one of: asc, desc. 'up' cannot be accepted."),
            (&[("sort_dir", "asc"), ("sort", "id")], "not be given together with 'sort'."),
            (&[("metadata", "[]")], "be a JSON object whose members are text, '[]' cannot be accepted."),
        ] {
            let (name, _) = pairs[0];
            let fault = query(pairs).unwrap_err();
            assert_eq!(fault.message(), format!("The query parameter '{name}' must {must}"));
            assert_eq!(fault.violations()[0].location().as_str(), name);
        }
    }
}
