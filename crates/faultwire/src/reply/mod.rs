//! Successful answers: what a handler says, for a style to put into shape.

mod payload;
mod task;

use std::collections::HashSet;
use std::fmt;

use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

use crate::fault::{Fault, InvalidHeader, Text, check_extension_name, parse_header};
pub(crate) use payload::Payload;
pub use task::{Task, TaskState};

/// A successful answer: a resource under a name, and what there is to say beside it. The style decides its shape.
///
/// A handler says what happened, by one of four statuses, and gives what it has:
///
/// - [`of`](Self::of) answers with a resource, one or a list of them; [`created`](Self::created),
///   [`accepted`](Self::accepted) and [`no_content`](Self::no_content) say more about what happened;
/// - [`with_member`](Self::with_member) adds members beside the resource, such as links to the next page;
/// - [`with_location`](Self::with_location) and [`with_queue_token`](Self::with_queue_token) say where to go on;
/// - [`with_warning`](Self::with_warning) and [`with_note`](Self::with_note) tell what did not stop the request;
/// - [`with_task`](Self::with_task) shows a long-running operation in place of a resource.
///
/// Payloads are anything that serialises. Each is written once, right here, into the bytes that are sent. One that
/// cannot be written (a map with keys that are no text, NaN, an error of its own) makes the answer a fault
/// ([`INTERNAL`](crate::protocol::INTERNAL)) that says in the log which place was wrong; so does one that takes a name
/// of the envelope's own.
///
/// What a style has no place for is left out: [`Style::reply_drops`](crate::Style::reply_drops) names it.
///
/// A 204 has no body. One that has something to say nevertheless, such as a resource or a warning that the style shows,
/// is sent as a 200.
///
/// ```
/// # #[cfg(feature = "config")] {
/// use faultwire::{Renderer, Reply, RequestContext};
/// use serde_json::json;
///
/// let reply = Reply::accepted()
///     .with_resource("disk", &json!({"id": 7, "locked": true}))
///     .with_queue_token("c0ffee");
///
/// let renderer = Renderer::builder().style("queue-token").without_request_ids().build().unwrap();
/// let response = renderer.reply(reply, &RequestContext::empty());
/// assert_eq!(response.status(), 202);
/// assert_eq!(response.body(), r#"{"queue_token":"c0ffee","disk":{"id":7,"locked":true}}"#);
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a reply does nothing until it is returned or rendered"]
pub struct Reply {
    status: u16,
    resource: Option<Named>,
    rest: Option<Box<Rest>>,
}

/// A name with what was written under it, or why it could not be.
type Named = (Text, Result<Payload, String>);

/// What most replies do not have.
#[derive(Clone, Default)]
struct Rest {
    members: Vec<Named>,
    location: Option<Text>,
    queue_token: Option<Text>,
    warnings: Vec<Fault>,
    notes: Vec<Text>,
    headers: Vec<(HeaderName, HeaderValue)>,
    task: Option<Task>,
}

static EMPTY: Rest = Rest {
    members: Vec::new(),
    location: None,
    queue_token: None,
    warnings: Vec::new(),
    notes: Vec::new(),
    headers: Vec::new(),
    task: None,
};

impl Reply {
    /// 200 with a resource: `Reply::of("volume", &volume)`, `Reply::of("volumes", &volumes)`.
    pub fn of(name: impl Into<Text>, resource: &(impl Serialize + ?Sized)) -> Self {
        Self::ok().with_resource(name, resource)
    }

    /// 200, without a resource so far.
    pub const fn ok() -> Self {
        Self::with_status(200)
    }

    /// 201: the resource was created. It belongs together with a [location](Self::with_location).
    pub const fn created() -> Self {
        Self::with_status(201)
    }

    /// 202: the request was accepted and goes on. It belongs together with a [location](Self::with_location) or a
    /// [queue token](Self::with_queue_token): a client has to ask somewhere how it went.
    pub const fn accepted() -> Self {
        Self::with_status(202)
    }

    /// 204: done, and nothing to show, as after a deletion.
    pub const fn no_content() -> Self {
        Self::with_status(204)
    }

    const fn with_status(status: u16) -> Self {
        Self { status, resource: None, rest: None }
    }

    /// Answers with a resource, under a name: 1 to 128 bytes without control characters. It replaces an earlier one.
    ///
    /// A value that serialises to a JSON object is one resource, and to an array a list; some styles put them
    /// differently.
    pub fn with_resource(mut self, name: impl Into<Text>, resource: &(impl Serialize + ?Sized)) -> Self {
        self.resource = Some((name.into(), Payload::resource(resource)));
        self
    }

    /// Adds a member beside the resource: a link to the next page, a count. Each name once.
    pub fn with_member(mut self, name: impl Into<Text>, value: &(impl Serialize + ?Sized)) -> Self {
        self.rest_mut().members.push((name.into(), Payload::member(value)));
        self
    }

    /// Shows a task in place of a resource.
    pub fn with_task(mut self, task: Task) -> Self {
        self.rest_mut().task = Some(task);
        self
    }

    /// Says where what was created or accepted can be found: a URI reference, sent as `Location`.
    ///
    /// One that cannot stand in a header is left out and reported to `tracing`.
    pub fn with_location(mut self, uri: impl Into<Text>) -> Self {
        self.rest_mut().location = Some(uri.into());
        self
    }

    /// Says by which token the queued request can be asked for.
    pub fn with_queue_token(mut self, token: impl Into<Text>) -> Self {
        self.rest_mut().queue_token = Some(token.into());
        self
    }

    /// Adds a fault that did not stop the request. It goes into the log as other faults do.
    pub fn with_warning(mut self, warning: impl Into<Fault>) -> Self {
        self.rest_mut().warnings.push(warning.into());
        self
    }

    /// Adds information beside the resource.
    pub fn with_note(mut self, note: impl Into<Text>) -> Self {
        self.rest_mut().notes.push(note.into());
        self
    }

    /// Adds a response header.
    ///
    /// A name or value that HTTP does not allow is left out and reported to `tracing`; see
    /// [`try_with_header`](Self::try_with_header).
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        match parse_header(name, value) {
            Ok(header) => self.rest_mut().headers.push(header),
            Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "header left out of a reply"),
        }
        self
    }

    /// Adds a response header that is not known to be valid.
    ///
    /// # Errors
    ///
    /// As for [`Fault::try_with_header`].
    pub fn try_with_header(mut self, name: &str, value: &str) -> Result<Self, InvalidHeader> {
        let header = parse_header(name, value)?;
        self.rest_mut().headers.push(header);
        Ok(self)
    }

    /// What the handler says: 200, 201, 202 or 204. A style may send another.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK)
    }

    /// The name of the resource, if there is one.
    pub fn resource_name(&self) -> Option<&str> {
        self.resource.as_ref().map(|(name, _)| name.as_ref())
    }

    /// The resource in JSON, if there is one and it could be written.
    pub fn resource(&self) -> Option<&[u8]> {
        self.resource.as_ref()?.1.as_ref().ok().map(Payload::json)
    }

    /// The members beside the resource that could be written, each with its JSON, in order.
    pub fn members(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.rest().members.iter().filter_map(|(name, payload)| Some((name.as_ref(), payload.as_ref().ok()?.json())))
    }

    /// The task, if it shows one.
    pub fn task(&self) -> Option<&Task> {
        self.rest().task.as_ref()
    }

    /// Where what was created or accepted can be found.
    pub fn location(&self) -> Option<&str> {
        self.rest().location.as_deref()
    }

    /// The token of the queued request.
    pub fn queue_token(&self) -> Option<&str> {
        self.rest().queue_token.as_deref()
    }

    /// The faults that did not stop the request, in order.
    pub fn warnings(&self) -> &[Fault] {
        &self.rest().warnings
    }

    /// Replaces each fault that it shows, that of its task first, by what is given for it.
    pub(crate) fn each_fault(&mut self, mut replace: impl FnMut(&Fault) -> Option<Fault>) {
        let Some(rest) = &mut self.rest else { return };
        if let Some(task) = &mut rest.task {
            task.replace_fault(&mut replace);
        }
        for warning in &mut rest.warnings {
            if let Some(other) = replace(warning) {
                *warning = other;
            }
        }
    }

    /// The notes, in order.
    pub fn notes(&self) -> impl ExactSizeIterator<Item = &str> {
        self.rest().notes.iter().map(AsRef::as_ref)
    }

    /// Its own response headers.
    pub fn headers(&self) -> &[(HeaderName, HeaderValue)] {
        &self.rest().headers
    }

    /// Why it cannot be sent, if it cannot: a payload that failed, a name that is none or comes twice.
    pub fn mistake(&self) -> Option<String> {
        let members = &self.rest().members;
        for (what, (name, payload)) in
            self.resource.iter().map(|named| ("resource", named)).chain(members.iter().map(|named| ("member", named)))
        {
            if let Err(error) = check_extension_name(name) {
                return Some(format!("{what}: {error}"));
            }
            if let Err(error) = payload {
                return Some(format!("{what} `{name}` cannot be written: {error}"));
            }
        }
        if members.is_empty() {
            return None;
        }
        let mut seen = HashSet::new();
        let mut names = self.resource.iter().chain(members).map(|(name, _)| name);
        names.find(|name| !seen.insert(*name)).map(|name| format!("two members have the name `{name}`"))
    }

    /// As labels of a choice on `$reply`.
    pub(crate) fn kind(&self) -> &'static str {
        match self.resource().map(<[u8]>::first) {
            None => "none",
            Some(Some(b'[')) => "list",
            Some(Some(b'{')) => "one",
            Some(_) => "value",
        }
    }

    pub(crate) fn take_payload(&mut self) -> Option<Payload> {
        self.resource.take()?.1.ok()
    }

    fn rest(&self) -> &Rest {
        self.rest.as_deref().unwrap_or(&EMPTY)
    }

    fn rest_mut(&mut self) -> &mut Rest {
        self.rest.get_or_insert_default()
    }
}

impl From<Task> for Reply {
    /// 200 with the task.
    fn from(task: Task) -> Self {
        Self::ok().with_task(task)
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("resource", &self.resource_name())
            .field("task", &self.task())
            .field("location", &self.location())
            .field("queue_token", &self.queue_token())
            .field("warnings", &self.warnings())
            .field("mistake", &self.mistake())
            .finish_non_exhaustive()
    }
}
