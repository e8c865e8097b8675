//! Every rejection of warp's own filters, made by the filter itself.
//!
//! What they mean is read from their texts, so a release of warp that changes a text fails here.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use warp::{Filter, Reply};

use crate::app::{ask, ask_service, broken_off, fault, get, post, request, with};

#[derive(Deserialize)]
struct Numbered {
    #[expect(dead_code, reason = "only ever read from a request")]
    n: u32,
}

const JSON: &str = "application/json";

#[tokio::test]
async fn json() {
    fn read<T: DeserializeOwned + Send + 'static>()
    -> impl Filter<Extract = (impl Reply,), Error = warp::Rejection> + Copy + Send + Sync {
        warp::body::json().map(|_: T| "fine")
    }
    let numbered = read::<Numbered>();
    for syntax in
        ["", "{", "{\"n\": 1", "{\"n\": 1} x", "{\"n\": 01}", "\u{feff}{}", "{\"n\" 1}", "{\"n\":1 2}", "{\"n\": 1,}"]
    {
        let got = ask(numbered, post("/", JSON, syntax)).await;
        assert_eq!(got.fault(), fault(400, "body_malformed"), "{syntax}");
    }
    for syntax in [
        "[1",
        "[1 2]",
        "[1,]",
        "\"a",
        "\"\\x\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\\u00\"",
        "\"\u{1}\"",
        "nul",
        "tru",
        "-",
        "1e400",
        "1.",
        "{1: 2}",
        "x",
        "'a'",
        "\"\\u",
        "\"\\ud800",
    ] {
        let got = ask(read::<serde_json::Value>(), post("/", JSON, syntax)).await;
        assert_eq!(got.fault(), fault(400, "body_malformed"), "{syntax}");
    }
    for syntax in [&b"\"\xff\""[..], b"\xff"] {
        assert_eq!(ask(read::<String>(), post("/", JSON, syntax)).await.fault(), fault(400, "body_malformed"));
    }
    let keys = read::<std::collections::HashMap<u32, u32>>();
    assert_eq!(ask(keys, post("/", JSON, "{\"x\": 1}")).await.fault(), fault(400, "body_malformed"));
    let deep = "[".repeat(20_000) + &"]".repeat(20_000);
    assert_eq!(ask(read::<serde_json::Value>(), post("/", JSON, deep)).await.fault(), fault(400, "body_malformed"));
    for data in ["null", "[]", "{}", "{\"n\": \"1\"}", "{\"n\": -1}", "{\"n\": 1, \"n\": 2}", "{\"n\": 5000000000}"] {
        let got = ask(numbered, post("/", JSON, data)).await;
        assert_eq!(got.fault(), fault(400, "body_invalid"), "{data}");
    }
    assert!(
        ask(numbered, post("/", JSON, "{}")).await.json()["message"].as_str().unwrap().contains("missing field `n`")
    );
    for content_type in ["text/plain", "application/xml", "nonsense", ""] {
        let got = ask(numbered, post("/", content_type, "{}")).await;
        assert_eq!(got.fault(), fault(415, "media_type_unsupported"));
    }
    assert_eq!(ask_service(numbered, broken_off("/", JSON, "{")).await.fault(), fault(400, "body_malformed"));
}

#[tokio::test]
async fn whole_bodies_and_limits() {
    let bytes = warp::body::bytes().map(|_| "fine");
    assert_eq!(ask_service(bytes, broken_off("/", "a/b", "x")).await.fault(), fault(400, "body_malformed"));
    let limited = warp::body::content_length_limit(3).and(warp::body::bytes()).map(|_| "fine");
    assert_eq!(ask(limited, post("/", "a/b", "hello")).await.fault(), fault(411, "length_required"));
    let announced = with(post("/", "a/b", "hello"), "content-length", "5");
    assert_eq!(ask(limited, announced).await.fault(), fault(413, "body_too_large"));
    let twice = warp::body::bytes().and(warp::body::bytes()).map(|_, _| "fine");
    assert_eq!(ask(twice, post("/", "a/b", "x")).await.fault(), fault(500, "internal"));
}

#[tokio::test]
async fn forms_and_queries() {
    const FORM: &str = "application/x-www-form-urlencoded";
    let form = warp::body::form().map(|_: Numbered| "fine");
    for body in ["n=x", "", "m=1", "n=1&n=2"] {
        assert_eq!(ask(form, post("/", FORM, body)).await.fault(), fault(400, "body_invalid"));
    }
    assert_eq!(ask(form, post("/", "text/plain", "n=1")).await.fault(), fault(415, "media_type_unsupported"));
    let query = warp::query().map(|_: Numbered| "fine");
    for path in ["/", "/?n=x", "/?n=1&n=2"] {
        assert_eq!(ask(query, get(path)).await.fault(), fault(400, "query_invalid"));
    }
    assert_eq!(ask(warp::query::raw(), get("/")).await.fault(), fault(400, "query_invalid"));
}

#[tokio::test]
async fn headers_cookies_and_hosts() {
    let number = warp::header::<u32>("x-n").map(|n: u32| n.to_string());
    assert_eq!(ask(number, get("/")).await.fault(), fault(400, "header_invalid"));
    assert_eq!(ask(number, with(get("/"), "x-n", "x")).await.fault(), fault(400, "header_invalid"));
    let exact = warp::header::exact("x-n", "1").map(|| "fine");
    assert_eq!(ask(exact, with(get("/"), "x-n", "x")).await.fault(), fault(400, "header_invalid"));

    let cookie = warp::cookie::<u32>("session").map(|_| "fine");
    assert_eq!(ask(cookie, get("/")).await.fault(), fault(400, "header_invalid"));
    assert_eq!(ask(cookie, with(get("/"), "cookie", "a=b")).await.fault(), fault(400, "header_invalid"));
    assert_eq!(ask(cookie, with(get("/"), "cookie", "session=1")).await.text(), "fine");

    let host = warp::host::exact("example.org").map(|| "fine");
    assert_eq!(ask(host.clone(), get("/")).await.fault(), fault(404, "route_not_found"));
    assert_eq!(ask(host, with(get("/"), "host", "not a host")).await.fault(), fault(400, "header_invalid"));
}

#[tokio::test]
async fn multipart() {
    use faultwire_warp::faultwire::{OrFault, protocol};
    use std::pin::pin;
    use warp::{Buf, Stream};

    async fn upload(form: warp::multipart::FormData) -> faultwire_warp::Result<String> {
        let mut form = pin!(form);
        let mut length = 0;
        while let Some(part) = std::future::poll_fn(|cx| form.as_mut().poll_next(cx)).await {
            let mut part = part.or_fault(&protocol::BODY_MALFORMED)?;
            while let Some(data) = part.data().await {
                length += data.or_fault(&protocol::BODY_MALFORMED)?.remaining();
            }
        }
        Ok(length.to_string())
    }
    const FORM: &str = "multipart/form-data; boundary=B";
    let any_length = warp::multipart::form().max_length(None).then(upload);
    assert_eq!(
        ask(any_length.clone(), post("/", "multipart/form-data", "")).await.fault(),
        fault(400, "body_malformed")
    );
    assert_eq!(ask(any_length.clone(), post("/", "text/plain", "")).await.fault(), fault(400, "body_malformed"));
    for malformed in [
        "",
        "--B",
        "--B\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\nda",
        "--B\r\na b: c\r\n\r\nd\r\n--B--\r\n",
    ] {
        let got = ask(any_length.clone(), post("/", FORM, malformed)).await;
        assert_eq!(got.fault(), fault(400, "body_malformed"), "{malformed:?}");
    }
    let whole = "--B\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\ndata\r\n--B--\r\n";
    assert_eq!(ask(any_length, post("/", FORM, whole)).await.text(), "4");

    let limited = warp::multipart::form().max_length(3).then(upload);
    assert_eq!(ask(limited.clone(), post("/", FORM, whole)).await.fault(), fault(411, "length_required"));
    let announced = with(post("/", FORM, whole), "content-length", "70");
    assert_eq!(ask(limited, announced).await.fault(), fault(413, "body_too_large"));
}

#[tokio::test]
async fn websockets() {
    const HANDSHAKE: [(&str, &str); 4] = [
        ("connection", "upgrade"),
        ("upgrade", "websocket"),
        ("sec-websocket-version", "13"),
        ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ];
    let upgrade = warp::ws().map(|ws: warp::ws::Ws| ws.on_upgrade(|_| async {}));
    for given in 0..HANDSHAKE.len() {
        let part = HANDSHAKE[..given].iter().fold(get("/"), |request, (name, value)| with(request, name, value));
        let answer = ask(upgrade, part).await;
        assert_eq!(answer.fault(), fault(426, "upgrade_required"), "{given}");
        assert_eq!(answer.headers["upgrade"], "websocket");
        // The one that is there has a wrong value.
        let (name, _) = HANDSHAKE[given];
        let value = if name == "sec-websocket-key" { continue } else { "x" };
        let wrong = HANDSHAKE[..given].iter().fold(get("/"), |request, (name, value)| with(request, name, value));
        assert_eq!(ask(upgrade, with(wrong, name, value)).await.fault(), fault(426, "upgrade_required"), "{name}");
    }
    assert_eq!(ask(upgrade, request("POST", "/")).await.fault(), fault(405, "method_not_allowed"));
}

#[tokio::test]
async fn what_the_service_forgot_is_internal() {
    #[derive(Debug)]
    struct Mine(#[expect(dead_code, reason = "shown by nobody")] &'static str);
    impl warp::reject::Reject for Mine {}
    let custom = warp::any().and_then(|| async { Err::<String, _>(warp::reject::custom(Mine("hunter2"))) });
    let answer = ask(custom, get("/")).await;
    assert_eq!(answer.fault(), fault(500, "internal"));
    assert!(!answer.text().contains("hunter2"));
    let extension = warp::ext::get::<u32>().map(|_| "fine");
    assert_eq!(ask(extension, get("/")).await.fault(), fault(500, "internal"));
    let file = warp::fs::file("a\0b");
    assert_eq!(ask(file, get("/")).await.fault(), fault(500, "internal"));
    let unserializable = warp::any().map(|| warp::reply::json(&std::collections::HashMap::from([(vec![1], 1)])));
    assert_eq!(ask(unserializable.boxed(), get("/")).await.fault(), fault(500, "internal"));
}
