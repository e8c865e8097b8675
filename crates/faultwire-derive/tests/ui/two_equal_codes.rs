#[derive(faultwire::Fault)]
#[allow(non_camel_case_types)]
enum VolumeError {
    #[fault(status = 409)]
    NameInUse,
    #[fault(status = 404, code = "name_in_use")]
    Missing,
    #[fault(status = 404)]
    Name_In_Use,
}

fn main() {
    let _ = VolumeError::NAME_IN_USE;
}
