#![doc = include_str!("../README.md")]

mod ast;
mod attribute;
mod bounds;
mod case;
mod convert;
mod definition;
mod deprecated;
mod expand;
mod fields;
mod message;
mod mistakes;
mod model;
mod parse;
mod types;
mod validate;

use syn::{DeriveInput, parse_macro_input};

/// Makes an error enum or struct a set of faults.
///
/// It writes
///
/// - `From<YourError> for Fault`, so that `?` turns the error into a fault;
/// - `FaultSet for YourError`: the list of the definitions, and `from_fault`, the way back;
/// - a constant for each definition: `YourError::NAME_IN_USE` for the variant `NameInUse`, `YourError::FAULT_TYPE` for
///   a struct. A variant whose own name is written like a constant has none.
///
/// # Settings of a variant, or of a struct
///
/// | `#[fault(…)]` | what |
/// |---|---|
/// | `status = 409` | the HTTP status, 400 to 599; needed |
/// | `code = "name_in_use"` | the stable code; the variant's name in snake case without it |
/// | `title = "Name in use"` | the title; the words of the variant's name without it |
/// | `message = "… {name} …"` | the message; thiserror's `#[error("…")]` without it, and without either the title |
/// | `number = 13` | a number for clients that know errors by numbers |
/// | `cause = "duplicate"` | why it happens, by the word of `Cause` |
/// | `severity = "hard"` | `soft` or `hard`; as the status says without it |
/// | `retry = "never"` | whether the same request can succeed: `never`, `now`, `after` |
/// | `retry_after = 7` | seconds to wait; implies `retry = "after"` |
/// | `help = "https://…"` | the address of a page that helps |
/// | `type_uri = "https://…"` | the URI of the type (RFC 9457 `type`) |
/// | `word(openstack.root = "…", …)` | words for styles; in quotes where the style or the word is no name in Rust: `word("3d.error-code" = "…")` |
/// | `transparent` | the only field is the error of another set: its definitions are in this one, its faults are its own. A `Fault` itself can be the field too: the last variant, for all other faults |
///
/// Of an enum or struct: `crate = "other::path::faultwire"`, where the core is re-exported, such as
/// `faultwire_axum::faultwire`; `::faultwire` without it.
/// Doc comments are kept with the definitions, and so is `#[deprecated(since = "…", note = "…")]`, as the sentence
/// `Deprecated since …` at their end, unless they have it already.
///
/// # Settings of a field
///
/// A field is a parameter, by its name without `r#`, and by the `Parameter` of its type; one whose type is `Option` may
/// be absent. `&T` and `Cow<T>` with a lifetime are sent as their owned `T`.
///
/// | `#[fault(…)]` | what |
/// |---|---|
/// | `name = "volume"` | the name of the parameter; a field of a tuple needs it |
/// | `display` | the parameter is the `Display` text, and comes back by `FromStr` |
/// | `private` | kept for the log by its `Display`, and never sent |
/// | `source` | the error behind the fault, for the log; thiserror's `#[source]` and `#[from]`, and a field with the name `source`, are this without a word |
/// | `violations` | a `Vec<Violation>`: what is wrong with the request |
/// | `retry_after` | a `u32`, or an `Option<u32>`: seconds to wait, of this occurrence |
///
/// # The way back
///
/// `from_fault` gives the variant whose code the fault has, when every parameter is there and of its type.
/// What no fault holds cannot come back. A variant is never given back when it has
///
/// - a private or source field whose type is no `Option`; one with an `Option` comes back as `None`;
/// - a field that is borrowed, `&'static str` among them: own it, or use `Cow<'static, str>`.
///
/// `Definition::is_readable` tells. A set that is nested by `transparent` is asked after the set's own variants.
///
/// # Codes and numbers are unique
///
/// In one enum, and in all sets that it nests: of this crate, of others, and by hand. What clashes does not compile, and
/// the message names both places:
///
/// ```text
/// error[E0080]: evaluation panicked: the code `volume_in_use` is that of `backup::SnapshotFault::VolumeInUse` and of `storage::VolumeFault::Busy`
/// ```
///
/// ```compile_fail
/// #[derive(faultwire::Fault)]
/// #[fault(status = 409, code = "volume_in_use")]
/// struct Busy;
///
/// #[derive(faultwire::Fault)]
/// enum SnapshotFault {
///     #[fault(status = 409)]
///     VolumeInUse,
///     #[fault(transparent)]
///     Volume(Busy),
/// }
/// ```
///
/// A set that is nested twice, in two others, is no clash with itself.
/// What a generic enum nests is known where it gets its types: it is looked at when a program that makes a fault of it is
/// built, and `cargo check` does not get that far.
///
/// # Messages
///
/// `{name}` stands for a parameter, `{{` and `}}` for braces. Positions, formats and expressions, which thiserror
/// allows, are errors here: a message that clients can take apart has names. Nor may a message hold what is private,
/// a source, or what may be absent.
///
/// # Generics
///
/// Type parameters, lifetimes, constants and where clauses are kept. A generic field asks of its type what its role
/// needs. The constants of a generic enum need its types: `Found::<String>::MISSING`.
///
/// ```
/// use faultwire::{Fault, FaultSet};
///
/// #[derive(Debug, PartialEq, faultwire::Fault)]
/// #[fault(status = 507, message = "Disk {disk} is full.")]
/// struct DiskFull {
///     disk: u8,
/// }
///
/// #[derive(Debug, thiserror::Error, faultwire::Fault)]
/// enum ApiError<T: std::fmt::Display + std::str::FromStr> {
///     #[error("Volume {id} was not found.")]
///     #[fault(status = 404, title = "Volume not found")]
///     NotFound {
///         #[fault(display)]
///         id: T,
///         #[fault(private)]
///         node: Option<u32>,
///     },
///     #[error("the disk")]
///     #[fault(transparent)]
///     Disk(DiskFull),
/// }
///
/// let fault = Fault::from(ApiError::NotFound { id: 7_u128, node: Some(3) });
/// assert!(fault.is(ApiError::<u128>::NOT_FOUND));
/// assert_eq!(fault.message(), "Volume 7 was not found.");
/// assert!(matches!(ApiError::from_fault(&fault), Some(ApiError::NotFound { id: 7_u128, node: None })));
///
/// let fault = Fault::from(DiskFull { disk: 2 });
/// assert!(matches!(ApiError::<u128>::from_fault(&fault), Some(ApiError::Disk(DiskFull { disk: 2 }))));
/// ```
#[proc_macro_derive(Fault, attributes(fault))]
pub fn derive_fault(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::derive(&input).into()
}
