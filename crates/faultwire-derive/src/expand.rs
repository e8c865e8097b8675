//! Writes the implementations.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Ident};

use crate::ast::Input;
use crate::bounds::where_clause;
use crate::convert::{back_arm, into_arm, path};
use crate::definition::{entry, fault_type, place};
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
    let constants = definitions().filter_map(|definition| {
        let docs = format!("The definition of `{}`.", definition.variant);
        definition.constant.as_ref().map(|name| (name.clone(), docs, place(definition)))
    });
    let constants = associated(input, constants);
    let into = items.iter().map(|item| into_arm(input, item));
    let into = quote! {
        match __error {
            #(#into)*
        }
    };
    let entries = items.iter().map(entry);
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
        match __core::Fault::place_among(__fault, &__FAULT_TYPES) {
            #(#back)*
            _ => {}
        }
        #(#sets)*
        __None
    };
    let implementations = implementations(input, items, &into, &quote!(&[#(#entries),*]), &back);
    let uses = uses(input);
    quote! {
        const _: () = {
            #uses
            static __FAULT_TYPES: [__core::FaultType; #count] = [#(#types),*];
            #constants
            #implementations
        };
    }
}

/// Implementations of an input with mistakes.
fn placeholder(input: &Input<'_>) -> TokenStream {
    let mut names = Vec::new();
    for variant in input.variants.iter().filter(|variant| !variant.settings.flag("transparent")) {
        names.extend(validate::constant(input, variant).filter(|name| !names.contains(name)));
    }
    let internal = quote!(__core::protocol::INTERNAL);
    let constants = names.into_iter().map(|name| (name, String::from("Unknown."), internal.clone()));
    let constants = associated(input, constants);
    let into = quote!(__core::Fault::new(&#internal));
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
            #vis const #name: &'static __core::FaultType = &#definition;
        }
    });
    quote! {
        #attributes
        impl #impl_generics #ident #ty_generics #given_where {
            #(#constants)*
        }
    }
}
