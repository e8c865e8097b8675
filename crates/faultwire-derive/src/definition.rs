//! Writes the definitions, and their list.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Index;

use crate::ast::{Input, plain};
use crate::convert::wire;
use crate::model::{Definition, Field, Form, Item, Role};
use crate::types::option;

/// Where the definition is: all of a set are in one static, which the compiler evaluates at once.
pub(crate) fn place(definition: &Definition<'_>) -> TokenStream {
    let at = Index::from(definition.place);
    quote!(__type(#at))
}

/// The definition itself.
pub(crate) fn fault_type(definition: &Definition<'_>) -> TokenStream {
    let Definition { code, status, title, .. } = definition;
    let message = some(definition.message.as_ref());
    let cause = some(definition.cause.as_ref().map(|cause| quote!(__core::Cause::#cause)));
    let number = definition.number.iter();
    let severity = definition.severity.iter();
    let retry = definition.retry.iter();
    let retry_after = definition.retry_after.iter();
    let help = definition.help.iter();
    let type_uri = definition.type_uri.iter();
    let words = (!definition.words.is_empty()).then(|| {
        let words = definition.words.iter().map(|(name, text)| quote!((#name, #text)));
        quote!(.words(&[#(#words),*]))
    });
    quote! {
        __core::FaultType::derived(#code, #status, #title, #message, #cause)
            #(.number(#number))*
            #(.severity(__core::Severity::#severity))*
            #(.retry(__core::Retry::#retry))*
            #(.retry_after(#retry_after))*
            #(.help(#help))*
            #(.type_uri(#type_uri))*
            #words
    }
}

fn some(value: Option<impl ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(__None), |value| quote!(__Some(#value)))
}

/// The entry in the list of the set.
pub(crate) fn entry(input: &Input<'_>, item: &Item<'_>) -> TokenStream {
    entry_with(input, item, |definition| {
        let (docs, readable) = (&definition.docs, is_readable(definition));
        let parameters = definition.fields.iter().filter_map(parameter);
        quote!(#docs, &[#(#parameters),*], #readable)
    })
}

/// The entry without what the types of its fields say: what is left tells one definition from another.
pub(crate) fn bare_entry(input: &Input<'_>, item: &Item<'_>) -> TokenStream {
    entry_with(input, item, |_| quote!("", &[], true))
}

fn entry_with(input: &Input<'_>, item: &Item<'_>, more: impl FnOnce(&Definition<'_>) -> TokenStream) -> TokenStream {
    match item {
        Item::Definition(definition) => {
            let (fault_type, hash, more) = (place(definition), hash(&definition.code), more(definition));
            let variant = if input.is_struct { String::new() } else { plain(definition.variant) };
            quote!(__core::FaultEntry::definition(#fault_type, #hash, __SET, #variant, #more))
        }
        Item::Set { ty, .. } => quote!(__core::FaultEntry::Set(<#ty as __core::FaultSet>::ENTRIES)),
    }
}

/// A code, as a number by which the core finds equal ones: FNV-1a of 32 bits, as there.
fn hash(code: &str) -> u32 {
    code.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn parameter(field: &Field<'_>) -> Option<TokenStream> {
    match &field.role {
        Role::Parameter { name, form } => {
            let wire = wire(field, form);
            Some(quote!(__core::ParameterInfo::of::<#wire>(#name)))
        }
        Role::Private { name } => {
            let optional = option(field.ty).is_some();
            Some(quote!(__core::ParameterInfo::private(#name, #optional)))
        }
        _ => None,
    }
}

/// Whether nothing in the fields is lost for certain.
pub(crate) fn is_readable(definition: &Definition<'_>) -> bool {
    definition.fields.iter().all(|field| match &field.role {
        Role::Private { .. } | Role::Source => option(field.ty).is_some(),
        Role::Parameter { form: Form::Borrowed(_), .. } => false,
        _ => true,
    })
}
