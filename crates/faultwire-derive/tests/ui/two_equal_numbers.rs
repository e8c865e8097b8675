#[derive(faultwire::Fault)]
enum VolumeError {
    #[fault(status = 409, number = 13)]
    NameInUse,
    #[fault(status = 404)]
    Missing,
    #[fault(status = 404, number = 13)]
    Lost,
}

fn main() {
    let _ = VolumeError::NAME_IN_USE;
}
