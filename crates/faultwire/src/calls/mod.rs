//! Which errors a kind of call may answer with.
//!
//! Some interfaces say for every kind of call (create, delete, list, …) which statuses its errors have; a style page has
//! that in its section `calls`, and a configuration may have a table of its own, which counts for every style. What kind
//! of call a route is, the configuration says once:
//!
//! ```toml
//! [[operations]]
//! path = "/volumes/{id}"
//! GET = "get"
//! PUT = "edit"
//! DELETE = "delete"
//!
//! [calls]                                  # for every style; without it each style's own
//! any = [401, 403, 500, 503]
//! get = [404]
//! exempt = [405, 413, 415]                 # faults of the protocol that the table does not list
//! ```
//!
//! A fault that the table does not have is sent all the same: it is a warning in the log, and a mistake that a probe of
//! the service reports.

mod read;

use http::Method;

use crate::fault::Fault;
use crate::protocol;
use crate::render::Prefix;

pub(crate) use read::{operations, table};

/// A kind of call to a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Call {
    /// Makes a resource.
    Create,
    /// Removes one.
    Delete,
    /// Changes one.
    Edit,
    /// Lets one do something.
    Action,
    /// Shows one.
    Get,
    /// Shows several.
    List,
    /// What no route is for: an unknown address, or a method that it has not.
    Unknown,
}

impl Call {
    /// All kinds.
    pub const ALL: &[Self] =
        &[Self::Create, Self::Delete, Self::Edit, Self::Action, Self::Get, Self::List, Self::Unknown];

    /// The word for it in configurations and style pages: `create`, `list`.
    ///
    /// ```
    /// use faultwire::Call;
    ///
    /// assert_eq!(Call::Create.as_str(), "create");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Delete => "delete",
            Self::Edit => "edit",
            Self::Action => "action",
            Self::Get => "get",
            Self::List => "list",
            Self::Unknown => "unknown",
        }
    }
}

/// The statuses that the errors of calls may have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// Those of every call.
    any: Vec<u16>,
    /// Those of the protocol, which say nothing about the kind of a call.
    exempt: Vec<u16>,
    of: Vec<(Call, Vec<u16>)>,
}

impl Table {
    /// Every kind of call with its statuses, in the order of the kinds.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&'static str, &[u16])> {
        let of = Call::ALL.iter().filter_map(|call| {
            let (_, statuses) = self.of.iter().find(|(known, _)| known == call)?;
            Some((call.as_str(), statuses.as_slice()))
        });
        let shared = [("any", self.any.as_slice()), ("exempt", self.exempt.as_slice())];
        of.chain(shared.into_iter().filter(|(_, statuses)| !statuses.is_empty()))
    }

    fn allows(&self, call: Call, status: u16) -> bool {
        let own = self.of.iter().filter(|(known, _)| *known == call).flat_map(|(_, statuses)| statuses);
        self.any.iter().chain(&self.exempt).chain(own).any(|known| *known == status)
    }
}

/// The kinds of call that the routes of a path are.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    path: Prefix,
    /// A method without a kind is none, such as that of a route for tests.
    methods: Vec<(Method, Option<Call>)>,
}

/// What is known of a service's calls.
#[derive(Debug, Clone, Default)]
pub(crate) struct Calls {
    pub(crate) operations: Vec<Operation>,
    /// The service's own table.
    pub(crate) table: Option<Table>,
}

impl Calls {
    /// The kind of call that a request is, where that is declared.
    pub(crate) fn of(&self, method: &Method, path: &str) -> Option<Call> {
        let fitting = self.operations.iter().filter_map(|operation| {
            let rank = operation.path.fits_whole(path)?;
            Some((rank, operation.of(method)?))
        });
        fitting.max_by_key(|(rank, _)| *rank).and_then(|(_, call)| call)
    }

    /// Whether the errors of a call may have this status; `style` is the table of the style. Without any table they may.
    pub(crate) fn allow(&self, call: Call, style: Option<&Table>, status: u16) -> bool {
        self.table.as_ref().or(style).is_none_or(|table| table.allows(call, status))
    }

    /// Whether nothing can be broken.
    pub(crate) fn is_empty(&self) -> bool {
        self.operations.is_empty()
    }
}

impl Operation {
    /// The kind of this method; `HEAD` is as `GET`. `None`: nothing is said of it.
    fn of(&self, method: &Method) -> Option<Option<Call>> {
        let find = |wanted: &Method| self.methods.iter().find(|(known, _)| known == wanted).map(|(_, call)| *call);
        find(method).or_else(|| if method == Method::HEAD { find(&Method::GET) } else { None })
    }
}

/// Whether a fault tells that no route is for a request.
pub(crate) fn is_unrouted(fault: &Fault) -> bool {
    fault.is(&protocol::ROUTE_NOT_FOUND) || fault.is(&protocol::METHOD_NOT_ALLOWED)
}
