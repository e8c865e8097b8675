//! The texts of one language.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::ast::{InlineExpression, Pattern};

use super::syntax::{each_expression, shown_variables};
use super::{File, Tag};
use crate::fault::{Fault, Text, Value, Violation};
use crate::style::diagnostic::{Mistake, did_you_mean};
use crate::wire::report;

/// What the id of a text for a violation starts with; the name of the rule follows.
const VIOLATION: &str = "violation-";
/// The parameter of such a text that says where it is: the pointer, the query parameter, or the header.
const PLACE: &str = "place";
/// The attribute of a message that is the definition's title.
pub(super) const TITLE: &str = "title";

/// The texts of one language, of one file or several.
pub(super) struct Texts {
    bundle: FluentBundle<Arc<FluentResource>>,
    language: String,
    /// The ids of messages.
    ids: Vec<String>,
}

impl Texts {
    /// Puts files together.
    ///
    /// # Errors
    ///
    /// Every id that is in two of them, every reference to a text that is in none, and every one to a term that is not
    /// given what it shows.
    pub(super) fn new(tag: &Tag, files: &[&File]) -> Result<Self, Vec<Mistake>> {
        let mut bundle = FluentBundle::new_concurrent(vec![tag.0.clone()]);
        // Marks around every parameter would be in the way of clients that look for it.
        bundle.set_use_isolating(false);
        let mut mistakes = Vec::new();
        let mut known: HashMap<String, (&File, &str)> = HashMap::new();
        for file in files {
            for (id, piece) in file.ids() {
                match known.get(&id) {
                    Some((other, first)) => {
                        mistakes.push(file.mistake(piece, format!("`{id}` is in {} already", other.place(first))));
                    }
                    None => drop(known.insert(id, (file, piece))),
                }
            }
            // An id that comes twice is reported above, and so is `NUMBER`, were it not there.
            let _ = bundle.add_resource(file.resource());
        }
        let _ = bundle.add_function("NUMBER", number);
        let terms = files.iter().flat_map(|file| file.terms());
        let terms: HashMap<_, _> = terms.map(|(id, pattern)| (id, shown_variables(pattern))).collect();
        mistakes.extend(files.iter().flat_map(|file| wrong_references(file, &bundle, &known, &terms)));
        let ids = known.into_keys().filter(|id| !id.starts_with('-')).collect();
        if mistakes.is_empty() { Ok(Self { bundle, language: tag.to_string(), ids }) } else { Err(mistakes) }
    }

    pub(super) fn language(&self) -> &str {
        &self.language
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(String::as_str)
    }

    /// The text of a message, or of one of its attributes.
    pub(super) fn pattern(&self, id: &str, attribute: Option<&str>) -> Option<&Pattern<&str>> {
        let message = self.bundle.get_message(id)?;
        match attribute {
            Some(attribute) => message.get_attribute(attribute).map(|attribute| attribute.value()),
            None => message.value(),
        }
    }

    /// The fault in these words, where they have some for it.
    pub(super) fn reword(&self, fault: &Fault) -> Option<Fault> {
        // What was said of this occurrence alone is in no file.
        if fault.own_message().is_some() {
            return None;
        }
        let code = fault.code();
        let params = fault.params_slice();
        let message = self.format(code, None, params)?;
        let title = self.format(code, Some(TITLE), params);
        let violations = || {
            let own = fault.message();
            fault.violations().iter().map(|violation| self.reword_violation(violation, &own, &message)).collect()
        };
        let violations = if fault.violations().is_empty() { Vec::new() } else { violations() };
        let earlier = fault.earlier().iter().map(|earlier| self.reword(earlier).unwrap_or_else(|| earlier.clone()));
        let earlier = earlier.collect();
        Some(fault.reworded(message, title, violations, earlier))
    }

    /// A violation in these words: those of its fault where it says the same, else those of its rule.
    fn reword_violation(&self, violation: &Violation, own: &str, message: &str) -> Violation {
        let of_rule = |rule: &str| {
            // Its own parameters come later, so that one of the same name counts.
            let place = (PLACE.into(), violation.location().as_str().to_owned().into());
            let own = violation.params().map(|(name, value)| (name.to_owned().into(), value.clone()));
            let params: Vec<_> = std::iter::once(place).chain(own).collect();
            self.format(&format!("{VIOLATION}{rule}"), None, &params)
        };
        let text = match violation.message() == own {
            true => Some(message.to_owned()),
            false => violation.rule().and_then(of_rule),
        };
        match text {
            Some(text) => violation.clone().reworded(text),
            None => violation.clone(),
        }
    }

    /// A text with its parameters; `None` when there is none, when it is empty, and, which is reported once, when it
    /// cannot be put together.
    fn format(&self, id: &str, attribute: Option<&str>, params: &[(Text, Value)]) -> Option<String> {
        let pattern = self.pattern(id, attribute)?;
        match self.put_together(pattern, params) {
            Ok(text) => Some(text).filter(|text| !text.trim().is_empty()),
            Err(why) => {
                report::untranslated(&self.language, id, &why);
                None
            }
        }
    }

    /// # Errors
    ///
    /// What is missing, or goes around in a circle.
    pub(super) fn put_together(&self, pattern: &Pattern<&str>, params: &[(Text, Value)]) -> Result<String, String> {
        let put_together = || {
            let mut args = FluentArgs::with_capacity(params.len());
            for (name, value) in params {
                args.set(name.as_ref(), argument(value));
            }
            let mut errors = Vec::new();
            let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
            match errors.first() {
                None => Ok(text),
                Some(error) => Err(reason(error)),
            }
        };
        // A library's mistake must not lose the answer.
        catch_unwind(AssertUnwindSafe(put_together)).unwrap_or_else(|_| Err("the library panicked".to_owned()))
    }
}

/// A parameter: a number where the library shows it as we do, so that it can choose a plural, else text.
///
/// It has floating-point numbers alone, and would round what is above 2^53.
fn argument(value: &Value) -> FluentValue<'_> {
    match value {
        Value::Text(text) => FluentValue::from(text.as_ref()),
        Value::Int(_) | Value::Uint(_) | Value::Float(_) => {
            let text = value.to_string();
            match FluentValue::try_number(&text) {
                FluentValue::Number(number) if number.as_string() == text => FluentValue::Number(number),
                _ => FluentValue::from(text),
            }
        }
        other => FluentValue::from(other.to_string()),
    }
}

/// As many digits after the point as the library can count with.
const MAX_DIGITS: usize = 18;

/// The function `NUMBER`: what is no number stays as it is, where the library would write `NUMBER()`; so do options that
/// ask for more digits than a number has.
fn number<'a>(given: &[FluentValue<'a>], options: &FluentArgs<'_>) -> FluentValue<'a> {
    match given.first() {
        Some(FluentValue::Number(number)) => {
            let mut number = number.clone();
            number.options.merge(options);
            let digits = &mut number.options.minimum_fraction_digits;
            *digits = digits.map(|digits| digits.min(MAX_DIGITS));
            FluentValue::Number(number)
        }
        Some(other) => other.clone(),
        None => FluentValue::Error,
    }
}

fn reason(error: &FluentError) -> String {
    match error {
        FluentError::ResolverError(error) => error.to_string(),
        other => other.to_string(),
    }
}

/// How many references to nothing are reported for a file: more have one reason, such as another file that is missing.
const MAX_UNKNOWN: usize = 20;

/// References to texts that no file has, and to terms without what they show.
fn wrong_references(
    file: &File,
    bundle: &FluentBundle<Arc<FluentResource>>,
    known: &HashMap<String, (&File, &str)>,
    terms: &HashMap<&str, Vec<&str>>,
) -> Vec<Mistake> {
    let mut ids: Vec<_> = known.keys().map(String::as_str).collect();
    ids.sort_unstable();
    let mut mistakes = Vec::new();
    let unknown = |piece: &str, id: &str| {
        let nearest = did_you_mean(id, ids.iter().copied().filter(|other| noun(other) == noun(id)));
        file.mistake(piece, format!("unknown {} `{id}`", noun(id))).helped(nearest)
    };
    for pattern in file.patterns() {
        each_expression(pattern, &mut |expression| {
            if mistakes.len() == MAX_UNKNOWN {
                return;
            }
            match expression {
                InlineExpression::MessageReference { id, attribute } => match bundle.get_message(id.name) {
                    None => mistakes.push(unknown(id.name, id.name)),
                    Some(message) => {
                        let missing = attribute.as_ref().filter(|name| message.get_attribute(name.name).is_none());
                        mistakes.extend(missing.map(|name| {
                            file.mistake(name.name, format!("message `{}` has no attribute `{}`", id.name, name.name))
                        }));
                    }
                },
                InlineExpression::TermReference { id, arguments, .. } => {
                    let Some(shown) = terms.get(id.name) else {
                        return mistakes.push(unknown(id.name, &format!("-{}", id.name)));
                    };
                    // A term sees what is given to it, and nothing of the fault.
                    let given = |name: &str| {
                        arguments.iter().flat_map(|all| &all.named).any(|argument| argument.name.name == name)
                    };
                    let missing = shown.iter().find(|name| !given(name));
                    mistakes.extend(missing.map(|name| {
                        let message = format!("`${name}`, which `-{}` shows, is not given to it here", id.name);
                        file.mistake(id.name, message)
                    }));
                }
                _ => {}
            }
        });
    }
    mistakes.sort_by_key(|mistake| (mistake.line(), mistake.column()));
    mistakes
}

fn noun(id: &str) -> &'static str {
    if id.starts_with('-') { "term" } else { "message" }
}
