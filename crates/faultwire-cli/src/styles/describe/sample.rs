//! Sample answers: the same fault, reply, task, moment and request id for every style.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use faultwire::{Config, Fault, FaultType, Format, Renderer, Reply, RequestContext, Style, Task, Violation};
use http::header::ACCEPT;
use http::{HeaderMap, Method, Response, Uri};
use serde_json::json;

use crate::failure::Failure;
use crate::styles::Of;

/// The fault of the samples.
static SIZE_INVALID: FaultType = FaultType::new("size_invalid", 400, "Invalid size")
    .message("Size {size} cannot be accepted.")
    .number(13)
    .help("https://errors.example.com/size");

/// The warning of the samples.
static SIZE_SMALL: FaultType =
    FaultType::new("size_small", 400, "Small size").message("Size {size} is below the recommended 10.").number(14);

/// 2023-11-14T22:13:20Z.
const MOMENT: Duration = Duration::from_secs(1_700_000_000);

/// Names for a resource and for a member beside it. A style can have a few of them for itself.
const NAMES: [(&str, &str); 3] = [("volume", "snapshots"), ("disk", "links"), ("sample_resource", "sample_member")];

/// Renders samples in one style.
pub(super) struct Samples<'s> {
    style: &'s Style,
    renderer: Renderer,
}

impl<'s> Samples<'s> {
    /// Those of a style.
    pub(super) fn of(style: &'s Style) -> Result<Self, Failure> {
        let renderer = Renderer::builder()
            .config(Config::default().in_style(style.clone()))
            .clock(|| SystemTime::UNIX_EPOCH + MOMENT)
            .request_ids(|| "req-1".to_owned())
            .build()?;
        Ok(Self { style, renderer })
    }

    /// A fault in a format.
    pub(super) fn fault(&self, format: Format) -> Response<Bytes> {
        let media = self.style.media_types(format).next();
        let essence = media.and_then(|media| media.split(';').next()?.parse().ok());
        let headers: HeaderMap = essence.map(|essence| (ACCEPT, essence)).into_iter().collect();
        self.renderer.render(&size_invalid(), &self.request(&headers))
    }

    /// A reply with everything that a reply can have, or one with a task that failed.
    pub(super) fn reply(&self, of: Of) -> Response<Bytes> {
        match of {
            Of::Task => self.answer(Reply::from(failed())),
            Of::Fault | Of::Reply => self.named(|name, member| {
                Reply::accepted()
                    .with_resource(name, &json!({"id": 7, "size": 1}))
                    .with_member(member, &json!([3]))
                    .with_location("/volumes/7")
                    .with_queue_token("c0ffee")
                    .with_note("It is billed from today.")
                    .with_warning(Fault::new(&SIZE_SMALL).with("size", 1))
            }),
        }
    }

    /// The answer for a reply.
    pub(super) fn answer(&self, reply: Reply) -> Response<Bytes> {
        self.renderer.reply(reply, &self.request(&HeaderMap::new()))
    }

    /// The answer for a reply with names that the style does not have for itself.
    pub(super) fn named(&self, reply: impl Fn(&'static str, &'static str) -> Reply) -> Response<Bytes> {
        let mut answers = NAMES.iter().map(|(name, member)| self.answer(reply(name, member)));
        let last = answers.next_back();
        answers.find(|answer| answer.status().is_success()).or(last).unwrap_or_default()
    }

    /// The request of the samples.
    fn request(&self, headers: &HeaderMap) -> RequestContext {
        self.renderer.capture(&Method::POST, &Uri::from_static("/volumes"), headers).with_route("/volumes")
    }
}

/// The fault of the samples, as it occurs.
fn size_invalid() -> Fault {
    Fault::new(&SIZE_INVALID)
        .with("size", -1)
        .with_violation(Violation::at_pointer("/volume/size", "must be at least 1").with_rule("minimum"))
        .with_extension("limit", 1000)
}

/// A task that goes on.
fn started() -> Task {
    Task::in_progress("t-1", SystemTime::UNIX_EPOCH + MOMENT).with_object("volume", "7")
}

/// A task that failed.
fn failed() -> Task {
    started().failed(SystemTime::UNIX_EPOCH + MOMENT + Duration::from_secs(30), size_invalid())
}

/// A task in each of its states.
pub(super) fn tasks() -> [Task; 3] {
    [started(), started().completed(SystemTime::UNIX_EPOCH + MOMENT), failed()]
}
