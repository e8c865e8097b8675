struct Opaque;

#[derive(faultwire::Fault)]
#[fault(status = 404)]
struct Itself {
    volume: Opaque,
}

#[derive(faultwire::Fault)]
#[fault(status = 404)]
struct Private {
    #[fault(private)]
    volume: Opaque,
}

fn main() {}
