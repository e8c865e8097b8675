#[derive(Debug, faultwire::Fault)]
enum VolumeError {
    #[fault(status = 404, message = "The volume {volume_ids} is missing.")]
    Near { volume_id: String, size: u64 },
    #[fault(status = 404, message = "The volume {other} is missing.")]
    Far { volume_id: String, size: u64 },
    #[fault(status = 404, message = "The volume {other} is missing.")]
    Unit,
    #[fault(status = 404, message = "The volume {volume} is missing.")]
    Renamed {
        #[fault(name = "id")]
        volume: String,
    },
}

fn main() {}
