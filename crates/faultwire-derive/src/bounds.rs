//! What the types of generic fields must be able to do.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Generics, WhereClause, parse_quote};

use crate::model::{Form, Item, Role};
use crate::types::{is_generic, option};

/// The where clause of the input with what its generic fields need: to become a fault, and to come back too.
pub(crate) fn where_clause(generics: &Generics, items: &[Item<'_>], back: bool) -> WhereClause {
    let given = generics.where_clause.clone();
    let mut clause = given.unwrap_or(WhereClause { where_token: Default::default(), predicates: Default::default() });
    let mut need = |ty: &dyn ToTokens, bound: TokenStream| {
        let ty = ty.to_token_stream();
        clause.predicates.push(parse_quote!(#ty: #bound));
    };
    for item in items {
        let definition = match item {
            Item::Definition(definition) => definition,
            Item::Set { ty, .. } => {
                if is_generic(ty, generics) {
                    need(ty, quote!(__core::FaultSet));
                }
                continue;
            }
        };
        for field in definition.fields.iter().filter(|field| is_generic(field.ty, generics)) {
            let ty = field.ty;
            let shown = option(ty).unwrap_or(ty);
            match &field.role {
                Role::Parameter { form: Form::Itself, .. } => need(ty, quote!(__core::Parameter)),
                Role::Parameter { form: Form::Borrowed(owned), .. } => need(owned, quote!(__core::Parameter)),
                Role::Parameter { form: Form::Cow(owned), .. } => need(owned, quote!(__core::Parameter)),
                Role::Parameter { form: Form::Display, .. } if back => {
                    need(shown, quote!(::core::fmt::Display + ::core::str::FromStr));
                }
                Role::Parameter { form: Form::Display, .. } | Role::Private { .. } => {
                    need(shown, quote!(::core::fmt::Display));
                }
                Role::Source => need(shown, error_bound()),
                Role::Violations if back => {
                    let violation = quote!(__core::Violation);
                    let both =
                        quote!(::core::iter::IntoIterator<Item = #violation> + ::core::iter::FromIterator<#violation>);
                    need(ty, both);
                }
                Role::Violations => need(ty, quote!(::core::iter::IntoIterator<Item = __core::Violation>)),
                // Its type is `u32`.
                Role::RetryAfter => {}
            }
        }
    }
    clause
}

fn error_bound() -> TokenStream {
    quote! {
        ::core::convert::Into<::std::boxed::Box<
            dyn ::std::error::Error + ::core::marker::Send + ::core::marker::Sync,
        >>
    }
}
