#[derive(faultwire::Fault)]
enum VolumeError {
    #[fault(status = 200)]
    Fine,
    #[fault(status = 600)]
    Beyond,
    #[fault(status = -404)]
    Below,
    #[fault(status = 99999999999999999999)]
    Far,
    #[fault(status = "404")]
    Text,
}

fn main() {}
