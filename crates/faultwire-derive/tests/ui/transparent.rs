#[derive(faultwire::Fault)]
#[fault(status = 500)]
struct Inner;

#[derive(faultwire::Fault)]
enum VolumeError {
    #[fault(transparent, status = 404, code = "inner")]
    Settings(Inner),
    #[fault(transparent)]
    None,
    #[fault(transparent)]
    Two(Inner, Inner),
    #[fault(transparent)]
    Field(#[fault(private)] Inner),
}

struct NoSet;

#[derive(faultwire::Fault)]
enum DiskError {
    #[fault(transparent)]
    NoSet(NoSet),
}

fn main() {}
