//! Which of a service's languages a client gets: RFC 9110 section 12.5.4.

use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use unic_langid::LanguageIdentifier;

use super::texts::Texts;
use super::{DEFAULT, File, Language, Said, Tag};
use crate::fault::Fault;
use crate::render::preferences;
use crate::request::RequestContext;
use crate::style::diagnostic::Mistake;

/// The languages of a service: the one that its definitions are written in, and those with translations.
pub(crate) struct Languages {
    /// The first is that of the definitions.
    tags: Vec<LanguageIdentifier>,
    voices: Vec<Voice>,
}

/// A language with its texts. That of the definitions need not have any.
struct Voice {
    language: Language,
    texts: Option<Texts>,
}

/// A range of languages that a client names, or all.
enum Range {
    All,
    Of(LanguageIdentifier),
}

impl Languages {
    /// Puts languages together; `None` when nothing is said of any.
    ///
    /// # Errors
    ///
    /// What does not fit together in the files of one language.
    pub(crate) fn new(own: Option<&Tag>, files: &[(Tag, File)]) -> Result<Option<Self>, Vec<Mistake>> {
        let own = match own {
            Some(own) => own.clone(),
            None if files.is_empty() => return Ok(None),
            None => Tag(DEFAULT.parse().unwrap_or_default()),
        };
        let mut all = vec![own];
        for (tag, _) in files {
            if !all.contains(tag) {
                all.push(tag.clone());
            }
        }
        let (mut voices, mut mistakes) = (Vec::new(), Vec::new());
        for tag in &all {
            let of_it: Vec<_> = files.iter().filter(|(other, _)| other == tag).map(|(_, file)| file).collect();
            let texts = if of_it.is_empty() { Ok(None) } else { Texts::new(tag, &of_it).map(Some) };
            match texts {
                Ok(texts) => voices.push(Voice { language: tag.language(), texts }),
                Err(wrong) => mistakes.extend(wrong),
            }
        }
        let tags = all.into_iter().map(|tag| tag.0).collect();
        if mistakes.is_empty() { Ok(Some(Self { tags, voices })) } else { Err(mistakes) }
    }

    /// Whether another request might get another language.
    pub(crate) fn is_choice(&self) -> bool {
        self.voices.len() > 1
    }

    /// All texts there are.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Texts> {
        self.voices.iter().filter_map(|voice| voice.texts.as_ref())
    }

    /// What is said of a fault: in the first language that the client prefers and that has words for it, else in that of
    /// the definitions, which always has.
    pub(crate) fn say(&self, fault: &Fault, request: &RequestContext) -> Said<'_> {
        for at in self.order(request) {
            let Voice { language, texts } = &self.voices[at];
            let reworded = texts.as_ref().and_then(|texts| texts.reword(fault));
            if reworded.is_some() || at == 0 {
                return Said { fault: reworded, language };
            }
        }
        Said { fault: None, language: &self.voices[0].language }
    }

    /// The languages in the order of a client's preference, ending with that of the definitions.
    fn order(&self, request: &RequestContext) -> Vec<usize> {
        let mut order = Vec::new();
        if self.is_choice() {
            let (wanted, refused) = ranges(request);
            for range in &wanted {
                let of_it = match range {
                    Range::All => self.tags.iter().collect(),
                    Range::Of(range) => {
                        let range = std::slice::from_ref(range);
                        negotiate_languages(range, &self.tags, None, NegotiationStrategy::Filtering)
                    }
                };
                let named = |tag: &LanguageIdentifier| wanted.iter().any(|range| range.is(tag));
                let welcome =
                    of_it.into_iter().filter(|tag| named(tag) || !refused.iter().any(|range| range.covers(tag)));
                let found = welcome.filter_map(|tag| self.tags.iter().position(|known| known == tag));
                order.extend(found);
            }
        }
        order.push(0);
        order
    }
}

impl Range {
    /// Whether it is exactly this language.
    fn is(&self, tag: &LanguageIdentifier) -> bool {
        matches!(self, Self::Of(range) if range == tag)
    }

    /// Whether this language is in it.
    fn covers(&self, tag: &LanguageIdentifier) -> bool {
        match self {
            Self::All => true,
            Self::Of(range) => tag.matches(range, false, true),
        }
    }
}

/// What a client wants, the most wanted first, and what it refuses.
fn ranges(request: &RequestContext) -> (Vec<Range>, Vec<Range>) {
    let mut weighted: Vec<_> = preferences(request.accept_language())
        .filter_map(|(name, weight)| match name {
            "*" => Some((Range::All, weight)),
            // An empty item is read as a tag that names no language.
            name => name.parse().ok().filter(|_| !name.is_empty()).map(|tag| (Range::Of(tag), weight)),
        })
        .collect();
    weighted.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    let refused = weighted.iter().position(|(_, weight)| *weight == 0).unwrap_or(weighted.len());
    let refused = weighted.split_off(refused);
    let names = |weighted: Vec<(Range, u16)>| weighted.into_iter().map(|(range, _)| range).collect();
    (names(weighted), names(refused))
}
