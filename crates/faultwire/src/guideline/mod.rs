//! The API-SIG guideline "HTTP Response Codes", as rules with names.
//!
//! A configuration says what becomes of a fault that breaks one: nothing, a warning in the log, or the status that the
//! guideline asks for, where the fault's [`Cause`] makes that certain:
//!
//! ```toml
//! guideline = "warn"                       # or "enforce"; "off" is the default
//!
//! [[routes]]
//! prefix = "/v2"
//! style = "openstack"
//! guideline = "off"                        # for these routes alone
//! ```
//!
//! ```
//! use faultwire::guideline::{self, Place};
//! use faultwire::{Cause, FaultType};
//!
//! static FULL: FaultType = FaultType::new("quota_exceeded", 413, "Quota exceeded").cause(Cause::Quota);
//!
//! let broken = guideline::broken_by(&FULL, FULL.status()).unwrap();
//! assert_eq!((broken.name(), broken.asks()), ("quota-403", Some(403)));
//! assert!(guideline::rules().iter().any(|rule| rule.place() == Place::Response));
//! ```
//!
//! Source: OpenStack API-SIG, "HTTP Response Codes".

mod rules;

use crate::fault::{Cause, FaultType};

pub use rules::rules;

/// What becomes of a fault that breaks a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Policy {
    /// Nothing.
    #[default]
    Off,
    /// The log says which rule, and why.
    Warn,
    /// The answer has the status that the guideline asks for, where that is certain; else the log says so.
    Enforce,
}

impl Policy {
    /// All of them, by their words in a configuration.
    pub(crate) const WORDS: [(&'static str, Self); 3] =
        [("off", Self::Off), ("warn", Self::Warn), ("enforce", Self::Enforce)];
}

/// Where a rule can be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// In the definition of a fault, by its [`Cause`].
    Definition,
    /// In a response.
    Response,
    /// By people who know what the service does.
    Review,
}

/// A rule of the guideline.
#[derive(Debug)]
pub struct Rule {
    name: &'static str,
    text: &'static str,
    check: Check,
}

/// How a rule is checked.
#[derive(Debug)]
enum Check {
    /// Faults of these causes have one of the statuses.
    Status {
        causes: &'static [Cause],
        may: May,
        asks: Option<u16>,
    },
    /// The messages of faults of these causes name what is wrong: they have a parameter.
    Names {
        causes: &'static [Cause],
    },
    Response,
    Review,
}

/// Which statuses a fault may have.
#[derive(Debug)]
enum May {
    Only(&'static [u16]),
    Never(&'static [u16]),
    NeverServerError,
}

impl May {
    fn be(&self, status: u16) -> bool {
        match self {
            Self::Only(statuses) => statuses.contains(&status),
            Self::Never(statuses) => !statuses.contains(&status),
            Self::NeverServerError => status < 500,
        }
    }
}

impl Rule {
    /// Its name, which configurations and reports use: it does not change.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What it asks for, in a sentence.
    pub const fn text(&self) -> &'static str {
        self.text
    }

    /// Where it can be checked.
    pub const fn place(&self) -> Place {
        match self.check {
            Check::Status { .. } | Check::Names { .. } => Place::Definition,
            Check::Response => Place::Response,
            Check::Review => Place::Review,
        }
    }

    /// The status that a fault which breaks it should have, where the fault's cause makes that certain.
    pub const fn asks(&self) -> Option<u16> {
        match self.check {
            Check::Status { asks, .. } => asks,
            _ => None,
        }
    }

    /// Whether a fault with this definition, sent with this status, breaks the rule by its status.
    fn is_broken_by_status(&self, cause: Cause, status: u16) -> bool {
        matches!(&self.check, Check::Status { causes, may, .. } if causes.contains(&cause) && !may.be(status))
    }

    fn is_broken_by_message(&self, cause: Cause, fault_type: &FaultType) -> bool {
        let Check::Names { causes } = &self.check else { return false };
        causes.contains(&cause) && fault_type.placeholders().next().is_none()
    }
}

/// The rule of a name.
///
/// ```
/// use faultwire::guideline;
///
/// assert_eq!(guideline::rule("quota-403").unwrap().asks(), Some(403));
/// ```
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.name == name)
}

/// The first rule that a fault with this definition breaks when it is sent with this status.
pub fn broken_by(fault_type: &FaultType, status: u16) -> Option<&'static Rule> {
    let cause = fault_type.why()?;
    rules().iter().find(|rule| rule.is_broken_by_status(cause, status))
}

/// All rules that a definition breaks, for checks before a request finds out.
///
/// ```
/// use faultwire::guideline;
/// use faultwire::{Cause, FaultType};
///
/// static NAMELESS: FaultType =
///     FaultType::new("unknown_field", 422, "Unknown field").cause(Cause::UnknownMember);
///
/// let names: Vec<_> = guideline::all_broken_by(&NAMELESS).map(|rule| rule.name()).collect();
/// assert_eq!(names, ["unknown-attribute-400", "unknown-attribute-named"]);
/// ```
pub fn all_broken_by(fault_type: &FaultType) -> impl Iterator<Item = &'static Rule> {
    let cause = fault_type.why();
    rules().iter().filter(move |rule| {
        cause.is_some_and(|cause| {
            rule.is_broken_by_status(cause, fault_type.status()) || rule.is_broken_by_message(cause, fault_type)
        })
    })
}
