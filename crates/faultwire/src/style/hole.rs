//! Strings of a page: literals, holes and texts. This is the grammar alone; names are looked up by the parser.

/// A string of a page, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Written<'a> {
    Literal(String),
    Hole(WrittenHole<'a>),
    Text(Vec<Written<'a>>),
}

/// `NAME[:format][?|??default]`, without the `$`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrittenHole<'a> {
    pub(crate) name: &'a str,
    pub(crate) format: Option<&'a str>,
    pub(crate) absence: WrittenAbsence<'a>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WrittenAbsence<'a> {
    Never,
    Optional,
    Default(&'a str),
}

/// Takes a string apart.
///
/// # Errors
///
/// A sentence about what does not follow the grammar.
pub(crate) fn read(text: &str) -> Result<Written<'_>, String> {
    if let Some(literal) = text.strip_prefix("$$") {
        return Ok(Written::Literal(format!("${literal}")));
    }
    match text.strip_prefix('$') {
        Some(hole) if !hole.starts_with('{') => read_hole(hole).map(Written::Hole),
        _ => read_text(text),
    }
}

fn read_text(text: &str) -> Result<Written<'_>, String> {
    let mut pieces = Vec::new();
    let mut fixed = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("${") {
        if rest[..at].ends_with('$') {
            fixed.push_str(&rest[..at]);
            fixed.push('{');
            rest = &rest[at + 2..];
            continue;
        }
        fixed.push_str(&rest[..at]);
        let inside = &rest[at + 2..];
        let end = inside.find('}').ok_or("`${` without its `}`")?;
        if !fixed.is_empty() {
            pieces.push(Written::Literal(std::mem::take(&mut fixed)));
        }
        pieces.push(Written::Hole(read_hole(&inside[..end])?));
        rest = &inside[end + 1..];
    }
    fixed.push_str(rest);
    if pieces.is_empty() {
        return Ok(Written::Literal(fixed));
    }
    if !fixed.is_empty() {
        pieces.push(Written::Literal(fixed));
    }
    Ok(Written::Text(pieces))
}

fn read_hole(text: &str) -> Result<WrittenHole<'_>, String> {
    let (spec, absence) = match text.split_once('?') {
        None => (text, WrittenAbsence::Never),
        Some((spec, "")) => (spec, WrittenAbsence::Optional),
        Some((spec, rest)) => match rest.strip_prefix('?') {
            Some(default) => (spec, WrittenAbsence::Default(default)),
            None => return Err(format!("`{rest}` after the `?`: a hole ends with `?` or with `??` and a default")),
        },
    };
    let (name, format) = match spec.split_once(':') {
        Some((name, format)) => (name, Some(format)),
        None => (spec, None),
    };
    let plain = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c));
    if !plain(name) {
        return Err(format!("`${name}` is no name of a hole; `$$` at the start stands for a `$`"));
    }
    if format.is_some_and(|format| !plain(format)) {
        return Err(format!("`{}` is no name of a format", format.unwrap_or_default()));
    }
    Ok(WrittenHole { name, format, absence })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hole<'a>(name: &'a str, format: Option<&'a str>, absence: WrittenAbsence<'a>) -> Written<'a> {
        Written::Hole(WrittenHole { name, format, absence })
    }

    #[test]
    fn strings_are_literals_holes_or_texts() {
        use WrittenAbsence::{Default, Never, Optional};
        let literal = |text: &str| Written::Literal(text.to_owned());
        assert_eq!(read("plain"), Ok(literal("plain")));
        assert_eq!(read("$$x"), Ok(literal("$x")));
        assert_eq!(read("a $${b}"), Ok(literal("a ${b}")));
        assert_eq!(read("$code"), Ok(hole("code", None, Never)));
        assert_eq!(read("$item.pointer:fragment?"), Ok(hole("item.pointer", Some("fragment"), Optional)));
        assert_eq!(read("$number??-1"), Ok(hole("number", None, Default("-1"))));
        let text = vec![literal("a."), hole("code", Some("dotted"), Never), literal("!")];
        assert_eq!(read("a.${code:dotted}!"), Ok(Written::Text(text)));
        assert_eq!(read("$help_uri??/x/${code}"), Ok(hole("help_uri", None, Default("/x/${code}"))));
    }

    #[test]
    fn broken_strings_are_errors() {
        for broken in ["$", "${code", "$co de", "$code?x", "$code:", "$a b?"] {
            assert!(read(broken).is_err(), "{broken}");
        }
    }
}
