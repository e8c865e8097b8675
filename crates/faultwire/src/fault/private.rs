//! Values that only the log may see.

use std::fmt;

/// A value that cannot be written into an answer: it implements neither `Display` nor `Serialize`.
///
/// Its `Debug` shows that something is there and not what.
///
/// ```
/// use faultwire::Private;
///
/// let password = Private::new("hunter2".to_owned());
/// assert_eq!(format!("{password:?}"), "Private(..)");
/// assert_eq!(password.expose(), "hunter2");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Private<T>(T);

impl<T> Private<T> {
    /// Marks a value as private.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, for a log or a decision; the call is easy to search for.
    pub const fn expose(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Private(..)")
    }
}
