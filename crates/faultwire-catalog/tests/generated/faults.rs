// Written by `faultwire catalog generate rust` from a catalogue of faults. Not to be edited.

/// The faults of the catalogue block-storage, 1.2.0, owned by storage.
#[rustfmt::skip]
#[allow(missing_docs, reason = "the catalogue says what the parameters are")]
#[derive(Debug, Clone, PartialEq, thiserror::Error, faultwire::Fault)]
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
        word(openstack.root = "overLimit"),
        word(openstack.status = "413"),
        word(status-text.status = "429"),
    )]
    QuotaExceeded {
        size: i64,
        rate: f64,
        exact: bool,
        r#type: faultwire::Value,
        #[fault(private)]
        tenant: Option<String>,
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
        members: Vec<faultwire::Value>,
        reasons: std::collections::BTreeMap<String, faultwire::Value>,
    },
    /// 500: Broken.
    ///
    /// Deprecated since 1.2.0, in favour of `bad_members`.
    #[error("Broken")]
    #[fault(
        code = "broken",
        status = 500,
        title = "Broken",
        severity = "soft",
        help = "https://errors.example/block-storage#broken",
    )]
    Broken {
        #[fault(private)]
        host: String,
    },
}
