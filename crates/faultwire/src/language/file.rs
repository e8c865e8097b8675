//! One file of translations.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, InlineExpression, Pattern};
use fluent_syntax::parser::ParserError;

use super::syntax::{each_expression, patterns};
use crate::style::diagnostic::{Mistake, Source};

/// What a translation can call.
pub(super) const FUNCTIONS: [&str; 1] = ["NUMBER"];

/// A file of translations, read: [Project Fluent](https://projectfluent.org), syntax 1.0.
#[derive(Clone)]
pub(crate) struct File {
    source: Source,
    resource: Arc<FluentResource>,
}

impl File {
    /// Reads a file. `name` is what messages call it.
    ///
    /// # Errors
    ///
    /// Every mistake of its syntax, every id that comes twice, and every function that does not exist.
    pub(crate) fn parse(name: &str, text: String) -> Result<Self, Vec<Mistake>> {
        // Some editors mark a file as UTF-8 by this character.
        let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
        let source = Source::new(name, text.as_str());
        let resource = FluentResource::try_new(text)
            .map_err(|(_, errors)| errors.iter().map(|error| syntax_mistake(&source, error)).collect::<Vec<_>>())?;
        let file = Self { source, resource: Arc::new(resource) };
        let mistakes: Vec<_> = file.repeated().into_iter().chain(file.unknown_functions()).collect();
        if mistakes.is_empty() { Ok(file) } else { Err(mistakes) }
    }

    pub(super) fn resource(&self) -> Arc<FluentResource> {
        Arc::clone(&self.resource)
    }

    /// The ids of its messages, and of its terms with their hyphen.
    pub(super) fn ids(&self) -> impl Iterator<Item = (String, &str)> {
        self.resource.entries().filter_map(|entry| match entry {
            Entry::Message(message) => Some((message.id.name.to_owned(), message.id.name)),
            Entry::Term(term) => Some((format!("-{}", term.id.name), term.id.name)),
            _ => None,
        })
    }

    /// The texts of all its messages and terms.
    pub(super) fn patterns(&self) -> impl Iterator<Item = &Pattern<&str>> {
        self.resource.entries().flat_map(patterns)
    }

    /// A mistake at a piece of the file's own text.
    pub(super) fn mistake(&self, piece: &str, message: impl Into<String>) -> Mistake {
        let start = self.start(piece);
        self.source.mistake(start..start + piece.len(), message)
    }

    /// Where a piece of the file's own text is, for messages.
    pub(super) fn place(&self, piece: &str) -> String {
        format!("{}:{}", self.source.file(), self.source.line(self.start(piece)))
    }

    fn start(&self, piece: &str) -> usize {
        piece.as_ptr().addr().saturating_sub(self.resource.source().as_ptr().addr())
    }

    fn repeated(&self) -> Vec<Mistake> {
        let mut known: HashMap<String, &str> = HashMap::new();
        let mut mistakes = Vec::new();
        for (id, piece) in self.ids() {
            match known.get(&id) {
                Some(first) => {
                    mistakes
                        .push(self.mistake(piece, format!("`{id}` is there twice, first at {}", self.place(first))));
                }
                None => drop(known.insert(id, piece)),
            }
        }
        mistakes
    }

    fn unknown_functions(&self) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        self.patterns().for_each(|pattern| {
            each_expression(pattern, &mut |expression| {
                if let InlineExpression::FunctionReference { id, .. } = expression
                    && !FUNCTIONS.contains(&id.name)
                {
                    let mistake = self.mistake(id.name, format!("unknown function `{}`", id.name));
                    mistakes.push(mistake.with_nearest(id.name, FUNCTIONS));
                }
            });
        });
        mistakes
    }
}

fn syntax_mistake(source: &Source, error: &ParserError) -> Mistake {
    let message = error.kind.to_string();
    let mut chars = message.chars();
    let first = chars.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    source.mistake(error.pos.clone(), first + chars.as_str())
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File").field("name", &self.source.file()).finish_non_exhaustive()
    }
}
