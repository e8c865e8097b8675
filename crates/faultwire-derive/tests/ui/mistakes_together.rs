// One error for each mistake, and none for what follows from it.
use faultwire::{Fault, FaultSet};

#[derive(Debug, Fault)]
enum VolumeError {
    #[fault(status = 909, cod = "wrong", message = "{nmae} {0}")]
    NameInUse { name: String },
    Missing,
}

fn main() {
    let fault = Fault::from(VolumeError::Missing);
    assert!(!fault.is(VolumeError::NAME_IN_USE));
    assert!(!fault.is(VolumeError::MISSING));
    assert_eq!(VolumeError::definitions().count(), 2);
    let _: Option<VolumeError> = VolumeError::from_fault(&fault);
}
