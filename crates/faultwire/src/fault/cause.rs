//! Why a fault happened, where its status is too coarse.

macro_rules! causes {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// Why a request failed, where the HTTP status alone does not tell.
        ///
        /// The rules of the OpenStack API-SIG guideline "HTTP Response Codes" act on it: a quota that is exceeded
        /// and a caller without permission are both `403`, but only one of them asks for a larger quota.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Cause {
            $($(#[$doc])* $name,)*
        }

        impl Cause {
            /// All causes.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The word for it in data: `quota`, `reference_in_body`.
            ///
            /// ```
            /// use faultwire::Cause;
            ///
            /// assert_eq!(Cause::ReferenceInBody.as_str(), "reference_in_body");
            /// ```
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

causes! {
    /// The caller's quota does not allow it.
    Quota = "quota",
    /// Too many requests in too short a time.
    Rate = "rate",
    /// The request, or a part of it, is not well-formed.
    Malformed = "malformed",
    /// A value is well-formed and out of its range or of the wrong type.
    InvalidValue = "invalid_value",
    /// The body has a member that the operation does not know.
    UnknownMember = "unknown_member",
    /// The query has a parameter that the operation does not know.
    UnknownParameter = "unknown_parameter",
    /// The body refers to a resource that does not exist.
    ReferenceInBody = "reference_in_body",
    /// A collection in the request is longer than allowed.
    CollectionTooLong = "collection_too_long",
    /// The resource that the address names does not exist.
    NotFound = "not_found",
    /// The method is not supported for the resource.
    Method = "method",
    /// The feature is not offered by this deployment.
    FeatureMissing = "feature_missing",
    /// The resource is already in the state that was asked for.
    AlreadySo = "already_so",
    /// The same action is already in progress on the resource.
    InProgress = "in_progress",
    /// The state of the resource does not permit the operation.
    State = "state",
    /// The name or identifier is taken.
    Duplicate = "duplicate",
    /// The caller is unknown.
    Unauthenticated = "unauthenticated",
    /// The caller is known and may not do this.
    Forbidden = "forbidden",
    /// Another service that this one depends on failed.
    Upstream = "upstream",
    /// Time ran out.
    Timeout = "timeout",
    /// A defect of the service itself.
    Internal = "internal",
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
