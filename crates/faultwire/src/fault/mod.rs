//! Faults: the shared definition ([`FaultType`]) and one occurrence of it ([`Fault`]).

mod cause;
mod clash;
mod const_text;
mod convert;
mod fault_type;
mod few;
mod header;
mod name;
mod occurrence;
mod param;
mod private;
mod retry;
mod set;
mod template;
mod value;
mod violation;

pub use cause::{Cause, Severity};
pub use convert::{IntoFault, OrFault};
pub use fault_type::{FaultType, FaultTypeBuilder, InvalidFaultType};
pub use header::InvalidHeader;
pub use name::InvalidName;
pub use occurrence::Fault;
pub use param::{Parameter, ParameterKind};
pub use private::Private;
pub use retry::Retry;
pub use set::{Definition, Definitions, FaultEntry, FaultSet, ParameterInfo};
pub use value::Value;
pub use violation::{Location, Violation};

pub(crate) use header::parse_header;
pub(crate) use name::{check_extension_name, frames_the_message, is_code, is_xml_name};
pub(crate) use occurrence::TypeRef;
pub(crate) use template::Part;
use template::parts;

/// Text that is either part of the program or owned.
pub(crate) type Text = std::borrow::Cow<'static, str>;
