//! Orders of a list: `sort=size:desc,name`.

use std::cmp::Ordering;

use faultwire::Fault;

use super::Parameters;
use super::parameters::joined;
use crate::{BlockStorageFault, Volume};

/// An order of volumes; what it leaves open stays in the order of creation.
#[derive(Debug, Clone, Default)]
pub(super) struct Sort(Vec<(Key, Direction)>);

#[derive(Debug, Clone, Copy)]
enum Key {
    AvailabilityZone,
    CreatedAt,
    Id,
    Name,
    Size,
    Status,
    UpdatedAt,
    VolumeType,
}

/// Upwards or downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Ascending,
    Descending,
}

impl Direction {
    const WORDS: [(&'static str, Self); 2] = [("asc", Self::Ascending), ("desc", Self::Descending)];

    pub(super) fn apply(self, ordering: Ordering) -> Ordering {
        match self {
            Self::Ascending => ordering,
            Self::Descending => ordering.reverse(),
        }
    }
}

impl Key {
    const WORDS: [(&'static str, Self); 8] = [
        ("availability_zone", Self::AvailabilityZone),
        ("created_at", Self::CreatedAt),
        ("id", Self::Id),
        ("name", Self::Name),
        ("size", Self::Size),
        ("status", Self::Status),
        ("updated_at", Self::UpdatedAt),
        ("volume_type", Self::VolumeType),
    ];

    fn compare(self, a: &Volume, b: &Volume) -> Ordering {
        match self {
            Self::AvailabilityZone => a.availability_zone.cmp(&b.availability_zone),
            Self::CreatedAt => a.created_at.cmp(&b.created_at),
            Self::Id => a.id.cmp(&b.id),
            Self::Name => a.name.cmp(&b.name),
            Self::Size => a.size.cmp(&b.size),
            Self::Status => a.status.as_str().cmp(b.status.as_str()),
            Self::UpdatedAt => a.updated_at.cmp(&b.updated_at),
            Self::VolumeType => a.volume_type.cmp(&b.volume_type),
        }
    }
}

impl Sort {
    /// The order by `sort`, or by the older `sort_key` and `sort_dir`. Without a direction it is descending, as in
    /// OpenStack.
    pub(super) fn from_parameters(parameters: &Parameters) -> Result<Self, Fault> {
        let old = ["sort_key", "sort_dir"].into_iter().find(|name| parameters.get(name).is_some());
        let Some(text) = parameters.get("sort") else {
            return if old.is_some() { Self::from_old(parameters) } else { Ok(Self::default()) };
        };
        if let Some(old) = old {
            return Err(parameters.refuse_beside(old, "sort"));
        }
        let terms = text.split(',').map(|term| {
            let (key, direction) = term.split_once(':').unwrap_or((term, "desc"));
            Some((find(&Key::WORDS, key.trim())?, find(&Direction::WORDS, direction.trim())?))
        });
        terms.collect::<Option<_>>().map(Self).ok_or_else(|| {
            let keys = joined(&Key::WORDS);
            parameters.refuse("sort", "format", |parameter, value| BlockStorageFault::SortInvalid {
                parameter,
                keys,
                value,
            })
        })
    }

    fn from_old(parameters: &Parameters) -> Result<Self, Fault> {
        let key = find(&Key::WORDS, parameters.get("sort_key").unwrap_or("created_at"));
        let key = key.ok_or_else(|| parameters.refuse_choice("sort_key", &Key::WORDS))?;
        let direction = find(&Direction::WORDS, parameters.get("sort_dir").unwrap_or("desc"));
        let direction = direction.ok_or_else(|| parameters.refuse_choice("sort_dir", &Direction::WORDS))?;
        Ok(Self(vec![(key, direction)]))
    }

    pub(super) fn compare(&self, a: &Volume, b: &Volume) -> Ordering {
        let orderings = self.0.iter().map(|(key, direction)| direction.apply(key.compare(a, b)));
        orderings.fold(Ordering::Equal, Ordering::then)
    }
}

fn find<T: Copy>(words: &[(&str, T)], text: &str) -> Option<T> {
    words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value)
}
