//! The grammars of names that users give.

use std::fmt;

use http::HeaderName;

/// The longest extension or parameter name, in bytes.
const MAX_NAME: usize = 128;

/// A name that an extension member or a parameter cannot have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidName {
    name: String,
    expected: &'static str,
}

impl fmt::Display for InvalidName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid name {:?}: expected {}", self.name, self.expected)
    }
}

impl std::error::Error for InvalidName {}

/// An extension member can have any name that is not empty, not long and has no control characters.
#[inline]
pub(crate) fn check_extension_name(name: &str) -> Result<(), InvalidName> {
    let valid = (1..=MAX_NAME).contains(&name.len()) && (is_visible_ascii(name.as_bytes()) || !has_control(name));
    check(valid, name, "1 to 128 bytes without control characters")
}

/// Not worth a copy in every caller: few names are more than ASCII.
#[cold]
fn has_control(name: &str) -> bool {
    name.chars().any(char::is_control)
}

/// Whether all bytes are from space to `~`, eight at a time.
#[inline]
fn is_visible_ascii(bytes: &[u8]) -> bool {
    let Some(last) = bytes.last_chunk() else {
        return bytes.iter().all(|byte| matches!(byte, b' '..=b'~'));
    };
    // The last eight bytes are perhaps looked at for the second time.
    let words = bytes.chunks_exact(8).filter_map(<[u8]>::first_chunk);
    words.fold(others_in(last), |found, word| found | others_in(word)) == 0
}

/// Not zero when one of eight bytes is below a space, DEL or above.
#[inline]
fn others_in(eight: &[u8; 8]) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let word = u64::from_le_bytes(*eight);
    // The highest bit of a byte is set by itself, by the borrow of one below a space, or by the carry of DEL. What a
    // byte takes from or carries to its neighbour comes only from one that is found itself.
    (word | word.wrapping_sub(ONES * 0x20) | word.wrapping_add(ONES)) & (ONES * 0x80)
}

/// A parameter's name can stand in a message template: a letter or `_`, then letters, digits and `_`.
#[inline]
pub(crate) fn check_parameter_name(name: &str) -> Result<(), InvalidName> {
    let valid = name.len() <= MAX_NAME && is_parameter_name(name.as_bytes());
    check(valid, name, "a letter or `_`, then letters, digits or `_`")
}

#[inline]
fn check(valid: bool, name: &str, expected: &'static str) -> Result<(), InvalidName> {
    if valid { Ok(()) } else { Err(InvalidName::new(name, expected)) }
}

impl InvalidName {
    #[cold]
    fn new(name: &str, expected: &'static str) -> Self {
        Self { name: name.chars().take(64).collect(), expected }
    }
}

pub(crate) const fn is_parameter_name(name: &[u8]) -> bool {
    if name.is_empty() || name[0].is_ascii_digit() {
        return false;
    }
    let mut at = 0;
    while at < name.len() {
        if !name[at].is_ascii_alphanumeric() && name[at] != b'_' {
            return false;
        }
        at += 1;
    }
    true
}

/// Headers that say how the message itself is read. The renderer and the server decide them, nobody else.
pub(crate) fn frames_the_message(name: &HeaderName) -> bool {
    let framing = [
        "content-type",
        "content-length",
        "content-encoding",
        "transfer-encoding",
        "trailer",
        "connection",
        "keep-alive",
        "proxy-connection",
        "te",
        "date",
    ];
    framing.contains(&name.as_str())
}

/// The code of a fault: `^[a-z][a-z0-9_]*$`.
pub(crate) const fn is_code(code: &[u8]) -> bool {
    if code.is_empty() || code.len() > MAX_NAME || !code[0].is_ascii_lowercase() {
        return false;
    }
    let mut at = 0;
    while at < code.len() {
        let byte = code[at];
        if !byte.is_ascii_lowercase() && !byte.is_ascii_digit() && byte != b'_' {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether a name can be an XML element: XML 1.0 (fifth edition) section 2.3, without the colon of namespaces.
pub(crate) fn is_xml_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(is_xml_name_start) && chars.all(is_xml_name_char)
}

const fn is_xml_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}'
        | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

const fn is_xml_name_char(c: char) -> bool {
    is_xml_name_start(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_lower_case_words() {
        for good in ["a", "volume_not_found", "http_418"] {
            assert!(is_code(good.as_bytes()), "{good}");
        }
        for bad in ["", "A", "1a", "a-b", "a.b", "é", "_a"] {
            assert!(!is_code(bad.as_bytes()), "{bad}");
        }
    }

    #[test]
    fn extension_names_have_no_control_characters() {
        for c in (0..=0x100_u32).chain([0x2028, 0xFFFD, 0x1F600]).filter_map(char::from_u32) {
            for length in 0..20 {
                for at in 0..=length {
                    let name = format!("{}{c}{}", "a".repeat(at), "~ ".repeat(length - at));
                    assert_eq!(check_extension_name(&name).is_ok(), !c.is_control(), "{name:?}");
                }
            }
        }
        assert!(check_extension_name("").is_err());
        assert!(check_extension_name(&"n".repeat(128)).is_ok());
        assert!(check_extension_name(&"n".repeat(129)).is_err());
    }

    #[test]
    fn xml_names_exclude_markup_and_colons() {
        for good in ["a", "_x", "résumé", "a-b.c1"] {
            assert!(is_xml_name(good), "{good}");
        }
        for bad in ["", "1a", "-a", "a b", "a:b", "<a>", "@type", "a\u{0}"] {
            assert!(!is_xml_name(bad), "{bad}");
        }
    }
}
