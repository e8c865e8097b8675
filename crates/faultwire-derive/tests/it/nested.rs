//! Sets of several teams, one in another.

use faultwire::{Fault, FaultSet};

mod disks {
    #[derive(Debug, PartialEq, thiserror::Error, faultwire::Fault)]
    pub(super) enum DiskError {
        #[error("The disk {disk} is full.")]
        #[fault(status = 507)]
        DiskFull { disk: u8 },
    }
}

mod volumes {
    #[derive(Debug, PartialEq, thiserror::Error, faultwire::Fault)]
    pub(super) enum VolumeError {
        #[error("The volume {volume} is attached.")]
        #[fault(status = 409)]
        VolumeAttached { volume: String },
        #[error(transparent)]
        #[fault(transparent)]
        Disk(#[from] super::disks::DiskError),
    }
}

#[derive(Debug, thiserror::Error, faultwire::Fault)]
enum ApiError {
    #[error("The quota of {project} is used up.")]
    #[fault(status = 403, cause = "quota")]
    QuotaExceeded { project: String },
    #[error(transparent)]
    #[fault(transparent)]
    Volume(#[from] volumes::VolumeError),
    #[error(transparent)]
    #[fault(transparent)]
    Other { fault: Fault },
}

use disks::DiskError;
use volumes::VolumeError;

#[test]
fn the_definitions_of_all_teams_are_listed_flat() {
    let codes: Vec<_> = ApiError::definitions().map(|definition| definition.fault_type().code()).collect();
    assert_eq!(codes, ["quota_exceeded", "volume_attached", "disk_full"]);
    assert_eq!(format!("{:?}", ApiError::definitions()), r#"["quota_exceeded", "volume_attached", "disk_full"]"#);
}

#[test]
fn a_fault_is_matched_back_through_all_sets() {
    let fault = Fault::from(ApiError::from(VolumeError::from(DiskError::DiskFull { disk: 3 })));
    assert!(fault.is(DiskError::DISK_FULL));
    assert_eq!(fault.message(), "The disk 3 is full.");
    let back = ApiError::from_fault(&fault);
    assert!(matches!(back, Some(ApiError::Volume(VolumeError::Disk(DiskError::DiskFull { disk: 3 })))));
    assert_eq!(DiskError::from_fault(&fault), Some(DiskError::DiskFull { disk: 3 }));

    let fault = Fault::from(ApiError::QuotaExceeded { project: "p".into() });
    assert!(matches!(ApiError::from_fault(&fault), Some(ApiError::QuotaExceeded { project }) if project == "p"));
}

#[test]
fn any_other_fault_is_kept() {
    let fault = Fault::new(&faultwire::protocol::ROUTE_NOT_FOUND);
    let back = ApiError::from_fault(&fault).unwrap();
    assert!(matches!(&back, ApiError::Other { fault } if fault.is(&faultwire::protocol::ROUTE_NOT_FOUND)));
    assert!(Fault::from(back).is(&faultwire::protocol::ROUTE_NOT_FOUND));
    assert!(VolumeError::from_fault(&fault).is_none());
}

#[derive(Debug, faultwire::Fault)]
#[fault(transparent)]
struct Wrapped(DiskError);

#[test]
fn a_struct_can_pass_a_set_on() {
    let fault = Fault::from(Wrapped(DiskError::DiskFull { disk: 1 }));
    assert_eq!(Wrapped::from_fault(&fault).unwrap().0, DiskError::DiskFull { disk: 1 });
    assert_eq!(Wrapped::definitions().count(), 1);
}
