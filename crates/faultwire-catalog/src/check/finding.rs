//! What checks find.

use std::sync::Arc;

use faultwire::{Mistake, TranslationRule, guideline};

use super::rules::Rule;
use crate::model::Catalog;

/// A rule that a catalogue breaks, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub(super) rule: &'static str,
    text: &'static str,
    pub(super) code: Option<String>,
    pub(super) mistake: Mistake,
}

impl Finding {
    pub(crate) fn new(rule: Rule, code: Option<&str>, mistake: Mistake) -> Self {
        Self { rule: rule.name(), text: rule.text(), code: code.map(str::to_owned), mistake }
    }

    pub(super) fn of_guideline(rule: &guideline::Rule, code: &str, mistake: Mistake) -> Self {
        Self { rule: rule.name(), text: rule.text(), code: Some(code.to_owned()), mistake }
    }

    pub(super) fn of_translation(rule: TranslationRule, code: Option<&str>, mistake: Mistake) -> Self {
        Self { rule: rule.name(), text: rule.text(), code: code.map(str::to_owned), mistake }
    }

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

    pub(crate) fn into_mistake(self) -> Mistake {
        self.mistake
    }
}

/// What a check of a catalogue found: mistakes of form in all its files, and the rules that it breaks itself.
#[derive(Debug, Clone)]
pub struct Report {
    catalog: Option<Arc<Catalog>>,
    findings: Vec<Finding>,
}

impl Report {
    pub(crate) const fn new(catalog: Option<Arc<Catalog>>, findings: Vec<Finding>) -> Self {
        Self { catalog, findings }
    }

    /// The catalogue; none when a rule of form is broken.
    pub fn catalog(&self) -> Option<&Catalog> {
        self.catalog.as_deref()
    }

    /// What is wrong: in the files that are imported first, then in the catalogue itself, in the order of the file.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}
