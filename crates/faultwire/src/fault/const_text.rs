//! Text that is put together while a crate is compiled.

use std::str;

/// How much there is room for, without what says that there was more.
const ROOM: usize = 4096;

const MORE: &str = "…";

/// A text, for a message of the compiler.
pub(super) struct ConstText {
    bytes: [u8; ROOM + MORE.len()],
    len: usize,
    is_cut: bool,
}

impl ConstText {
    pub(super) const fn new() -> Self {
        Self { bytes: [0; ROOM + MORE.len()], len: 0, is_cut: false }
    }

    /// Adds a piece. From the first on that has no room all are left out.
    pub(super) const fn add(&mut self, piece: &str) {
        if self.is_cut {
            return;
        }
        self.is_cut = piece.len() > ROOM - self.len;
        let piece = if self.is_cut { MORE.as_bytes() } else { piece.as_bytes() };
        let mut at = 0;
        while at < piece.len() {
            self.bytes[self.len] = piece[at];
            self.len += 1;
            at += 1;
        }
    }

    pub(super) const fn add_integer(&mut self, integer: i64) {
        if integer < 0 {
            self.add("-");
        }
        self.add_digits(integer.unsigned_abs());
    }

    const fn add_digits(&mut self, integer: u64) {
        const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        if integer > 9 {
            self.add_digits(integer / 10);
        }
        self.add(DIGITS[(integer % 10) as usize]);
    }

    pub(super) const fn as_str(&self) -> &str {
        match str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            // Only whole pieces are in it.
            Err(_) => "",
        }
    }
}

/// Whether two texts are equal; `==` is nothing for the compiler to evaluate.
pub(super) const fn equal(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_room_is_left_out() {
        for room in [0, 1, 7] {
            let mut text = ConstText::new();
            let fits = "a".repeat(ROOM - 7);
            text.add(&fits);
            text.add(&"é".repeat((7 - room) / 2));
            let before = text.as_str().to_owned();
            text.add("too much");
            text.add("b");
            assert_eq!(text.as_str(), format!("{before}…"));
        }
    }

    #[test]
    fn integers_are_written() {
        for integer in [0, 7, -10, 429, i64::MIN, i64::MAX] {
            let mut text = ConstText::new();
            text.add_integer(integer);
            assert_eq!(text.as_str(), integer.to_string());
        }
    }
}
