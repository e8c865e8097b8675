//! Faults that are known by their code: those of a catalogue, and those of the protocol.

use std::sync::Arc;

use faultwire::{Fault, FaultType, Mistake, protocol};
use faultwire_catalog::{Catalog, Entry};

use super::definition;
use super::reader::{Object, Reader, with_nearest};
use crate::failure::Failure;

/// A fault that is known by its code.
#[derive(Debug, Clone, Copy)]
pub(super) enum Known<'c> {
    /// One of a catalogue or its imports.
    Entry(&'c Entry),
    /// One of the protocol.
    Protocol(&'static FaultType),
}

impl<'c> Known<'c> {
    fn find(catalog: &'c Catalog, code: &str) -> Option<Self> {
        catalog.fault(code).map(Self::Entry).or_else(|| of_protocol(code).map(Self::Protocol))
    }

    /// An occurrence with nothing particular.
    pub(super) fn fault(self) -> Fault {
        match self {
            Self::Entry(entry) => Fault::shared(Arc::clone(entry.fault_type())),
            Self::Protocol(fault_type) => Fault::new(fault_type),
        }
    }

    pub(super) const fn entry(self) -> Option<&'c Entry> {
        match self {
            Self::Entry(entry) => Some(entry),
            Self::Protocol(_) => None,
        }
    }
}

/// A fault of the protocol, by its code.
pub(super) fn of_protocol(code: &str) -> Option<&'static FaultType> {
    protocol::all().iter().copied().find(|known| known.code() == code)
}

/// Reads which fault an object is one of. What all of its kind share is said in the catalogue.
pub(super) fn read<'t>(reader: &mut Reader<'t>, object: &Object<'t>, catalog: &'t Catalog) -> Option<Known<'t>> {
    let shared = |name: &str| name != "code" && definition::MEMBERS.contains(&name);
    for member in object.members().iter().filter(|member| shared(&member.name)) {
        reader.wrong(member.key, format!("`{}` is said in the catalogue, and not here", member.name));
    }
    let part = reader.required(object, "code")?;
    let code = reader.text(part)?;
    let found = Known::find(catalog, &code);
    if found.is_none() {
        reader.unknown(part, "fault", &code, &codes(catalog));
    }
    found
}

/// A fault with a sample for each of its parameters.
///
/// # Errors
///
/// When no fault has the code.
pub(super) fn sample(catalog: &Catalog, code: &str) -> Result<Fault, Failure> {
    match Known::find(catalog, code) {
        Some(Known::Entry(entry)) => Ok(entry.sample()),
        Some(known) => Ok(known.fault()),
        None => {
            let mistake = Mistake::new("", "", 0..0, format!("unknown fault `{code}`"));
            Err(Failure::argument(&[with_nearest(mistake, code, &codes(catalog))]))
        }
    }
}

fn codes(catalog: &Catalog) -> Vec<&str> {
    let of_protocol = protocol::all().iter().map(|known| known.code());
    catalog.all_faults().map(Entry::code).chain(of_protocol).collect()
}
