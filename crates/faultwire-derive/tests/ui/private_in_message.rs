#[derive(Debug, thiserror::Error, faultwire::Fault)]
enum VolumeError {
    #[error("The password {password} is wrong.")]
    #[fault(status = 403)]
    Password {
        #[fault(private)]
        password: String,
    },
    #[error("It failed: {source}")]
    #[fault(status = 500)]
    Failed { source: std::io::Error },
    #[fault(status = 400, message = "Wrong: {found}")]
    #[error("wrong")]
    Violations {
        #[fault(violations)]
        found: Vec<faultwire::Violation>,
    },
    #[fault(status = 400, message = "Perhaps: {size}")]
    #[error("perhaps")]
    Optional { size: Option<u64> },
}

fn main() {}
