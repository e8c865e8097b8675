//! What is nested in a generic set is known where it is used.
#![allow(dead_code)]

#[derive(faultwire::Fault)]
enum Found<E> {
    #[fault(status = 404)]
    Nothing,
    #[fault(transparent)]
    Other(E),
}

#[derive(faultwire::Fault)]
#[fault(status = 410)]
struct Nothing;

fn main() {
    let _ = faultwire::Fault::from(Found::<Nothing>::Nothing);
}
