//! Checks of definitions against the styles of a renderer, before a request finds out.

use std::fmt;

use super::Renderer;
use crate::fault::FaultType;
use crate::style::field::Field;
use crate::style::tree::{Hole, HoleOf, Key, Tree, Word};

/// A word or parameter of a definition that a style cannot use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeMistake {
    code: String,
    subject: String,
    reason: String,
}

impl TypeMistake {
    fn new(fault_type: &FaultType, subject: &str, reason: String) -> Self {
        Self { code: fault_type.code().to_owned(), subject: subject.to_owned(), reason }
    }

    /// The code of the definition.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The word, as `style.word`, or the name of the parameter.
    pub fn subject(&self) -> &str {
        &self.subject
    }
}

impl fmt::Display for TypeMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "fault type `{}`, `{}`: {}", self.code, self.subject, self.reason)
    }
}

impl std::error::Error for TypeMistake {}

impl Renderer {
    /// Checks definitions against the styles in use: a word that a style does not know, a key that it cannot have, a
    /// status that is none, a parameter that an envelope spreads beside a member of the same name.
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
    /// assert_eq!(mistakes[0].subject(), "openstack.roots");
    /// # }
    /// ```
    pub fn check<'t>(&self, types: impl IntoIterator<Item = &'t FaultType>) -> Result<(), Vec<TypeMistake>> {
        let mut mistakes = Vec::new();
        for fault_type in types {
            for name in fault_type.placeholders() {
                let styles = self.styles().filter(|style| spreads_beside(&style.resolved.body, name));
                mistakes.extend(styles.map(|style| {
                    let reason = format!("style `{}` has a member of that name beside the parameters", style.name());
                    TypeMistake::new(fault_type, name, reason)
                }));
            }
            for (name, text) in fault_type.all_words() {
                let reason = self.check_word(name, text);
                mistakes.extend(reason.map(|reason| TypeMistake::new(fault_type, name, reason)));
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

/// Whether an object has a member of this name and spreads the parameters beside it.
fn spreads_beside(tree: &Tree, name: &str) -> bool {
    let Tree::Object(members) = tree else { return tree.children().any(|child| spreads_beside(child, name)) };
    let is_params = |tree: &Tree| matches!(tree, Tree::Hole(Hole { of: HoleOf::Field(Field::Params), .. }));
    let spreads = members.iter().any(|member| member.key == Key::Spread && is_params(&member.value));
    let named = members.iter().any(|member| member.key == Key::Fixed(name.to_owned()));
    (spreads && named) || tree.children().any(|child| spreads_beside(child, name))
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
            }
        }
        _ => {}
    }
    tree.children().for_each(|child| words(child, found));
}
