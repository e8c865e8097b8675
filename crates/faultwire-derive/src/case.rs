//! The names that a variant's name gives.

/// `NameInUse` as `name_in_use`; an acronym is one word.
pub(crate) fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut snake = String::new();
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| chars.get(before));
        let after_word = before.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
        let ends_acronym =
            before.is_some_and(|c| c.is_uppercase()) && chars.get(at + 1).is_some_and(|c| c.is_lowercase());
        if c.is_uppercase() && (after_word || ends_acronym) {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

/// `name_in_use` as `Name in use`.
pub(crate) fn title(snake: &str) -> String {
    let words = snake.split('_').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Whether a fault can have this code: `^[a-z][a-z0-9_]*$`.
pub(crate) fn is_code(code: &str) -> bool {
    let rest = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    code.len() <= 128 && code.starts_with(|c: char| c.is_ascii_lowercase()) && code.chars().all(rest)
}

/// Whether a parameter can have this name: a letter or `_`, then letters, digits and `_`, all of ASCII.
pub(crate) fn is_parameter_name(name: &str) -> bool {
    let first = |c: char| c.is_ascii_alphabetic() || c == '_';
    name.len() <= 128 && name.starts_with(first) && name.chars().all(|c| first(c) || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_titles_follow_the_words_of_a_name() {
        for (name, code, words) in [
            ("NameInUse", "name_in_use", "Name in use"),
            ("HTTPError", "http_error", "Http error"),
            ("Ipv6Missing", "ipv6_missing", "Ipv6 missing"),
            ("Error404", "error404", "Error404"),
            ("V", "v", "V"),
            ("type", "type", "Type"),
        ] {
            assert_eq!((snake(name).as_str(), title(&snake(name)).as_str()), (code, words));
        }
    }
}
