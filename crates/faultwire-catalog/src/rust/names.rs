//! What things are called in Rust.

use std::collections::HashSet;

use super::options::KEYWORDS;
use crate::model::Parameter;

/// Names that a field cannot have with thiserror, or at all: it takes `source` for the error behind, and knows no `gen`.
const NEVER_FIELDS: [&str; 5] = ["source", "gen", "self", "super", "crate"];

/// The names of the fields for parameters: their own, where those are names as Rust writes them.
pub(super) fn fields(parameters: &[Parameter]) -> Vec<String> {
    let own = parameters.iter().map(|parameter| parameter.name.as_str()).filter(|name| is_field(name));
    let mut taken: HashSet<String> = own.map(str::to_owned).collect();
    let mut free = |name: &str| {
        let mut field = plain(name);
        while NEVER_FIELDS.contains(&field.as_str()) || !taken.insert(field.clone()) {
            field.push('_');
        }
        field
    };
    let mut name = |name: &str| if is_field(name) { name.to_owned() } else { free(name) };
    parameters.iter().map(|parameter| name(&parameter.name)).collect()
}

/// A name in a place where a keyword would be one.
pub(super) fn written(field: &str) -> String {
    if KEYWORDS.contains(&field) { format!("r#{field}") } else { field.to_owned() }
}

/// Lower case, words with one `_` between, and none before.
fn is_field(name: &str) -> bool {
    let words = name.trim_end_matches('_');
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && !words.contains("__")
        && !name.contains(|c: char| c.is_ascii_uppercase())
        && !NEVER_FIELDS.contains(&name)
}

fn plain(name: &str) -> String {
    let snake = snake(name);
    let words: Vec<_> = snake.split('_').filter(|word| !word.is_empty()).collect();
    let name = words.join("_");
    match name.chars().next() {
        None => "parameter".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("parameter_{name}"),
        Some(_) => name,
    }
}

/// A code as the name of a variant.
pub(super) fn pascal(code: &str) -> String {
    let words = code.split('_').filter(|word| !word.is_empty());
    let capitalised = words.map(|word| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect::<String>()
    });
    capitalised.collect()
}

/// The constant that the derive gives a variant.
pub(super) fn constant(variant: &str) -> String {
    snake(variant).to_ascii_uppercase()
}

/// As the derive does it: `NameInUse` is `name_in_use`, and an acronym is one word.
fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut snake = String::new();
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| chars[before]);
        let after_word = before.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        let ends_acronym =
            before.is_some_and(|c| c.is_ascii_uppercase()) && chars.get(at + 1).is_some_and(|c| c.is_ascii_lowercase());
        if c.is_ascii_uppercase() && (after_word || ends_acronym) {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}
