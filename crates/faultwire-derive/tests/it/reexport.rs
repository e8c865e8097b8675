//! The core under another path, as an adapter or a crate of one's own re-exports it.

mod platform {
    pub(super) mod errors {
        pub(in super::super) use faultwire as wire;
    }
}

use platform::errors::wire;
use wire::FaultSet as _;

#[derive(Debug, PartialEq, wire::Fault)]
#[fault(crate = "crate::reexport::platform::errors::wire")]
enum Error {
    #[fault(
        status = 418,
        message = "{size} is too short and stout.",
        cause = "state",
        severity = "hard",
        retry = "now"
    )]
    Teapot { size: u8 },
}

#[derive(Debug, PartialEq, wire::Fault)]
#[fault(crate = "platform::errors::wire", status = 404)]
struct Relative;

#[test]
fn the_path_of_the_core_can_be_given() {
    let fault = wire::Fault::from(Error::Teapot { size: 3 });
    assert_eq!(Error::from_fault(&fault), Some(Error::Teapot { size: 3 }));
    assert_eq!(Relative::from_fault(&Relative.into()), Some(Relative));
}
