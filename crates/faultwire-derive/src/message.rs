//! Message templates: `{name}` placeholders only; what else a format string may hold is explained away.

use std::fmt;

/// One piece of a template.
pub(crate) enum Part<'a> {
    Text(&'a str),
    Name(&'a str),
}

/// What a template holds that a message cannot.
pub(crate) enum Misuse<'a> {
    /// `{}` or `{0}`.
    Position(&'a str),
    /// `{name:?}`, `{name:>5}`.
    Format { name: &'a str, format: &'a str },
    /// `{.name}`, `{a.b}`, `{ a }`.
    Expression(&'a str),
    /// A brace without its partner.
    Brace(char),
}

impl fmt::Display for Misuse<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Position(position) => write!(
                f,
                "a message holds names, and `{{{position}}}` is a position: name the field with \
                 `#[fault(name = \"id\")]`, and give `#[fault(message = \"… {{id}} …\")]`"
            ),
            Self::Format { name, format } => write!(
                f,
                "a message holds names alone, without the format `:{format}`: write `{{{name}}}`; clients get the value \
                 itself"
            ),
            Self::Expression(expression) if is_raw(expression) => write!(
                f,
                "a message holds names as clients see them, and `{{{expression}}}` is a raw identifier: write `{{{}}}`",
                &expression[2..]
            ),
            Self::Expression(expression) => write!(
                f,
                "a message holds names of fields, and `{{{expression}}}` is none: make it a field, and give \
                 `#[fault(message = \"…\")]`"
            ),
            Self::Brace(brace) => {
                write!(f, "a single `{brace}` in a message: double it for the brace itself, or write `{{name}}`")
            }
        }
    }
}

/// Whether a placeholder is `r#` and a name.
fn is_raw(expression: &str) -> bool {
    let name = expression.strip_prefix("r#").unwrap_or_default();
    !name.is_empty() && name.chars().all(|c| c == '_' || c.is_alphanumeric())
}

/// The pieces of a template, and what it should not hold.
pub(crate) fn parts(template: &str) -> Vec<Result<Part<'_>, Misuse<'_>>> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some(brace) = rest.find(['{', '}']) {
        let (before, from_brace) = rest.split_at(brace);
        if !before.is_empty() {
            parts.push(Ok(Part::Text(before)));
        }
        if from_brace.starts_with("{{") || from_brace.starts_with("}}") {
            // As it is written: the definition has the same grammar.
            parts.push(Ok(Part::Text(&from_brace[..2])));
            rest = &from_brace[2..];
        } else if let Some((inside, after)) = from_brace.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            parts.push(placeholder(inside));
            rest = after;
        } else {
            parts.push(Err(Misuse::Brace(if from_brace.starts_with('{') { '{' } else { '}' })));
            rest = &from_brace[1..];
        }
    }
    if !rest.is_empty() {
        parts.push(Ok(Part::Text(rest)));
    }
    parts
}

fn placeholder(inside: &str) -> Result<Part<'_>, Misuse<'_>> {
    let (name, format) = inside.split_once(':').map_or((inside, None), |(name, format)| (name, Some(format)));
    if name.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Misuse::Position(inside));
    }
    let first = |c: char| c == '_' || c.is_alphabetic();
    if !name.starts_with(first) || !name.chars().all(|c| first(c) || c.is_alphanumeric()) {
        return Err(Misuse::Expression(inside));
    }
    match format {
        Some(format) => Err(Misuse::Format { name, format }),
        None => Ok(Part::Name(name)),
    }
}

#[cfg(test)]
mod tests {
    use faultwire::FaultType;
    use proptest::prelude::*;

    use super::*;
    use crate::case::{is_code, is_parameter_name};

    fn is_message(template: &str) -> bool {
        parts(template).iter().all(|part| match part {
            Ok(Part::Text(_)) => true,
            // A placeholder is the name of a parameter.
            Ok(Part::Name(name)) => is_parameter_name(name),
            Err(_) => false,
        })
    }

    proptest! {
        #[test]
        fn messages_are_those_of_the_core(template in "([a-zé_0-9 .:]|\\{|\\}|\\{\\{|\\}\\}|\\{[a-z0-9_é:.]{0,3}\\}){0,12}") {
            let known = FaultType::builder("code", 400, "Title").message(template.clone()).build();
            prop_assert_eq!(is_message(&template), known.is_ok(), "{}", template);
        }

        #[test]
        fn codes_are_those_of_the_core(code in "[a-zA-Zé0-9_. ]{0,6}") {
            prop_assert_eq!(is_code(&code), FaultType::builder(code.clone(), 400, "Title").build().is_ok());
        }

        #[test]
        fn names_of_parameters_are_those_of_the_core(name in "[a-zA-Zé0-9_. ]{0,6}") {
            let fault = faultwire::Fault::new(&faultwire::protocol::INTERNAL);
            prop_assert_eq!(is_parameter_name(&name), fault.try_with(name, 1).is_ok());
        }
    }
}
