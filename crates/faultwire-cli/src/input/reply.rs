//! A reply: a successful answer.

use faultwire::Reply;
use http::HeaderValue;

use super::part::{data, list, pair, text, texts};
use super::reader::{Object, Part, Reader};
use super::{fault, task};

/// The members of a reply.
const MEMBERS: [&str; 9] =
    ["status", "resource", "members", "location", "queue_token", "notes", "warnings", "headers", "task"];

/// The members of a resource.
const RESOURCE: [&str; 2] = ["name", "value"];

/// Reads a reply, as much of it as there is beside mistakes.
pub(super) fn read<'t>(reader: &mut Reader<'t>, part: Part<'t>) -> Option<Reply> {
    let object = reader.object_of(part, &MEMBERS)?;
    let mut reply = object.get("status").and_then(|part| status(reader, part)).unwrap_or_else(Reply::ok);
    if let Some(part) = object.get("resource") {
        reply = resource(reader, part, reply);
    }
    for (member, value) in data(reader, &object, "members") {
        let sendable = reply.mistake().is_none();
        reply = reply.with_member(member.name, &value);
        if let (true, Some(why)) = (sendable, reply.mistake()) {
            reader.wrong(member.key, why);
        }
    }
    if let Some(location) = location(reader, &object) {
        reply = reply.with_location(location);
    }
    if let Some(token) = text(reader, &object, "queue_token") {
        reply = reply.with_queue_token(token);
    }
    for note in texts(reader, &object, "notes") {
        reply = reply.with_note(note);
    }
    for part in list(reader, &object, "warnings") {
        if let Some(warning) = fault::read(reader, part) {
            reply = reply.with_warning(warning);
        }
    }
    for part in list(reader, &object, "headers") {
        if let Some((name, value)) = pair(reader, part) {
            reply = reader.accept(part, reply.try_with_header(&name, &value)).unwrap_or_else(Reply::ok);
        }
    }
    if let Some(task) = object.get("task").and_then(|part| task::read(reader, part)) {
        reply = reply.with_task(task);
    }
    Some(reply)
}

/// A reply with nothing but a status.
fn status(reader: &mut Reader<'_>, part: Part<'_>) -> Option<Reply> {
    const EXPECTED: &str = "a status of a reply: 200, 201, 202 or 204";
    match reader.number(part, EXPECTED)? {
        200_i64 => Some(Reply::ok()),
        201 => Some(Reply::created()),
        202 => Some(Reply::accepted()),
        204 => Some(Reply::no_content()),
        _ => {
            reader.wrong(part, format!("{} is not {EXPECTED}", part.get()));
            None
        }
    }
}

/// A reply with the resource of this part, where that is one.
fn resource<'t>(reader: &mut Reader<'t>, part: Part<'t>, reply: Reply) -> Reply {
    let Some(object) = reader.object_of(part, &RESOURCE) else { return reply };
    let name = reader.required(&object, "name").and_then(|part| reader.text(part));
    let value = reader.required(&object, "value").and_then(|part| reader.data(part));
    match name.zip(value) {
        Some((name, value)) => reply.with_resource(name, &value),
        None => reply,
    }
}

/// A URI reference that can stand in a header.
fn location<'t>(reader: &mut Reader<'t>, object: &Object<'t>) -> Option<String> {
    let part = object.get("location")?;
    let location = reader.text(part)?;
    if HeaderValue::from_bytes(location.as_bytes()).is_err() {
        reader.wrong(part, "a location stands in a header, which has no control characters");
    }
    Some(location)
}
