#[derive(faultwire::Fault)]
enum VolumeError {
    Nothing,
    #[fault(code = "some")]
    Something,
}

#[derive(faultwire::Fault)]
struct Gone;

fn main() {}
