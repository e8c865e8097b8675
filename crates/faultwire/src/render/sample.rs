//! Identical failures that come by the thousand: how many of them go into the log.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// How many kinds of failures are told apart; further ones share one budget.
const MAX_KINDS: usize = 1024;

/// How many identical failures are logged in a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit {
    /// At most so many.
    pub(crate) burst: u32,
    /// In so much time.
    pub(crate) window: Duration,
}

/// What was logged lately.
#[derive(Debug, Default)]
pub(crate) struct Sampler {
    kinds: Mutex<HashMap<Kind, Window>>,
}

/// What makes failures identical: code and route.
type Kind = (String, Option<String>);

#[derive(Debug, Clone, Copy)]
struct Window {
    start: SystemTime,
    logged: u32,
    left_out: u64,
}

impl Sampler {
    /// Whether one more goes into the log: with how many before it did not. `None`: it does not.
    pub(crate) fn admit(&self, limit: Limit, code: &str, route: Option<&str>, now: SystemTime) -> Option<u64> {
        let mut kinds = self.kinds.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kind = (code.to_owned(), route.map(str::to_owned));
        if kinds.len() >= MAX_KINDS && !kinds.contains_key(&kind) {
            kinds.retain(|_, window| !window.is_over(limit, now));
            if kinds.len() >= MAX_KINDS {
                kind = (String::new(), None);
            }
        }
        let window = kinds.entry(kind).or_insert(Window { start: now, logged: 0, left_out: 0 });
        if window.is_over(limit, now) {
            *window = Window { start: now, logged: 0, left_out: window.left_out };
        }
        if window.logged >= limit.burst {
            window.left_out += 1;
            return None;
        }
        window.logged += 1;
        Some(std::mem::take(&mut window.left_out))
    }
}

impl Window {
    /// A clock that was set back ends it as well.
    fn is_over(&self, limit: Limit, now: SystemTime) -> bool {
        now.duration_since(self.start).map_or(true, |passed| passed >= limit.window)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Limit = Limit { burst: 2, window: Duration::from_secs(60) };

    fn at(second: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 + second)
    }

    #[test]
    fn of_identical_failures_the_first_of_a_window_are_logged() {
        let sampler = Sampler::default();
        let admit = |code, route, second| sampler.admit(LIMIT, code, route, at(second));
        assert_eq!([admit("a", None, 0), admit("a", None, 1), admit("a", None, 59)], [Some(0), Some(0), None]);
        // Another code and another route are other failures.
        assert_eq!([admit("b", None, 59), admit("a", Some("/x"), 59)], [Some(0), Some(0)]);
        assert_eq!(admit("a", None, 59), None);
        assert_eq!([admit("a", None, 60), admit("a", None, 60), admit("a", None, 60)], [Some(2), Some(0), None]);
        // A clock that was set back.
        assert_eq!(admit("a", None, 0), Some(1));
    }

    #[test]
    fn so_many_kinds_are_told_apart_and_the_rest_shares_a_budget() {
        let sampler = Sampler::default();
        let codes: Vec<_> = (0..2 * MAX_KINDS).map(|at| format!("c{at}")).collect();
        let admitted = codes.iter().filter(|code| sampler.admit(LIMIT, code, None, at(0)).is_some()).count();
        assert_eq!(admitted, MAX_KINDS + LIMIT.burst as usize);
        assert!(sampler.kinds.lock().unwrap_or_else(PoisonError::into_inner).len() <= MAX_KINDS + 1);
        // What is over makes room.
        let admitted = codes.iter().filter(|code| sampler.admit(LIMIT, code, None, at(60)).is_some()).count();
        assert!(admitted > MAX_KINDS, "{admitted}");
    }
}
