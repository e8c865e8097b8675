#[derive(Debug, thiserror::Error, faultwire::Fault)]
enum VolumeError {
    #[error("The volume {name:?} is {size:>5} bytes.")]
    #[fault(status = 404)]
    Formatted { name: String, size: u64 },
    #[error("The volume is of another type.")]
    #[fault(status = 404, message = "The volume is of type {r#type}.")]
    Raw { r#type: String },
}

fn main() {}
