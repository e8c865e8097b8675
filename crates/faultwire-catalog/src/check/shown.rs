//! What a message shows, and should not.

use std::collections::BTreeSet;
use std::ops::Range;

use super::rules::Rule;
use crate::model::Entry;

/// The placeholders that stand for no parameter, for one that clients do not see, or for one that need not be there:
/// each with the rule that it breaks, its place, and what is wrong.
pub(crate) fn wrongly_shown(entry: &Entry) -> Vec<(Rule, Range<usize>, String)> {
    let code = entry.code();
    let mut wrong = Vec::new();
    for name in entry.fault_type.placeholders().collect::<BTreeSet<_>>() {
        let Some(parameter) = entry.parameters.iter().find(|parameter| parameter.name == name) else {
            let message = format!("`{name}` in the message of `{code}` is no parameter of it");
            wrong.push((Rule::ParameterUndeclared, entry.place.clone(), message));
            continue;
        };
        if parameter.private {
            let message = format!("`{name}` is private, and in the message of `{code}`");
            wrong.push((Rule::ParameterPrivateShown, parameter.place.clone(), message));
        }
        if parameter.optional {
            let message = format!("`{name}` need not be there, and is in the message of `{code}`");
            wrong.push((Rule::ParameterOptionalShown, parameter.place.clone(), message));
        }
    }
    wrong
}
