//! A task: a long-running operation, and how it ended.

use std::time::SystemTime;

use faultwire::{Task, TaskState};
use jiff::Timestamp;

use super::fault;
use super::part::{list, text};
use super::reader::{Object, Part, Reader};

/// The members of a task.
const MEMBERS: [&str; 7] = ["id", "state", "message", "objects", "start", "end", "fault"];

/// The members of an object that a task works on.
const OBJECT: [&str; 2] = ["type", "id"];

const IN_PROGRESS: &str = TaskState::InProgress.as_str();
const COMPLETED: &str = TaskState::Completed.as_str();
const FAILED: &str = TaskState::Failed.as_str();

/// Reads a task. Without one there is at least one mistake.
pub(super) fn read<'t>(reader: &mut Reader<'t>, part: Part<'t>) -> Option<Task> {
    let object = reader.object_of(part, &MEMBERS)?;
    let id = reader.required(&object, "id").and_then(|part| reader.text(part));
    let state = reader.required(&object, "state");
    let state = state.and_then(|part| reader.word(part, &[IN_PROGRESS, COMPLETED, FAILED]));
    let message = text(reader, &object, "message");
    let objects: Vec<_> =
        list(reader, &object, "objects").into_iter().filter_map(|part| read_object(reader, part)).collect();
    let start = reader.required(&object, "start").and_then(|part| moment(reader, part));
    let end = of(reader, &object, "end", state.map(|state| state != IN_PROGRESS), "a task that is over");
    let ended = end.and_then(|part| moment(reader, part));
    if let (Some(part), true) = (end, start.zip(ended).is_some_and(|(start, ended)| ended < start)) {
        reader.wrong(part, "the task ends before it starts");
    }
    let fault = of(reader, &object, "fault", state.map(|state| state == FAILED), "a task that failed");
    let fault = fault.and_then(|part| fault::read(reader, part));

    let task = Task::in_progress(id?, start?);
    let task = match state? {
        COMPLETED => task.completed(ended?),
        FAILED => task.failed(ended?, fault?),
        _ => task,
    };
    let task = objects.into_iter().fold(task, |task, (kind, id)| task.with_object(kind, id));
    Some(match message {
        Some(message) => task.with_message(message),
        None => task,
    })
}

/// A member that tasks in some states have, and others do not.
fn of<'t>(
    reader: &mut Reader<'t>,
    object: &Object<'t>,
    name: &str,
    wanted: Option<bool>,
    what: &str,
) -> Option<Part<'t>> {
    let part = object.get(name);
    match (part, wanted) {
        (None, Some(true)) => reader.missing(object, format!("`{name}` is missing: {what} has one")),
        (Some(part), Some(false)) => reader.wrong(part, format!("`{name}` is for {what}")),
        _ => {}
    }
    part
}

/// The type and the id of an object.
fn read_object<'t>(reader: &mut Reader<'t>, part: Part<'t>) -> Option<(String, String)> {
    let object = reader.object_of(part, &OBJECT)?;
    let [kind, id] = OBJECT.map(|name| reader.required(&object, name).and_then(|part| reader.text(part)));
    kind.zip(id)
}

/// A moment in RFC 3339.
fn moment(reader: &mut Reader<'_>, part: Part<'_>) -> Option<SystemTime> {
    let text = reader.text(part)?;
    // What else a timestamp can be: years of more than four digits, and time zones by name.
    let strict = text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains('[');
    let moment = text.parse::<Timestamp>().ok().filter(|_| strict);
    if moment.is_none() {
        reader.wrong(part, "expected a moment such as \"2026-01-02T03:04:05Z\"");
    }
    moment.map(SystemTime::from)
}
