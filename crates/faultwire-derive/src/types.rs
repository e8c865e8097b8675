//! What can be seen of a type without knowing it.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericArgument, Generics, PathArguments, PathSegment, Type};

use crate::model::Form;

/// The `T` of `Option<T>`.
pub(crate) fn option(ty: &Type) -> Option<&Type> {
    let segment = last_segment(ty).filter(|segment| segment.ident == "Option")?;
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) if arguments.args.len() == 1 => match arguments.args.first() {
            Some(GenericArgument::Type(inner)) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        Type::Group(group) => last_segment(&group.elem),
        _ => None,
    }
}

/// How a field of this type is a parameter. `None`: it holds what is borrowed where that cannot be seen through.
pub(crate) fn form(ty: &Type) -> Option<Form> {
    if !is_borrowed(ty.to_token_stream()) {
        return Some(Form::Itself);
    }
    match ty {
        Type::Reference(reference) if reference.mutability.is_none() => {
            let lent = reference.elem.to_token_stream();
            return (!is_borrowed(lent.clone())).then(|| Form::Borrowed(owned(&lent)));
        }
        Type::Group(group) => return form(&group.elem),
        _ => {}
    }
    let segment = last_segment(ty)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match (segment.ident == "Cow", arguments.args.iter().nth(1)) {
        (true, Some(GenericArgument::Type(lent))) if !is_borrowed(lent.to_token_stream()) => {
            Some(Form::Cow(owned(&lent.to_token_stream())))
        }
        // A type of the user's own with a lifetime may well be a parameter; only `&` inside it cannot.
        _ => (!holds_reference(ty.to_token_stream())).then_some(Form::Itself),
    }
}

fn owned(lent: &TokenStream) -> TokenStream {
    quote!(<#lent as ::std::borrow::ToOwned>::Owned)
}

/// Whether a lifetime other than `'static` is in a type.
pub(crate) fn is_borrowed(ty: TokenStream) -> bool {
    let mut tokens = ty.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match &token {
            TokenTree::Punct(quote) if quote.as_char() == '\'' => {
                !matches!(tokens.peek(), Some(TokenTree::Ident(name)) if name == "static")
            }
            TokenTree::Group(group) => is_borrowed(group.stream()),
            _ => false,
        };
        if found {
            return true;
        }
    }
    false
}

/// Whether `&'a` or `Cow<'a, …>` is in a type.
fn holds_reference(ty: TokenStream) -> bool {
    ty.into_iter().any(|token| match token {
        TokenTree::Punct(punct) => punct.as_char() == '&',
        TokenTree::Ident(name) => name == "Cow",
        TokenTree::Group(group) => holds_reference(group.stream()),
        TokenTree::Literal(_) => false,
    })
}

/// Whether a type mentions a type parameter, so that what it can do must be asked for.
pub(crate) fn is_generic(ty: &Type, generics: &Generics) -> bool {
    fn mentions(tokens: TokenStream, generics: &Generics) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(name) => generics.type_params().any(|param| param.ident == name),
            TokenTree::Group(group) => mentions(group.stream(), generics),
            _ => false,
        })
    }
    generics.type_params().next().is_some() && mentions(ty.to_token_stream(), generics)
}
