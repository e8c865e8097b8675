//! Judges what is written, and says what is meant.

use std::collections::HashMap;

use proc_macro2::Span;
use syn::{Ident, LitStr};

use crate::ast::{ErrorAttribute, Input, Variant, plain};
use crate::case::{is_code, snake, title};
use crate::fields;
use crate::message::{Part, parts};
use crate::mistakes::{Mistakes, nearest_or_all};
use crate::model::{Definition, Field, Item, Role};
use crate::types;

/// The causes that the core knows; a test holds the two lists together.
const CAUSES: [&str; 20] = [
    "quota",
    "rate",
    "malformed",
    "invalid_value",
    "unknown_member",
    "unknown_parameter",
    "reference_in_body",
    "collection_too_long",
    "not_found",
    "method",
    "feature_missing",
    "already_so",
    "in_progress",
    "state",
    "duplicate",
    "unauthenticated",
    "forbidden",
    "upstream",
    "timeout",
    "internal",
];

pub(crate) fn validate<'a>(input: &Input<'a>, mistakes: &mut Mistakes) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    let mut codes = HashMap::new();
    let mut numbers = HashMap::new();
    let mut constants = HashMap::new();
    for variant in &input.variants {
        if variant.settings.flag("transparent") {
            items.extend(transparent(variant, mistakes));
            continue;
        }
        let Some(mut definition) = definition(variant, mistakes) else { continue };
        let at = variant.settings.text("code").map_or_else(|| variant.ident.span(), LitStr::span);
        if let Some(other) = codes.insert(definition.code.clone(), variant.ident) {
            mistakes.add(at, format!("the code `{}` is that of `{other}` already: codes are unique", definition.code));
        }
        if let Some((number, at)) = variant.settings.integer("number") {
            if let Some(other) = numbers.insert(number, variant.ident) {
                mistakes.add(at, format!("the number {number} is that of `{other}` already: numbers are unique"));
            }
        }
        definition.place = codes.len() - 1;
        definition.constant = constant(input, variant);
        if let Some(constant) = &definition.constant {
            if let Some(other) = constants.insert(constant.to_string(), variant.ident).filter(|_| !input.is_struct) {
                let text =
                    format!("the constant for this definition, `{constant}`, is that of `{other}` already: rename one");
                mistakes.add(variant.ident.span(), text);
            }
        }
        items.push(Item::Definition(Box::new(definition)));
    }
    items
}

/// The associated constant of a variant: `NAME_IN_USE`. A variant that is written so itself has none.
pub(crate) fn constant(input: &Input<'_>, variant: &Variant<'_>) -> Option<Ident> {
    if input.is_struct {
        return Some(Ident::new("FAULT_TYPE", variant.ident.span().resolved_at(Span::call_site())));
    }
    let name = snake(&variant.name).to_uppercase();
    let taken = input.variants.iter().any(|other| other.name == name);
    let mut constant = syn::parse_str::<Ident>(&name).ok().filter(|_| !taken)?;
    // An editor finds the variant by it; to lints it is what a macro wrote, which nobody needs to use.
    constant.set_span(variant.ident.span().resolved_at(Span::call_site()));
    Some(constant)
}

fn transparent<'a>(variant: &Variant<'a>, mistakes: &mut Mistakes) -> Option<Item<'a>> {
    for (name, span) in variant.settings.given().filter(|(name, _)| !matches!(*name, "transparent" | "crate")) {
        mistakes.add(span, format!("a transparent variant has no definition of its own: remove `{name}`"));
    }
    let [field] = variant.fields.as_slice() else {
        mistakes.add(variant.ident.span(), "a transparent variant has one field: the other set's error");
        return None;
    };
    for (name, span) in field.settings.given() {
        mistakes.add(span, format!("the field of a transparent variant is the other set's error: remove `{name}`"));
    }
    Some(Item::Set { variant: variant.ident, member: field.member.clone(), ty: field.ty })
}

fn definition<'a>(variant: &Variant<'a>, mistakes: &mut Mistakes) -> Option<Definition<'a>> {
    let settings = &variant.settings;
    let fields = fields::check(variant, mistakes);
    let message = message(variant, &fields, mistakes);
    let status = status(variant, mistakes);
    let name = snake(&variant.name);
    let code = settings.text("code").map_or_else(|| name.clone(), LitStr::value);
    if !is_code(&code) {
        let at = settings.text("code").map_or_else(|| variant.ident.span(), LitStr::span);
        let form = "a lower-case letter, then lower-case letters, digits and `_`";
        mistakes.add(at, format!("`{code}` is no code: {form}; give one with `code = \"…\"`"));
    }
    let text = |name: &str| settings.text(name).map(LitStr::value);
    let retry = word(variant, "retry", &["never", "now", "after"], mistakes);
    let retry_after = settings.integer("retry_after").and_then(|(seconds, span)| {
        let seconds = u32::try_from(seconds);
        if seconds.is_err() {
            mistakes.add(span, format!("`retry_after` is seconds, from 0 to {}", u32::MAX));
        }
        seconds.ok()
    });
    if let (Some(retry), Some(at)) = (&retry, settings.place("retry_after")) {
        if retry != "After" {
            mistakes.add(at, "there is nothing to wait for: `retry_after` goes with `retry = \"after\"` alone");
        }
    }
    Some(Definition {
        variant: variant.ident,
        place: 0,
        constant: None,
        docs: variant.docs.clone(),
        title: text("title").unwrap_or_else(|| title(&name)),
        code,
        status: status?,
        message,
        number: settings.integer("number").map(|(number, _)| number),
        cause: word(variant, "cause", &CAUSES, mistakes),
        severity: word(variant, "severity", &["soft", "hard"], mistakes),
        retry,
        retry_after,
        help: text("help"),
        type_uri: text("type_uri"),
        words: words(variant, mistakes),
        fields,
    })
}

fn status(variant: &Variant<'_>, mistakes: &mut Mistakes) -> Option<u16> {
    let Some((status, span)) = variant.settings.integer("status") else {
        if !variant.settings.broken {
            let name = variant.ident;
            mistakes.add(
                name.span(),
                format!("`{name}` has no status: add `#[fault(status = …)]`, an HTTP status from 400 to 599"),
            );
        }
        return None;
    };
    let valid = u16::try_from(status).ok().filter(|status| (400..=599).contains(status));
    if valid.is_none() {
        mistakes.add(span, format!("`{status}` is no status of a fault: HTTP's errors are from 400 to 599"));
    }
    valid
}

/// One of a closed set of words, as the name of the variant that the core has for it.
fn word(variant: &Variant<'_>, setting: &str, valid: &[&str], mistakes: &mut Mistakes) -> Option<Ident> {
    let given = variant.settings.text(setting)?;
    let word = given.value();
    if !valid.contains(&word.as_str()) {
        let help = nearest_or_all(&word, valid.iter().copied());
        mistakes.add(given.span(), format!("unknown {setting} `{word}`; {help}"));
        return None;
    }
    let pascal: String = word.split('_').map(title).collect();
    Some(Ident::new(&pascal, Span::call_site()))
}

fn words(variant: &Variant<'_>, mistakes: &mut Mistakes) -> Vec<(String, String)> {
    let mut words: Vec<(String, String)> = Vec::new();
    for word in variant.settings.words() {
        if words.iter().any(|(name, _)| *name == word.name) {
            mistakes.add(word.span, format!("the word `{}` is given twice", word.name));
        }
        words.push((word.name.clone(), word.text.value()));
    }
    words
}

/// The template, with the names of parameters in place of those of fields.
fn message(variant: &Variant<'_>, fields: &[Field<'_>], mistakes: &mut Mistakes) -> Option<String> {
    let own = variant.settings.text("message");
    let (template, of_thiserror) = match (own, &variant.error) {
        (Some(own), _) => (own, false),
        (None, ErrorAttribute::Template(template)) => (template, true),
        (None, _) if variant.settings.place("message").is_some() => return None,
        (None, ErrorAttribute::Absent) => return None,
        (None, ErrorAttribute::Transparent(span)) => {
            let text = "`#[error(transparent)]` has no message of its own: add `#[fault(transparent)]` if the field is a \
                        set of faults, else give `#[fault(message = \"…\")]`";
            mistakes.add(*span, text);
            return None;
        }
        (None, ErrorAttribute::Arguments(span)) => {
            let text = "a message has no arguments of its own: every part that changes is a field; give \
                        `#[fault(message = \"…\")]` with the fields' names";
            mistakes.add(*span, text);
            return None;
        }
        (None, ErrorAttribute::Other(span)) => {
            mistakes.add(*span, "this has no template for clients: give one with `#[fault(message = \"…\")]`");
            return None;
        }
    };
    let text = template.value();
    let mut message = String::new();
    for part in parts(&text) {
        match part {
            Ok(Part::Text(text)) => message.push_str(text),
            Ok(Part::Name(name)) => match placeholder(name, of_thiserror, variant, fields) {
                Ok(name) => message.extend(["{", name, "}"]),
                Err(wrong) => mistakes.add(template.span(), wrong),
            },
            Err(misuse) => mistakes.add(template.span(), misuse),
        }
    }
    Some(message)
}

/// The parameter that a placeholder stands for.
fn placeholder<'f>(
    name: &str,
    by_field: bool,
    variant: &Variant<'_>,
    fields: &'f [Field<'_>],
) -> Result<&'f str, String> {
    let is_field = |field: &&Field<'_>| matches!(&field.member, syn::Member::Named(own) if plain(own) == name);
    let is_parameter = |field: &&Field<'_>| matches!(&field.role, Role::Parameter { name: own, .. } if own == name);
    let found = if by_field { fields.iter().find(is_field) } else { fields.iter().find(is_parameter) };
    match found.or_else(|| fields.iter().find(is_field)).map(|field| (&field.role, field.ty)) {
        Some((Role::Parameter { .. }, ty)) if types::option(ty).is_some() => Err(format!(
            "`{{{name}}}` may be absent, and a message has no words for that: give a text without it, or make another \
             variant"
        )),
        Some((Role::Parameter { name: own, .. }, _)) if by_field || own == name => Ok(own),
        Some((Role::Parameter { name: own, .. }, _)) => {
            Err(format!("the field `{name}` has the name `{own}`: write `{{{own}}}`"))
        }
        Some((Role::Private { .. }, _)) => {
            Err(format!("`{name}` is private, and clients see the message: leave it out"))
        }
        Some((Role::Source, _)) => {
            Err(format!("`{name}` is a source, which only the log sees: leave it out of the message"))
        }
        Some((Role::Violations | Role::RetryAfter, _)) => {
            Err(format!("`{name}` is no parameter: leave it out of the message"))
        }
        // Its own mistake is reported; whether this is one too is not known.
        None if fields.len() < variant.fields.len() => Ok(""),
        None => {
            let known = fields.iter().filter_map(|field| match &field.role {
                Role::Parameter { name, .. } => Some(name.as_str()),
                _ => None,
            });
            let help = if known.clone().next().is_none() {
                "there are no parameters".to_owned()
            } else {
                nearest_or_all(name, known)
            };
            Err(format!("no field gives `{{{name}}}`; {help}"))
        }
    }
}
