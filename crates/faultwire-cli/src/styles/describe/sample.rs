//! A sample answer: the same fault, moment and request id for every style.

use std::time::{Duration, SystemTime};

use faultwire::{Config, Fault, FaultType, Format, Renderer, Style, Violation};
use http::header::ACCEPT;
use http::{HeaderMap, Method, Uri};

use crate::failure::Failure;
use crate::response;

/// The fault of the samples.
static SIZE_INVALID: FaultType = FaultType::new("size_invalid", 400, "Invalid size")
    .message("Size {size} cannot be accepted.")
    .number(13)
    .help("https://errors.example.com/size");

/// 2023-11-14T22:13:20Z.
const MOMENT: Duration = Duration::from_secs(1_700_000_000);

/// The answer of a style in a format, head and body.
pub(super) fn answer(style: &Style, format: Format) -> Result<Vec<u8>, Failure> {
    let renderer = Renderer::builder()
        .config(Config::default().in_style(style.clone()))
        .clock(|| SystemTime::UNIX_EPOCH + MOMENT)
        .request_ids(|| "req-1".to_owned())
        .build()?;
    let essence = style.media_types(format).next().and_then(|media| media.split(';').next()?.parse().ok());
    let headers: HeaderMap = essence.map(|essence| (ACCEPT, essence)).into_iter().collect();
    let request = renderer.capture(&Method::POST, &Uri::from_static("/volumes"), &headers).with_route("/volumes");
    let fault = Fault::new(&SIZE_INVALID)
        .with("size", -1)
        .with_violation(Violation::at_pointer("/volume/size", "must be at least 1").with_rule("minimum"))
        .with_extension("limit", 1000);
    Ok(response::whole(&renderer.render(&fault, &request)))
}
