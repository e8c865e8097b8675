#[derive(faultwire::Fault)]
enum VolumeError {
    #[fault(status = 404, cause = "qouta")]
    Cause,
    #[fault(status = 404, severity = "medium")]
    Severity,
    #[fault(status = 404, retry = "later")]
    Retry,
    #[fault(status = 404, retry = "never", retry_after = 7)]
    Contradiction,
    #[fault(status = 404, retry_after = -1)]
    Past,
    #[fault(status = 404, code = "Not A Code")]
    Code,
    #[fault(status = 404)]
    Größe,
}

#[derive(faultwire::Fault)]
#[fault(crate = "not a path", status = 404)]
struct Somewhere;

fn main() {}
