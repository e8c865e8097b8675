//! `GET /api/datastores?…`: which datastores, in which order.

use std::cmp::Ordering;

use faultwire::Fault;

use super::Parameters;
use super::sort::Direction;
use crate::Datastore;

/// The parameters that a list of datastores takes.
const KNOWN: &[&str] = &["limit", "offset", "order", "sort", "case", "id", "name"];

/// How many datastores a list has where it was not asked for a number.
const DEFAULT_LIMIT: usize = 500;

/// What a list of datastores was asked for.
#[derive(Debug, Clone)]
pub struct DatastoreQuery {
    limit: usize,
    offset: usize,
    sort: Option<Key>,
    direction: Direction,
    case_sensitive: bool,
    ids: Option<String>,
    names: Option<String>,
}

#[derive(Debug, Clone, Copy)]
enum Key {
    CreatedAt,
    Id,
    Name,
    Size,
}

impl DatastoreQuery {
    /// The checked parameters; `id` and `name` take lists with commas.
    ///
    /// # Errors
    ///
    /// A fault that names the parameter that is unknown or cannot be used.
    pub fn from_parameters(parameters: &Parameters) -> Result<Self, Fault> {
        parameters.allow(KNOWN)?;
        let keys = &[("name", Key::Name), ("id", Key::Id), ("size", Key::Size), ("created_at", Key::CreatedAt)];
        let orders = &[
            ("ascending", Direction::Ascending),
            ("asc", Direction::Ascending),
            ("descending", Direction::Descending),
            ("desc", Direction::Descending),
        ];
        let cases = &[("sensitive", true), ("insensitive", false)];
        let order = parameters.one_of("order", orders)?;
        let case = parameters.one_of("case", cases)?;
        Ok(Self {
            limit: parameters.count("limit")?.unwrap_or(DEFAULT_LIMIT),
            offset: parameters.count("offset")?.unwrap_or(0),
            sort: parameters.one_of("sort", keys)?,
            direction: order.unwrap_or(Direction::Ascending),
            case_sensitive: case.unwrap_or(true),
            ids: parameters.get("id").map(str::to_owned),
            names: parameters.get("name").map(str::to_owned),
        })
    }

    /// The datastores of the page.
    pub fn page(&self, mut datastores: Vec<Datastore>) -> Vec<Datastore> {
        datastores.sort_by(|a, b| self.direction.apply(self.compare(a, b)));
        datastores.retain(|datastore| self.wants(datastore));
        datastores.into_iter().skip(self.offset).take(self.limit).collect()
    }

    fn compare(&self, a: &Datastore, b: &Datastore) -> Ordering {
        match self.sort.unwrap_or(Key::Name) {
            Key::CreatedAt => a.created_at.cmp(&b.created_at),
            Key::Id => a.id.cmp(&b.id),
            Key::Name => a.name.cmp(&b.name),
            Key::Size => a.size.cmp(&b.size),
        }
    }

    fn wants(&self, datastore: &Datastore) -> bool {
        let listed = |list: &Option<String>, text: &str| {
            list.as_ref().is_none_or(|list| list.split(',').any(|item| self.same(item, text)))
        };
        listed(&self.ids, &datastore.id) && listed(&self.names, &datastore.name)
    }

    fn same(&self, a: &str, b: &str) -> bool {
        if self.case_sensitive { a == b } else { a.to_lowercase() == b.to_lowercase() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BlockStorageFault;
    use crate::{MemoryStore, Store as _};

    #[track_caller]
    fn check(pairs: &[(&str, &str)], expected: &[&str]) {
        let query = DatastoreQuery::from_parameters(&Parameters::from_iter(pairs.iter().copied())).unwrap();
        let page = query.page(MemoryStore::seeded().datastores().unwrap());
        let ids: Vec<_> = page.iter().map(|datastore| datastore.id.as_str()).collect();
        assert_eq!(ids, expected);
    }

    #[test]
    fn lists_are_ordered_by_name_and_cut() {
        check(&[], &["ds-1", "ds-2", "vol-busy"]);
        check(&[("order", "descending"), ("limit", "2")], &["vol-busy", "ds-2"]);
        check(&[("sort", "size"), ("order", "desc"), ("offset", "1")], &["ds-2", "ds-1"]);
        check(&[("limit", "0")], &[]);
    }

    #[test]
    fn filters_take_lists_and_mind_the_case_they_are_told() {
        check(&[("id", "ds-2,vol-busy")], &["ds-2", "vol-busy"]);
        check(&[("name", "DATASTORE-1")], &[]);
        check(&[("name", "DATASTORE-1"), ("case", "insensitive")], &["ds-1"]);
    }

    #[test]
    fn what_cannot_be_used_is_refused() {
        for (name, value, fault_type) in [
            ("limit", "x", BlockStorageFault::PAGE_INVALID),
            ("order", "up", BlockStorageFault::PARAMETER_INVALID),
            ("sort", "colour", BlockStorageFault::PARAMETER_INVALID),
            ("case", "lower", BlockStorageFault::PARAMETER_INVALID),
            ("marker", "ds-1", BlockStorageFault::PARAMETER_UNKNOWN),
        ] {
            let fault = DatastoreQuery::from_parameters(&Parameters::from_iter([(name, value)])).unwrap_err();
            assert!(fault.is(fault_type), "{name}={value}: {fault:?}");
        }
    }
}
