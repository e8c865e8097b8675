//! Tags of languages.

use std::fmt;

use http::HeaderValue;
use unic_langid::LanguageIdentifier;

use super::Language;

/// The tag of a language: `es`, `pt-BR`, `zh-Hant` (BCP 47, without extensions). Spellings of one tag are equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag(pub(super) LanguageIdentifier);

impl Tag {
    /// # Errors
    ///
    /// When it is no tag.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let tag = text.parse::<LanguageIdentifier>().ok();
        // The grammar has room for words such as `english`, and none is a language. `und`, which the parser also makes
        // of nothing at all, names none either.
        let names_one = |tag: &LanguageIdentifier| !tag.language.is_empty() && tag.language.as_str().len() <= 3;
        tag.filter(names_one)
            .map(Self)
            .ok_or_else(|| format!("`{text}` is no tag of a language, such as `es` or `pt-BR`"))
    }

    pub(super) fn language(&self) -> Language {
        let name = self.0.to_string();
        // A tag is letters, digits and hyphens.
        let header = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("und"));
        Language { name, header }
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Tag;

    #[test]
    fn spellings_of_one_tag_are_equal() {
        assert_eq!(Tag::parse("PT_br"), Tag::parse("pt-BR"));
        assert_eq!(Tag::parse("zh-hant-TW").unwrap().to_string(), "zh-Hant-TW");
        for bad in ["", "und", "*", "español", "english", "e", "es/../..", "es;q=1"] {
            assert!(Tag::parse(bad).is_err(), "{bad}");
        }
    }
}
