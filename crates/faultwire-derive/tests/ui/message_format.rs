#[derive(Debug, thiserror::Error, faultwire::Fault)]
enum VolumeError {
    #[error("The volume {name:?} is {size:>5} bytes.")]
    #[fault(status = 404)]
    Formatted { name: String, size: u64 },
}

fn main() {}
