//! HTTP/1.1 as bytes: requests that no client library would send, and answers as they came.

mod answer;
mod description;
mod exchange;
mod request;

pub use answer::{Answer, Broken, TRANSPORT};
pub use exchange::{Connection, Exchange, Limits, Outcome, exchange};
pub use request::Request;
