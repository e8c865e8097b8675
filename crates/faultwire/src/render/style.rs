//! A style, compiled: general programs, and programs for the definitions that came by.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use http::{HeaderName, HeaderValue};

use super::Envelope;
use super::media::Offer;
use super::renderer::{Ruled, Statuses};
use crate::fault::{Fault, FaultType, TypeRef};
use crate::reply::Reply;
use crate::style::Resolved;
use crate::style::field::Field;
use crate::style::fold::Known;
use crate::style::page::Format;
use crate::style::resolve::Success;
use crate::style::tree::{Choose, HoleOf, Key, Scalar, Tree};
use crate::wire::compile;
use crate::wire::program::Program;

/// How many definitions get programs of their own; those that come later take the general one.
const MAX_FOLDED: usize = 4096;

/// A style, compiled.
pub(crate) struct Compiled {
    pub(crate) resolved: Resolved,
    pub(crate) offers: Vec<Offer>,
    pub(crate) headers: Vec<(HeaderName, Program)>,
    /// The last step of the body, where a page cannot say it.
    pub(crate) envelope: Option<Arc<dyn Envelope>>,
    general: Vec<(Format, Program)>,
    folded: Table,
    pub(crate) reply: CompiledSuccess,
    pub(crate) task: CompiledSuccess,
    /// The media types of replies and tasks.
    pub(crate) reply_offers: Vec<Offer>,
    /// A reply that the client does not accept becomes a 406.
    pub(crate) strict_accept: bool,
}

/// What a style makes of a reply, or of a task, compiled.
pub(crate) struct CompiledSuccess {
    pub(crate) status: Option<Tree>,
    pub(crate) headers: Vec<(HeaderName, Program)>,
    pub(crate) body: Program,
    /// Names that a resource cannot have: those of the members beside it.
    beside_resource: Vec<String>,
    /// Names that further members cannot have.
    beside_members: Vec<String>,
    /// The page shows queue tokens.
    pub(crate) shows_token: bool,
    /// The page shows texts of faults.
    pub(crate) shows_faults: bool,
}

/// What shows a text of a fault, or which language it is in.
const SPOKEN: [Field; 9] = [
    Field::Warnings,
    Field::Faults,
    Field::Violations,
    Field::Entries,
    Field::Message,
    Field::Title,
    Field::TaskMessage,
    Field::ItemMessage,
    Field::Language,
];

impl CompiledSuccess {
    fn new(resolved: &Resolved, success: &Success) -> Self {
        let (mut beside_resource, mut beside_members) = (Vec::new(), Vec::new());
        reserved(&success.body, &mut beside_resource, &mut beside_members);
        Self {
            status: success.status.clone(),
            headers: headers(&success.headers),
            body: compile::body(resolved, &success.body, Format::Json),
            beside_resource,
            beside_members,
            shows_token: success.body.shows(Field::QueueToken),
            shows_faults: SPOKEN.iter().any(|field| success.body.shows(*field)),
        }
    }

    /// The name of a reply's that the envelope has for itself.
    pub(crate) fn taken<'r>(&self, reply: &'r Reply) -> Option<&'r str> {
        let is_taken = |names: &[String], name: &str| names.iter().any(|known| known == name);
        let resource = reply.resource_name().filter(|name| is_taken(&self.beside_resource, name));
        resource.or_else(|| reply.members().map(|(name, _)| name).find(|name| is_taken(&self.beside_members, name)))
    }
}

/// The names of members beside the resource under its own name, and beside further members.
fn reserved(tree: &Tree, beside_resource: &mut Vec<String>, beside_members: &mut Vec<String>) {
    if let Tree::Object(members) = tree {
        let fixed = || {
            members.iter().filter_map(|member| match &member.key {
                Key::Fixed(name) => Some(name.clone()),
                _ => None,
            })
        };
        let shows = |tree: &Tree, field| matches!(tree, Tree::Hole(hole) if hole.of == HoleOf::Field(field));
        for member in members {
            match &member.key {
                Key::Tree(key) if shows(key, Field::ResourceName) => beside_resource.extend(fixed()),
                Key::Spread if shows(&member.value, Field::Members) => beside_members.extend(fixed()),
                _ => {}
            }
        }
    }
    tree.children().for_each(|child| reserved(child, beside_resource, beside_members));
}

fn headers(trees: &[(HeaderName, Tree)]) -> Vec<(HeaderName, Program)> {
    trees.iter().map(|(name, tree)| (name.clone(), compile::plain(tree))).collect()
}

/// What a client can ask for of one format.
fn offers(format: Format, types: &[String]) -> impl Iterator<Item = Offer> {
    types.iter().enumerate().filter_map(move |(at, text)| {
        let essence = text.split(';').next().unwrap_or(text).trim().to_ascii_lowercase();
        let content_type = HeaderValue::from_str(text).ok()?;
        Some(Offer { format, essence, content_type, default: at == 0 })
    })
}

/// What is known once for all occurrences of a definition.
pub(crate) struct Folded {
    pub(crate) statuses: Statuses,
    bodies: Vec<(Format, FoldedBody)>,
}

pub(crate) struct FoldedBody {
    /// The message follows the template.
    pub(crate) templated: Program,
    /// The occurrence has a message of its own.
    pub(crate) own_message: Program,
    /// The occurrence is nothing but its definition.
    pub(crate) bare: Program,
    /// The body itself, when a bare occurrence needs nothing of the request either.
    pub(crate) constant: Option<Bytes>,
}

impl Compiled {
    pub(crate) fn new(resolved: Resolved, envelope: Option<Arc<dyn Envelope>>, strict_accept: Option<bool>) -> Self {
        let formats = resolved.media.iter().map(|media| media.format);
        Self {
            offers: resolved.media.iter().flat_map(|media| offers(media.format, &media.types)).collect(),
            envelope,
            headers: headers(&resolved.headers),
            general: formats.map(|format| (format, compile::body(&resolved, &resolved.body, format))).collect(),
            folded: Table::default(),
            reply: CompiledSuccess::new(&resolved, &resolved.reply),
            task: CompiledSuccess::new(&resolved, &resolved.task),
            reply_offers: offers(Format::Json, &resolved.reply_media).collect(),
            strict_accept: strict_accept.unwrap_or(resolved.strict_accept),
            resolved,
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.resolved.name
    }

    /// The program for every definition.
    pub(crate) fn general(&self, format: Format) -> &Program {
        let found = self.general.iter().find(|(known, _)| *known == format);
        &found.unwrap_or(&self.general[0]).1
    }

    /// The status on the wire for a fault with this definition and status, beside that.
    pub(crate) fn statuses(&self, fault_type: &FaultType, fault: Ruled) -> Statuses {
        let wire = self.resolved.status.as_ref().map_or(fault.status, |tree| {
            let of_fault = (fault_type.code(), fault.status, fault_type.severity_word());
            status_of(tree, fault.status, None, Some(of_fault))
        });
        Statuses { wire, fault }
    }

    /// The programs for a definition, made when it first comes by. A definition made at run time has none.
    #[inline]
    pub(crate) fn folded(&self, fault: &Fault, ruled: impl Fn() -> Ruled) -> Option<&Folded> {
        let TypeRef::Static(fault_type) = fault.type_ref() else { return None };
        self.folded.get(fault_type, || self.fold(fault_type, ruled()))
    }

    fn fold(&self, fault_type: &FaultType, ruled: Ruled) -> Folded {
        let statuses = self.statuses(fault_type, ruled);
        let (status, fault_status) = (statuses.wire, ruled.status);
        let program = |format, own_message, bare| {
            let known = Known { style: self.name(), fault_type, fault_status, status, own_message, bare };
            compile::body(&self.resolved, &known.fold_body(&self.resolved.body), format)
        };
        let bodies = self.general.iter().map(|(format, _)| {
            let bare = program(*format, false, true);
            let constant = bare.constant().map(Bytes::copy_from_slice);
            let body = FoldedBody {
                templated: program(*format, false, false),
                own_message: program(*format, true, false),
                bare,
                constant,
            };
            (*format, body)
        });
        Folded { statuses, bodies: bodies.collect() }
    }
}

impl Folded {
    #[inline]
    pub(crate) fn body(&self, format: Format) -> &FoldedBody {
        let found = self.bodies.iter().find(|(known, _)| *known == format);
        &found.unwrap_or(&self.bodies[0]).1
    }
}

impl FoldedBody {
    pub(crate) fn program(&self, fault: &Fault) -> &Program {
        if fault.is_bare() {
            &self.bare
        } else if fault.own_message().is_some() {
            &self.own_message
        } else {
            &self.templated
        }
    }
}

/// The status on the wire that a page's tree gives for an answer: `own` is the status of the reply or of the fault
/// itself, `fault` what choices know of a fault.
pub(super) fn status_of(tree: &Tree, own: u16, reply: Option<&Reply>, fault: Option<(&str, u16, &str)>) -> u16 {
    match tree {
        Tree::Literal(Scalar::Int(status)) => u16::try_from(*status).unwrap_or(own),
        Tree::Present(tree) => status_of(tree, own, reply, fault),
        Tree::Choose(Choose { subject, arms, other }) => subject
            .pick_for(arms, reply, fault)
            .or(other.as_deref())
            .map_or(own, |arm| status_of(arm, own, reply, fault)),
        // The page's check leaves only the hole of the status itself.
        _ => own,
    }
}

/// Programs by the address of their definition: hash buckets with chains that only grow, so that nobody waits for a
/// lock and nothing is counted to read them.
struct Table {
    buckets: Box<[Slot; 1 << BUCKET_BITS]>,
    len: AtomicUsize,
}

const BUCKET_BITS: u32 = 8;

type Slot = OnceLock<Box<Entry>>;

struct Entry {
    address: usize,
    folded: Folded,
    next: Slot,
}

impl Default for Table {
    fn default() -> Self {
        Self { buckets: Box::new([const { Slot::new() }; 1 << BUCKET_BITS]), len: AtomicUsize::new(0) }
    }
}

impl Table {
    /// What is known of a definition; it is made when the definition comes first, if there is room for it.
    #[inline]
    fn get(&self, fault_type: &'static FaultType, make: impl Fn() -> Folded) -> Option<&Folded> {
        let address = std::ptr::from_ref(fault_type).addr();
        let mut slot = &self.buckets[bucket(address)];
        while let Some(entry) = slot.get() {
            if entry.address == address {
                return Some(&entry.folded);
            }
            slot = &entry.next;
        }
        self.add(slot, address, make)
    }

    #[cold]
    fn add<'t>(&'t self, mut slot: &'t Slot, address: usize, make: impl Fn() -> Folded) -> Option<&'t Folded> {
        if self.len.load(Ordering::Relaxed) >= MAX_FOLDED {
            return None;
        }
        // Another thread can be first to fill the slot, with this definition or with another one of the bucket.
        loop {
            let entry = slot.get_or_init(|| {
                self.len.fetch_add(1, Ordering::Relaxed);
                Box::new(Entry { address, folded: make(), next: Slot::new() })
            });
            if entry.address == address {
                return Some(&entry.folded);
            }
            slot = &entry.next;
        }
    }
}

/// Spreads addresses of statics over the buckets: they share their low and high bits.
const fn bucket(address: usize) -> usize {
    ((address as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - BUCKET_BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn statuses(wire: u16) -> Statuses {
        Statuses { wire, fault: Ruled { status: wire, broken: None } }
    }

    fn definition() -> &'static FaultType {
        Box::leak(Box::new(FaultType::new("some", 500, "Some")))
    }

    #[test]
    fn the_table_keeps_definitions_apart_until_it_is_full() {
        let table = Table::default();
        let folded = |status| Folded { statuses: statuses(status), bodies: Vec::new() };
        let definitions: Vec<_> = (0..).map(|at| (at, definition())).take(MAX_FOLDED).collect();
        for (at, fault_type) in &definitions {
            assert_eq!(table.get(fault_type, || folded(*at)).map(|found| found.statuses.wire), Some(*at));
        }
        for (at, fault_type) in &definitions {
            assert_eq!(table.get(fault_type, || folded(0)).map(|found| found.statuses.wire), Some(*at));
        }
        assert!(table.get(definition(), || folded(0)).is_none());
    }

    #[test]
    fn threads_get_the_same_programs() {
        let table = Table::default();
        let definitions: Vec<_> = (0..500).map(|_| definition()).collect();
        let find = || {
            let made = || Folded { statuses: statuses(500), bodies: Vec::new() };
            let found = definitions.iter().filter_map(|known| table.get(known, made));
            found.map(std::ptr::from_ref).map(<*const Folded>::addr).collect::<Vec<_>>()
        };
        let all: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(find)).collect();
            threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
        });
        assert_eq!(all.len(), 4);
        assert!(all.iter().all(|found| found.len() == 500 && *found == all[0]));
    }
}
