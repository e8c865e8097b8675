#[derive(Debug, thiserror::Error, faultwire::Fault)]
enum VolumeError {
    #[error("The volume {0} is missing.")]
    #[fault(status = 404)]
    Position(#[fault(name = "id")] String),
    #[error("The volume {} is missing.", .name.len())]
    #[fault(status = 404)]
    Arguments { name: String },
    #[error("The volume {name} is {much} missing.", much = "very")]
    #[fault(status = 404)]
    Named { name: String },
}

#[derive(Debug, faultwire::Fault)]
enum DiskError {
    #[fault(status = 404, message = "The disk {} is missing.")]
    Empty { name: String },
    #[fault(status = 404, message = "The disk {.name} is missing: {a-b}, {name")]
    Expression { name: String },
    #[fault(status = 404, message = "The disk } is missing.")]
    Closed { name: String },
}

fn main() {}
