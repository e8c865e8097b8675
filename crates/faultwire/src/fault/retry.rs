//! Whether trying again makes sense.

/// Whether the same request, sent again, can succeed.
///
/// It is what a definition promises for all its occurrences; a definition may leave it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Retry {
    /// It fails again until something else is changed: the request itself, or the state that it meets.
    Never,
    /// It may succeed at once: a conflict with another caller that is already over.
    Now,
    /// It may succeed later: after the seconds of `Retry-After` where the fault has some, else after a pause of the
    /// client's choice.
    After,
}

impl Retry {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Never, Self::Now, Self::After];

    /// The word for it in data: `never`, `now`, `after`.
    ///
    /// ```
    /// use faultwire::Retry;
    ///
    /// assert_eq!(Retry::ALL.iter().map(|retry| retry.as_str()).collect::<Vec<_>>(), ["never", "now", "after"]);
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Now => "now",
            Self::After => "after",
        }
    }
}
