//! What is written is in nobody's way: neither of strict lints nor of a module without a prelude.
#![no_implicit_prelude]
#![allow(dead_code)]
#![forbid(unsafe_code, unused_imports, unused_variables, unused_mut, missing_docs, unreachable_pub, nonstandard_style, rust_2018_idioms)]
#![deny(warnings, single_use_lifetimes, trivial_casts, unused_qualifications, variant_size_differences)]

/// An error.
#[derive(::faultwire::Fault)]
#[non_exhaustive]
pub enum Strict<'a, T: ::std::fmt::Display> {
    /// One.
    #[fault(status = 400, message = "{number} {text} {shown} {lent}")]
    One {
        /// A number.
        number: u8,
        /// A text.
        text: ::std::string::String,
        /// An address.
        #[fault(display)]
        shown: ::std::net::IpAddr,
        /// For the log.
        #[fault(private)]
        hidden: ::std::option::Option<u64>,
        /// Lent.
        lent: &'a str,
    },
    /// Two.
    #[fault(status = 500)]
    Two(#[fault(source)] ::std::option::Option<::std::io::Error>, #[fault(violations)] ::std::vec::Vec<::faultwire::Violation>),
    /// Three.
    #[fault(transparent)]
    Three(Inner),
    /// Four.
    #[fault(status = 404)]
    Four(#[fault(private)] T),
}

/// Inside.
#[derive(::faultwire::Fault)]
#[fault(status = 410)]
pub struct Inner;

fn main() {
    use ::std::convert::From;
    let fault = ::faultwire::Fault::from(Strict::<'_, u8>::Three(Inner));
    ::std::assert!(fault.is(Inner::FAULT_TYPE));
    ::std::assert!(<Strict<'_, u8> as ::faultwire::FaultSet>::from_fault(&fault).is_some());
}

#[derive(::faultwire::Fault)]
enum Unused {}

mod inner {
    #[derive(::faultwire::Fault)]
    enum Unused {
        #[fault(status = 404)]
        Missing,
    }

    #[derive(::faultwire::Fault)]
    #[fault(transparent)]
    struct Passing(super::Inner);
}
