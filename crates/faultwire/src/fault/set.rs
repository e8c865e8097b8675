//! Sets of faults: an error type, its definitions, and the way back from a fault to the error.

use std::fmt;
use std::panic::Location;
use std::slice;

use super::clash::{clashes, hash_of};
use super::const_text::{ConstText, equal};
use super::{Fault, FaultType, Parameter, ParameterKind};

/// An error type as a set of faults: each of its values is a fault, its definitions can be listed, and a fault can
/// be matched back to a value.
///
/// So one type serves a service, which returns it, and the service's client, which gets it back.
/// `#[derive(Fault)]` (feature `derive`) writes it together with `From<…> for Fault`. By hand:
///
/// ```
/// use faultwire::{Fault, FaultEntry, FaultSet, FaultType};
///
/// static VOLUME_BUSY: FaultType = FaultType::new("volume_busy", 409, "Volume busy").message("{volume} is busy.");
///
/// #[derive(Debug, PartialEq)]
/// struct VolumeBusy {
///     volume: String,
/// }
///
/// impl From<VolumeBusy> for Fault {
///     fn from(busy: VolumeBusy) -> Self {
///         Self::new(&VOLUME_BUSY).with("volume", busy.volume)
///     }
/// }
///
/// impl FaultSet for VolumeBusy {
///     const ENTRIES: &'static [FaultEntry] = &[FaultEntry::of(&VOLUME_BUSY)];
///
///     fn from_fault(fault: &Fault) -> Option<Self> {
///         fault.is(&VOLUME_BUSY).then(|| fault.param_as("volume")).flatten().map(|volume| Self { volume })
///     }
/// }
///
/// let codes: Vec<_> = VolumeBusy::definitions().map(|definition| definition.fault_type().code()).collect();
/// assert_eq!(codes, ["volume_busy"]);
///
/// let fault = Fault::from(VolumeBusy { volume: "vol-7".into() });
/// assert_eq!(VolumeBusy::from_fault(&fault), Some(VolumeBusy { volume: "vol-7".into() }));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no set of faults",
    label = "its definitions are not known",
    note = "add `#[derive(faultwire::Fault)]` to `{Self}`",
    note = "if it has that, then of another version of `faultwire`: `cargo tree --duplicates` shows who asks for which"
)]
pub trait FaultSet: Into<Fault> {
    /// The definitions, and the sets inside this one, in the order of the source.
    const ENTRIES: &'static [FaultEntry];

    /// The value that a fault stands for: the code is one of this set, and all parameters are there.
    ///
    /// A value with something that no fault gives back (a source, text for the log) is never matched.
    fn from_fault(fault: &Fault) -> Option<Self>;

    /// All definitions, those of the sets inside this one included.
    ///
    /// They are what `Renderer::check` wants:
    /// `renderer.check(E::definitions().map(Definition::fault_type))`.
    ///
    /// It does not compile where two of them have one code or one number.
    fn definitions() -> Definitions {
        const { FaultEntry::assert_distinct(Self::ENTRIES) };
        Definitions { open: vec![Self::ENTRIES.iter()] }
    }
}

/// Any fault, of definitions that are not known here: what is left for a variant `Other(Fault)`, the last one.
impl FaultSet for Fault {
    const ENTRIES: &'static [FaultEntry] = &[];

    fn from_fault(fault: &Fault) -> Option<Self> {
        Some(fault.clone())
    }
}

/// One entry of a [`FaultSet`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum FaultEntry {
    /// A definition of the set's own.
    Definition(Definition),
    /// The entries of another set, nested in this one.
    Set(&'static [FaultEntry]),
}

impl FaultEntry {
    /// A definition of which no more is known than where this is called.
    #[track_caller]
    pub const fn of(fault_type: &'static FaultType) -> Self {
        let (hash, origin) = (hash_of(fault_type.constant_code()), Origin::Caller(Location::caller()));
        Self::Definition(Definition { fault_type, hash, origin, docs: "", parameters: &[], readable: true })
    }

    /// A definition with everything that its derive knows: `hash` is that of its code, `set` the path of the error type, and
    /// `variant` a name, or nothing for a struct.
    #[doc(hidden)]
    pub const fn definition(
        fault_type: &'static FaultType,
        hash: u32,
        set: &'static str,
        variant: &'static str,
        docs: &'static str,
        parameters: &'static [ParameterInfo],
        readable: bool,
    ) -> Self {
        let origin = Origin::Derived { set, variant };
        Self::Definition(Definition { fault_type, hash, origin, docs, parameters, readable })
    }

    /// Refuses definitions with one code or one number, all of them at once; what the derive has evaluated for sets with
    /// others inside.
    ///
    /// # Panics
    ///
    /// When there are such definitions: in a constant, that is an error of the compiler.
    #[doc(hidden)]
    #[track_caller]
    pub const fn assert_distinct(entries: &[Self]) {
        if let Some(text) = clashes(entries) {
            panic!("{}", text.as_str());
        }
    }
}

/// A definition as an entry of a [`FaultSet`]: with its documentation and its parameters.
#[derive(Debug, Clone)]
pub struct Definition {
    pub(super) fault_type: &'static FaultType,
    /// That of its code.
    pub(super) hash: u32,
    origin: Origin,
    docs: &'static str,
    parameters: &'static [ParameterInfo],
    readable: bool,
}

/// Where a definition is written.
#[derive(Debug, Clone, Copy)]
enum Origin {
    /// The path of an error type, and the name of its variant; nothing for a struct.
    Derived { set: &'static str, variant: &'static str },
    /// An entry by hand.
    Caller(&'static Location<'static>),
}

impl Definition {
    /// The definition itself.
    pub const fn fault_type(&self) -> &'static FaultType {
        self.fault_type
    }

    /// Where it is written: the path of the variant or struct, `volumes::VolumeError::NameInUse`; of an entry by hand the
    /// file, the line and the column of [`FaultEntry::of`], `src/volumes.rs:7:48`.
    pub fn place(&self) -> String {
        let mut text = ConstText::new();
        self.write_place(&mut text);
        text.as_str().to_owned()
    }

    pub(super) const fn write_place(&self, text: &mut ConstText) {
        match self.origin {
            Origin::Derived { set, variant } => {
                text.add(set);
                if !variant.is_empty() {
                    text.add("::");
                    text.add(variant);
                }
            }
            Origin::Caller(caller) => {
                text.add(caller.file());
                text.add(":");
                text.add_integer(caller.line() as i64);
                text.add(":");
                text.add_integer(caller.column() as i64);
            }
        }
    }

    pub(super) const fn constant_code(&self) -> &'static str {
        self.fault_type.constant_code()
    }

    pub(super) const fn is_derived(&self) -> bool {
        matches!(self.origin, Origin::Derived { .. })
    }

    /// Whether two definitions with one code are one definition, met twice.
    ///
    /// Addresses tell that, but not to the compiler. What is derived has one path; what is written by hand can be an
    /// entry of several sets, and then it says the same in all of them.
    pub(super) const fn is_same(&self, other: &Self) -> bool {
        match (self.origin, other.origin) {
            (Origin::Derived { set, variant }, Origin::Derived { set: other_set, variant: other_variant }) => {
                equal(set, other_set) && equal(variant, other_variant)
            }
            _ => self.fault_type.says_the_same(other.fault_type),
        }
    }

    /// What the source says about it, in Markdown; empty where it says nothing.
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// Its parameters and its values for the log, in the order of the source.
    pub const fn parameters(&self) -> &'static [ParameterInfo] {
        self.parameters
    }

    /// Whether [`FaultSet::from_fault`] can give its value back.
    pub fn is_readable(&self) -> bool {
        self.readable && self.parameters.iter().all(|parameter| parameter.readable)
    }
}

/// A parameter of a [`Definition`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterInfo {
    name: &'static str,
    kind: ParameterKind,
    optional: bool,
    private: bool,
    readable: bool,
}

impl ParameterInfo {
    /// A parameter of a type.
    #[doc(hidden)]
    pub const fn of<P: Parameter>(name: &'static str) -> Self {
        Self { name, kind: P::KIND, optional: P::OPTIONAL, private: false, readable: P::READABLE }
    }

    /// A value for the log.
    #[doc(hidden)]
    pub const fn private(name: &'static str, optional: bool) -> Self {
        Self { name, kind: ParameterKind::Text, optional, private: true, readable: optional }
    }

    /// Its name, as in a message.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What kind of data it is.
    pub const fn kind(&self) -> ParameterKind {
        self.kind
    }

    /// Whether a fault may be without it.
    pub const fn is_optional(&self) -> bool {
        self.optional
    }

    /// Whether only the log sees it.
    pub const fn is_private(&self) -> bool {
        self.private
    }
}

/// The definitions of a [`FaultSet`], one after the other; made by [`FaultSet::definitions`].
#[derive(Clone)]
pub struct Definitions {
    /// What is left of the set and of those inside it, the innermost last.
    open: Vec<slice::Iter<'static, FaultEntry>>,
}

impl Iterator for Definitions {
    type Item = &'static Definition;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(innermost) = self.open.last_mut() {
            match innermost.next() {
                Some(FaultEntry::Definition(definition)) => return Some(definition),
                Some(FaultEntry::Set(entries)) => self.open.push(entries.iter()),
                None => {
                    self.open.pop();
                }
            }
        }
        None
    }
}

impl fmt::Debug for Definitions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone().map(|definition| definition.fault_type().code())).finish()
    }
}
