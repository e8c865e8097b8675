//! What a catalogue should not say, and what it should.

mod rules;
mod shown;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use faultwire::{Config, ConfigError, FaultType, Mistake, Renderer, Style, TranslationRule, guideline};

use crate::model::{Catalog, Entry};
use rules::Rule;
pub(crate) use shown::wrongly_shown;

/// A rule that a catalogue breaks, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    rule: &'static str,
    text: &'static str,
    code: Option<String>,
    mistake: Mistake,
}

impl Finding {
    /// The stable name of the rule, such as `help-missing` or, of the API-SIG guideline, `quota-403`.
    pub const fn rule(&self) -> &'static str {
        self.rule
    }

    /// What the rule asks for, in a sentence.
    pub const fn text(&self) -> &'static str {
        self.text
    }

    /// The code of the fault that breaks it; none when it is the catalogue itself.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// What is wrong, and where.
    pub const fn mistake(&self) -> &Mistake {
        &self.mistake
    }
}

/// The names of all rules, each with what it asks for.
///
/// ```
/// assert!(faultwire_catalog::rules().any(|(name, _)| name == "parameter-undeclared"));
/// assert!(faultwire_catalog::rules().any(|(name, _)| name == "quota-403"));
/// ```
pub fn rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    let own = Rule::ALL.iter().map(|rule| (rule.name(), rule.text()));
    let guideline = guideline::rules().iter().filter(|rule| rule.place() == guideline::Place::Definition);
    let translations = TranslationRule::ALL.iter().map(|rule| (rule.name(), rule.text()));
    own.chain(guideline.map(|rule| (rule.name(), rule.text()))).chain(translations)
}

impl Catalog {
    /// What is wrong with its own faults beyond their grammar, in the order of the file: the rules of [`rules`].
    ///
    /// A configuration gives styles of its own, which words can be for, beside the built-in ones; and translations, which
    /// should have a text for each fault, those of imports among them. What [`allowed`](Self::allowed) names is left out, and what it names for nothing
    /// is reported.
    ///
    /// # Errors
    ///
    /// When the configuration cannot be used.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use faultwire::Config;
    /// use faultwire_catalog::Catalog;
    ///
    /// let text = r#"
    /// name = "billing"
    /// owner = "payments"
    /// version = "1.0.0"
    /// base = "https://errors.example.com/billing"
    ///
    /// [faults.limit_reached]
    /// status = 413
    /// title = "Limit reached"
    /// message = "{limit} invoices are the limit."
    /// cause = "quota"
    /// "#;
    /// let findings = Catalog::from_toml(text, "billing.toml")?.check(&Config::default())?;
    /// let rules: Vec<_> = findings.iter().map(|finding| finding.rule()).collect();
    /// assert_eq!(rules, ["parameter-undeclared", "quota-403"]);
    /// assert_eq!(findings[0].mistake().line(), Some(7));
    /// # Ok(())
    /// # }
    /// ```
    pub fn check(&self, config: &Config) -> Result<Vec<Finding>, ConfigError> {
        let known: HashMap<_, _> = self.all_faults().map(|entry| (entry.code(), entry)).collect();
        let mut check = Check { catalog: self, findings: Vec::new() };
        for entry in &self.faults {
            check.people(entry, &known);
            check.parameters(entry);
            check.guideline(entry);
        }
        check.words(config)?;
        check.translations(&Renderer::from_config(config)?);
        Ok(check.finish())
    }
}

struct Check<'c> {
    catalog: &'c Catalog,
    findings: Vec<Finding>,
}

impl Check<'_> {
    fn find(&mut self, rule: Rule, entry: &Entry, place: &Range<usize>, message: String) {
        let mistake = self.catalog.mistake(place, message);
        self.findings.push(Finding {
            rule: rule.name(),
            text: rule.text(),
            code: Some(entry.code().to_owned()),
            mistake,
        });
    }

    /// What people need.
    fn people(&mut self, entry: &Entry, known: &HashMap<&str, &Entry>) {
        let code = entry.code();
        if entry.fault_type.help_uri().is_none() {
            self.find(Rule::HelpMissing, entry, &entry.place, format!("`{code}` has no help address"));
        }
        let Some(deprecated) = &entry.deprecated else { return };
        let Some(replacement) = deprecated.replacement() else { return };
        let why = match known.get(replacement) {
            _ if replacement == code => "is the fault itself",
            Some(found) if found.deprecated.is_some() => "is deprecated as well",
            Some(_) => return,
            None => "is no fault here",
        };
        let place = deprecated.place.clone();
        self.find(
            Rule::ReplacementUnknown,
            entry,
            &place,
            format!("`{replacement}`, which stands for `{code}`, {why}"),
        );
    }

    fn parameters(&mut self, entry: &Entry) {
        let code = entry.code();
        for (rule, place, message) in wrongly_shown(entry) {
            self.find(rule, entry, &place, message);
        }
        let shown: BTreeSet<&str> = entry.fault_type.placeholders().collect();
        for parameter in entry.parameters.iter().filter(|parameter| !parameter.private && !parameter.optional) {
            if !shown.contains(parameter.name.as_str()) {
                let message = format!("`{}` is not in the message of `{code}`", parameter.name);
                self.find(Rule::ParameterUnused, entry, &parameter.place.clone(), message);
            }
        }
    }

    /// The API-SIG guideline, with the status in each style.
    fn guideline(&mut self, entry: &Entry) {
        let fault_type: &FaultType = &entry.fault_type;
        let code = entry.code();
        let mut found: Vec<_> = guideline::all_broken_by(fault_type)
            .map(|rule| (rule, format!("`{code}` breaks `{}`", rule.name())))
            .collect();
        for (word, status) in fault_type.all_words() {
            let (Some(style), Ok(status)) = (word.strip_suffix(".status"), status.parse()) else { continue };
            let broken = guideline::broken_by(fault_type, status);
            found.extend(broken.map(|rule| (rule, format!("`{code}` breaks `{}` in style `{style}`", rule.name()))));
        }
        for (rule, message) in found {
            let message = match rule.asks() {
                Some(status) => format!("{message}, which asks for {status}"),
                None => message,
            };
            let mistake = self.catalog.mistake(&entry.place, message);
            let code = Some(code.to_owned());
            self.findings.push(Finding { rule: rule.name(), text: rule.text(), code, mistake });
        }
    }

    /// Words that no style knows, in the built-in styles and in those of the configuration.
    fn words(&mut self, config: &Config) -> Result<(), ConfigError> {
        let names: Vec<_> = config.styles().collect();
        let mut renderers: HashMap<String, Renderer> = HashMap::new();
        for entry in self.catalog.faults.iter() {
            for (word, _) in entry.fault_type.all_words() {
                let Some((style, _)) = word.rsplit_once('.') else { continue };
                if renderers.contains_key(style) {
                    continue;
                }
                match config.style(style) {
                    Some(found) => drop(renderers.insert(style.to_owned(), in_style(config, found)?)),
                    None => {
                        let message = format!("no style is called `{style}`");
                        let mistake =
                            self.catalog.mistake(&entry.place, message).with_nearest(style, names.iter().copied());
                        let (rule, text) = (Rule::WordUnknown.name(), Rule::WordUnknown.text());
                        self.findings.push(Finding { rule, text, code: Some(entry.code().to_owned()), mistake });
                    }
                }
            }
        }
        let worded = self.catalog.faults.iter().filter(|entry| entry.fault_type.all_words().next().is_some());
        let worded: HashMap<_, _> = worded.map(|entry| (entry.code(), entry)).collect();
        for renderer in renderers.values() {
            let Err(mistakes) = renderer.check(worded.values().map(|entry| entry.fault_type.as_ref())) else {
                continue;
            };
            for mistake in mistakes {
                if let Some(entry) = worded.get(mistake.code()) {
                    let message = mistake.to_string();
                    self.find(Rule::WordUnknown, entry, &entry.place.clone(), message);
                }
            }
        }
        Ok(())
    }

    /// What is missing in the texts of other languages: of its own faults, and of those that it imports, which the
    /// configuration's service answers with as well.
    fn translations(&mut self, renderer: &Renderer) {
        let catalog = self.catalog;
        let gaps = renderer.translation_gaps(catalog.all_faults().map(|entry| entry.fault_type.as_ref()));
        if gaps.is_empty() {
            return;
        }
        let own = catalog.faults.iter().map(|entry| (entry.code(), (&entry.place, String::new())));
        let imported = catalog.imports.iter().flat_map(|import| {
            let of = |catalog: &Catalog, entry: &Entry| format!(", of {}", catalog.line_of(&entry.place));
            let all = import.catalog.all_catalogs().into_iter();
            let all = all.flat_map(move |catalog| catalog.faults.iter().map(move |entry| (catalog, entry)));
            all.map(move |(catalog, entry)| (entry.code(), (&import.place, of(catalog, entry))))
        });
        // Two imports can have one in common.
        let places: HashMap<_, _> = imported.chain(own).collect();
        for gap in gaps {
            let (place, of, code) = match places.get(gap.code()) {
                Some((place, of)) => ((*place).clone(), of.as_str(), Some(gap.code().to_owned())),
                None if gap.rule() == TranslationRule::Unknown => (0..1, "", None),
                // Of the protocol.
                None => continue,
            };
            let mistake = catalog.mistake(&place, format!("{gap}{of}"));
            self.findings.push(Finding { rule: gap.rule().name(), text: gap.rule().text(), code, mistake });
        }
    }

    /// Leaves out what is allowed, and finds what is allowed for nothing.
    fn finish(self) -> Vec<Finding> {
        let Self { catalog, mut findings } = self;
        let known: Vec<_> = rules().map(|(name, _)| name).collect();
        let mut needed = vec![false; catalog.allowed.len()];
        findings.retain(|finding| {
            let allows = catalog.allowed.iter().position(|allowed| {
                allowed.rule == finding.rule
                    && allowed.code.as_deref().is_none_or(|code| finding.code.as_deref() == Some(code))
            });
            allows.is_none_or(|at| {
                needed[at] = true;
                false
            })
        });
        for (allowed, _) in catalog.allowed.iter().zip(needed).filter(|(_, needed)| !needed) {
            let mistake = match known.contains(&allowed.rule.as_str()) {
                true => catalog.mistake(&allowed.place, format!("nothing breaks `{}` here", allowed.rule)),
                false => {
                    let mistake = catalog.mistake(&allowed.place, format!("no rule is called `{}`", allowed.rule));
                    mistake.with_nearest(&allowed.rule, known.iter().copied())
                }
            };
            let rule = Rule::AllowedUnneeded;
            findings.push(Finding { rule: rule.name(), text: rule.text(), code: allowed.code.clone(), mistake });
        }
        findings.sort_by_key(|finding| (finding.mistake.line(), finding.mistake.column()));
        findings
    }
}

fn in_style(config: &Config, style: Style) -> Result<Renderer, ConfigError> {
    Renderer::from_config(&config.clone().in_style(style))
}
