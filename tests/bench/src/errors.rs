//! An error of an enum as a fault, and back: what the derive writes beside what is written by hand.

use std::hint::black_box;

use faultwire::{Fault, FaultSet, FaultType};

use crate::cases::Case;

pub(crate) const ONE: &str = "one parameter, derived";
pub(crate) const TWO: &str = "two parameters and a source, derived";
pub(crate) const BACK: &str = "back from two parameters, derived";

/// The first is what the others are compared with.
pub(crate) const ONE_PARAMETER: &[Case] =
    &[("one parameter, by hand", || size(ByHand(name_in_use()).into())), (ONE, || size(name_in_use().into()))];

pub(crate) const TWO_PARAMETERS: &[Case] = &[
    ("two parameters and a source, by hand", || size(ByHand(unreadable()).into())),
    (TWO, || size(unreadable().into())),
];

pub(crate) const BACK_AGAIN: &[Case] = &[
    ("back from two parameters, by hand", || known(by_hand(&too_large()))),
    (BACK, || known(VolumeError::from_fault(&too_large()))),
];

#[derive(Debug, PartialEq, thiserror::Error, faultwire::Fault)]
enum VolumeError {
    #[error("A volume named {name} exists already.")]
    #[fault(status = 409)]
    NameInUse { name: String },
    #[error("The volume {volume} could not be read at {at}.")]
    #[fault(status = 500)]
    Unreadable { volume: String, at: u64, source: std::fmt::Error },
    #[error("The size {size} of {volume} is too large.")]
    #[fault(status = 400)]
    TooLarge { volume: String, size: u64 },
}

/// The same error with a conversion of its own.
struct ByHand(VolumeError);

static NAME_IN_USE: FaultType =
    FaultType::new("name_in_use", 409, "Name in use").message("A volume named {name} exists already.");
static UNREADABLE: FaultType =
    FaultType::new("unreadable", 500, "Unreadable").message("The volume {volume} could not be read at {at}.");
static TOO_LARGE: FaultType =
    FaultType::new("too_large", 400, "Too large").message("The size {size} of {volume} is too large.");

impl From<ByHand> for Fault {
    fn from(ByHand(error): ByHand) -> Self {
        match error {
            VolumeError::NameInUse { name } => Self::new(&NAME_IN_USE).with("name", name),
            VolumeError::Unreadable { volume, at, source } => {
                Self::new(&UNREADABLE).with("volume", volume).with("at", at).with_source(source)
            }
            VolumeError::TooLarge { volume, size } => Self::new(&TOO_LARGE).with("volume", volume).with("size", size),
        }
    }
}

fn by_hand(fault: &Fault) -> Option<VolumeError> {
    if fault.is(&NAME_IN_USE) {
        return Some(VolumeError::NameInUse { name: fault.param_as("name")? });
    }
    if fault.is(&TOO_LARGE) {
        return Some(VolumeError::TooLarge { volume: fault.param_as("volume")?, size: fault.param_as("size")? });
    }
    None
}

fn name_in_use() -> VolumeError {
    black_box(VolumeError::NameInUse { name: black_box("backup").to_owned() })
}

fn unreadable() -> VolumeError {
    let volume = black_box("vol-7").to_owned();
    black_box(VolumeError::Unreadable { volume, at: black_box(4096), source: std::fmt::Error })
}

fn too_large() -> Fault {
    Fault::new(black_box(VolumeError::TOO_LARGE)).with("volume", "vol-7").with("size", black_box(7_u64))
}

fn size(fault: Fault) -> usize {
    black_box(fault).params().len()
}

fn known(error: Option<VolumeError>) -> usize {
    usize::from(black_box(error).is_some())
}

/// What is compared is the same.
pub(crate) fn check() -> Result<(), String> {
    for error in [name_in_use, unreadable] {
        let (hand, derived) = (Fault::from(ByHand(error())), Fault::from(error()));
        if hand.message() != derived.message() || !hand.is(derived.fault_type()) {
            return Err(format!("the faults differ: {hand:?} and {derived:?}"));
        }
    }
    match (by_hand(&too_large()), VolumeError::from_fault(&too_large())) {
        (Some(hand), Some(derived)) if hand == derived => Ok(()),
        (hand, derived) => Err(format!("the errors differ: {hand:?} and {derived:?}")),
    }
}
