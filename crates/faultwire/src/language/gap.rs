//! What is missing in translations, beside definitions: a lint, since every answer has a text without them.

use std::collections::{BTreeSet, HashSet};
use std::fmt;

use fluent_syntax::ast::{InlineExpression, Pattern};

use super::syntax::each_expression;
use super::texts::{TITLE, Texts};
use crate::fault::{FaultType, is_code};
use crate::protocol::{self, Origin};
use crate::render::Renderer;
use crate::style::diagnostic::did_you_mean;

/// What can be missing or too much in a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TranslationRule {
    /// A definition has no text.
    Missing,
    /// A definition's message has a text, and its title has none.
    TitleMissing,
    /// A text says nothing of a parameter that the definition's message has.
    ParameterLost,
    /// A text needs a parameter that the definition's message does not have; without it, the next language is used.
    ParameterUnknown,
    /// A text of a code that no definition has.
    Unknown,
}

impl TranslationRule {
    /// All rules.
    pub const ALL: [Self; 5] =
        [Self::Missing, Self::TitleMissing, Self::ParameterLost, Self::ParameterUnknown, Self::Unknown];

    /// The stable name, such as `translation-missing`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "translation-missing",
            Self::TitleMissing => "translation-title-missing",
            Self::ParameterLost => "translation-parameter-lost",
            Self::ParameterUnknown => "translation-parameter-unknown",
            Self::Unknown => "translation-unknown",
        }
    }

    /// What it asks for.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Missing => "Every definition has a text in every language.",
            Self::TitleMissing => "Every text has a title beside it, as the attribute `.title`.",
            Self::ParameterLost => "A text says as much as the definition's message.",
            Self::ParameterUnknown => "A text needs no parameter that the definition's message does not have.",
            Self::Unknown => "Every text belongs to a definition.",
        }
    }
}

/// A rule that a translation breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranslationGap {
    rule: TranslationRule,
    language: String,
    code: String,
    detail: Option<String>,
}

impl TranslationGap {
    /// The rule.
    pub const fn rule(&self) -> TranslationRule {
        self.rule
    }

    /// The tag of the language.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The code of the definition.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The parameter, or for an unknown code the nearest known one, as a question.
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }
}

impl fmt::Display for TranslationGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, language, code, detail } = self;
        let detail = detail.as_deref().unwrap_or_default();
        match rule {
            TranslationRule::Missing => write!(f, "{language} has no text for `{code}`"),
            TranslationRule::TitleMissing => write!(f, "{language} has no `.title` for `{code}`"),
            TranslationRule::ParameterLost => write!(f, "{language} says nothing of `{detail}` in `{code}`"),
            TranslationRule::ParameterUnknown => {
                write!(f, "{language} needs `{detail}` in `{code}`, whose message does not have it")
            }
            TranslationRule::Unknown => {
                write!(f, "{language} has a text for `{code}`, which is no code of a definition")?;
                if detail.is_empty() { Ok(()) } else { write!(f, "; {detail}") }
            }
        }
    }
}

impl Renderer {
    /// Whether it has texts in other languages than that of the definitions.
    pub fn is_translated(&self) -> bool {
        self.languages().is_some_and(|languages| languages.texts().next().is_some())
    }

    /// What is missing in the translations of these definitions and of the protocol's, and what is too much in them.
    ///
    /// It is a lint: an answer whose text is missing is in the next language that the client prefers, at last in that of
    /// the definitions.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use faultwire::{FaultType, Renderer, TranslationRule};
    ///
    /// static GONE: FaultType = FaultType::new("volume_gone", 410, "Gone").message("{volume} is gone.");
    ///
    /// let renderer = Renderer::builder().translations("es", "es.ftl", "volume_gone = Ya no existe.\n").build()?;
    /// let gaps = renderer.translation_gaps([&GONE]);
    /// assert_eq!(gaps[0].to_string(), "es has no `.title` for `volume_gone`");
    /// assert_eq!(gaps[1].to_string(), "es says nothing of `volume` in `volume_gone`");
    /// // The faults of the protocol follow.
    /// assert!(gaps[2..].iter().all(|gap| gap.rule() == TranslationRule::Missing));
    /// # Ok(())
    /// # }
    /// ```
    pub fn translation_gaps<'t>(&self, types: impl IntoIterator<Item = &'t FaultType>) -> Vec<TranslationGap> {
        let Some(languages) = self.languages() else { return Vec::new() };
        let mut types: Vec<&FaultType> = types.into_iter().chain(protocol::all().iter().copied()).collect();
        let mut seen = HashSet::new();
        types.retain(|fault_type| seen.insert(fault_type.code().to_owned()));
        let mut known: BTreeSet<String> = types.iter().map(|fault_type| fault_type.code().to_owned()).collect();
        // What stands for a bare status.
        known.extend((400..600).map(|status| protocol::for_status(status, Origin::Routed).code().to_owned()));
        let gaps = languages.texts().flat_map(|texts| {
            let of_types = types.iter().flat_map(|fault_type| of_definition(texts, fault_type));
            of_types.chain(of_unknown(texts, &known)).collect::<Vec<_>>()
        });
        gaps.collect()
    }
}

fn of_definition(texts: &Texts, fault_type: &FaultType) -> Vec<TranslationGap> {
    let gap = |rule, detail| TranslationGap {
        rule,
        language: texts.language().to_owned(),
        code: fault_type.code().to_owned(),
        detail,
    };
    let Some(text) = texts.pattern(fault_type.code(), None) else { return vec![gap(TranslationRule::Missing, None)] };
    let mut used = BTreeSet::new();
    parameters(texts, text, &mut used);
    let had: BTreeSet<_> = fault_type.placeholders().collect();
    let title = texts.pattern(fault_type.code(), Some(TITLE));
    let mut needed = used.clone();
    title.into_iter().for_each(|title| parameters(texts, title, &mut needed));
    let title = title.is_none().then(|| gap(TranslationRule::TitleMissing, None));
    let each =
        |rule, names: Vec<&str>| names.into_iter().map(|name| gap(rule, Some(name.to_owned()))).collect::<Vec<_>>();
    let lost = each(TranslationRule::ParameterLost, had.difference(&used).copied().collect());
    let unknown = each(TranslationRule::ParameterUnknown, needed.difference(&had).copied().collect());
    title.into_iter().chain(lost).chain(unknown).collect()
}

/// The names of the parameters that a text needs, those of the messages it refers to included. A term has its own.
fn parameters<'t>(texts: &'t Texts, pattern: &'t Pattern<&'t str>, found: &mut BTreeSet<&'t str>) {
    let (mut seen, mut next) = (HashSet::new(), vec![pattern]);
    while let Some(pattern) = next.pop() {
        each_expression(pattern, &mut |expression| match expression {
            InlineExpression::VariableReference { id } => drop(found.insert(id.name)),
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|attribute| attribute.name);
                if seen.insert((id.name, attribute)) {
                    next.extend(texts.pattern(id.name, attribute));
                }
            }
            _ => {}
        });
    }
}

/// For how many unknown codes the nearest one is looked for.
const MAX_MEANT: usize = 100;

/// Codes that no definition has. What is no code can be a text for a rule of violations, or one that others refer to.
fn of_unknown(texts: &Texts, known: &BTreeSet<String>) -> Vec<TranslationGap> {
    let mut unknown: Vec<_> = texts.ids().filter(|id| is_code(id.as_bytes()) && !known.contains(*id)).collect();
    unknown.sort_unstable();
    let gap = |(at, code): (usize, &str)| TranslationGap {
        rule: TranslationRule::Unknown,
        language: texts.language().to_owned(),
        code: code.to_owned(),
        // Every code is compared with each.
        detail: if at < MAX_MEANT { did_you_mean(code, known.iter().map(String::as_str)) } else { None },
    };
    unknown.into_iter().enumerate().map(gap).collect()
}
