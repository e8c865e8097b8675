//! What each field of a definition is for.

use std::collections::HashSet;

use syn::Member;

use crate::ast::{self, Variant};
use crate::case::is_parameter_name;
use crate::mistakes::Mistakes;
use crate::model::{Field, Form, Role};
use crate::types;

/// The roles that a setting gives a field; one at most.
const ROLES: [&str; 4] = ["private", "violations", "source", "retry_after"];

pub(crate) fn check<'a>(variant: &Variant<'a>, mistakes: &mut Mistakes) -> Vec<Field<'a>> {
    let fields: Vec<_> = variant.fields.iter().filter_map(|field| check_one(field, mistakes)).collect();
    let mut names = HashSet::new();
    for (field, written) in fields.iter().zip(&variant.fields) {
        if let Role::Parameter { name, .. } | Role::Private { name } = &field.role {
            if !names.insert(name) {
                mistakes.add(written.span(), format!("two fields have the name `{name}`"));
            }
        }
    }
    for (name, role) in [
        ("source", (|role| matches!(role, Role::Source)) as fn(&Role) -> bool),
        ("violations", |role| matches!(role, Role::Violations)),
        ("retry_after", |role| matches!(role, Role::RetryAfter)),
    ] {
        if let Some(second) = fields.iter().zip(&variant.fields).filter(|(field, _)| role(&field.role)).nth(1) {
            mistakes.add(second.1.span(), format!("a fault has one `{name}`, and another field is it already"));
        }
    }
    fields
}

fn check_one<'a>(field: &ast::Field<'a>, mistakes: &mut Mistakes) -> Option<Field<'a>> {
    let settings = &field.settings;
    let mut roles = settings.given().filter(|(name, _)| ROLES.contains(name));
    let role = roles.next().map(|(name, _)| name);
    if let (Some(first), Some((second, span))) = (role, roles.next()) {
        mistakes.add(span, format!("a field cannot be both `{first}` and `{second}`"));
    }
    let is_source = role == Some("source") || role.is_none() && field.is_source;
    if role == Some("private") && field.is_source {
        // An error behind a fault is in the log by itself.
        mistakes.add(settings.place("private")?, "a source is private already: remove `private`");
    }
    let is_parameter = role.is_none() && !is_source;
    if let Some(span) = settings.place("display").filter(|_| !is_parameter) {
        mistakes.add(span, "`display` is for parameters, and this field is none");
    }
    if let Some(span) = settings.place("name").filter(|_| !is_parameter && role != Some("private")) {
        mistakes.add(span, "`name` is for parameters, and this field is none");
    }
    let role = match role {
        _ if is_source => Role::Source,
        Some("private") => Role::Private { name: log_name(field) },
        Some("violations") => Role::Violations,
        Some("retry_after") => Role::RetryAfter,
        _ => parameter(field, mistakes)?,
    };
    Some(Field { member: field.member.clone(), ty: field.ty, role })
}

fn log_name(field: &ast::Field<'_>) -> String {
    let given = field.settings.text("name").map(syn::LitStr::value).or_else(|| field.name());
    given.unwrap_or_else(|| match &field.member {
        Member::Unnamed(index) => index.index.to_string(),
        Member::Named(name) => name.to_string(),
    })
}

fn parameter(field: &ast::Field<'_>, mistakes: &mut Mistakes) -> Option<Role> {
    let given = field.settings.text("name");
    let Some(name) = given.map(syn::LitStr::value).or_else(|| field.name()) else {
        if field.settings.place("name").is_none() {
            mistakes.add(
                field.span(),
                "a parameter needs a name: add `#[fault(name = \"…\")]` to the field, or `#[fault(private)]` to keep it \
                 for the log",
            );
        }
        return None;
    };
    if !is_parameter_name(&name) {
        let span = given.map_or_else(|| field.span(), syn::LitStr::span);
        mistakes.add(
            span,
            format!(
                "`{name}` cannot be the name of a parameter: a letter or `_`, then letters, digits and `_`; give one \
                 with `#[fault(name = \"…\")]`"
            ),
        );
        return None;
    }
    if field.settings.flag("display") {
        return Some(Role::Parameter { name, form: Form::Display });
    }
    let Some(form) = types::form(field.ty) else {
        mistakes.add(
            field.span(),
            "of what is borrowed, only `&T` and `Cow<T>` themselves can be parameters: own the value, or add \
             `#[fault(private)]`",
        );
        return None;
    };
    Some(Role::Parameter { name, form })
}
