//! What a hole shows for one fault, and how it is written.

use std::borrow::Cow;
use std::time::{SystemTime, UNIX_EPOCH};

use super::program::Mode;
use super::run::{Facts, ItemOf, Run, Success};
use super::value::{write, write_int, write_text};
use crate::fault::{Fault, Location, Part, Value};
use crate::reply::Task;
use crate::style::field::{Field, Format};
use crate::style::tree::HoleOf;
use crate::style::value_text;

enum Shown<'a> {
    Nothing,
    Null,
    Text(&'a str),
    Message(&'a Fault),
    Int(i64),
    Seconds(u32),
    Time(SystemTime),
    Pointer(&'a str),
    Any(&'a Value),
    Resource(&'a Success<'a>),
}

impl<'a> Run<'a> {
    /// Writes a hole; false when it has no value, and then nothing is written.
    pub(super) fn hole(&self, buf: &mut Vec<u8>, of: &HoleOf, format: Format, mode: Mode) -> bool {
        match self.shown(of) {
            Shown::Nothing => return false,
            Shown::Null if mode == Mode::Json => buf.extend_from_slice(b"null"),
            Shown::Null => {}
            Shown::Text(text) => write_text(buf, mode, &value_text(text, format)),
            Shown::Message(fault) => message(buf, fault, format, mode),
            Shown::Int(value) => write_int(buf, mode, format, value),
            Shown::Seconds(value) if format == Format::Duration => write_text(buf, mode, &format!("{value}s")),
            Shown::Seconds(value) => write_int(buf, mode, format, value.into()),
            Shown::Time(time) => write_time(buf, time, format, mode),
            Shown::Pointer(pointer) => self.pointer(buf, pointer, format, mode),
            Shown::Any(value) => write(buf, value, format, mode, self.facts.xml_item()),
            Shown::Resource(success) => resource(buf, success),
        }
        true
    }

    /// What a field of plain text shows.
    #[inline]
    pub(super) fn plain_text(&self, field: Field) -> Option<&'a str> {
        let Facts { fault, occasion, .. } = self.facts;
        match field {
            Field::Code => Some(fault.code()),
            Field::Title => Some(fault.fault_type().title()),
            Field::Details => fault.details().filter(|_| occasion.shows_details()),
            Field::Severity => Some(fault.fault_type().severity_word()),
            Field::HelpUri => fault.fault_type().help_uri(),
            Field::TypeUri => fault.fault_type().uri(),
            Field::Instance => fault.instance().or_else(|| occasion.request.path()),
            Field::Method => occasion.request.method().map(http::Method::as_str),
            Field::Path => occasion.request.path(),
            Field::Route => occasion.request.route(),
            Field::RequestId => occasion.request_id(),
            Field::Language => occasion.language().map(|(language, _)| language.name.as_str()),
            Field::ResourceName | Field::QueueToken | Field::Location | Field::TaskId | Field::TaskState => {
                self.reply_text(field)
            }
            item => match self.item_field(item) {
                Shown::Text(text) => Some(text),
                _ => None,
            },
        }
    }

    fn shown(&self, of: &'a HoleOf) -> Shown<'a> {
        let fault = self.facts.fault;
        match of {
            HoleOf::Field(field) => self.field(*field),
            HoleOf::Param(name) => fault.param(name).map_or(Shown::Nothing, Shown::Any),
            HoleOf::Extension(name) => {
                let found = fault.extensions().find(|(known, _)| known == name);
                found.map_or(Shown::Nothing, |(_, value)| Shown::Any(value))
            }
            // Options and words are resolved before a page is compiled.
            HoleOf::Option(_) | HoleOf::Word(_) => Shown::Nothing,
        }
    }

    fn field(&self, field: Field) -> Shown<'a> {
        let facts = self.facts;
        let fault = facts.fault;
        match field {
            Field::Null => Shown::Null,
            Field::Status => Shown::Int(facts.status.into()),
            Field::FaultStatus => Shown::Int(facts.fault_status.into()),
            Field::Message => Shown::Message(fault),
            Field::Number => fault.fault_type().error_number().map_or(Shown::Nothing, Shown::Int),
            Field::RetryAfter => fault.retry_after().map_or(Shown::Nothing, Shown::Seconds),
            Field::Code
            | Field::Title
            | Field::Details
            | Field::Severity
            | Field::HelpUri
            | Field::TypeUri
            | Field::Instance
            | Field::Method
            | Field::Path
            | Field::Route
            | Field::RequestId
            | Field::Language
            | Field::ResourceName
            | Field::QueueToken
            | Field::Location
            | Field::TaskId
            | Field::TaskState => self.plain_text(field).map_or(Shown::Nothing, Shown::Text),
            Field::Timestamp => Shown::Time(facts.occasion.now()),
            Field::FirstPointer => {
                let pointer = fault.violations().iter().find_map(|violation| match violation.location() {
                    Location::Pointer(pointer) => Some(pointer.as_ref()),
                    _ => None,
                });
                pointer.map_or(Shown::Nothing, Shown::Pointer)
            }
            Field::ReplyStatus
            | Field::Resource
            | Field::TaskMessage
            | Field::TaskErrorCode
            | Field::TaskStart
            | Field::TaskEnd => self.reply_field(field),
            Field::Absent
            | Field::Members
            | Field::Warnings
            | Field::TaskObjects
            | Field::Params
            | Field::Extensions
            | Field::Violations
            | Field::Entries
            | Field::Faults
            | Field::Notes => Shown::Nothing,
            item => self.item_field(item),
        }
    }

    fn reply_text(&self, field: Field) -> Option<&'a str> {
        let success = self.facts.success?;
        let reply = success.reply;
        let text = match field {
            Field::ResourceName => reply.resource_name(),
            Field::Location => reply.location(),
            Field::QueueToken => reply.queue_token(),
            Field::TaskId => reply.task().map(Task::id),
            Field::TaskState => reply.task().map(|task| task.state().as_str()),
            _ => None,
        };
        if text.is_some() && !matches!(field, Field::ResourceName | Field::Location) {
            success.said.set(true);
        }
        text
    }

    fn reply_field(&self, field: Field) -> Shown<'a> {
        let Some(success) = self.facts.success else { return Shown::Nothing };
        let reply = success.reply;
        if field == Field::ReplyStatus {
            return Shown::Int(reply.status().as_u16().into());
        }
        if field == Field::Resource {
            return if reply.resource().is_some() { Shown::Resource(success) } else { Shown::Nothing };
        }
        let Some(task) = reply.task() else { return Shown::Nothing };
        match field {
            Field::TaskMessage => match (task.own_message(), task.fault()) {
                (Some(text), _) => Shown::Text(text),
                (None, Some(fault)) => Shown::Message(fault),
                (None, None) => Shown::Nothing,
            },
            Field::TaskErrorCode => Shown::Int(task.error_code(self.facts.fault_status)),
            Field::TaskStart => Shown::Time(task.start()),
            Field::TaskEnd => task.end().map_or(Shown::Nothing, Shown::Time),
            _ => Shown::Nothing,
        }
    }

    fn item_field(&self, field: Field) -> Shown<'a> {
        let Some(item) = &self.item else { return Shown::Nothing };
        let fault_type = item.fault.fault_type();
        let optional = |text: Option<&'a str>| text.map_or(Shown::Nothing, Shown::Text);
        match (field, &item.of) {
            (Field::ItemIndex, _) => Shown::Int(i64::try_from(item.index).unwrap_or(i64::MAX)),
            (Field::ItemMessage, ItemOf::Violation(violation)) => Shown::Text(violation.message()),
            (Field::ItemMessage, ItemOf::Note(note)) => Shown::Text(note),
            (Field::ItemType, ItemOf::Object((kind, _))) => Shown::Text(kind),
            (Field::ItemId, ItemOf::Object((_, id))) => Shown::Text(id),
            (Field::ItemMessage, ItemOf::Fault) => Shown::Message(item.fault),
            (Field::ItemCode, _) => Shown::Text(item.fault.code()),
            (Field::ItemTitle, _) => Shown::Text(fault_type.title()),
            (Field::ItemStatus, _) => Shown::Int(self.facts.occasion.status_in(self.facts.style, fault_type).into()),
            (Field::ItemNumber, _) => fault_type.error_number().map_or(Shown::Nothing, Shown::Int),
            (Field::ItemHelpUri, _) => optional(fault_type.help_uri()),
            (Field::ItemTypeUri, _) => optional(fault_type.uri()),
            (Field::ItemRule, ItemOf::Violation(violation)) => optional(violation.rule()),
            (field, ItemOf::Violation(violation)) => match (field, violation.location()) {
                (Field::ItemPointer | Field::ItemPlace, Location::Pointer(text)) => Shown::Pointer(text),
                (Field::ItemParameter | Field::ItemPlace, Location::Parameter(text)) => Shown::Text(text),
                (Field::ItemHeader | Field::ItemPlace, Location::Header(text)) => Shown::Text(text),
                _ => Shown::Nothing,
            },
            _ => Shown::Nothing,
        }
    }

    fn pointer(&self, buf: &mut Vec<u8>, pointer: &str, format: Format, mode: Mode) {
        match format {
            Format::Fragment => write_text(buf, mode, &fragment(pointer)),
            Format::Path => write_text(buf, mode, &dotted_path(pointer)),
            Format::Segments => {
                let list =
                    Value::List(segments(pointer).map(|segment| Value::Text(segment.into_owned().into())).collect());
                write(buf, &list, Format::Plain, mode, self.facts.xml_item());
            }
            _ => write_text(buf, mode, pointer),
        }
    }
}

/// Keeps the place of a resource: it is there already, and what is written goes around it. A page that shows it again
/// gets a copy.
fn resource(buf: &mut Vec<u8>, success: &Success<'_>) {
    success.said.set(true);
    if success.slot.get().is_some() {
        buf.extend_from_slice(success.reply.resource().unwrap_or_default());
    } else {
        success.slot.set(Some(buf.len()));
        buf.push(b'0');
    }
}

fn message(buf: &mut Vec<u8>, fault: &Fault, format: Format, mode: Mode) {
    if let Format::Case(case) = format {
        return write_text(buf, mode, &case.apply(&fault.message()));
    }
    if let Some(own) = fault.own_message() {
        return write_text(buf, mode, own);
    }
    if mode == Mode::Json {
        buf.push(b'"');
    }
    let inner = mode.inner();
    for part in fault.fault_type().message_parts() {
        match part {
            Part::Text(text) => write_text(buf, inner, text),
            Part::Name(name) => match fault.param(name) {
                Some(value) => write(buf, value, Format::String, inner, None),
                None => {
                    buf.push(b'{');
                    write_text(buf, inner, name);
                    buf.push(b'}');
                }
            },
        }
    }
    if mode == Mode::Json {
        buf.push(b'"');
    }
}

/// The first millisecond that RFC 3339 has a date for, of the year 0, and the last that has one in every time zone, of
/// the year 9999.
const FIRST: i64 = -62_167_219_200_000;
const LAST: i64 = 253_402_207_200_000;

fn write_time(buf: &mut Vec<u8>, time: SystemTime, format: Format, mode: Mode) {
    let since = |time: SystemTime| {
        let millis = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_millis()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |millis| -millis),
        };
        millis.clamp(FIRST, LAST)
    };
    match format {
        Format::EpochMs => write_int(buf, mode, format, since(time)),
        Format::EpochS => write_int(buf, mode, format, since(time).div_euclid(1000)),
        Format::Rfc3339S => {
            let whole = since(time);
            write_text(buf, mode, &format!("{:.0}", moment(whole - whole.rem_euclid(1000))));
        }
        _ => write_text(buf, mode, &rfc3339(since(time))),
    }
}

/// Milliseconds since the epoch as RFC 3339 text in UTC.
fn rfc3339(millis: i64) -> String {
    format!("{:.3}", moment(millis))
}

/// Milliseconds since the epoch; moments beyond the years 0 and 9999 stop there.
fn moment(millis: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_millisecond(millis.clamp(FIRST, LAST)).unwrap_or_default()
}

/// A JSON Pointer as a URI fragment: RFC 6901 section 6, RFC 3986 section 3.5.
fn fragment(pointer: &str) -> String {
    let mut text = String::from("#");
    for byte in pointer.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte);
        if plain {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

fn segments(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(|segment| match segment.contains('~') {
        true => Cow::Owned(segment.replace("~1", "/").replace("~0", "~")),
        false => Cow::Borrowed(segment),
    })
}

/// A JSON Pointer as programmers write places: `volume.items[0].size`.
fn dotted_path(pointer: &str) -> String {
    let mut text = String::new();
    for segment in segments(pointer) {
        let index = !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit());
        if index && !text.is_empty() {
            text.push_str(&format!("[{segment}]"));
            continue;
        }
        if !text.is_empty() {
            text.push('.');
        }
        text.push_str(&segment);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_have_three_more_forms() {
        assert_eq!(fragment("/volume/a b/é~1%"), "#/volume/a%20b/%C3%A9~1%25");
        assert_eq!(dotted_path("/volume/items/0/size"), "volume.items[0].size");
        assert_eq!(dotted_path(""), "");
        let found: Vec<_> = segments("/a~1b/~01/0").collect();
        assert_eq!(found, ["a/b", "~1", "0"]);
    }

    #[test]
    fn moments_are_utc_with_milliseconds() {
        assert_eq!(rfc3339(1_460_129_027_118), "2016-04-08T15:23:47.118Z");
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00.000Z");
        assert!(rfc3339(i64::MAX).starts_with("9999-"));
    }
}
