//! Constants that nobody uses are nobody's mistake.
#![forbid(unused)]

#[derive(faultwire::Fault)]
enum Private {
    #[fault(status = 404)]
    VolumeMissing,
}

#[derive(faultwire::Fault)]
#[fault(status = 404)]
struct DiskMissing;

fn main() {
    let faults = [faultwire::Fault::from(Private::VolumeMissing), DiskMissing.into()];
    assert!(faults.iter().all(|fault| fault.status() == 404));
}
