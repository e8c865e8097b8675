//! What a part of a page shows of a fault: always, or under conditions; exactly, or one-way.

use super::drops::Fact;
use super::field::Field;
use super::report::{Fate, Place};
use super::tree::{Hole, HoleOf, Key, Member, Presence, Scalar, Tree};

/// What a part of a page shows.
#[derive(Debug, Clone, Default)]
pub(super) struct Found(Vec<Shown>);

#[derive(Debug, Clone)]
struct Shown {
    fact: Fact,
    exact: When,
    one_way: When,
    places: Vec<Place>,
}

/// Under which conditions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct When {
    always: bool,
    labels: Vec<String>,
}

impl When {
    const ALWAYS: Self = Self { always: true, labels: Vec::new() };

    fn or(&mut self, other: Self) {
        self.always |= other.always;
        for label in other.labels {
            if !self.labels.contains(&label) {
                self.labels.push(label);
            }
        }
    }

    fn under(self, label: &str) -> Self {
        let labels = match self.always {
            true => vec![label.to_owned()],
            false => self.labels.into_iter().map(|inner| format!("{label}, {inner}")).collect(),
        };
        Self { always: false, labels }
    }
}

impl Found {
    /// This, always and exactly.
    pub(super) fn exact(fact: Fact) -> Self {
        Self(vec![Shown { fact, exact: When::ALWAYS, one_way: When::default(), places: Vec::new() }])
    }

    /// All of these together.
    pub(super) fn all(parts: impl Iterator<Item = Self>) -> Self {
        let mut all = Self::default();
        for shown in parts.flat_map(|part| part.0) {
            all.push(shown);
        }
        all
    }

    /// Those that fit, and the others.
    pub(super) fn split(self, fits: impl Fn(Fact) -> bool) -> (Self, Self) {
        let (those, others) = self.0.into_iter().partition(|shown| fits(shown.fact));
        (Self(those), Self(others))
    }

    fn push(&mut self, new: Shown) {
        let Some(known) = self.0.iter_mut().find(|known| known.fact == new.fact) else { return self.0.push(new) };
        known.exact.or(new.exact);
        known.one_way.or(new.one_way);
        for place in new.places {
            if !known.places.contains(&place) {
                known.places.push(place);
            }
        }
    }

    /// The same, but not to be read back.
    pub(super) fn one_way(mut self) -> Self {
        for shown in &mut self.0 {
            let exact = std::mem::take(&mut shown.exact);
            shown.one_way.or(exact);
        }
        self
    }

    /// The same under a condition.
    pub(super) fn when(self, label: &str) -> Self {
        self.when_but(label, |_| false)
    }

    /// The same under a condition, but for some.
    pub(super) fn when_but(self, label: &str, exempt: impl Fn(Fact) -> bool) -> Self {
        let under = |shown: Shown| match exempt(shown.fact) {
            true => shown,
            false => Shown { exact: shown.exact.under(label), one_way: shown.one_way.under(label), ..shown },
        };
        Self(self.0.into_iter().map(under).collect())
    }

    /// One of these, each under its condition; `complete`: one of them in any case.
    pub(super) fn arms(arms: &[(String, Self)], complete: bool) -> Self {
        let every = |holds: &dyn Fn(&Shown) -> bool, fact| {
            complete && arms.iter().all(|(_, arm)| arm.get(fact).is_some_and(holds))
        };
        let mut all = Self::all(arms.iter().map(|(label, arm)| arm.clone().when(label)));
        for shown in &mut all.0 {
            shown.exact.always = every(&|shown| shown.exact.always, shown.fact);
            shown.one_way.always = every(&|shown| shown.exact.always || shown.one_way.always, shown.fact);
        }
        all
    }

    fn get(&self, fact: Fact) -> Option<&Shown> {
        self.0.iter().find(|shown| shown.fact == fact)
    }

    pub(super) fn is_exact(&self, fact: Fact) -> bool {
        self.get(fact).is_some_and(|shown| shown.exact.always)
    }

    /// Adds what a place in the answer shows.
    pub(super) fn add(&mut self, found: Self, place: &Place) {
        for shown in found.0 {
            self.push(Shown { places: vec![place.clone()], ..shown });
        }
    }

    /// What becomes of a field, and where.
    pub(super) fn fate(&self, fact: Fact) -> (Fate, Vec<Place>) {
        let Some(Shown { exact, one_way, places, .. }) = self.get(fact) else { return (Fate::Dropped, Vec::new()) };
        let fate = match (exact.labels.as_slice(), one_way.labels.as_slice()) {
            _ if exact.always => Fate::Carried,
            ([], _) if one_way.always => Fate::OneWay,
            ([], []) => return (Fate::Dropped, Vec::new()),
            (exactly, _) if one_way.always => {
                Fate::Partly { exactly: exactly.to_vec(), one_way: vec!["otherwise".to_owned()] }
            }
            (exactly, one_way) => {
                let left = one_way.iter().filter(|label| !exactly.contains(label)).cloned().collect();
                Fate::Partly { exactly: exactly.to_vec(), one_way: left }
            }
        };
        (fate, places.clone())
    }
}

/// Whether a reader always tells two values apart.
pub(super) fn apart(a: &Tree, b: &Tree) -> bool {
    match (a, b) {
        (Tree::Present(a), b) => apart(a, b),
        (a, Tree::Present(b)) => apart(a, b),
        (Tree::Literal(a), Tree::Literal(b)) => a != b,
        (Tree::Literal(Scalar::Int(value)), Tree::Hole(hole))
        | (Tree::Hole(hole), Tree::Literal(Scalar::Int(value))) => {
            matches!(hole, Hole { of: HoleOf::Field(Field::FaultStatus), .. }) && !(400..=599).contains(value)
        }
        (Tree::Object(a), Tree::Object(b)) => lacks(a, b) || lacks(b, a),
        _ => false,
    }
}

/// Whether one object always has a member that the other never has, or never with that value.
fn lacks(with: &[Member], without: &[Member]) -> bool {
    let closed = without.iter().all(|member| matches!(member.key, Key::Fixed(_)));
    with.iter().filter(|m| matches!(m.key, Key::Fixed(_)) && m.value.presence() != Presence::Maybe).any(|member| {
        let other = without.iter().find(|other| other.key == member.key);
        other.map_or(closed, |other| apart(&member.value, &other.value))
    })
}
