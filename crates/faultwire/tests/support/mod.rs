//! What the integration tests share.

#![allow(dead_code, reason = "each test binary uses its part")]

pub(crate) mod json;
pub(crate) mod vector;
pub(crate) mod xml;
