//! Members that faults and replies read alike.

use faultwire::Value;

use super::reader::{Member, Object, Part, Reader};

/// A member that is a text.
pub(super) fn text<'t>(reader: &mut Reader<'t>, object: &Object<'t>, name: &str) -> Option<String> {
    object.get(name).and_then(|part| reader.text(part))
}

/// The items of a member that is a list.
pub(super) fn list<'t>(reader: &mut Reader<'t>, object: &Object<'t>, name: &str) -> Vec<Part<'t>> {
    object.get(name).and_then(|part| reader.list(part)).unwrap_or_default()
}

/// The items of a member that is a list of texts.
pub(super) fn texts<'t>(reader: &mut Reader<'t>, object: &Object<'t>, name: &str) -> Vec<String> {
    list(reader, object, name).into_iter().filter_map(|part| reader.text(part)).collect()
}

/// The members of a member that is an object of data, each with its value.
pub(super) fn data<'t>(reader: &mut Reader<'t>, object: &Object<'t>, name: &str) -> Vec<(Member<'t>, Value)> {
    let Some(inner) = object.get(name).and_then(|part| reader.object(part)) else { return Vec::new() };
    let read = |member: Member<'t>| reader.data(member.value).map(|value| (member, value));
    inner.into_members().into_iter().filter_map(read).collect()
}

/// A header: a name and a value.
pub(super) fn pair<'t>(reader: &mut Reader<'t>, part: Part<'t>) -> Option<(String, String)> {
    let items = reader.list(part)?;
    let [name, value] = items.as_slice() else {
        reader.wrong(part, "a header is a pair: [\"name\", \"value\"]");
        return None;
    };
    reader.text(name).zip(reader.text(value))
}
