//! How other values become faults.

use std::error::Error;
use std::sync::Arc;

use super::{Fault, FaultType};
use crate::protocol;

/// What can be returned as a fault: everything with `Into<Fault>`.
///
/// It exists for its compiler message; implement `From<YourError> for Fault`, not this.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a fault",
    label = "no status and no code that this `faultwire` knows: add `.or_fault(&YOUR_FAULT_TYPE)`, or `.or_internal()`",
    note = "give it one with `.or_fault(&YOUR_FAULT_TYPE)?`, or hide it behind a 500 with `.or_internal()?`",
    note = "to let `?` convert it everywhere, write `impl From<{Self}> for Fault`, or derive it (feature `derive`)",
    note = "if it is a fault already, then of another version of `faultwire`: `cargo tree --duplicates` shows who asks for which"
)]
pub trait IntoFault {
    /// The fault.
    fn into_fault(self) -> Fault;
}

// Without this the compiler would speak of `Into<Fault>` instead of the notes above.
#[diagnostic::do_not_recommend]
impl<T: Into<Fault>> IntoFault for T {
    fn into_fault(self) -> Fault {
        self.into()
    }
}

/// Turns the failure of a `Result`, or the absence of an `Option`, into a fault.
///
/// ```
/// use faultwire::{Fault, FaultType, OrFault};
///
/// static PORT_INVALID: FaultType = FaultType::new("port_invalid", 400, "Invalid port");
///
/// fn port(text: Option<&str>) -> Result<u16, Fault> {
///     text.or_fault(&PORT_INVALID)?.parse().or_fault(&PORT_INVALID)
/// }
///
/// assert_eq!(port(Some("80")).ok(), Some(80));
/// assert!(port(Some("x")).is_err_and(|fault| fault.is(&PORT_INVALID)));
/// assert!(port(None).is_err());
/// ```
pub trait OrFault<T>: Sized {
    /// Fails with a fault of this type. An error is kept as its source: it is logged and never shown.
    ///
    /// # Errors
    ///
    /// The fault, where `self` holds no value.
    fn or_fault(self, fault_type: &'static FaultType) -> Result<T, Fault>;

    /// Fails with the protocol fault `internal`, a 500 that says nothing. An error is kept as its source.
    ///
    /// # Errors
    ///
    /// The fault, where `self` holds no value.
    fn or_internal(self) -> Result<T, Fault> {
        self.or_fault(&protocol::INTERNAL)
    }
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> OrFault<T> for Result<T, E> {
    fn or_fault(self, fault_type: &'static FaultType) -> Result<T, Fault> {
        self.map_err(|error| Fault::new(fault_type).with_source(error))
    }
}

impl<T> OrFault<T> for Option<T> {
    fn or_fault(self, fault_type: &'static FaultType) -> Result<T, Fault> {
        self.ok_or_else(|| Fault::new(fault_type))
    }
}

impl From<&'static FaultType> for Fault {
    fn from(fault_type: &'static FaultType) -> Self {
        Self::new(fault_type)
    }
}

impl From<Arc<FaultType>> for Fault {
    fn from(fault_type: Arc<FaultType>) -> Self {
        Self::shared(fault_type)
    }
}
