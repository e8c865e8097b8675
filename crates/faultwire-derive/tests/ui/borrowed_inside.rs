#[derive(faultwire::Fault)]
#[fault(status = 404)]
struct Missing<'a> {
    name: Option<&'a str>,
}

fn main() {}
