//! What a catalogue has beside its faults: rules that may be broken, and of a lock file what was accepted.

use super::reader::{Reader, Value};
use crate::check::Rule;
use crate::diff::ChangeKind;
use crate::lock::Accepted;
use crate::model::Allowed;

pub(super) fn allowed(reader: &mut Reader<'_>, value: &Value<'_>) -> Vec<Allowed> {
    let items = reader.list(value).unwrap_or_default();
    items.iter().filter_map(|item| one_allowed(reader, item)).collect()
}

fn one_allowed(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<Allowed> {
    let mut table = reader.table(value)?;
    reader.known_keys(&mut table, &["rule", "fault", "reason"]);
    let code = table.get("fault").and_then(|value| reader.text(value));
    let text = |reader: &mut Reader<'_>, key| reader.required(&table, key).and_then(|value| reader.text(value));
    let (rule, reason) = (text(reader, "rule"), text(reader, "reason"));
    let reason = reason.filter(|reason| {
        let said = !reason.trim().is_empty();
        if !said {
            reader.wrong(Rule::ValueInvalid, value.span(), "a reason says why the rule may be broken");
        }
        said
    });
    Some(Allowed { rule: rule?, code, reason: reason?, place: value.span() })
}

pub(super) fn accepted(reader: &mut Reader<'_>, value: &Value<'_>) -> Vec<Accepted> {
    let items = reader.list(value).unwrap_or_default();
    items.iter().filter_map(|item| one_accepted(reader, item)).collect()
}

fn one_accepted(reader: &mut Reader<'_>, value: &Value<'_>) -> Option<Accepted> {
    let mut table = reader.table(value)?;
    reader.known_keys(&mut table, &["fault", "change", "of", "was", "became", "reason", "version"]);
    let optional = |reader: &mut Reader<'_>, key| table.get(key).and_then(|value| reader.text(value));
    let (subject, version) = (optional(reader, "of"), optional(reader, "version"));
    let (was, became) = (optional(reader, "was"), optional(reader, "became"));
    let text = |reader: &mut Reader<'_>, key| reader.required(&table, key).and_then(|value| reader.text(value));
    let (code, reason) = (text(reader, "fault"), text(reader, "reason"));
    let kinds: Vec<_> = ChangeKind::ALL.iter().map(|kind| (kind.name(), *kind)).collect();
    let kind = reader.required(&table, "change").and_then(|value| reader.word(value, "change", &kinds));
    Some(Accepted { code: code?, kind: kind?, subject, was, became, reason: reason?, version })
}
