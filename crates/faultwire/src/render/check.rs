//! Checks of definitions against the styles of a renderer, before a request finds out.

use std::fmt;

use super::Renderer;
use crate::fault::FaultType;
use crate::style::tree::{Choose, Key, Tree, Word};

/// A word of a definition that a style cannot use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordMistake {
    code: String,
    word: String,
    reason: String,
}

impl WordMistake {
    /// The code of the definition.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The word, as `style.word`.
    pub fn word(&self) -> &str {
        &self.word
    }
}

impl fmt::Display for WordMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fault type `{}`, word `{}`: {}", self.code, self.word, self.reason)
    }
}

impl std::error::Error for WordMistake {}

impl Renderer {
    /// Checks the words that definitions have for the styles in use: a word that a style does not know, a key that
    /// it cannot have, a status that is none.
    ///
    /// Words for styles that this renderer does not use are not looked at.
    ///
    /// # Errors
    ///
    /// Every mistake.
    ///
    /// ```
    /// # #[cfg(feature = "config")] {
    /// use faultwire::{FaultType, Renderer};
    ///
    /// static WRONG: FaultType = FaultType::new("full", 413, "Full").words(&[("openstack.roots", "overLimitFault")]);
    ///
    /// let renderer = Renderer::builder().style("openstack").build().unwrap();
    /// let mistakes = renderer.check([&WRONG]).unwrap_err();
    /// assert_eq!(mistakes[0].word(), "openstack.roots");
    /// # }
    /// ```
    pub fn check<'t>(&self, types: impl IntoIterator<Item = &'t FaultType>) -> Result<(), Vec<WordMistake>> {
        let mut mistakes = Vec::new();
        for fault_type in types {
            for (name, text) in fault_type.all_words() {
                mistakes.extend(self.check_word(name, text).map(|reason| WordMistake {
                    code: fault_type.code().to_owned(),
                    word: name.to_owned(),
                    reason,
                }));
            }
        }
        if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
    }

    fn check_word(&self, name: &str, text: &str) -> Option<String> {
        let (style, word) = name.rsplit_once('.')?;
        let style = self.styles().find(|compiled| compiled.name() == style)?;
        if word == "status" {
            let fits = text.parse::<u16>().is_ok_and(|status| (400..=599).contains(&status));
            return (!fits).then(|| format!("`{text}` is no status from 400 to 599"));
        }
        let mut known = Vec::new();
        words(&style.resolved.body, &mut known);
        let uses: Vec<_> = known.iter().filter(|known| known.name == word).collect();
        if uses.is_empty() {
            let mut names: Vec<_> = known.iter().map(|word| word.name.as_str()).chain(["status"]).collect();
            names.sort_unstable();
            names.dedup();
            return Some(format!("the style has no such word; it has {}", names.join(", ")));
        }
        let refused = uses.iter().any(|word| !word.rule.accepts(text));
        refused.then(|| format!("`{text}` cannot be a key there: another member's name, or no XML name"))
    }
}

/// All words of a tree.
fn words<'t>(tree: &'t Tree, found: &mut Vec<&'t Word>) {
    match tree {
        Tree::Word(word) => found.push(word),
        Tree::Object(members) => {
            for member in members {
                if let Key::Tree(key) = &member.key {
                    words(key, found);
                }
                words(&member.value, found);
            }
        }
        Tree::Text(items) | Tree::Array(items) => items.iter().for_each(|item| words(item, found)),
        Tree::Each { item, .. } => words(item, found),
        Tree::Choose(Choose { arms, other, .. }) => {
            arms.iter().map(|(_, arm)| arm).chain(other.as_deref()).for_each(|arm| words(arm, found));
        }
        Tree::Present(_) | Tree::Literal(_) | Tree::Hole(_) => {}
    }
}
