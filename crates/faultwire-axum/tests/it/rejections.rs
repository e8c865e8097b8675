//! Every rejection of axum's extractors, made by the extractor itself.
//!
//! What they mean is read from their texts, so a release of axum that changes a text fails here.

use std::convert::Infallible;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{
    ConnectInfo, DefaultBodyLimit, Extension, Form, Json, MatchedPath, Multipart, NestedPath, Path, Query, RawForm,
    RawPathParams, WebSocketUpgrade,
};
use axum::handler::Handler;
use axum::http::{HeaderMap, Method, Request, Version};
use axum::middleware::map_request;
use axum::response::IntoResponse;
use axum::routing::{any, get as on_get, post as on_post};
use axum_extra::TypedHeader;
use axum_extra::headers::{ContentLength, UserAgent};
use serde::Deserialize;

use crate::app::{ask, get, post};

#[derive(Deserialize)]
struct Numbered {
    #[expect(dead_code, reason = "only ever read from a request")]
    n: u32,
}

fn fault(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

async fn rejected<H, T>(handler: H, request: Request<Body>) -> (u16, String)
where
    H: Handler<T, ()>,
    T: 'static,
{
    let router = Router::new().route("/{id}", any(handler)).layer(DefaultBodyLimit::max(100_000));
    ask(router, request).await.fault()
}

/// A body that breaks off like a connection.
fn broken_off(start: &'static str) -> Body {
    struct Broken(Option<&'static str>);
    impl http_body::Body for Broken {
        type Data = Bytes;
        type Error = std::io::Error;
        fn poll_frame(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
            std::task::Poll::Ready(Some(match self.0.take() {
                Some(start) => Ok(http_body::Frame::data(Bytes::from_static(start.as_bytes()))),
                None => Err(std::io::Error::other("connection reset")),
            }))
        }
    }
    Body::new(Broken(Some(start)))
}

#[tokio::test]
async fn json() {
    const JSON: &str = "application/json";
    async fn numbered(_: Json<Numbered>) {}
    async fn anything(_: Json<serde_json::Value>) {}

    for syntax in ["", "{", "{\"n\": 1", "{\"n\": 1} x", "{\"n\": 01}", "\u{feff}{}"] {
        assert_eq!(rejected(numbered, post("/1", JSON, syntax)).await, fault(400, "body_malformed"));
    }
    let deep = "[".repeat(20_000) + &"]".repeat(20_000);
    assert_eq!(rejected(anything, post("/1", JSON, deep)).await, fault(400, "body_malformed"));
    for data in ["null", "[]", "{}", "{\"n\": \"1\"}", "{\"n\": -1}", "{\"n\": 1, \"n\": 2}"] {
        assert_eq!(rejected(numbered, post("/1", JSON, data)).await, fault(400, "body_invalid"));
    }
    for content_type in ["text/plain", "application/xml", "nonsense"] {
        assert_eq!(rejected(numbered, post("/1", content_type, "{}")).await, fault(415, "media_type_unsupported"));
    }
    let untyped = Request::post("/1").body(Body::from("{}")).unwrap();
    assert_eq!(rejected(numbered, untyped).await, fault(415, "media_type_unsupported"));
    assert_eq!(rejected(anything, post("/1", JSON, "1".repeat(100_001))).await, fault(413, "body_too_large"));
    assert_eq!(rejected(anything, post("/1", JSON, broken_off("{"))).await, fault(400, "body_malformed"));
}

#[tokio::test]
async fn whole_bodies() {
    async fn bytes(_: Bytes) {}
    async fn string(_: String) {}

    assert_eq!(rejected(bytes, post("/1", "a/b", vec![0; 100_001])).await, fault(413, "body_too_large"));
    assert_eq!(rejected(bytes, post("/1", "a/b", broken_off("x"))).await, fault(400, "body_malformed"));
    assert_eq!(rejected(string, post("/1", "a/b", &b"\xff"[..])).await, fault(400, "body_malformed"));
}

#[tokio::test]
async fn forms_and_queries() {
    const FORM: &str = "application/x-www-form-urlencoded";
    async fn form(_: Form<Numbered>) {}
    async fn raw_form(_: RawForm) {}
    async fn query(_: Query<Numbered>) {}

    assert_eq!(rejected(form, post("/1", FORM, "n=x")).await, fault(400, "body_invalid"));
    assert_eq!(rejected(form, post("/1", "text/plain", "n=1")).await, fault(415, "media_type_unsupported"));
    assert_eq!(rejected(raw_form, post("/1", "text/plain", "n=1")).await, fault(415, "media_type_unsupported"));
    assert_eq!(rejected(form, get("/1?n=x")).await, fault(400, "query_invalid"));
    for path in ["/1", "/1?n=x", "/1?n=1&n=2"] {
        assert_eq!(rejected(query, get(path)).await, fault(400, "query_invalid"));
    }
}

#[tokio::test]
async fn paths() {
    async fn number(_: Path<u32>) {}
    async fn named(_: Path<Numbered>) {}
    async fn text(_: Path<String>) {}
    async fn raw(_: RawPathParams) {}
    async fn two(_: Path<(u32, u32)>) {}
    async fn unsupported(_: Path<Vec<Vec<u32>>>) {}

    assert_eq!(rejected(number, get("/x")).await, fault(404, "path_invalid"));
    assert_eq!(rejected(named, get("/x")).await, fault(404, "path_invalid"));
    assert_eq!(rejected(text, get("/%ff")).await, fault(404, "path_invalid"));
    assert_eq!(rejected(raw, get("/%ff")).await, fault(404, "path_invalid"));
    // Mistakes of the service, not of the client.
    assert_eq!(rejected(two, get("/1")).await, fault(500, "internal"));
    assert_eq!(rejected(unsupported, get("/1")).await, fault(500, "internal"));

    async fn id(_: Path<(u32, u32)>) {}
    let router = Router::new().route("/{a}/{b}", on_get(id));
    assert_eq!(ask(router, get("/1/x")).await.fault(), fault(404, "path_invalid"));
}

#[tokio::test]
async fn headers() {
    async fn agent(_: TypedHeader<UserAgent>) {}
    async fn length(_: TypedHeader<ContentLength>) {}

    assert_eq!(rejected(agent, get("/1")).await, fault(400, "header_invalid"));
    let mut wrong = get("/1");
    wrong.headers_mut().insert("content-length", "x".parse().unwrap());
    assert_eq!(rejected(length, wrong).await, fault(400, "header_invalid"));
}

#[tokio::test]
async fn multipart() {
    async fn upload(mut parts: Multipart) -> Result<(), axum::extract::multipart::MultipartError> {
        while let Some(field) = parts.next_field().await? {
            field.bytes().await?;
        }
        Ok(())
    }
    const FORM: &str = "multipart/form-data; boundary=B";

    assert_eq!(rejected(upload, post("/1", "multipart/form-data", "")).await, fault(400, "body_malformed"));
    assert_eq!(rejected(upload, post("/1", "text/plain", "")).await, fault(400, "body_malformed"));
    for malformed in [
        "",
        "--B",
        "--B\r\n",
        "--B\r\ncontent-disposition: form-data; name=\"a\"\r\n",
        "--B\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\nda",
        "--B\r\na b: c\r\n\r\ndata\r\n--B--\r\n",
    ] {
        let got = rejected(upload, post("/1", FORM, malformed)).await;
        assert_eq!((got.0, got.1.as_str()), (400, "body_malformed"), "{malformed:?}");
    }
    assert_eq!(rejected(upload, post("/1", FORM, broken_off("--B\r\n"))).await, fault(400, "body_malformed"));
    let long_name = format!("--B\r\n{}: c\r\n\r\ndata\r\n--B--\r\n", "x".repeat(70_000));
    assert_eq!(rejected(upload, post("/1", FORM, long_name)).await, fault(400, "body_malformed"));
    let large = "--B\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n".to_owned() + &"x".repeat(110_000);
    assert_eq!(rejected(upload, post("/1", FORM, large)).await, fault(413, "body_too_large"));
}

#[tokio::test]
async fn websockets() {
    async fn upgrade(ws: WebSocketUpgrade) -> impl IntoResponse {
        ws.on_upgrade(|_| async {})
    }
    const HANDSHAKE: [(&str, &str); 4] = [
        ("connection", "upgrade"),
        ("upgrade", "websocket"),
        ("sec-websocket-version", "13"),
        ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ];
    // The last one lacks nothing but a connection that can be upgraded.
    for given in 0..=HANDSHAKE.len() {
        let mut request = get("/1");
        for (name, value) in &HANDSHAKE[..given] {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        assert_eq!(rejected(upgrade, request).await, fault(426, "upgrade_required"));
    }
    assert_eq!(rejected(upgrade, post("/1", "text/plain", "")).await, fault(405, "method_not_allowed"));

    let mut http2 = get("/1");
    *http2.version_mut() = Version::HTTP_2;
    assert_eq!(rejected(upgrade, http2).await, fault(426, "upgrade_required"));
    let mut connect = get("/1");
    *connect.version_mut() = Version::HTTP_2;
    *connect.method_mut() = Method::CONNECT;
    assert_eq!(rejected(upgrade, connect).await, fault(426, "upgrade_required"));
}

#[tokio::test]
async fn what_the_service_forgot_is_internal() {
    async fn extension(_: Extension<u32>) {}
    async fn peer(_: ConnectInfo<u32>) {}
    async fn nested(_: NestedPath) {}
    async fn unserializable() -> Json<std::collections::HashMap<Vec<u8>, u8>> {
        Json([(vec![1], 1)].into())
    }

    assert_eq!(rejected(extension, get("/1")).await, fault(500, "internal"));
    assert_eq!(rejected(peer, get("/1")).await, fault(500, "internal"));
    assert_eq!(rejected(nested, get("/1")).await, fault(500, "internal"));
    assert_eq!(rejected(unserializable, get("/1")).await, fault(500, "internal"));

    async fn matched(_: MatchedPath) {}
    let unmatched = Router::new().fallback(matched);
    assert_eq!(ask(unmatched, get("/1")).await.fault(), fault(500, "internal"));

    async fn no_params(_: Path<u32>) {}
    let fallback = Router::new().fallback(no_params);
    assert_eq!(ask(fallback, get("/1")).await.fault(), fault(500, "internal"));
}

#[tokio::test]
async fn a_users_own_text_that_begins_like_one_keeps_its_status() {
    let own = || async { (axum::http::StatusCode::CONFLICT, "Invalid URL: taken already") };
    let answer = ask(Router::new().route("/", on_get(own)), get("/")).await;
    assert_eq!(answer.fault(), fault(409, "conflict"));
    assert_eq!(answer.json()["message"], "Invalid URL: taken already");
}

#[tokio::test]
async fn a_rejection_of_a_middleware_is_one_too() {
    async fn check(headers: HeaderMap, request: axum::extract::Request) -> Result<axum::extract::Request, Infallible> {
        assert!(headers.is_empty());
        Ok(request)
    }
    async fn numbered(_: Query<Numbered>, request: axum::extract::Request) -> axum::extract::Request {
        request
    }
    let router = Router::new().route("/", on_post(|| async {})).layer(map_request(numbered)).layer(map_request(check));
    assert_eq!(ask(router, get("/")).await.fault(), fault(400, "query_invalid"));
}
