//! Text in the Markdown of a documentation: shown as it is, and read back.

/// A line of text, so that nothing in it is a link, HTML, the begin of a block of code, or a character that cannot be
/// seen. Code between backticks stays code.
pub(crate) fn escape(line: &str) -> String {
    escaped(line, true)
}

/// As [`escape`], without code: no backtick means anything.
pub(crate) fn escape_all(line: &str) -> String {
    escaped(line, false)
}

fn escaped(line: &str, with_code: bool) -> String {
    let mut text = String::new();
    let mut rest = line;
    if line.starts_with("~~~") {
        text.push('\\');
    }
    while let Some(first) = rest.chars().next() {
        let code = code(rest).filter(|code| with_code && !code.contains(is_hidden));
        let url = address(rest);
        rest = &rest[code.or(url).map_or(first.len_utf8(), str::len)..];
        match (first, code, url) {
            (_, Some(code), _) => text.push_str(code),
            (_, _, Some(url)) => text.extend(["<", url, ">"]),
            // A run that does not open code goes on as one, so that none of its rest does.
            ('`', ..) => {
                let run = 1 + run(rest);
                rest = &rest[run - 1..];
                text.push_str(&"\\`".repeat(run));
            }
            ('\\' | '[' | ']' | '<', ..) => text.extend(['\\', first]),
            ('&', ..) if rest.starts_with(|c: char| c == '#' || c.is_ascii_alphanumeric()) => text.push_str("\\&"),
            _ if is_hidden(first) => text.push_str(&entity(first)),
            _ => text.push(first),
        }
    }
    text
}

/// The text that a line shows.
pub(crate) fn unescape(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        let (shown, length) = match first {
            '\\' if after.starts_with(|c: char| c.is_ascii_punctuation()) => (after[..1].to_owned(), 2),
            '`' => {
                let code = code(rest).unwrap_or(&rest[..run(rest)]);
                (code.to_owned(), code.len())
            }
            '<' => match address(after).filter(|url| after[url.len()..].starts_with('>')) {
                Some(url) => (url.to_owned(), url.len() + 2),
                None => (first.to_string(), 1),
            },
            '&' => match of_entity(rest) {
                Some((c, length)) => (c.to_string(), length),
                None => (first.to_string(), 1),
            },
            _ => (first.to_string(), first.len_utf8()),
        };
        text.push_str(&shown);
        rest = &rest[length..];
    }
    text
}

/// A character as a number, which Markdown shows as the character.
pub(crate) fn entity(c: char) -> String {
    format!("&#x{:X};", u32::from(c))
}

fn of_entity(text: &str) -> Option<(char, usize)> {
    let (digits, _) = text.strip_prefix("&#x")?.split_once(';')?;
    let c = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)?;
    Some((c, "&#x;".len() + digits.len()))
}

/// The code between backticks that a text begins with: it ends with as many as it begins with.
fn code(text: &str) -> Option<&str> {
    let fence = run(text);
    let mut at = fence;
    if fence == 0 {
        return None;
    }
    loop {
        at += text[at..].find('`')?;
        let closing = run(&text[at..]);
        at += closing;
        if closing == fence {
            return Some(&text[..at]);
        }
    }
}

/// How many backticks a text begins with.
fn run(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// The web address that a text begins with, without what ends the sentence.
fn address(text: &str) -> Option<&str> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let part = |c: char| c.is_ascii_graphic() && !"<>`\"\\[]{}|^".contains(c);
    let rest = &text[scheme.len()..];
    let all = &rest[..rest.find(|c| !part(c)).unwrap_or(rest.len())];
    let mut found = all.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
    if !found.contains('(') {
        found = found.trim_end_matches([')', '.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
    }
    (!found.is_empty()).then(|| &text[..scheme.len() + found.len()])
}

/// Whether a character is a control or format character: it is not seen, or changes how others are.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{600}'..='\u{605}' | '\u{61C}' | '\u{6DD}' | '\u{70F}' | '\u{890}'..='\u{891}' | '\u{8E2}'
            | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{110BD}' | '\u{110CD}' | '\u{13430}'..='\u{1343F}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0001}' | '\u{E0020}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_means_something_in_markdown_is_escaped() {
        for (text, escaped) in [
            ("plain, 413 `overLimit`, a & b -> c_d *e*", "plain, 413 `overLimit`, a & b -> c_d *e*"),
            ("[foo] <TENANT>", r"\[foo\] \<TENANT>"),
            ("`[a] <b> \\`", "`[a] <b> \\`"),
            ("a ``` b", r"a \`\`\` b"),
            ("```x``` y", "```x``` y"),
            ("~~~", r"\~~~"),
            ("\\ &amp; &#1;", r"\\ \&amp; \&#1;"),
            ("a\u{202E}b\u{1b}", "a&#x202E;b&#x1B;"),
            ("`a\u{202E}`", r"\`a&#x202E;\`"),
            ("(see https://a.example/b_c?d=e&f.)", "(see <https://a.example/b_c?d=e&f>.)"),
            ("<https://a.example/(b)>", r"\<<https://a.example/(b)>>"),
            ("https:// http://[", r"https:// http://\["),
        ] {
            assert_eq!((escape(text), unescape(escaped)), (escaped.to_owned(), text.to_owned()));
        }
        assert_eq!(escape_all("`a` [b"), r"\`a\` \[b");
        // As a person writes it.
        assert_eq!(unescape("[`A`] &amp; <b> &#x; &#xD800; `\\[`"), "[`A`] &amp; <b> &#x; &#xD800; `\\[`");
    }

    proptest! {
        #[test]
        fn what_is_escaped_is_read_back(
            text in "([a-z0-9 \\[\\]<>&#;x(){}\\\\~*_.é\u{202E}\u{1b}]|`{1,4}|https?://|&#x5B;|<https://a\\.b>){0,16}",
        ) {
            prop_assert_eq!(unescape(&escape(&text)), text.clone());
            prop_assert_eq!(unescape(&escape_all(&text)), text.clone());
            prop_assert!(!escape(&text).contains(is_hidden));
        }
    }
}
