//! Long-running operations.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use crate::fault::{Fault, Text};
use crate::style::tree::TASK_STATES;

/// A long-running operation and how it ended: what its client asks for until it does.
///
/// A task that failed carries the [`Fault`] it failed with. Asking for it succeeds all the same: in the SimpliVity style
/// that is HTTP 200 with the number and message of the fault, in others the fault is embedded in the task. What is
/// behind the fault goes into the log, once for a task and its clones, when it is first shown.
///
/// It becomes an answer as a [`Reply`](crate::Reply): `Reply::from(task)`, or
/// `Reply::accepted().with_task(task).with_location(…)` when it starts.
///
/// Times are written in UTC; the built-in styles give whole seconds.
///
/// ```
/// # #[cfg(feature = "config")] {
/// use std::time::{Duration, UNIX_EPOCH};
///
/// use faultwire::{Fault, FaultType, Renderer, Reply, RequestContext, Task};
///
/// static POWERED_ON: FaultType =
///     FaultType::new("vm_powered_on", 409, "Powered on").message("The VM power state is not acceptable.").number(130);
///
/// let start = UNIX_EPOCH + Duration::from_secs(1_462_826_228);
/// let task = Task::in_progress("420b50a4", start).failed(start + Duration::from_secs(1), Fault::new(&POWERED_ON));
///
/// let renderer = Renderer::builder().style("simplivity").without_request_ids().build().unwrap();
/// let response = renderer.reply(Reply::from(task), &RequestContext::empty());
/// assert_eq!(response.status(), 200);
/// assert_eq!(
///     response.body(),
///     concat!(
///         r#"{"task":{"id":"420b50a4","state":"FAILED","message":"The VM power state is not acceptable.","#,
///         r#""affected_objects":[],"error_code":130,"#,
///         r#""start_time":"2016-05-09T20:37:08Z","end_time":"2016-05-09T20:37:09Z"}}"#,
///     ),
/// );
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Task {
    id: Text,
    message: Option<Text>,
    objects: Vec<(Text, Text)>,
    start: SystemTime,
    end: Option<SystemTime>,
    /// Shared by clones, so that it goes into the log once however often the task is asked for.
    fault: Option<Arc<Fault>>,
}

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TaskState {
    /// It runs: `IN_PROGRESS`.
    InProgress,
    /// It did what it should: `COMPLETED`.
    Completed,
    /// It ended with a fault: `FAILED`.
    Failed,
}

impl Task {
    /// A task that started at this moment and goes on.
    pub fn in_progress(id: impl Into<Text>, start: SystemTime) -> Self {
        Self { id: id.into(), message: None, objects: Vec::new(), start, end: None, fault: None }
    }

    /// Ends it well. A moment before its start, as after a clock was set back, counts as its start and is reported to
    /// `tracing`.
    #[must_use]
    pub fn completed(mut self, end: SystemTime) -> Self {
        self.set_end(end);
        self.fault = None;
        self
    }

    /// Ends it with a fault, at a moment as for [`completed`](Self::completed).
    #[must_use]
    pub fn failed(mut self, end: SystemTime, fault: impl Into<Fault>) -> Self {
        self.set_end(end);
        self.fault = Some(Arc::new(fault.into()));
        self
    }

    fn set_end(&mut self, end: SystemTime) {
        if end < self.start {
            tracing::warn!(task = self.id.as_ref(), "a task ends before it starts; it is shown to end when it starts");
        }
        self.end = Some(end.max(self.start));
    }

    /// Says what happened or is happening, for people. Without it a task that failed has its fault's message.
    ///
    /// Most styles show the message of the fault alone when a task failed; SimpliVity's shows this one in its place.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<Text>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// Adds an object that it works on: its type, such as `virtual_machine`, and its id.
    #[must_use]
    pub fn with_object(mut self, kind: impl Into<Text>, id: impl Into<Text>) -> Self {
        self.objects.push((kind.into(), id.into()));
        self
    }

    /// The id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// How far it is.
    pub const fn state(&self) -> TaskState {
        match (&self.end, &self.fault) {
            (_, Some(_)) => TaskState::Failed,
            (Some(_), None) => TaskState::Completed,
            (None, None) => TaskState::InProgress,
        }
    }

    /// What happened, if it was said: its own message, else that of its fault.
    pub fn message(&self) -> Option<Text> {
        self.message.clone().or_else(|| self.fault().map(Fault::message))
    }

    pub(crate) fn own_message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// What it works on, each a type and an id, in order.
    pub fn objects(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.objects.iter().map(|(kind, id)| (kind.as_ref(), id.as_ref()))
    }

    pub(crate) fn objects_slice(&self) -> &[(Text, Text)] {
        &self.objects
    }

    /// When it started.
    pub const fn start(&self) -> SystemTime {
        self.start
    }

    /// When it ended, if it did.
    pub const fn end(&self) -> Option<SystemTime> {
        self.end
    }

    /// The fault it failed with.
    pub fn fault(&self) -> Option<&Fault> {
        self.fault.as_deref()
    }

    pub(crate) fn replace_fault(&mut self, replace: impl FnOnce(&Fault) -> Option<Fault>) {
        if let Some(other) = self.fault().and_then(replace) {
            self.fault = Some(Arc::new(other));
        }
    }

    /// 0, or for a task that failed the number of its fault, else the status that the fault has: what failed is never 0.
    pub(crate) fn error_code(&self, fault_status: u16) -> i64 {
        self.fault().map_or(0, |fault| {
            let number = fault.fault_type().error_number().filter(|number| *number != 0);
            number.unwrap_or(fault_status.into())
        })
    }
}

impl TaskState {
    /// As styles write it: `IN_PROGRESS`, `COMPLETED` or `FAILED`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InProgress => TASK_STATES[0],
            Self::Completed => TASK_STATES[1],
            Self::Failed => TASK_STATES[2],
        }
    }
}

impl fmt::Display for TaskState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
