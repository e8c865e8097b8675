//! Successful answers. Faults need nothing like this: the layer shapes them.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use block_storage::{Created, Volume};
use serde::Serialize;

/// How a prefix puts its successful answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// The resource under its name; a deletion is accepted.
    OpenStack,
    /// The resource under its name; a deletion is answered without content.
    Plain,
    /// `status: "OK"` beside the resource, always in HTTP 200.
    StatusText,
    /// As `Plain`; what is queued says by which token to ask for it.
    QueueToken,
}

/// A volume under its name.
#[derive(Serialize)]
pub(crate) struct OneVolume<'a> {
    pub(crate) volume: &'a Volume,
}

#[derive(Serialize)]
struct Succeeded<T> {
    status: &'static str,
    #[serde(flatten)]
    rest: T,
}

#[derive(Serialize)]
struct Nothing {}

#[derive(Serialize)]
struct Queued<'a> {
    queue_token: &'a str,
    msg: [String; 1],
    volume: &'a Volume,
}

impl Shape {
    /// What was asked for.
    pub(crate) fn shown(self, body: impl Serialize) -> Response {
        match self {
            Self::StatusText => Json(Succeeded { status: "OK", rest: body }).into_response(),
            _ => Json(body).into_response(),
        }
    }

    /// A volume whose creation was accepted, and its address.
    pub(crate) fn created(self, created: &Created, location: String) -> Response {
        let volume = &created.volume;
        let mut response = self.shown(OneVolume { volume });
        if self == Self::QueueToken {
            let msg = [format!("Volume {} is being created.", volume.id)];
            response = self.shown(Queued { queue_token: &created.job.queue_token, msg, volume });
        }
        (self.status(StatusCode::ACCEPTED), [(LOCATION, location)], response).into_response()
    }

    /// A change that was accepted, without more to say.
    pub(crate) fn accepted(self) -> Response {
        self.bare(StatusCode::ACCEPTED)
    }

    /// A deletion.
    pub(crate) fn deleted(self) -> Response {
        self.bare(if self == Self::OpenStack { StatusCode::ACCEPTED } else { StatusCode::NO_CONTENT })
    }

    fn bare(self, status: StatusCode) -> Response {
        match self {
            Self::StatusText => self.shown(Nothing {}),
            _ => status.into_response(),
        }
    }

    fn status(self, status: StatusCode) -> StatusCode {
        if self == Self::StatusText { StatusCode::OK } else { status }
    }
}
