//! Why a fault happened, where its status is too coarse.

/// Why a request failed, where the HTTP status alone does not tell.
///
/// The rules of the OpenStack API-SIG guideline "HTTP Response Codes" act on it: a quota that is exceeded
/// and a caller without permission are both `403`, but only one of them asks for a larger quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// The caller's quota does not allow it.
    Quota,
    /// Too many requests in too short a time.
    Rate,
    /// The request, or a part of it, is not well-formed.
    Malformed,
    /// A value is well-formed and out of its range or of the wrong type.
    InvalidValue,
    /// The body has a member that the operation does not know.
    UnknownMember,
    /// The query has a parameter that the operation does not know.
    UnknownParameter,
    /// The body refers to a resource that does not exist.
    ReferenceInBody,
    /// A collection in the request is longer than allowed.
    CollectionTooLong,
    /// The resource that the address names does not exist.
    NotFound,
    /// The method is not supported for the resource.
    Method,
    /// The feature is not offered by this deployment.
    FeatureMissing,
    /// The resource is already in the state that was asked for.
    AlreadySo,
    /// The same action is already in progress on the resource.
    InProgress,
    /// The state of the resource does not permit the operation.
    State,
    /// The name or identifier is taken.
    Duplicate,
    /// The caller is unknown.
    Unauthenticated,
    /// The caller is known and may not do this.
    Forbidden,
    /// Another service that this one depends on failed.
    Upstream,
    /// Time ran out.
    Timeout,
    /// A defect of the service itself.
    Internal,
}

/// Whether a fault is part of a normal conversation or breaks it.
///
/// Styles that answer faults inside HTTP 200 (Universa API, "Common response") do so for soft ones only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// What an operation reports about a request that reached it.
    Soft,
    /// What the protocol layer reports, or a failure of the service.
    Hard,
}

impl Severity {
    /// The word that style pages use: `soft` or `hard`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Soft => "soft",
            Self::Hard => "hard",
        }
    }
}
