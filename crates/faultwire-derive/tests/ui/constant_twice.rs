#[derive(faultwire::Fault)]
#[allow(non_camel_case_types)]
enum VolumeError {
    #[fault(status = 404, code = "one")]
    NotFound,
    #[fault(status = 404, code = "two")]
    Not_Found,
}

fn main() {}
