//! What is meant: everything here is valid.

use proc_macro2::TokenStream;
use syn::{Ident, Member, Type};

/// What one variant, or the struct, is.
pub(crate) enum Item<'a> {
    Definition(Box<Definition<'a>>),
    /// A variant that passes another set on: its only field.
    Set {
        variant: &'a Ident,
        member: Member,
        ty: &'a Type,
    },
}

/// A definition, and how its parameters are held.
pub(crate) struct Definition<'a> {
    pub(crate) variant: &'a Ident,
    /// Its place among the definitions of the set.
    pub(crate) place: usize,
    /// The name of the associated constant; nothing where a variant has the name already.
    pub(crate) constant: Option<Ident>,
    pub(crate) docs: String,
    pub(crate) code: String,
    pub(crate) title: String,
    pub(crate) status: u16,
    pub(crate) message: Option<String>,
    pub(crate) number: Option<i64>,
    /// The variant of `Cause`, of `Severity`, of `Retry`.
    pub(crate) cause: Option<Ident>,
    pub(crate) severity: Option<Ident>,
    pub(crate) retry: Option<Ident>,
    pub(crate) retry_after: Option<u32>,
    pub(crate) help: Option<String>,
    pub(crate) type_uri: Option<String>,
    pub(crate) words: Vec<(String, String)>,
    pub(crate) fields: Vec<Field<'a>>,
}

pub(crate) struct Field<'a> {
    pub(crate) member: Member,
    pub(crate) ty: &'a Type,
    pub(crate) role: Role,
}

/// What a field is for.
pub(crate) enum Role {
    Parameter {
        name: String,
        form: Form,
    },
    /// For the log.
    Private {
        name: String,
    },
    Source,
    Violations,
    RetryAfter,
}

/// How a field becomes a parameter.
pub(crate) enum Form {
    /// By its own type.
    Itself,
    /// By its text.
    Display,
    /// `&'a T`: by an owned `T`, which cannot be lent out again.
    Borrowed(TokenStream),
    /// `Cow<'a, T>`: by an owned `T`.
    Cow(TokenStream),
}
