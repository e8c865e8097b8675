//! That nothing written from the catalogues is stale.

mod faults;
mod samples;
