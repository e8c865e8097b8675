//! The demo service, every prefix against the same table.

mod bodies;
mod envelope;
mod faults;
mod headers;
mod paths;
mod service;
mod settings;
mod simplivity;
mod volumes;
mod wire;
