//! Every rejection of actix-web's extractors, made by the extractor itself.
//!
//! Some of what they mean is read from their texts, so a release that changes a text fails here.

use actix_multipart::Multipart;
use actix_web::error::{self, InternalError};
use actix_web::test::TestRequest;
use actix_web::web::{self, Bytes, Either, Form, FormConfig, Json, JsonConfig, Path, PathConfig, PayloadConfig, Query};
use actix_web::{Error, FromRequest, Handler, HttpRequest, HttpResponse, Responder};
use serde::Deserialize;
use serde::ser::Serializer;

use crate::app::{ask, fault, get, post};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

#[derive(Deserialize)]
struct Numbered {
    #[expect(dead_code, reason = "only ever read from a request")]
    n: u32,
}

async fn rejected<H, T>(handler: H, request: TestRequest) -> (u16, String)
where
    H: Handler<T>,
    T: FromRequest + 'static,
    H::Output: Responder + 'static,
{
    let routes = |config: &mut web::ServiceConfig| {
        config
            .app_data(JsonConfig::default().limit(1000))
            .app_data(FormConfig::default().limit(1000))
            .app_data(PayloadConfig::new(1000))
            .route("/{id}", web::to(handler));
    };
    ask(routes, request).await.fault()
}

#[actix_web::test]
async fn json() {
    async fn numbered(_: Json<Numbered>) -> &'static str {
        ""
    }
    async fn anything(_: Json<serde_json::Value>) -> &'static str {
        ""
    }
    for syntax in ["", "{", "{\"n\": 1", "{\"n\": 1} x", "{\"n\": 01}", "\u{feff}{}"] {
        assert_eq!(rejected(numbered, post("/1", JSON, syntax)).await, fault(400, "body_malformed"), "{syntax}");
    }
    let deep = "[".repeat(400) + &"]".repeat(400);
    assert_eq!(rejected(anything, post("/1", JSON, deep)).await, fault(400, "body_malformed"));
    for data in ["null", "[]", "{}", "{\"n\": \"1\"}", "{\"n\": -1}", "{\"n\": 1, \"n\": 2}"] {
        assert_eq!(rejected(numbered, post("/1", JSON, data)).await, fault(400, "body_invalid"), "{data}");
    }
    for content_type in ["text/plain", "application/xml", "nonsense"] {
        assert_eq!(rejected(numbered, post("/1", content_type, "{}")).await, fault(415, "media_type_unsupported"));
    }
    let untyped = TestRequest::post().uri("/1").set_payload("{}");
    assert_eq!(rejected(numbered, untyped).await, fault(415, "media_type_unsupported"));
    for announced in [false, true] {
        let mut large = post("/1", JSON, "1".repeat(1001));
        if announced {
            large = large.insert_header(("content-length", "1001"));
        }
        assert_eq!(rejected(anything, large).await, fault(413, "body_too_large"));
    }
    let encoded = post("/1", JSON, "not gzip").insert_header(("content-encoding", "gzip"));
    assert_eq!(rejected(anything, encoded).await, fault(400, "body_malformed"));
}

#[actix_web::test]
async fn whole_bodies() {
    async fn bytes(_: Bytes) -> &'static str {
        ""
    }
    async fn string(_: String) -> &'static str {
        ""
    }
    assert_eq!(rejected(bytes, post("/1", "a/b", vec![0; 1001])).await, fault(413, "body_too_large"));
    assert_eq!(rejected(string, post("/1", "a/b", b"\xff")).await, fault(400, "body_malformed"));
    let charset = post("/1", "text/plain; charset=nonsense", "x");
    assert_eq!(rejected(string, charset).await, fault(415, "media_type_unsupported"));

    for request in [post("/", "text/plain", "x"), TestRequest::post().uri("/").set_payload("x")] {
        let routes = |config: &mut web::ServiceConfig| {
            let only = PayloadConfig::default().mimetype("application/octet-stream".parse().unwrap());
            config.app_data(only).route("/", web::to(bytes));
        };
        assert_eq!(ask(routes, request).await.fault(), fault(415, "media_type_unsupported"));
    }
}

#[actix_web::test]
async fn forms_and_queries() {
    async fn form(_: Form<Numbered>) -> &'static str {
        ""
    }
    async fn query(_: Query<Numbered>) -> &'static str {
        ""
    }
    assert_eq!(rejected(form, post("/1", FORM, "n=x")).await, fault(400, "body_invalid"));
    assert_eq!(rejected(form, post("/1", "text/plain", "n=1")).await, fault(415, "media_type_unsupported"));
    assert_eq!(
        rejected(form, post("/1", FORM, "n=".to_owned() + &"1".repeat(1000))).await,
        fault(413, "body_too_large")
    );
    for path in ["/1", "/1?n=x", "/1?n=1&n=2"] {
        assert_eq!(rejected(query, get(path)).await, fault(400, "query_invalid"));
    }
}

#[actix_web::test]
async fn paths() {
    async fn number(_: Path<u32>) -> &'static str {
        ""
    }
    async fn named(_: Path<Numbered>) -> &'static str {
        ""
    }
    async fn two(_: Path<(u32, u32)>) -> &'static str {
        ""
    }
    async fn unsupported(_: Path<Vec<Vec<u32>>>) -> &'static str {
        ""
    }
    for path in ["/x", "/%ff", "/-1", "/99999999999"] {
        assert_eq!(rejected(number, get(path)).await, fault(404, "path_invalid"), "{path}");
    }
    // Mistakes of the service, not of the client.
    assert_eq!(rejected(two, get("/1")).await, fault(500, "internal"));
    assert_eq!(rejected(unsupported, get("/1")).await.0, 500);

    let one = |config: &mut web::ServiceConfig| _ = config.route("/{n}", web::get().to(named));
    assert_eq!(ask(one, get("/x")).await.fault(), fault(404, "path_invalid"));
    let configured = |config: &mut web::ServiceConfig| {
        config.app_data(PathConfig::default().error_handler(|error, _| error.into()));
        config.route("/{n}", web::get().to(named));
    };
    assert_eq!(ask(configured, get("/x")).await.fault(), fault(404, "path_invalid"));
}

#[actix_web::test]
async fn headers() {
    async fn length(_: web::Header<actix_web::http::header::ContentLength>) -> &'static str {
        ""
    }
    async fn modified(_: web::Header<actix_web::http::header::IfModifiedSince>) -> &'static str {
        ""
    }
    let wrong = get("/1").insert_header(("if-modified-since", "yesterday"));
    assert_eq!(rejected(modified, wrong).await, fault(400, "header_invalid"));
    let wrong = get("/1").insert_header(("content-length", "x"));
    assert_eq!(rejected(length, wrong).await, fault(400, "header_invalid"));
}

#[actix_web::test]
async fn either_is_the_first_ones_error() {
    async fn either(_: Either<Json<Numbered>, Form<Numbered>>) -> &'static str {
        ""
    }
    assert_eq!(rejected(either, post("/1", JSON, "{")).await, fault(400, "body_malformed"));
    assert_eq!(rejected(either, post("/1", "text/plain", "")).await, fault(415, "media_type_unsupported"));
    assert_eq!(rejected(either, post("/1", JSON, vec![b' '; 1001])).await, fault(413, "body_too_large"));
}

#[actix_web::test]
async fn multipart() {
    use actix_multipart::MultipartError;
    async fn upload(mut parts: Multipart) -> Result<&'static str, MultipartError> {
        use std::future::poll_fn;
        use std::pin::Pin;
        let mut parts = Pin::new(&mut parts);
        while let Some(field) = poll_fn(|cx| futures_core::Stream::poll_next(parts.as_mut(), cx)).await {
            let mut field = field?;
            while let Some(chunk) = poll_fn(|cx| futures_core::Stream::poll_next(Pin::new(&mut field), cx)).await {
                chunk?;
            }
        }
        Ok("")
    }
    const FORM: &str = "multipart/form-data; boundary=B";

    assert_eq!(rejected(upload, post("/1", "multipart/form-data", "")).await, fault(400, "body_malformed"));
    assert_eq!(rejected(upload, post("/1", "text/plain", "")).await, fault(415, "media_type_unsupported"));
    let untyped = TestRequest::post().uri("/1");
    assert_eq!(rejected(upload, untyped).await, fault(415, "media_type_unsupported"));
    for malformed in [
        "",
        "--B",
        "--B\r\n",
        "--B\r\ncontent-disposition: form-data; name=\"a\"\r\n",
        "--B\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\nda",
        "--B\r\ncontent-type: text/plain\r\n\r\ndata\r\n--B--\r\n",
        "--B\r\ncontent-disposition: form-data\r\n\r\ndata\r\n--B--\r\n",
    ] {
        assert_eq!(rejected(upload, post("/1", FORM, malformed)).await, fault(400, "body_malformed"), "{malformed:?}");
    }
}

#[actix_web::test]
async fn websockets() {
    async fn upgrade(request: HttpRequest, body: web::Payload) -> Result<HttpResponse, Error> {
        Ok(actix_ws::handle(&request, body)?.0)
    }
    const HANDSHAKE: [(&str, &str); 4] = [
        ("connection", "upgrade"),
        ("upgrade", "websocket"),
        ("sec-websocket-version", "13"),
        ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ];
    for given in 0..HANDSHAKE.len() {
        let request = HANDSHAKE[..given].iter().fold(get("/1"), |request, header| request.insert_header(*header));
        let answer = ask(|config| _ = config.route("/1", web::to(upgrade)), request).await;
        assert_eq!((answer.fault(), answer.header("upgrade")), (fault(426, "upgrade_required"), "websocket"));
    }
    let answer = ask(|config| _ = config.route("/1", web::to(upgrade)), post("/1", "text/plain", "")).await;
    assert_eq!((answer.fault(), answer.header("allow")), (fault(405, "method_not_allowed"), "GET"));
}

#[actix_web::test]
async fn what_the_service_forgot_is_internal() {
    struct Nothing;
    impl serde::Serialize for Nothing {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("secret"))
        }
    }
    async fn data(_: web::Data<u32>) -> &'static str {
        ""
    }
    async fn request_data(_: web::ReqData<u32>) -> &'static str {
        ""
    }
    for got in [
        rejected(data, get("/1")).await,
        rejected(request_data, get("/1")).await,
        rejected(async || Json(Nothing), get("/1")).await,
        rejected(async || Form(Nothing), get("/1")).await,
        rejected(async || Err::<(), _>(serde_json::from_str::<u8>("x").unwrap_err()), get("/1")).await,
    ] {
        assert_eq!(got, fault(500, "internal"));
    }
}

#[actix_web::test]
async fn bare_errors_are_what_their_status_says() {
    let routes = |config: &mut web::ServiceConfig| {
        config
            .route("/bad", web::get().to(async || Err::<(), _>(error::ErrorBadRequest("is odd"))))
            .route("/gone", web::get().to(async || Err::<(), _>(error::ErrorGone("was here"))))
            .route("/none", web::get().to(async || Err::<(), _>(error::ErrorNotFound("no such thing"))))
            .route("/down", web::get().to(async || Err::<(), _>(error::ErrorBadGateway("db.internal"))))
            .route("/file", web::get().to(async || std::fs::read_to_string("/no/such.secret")));
    };
    for (path, expected, message) in [
        ("/bad", fault(400, "bad_request"), "is odd"),
        ("/gone", fault(410, "gone"), "was here"),
        ("/none", fault(404, "not_found"), "no such thing"),
        ("/down", fault(502, "upstream_failed"), "A service that this one depends on failed."),
        ("/file", fault(404, "not_found"), "Not Found"),
    ] {
        let answer = ask(routes, get(path)).await;
        assert_eq!((answer.fault(), &answer.json()["message"]), (expected, &message.into()));
    }
}

#[actix_web::test]
async fn what_a_service_makes_of_an_extractors_error_stays() {
    async fn numbered(_: Json<Numbered>) -> &'static str {
        ""
    }
    let own = |config: &mut web::ServiceConfig| {
        let answer = |error, _: &HttpRequest| {
            let response = HttpResponse::Conflict().json(serde_json::json!({"my": "own"}));
            InternalError::from_response(error, response).into()
        };
        config.app_data(JsonConfig::default().error_handler(answer)).route("/", web::post().to(numbered));
    };
    let answer = ask(own, post("/", JSON, "{")).await;
    assert_eq!((answer.status, answer.text()), (409, r#"{"my":"own"}"#));

    let bare = |config: &mut web::ServiceConfig| {
        let answer = |error, _: &HttpRequest| {
            InternalError::from_response(error, HttpResponse::UnprocessableEntity().finish()).into()
        };
        config.app_data(JsonConfig::default().error_handler(answer)).route("/", web::post().to(numbered));
    };
    assert_eq!(ask(bare, post("/", JSON, "{")).await.fault(), fault(422, "unprocessable_entity"));
}

#[actix_web::test]
async fn the_texts_can_be_switched_off() {
    use actix_web::dev::Service;
    use faultwire_actix_web::FaultMiddleware;
    use faultwire_actix_web::faultwire::{Config, Renderer};

    async fn numbered(_: Json<Numbered>) -> &'static str {
        ""
    }
    let config = Config::from_toml("style = \"problem\"\n[expose]\nframework_text = false", "test").unwrap();
    let renderer = Renderer::builder().config(config).without_request_ids().build().unwrap();
    let app = actix_web::App::new().wrap(FaultMiddleware::new(renderer)).route("/", web::post().to(numbered));
    let app = actix_web::test::init_service(app).await;
    let answer = app.call(post("/", JSON, "{").to_request()).await.map(|answer| answer.into_parts().1);
    let json = crate::app::read(answer).await.json();
    assert_eq!(json["detail"], "The request body is malformed.");
}
