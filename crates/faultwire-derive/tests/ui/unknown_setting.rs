#[derive(faultwire::Fault)]
#[fault(crat = "faultwire")]
enum VolumeError {
    #[fault(staus = 404, status = 404)]
    Near,
    #[fault(status = 404, colour = "red")]
    Far,
    #[fault(status = 404, private)]
    Place {
        #[fault(privat)]
        secret: String,
        #[fault(status = 404)]
        size: u64,
    },
}

fn main() {}
