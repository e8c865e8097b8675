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
        if let Some(at) = too_deep(&text) {
            return Err(vec![source.mistake(at..at + 1, format!("nested more than {MAX_DEPTH} deep"))]);
        }
        let resource = FluentResource::try_new(text)
            .map_err(|(_, errors)| errors.iter().map(|error| syntax_mistake(&source, error)).collect::<Vec<_>>())?;
        let file = Self { source, resource: Arc::new(resource) };
        let mut mistakes: Vec<_> = file.repeated().into_iter().chain(file.wrong_functions()).collect();
        mistakes.sort_by_key(|mistake| (mistake.line(), mistake.column()));
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

    /// Its terms, by their ids without the hyphen.
    pub(super) fn terms(&self) -> impl Iterator<Item = (&str, &Pattern<&str>)> {
        self.resource.entries().filter_map(|entry| match entry {
            Entry::Term(term) => Some((term.id.name, &term.value)),
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

    fn wrong_functions(&self) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        self.patterns().for_each(|pattern| {
            each_expression(pattern, &mut |expression| {
                let InlineExpression::FunctionReference { id, arguments } = expression else { return };
                if !FUNCTIONS.contains(&id.name) {
                    let mistake = self.mistake(id.name, format!("unknown function `{}`", id.name));
                    mistakes.push(mistake.with_nearest(id.name, FUNCTIONS));
                } else if arguments.positional.len() != 1 {
                    mistakes.push(self.mistake(id.name, format!("`{}` takes one number", id.name)));
                }
            });
        });
        mistakes
    }
}

/// How deep placeables and calls may be in each other: the parser, and what walks over its tree, recurse.
const MAX_DEPTH: usize = 32;

/// Where an entry nests too deep, if one does. It reads as the parser does, up to that one's first mistake in the entry.
fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    // Of each level whether it is at the text of a variant, where quotation marks and parentheses are text.
    let mut levels: Vec<bool> = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let starts_line = at == 0 || bytes[at - 1] == b'\n';
        if starts_line && (byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'#')) {
            levels.clear();
        }
        if starts_line && *byte == b'#' {
            at += bytes[at..].iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len() - at);
            continue;
        }
        match (byte, levels.last().copied()) {
            (b'{', _) | (b'(', Some(false)) => levels.push(false),
            (b'}', _) | (b')', Some(false)) => drop(levels.pop()),
            (b'[', Some(false)) => drop(levels.last_mut().map(|in_text| *in_text = true)),
            (b'"', Some(false)) => {
                at += 1;
                while bytes.get(at).is_some_and(|byte| !matches!(byte, b'"' | b'\n')) {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
            }
            _ => {}
        }
        if levels.len() > MAX_DEPTH {
            return Some(at);
        }
        at += 1;
    }
    None
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
