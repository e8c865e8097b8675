//! Writes how one variant becomes a fault, and how it comes back.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Ident, Index};

use crate::ast::Input;
use crate::definition::is_readable;
use crate::model::{Field, Form, Item, Role};
use crate::types::option;

/// The variant, or the struct, as a path.
pub(crate) fn path(input: &Input<'_>, variant: &Ident) -> TokenStream {
    let ident = input.ident;
    if input.is_struct { quote!(#ident) } else { quote!(#ident::#variant) }
}

/// `Error::Variant { fields } => fault`.
pub(crate) fn into_arm(input: &Input<'_>, item: &Item<'_>) -> TokenStream {
    let definition = match item {
        Item::Definition(definition) => definition,
        Item::Set { variant, member, ty } => {
            let path = path(input, variant);
            let into = quote_spanned!(ty.span()=> <#ty as ::core::convert::Into<__core::Fault>>::into);
            return quote!(#path { #member: __set } => #into(__set),);
        }
    };
    let (path, place) = (path(input, definition.variant), Index::from(definition.place));
    let bound: Vec<_> = definition.fields.iter().enumerate().map(|(at, field)| (binding(at, field), field)).collect();
    let patterns = bound.iter().map(|(name, field)| {
        let member = &field.member;
        quote!(#member: #name)
    });
    let mut fault = quote!(__new(#place));
    for (value, field) in &bound {
        fault = put(fault, value, field);
    }
    quote!(#path { #(#patterns),* } => #fault,)
}

/// The binding of a field, which errors of the compiler point at through the field's type.
fn binding(at: usize, field: &Field<'_>) -> Ident {
    format_ident!("__field_{at}", span = field.ty.span().resolved_at(Span::mixed_site()))
}

fn put(fault: TokenStream, value: &Ident, field: &Field<'_>) -> TokenStream {
    let optional = option(field.ty).is_some();
    let span = value.span();
    match &field.role {
        Role::Parameter { name, form } => {
            let value = match form {
                Form::Itself => quote!(#value),
                Form::Display if optional => {
                    quote_spanned!(span=> ::core::option::Option::map(#value, |__some| ::std::string::ToString::to_string(&__some)))
                }
                Form::Display => quote_spanned!(span=> ::std::string::ToString::to_string(&#value)),
                Form::Borrowed(_) => quote_spanned!(span=> ::std::borrow::ToOwned::to_owned(#value)),
                Form::Cow(_) => quote_spanned!(span=> ::std::borrow::Cow::into_owned(#value)),
            };
            quote!(#fault.with_parameter(#name, #value))
        }
        Role::Private { name } => {
            with(fault, optional, value, |fault, value| quote!(#fault.with_private(#name, #value)))
        }
        Role::Source => with(fault, optional, value, |fault, value| quote!(#fault.with_source(#value))),
        Role::Violations => quote!(#fault.with_violations(#value)),
        Role::RetryAfter => with(fault, optional, value, |fault, value| quote!(#fault.with_retry_after(#value))),
    }
}

/// A call for a value, or for the one in an option.
fn with(
    fault: TokenStream,
    optional: bool,
    value: &Ident,
    call: impl FnOnce(TokenStream, TokenStream) -> TokenStream,
) -> TokenStream {
    if !optional {
        return call(fault, quote!(#value));
    }
    let called = call(quote!(__fault), quote!(__some));
    quote! {
        {
            let __fault = #fault;
            match #value {
                __Some(__some) => #called,
                __None => __fault,
            }
        }
    }
}

/// `place => if every parameter is there { return Some(Error::Variant { fields }) }`.
pub(crate) fn back_arm(input: &Input<'_>, item: &Item<'_>) -> Option<TokenStream> {
    let Item::Definition(definition) = item else { return None };
    if !is_readable(definition) {
        return None;
    }
    let (place, path) = (Index::from(definition.place), path(input, definition.variant));
    let mut conditions = Vec::new();
    let values: Vec<_> = definition
        .fields
        .iter()
        .enumerate()
        .map(|(at, field)| {
            let (member, value) = (&field.member, take(&binding(at, field), field, &mut conditions));
            quote!(#member: #value)
        })
        .collect();
    let found = quote!(return __Some(#path { #(#values),* }););
    let nested = conditions.into_iter().rfold(found, |inside, condition| quote!(if let #condition { #inside }));
    Some(quote!(__Some(#place) => { #nested }))
}

/// The value of a field, and the conditions under which it is there: patterns, as in `if let`.
///
/// `?` would be shorter, and takes the compiler twice as long.
fn take(name: &Ident, field: &Field<'_>, conditions: &mut Vec<TokenStream>) -> TokenStream {
    let optional = option(field.ty).is_some();
    match &field.role {
        Role::Parameter { name: parameter, form } => {
            let wire = wire(field, form);
            let found = quote!(__core::Fault::param_as::<#wire>(__fault, #parameter));
            conditions.push(quote!(__Some(#name) = #found));
            match form {
                Form::Display => {
                    let parsed = if optional {
                        quote! {
                            ::core::option::Option::map_or(
                                #name,
                                ::core::result::Result::Ok(__None),
                                |__text| ::core::str::FromStr::from_str(&__text).map(::core::option::Option::Some),
                            )
                        }
                    } else {
                        quote!(::core::str::FromStr::from_str(&#name))
                    };
                    conditions.push(quote!(::core::result::Result::Ok(#name) = #parsed));
                    quote!(#name)
                }
                Form::Cow(_) => quote!(::std::borrow::Cow::Owned(#name)),
                Form::Itself | Form::Borrowed(_) => quote!(#name),
            }
        }
        Role::Private { .. } | Role::Source => quote!(__None),
        Role::Violations => {
            quote!(::core::iter::Iterator::collect(::core::iter::Iterator::cloned(
                __core::Fault::violations(__fault).iter()
            )))
        }
        Role::RetryAfter if optional => quote!(__core::Fault::own_retry_after(__fault)),
        Role::RetryAfter => {
            conditions.push(quote!(__Some(#name) = __core::Fault::retry_after(__fault)));
            quote!(#name)
        }
    }
}

/// The type that a parameter is sent as.
pub(crate) fn wire(field: &Field<'_>, form: &Form) -> TokenStream {
    match form {
        Form::Itself => field.ty.to_token_stream(),
        Form::Display if option(field.ty).is_some() => quote!(::core::option::Option<::std::string::String>),
        Form::Display => quote!(::std::string::String),
        Form::Borrowed(owned) | Form::Cow(owned) => owned.clone(),
    }
}
