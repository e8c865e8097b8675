#[derive(Debug, faultwire::Fault)]
#[fault(status = 500)]
struct Inner;

impl std::fmt::Display for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("inner")
    }
}

impl std::error::Error for Inner {}

fn show(_: &String, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    f.write_str("shown")
}

#[derive(Debug, thiserror::Error, faultwire::Fault)]
enum VolumeError {
    #[error(transparent)]
    #[fault(status = 404)]
    Transparent(#[from] Inner),
    #[error(fmt = show)]
    #[fault(status = 404)]
    Function { name: String },
}

fn main() {}
