//! Everything that is wrong with one input, reported in one run.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};

/// The mistakes found so far.
#[derive(Default)]
pub(crate) struct Mistakes(Vec<syn::Error>);

impl Mistakes {
    pub(crate) fn add(&mut self, span: Span, message: impl Display) {
        self.0.push(syn::Error::new(span, message));
    }

    pub(crate) fn push(&mut self, error: syn::Error) {
        self.0.push(error);
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// As errors of the compiler; nothing where nothing is wrong.
    pub(crate) fn into_errors(self) -> Option<TokenStream> {
        let all = self.0.into_iter().reduce(|mut all, next| {
            all.combine(next);
            all
        });
        all.map(|all| all.to_compile_error())
    }
}

/// The valid name nearest to a mistaken one, else all of them.
pub(crate) fn nearest_or_all<'a>(wrong: &str, valid: impl Iterator<Item = &'a str> + Clone) -> String {
    let lower = wrong.to_ascii_lowercase();
    let near = valid.clone().map(|name| (strsim::jaro_winkler(&lower, name), name));
    // The same measure and bound as for the names in a page or a configuration.
    let near = near.filter(|(score, _)| *score > 0.78).max_by(|(a, _), (b, _)| a.total_cmp(b));
    match near {
        Some((_, name)) => format!("did you mean `{name}`?"),
        None => format!("valid: {}", valid.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
    }
}
