//! The memory of a process.

use std::fmt;
use std::fs;

/// What may be more at the end: pages that the allocator keeps for itself, in KiB.
const ALLOWANCE: u64 = 1 << 10;

/// Resident memory, in KiB.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory(u64);

impl Memory {
    /// That of a process, where the system tells (`proc(5)`: `VmRSS`).
    pub(crate) fn of(id: u32) -> Option<Self> {
        let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().strip_suffix(" kB")?.parse().ok().map(Self)
    }

    /// Whether this is more than the allowance above what it was.
    pub(crate) const fn has_grown_from(&self, before: &Self) -> bool {
        self.0 > before.0 + ALLOWANCE
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} KiB", self.0)
    }
}
