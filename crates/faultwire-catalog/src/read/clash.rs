//! Codes and numbers that two faults have.

use std::collections::HashMap;

use crate::check::{Finding, Rule};
use crate::model::{Catalog, Entry};

/// Codes and numbers that two faults of a catalogue and its imports have; each is reported where it comes the second
/// time.
pub(super) fn between(catalog: &Catalog) -> Vec<Finding> {
    let (mut codes, mut numbers) = (HashMap::new(), HashMap::new());
    let mut found = Vec::new();
    let mut clash = |rule, catalog: &Catalog, entry: &Entry, message| {
        found.push(Finding::new(rule, Some(entry.code()), catalog.mistake(&entry.place, message)));
    };
    // What is imported was there first.
    for catalog in catalog.all_from_below() {
        for entry in &catalog.faults {
            if let Some((other, first)) = codes.insert(entry.code(), (catalog, entry)) {
                let message = code_of_two(entry.code(), &at(other, first));
                clash(Rule::CodeDuplicate, catalog, entry, message);
            }
            let Some(number) = entry.fault_type.error_number() else { continue };
            if let Some((other, first)) = numbers.insert(number, (catalog, entry)) {
                let message = format!("{number} is the number of `{}` in {} already", first.code(), at(other, first));
                clash(Rule::NumberDuplicate, catalog, entry, message);
            }
        }
    }
    found
}

fn at(catalog: &Catalog, entry: &Entry) -> String {
    format!("{} ({})", catalog.line_of(&entry.place), catalog.owner)
}

/// What is said of a code that is there again.
pub(super) fn code_of_two(code: &str, first: &str) -> String {
    format!("`{code}` is the code of a fault in {first} already")
}
