#[derive(faultwire::Fault)]
enum VolumeError {
    #[fault(status = 404)]
    Missing(String, #[fault(name = "two words")] u64),
    #[fault(status = 404)]
    Same(#[fault(name = "id")] String, #[fault(name = "id")] u64),
    #[fault(status = 404)]
    Unicode { größe: u64 },
}

fn main() {}
