#![doc = include_str!("../README.md")]

pub use faultwire;

mod body;
mod catcher;
mod convert;
mod fairing;
mod gate;
mod local;
mod query;
mod response;
mod routes;
mod untyped;

pub use body::{Body, Form, Json};
pub use fairing::FaultFairing;
pub use local::{carried, refuse, refused};
pub use query::Query;
pub use response::{FaultResponse, ReplyResponse, Result};
