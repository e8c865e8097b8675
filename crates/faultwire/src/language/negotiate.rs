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

    /// A language by its place among all of them.
    pub(crate) fn language(&self, at: usize) -> &Language {
        &self.voices[at].language
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
    pub(crate) fn say(&self, fault: &Fault, request: &RequestContext) -> Said {
        if let Some(said) = self.say_in(self.first(request), fault) {
            return said;
        }
        let said = self.order(request).into_iter().find_map(|at| self.say_in(at, fault));
        said.unwrap_or(Said { fault: None, language: 0 })
    }

    /// What is said of a fault in one language; `None` where that has no words for it.
    fn say_in(&self, at: usize, fault: &Fault) -> Option<Said> {
        let reworded = self.voices[at].texts.as_ref().and_then(|texts| texts.reword(fault));
        (reworded.is_some() || at == 0).then_some(Said { fault: reworded, language: at })
    }

    /// The first of the [order](Self::order), where it is the most wanted tag or what that is a kind of: nearly always,
    /// and without reading the rest.
    fn first(&self, request: &RequestContext) -> usize {
        let mut best: Option<(&str, u16)> = None;
        for (name, weight) in preferences(request.accept_language()) {
            match weight {
                // What is refused needs a closer look.
                0 => return self.order(request)[0],
                _ if best.is_none_or(|(_, known)| weight > known) => best = Some((name, weight)),
                _ => {}
            }
        }
        let Some((mut name, _)) = best else { return 0 };
        loop {
            if let Some(at) = self.voices.iter().position(|voice| voice.language.name.eq_ignore_ascii_case(name)) {
                return at;
            }
            match name.rsplit_once('-') {
                Some((shorter, _)) => name = shorter,
                None => return self.order(request)[0],
            }
        }
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
                for at in welcome.filter_map(|tag| self.tags.iter().position(|known| known == tag)) {
                    if !order.contains(&at) {
                        order.push(at);
                    }
                }
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
            name => tag(name).map(|tag| (Range::Of(tag), weight)),
        })
        .collect();
    weighted.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    let refused = weighted.iter().position(|(_, weight)| *weight == 0).unwrap_or(weighted.len());
    let refused = weighted.split_off(refused);
    let names = |weighted: Vec<(Range, u16)>| weighted.into_iter().map(|(range, _)| range).collect();
    (names(weighted), names(refused))
}

/// The tag that a client names, or as much of its beginning as is one.
fn tag(mut name: &str) -> Option<LanguageIdentifier> {
    loop {
        match name.parse::<LanguageIdentifier>() {
            // Nothing is read as a tag as well, one that names no language.
            Ok(tag) => return Some(tag).filter(|tag| !tag.language.is_empty()),
            Err(_) => name = name.rsplit_once('-')?.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use http::header::ACCEPT_LANGUAGE;
    use http::{HeaderMap, HeaderValue, Method, Uri};
    use proptest::prelude::*;

    use super::*;

    fn languages(tags: &[&str]) -> Languages {
        let tags: Vec<_> = tags.iter().map(|tag| Tag::parse(tag).unwrap()).collect();
        let files: Vec<_> =
            tags[1..].iter().map(|tag| (tag.clone(), File::parse("f", String::new()).unwrap())).collect();
        Languages::new(Some(&tags[0]), &files).unwrap().unwrap()
    }

    proptest! {
        #[test]
        fn what_is_found_at_once_is_the_first_of_the_order(
            tags in proptest::sample::subsequence(vec!["en", "es", "es-MX", "pt-BR", "zh-Hant", "zh", "sr-Latn"], 2..=7),
            header in "((en|es|ES|pt|zh|sr|fr|[*])(-(MX|BR|TW|hant|Latn|x|x-a|1234))?(;q=(0|0[.]1|0[.]5|1))?,? ?){0,5}",
        ) {
            let languages = languages(&tags);
            let headers = HeaderMap::from_iter([(ACCEPT_LANGUAGE, HeaderValue::from_str(&header).unwrap())]);
            let request = RequestContext::capture(&Method::GET, &Uri::from_static("/"), &headers, None);
            prop_assert_eq!(languages.first(&request), languages.order(&request)[0]);
        }
    }
}
