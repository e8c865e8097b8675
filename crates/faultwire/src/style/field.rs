//! The one table of what a page can show: names, types, whether they may be absent, where they come from.
//!
//! The compiler, the schema, the drops report and the checks all read it; there is no second list.

/// What a hole shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    Absent,
    Null,
    Code,
    Status,
    FaultStatus,
    Title,
    Message,
    Language,
    Details,
    Number,
    Severity,
    RetryAfter,
    HelpUri,
    TypeUri,
    Instance,
    Method,
    Path,
    Route,
    RequestId,
    Timestamp,
    FirstPointer,
    Params,
    Extensions,
    Violations,
    Entries,
    Faults,
    Notes,
    ReplyStatus,
    ResourceName,
    Resource,
    Members,
    Warnings,
    QueueToken,
    Location,
    TaskId,
    TaskState,
    TaskMessage,
    TaskErrorCode,
    TaskStart,
    TaskEnd,
    TaskObjects,
    ItemCode,
    ItemTitle,
    ItemMessage,
    ItemStatus,
    ItemNumber,
    ItemHelpUri,
    ItemTypeUri,
    ItemExtensions,
    ItemPointer,
    ItemParameter,
    ItemHeader,
    ItemPlace,
    ItemRule,
    ItemType,
    ItemId,
    ItemIndex,
}

/// What a field holds, which decides its formats and its type in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text; `:snake` and the like change its case.
    Text,
    /// A whole number.
    Int,
    /// A moment: `rfc3339` text unless the format says otherwise.
    Time,
    /// Whole seconds.
    Seconds,
    /// A JSON Pointer.
    Pointer,
    /// JSON's null.
    Null,
    /// Data of any shape, by name: `$params.size`.
    Any,
    /// What a handler answers with, as it serialises: any JSON.
    Payload,
    /// Names and data, to spread.
    Map,
    /// Items, for `$each`.
    List,
}

/// Where a field comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// The definition of the fault: known before a request.
    Definition,
    /// One occurrence of the fault.
    Occurrence,
    /// What the handler answers with.
    Reply,
    /// The request.
    Request,
    /// The answer as it is rendered.
    Answer,
    /// The page itself.
    Page,
}

/// The sections of a page that describe answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Fault,
    Reply,
    Task,
}

impl Section {
    /// Its key in a page.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Fault => "fault",
            Self::Reply => "reply",
            Self::Task => "task",
        }
    }
}

/// Where a hole can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Everywhere.
    Anywhere,
    /// In `[fault]`, and for a task that failed.
    Fault,
    /// In `[reply]`.
    Reply,
    /// In `[task]`.
    Task,
    /// In `[reply]` and `[task]`.
    Success,
    /// In the `$item` of an `$each` over one of these lists.
    Item(&'static [Field]),
}

impl Scope {
    /// Whether a section can show it; a task shows the fault it failed with.
    pub(crate) fn is_in(self, section: Section) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Fault => section != Section::Reply,
            Self::Reply => section == Section::Reply,
            Self::Task => section == Section::Task,
            Self::Success => section != Section::Fault,
            Self::Item(_) => false,
        }
    }
}

/// One line of the table.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) field: Field,
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) optional: bool,
    pub(crate) source: Source,
    pub(crate) scope: Scope,
    pub(crate) doc: &'static str,
}

const VIOLATIONS: &[Field] = &[Field::Violations, Field::Entries];
const ENTRIES: &[Field] = &[Field::Violations, Field::Entries, Field::Faults, Field::Warnings];
const FAULTS: &[Field] = &[Field::Faults, Field::Warnings];
const OBJECTS: &[Field] = &[Field::TaskObjects];
const MESSAGES: &[Field] = &[Field::Violations, Field::Entries, Field::Faults, Field::Warnings, Field::Notes];
const ALL_LISTS: &[Field] =
    &[Field::Violations, Field::Entries, Field::Faults, Field::Warnings, Field::Notes, Field::TaskObjects];

const fn row(
    field: Field,
    name: &'static str,
    kind: Kind,
    optional: bool,
    source: Source,
    scope: Scope,
    doc: &'static str,
) -> Row {
    Row { field, name, kind, optional, source, scope, doc }
}

/// Every field.
#[rustfmt::skip]
pub(crate) static FIELDS: &[Row] = &[
    row(Field::Absent, "absent", Kind::Null, true, Source::Page, Scope::Anywhere, "never there: leaves a member out"),
    row(Field::Null, "null", Kind::Null, false, Source::Page, Scope::Anywhere, "a null that is wanted"),
    row(Field::Code, "code", Kind::Text, false, Source::Definition, Scope::Fault, "the stable code"),
    row(Field::Status, "status", Kind::Int, false, Source::Answer, Scope::Anywhere, "the status on the wire"),
    row(Field::FaultStatus, "fault_status", Kind::Int, false, Source::Definition, Scope::Fault, "the fault's own status"),
    row(Field::Title, "title", Kind::Text, false, Source::Definition, Scope::Fault, "the title of the definition"),
    row(Field::Message, "message", Kind::Text, false, Source::Occurrence, Scope::Fault, "the message of the occurrence"),
    row(Field::Language, "language", Kind::Text, true, Source::Answer, Scope::Fault, "the language of the message, where it is known"),
    row(Field::Details, "details", Kind::Text, true, Source::Occurrence, Scope::Fault, "details, where exposed"),
    row(Field::Number, "number", Kind::Int, true, Source::Definition, Scope::Fault, "the number of the definition"),
    row(Field::Severity, "severity", Kind::Text, false, Source::Definition, Scope::Fault, "soft or hard"),
    row(Field::RetryAfter, "retry_after", Kind::Seconds, true, Source::Occurrence, Scope::Fault, "seconds to wait"),
    row(Field::HelpUri, "help_uri", Kind::Text, true, Source::Definition, Scope::Fault, "the help address"),
    row(Field::TypeUri, "type_uri", Kind::Text, true, Source::Definition, Scope::Fault, "the type's URI, else the help address"),
    row(Field::Instance, "instance", Kind::Text, true, Source::Occurrence, Scope::Fault, "the occurrence's URI, else the request's path"),
    row(Field::Method, "method", Kind::Text, true, Source::Request, Scope::Anywhere, "the request's method"),
    row(Field::Path, "path", Kind::Text, true, Source::Request, Scope::Anywhere, "the request's path as on the wire"),
    row(Field::Route, "route", Kind::Text, true, Source::Request, Scope::Anywhere, "the template of the matched route"),
    row(Field::RequestId, "request_id", Kind::Text, true, Source::Request, Scope::Anywhere, "the request id, as in the log"),
    row(Field::Timestamp, "timestamp", Kind::Time, false, Source::Answer, Scope::Anywhere, "the moment of rendering"),
    row(Field::FirstPointer, "first.pointer", Kind::Pointer, true, Source::Occurrence, Scope::Fault, "the pointer of the first violation in the body"),
    row(Field::Params, "params", Kind::Map, true, Source::Occurrence, Scope::Fault, "the parameters of the message"),
    row(Field::Extensions, "extensions", Kind::Map, true, Source::Occurrence, Scope::Fault, "the extension members"),
    row(Field::Violations, "violations", Kind::List, true, Source::Occurrence, Scope::Fault, "what is wrong with the request"),
    row(Field::Entries, "entries", Kind::List, false, Source::Occurrence, Scope::Fault, "the violations, else the fault itself"),
    row(Field::Faults, "faults", Kind::List, false, Source::Occurrence, Scope::Fault, "the fault and the earlier ones behind it"),
    row(Field::Notes, "notes", Kind::List, true, Source::Occurrence, Scope::Anywhere, "information beside the error or the resource"),
    row(Field::ReplyStatus, "reply_status", Kind::Int, false, Source::Reply, Scope::Success, "the reply's own status"),
    row(Field::ResourceName, "resource_name", Kind::Text, true, Source::Reply, Scope::Reply, "the name of the resource"),
    row(Field::Resource, "resource", Kind::Payload, true, Source::Reply, Scope::Reply, "the resource, as it serialises"),
    row(Field::Members, "members", Kind::Map, true, Source::Reply, Scope::Reply, "further members beside the resource"),
    row(Field::Warnings, "warnings", Kind::List, true, Source::Reply, Scope::Success, "faults that did not stop the request"),
    row(Field::QueueToken, "queue_token", Kind::Text, true, Source::Reply, Scope::Success, "what to ask for a queued request by"),
    row(Field::Location, "location", Kind::Text, true, Source::Reply, Scope::Success, "the address of what was made or accepted"),
    row(Field::TaskId, "task.id", Kind::Text, false, Source::Reply, Scope::Task, "the id of the task"),
    row(Field::TaskState, "task.state", Kind::Text, false, Source::Reply, Scope::Task, "IN_PROGRESS, COMPLETED or FAILED"),
    row(Field::TaskMessage, "task.message", Kind::Text, true, Source::Reply, Scope::Task, "what happened, else the message of the fault"),
    row(Field::TaskErrorCode, "task.error_code", Kind::Int, false, Source::Reply, Scope::Task, "the number of the fault, else its status; 0 without one"),
    row(Field::TaskStart, "task.start", Kind::Time, false, Source::Reply, Scope::Task, "when the task started"),
    row(Field::TaskEnd, "task.end", Kind::Time, true, Source::Reply, Scope::Task, "when the task ended"),
    row(Field::TaskObjects, "task.objects", Kind::List, true, Source::Reply, Scope::Task, "what the task works on"),
    row(Field::ItemCode, "item.code", Kind::Text, false, Source::Occurrence, Scope::Item(ENTRIES), "the code of the item's fault"),
    row(Field::ItemTitle, "item.title", Kind::Text, false, Source::Occurrence, Scope::Item(ENTRIES), "the title of the item's fault"),
    row(Field::ItemMessage, "item.message", Kind::Text, false, Source::Occurrence, Scope::Item(MESSAGES), "the message of the item"),
    row(Field::ItemStatus, "item.status", Kind::Int, false, Source::Occurrence, Scope::Item(FAULTS), "the status of the item's fault"),
    row(Field::ItemNumber, "item.number", Kind::Int, true, Source::Occurrence, Scope::Item(FAULTS), "the number of the item's fault"),
    row(Field::ItemHelpUri, "item.help_uri", Kind::Text, true, Source::Occurrence, Scope::Item(ENTRIES), "the help address of the item's fault"),
    row(Field::ItemTypeUri, "item.type_uri", Kind::Text, true, Source::Occurrence, Scope::Item(ENTRIES), "the type URI of the item's fault"),
    row(Field::ItemExtensions, "item.extensions", Kind::Map, true, Source::Occurrence, Scope::Item(FAULTS), "the extension members of the item's fault"),
    row(Field::ItemPointer, "item.pointer", Kind::Pointer, true, Source::Occurrence, Scope::Item(VIOLATIONS), "where in the body"),
    row(Field::ItemParameter, "item.parameter", Kind::Text, true, Source::Occurrence, Scope::Item(VIOLATIONS), "which query parameter"),
    row(Field::ItemHeader, "item.header", Kind::Text, true, Source::Occurrence, Scope::Item(VIOLATIONS), "which header"),
    row(Field::ItemPlace, "item.field", Kind::Pointer, true, Source::Occurrence, Scope::Item(VIOLATIONS), "the pointer, parameter or header, whichever it is"),
    row(Field::ItemRule, "item.rule", Kind::Text, true, Source::Occurrence, Scope::Item(VIOLATIONS), "the rule that was violated"),
    row(Field::ItemType, "item.type", Kind::Text, false, Source::Reply, Scope::Item(OBJECTS), "the type of the object"),
    row(Field::ItemId, "item.id", Kind::Text, false, Source::Reply, Scope::Item(OBJECTS), "the id of the object"),
    row(Field::ItemIndex, "item.index", Kind::Int, false, Source::Answer, Scope::Item(ALL_LISTS), "the place in the list, from 1"),
];

impl Field {
    /// Its line in the table.
    pub(crate) fn row(self) -> &'static Row {
        // The table is in the order of the enum, which a test holds.
        &FIELDS[self as usize]
    }

    /// Whether it is one piece of text, as it is; messages are put together from templates.
    pub(crate) fn is_plain_text(self) -> bool {
        self.row().kind == Kind::Text && !matches!(self, Self::Message | Self::ItemMessage | Self::TaskMessage)
    }
}

/// How a field is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// As it is.
    Plain,
    String,
    Int,
    EpochMs,
    EpochS,
    Rfc3339,
    Rfc3339S,
    Duration,
    Fragment,
    Path,
    Segments,
    Case(Case),
}

/// Spellings of a code or word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Snake,
    Kebab,
    Camel,
    Pascal,
    Screaming,
    Dotted,
}

/// The formats by name, and which kinds of field take them.
pub(crate) static FORMATS: &[(&str, Format, &[Kind])] = &[
    ("string", Format::String, &[Kind::Text, Kind::Int, Kind::Seconds, Kind::Pointer, Kind::Any, Kind::Map]),
    ("int", Format::Int, &[Kind::Int, Kind::Seconds]),
    ("epoch-ms", Format::EpochMs, &[Kind::Time]),
    ("epoch-s", Format::EpochS, &[Kind::Time]),
    ("rfc3339", Format::Rfc3339, &[Kind::Time]),
    ("rfc3339-s", Format::Rfc3339S, &[Kind::Time]),
    ("duration", Format::Duration, &[Kind::Seconds]),
    ("fragment", Format::Fragment, &[Kind::Pointer]),
    ("path", Format::Path, &[Kind::Pointer]),
    ("segments", Format::Segments, &[Kind::Pointer]),
    ("snake", Format::Case(Case::Snake), &[Kind::Text]),
    ("kebab", Format::Case(Case::Kebab), &[Kind::Text]),
    ("camel", Format::Case(Case::Camel), &[Kind::Text]),
    ("pascal", Format::Case(Case::Pascal), &[Kind::Text]),
    ("screaming", Format::Case(Case::Screaming), &[Kind::Text]),
    ("dotted", Format::Case(Case::Dotted), &[Kind::Text]),
];

impl Case {
    /// A text in this spelling. Words are separated by anything that is no letter or digit, and before capitals.
    pub(crate) fn apply(self, text: &str) -> String {
        let words = split_words(text);
        let separator = match self {
            Self::Snake | Self::Screaming => "_",
            Self::Kebab => "-",
            Self::Dotted => ".",
            Self::Camel | Self::Pascal => "",
        };
        let spelled: Vec<String> = words.iter().enumerate().map(|(at, word)| self.word(at, word)).collect();
        spelled.join(separator)
    }

    fn word(self, at: usize, word: &str) -> String {
        match self {
            Self::Screaming => word.to_uppercase(),
            Self::Pascal => capitalised(word),
            Self::Camel if at > 0 => capitalised(word),
            _ => word.to_lowercase(),
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    first + &chars.as_str().to_lowercase()
}

fn split_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut previous_lower = false;
    for c in text.chars() {
        if !c.is_alphanumeric() {
            words.push(String::new());
            previous_lower = false;
            continue;
        }
        if words.is_empty() || (c.is_uppercase() && previous_lower) {
            words.push(String::new());
        }
        previous_lower = !c.is_uppercase();
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_enum() {
        for (at, row) in FIELDS.iter().enumerate() {
            assert_eq!(row.field as usize, at, "{}", row.name);
        }
        assert_eq!(Field::ItemIndex as usize + 1, FIELDS.len());
    }

    #[test]
    fn cases_change_separators_and_capitals() {
        let spelled = |case: Case| case.apply("volume_not_found2");
        assert_eq!(spelled(Case::Snake), "volume_not_found2");
        assert_eq!(spelled(Case::Kebab), "volume-not-found2");
        assert_eq!(spelled(Case::Camel), "volumeNotFound2");
        assert_eq!(spelled(Case::Pascal), "VolumeNotFound2");
        assert_eq!(spelled(Case::Screaming), "VOLUME_NOT_FOUND2");
        assert_eq!(spelled(Case::Dotted), "volume.not.found2");
        assert_eq!(Case::Kebab.apply("tooSmall"), "too-small");
    }
}
