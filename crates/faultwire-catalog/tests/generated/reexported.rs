// Written by `faultwire catalog generate rust` from a catalogue of faults. Not to be edited.

/// The faults of the catalogue block-storage, 1.2.0, owned by storage.
#[rustfmt::skip]
#[derive(Debug, Clone, PartialEq, thiserror::Error, crate::platform::wire::Fault)]
#[fault(crate = "crate::platform::wire")]
#[non_exhaustive]
pub enum BlockStorageFault {
    /// 404: Volume not found.
    ///
    /// The volume was deleted, or never was.
    ///
    /// Causes:
    /// - Another client deleted it.
    /// - The id has a typo.
    ///
    /// Remedies:
    /// - List the volumes.
    #[error("Volume {volume_id} could not be found.")]
    #[fault(
        code = "volume_not_found",
        status = 404,
        title = "Volume not found",
        number = 1,
        cause = "not_found",
        help = "https://errors.example/block-storage#volume_not_found",
    )]
    VolumeNotFound {
        /// The parameter `volume_id`.
        volume_id: String,
    },
    /// 403: Quota exceeded.
    ///
    /// Answers calls: create, action.
    ///
    /// Since 1.1.0.
    #[error("{size} GiB at a rate of {rate} are above the {{quota}}: {exact}, {type}.")]
    #[fault(
        code = "quota_exceeded",
        status = 403,
        title = "Quota exceeded",
        number = 2,
        cause = "quota",
        retry_after = 7,
        help = "https://errors.example/block-storage#quota_exceeded",
        word("openstack.root" = "overLimit"),
        word("openstack.status" = "413"),
        word("status-text.status" = "429"),
    )]
    QuotaExceeded {
        /// The parameter `size`.
        size: i64,
        /// The parameter `rate`.
        rate: f64,
        /// The parameter `exact`.
        exact: bool,
        /// The parameter `type`.
        r#type: crate::platform::wire::Value,
        /// The value for the log `tenant`, if there is one.
        #[fault(private)]
        tenant: Option<String>,
        /// The parameter `nearest`, if there is one.
        nearest: Option<i64>,
    },
    /// 400: Bad "members" {here}.
    #[error("Bad \"members\" {{here}}")]
    #[fault(
        code = "bad_members",
        status = 400,
        title = "Bad \"members\" {here}",
        message = "These are wrong: {members}, because of {reasons}.",
        help = "https://help.example/members",
        type_uri = "https://errors.example/types/members",
    )]
    BadMembers {
        /// The parameter `members`.
        members: Vec<crate::platform::wire::Value>,
        /// The parameter `reasons`.
        reasons: std::collections::BTreeMap<String, crate::platform::wire::Value>,
    },
    /// 500: Broken.
    ///
    /// Deprecated since 1.2.0, in favour of `bad_members`.
    #[deprecated(since = "1.2.0", note = "use `BadMembers`")]
    #[error("Broken")]
    #[fault(
        code = "broken",
        status = 500,
        title = "Broken",
        severity = "soft",
        help = "https://errors.example/block-storage#broken",
    )]
    Broken {
        /// The value for the log `host`.
        #[fault(private)]
        host: String,
    },
}
