// Written by `faultwire catalog generate rust` from a catalogue of faults. Not to be edited.

/// The faults of the catalogue snapshots, 1.0.0, owned by data-protection.
#[rustfmt::skip]
#[derive(Debug, Clone, PartialEq, thiserror::Error, faultwire::Fault)]
#[non_exhaustive]
pub enum SnapshotFault {
    /// 404: Snapshot not found.
    ///
    /// No snapshot has the id.
    ///
    /// Answers calls: get, delete.
    #[error("Snapshot {snapshot_id} could not be found.")]
    #[fault(
        code = "snapshot_not_found",
        status = 404,
        title = "Snapshot not found",
        cause = "not_found",
        help = "https://snapshots.example/faults#snapshot_not_found",
    )]
    SnapshotNotFound {
        /// The parameter `snapshot_id`.
        snapshot_id: String,
    },
    /// 409: Snapshot needs force.
    ///
    /// A snapshot of an attached volume can hold half of a write. OpenStack answers 400.
    ///
    /// Remedies:
    /// - Detach the volume.
    /// - Ask with `force` set to true.
    ///
    /// Answers calls: create.
    #[error("Volume {volume_id} is {status}; to snapshot it all the same, ask with 'force'.")]
    #[fault(
        code = "snapshot_needs_force",
        status = 409,
        title = "Snapshot needs force",
        number = 60,
        cause = "state",
        retry = "never",
        help = "https://snapshots.example/faults#snapshot_needs_force",
        word("openstack.status" = "400"),
    )]
    SnapshotNeedsForce {
        /// The parameter `volume_id`.
        volume_id: String,
        /// The parameter `status`.
        status: String,
    },
    /// 403: Snapshot limit reached.
    ///
    /// The volume has as many snapshots as it may have. OpenStack documents 413 `overLimit`.
    ///
    /// Remedies:
    /// - Delete a snapshot of the volume.
    ///
    /// Answers calls: create.
    #[error("Volume {volume_id} has {limit} snapshots, and no more are allowed.")]
    #[fault(
        code = "snapshot_limit_reached",
        status = 403,
        title = "Snapshot limit reached",
        number = 61,
        cause = "quota",
        help = "https://snapshots.example/faults#snapshot_limit_reached",
        word("openstack.status" = "413"),
    )]
    SnapshotLimitReached {
        /// The parameter `volume_id`.
        volume_id: String,
        /// The parameter `limit`.
        limit: i64,
        /// The value for the log `tenant`.
        #[fault(private)]
        tenant: String,
    },
}
