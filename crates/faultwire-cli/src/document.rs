//! What a TOML file is: a style page, a configuration or a catalogue.

use toml::de::{DeTable, DeValue};

/// What a TOML file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One envelope.
    Page,
    /// Which envelopes where.
    Configuration,
    /// Definitions of faults.
    Catalog,
}

/// Keys that only a page has, but for the name of a catalogue.
const PAGE: [&str; 7] = ["name", "title", "media", "words", "fault", "reply", "task"];
/// Those of them that are sections: each says what one kind of answer looks like.
const SECTIONS: [&str; 3] = ["fault", "reply", "task"];
/// Keys that only a configuration has.
const CONFIGURATION: [&str; 11] = [
    "style",
    "styles",
    "routes",
    "accept",
    "expose",
    "request_id",
    "status",
    "guideline",
    "operations",
    "language",
    "translations",
];
/// Keys that only a catalogue has.
const CATALOG: [&str; 6] = ["owner", "version", "base", "imports", "faults", "allow"];

impl Kind {
    /// What most of the keys say, also where the rest is broken; nothing where they say nothing.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let table = DeTable::parse_recoverable(text).0.into_inner();
        let count = |keys: &[&str]| keys.iter().filter(|key| table.contains_key(**key)).count();
        let counts = [
            (count(&PAGE), Self::Page),
            (count(&CONFIGURATION), Self::Configuration),
            (count(&CATALOG), Self::Catalog),
        ];
        let most = counts.iter().map(|(count, _)| *count).max();
        let mut found = counts.into_iter().filter(|(count, _)| Some(*count) == most).map(|(_, kind)| kind);
        found.next().filter(|_| found.next().is_none())
    }

    /// Whether a file has a key that a catalogue cannot be without, and nothing else has.
    pub(crate) fn has_keys_of_catalog(text: &str) -> bool {
        let table = DeTable::parse_recoverable(text).0.into_inner();
        table.contains_key("owner") || table.contains_key("faults")
    }

    /// What the file is, in words.
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Self::Page => "a style page",
            Self::Configuration => "a configuration",
            Self::Catalog => "a catalogue",
        }
    }

    /// What the file holds, in words and numbers.
    pub(crate) fn contents(self, text: &str) -> String {
        let table = DeTable::parse_recoverable(text).0.into_inner();
        let parts: &[(&str, &str)] = match self {
            Self::Page => &[("media", "format"), ("options", "option"), ("words", "table of words")],
            Self::Configuration => &[
                ("styles", "style page"),
                ("routes", "route"),
                ("accept", "accepted media type"),
                ("status", "changed status"),
                ("translations", "translation"),
            ],
            Self::Catalog => &[("faults", "fault"), ("imports", "import")],
        };
        let counts = parts.iter().filter_map(|(key, noun)| {
            let count = match table.get(*key)?.get_ref() {
                DeValue::Array(items) => items.len(),
                DeValue::Table(entries) => entries.len(),
                _ => return None,
            };
            Some(counted(count, noun))
        });
        let mut counts: Vec<_> = counts.collect();
        let sections: Vec<_> = SECTIONS.into_iter().filter(|key| table.contains_key(*key)).collect();
        if self == Self::Page && !sections.is_empty() {
            counts.push(format!("{} ({})", counted(sections.len(), "section"), sections.join(", ")));
        }
        let what = self.noun();
        if counts.is_empty() { what.to_owned() } else { format!("{what} with {}", counts.join(", ")) }
    }
}

/// A number of things.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = match noun.split_once(' ') {
        _ if count == 1 => noun.to_owned(),
        Some((first, rest)) if rest.starts_with("of ") => format!("{first}s {rest}"),
        _ if noun.ends_with('s') => format!("{noun}es"),
        _ => format!("{noun}s"),
    };
    format!("{count} {plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_most_of_its_keys_say() {
        assert_eq!(Kind::of("media = { json = 'a/b' }\nfault.body = 1"), Some(Kind::Page));
        assert_eq!(Kind::of("name = 'x'\n[falt]"), Some(Kind::Page));
        assert_eq!(Kind::of("style = 'x'\n[styles.x.fault]"), Some(Kind::Configuration));
        assert_eq!(Kind::of("[[routes]]\nprefix = "), Some(Kind::Configuration));
        assert_eq!(Kind::of("name = 'x'\nowner = 'y'\nversion = '1'\n[faults.a"), Some(Kind::Catalog));
        assert_eq!(Kind::of("name = 'x'\n[faults]"), None);
        assert_eq!(Kind::of("options = {}"), None);
        assert_eq!(Kind::of(""), None);
    }

    #[test]
    fn contents_are_counted() {
        let text = "media = { json = 'a/b', xml = 'a/c' }\noptions = { a = 'b' }\nwords = { w = {}, v = {} }";
        assert_eq!(Kind::Page.contents(text), "a style page with 2 formats, 1 option, 2 tables of words");
        let text = "media = { json = 'a/b' }\ntask.body = 1\n[fault]\nbody = 1";
        assert_eq!(Kind::Page.contents(text), "a style page with 1 format, 2 sections (fault, task)");
        assert_eq!(
            Kind::Configuration.contents("status = { a = 400, b = 401 }"),
            "a configuration with 2 changed statuses"
        );
        assert_eq!(Kind::Configuration.contents("style = 'problem'"), "a configuration");
    }
}
