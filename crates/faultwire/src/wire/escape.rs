//! Text as JSON and XML need it. Both take any text; what XML cannot hold is replaced.

/// Which bytes a JSON string cannot hold as they are (RFC 8259 section 7).
const JSON_ESCAPED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[b'"' as usize] = true;
    table[b'\\' as usize] = true;
    table
};

/// One in each byte of a word.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte of a word.
const HIGHS: u64 = ONES << 7;

/// Writes the inside of a JSON string.
#[inline]
pub(crate) fn json(buf: &mut Vec<u8>, text: &str) {
    if is_clean(text.as_bytes()) {
        buf.extend_from_slice(text.as_bytes());
    } else {
        escaped(buf, text.as_bytes());
    }
}

#[cold]
fn escaped(buf: &mut Vec<u8>, bytes: &[u8]) {
    let mut from = 0;
    for (at, byte) in bytes.iter().copied().enumerate() {
        if !JSON_ESCAPED[usize::from(byte)] {
            continue;
        }
        buf.extend_from_slice(&bytes[from..at]);
        from = at + 1;
        match byte {
            b'"' => buf.extend_from_slice(b"\\\""),
            b'\\' => buf.extend_from_slice(b"\\\\"),
            b'\n' => buf.extend_from_slice(b"\\n"),
            b'\r' => buf.extend_from_slice(b"\\r"),
            b'\t' => buf.extend_from_slice(b"\\t"),
            0x08 => buf.extend_from_slice(b"\\b"),
            0x0C => buf.extend_from_slice(b"\\f"),
            other => {
                let digit = |nibble: u8| b"0123456789abcdef"[usize::from(nibble & 0xF)];
                buf.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(other >> 4), digit(other)]);
            }
        }
    }
    buf.extend_from_slice(&bytes[from..]);
}

/// Whether no byte needs an escape, eight at a time. It may say no to a text that needs none, never the reverse.
#[inline(never)]
fn is_clean(bytes: &[u8]) -> bool {
    let Some(last) = bytes.last_chunk() else {
        return bytes.iter().all(|byte| !JSON_ESCAPED[usize::from(*byte)]);
    };
    // The last eight bytes are looked at in any case, some of them for the second time.
    let words = bytes[..bytes.len() - 1].chunks_exact(8).filter_map(<[u8]>::first_chunk);
    words.fold(escapes_in(last), |found, word| found | escapes_in(word)) & HIGHS == 0
}

/// The highest bit of a byte is set when that is one of eight bytes below a space, a quote or a backslash.
///
/// This is the known test for a byte below n in a word; bytes above 0x7F are never found. A borrow from a byte that is
/// found can make its neighbour look found too, which does no harm.
#[inline]
fn escapes_in(eight: &[u8; 8]) -> u64 {
    let word = u64::from_le_bytes(*eight);
    let control = word.wrapping_sub(ONES * 0x20);
    let quote = (word ^ (ONES * b'"' as u64)).wrapping_sub(ONES);
    let backslash = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (control | quote | backslash) & !word
}

/// Writes text between XML tags, or in an attribute.
///
/// A character that XML 1.0 cannot hold becomes U+FFFD; a carriage return, and white space in an attribute, become
/// references so that parsers do not normalise them away (XML 1.0 sections 2.2, 2.11, 3.3.3).
pub(crate) fn xml(buf: &mut Vec<u8>, text: &str, attribute: bool) {
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let replacement: &[u8] = match c {
            '&' => b"&amp;",
            '<' => b"&lt;",
            '>' => b"&gt;",
            '"' if attribute => b"&quot;",
            '\r' => b"&#13;",
            '\t' if attribute => b"&#9;",
            '\n' if attribute => b"&#10;",
            '\t' | '\n' | '\u{20}'..='\u{FFFD}' | '\u{10000}'.. => continue,
            _ => "\u{FFFD}".as_bytes(),
        };
        buf.extend_from_slice(&text.as_bytes()[from..at]);
        buf.extend_from_slice(replacement);
        from = at + c.len_utf8();
    }
    buf.extend_from_slice(&text.as_bytes()[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_strings_agree_with_serde_json() {
        let mut all: String = (0..0x180_u32).filter_map(char::from_u32).collect();
        all.push_str("plain text that is longer than eight bytes \u{2028}\u{FFFE}\u{202E}😀");
        for start in all.char_indices().map(|(at, _)| at) {
            let mut buf = b"\"".to_vec();
            json(&mut buf, &all[start..]);
            buf.push(b'"');
            let expected = serde_json::to_vec(&all[start..]).unwrap_or_default();
            assert_eq!(buf, expected);
        }
    }

    #[test]
    fn xml_text_is_escaped_and_replaced() {
        let written = |text, attribute| {
            let mut buf = Vec::new();
            xml(&mut buf, text, attribute);
            String::from_utf8(buf).unwrap_or_default()
        };
        assert_eq!(written("a<b>&]]>\"'", false), "a&lt;b&gt;&amp;]]&gt;\"'");
        assert_eq!(written("\"\n\t", true), "&quot;&#10;&#9;");
        assert_eq!(
            written("\u{0}\u{1}\u{B}\u{FFFE}\u{FFFF}\t\n\r😀", false),
            "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\t\n&#13;😀"
        );
    }
}
