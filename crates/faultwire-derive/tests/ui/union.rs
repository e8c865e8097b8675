#[derive(faultwire::Fault)]
union Either {
    one: u8,
    two: u16,
}

fn main() {}
