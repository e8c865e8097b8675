//! What a catalogue should not say, and what it should.

mod finding;
mod rules;
mod shown;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use faultwire::{Config, ConfigError, FaultType, Renderer, Style, TranslationRule, guideline};

use crate::model::{Catalog, Entry};
pub use finding::{Finding, Report};
pub(crate) use rules::Rule;
pub(crate) use shown::wrongly_shown;

/// The names of the rules of form, each with what it asks for: a file that breaks one is no catalogue, so that none may be
/// broken.
///
/// ```
/// assert!(faultwire_catalog::form_rules().any(|(name, _)| name == "code-duplicate"));
/// ```
pub fn form_rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    Rule::OF_FORM.iter().map(|rule| (rule.name(), rule.text()))
}

/// The names of the rules for what a catalogue says, each with what it asks for: those of catalogues, of the API-SIG
/// guideline, and for translations.
///
/// ```
/// assert!(faultwire_catalog::rules().any(|(name, _)| name == "parameter-undeclared"));
/// assert!(faultwire_catalog::rules().any(|(name, _)| name == "quota-403"));
/// ```
pub fn rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    let own = Rule::OF_CONTENT.iter().map(|rule| (rule.name(), rule.text()));
    let guideline = guideline::rules().iter().filter(|rule| rule.place() == guideline::Place::Definition);
    let translations = TranslationRule::ALL.iter().map(|rule| (rule.name(), rule.text()));
    own.chain(guideline.map(|rule| (rule.name(), rule.text()))).chain(translations)
}

impl Catalog {
    /// What is wrong with its own faults beyond their grammar, in the order of the file: the rules of [`rules`].
    ///
    /// A configuration gives styles of its own, which words can be for, beside the built-in ones; and translations, which
    /// should have a text for each fault, those of imports among them. What [`allowed`](Self::allowed) names is left out, and
    /// what it names for nothing is reported.
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
        let lost = self.all_catalogs().iter().any(|catalog| catalog.lost.faults);
        let mut check = Check { catalog: self, lost, findings: Vec::new() };
        for entry in &self.faults {
            check.people(entry, &known);
            check.parameters(entry);
            check.guideline(entry);
        }
        check.words(config)?;
        let renderer = Renderer::from_config(config)?;
        check.translations(&renderer);
        Ok(check.finish(renderer.is_translated()))
    }
}

struct Check<'c> {
    catalog: &'c Catalog,
    /// Whether there may be faults that are not known.
    lost: bool,
    findings: Vec<Finding>,
}

impl Check<'_> {
    fn find(&mut self, rule: Rule, entry: &Entry, place: &Range<usize>, message: String) {
        let mistake = self.catalog.mistake(place, message);
        self.findings.push(Finding::new(rule, Some(entry.code()), mistake));
    }

    /// What people need.
    fn people(&mut self, entry: &Entry, known: &HashMap<&str, &Entry>) {
        let code = entry.code();
        let has_help = entry.fault_type.help_uri().is_some() || !entry.has_read(&["help"]) || self.catalog.lost.base;
        if !has_help {
            self.find(Rule::HelpMissing, entry, &entry.place, format!("`{code}` has no help address"));
        }
        let Some(deprecated) = &entry.deprecated else { return };
        let Some(replacement) = deprecated.replacement() else { return };
        let why = match known.get(replacement) {
            _ if replacement == code => "is the fault itself",
            Some(found) if found.deprecated.is_some() => "is deprecated as well",
            Some(_) => return,
            // It may be one that could not be read.
            None if self.lost => return,
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
        if !entry.has_read(&["message", "title", "parameters"]) {
            return;
        }
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
        if !entry.has_read(&["status", "cause", "words"]) {
            return;
        }
        let has_message = entry.has_read(&["message", "title"]);
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
        // The others are about what the message says.
        for (rule, message) in found.into_iter().filter(|(rule, _)| has_message || rule.asks().is_some()) {
            let message = match rule.asks() {
                Some(status) => format!("{message}, which asks for {status}"),
                None => message,
            };
            let mistake = self.catalog.mistake(&entry.place, message);
            self.findings.push(Finding::of_guideline(rule, code, mistake));
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
                        self.findings.push(Finding::new(Rule::WordUnknown, Some(entry.code()), mistake));
                    }
                }
            }
        }
        let worded = self.catalog.faults.iter().filter(|entry| entry.fault_type.all_words().next().is_some());
        let worded: HashMap<_, _> = worded.map(|entry| (entry.fault_type.code(), entry)).collect();
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
        let read = catalog.all_faults().filter(|entry| entry.has_read(&["code", "title", "message"]));
        let gaps = renderer.translation_gaps(read.map(|entry| entry.fault_type.as_ref()));
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
            let of_none = gap.rule() == TranslationRule::Unknown;
            let (place, of, code) = match places.get(gap.code()) {
                // Of a fault with mistakes.
                Some(_) if of_none => continue,
                Some((place, of)) => ((*place).clone(), of.as_str(), Some(gap.code())),
                None if of_none && !self.lost => (0..1, "", None),
                // Of the protocol.
                None => continue,
            };
            let mistake = catalog.mistake(&place, format!("{gap}{of}"));
            self.findings.push(Finding::of_translation(gap.rule(), code, mistake));
        }
    }

    /// Leaves out what is allowed, and finds what is allowed for nothing; whether translations were looked at is told.
    fn finish(self, translated: bool) -> Vec<Finding> {
        let Self { catalog, lost, mut findings } = self;
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
        // What may be broken by what could not be read.
        let held = catalog.lost.allowances.split(|c: char| !c.is_alphanumeric() && !['_', '-'].contains(&c));
        let held: HashSet<_> = held.collect();
        findings
            .retain(|finding| !held.contains(finding.rule) && !finding.code().is_some_and(|code| held.contains(code)));
        let unread: HashSet<_> =
            catalog.faults.iter().filter(|entry| entry.unread.is_some()).map(|entry| entry.code()).collect();
        for (allowed, _) in catalog.allowed.iter().zip(needed).filter(|(_, needed)| !needed) {
            let rule = allowed.rule.as_str();
            let mistake = |message| catalog.mistake(&allowed.place, message);
            let mistake = if form_rules().any(|(name, _)| name == rule) {
                mistake(format!("`{rule}` cannot be allowed to be broken"))
            } else if !known.contains(&rule) {
                mistake(format!("no rule is called `{rule}`")).with_nearest(rule, known.iter().copied())
            } else if !translated && TranslationRule::ALL.iter().any(|known| known.name() == rule) {
                // Another configuration has translations.
                continue;
            } else if lost || allowed.code().map_or(!unread.is_empty(), |code| unread.contains(code)) {
                // It may be needed once all can be read.
                continue;
            } else {
                mistake(format!("nothing breaks `{rule}` here"))
            };
            findings.push(Finding::new(Rule::AllowedUnneeded, allowed.code(), mistake));
        }
        findings.sort_by_key(|finding| (finding.mistake.line(), finding.mistake.column()));
        findings
    }
}

fn in_style(config: &Config, style: Style) -> Result<Renderer, ConfigError> {
    Renderer::from_config(&config.clone().in_style(style))
}
