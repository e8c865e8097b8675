//! Writes the implementations.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, GenericParam, Ident};

use crate::ast::{Input, plain};
use crate::bounds::where_clause;
use crate::convert::{back_arm, into_arm, path};
use crate::definition::{bare_entry, entry, fault_type, place};
use crate::mistakes::Mistakes;
use crate::model::Item;
use crate::{parse, validate};

pub(crate) fn derive(derive: &DeriveInput) -> TokenStream {
    let mut mistakes = Mistakes::default();
    let input = parse::parse(derive, &mut mistakes);
    let items = validate::validate(&input, &mut mistakes);
    match mistakes.into_errors() {
        // The implementations are there all the same, so that one mistake is one error.
        Some(errors) => {
            let rest = placeholder(&input);
            quote!(#errors #rest)
        }
        None => expand(&input, &items),
    }
}

fn expand(input: &Input<'_>, items: &[Item<'_>]) -> TokenStream {
    let definitions = || {
        items.iter().filter_map(|item| match item {
            Item::Definition(definition) => Some(definition),
            Item::Set { .. } => None,
        })
    };
    let count = definitions().count();
    let types = definitions().map(|definition| fault_type(definition));
    let name = plain(input.ident);
    // A call costs the compiler less than a place in a list.
    let set = (count > 0).then(|| {
        quote! {
            const __SET: &::core::primitive::str = ::core::concat!(::core::module_path!(), "::", #name);
            const fn __type(__at: ::core::primitive::usize) -> &'static __core::FaultType {
                &__FAULT_TYPES[__at]
            }
            #[inline(always)]
            fn __new(__at: ::core::primitive::usize) -> __core::Fault {
                __core::Fault::new(&__FAULT_TYPES[__at])
            }
        }
    });
    let constants = definitions().filter_map(|definition| {
        let docs = format!("The definition of `{}`.", definition.variant);
        definition.constant.as_ref().map(|name| (name.clone(), docs, place(definition)))
    });
    let constants = associated(input, constants);
    let entries = items.iter().map(|item| entry(input, item));
    let entries = quote!(&[#(#entries),*]);
    let (distinct, distinct_if_generic) = distinct(input, items);
    let into = items.iter().map(|item| into_arm(input, item));
    let into = quote! {
        #distinct_if_generic
        match __error {
            #(#into)*
        }
    };
    let back = items.iter().filter_map(|item| back_arm(input, item));
    let sets = items.iter().filter_map(|item| match item {
        Item::Set { variant, member, ty } => {
            let path = path(input, variant);
            Some(quote! {
                if let __Some(__set) = <#ty as __core::FaultSet>::from_fault(__fault) {
                    return __Some(#path { #member: __set });
                }
            })
        }
        Item::Definition(_) => None,
    });
    let back = quote! {
        #distinct_if_generic
        match __core::Fault::place_among(__fault, &__FAULT_TYPES) {
            #(#back)*
            _ => {}
        }
        #(#sets)*
        __None
    };
    let implementations = implementations(input, items, &into, &entries, &back);
    let uses = uses(input);
    quote! {
        const _: () = {
            #uses
            static __FAULT_TYPES: [__core::FaultType; #count] = [#(#types),*];
            #set
            #constants
            #implementations
            #distinct
        };
    }
}

/// What refuses codes and numbers that two sets have, of which one is in the other or both are in this one: beside the
/// implementations, or inside of their functions where it depends on types that are not known here.
fn distinct(input: &Input<'_>, items: &[Item<'_>]) -> (Option<TokenStream>, Option<TokenStream>) {
    let nests = items.iter().any(|item| matches!(item, Item::Set { .. }));
    if !nests || items.len() == 1 {
        return (None, None);
    }
    let (ident, span) = (input.ident, input.ident.span().resolved_at(Span::mixed_site()));
    let assert = quote_spanned!(span=> __core::FaultEntry::assert_distinct);
    if input.generics.params.iter().all(|param| matches!(param, GenericParam::Lifetime(_))) {
        let lifetimes = input.generics.lifetimes().map(|_| quote!('static));
        let entries = quote!(<#ident<#(#lifetimes),*> as __core::FaultSet>::ENTRIES);
        let constant = quote! {
            #[allow(deprecated)]
            const _: () = #assert(#entries);
        };
        return (Some(constant), None);
    }
    let entries = items.iter().map(|item| bare_entry(input, item));
    (None, Some(quote!(const { #assert(&[#(#entries),*]) };)))
}

/// Implementations of an input with mistakes.
fn placeholder(input: &Input<'_>) -> TokenStream {
    let mut names = Vec::new();
    for variant in input.variants.iter().filter(|variant| !variant.settings.flag("transparent")) {
        names.extend(validate::constant(input, variant).filter(|name| !names.contains(name)));
    }
    let internal = quote!(&__core::protocol::INTERNAL);
    let constants = names.into_iter().map(|name| (name, String::from("Unknown."), internal.clone()));
    let constants = associated(input, constants);
    let into = quote!(__core::Fault::new(#internal));
    let implementations = implementations(input, &[], &into, &quote!(&[]), &quote!(__None));
    let uses = uses(input);
    quote! {
        const _: () = {
            #uses
            #constants
            #implementations
        };
    }
}

/// Short names for what is written most: a compiler reads every token.
fn uses(input: &Input<'_>) -> TokenStream {
    let core = &input.core;
    quote! {
        use #core as __core;
        use ::core::option::Option::{None as __None, Some as __Some};
    }
}

fn implementations(
    input: &Input<'_>,
    items: &[Item<'_>],
    into: &TokenStream,
    entries: &TokenStream,
    back: &TokenStream,
) -> TokenStream {
    let ident = input.ident;
    let (impl_generics, ty_generics, _) = input.generics.split_for_impl();
    let into_where = where_clause(input.generics, items, false);
    let back_where = where_clause(input.generics, items, true);
    let attributes = attributes();
    quote! {
        #attributes
        impl #impl_generics ::core::convert::From<#ident #ty_generics> for __core::Fault #into_where {
            #[inline]
            fn from(__error: #ident #ty_generics) -> Self {
                #into
            }
        }

        #attributes
        impl #impl_generics __core::FaultSet for #ident #ty_generics #back_where {
            const ENTRIES: &'static [__core::FaultEntry] = #entries;

            #[inline]
            fn from_fault(__fault: &__core::Fault) -> ::core::option::Option<Self> {
                #back
            }
        }
    }
}

/// What stands before each implementation. Whoever deprecates a variant or its type does not use it by making it a fault,
/// and the compiler would warn of that inside of a derive as well.
fn attributes() -> TokenStream {
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
    }
}

/// The associated constants: name, documentation, definition.
fn associated(input: &Input<'_>, constants: impl Iterator<Item = (Ident, String, TokenStream)>) -> TokenStream {
    let (ident, vis) = (input.ident, input.vis);
    let (impl_generics, ty_generics, given_where) = input.generics.split_for_impl();
    let attributes = attributes();
    let constants = constants.map(|(name, docs, definition)| {
        quote! {
            #[doc = #docs]
            #vis const #name: &'static __core::FaultType = #definition;
        }
    });
    quote! {
        #attributes
        impl #impl_generics #ident #ty_generics #given_where {
            #(#constants)*
        }
    }
}
