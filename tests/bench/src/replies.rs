//! Replies beside `serde_json::to_vec` of their payloads, which are built once: a list of volumes.

use std::hint::black_box;
use std::sync::LazyLock;

use bytes::Bytes;
use faultwire::{Renderer, Reply, RequestContext};
use http::{HeaderMap, Method, Response, Uri};
use serde::Serialize;

use crate::cases::Case;

pub(crate) const SMALL: &str = "reply of 1 KiB, plain";
pub(crate) const SMALL_STATUS: &str = "reply of 1 KiB, status-text";
pub(crate) const LARGE: &str = "reply of 1 MiB, plain";
pub(crate) const LARGE_STATUS: &str = "reply of 1 MiB, status-text";

/// The first is what the others are compared with.
pub(crate) const SMALL_REPLIES: &[Case] = &[
    ("1 KiB, serde_json::to_vec", || to_vec(SMALL_PAYLOAD.as_slice()).len()),
    (SMALL, || body(&PLAIN, &SMALL_PAYLOAD).len()),
    (SMALL_STATUS, || body(&STATUS_TEXT, &SMALL_PAYLOAD).len()),
    ("1 KiB, hand-written wrapper, http::Response", || by_hand(&SMALL_PAYLOAD).into_body().len()),
    ("reply of 1 KiB, plain, http::Response", || response(&PLAIN, &SMALL_PAYLOAD).into_body().len()),
];

pub(crate) const LARGE_REPLIES: &[Case] = &[
    ("1 MiB, serde_json::to_vec", || to_vec(LARGE_PAYLOAD.as_slice()).len()),
    (LARGE, || body(&PLAIN, &LARGE_PAYLOAD).len()),
    (LARGE_STATUS, || body(&STATUS_TEXT, &LARGE_PAYLOAD).len()),
    ("1 MiB, hand-written wrapper, http::Response", || by_hand(&LARGE_PAYLOAD).into_body().len()),
    ("reply of 1 MiB, plain, http::Response", || response(&PLAIN, &LARGE_PAYLOAD).into_body().len()),
];

static SMALL_PAYLOAD: LazyLock<Vec<Volume>> = LazyLock::new(|| volumes(1 << 10));
static LARGE_PAYLOAD: LazyLock<Vec<Volume>> = LazyLock::new(|| volumes(1 << 20));

static PLAIN: LazyLock<Renderer> = LazyLock::new(|| renderer("problem"));
static STATUS_TEXT: LazyLock<Renderer> = LazyLock::new(|| renderer("status-text"));
static REQUEST: LazyLock<RequestContext> =
    LazyLock::new(|| PLAIN.capture(&Method::GET, &Uri::from_static("/volumes"), &HeaderMap::new()));

fn renderer(style: &str) -> Renderer {
    match Renderer::builder().style(style).without_request_ids().build() {
        Ok(renderer) => renderer,
        Err(error) => panic!("{error}"),
    }
}

#[derive(Serialize)]
struct Volume {
    id: u64,
    name: String,
    size: u32,
    status: &'static str,
    description: Option<String>,
    created_at: String,
    attachments: Vec<String>,
    encrypted: bool,
}

#[derive(Serialize)]
struct Volumes<'a> {
    volumes: &'a [Volume],
}

/// Volumes of at least so many bytes in JSON.
fn volumes(bytes: usize) -> Vec<Volume> {
    let mut volumes = Vec::new();
    let mut length = 0;
    while length < bytes {
        let id = u64::try_from(volumes.len()).unwrap_or(0) + (1 << 40);
        let volume = Volume {
            id,
            name: format!("volume-{id}"),
            size: 100,
            status: "available",
            description: (id % 2 == 0).then(|| "for the \"night\" jobs".to_owned()),
            created_at: "2026-01-02T03:04:05.000000".to_owned(),
            attachments: Vec::new(),
            encrypted: false,
        };
        length += serde_json::to_vec(&volume).map_or(0, |json| json.len() + 1);
        volumes.push(volume);
    }
    volumes
}

/// What is compared has the bytes that it should have.
pub(crate) fn check() -> Result<(), String> {
    let hand = to_vec(&Volumes { volumes: &SMALL_PAYLOAD });
    let plain = body(&PLAIN, &SMALL_PAYLOAD);
    if hand != plain || by_hand(&SMALL_PAYLOAD).body() != response(&PLAIN, &SMALL_PAYLOAD).body() {
        return Err(format!("the replies differ: {plain:?}"));
    }
    Ok(())
}

fn to_vec(payload: &(impl Serialize + ?Sized)) -> Vec<u8> {
    serde_json::to_vec(black_box(payload)).unwrap_or_default()
}

fn reply(payload: &[Volume]) -> Reply {
    Reply::of("volumes", black_box(payload))
}

fn body(renderer: &Renderer, payload: &[Volume]) -> Bytes {
    renderer.encode_reply(reply(payload), &REQUEST)
}

fn response(renderer: &Renderer, payload: &[Volume]) -> Response<Bytes> {
    renderer.reply(reply(payload), &REQUEST)
}

fn by_hand(payload: &[Volume]) -> Response<Bytes> {
    let body = to_vec(&Volumes { volumes: payload });
    Response::builder().header("content-type", "application/json").body(body.into()).unwrap_or_default()
}
