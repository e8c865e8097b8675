//! What an envelope carries of a fault: a walk through its tree.

use http::HeaderName;
use http::header::CONTENT_LANGUAGE;
use http::header::{LOCATION, RETRY_AFTER};

use super::Resolved;
use super::field::{Case, FIELDS, Field, Format as HoleFormat, Kind, Scope, Section, Source};
use super::page::Format;
use super::report::{DropsReport, FieldReport, Place};
use super::resolve::Success;
use super::shown::{Found, apart};
use super::tree::{Absence, Choose, FAILED, Hole, HoleOf, Key, Label, Presence, Scalar, Subject, Tree};

/// A piece of what a fault says: a field, or a field of the items of one of its lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fact {
    list: Option<Field>,
    field: Field,
}

/// The report on a style's faults in one of its formats.
pub(crate) fn report(style: &Resolved, format: Format) -> DropsReport {
    let mut found = Found::default();
    found.add(Found::exact(Fact::own(Field::RetryAfter)), &Place::Header(RETRY_AFTER));
    let status = whole_status(style.status.as_ref(), Field::FaultStatus);
    let walk = Walk { xml: format == Format::Xml, list: None, told_apart: false, faultless: false };
    walk.answer(found, Section::Fault, &status, &style.headers, &style.body)
}

/// The report on a style's replies, or on its tasks; they are written in JSON.
pub(crate) fn report_success(section: Section, success: &Success) -> DropsReport {
    let mut found = Found::default();
    found.add(Found::exact(Fact::own(Field::Location)), &Place::Header(LOCATION));
    let status = whole_status(success.status.as_ref(), Field::ReplyStatus);
    let walk = Walk { xml: false, list: None, told_apart: false, faultless: false };
    walk.answer(found, section, &status, &success.headers, &success.body)
}

/// The status on the wire, with the fault's or reply's own where the page does not say.
fn whole_status(status: Option<&Tree>, own: Field) -> Tree {
    let own = Tree::Hole(Hole { of: HoleOf::Field(own), format: HoleFormat::Plain, absence: Absence::Never });
    match status {
        None => own,
        Some(Tree::Choose(choose)) if !choose.is_closed() => {
            Tree::Choose(Choose { other: Some(Box::new(own)), ..choose.clone() })
        }
        Some(status) => status.clone(),
    }
}

impl Fact {
    const fn own(field: Field) -> Self {
        Self { list: None, field }
    }

    const fn of(list: Field, field: Field) -> Self {
        Self { list: Some(list), field }
    }

    /// Whether it is a piece of what a fault says.
    fn is_of_fault(self) -> bool {
        self.list.unwrap_or(self.field).row().scope == Scope::Fault
    }

    fn name(self) -> String {
        let name = self.field.row().name;
        self.list.map_or_else(|| name.to_owned(), |list| format!("{}.{}", list.row().name, item_name(self.field)))
    }

    /// Everything that some hole of a section can show, in the order of the table.
    fn all(section: Section) -> Vec<Self> {
        let mut facts: Vec<Self> = Vec::new();
        for row in FIELDS.iter().filter(|row| row.source != Source::Page) {
            let lists: Vec<_> = match row.scope {
                Scope::Item(lists) => {
                    lists.iter().copied().filter(|list| list.row().scope.is_in(section)).map(Some).collect()
                }
                scope if scope.is_in(section) => vec![None],
                _ => Vec::new(),
            };
            for (fact, _) in lists.into_iter().flat_map(|list| shows(row.field, list)) {
                if !facts.contains(&fact) {
                    facts.push(fact);
                }
            }
        }
        facts.sort_by_key(|fact| (fact.list.map(|list| list as usize), fact.field as usize));
        facts
    }
}

fn item_name(field: Field) -> &'static str {
    let name = field.row().name;
    name.strip_prefix("item.").unwrap_or(name)
}

/// What a field shows, in the items of a list or outside of one, and whether exactly.
fn shows(field: Field, list: Option<Field>) -> Vec<(Fact, bool)> {
    let twin = || FIELDS.iter().find(|row| row.name == item_name(field)).map(|row| row.field);
    match (field, list) {
        (Field::Absent | Field::Null | Field::Violations | Field::Entries | Field::Faults, _)
        | (Field::Notes | Field::Warnings | Field::TaskObjects | Field::ItemIndex, _) => Vec::new(),
        (_, Some(list @ (Field::Warnings | Field::TaskObjects))) if matches!(field.row().scope, Scope::Item(_)) => {
            vec![(Fact::of(list, field), true)]
        }
        (Field::TaskMessage, _) => vec![(Fact::own(field), true), (Fact::own(Field::Message), false)],
        (Field::TaskErrorCode, _) => vec![(Fact::own(field), true), (Fact::own(Field::Number), false)],
        (Field::TypeUri, _) => vec![(Fact::own(field), true), (Fact::own(Field::HelpUri), false)],
        (Field::Instance, _) => vec![(Fact::own(field), true), (Fact::own(Field::Path), false)],
        (Field::FirstPointer, _) => vec![(Fact::of(Field::Violations, Field::ItemPointer), false)],
        (Field::ItemPlace, _) => [Field::ItemPointer, Field::ItemParameter, Field::ItemHeader]
            .map(|place| (Fact::of(Field::Violations, place), false))
            .to_vec(),
        (Field::ItemPointer | Field::ItemParameter | Field::ItemHeader | Field::ItemRule, _)
        | (Field::ItemMessage, Some(Field::Violations)) => vec![(Fact::of(Field::Violations, field), true)],
        (Field::ItemMessage, Some(Field::Notes)) => vec![(Fact::own(Field::Notes), true)],
        (Field::ItemMessage, Some(Field::Entries)) => {
            vec![(Fact::of(Field::Violations, field), true), (Fact::own(Field::Message), true)]
        }
        (Field::ItemStatus, _) => vec![(Fact::own(Field::FaultStatus), true), (Fact::of(Field::Faults, field), true)],
        (_, Some(list)) if matches!(field.row().scope, Scope::Item(_)) => {
            let mut facts = twin().map(|twin| shows(twin, None)).unwrap_or_default();
            if list == Field::Faults {
                // The first item is the fault itself.
                facts.push((Fact::of(list, field), true));
            }
            facts
        }
        _ => vec![(Fact::own(field), true)],
    }
}

#[derive(Clone, Copy)]
struct Walk {
    xml: bool,
    /// The list of the `$each` around.
    list: Option<Field>,
    /// A reader knows the items of `$entries` that are violations by their places.
    told_apart: bool,
    /// In an arm for tasks that did not fail: there is no fault.
    faultless: bool,
}

impl Walk {
    fn answer(
        &self,
        mut found: Found,
        section: Section,
        status: &Tree,
        headers: &[(HeaderName, Tree)],
        body: &Tree,
    ) -> DropsReport {
        found.add(Found::exact(Fact::own(Field::Status)), &Place::StatusLine);
        found.add(self.tree(status), &Place::StatusLine);
        if section == Section::Fault {
            found.add(Found::exact(Fact::own(Field::Language)), &Place::Header(CONTENT_LANGUAGE));
        }
        for (name, tree) in headers {
            found.add(self.tree(tree), &Place::Header(name.clone()));
        }
        found.add(self.tree(body), &Place::Body);
        let fields = Fact::all(section).into_iter().map(|fact| {
            let (fate, places) = found.fate(fact);
            let row = fact.field.row();
            FieldReport {
                name: fact.name(),
                list: fact.list.map(|list| list.row().name),
                description: row.doc,
                of_definition: fact.list.is_none() && row.source == Source::Definition,
                fate,
                places,
            }
        });
        DropsReport { fields: fields.collect() }
    }

    fn tree(&self, tree: &Tree) -> Found {
        match tree {
            Tree::Literal(_) => Found::default(),
            Tree::Present(tree) => self.tree(tree),
            Tree::Hole(hole) => self.hole(hole),
            Tree::Text(pieces) => self.text(pieces),
            Tree::Object(members) => Found::all(members.iter().map(|member| {
                let value = self.tree(&member.value);
                let Key::Tree(key) = &member.key else { return value };
                // A resource has its name in any case.
                let named = matches!(&**key, Tree::Hole(hole) if hole.of == HoleOf::Field(Field::ResourceName));
                let key = self.tree(key);
                let sure = named || member.value.presence() != Presence::Maybe;
                Found::all([if sure { key } else { key.when("with its value") }, value].into_iter())
            })),
            Tree::Array(items) => Found::all(items.iter().map(|item| self.tree(item))),
            Tree::Each { list, item, .. } => self.each(*list, item),
            Tree::Choose(choose) => self.choose(choose),
            // A definition's own word may stand in place of the page's.
            Tree::Word(word) => self.tree(&word.table).one_way(),
        }
    }

    fn each(&self, list: Field, item: &Tree) -> Found {
        let walk = Self { list: Some(list), told_apart: true, ..*self };
        let mut found = walk.tree(item);
        if list == Field::Entries {
            let places = [Field::ItemPointer, Field::ItemParameter, Field::ItemHeader];
            let told_apart = places.iter().all(|place| found.is_exact(Fact::of(Field::Violations, *place)));
            found = Self { told_apart, ..walk }.tree(item);
        }
        if list.row().optional {
            let label = format!("with {}", list.row().name);
            found = found.when_but(&label, |fact| fact.list == Some(list) || fact == Fact::own(list));
        }
        found
    }

    fn choose(&self, choose: &Choose) -> Found {
        let arms: Vec<_> = choose.arms.iter().map(|(label, arm)| (Some(label), arm)).collect();
        let arms: Vec<_> = arms.into_iter().chain(choose.other.as_deref().map(|other| (None, other))).collect();
        // What a task shows of its fault it shows when it failed: there is no other.
        let mut of_fault = Found::default();
        let has_failed = arms.iter().any(|(label, _)| label.is_some_and(is_failed));
        let found = arms.iter().enumerate().map(|(at, (label, arm))| {
            let failed = choose.subject == Subject::Task && label.is_some_and(is_failed);
            let faultless = choose.subject == Subject::Task && !failed && (has_failed || label.is_some());
            let mut found = Self { faultless: self.faultless || faultless, ..*self }.tree(arm);
            if failed {
                let split = found.split(Fact::is_of_fault);
                (of_fault, found) = split;
            }
            // What only this arm can look like tells what it is for.
            let others = arms.iter().enumerate().filter(|(other, _)| *other != at);
            let fact = match label {
                Some(Label::Code(_)) => Some(Field::Code),
                Some(Label::Name(_)) if choose.subject == Subject::Severity => Some(Field::Severity),
                Some(Label::Name(_)) if choose.subject == Subject::Task => Some(Field::TaskState),
                _ => None,
            };
            if let Some(fact) = fact.filter(|_| others.into_iter().all(|(_, (_, other))| apart(arm, other))) {
                found = Found::all([found, Found::exact(Fact::own(fact))].into_iter());
            }
            (choose.condition(*label), found)
        });
        let found = Found::arms(&found.collect::<Vec<_>>(), choose.is_closed());
        Found::all([of_fault, found].into_iter())
    }

    fn hole(&self, hole: &Hole) -> Found {
        let (facts, name) = match &hole.of {
            HoleOf::Field(field) => (self.facts(*field, hole.format), field.row().name),
            HoleOf::Param(name) => (self.data(Field::Params, name, hole.format), name.as_str()),
            HoleOf::Extension(name) => (self.data(Field::Extensions, name, hole.format), name.as_str()),
            HoleOf::Option(_) | HoleOf::Word(_) => (Found::default(), ""),
        };
        match &hole.absence {
            Absence::Default(default) => {
                Found::all([facts, self.tree(default).when(&format!("without {name}"))].into_iter())
            }
            Absence::Never | Absence::Optional => facts,
        }
    }

    fn facts(&self, field: Field, format: HoleFormat) -> Found {
        let exact = self.is_exact(field, format);
        let shown = shows(field, self.list).into_iter().filter(|(fact, _)| !(self.faultless && fact.is_of_fault()));
        Found::all(shown.map(|(fact, itself)| {
            let entry = self.list == Some(Field::Entries) && field == Field::ItemMessage;
            let found = Found::exact(fact);
            let found = if exact && itself && (!entry || self.told_apart) { found } else { found.one_way() };
            if entry && fact.list.is_none() { found.when("without violations") } else { found }
        }))
    }

    /// One of the parameters or extension members.
    fn data(&self, map: Field, name: &str, format: HoleFormat) -> Found {
        let found = Found::exact(Fact::own(map)).when(&format!("of `{name}` alone"));
        if self.is_exact(map, format) { found } else { found.one_way() }
    }

    fn is_exact(&self, field: Field, format: HoleFormat) -> bool {
        match (field.row().kind, format) {
            // Numbers and texts look the same as text, and in XML.
            (Kind::Map | Kind::Any, format) => format != HoleFormat::String && !self.xml,
            (_, HoleFormat::EpochS | HoleFormat::Rfc3339S | HoleFormat::Path) => false,
            (_, HoleFormat::Case(case)) => match field {
                // A digit has no capital, so `a_1` and `a1` look the same without a separator.
                Field::Code | Field::ItemCode => !matches!(case, Case::Camel | Case::Pascal),
                Field::Severity => true,
                _ => false,
            },
            _ => true,
        }
    }

    fn text(&self, pieces: &[Tree]) -> Found {
        let separable = separable(pieces);
        Found::all(pieces.iter().enumerate().map(|(at, piece)| {
            let found = self.tree(piece);
            let found = if separable { found } else { found.one_way() };
            // The text is absent when one of its other pieces is.
            let others = pieces.iter().enumerate().filter(|(other, _)| *other != at);
            others
                .filter_map(|(_, other)| optional(other))
                .fold(found, |found, name| found.when(&format!("with {name}")))
        }))
    }
}

fn is_failed(label: &Label) -> bool {
    matches!(label, Label::Name(name) if name == FAILED)
}

/// The name of a hole that may be absent.
fn optional(tree: &Tree) -> Option<&str> {
    match tree {
        Tree::Hole(Hole { of, absence: Absence::Optional, .. }) => match of {
            HoleOf::Field(field) => Some(field.row().name),
            HoleOf::Param(name) | HoleOf::Extension(name) | HoleOf::Option(name) | HoleOf::Word(name) => Some(name),
        },
        _ => None,
    }
}

/// Whether a reader can take a text apart: there is a piece such that those before it end where the text after them
/// starts, and those after it start where the text before them ends.
fn separable(pieces: &[Tree]) -> bool {
    let is_hole = |tree: &Tree| tree.literal().is_none();
    let text = |at: Option<usize>| at.and_then(|at| pieces.get(at)?.literal()).map(Scalar::text);
    let before = |at: usize| text(at.checked_sub(1)).and_then(|text| text.chars().last());
    let after = |at: usize| text(Some(at + 1)).and_then(|text| text.chars().next());
    let ends = |at: usize| after(at).is_some_and(|c| !may_hold(&pieces[at], c));
    let starts = |at: usize| before(at).is_some_and(|c| !may_hold(&pieces[at], c));
    let holes: Vec<_> = (0..pieces.len()).filter(|at| is_hole(&pieces[*at])).collect();
    (0..holes.len().max(1))
        .any(|free| holes.iter().take(free).all(|at| ends(*at)) && holes.iter().skip(free + 1).all(|at| starts(*at)))
}

/// Whether what a hole writes can have the character in it.
fn may_hold(hole: &Tree, c: char) -> bool {
    let Tree::Hole(Hole { of: HoleOf::Field(field), format, absence: Absence::Never | Absence::Optional }) = hole
    else {
        return true;
    };
    match (field.row().kind, format) {
        (Kind::Int, _) => c.is_ascii_digit() || (c == '-' && matches!(field, Field::Number | Field::ItemNumber)),
        (Kind::Seconds, format) => c.is_ascii_digit() || (c == 's' && *format == HoleFormat::Duration),
        (Kind::Text, format) if matches!(field, Field::Code | Field::ItemCode) => {
            c.is_ascii_alphanumeric()
                || match format {
                    HoleFormat::Case(Case::Kebab) => c == '-',
                    HoleFormat::Case(Case::Dotted) => c == '.',
                    HoleFormat::Case(Case::Camel | Case::Pascal) => false,
                    _ => c == '_',
                }
        }
        _ => true,
    }
}
