//! What is written: the input as it is, before anything about it is judged.

use proc_macro2::Span;
use syn::{Generics, Ident, LitStr, Member, Path, Type, Visibility};

use crate::attribute::Settings;

/// An enum or struct with `#[derive(Fault)]`.
pub(crate) struct Input<'a> {
    pub(crate) vis: &'a Visibility,
    pub(crate) ident: &'a Ident,
    pub(crate) generics: &'a Generics,
    /// Where the core is.
    pub(crate) core: Path,
    /// A struct is one variant, which has the struct's name and attributes.
    pub(crate) is_struct: bool,
    pub(crate) variants: Vec<Variant<'a>>,
}

/// One variant.
pub(crate) struct Variant<'a> {
    pub(crate) ident: &'a Ident,
    /// The name without `r#`.
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) settings: Settings,
    pub(crate) error: ErrorAttribute,
    pub(crate) fields: Vec<Field<'a>>,
}

/// thiserror's `#[error(…)]`.
#[derive(Clone)]
pub(crate) enum ErrorAttribute {
    Absent,
    Transparent(Span),
    /// `#[error("…")]`.
    Template(LitStr),
    /// `#[error("…", more)]`, at what is more.
    Arguments(Span),
    /// `#[error(fmt = path)]` and the like.
    Other(Span),
}

/// One field.
pub(crate) struct Field<'a> {
    pub(crate) member: Member,
    pub(crate) ty: &'a Type,
    pub(crate) settings: Settings,
    /// thiserror's `#[source]` or `#[from]`, or the name `source`.
    pub(crate) is_source: bool,
}

impl Field<'_> {
    /// The field's name without `r#`, if it has one.
    pub(crate) fn name(&self) -> Option<String> {
        match &self.member {
            Member::Named(name) => Some(plain(name)),
            Member::Unnamed(_) => None,
        }
    }

    pub(crate) fn span(&self) -> Span {
        use syn::spanned::Spanned as _;
        match &self.member {
            Member::Named(name) => name.span(),
            Member::Unnamed(_) => self.ty.span(),
        }
    }
}

/// A name without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    use syn::ext::IdentExt as _;
    ident.unraw().to_string()
}
