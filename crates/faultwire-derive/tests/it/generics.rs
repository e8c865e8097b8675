//! Type parameters, lifetimes, where clauses.

use std::borrow::Cow;
use std::fmt::{Debug, Display};

use faultwire::{Fault, FaultSet};

#[derive(Debug, PartialEq)]
struct Hidden<const N: usize>;

impl<const N: usize> Display for Hidden<N> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{N}")
    }
}

#[derive(Debug, PartialEq, thiserror::Error, faultwire::Fault)]
enum Found<T, E, const N: usize>
where
    T: Debug,
    E: Debug,
{
    #[error("There are {count} of {id} already.")]
    #[fault(status = 409)]
    Many { id: T, count: u64, more: Option<T> },
    #[error("It is not there.")]
    #[fault(status = 404)]
    Nothing(#[fault(private)] Hidden<N>),
    #[error(transparent)]
    #[fault(transparent)]
    Other(E),
}

#[derive(Debug, PartialEq, thiserror::Error, faultwire::Fault)]
#[error("The disk {disk} is full.")]
#[fault(status = 507)]
struct DiskFull {
    disk: u8,
}

#[test]
fn an_enum_can_have_type_parameters() {
    type Error = Found<String, DiskFull, 3>;
    let error = || Error::Many { id: "a".into(), count: 2, more: None };
    let fault = Fault::from(error());
    assert_eq!(fault.message(), "There are 2 of a already.");
    assert!(fault.is(Error::MANY));
    assert_eq!(Error::from_fault(&fault), Some(error()));
    assert_eq!(Error::from_fault(&DiskFull { disk: 1 }.into()), Some(Error::Other(DiskFull { disk: 1 })));
    assert_eq!(Error::from_fault(&Fault::from(Error::Nothing(Hidden))), None);
    let codes: Vec<_> = Error::definitions().map(|definition| definition.fault_type().code()).collect();
    assert_eq!(codes, ["many", "nothing", "disk_full"]);
    assert_eq!(Error::from_fault(&Fault::from(Found::<u8, DiskFull, 3>::Many { id: 1, count: 2, more: None })), None);
}

#[derive(Debug, PartialEq, thiserror::Error, faultwire::Fault)]
enum Lent<'a> {
    #[error("{name} is unknown.")]
    #[fault(status = 404)]
    Unknown { name: &'a str, near: &'a [u32] },
    #[error("{name} is known.")]
    #[fault(status = 409)]
    Known { name: Cow<'a, str>, at: &'static str },
    #[error("{name} is old.")]
    #[fault(status = 410)]
    Old { name: Cow<'a, str> },
}

#[test]
fn what_is_borrowed_is_sent_and_not_lent_out_again() {
    let name = String::from("a");
    let fault = Fault::from(Lent::Unknown { name: &name, near: &[1, 2] });
    assert_eq!(fault.message(), "a is unknown.");
    assert_eq!(fault.param_as::<Vec<u32>>("near"), Some(vec![1, 2]));
    assert_eq!(Lent::from_fault(&fault), None);
    let fault = Fault::from(Lent::Known { name: Cow::Borrowed(&name), at: "home" });
    assert_eq!(Lent::from_fault(&fault), None);
    let fault = Fault::from(Lent::Old { name: Cow::Borrowed(&name) });
    assert_eq!(Lent::from_fault(&fault), Some(Lent::Old { name: "a".into() }));
    let readable: Vec<_> = Lent::definitions().map(faultwire::Definition::is_readable).collect();
    assert_eq!(readable, [false, false, true]);
}

#[derive(Debug, faultwire::Fault)]
#[fault(status = 400, message = "{value} is not acceptable.")]
struct Refused<T: Display> {
    #[fault(display)]
    value: T,
    #[fault(display)]
    instead: Option<T>,
}

#[test]
fn text_can_be_a_generic_parameter() {
    let fault = Fault::from(Refused { value: std::net::Ipv4Addr::LOCALHOST, instead: None });
    assert_eq!(fault.message(), "127.0.0.1 is not acceptable.");
    let back = Refused::<std::net::Ipv4Addr>::from_fault(&fault).unwrap();
    assert_eq!((back.value, back.instead), (std::net::Ipv4Addr::LOCALHOST, None));
    assert!(Refused::<u8>::from_fault(&fault).is_none());
}
