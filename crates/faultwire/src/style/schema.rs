//! The JSON Schema of an envelope: a walk through its tree.

use std::ops::RangeInclusive;

use serde_json::{Map, Value, json};

use super::Resolved;
use super::field::Field;
use super::resolve::Success;
use super::schema_text::{self as text, any_of, described};
use super::tree::{
    Absence, Choose, Empty, Hole, HoleOf, Key, Label, Member, Presence, Scalar, Subject, Tree, Word, WordRule,
};

/// The statuses of faults.
const FAULT_STATUS: RangeInclusive<u16> = 400..=599;

/// The statuses of replies on the wire.
const SUCCESS: RangeInclusive<u16> = 200..=299;

/// The schema of the body of a style's faults in JSON.
pub(crate) fn of(style: &Resolved, title: &str) -> Value {
    let walk = Walk { status: style.status.as_ref(), own: FAULT_STATUS };
    walk.document(&style.body, title)
}

/// The schema of the body of a style's replies, or of its tasks.
pub(crate) fn of_success(success: &Success, title: &str) -> Value {
    let walk = Walk { status: success.status.as_ref(), own: SUCCESS };
    walk.document(&success.body, title)
}

struct Walk<'t> {
    /// The status on the wire, where it is not the fault's or reply's own.
    status: Option<&'t Tree>,
    /// What their own can be.
    own: RangeInclusive<u16>,
}

/// What is known of the fault in a branch of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Branch<'t> {
    pub(super) code: Option<&'t str>,
    pub(super) severity: Option<&'t str>,
    pub(super) fault_status: RangeInclusive<u16>,
    /// The state of a task.
    pub(super) state: Option<&'t str>,
    /// What a reply has for a resource.
    kind: Option<&'t str>,
}

impl Default for Branch<'_> {
    fn default() -> Self {
        Self { code: None, severity: None, fault_status: FAULT_STATUS, state: None, kind: None }
    }
}

/// What becomes of an object or array whose holes have no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// It vanishes, as a member or item does.
    Vanishes,
    /// It stays: the body itself, and the items of lists.
    Kept,
}

impl<'t> Walk<'t> {
    fn document(&self, body: &'t Tree, title: &str) -> Value {
        let mut root = match self.value(body, &Branch::default(), Edge::Kept) {
            Value::Object(schema) => schema,
            other => Map::from_iter([("allOf".to_owned(), json!([other]))]),
        };
        root.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
        root.insert("title".into(), title.into());
        Value::Object(root)
    }

    fn value(&self, tree: &'t Tree, branch: &Branch<'t>, edge: Edge) -> Value {
        match tree {
            Tree::Literal(scalar) => json!({ "const": literal(scalar) }),
            Tree::Present(tree) => self.value(tree, branch, edge),
            Tree::Hole(hole) => self.hole(hole, branch),
            Tree::Text(pieces) => text::joined(pieces.iter().map(|piece| self.value(piece, branch, edge))),
            Tree::Object(members) => self.object(members, branch, edge),
            Tree::Array(items) => self.array(items, branch, edge),
            Tree::Each { list, empty, item } => {
                let mut schema = json!({ "type": "array", "items": self.value(item, branch, Edge::Kept) });
                if *empty != Empty::Shown {
                    schema["minItems"] = 1.into();
                }
                described(schema, list.row().doc)
            }
            Tree::Choose(choose) => {
                let arms = branch.arms(choose);
                any_of(arms.iter().map(|arm| text::commented(self.value(arm.tree, &arm.branch, edge), &arm.condition)))
            }
            Tree::Word(word) => self.word(word, branch),
        }
    }

    fn hole(&self, hole: &'t Hole, branch: &Branch<'t>) -> Value {
        let (shown, doc) = match &hole.of {
            HoleOf::Field(field) => {
                let row = field.row();
                let shown = match field {
                    Field::Absent => Value::Bool(false),
                    Field::Resource => text::resource(branch.kind),
                    Field::Status => text::integer(self.status(self.status, branch), hole.format),
                    _ => text::field(row, hole.format, branch),
                };
                (shown, row.doc.to_owned())
            }
            HoleOf::Param(name) => (text::data(hole.format), format!("the parameter `{name}`")),
            HoleOf::Extension(name) => (text::data(hole.format), format!("the extension member `{name}`")),
            // Options and words are resolved before.
            HoleOf::Option(_) | HoleOf::Word(_) => (Value::Bool(true), String::new()),
        };
        match &hole.absence {
            Absence::Default(default) => described(any_of([shown, self.value(default, branch, Edge::Vanishes)]), &doc),
            Absence::Never | Absence::Optional => described(shown, &doc),
        }
    }

    /// From the least to the greatest status on the wire.
    fn status(&self, tree: Option<&'t Tree>, branch: &Branch<'t>) -> RangeInclusive<u16> {
        let own = || if self.own == FAULT_STATUS { branch.fault_status.clone() } else { self.own.clone() };
        match tree.map(|tree| (tree, tree.literal())) {
            // A body is never sent with a 204.
            Some((_, Some(Scalar::Int(204)))) => 200..=200,
            Some((_, Some(Scalar::Int(status)))) => u16::try_from(*status).map_or_else(|_| own(), |s| s..=s),
            Some((Tree::Choose(choose), _)) => {
                // An arm that is missing leaves the fault's or reply's own status.
                let arms = branch.arms(choose);
                let own_too = (!choose.is_closed() || arms.is_empty()).then(own);
                let arms = arms.iter().map(|arm| self.status(Some(arm.tree), &arm.branch)).chain(own_too);
                arms.reduce(|a, b| *a.start().min(b.start())..=*a.end().max(b.end())).unwrap_or_else(own)
            }
            _ => own(),
        }
    }

    fn object(&self, members: &'t [Member], branch: &Branch<'t>, edge: Edge) -> Value {
        let open = members.iter().any(|member| member.key == Key::Spread);
        let computed = members.iter().any(|member| matches!(member.key, Key::Tree(_)));
        let mut counts = Counts::of(&members.iter().map(member_presence).collect::<Vec<_>>(), edge);
        let fixed_keys = members.iter().all(|member| matches!(member.key, Key::Fixed(_)));
        let only = counts.only_optional && fixed_keys;
        let (mut properties, mut required) = (Map::new(), Vec::new());
        let (mut names, mut others) = (Vec::new(), Vec::new());
        for member in members {
            let schema = match &member.key {
                Key::Spread => spread(&member.value),
                _ => self.value(&member.value, branch, Edge::Vanishes),
            };
            match &member.key {
                Key::Fixed(name) => {
                    if only || member_presence(member) != Presence::Maybe {
                        required.push(name.as_str());
                    }
                    names.push(json!({ "const": name }));
                    properties.insert(name.clone(), schema);
                }
                Key::Tree(key) => {
                    names.push(text::name(self.value(key, branch, Edge::Vanishes)));
                    others.push(schema);
                }
                Key::Spread => others.push(schema),
            }
        }
        if counts.min == required.len() {
            counts.min = 0;
        }
        let mut schema = Map::from_iter([("type".to_owned(), json!("object"))]);
        schema.insert("additionalProperties".into(), any_of(others));
        if !properties.is_empty() {
            schema.insert("properties".into(), properties.into());
        }
        if !required.is_empty() {
            schema.insert("required".into(), required.into());
        }
        if counts.min > 0 {
            schema.insert("minProperties".into(), counts.min.into());
        }
        if computed && !open {
            schema.insert("maxProperties".into(), members.len().into());
            schema.insert("propertyNames".into(), any_of(names));
        }
        schema.into()
    }

    fn array(&self, items: &'t [Tree], branch: &Branch<'t>, edge: Edge) -> Value {
        let counts = Counts::of(&items.iter().map(Tree::presence).collect::<Vec<_>>(), edge);
        let mut schemas: Vec<_> = items.iter().map(|item| self.value(item, branch, Edge::Vanishes)).collect();
        // Those that are always there, up to the first that may not be, are where the page has them.
        let first = items.iter().take_while(|item| item.presence() != Presence::Maybe).count();
        let rest = schemas.split_off(first);
        let mut schema = json!({ "type": "array", "items": any_of(rest), "maxItems": items.len() });
        if !schemas.is_empty() {
            schema["prefixItems"] = schemas.into();
        }
        if counts.min > 0 {
            schema["minItems"] = counts.min.into();
        }
        schema
    }

    fn word(&self, word: &'t Word, branch: &Branch<'t>) -> Value {
        let page = self.value(&word.table, branch, Edge::Vanishes);
        text::word(&page, matches!(word.rule, WordRule::Key { .. }).then_some(&word.rule))
    }
}

/// An arm that can be taken.
struct Taken<'t> {
    tree: &'t Tree,
    /// What it tells of the fault or reply.
    branch: Branch<'t>,
    /// When it is taken.
    condition: String,
}

impl<'t> Branch<'t> {
    /// The arms that a fault of this branch can take, each with what it tells of the fault.
    fn arms(&self, choose: &'t Choose) -> Vec<Taken<'t>> {
        let mut arms = Vec::new();
        let mut open = true;
        let narrowed = choose.arms.iter().filter_map(|(label, arm)| {
            let branch = self.narrowed(&choose.subject, label)?;
            // What an arm is for, and nothing else is possible here: the rest is never taken. Of the reply's own status
            // nothing is known.
            let of_status = choose.subject == Subject::Reply && matches!(label, Label::Status(_));
            let sure = branch == *self && !of_status;
            Some((rank(label), sure, Taken { tree: arm, branch, condition: choose.condition(Some(label)) }))
        });
        let mut narrowed: Vec<_> = narrowed.collect();
        narrowed.sort_by_key(|(rank, ..)| *rank);
        for (_, sure, arm) in narrowed {
            if open {
                arms.push(arm);
            }
            open &= !sure;
        }
        if let Some(other) = choose.other.as_deref().filter(|_| open) {
            arms.push(Taken { tree: other, branch: self.clone(), condition: choose.condition(None) });
        }
        arms
    }

    /// What is known in the arm of this label, if the arm can be taken.
    fn narrowed(&self, subject: &Subject, label: &'t Label) -> Option<Self> {
        let mut branch = self.clone();
        match label {
            Label::Name(name) if *subject == Subject::Task => branch.state = agreed(self.state, name)?,
            Label::Name(name) if *subject == Subject::Reply => branch.kind = agreed(self.kind, name)?,
            Label::Status(_) if *subject == Subject::Reply => {}
            Label::Code(code) => branch.code = agreed(self.code, code)?,
            Label::Name(name) => branch.severity = agreed(self.severity, name)?,
            Label::Status(status) => branch.fault_status = overlap(&self.fault_status, *status, *status)?,
            Label::Class(class) => branch.fault_status = overlap(&self.fault_status, class * 100, class * 100 + 99)?,
        }
        Some(branch)
    }
}

/// In which order labels are looked at.
const fn rank(label: &Label) -> u8 {
    match label {
        Label::Code(_) | Label::Name(_) => 0,
        Label::Status(_) => 1,
        Label::Class(_) => 2,
    }
}

fn agreed<'t>(known: Option<&'t str>, label: &'t str) -> Option<Option<&'t str>> {
    known.is_none_or(|known| known == label).then_some(Some(label))
}

fn overlap(known: &RangeInclusive<u16>, from: u16, to: u16) -> Option<RangeInclusive<u16>> {
    let both = from.max(*known.start())..=to.min(*known.end());
    (!both.is_empty()).then_some(both)
}

/// How many members or items there are at least.
struct Counts {
    min: usize,
    /// All that is not fixed is one that may be absent: where the whole is there, so is that one.
    only_optional: bool,
}

impl Counts {
    fn of(parts: &[Presence], edge: Edge) -> Self {
        let count = |wanted| parts.iter().filter(|presence| **presence == wanted).count();
        let (fixed, always, maybe) = (count(Presence::Fixed), count(Presence::Always), count(Presence::Maybe));
        let vanishes = edge == Edge::Vanishes && always == 0 && maybe > 0;
        Self { min: fixed + always + usize::from(vanishes), only_optional: vanishes && maybe == 1 }
    }
}

fn member_presence(member: &Member) -> Presence {
    match member.key {
        Key::Spread => Presence::Maybe,
        _ => member.value.presence(),
    }
}

/// The schema of each member that a spread adds.
fn spread(tree: &Tree) -> Value {
    match tree {
        Tree::Hole(hole) => text::data(hole.format),
        _ => Value::Bool(true),
    }
}

fn literal(scalar: &Scalar) -> Value {
    match scalar {
        Scalar::Text(text) => text.as_str().into(),
        Scalar::Int(value) => (*value).into(),
        Scalar::Float(value) => (*value).into(),
        Scalar::Bool(value) => (*value).into(),
        Scalar::Null => Value::Null,
    }
}
