#[derive(faultwire::Fault)]
enum VolumeError {
    #[fault(status = 404, word("root" = "x"))]
    NoStyle,
    #[fault(status = 404, word("openstack.root"))]
    NoValue,
    #[fault(status = 404, word("openstack.root" = "x", openstack.root = "y"))]
    Twice,
}

fn main() {}
