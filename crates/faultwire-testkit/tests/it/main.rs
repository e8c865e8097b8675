//! Assertions that hold, and what those say that do not.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs, reason = "tests")]

#[cfg(feature = "probe")]
mod wrong;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::http::{Request, Response};
use axum::routing::get;
use axum::{Json, Router};
use bytes::Bytes;
use faultwire::{Config, Fault, FaultType, Renderer, Reply, RequestContext, Violation};
use faultwire_axum::{FaultResponse, ReplyResponse, fault_layer};
use faultwire_testkit::{Expect, expect};
use http_body::Frame;
use serde_json::json;
use tower::ServiceExt;

static SIZE_INVALID: FaultType =
    FaultType::new("size_invalid", 400, "Invalid size").message("Size {size} cannot be accepted.");
static OTHER: FaultType = FaultType::new("other", 400, "Other");

fn fault() -> Fault {
    Fault::new(&SIZE_INVALID)
        .with("size", -1)
        .with_violation(Violation::at_pointer("/volume/size", "too small"))
        .with_retry_after(7)
}

async fn answer_in(style: &str, path: &str) -> Response<Body> {
    let config = Config::from_toml(&format!("style = {style:?}"), "test").unwrap();
    let renderer = Renderer::builder().config(config).without_request_ids().build().unwrap();
    let failing = || async { Err::<(), _>(FaultResponse::from(fault())) };
    let replying = || async { ReplyResponse::from(Reply::of("volume", &json!({"id": 7})).with_location("/v/7")) };
    let streaming = || async { Body::new(Never) };
    let app: Router = Router::new()
        .route("/fault", get(failing))
        .route("/reply", get(replying))
        .route("/plain", get(|| async { Json(json!({"a": [1, {"b": null}]})) }))
        .route("/stream", get(streaming))
        .layer(fault_layer(renderer));
    app.oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap()
}

/// A body that is never there.
struct Never;

impl http_body::Body for Never {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Poll::Pending
    }
}

/// The first line of what a failed assertion says, and the whole.
fn said(assert: impl FnOnce() -> Expect) -> (String, String) {
    let payload = catch_unwind(AssertUnwindSafe(assert)).err().unwrap_or_else(|| panic!("the assertion holds"));
    let text = payload.downcast_ref::<String>().unwrap().clone();
    (text.lines().next().unwrap_or_default().to_owned(), text)
}

#[tokio::test]
async fn a_fault_is_known_in_every_envelope() {
    for (style, status) in [("problem", 400), ("openstack", 400), ("status-text", 200), ("api-sig", 400)] {
        let answer = expect(answer_in(style, "/fault").await);
        answer
            .is(&SIZE_INVALID)
            .status(status)
            .in_envelope()
            .message("Size -1 cannot be accepted.")
            .param("size", -1)
            .violation_at("/volume/size")
            .header("retry-after", "7")
            .no_header("location");
    }
    let unknown = expect(answer_in("queue-token", "/nothing").await);
    unknown.is(&faultwire::protocol::ROUTE_NOT_FOUND).status(400);
}

#[tokio::test]
async fn a_success_is_told_by_status_headers_and_body() {
    let answer = expect(answer_in("status-text", "/reply").await);
    let answer = answer.succeeds().status(200).in_envelope().header("location", "/v/7");
    let answer = answer.json(json!({"volume": {"id": 7}, "status": "OK"})).json_at("/volume/id", 7);
    answer.body(r#"{"status":"OK","volume":{"id":7}}"#);
    expect(answer_in("problem", "/plain").await).succeeds().json_at("/a/1/b", json!(null));
    let rendered = Renderer::default().reply(Reply::no_content(), &RequestContext::empty());
    Expect::from(rendered).status(204).body("");
}

#[tokio::test]
async fn what_fails_says_what_is_there() {
    let fault = answer_in("problem", "/fault").await;
    let (line, text) = said(|| expect(fault).is(&OTHER));
    assert_eq!(line, "fault `size_invalid` instead of `other`");
    assert!(text.contains("400 Bad Request") && text.contains("content-type: application/problem+json"), "{text}");
    assert!(text.contains(r#""detail":"Size -1 cannot be accepted.""#), "{text}");

    let fault = || answer_in("problem", "/fault");
    let answers = (fault().await, fault().await, fault().await, fault().await, fault().await);
    assert_eq!(said(|| expect(answers.0).status(404)).0, "status 400 instead of 404");
    assert_eq!(said(|| expect(answers.1).succeeds()).0, "fault `size_invalid` instead of a success");
    let line = said(|| expect(answers.2).violation_at("/size")).0;
    assert_eq!(line, r#"no violation at "/size", only at ["/volume/size"]"#);
    let line = said(|| expect(answers.3).header("retry-after", "8")).0;
    assert_eq!(line, r#"header retry-after is ["7"] instead of "8""#);
    let line = said(|| expect(answers.4).json_at("/status", 404)).0;
    assert_eq!(line, "/status is 400 instead of 404");

    // A soft fault in HTTP 200 is no success.
    let soft = answer_in("status-text", "/fault").await;
    assert_eq!(said(|| expect(soft).succeeds()).0, "fault `size_invalid` instead of a success");

    let reply = answer_in("problem", "/reply").await;
    assert!(said(|| expect(reply).is(&OTHER)).0.starts_with("no fault comes with this answer"));
    let plain = answer_in("problem", "/plain").await;
    assert_eq!(said(|| expect(plain).in_envelope()).0, "no fault layer put this answer into an envelope");
    let stream = answer_in("problem", "/stream").await;
    let (line, text) = said(|| expect(stream).status(200).body(""));
    assert_eq!(line, "the body is not all there; read it before");
    assert!(text.ends_with("(a body that is not all there)"));
}
