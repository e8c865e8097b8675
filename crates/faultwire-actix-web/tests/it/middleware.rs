//! What other middleware and static files answer.

use actix_cors::Cors;
use actix_files::Files;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, DefaultHeaders, Logger, Next, from_fn};
use actix_web::{App, HttpResponse, error, web};
use faultwire_actix_web::faultwire::protocol;
use faultwire_actix_web::{FaultResponse, Result};

use crate::app::{ask, fault, faults, get, post, send};

async fn failing(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> actix_web::Result<ServiceResponse<impl MessageBody>> {
    match request.path() {
        "/text" => Err(error::ErrorTooManyRequests("slow down")),
        "/secret" => Err(error::ErrorInternalServerError("db.internal")),
        "/fault" => Err(FaultResponse::from(&protocol::UNAUTHENTICATED).into()),
        "/json" => {
            let own = HttpResponse::Conflict().json(serde_json::json!({"my": "own"}));
            Err(error::InternalError::from_response("own", own).into())
        }
        "/missing" | "/nothing" => Err(error::ErrorNotFound("no such thing")),
        "/after" => {
            next.call(request).await?;
            Err(error::ErrorForbidden(""))
        }
        _ => next.call(request).await,
    }
}

#[actix_web::test]
async fn a_middleware_that_fails_gets_the_envelope() {
    for (path, expected) in [
        ("/text", fault(429, "too_many_requests")),
        ("/secret", fault(500, "internal")),
        ("/fault", fault(401, "unauthenticated")),
        ("/after", fault(403, "forbidden")),
    ] {
        let answer = send!(App::new().wrap(from_fn(failing)).wrap(faults()), get(path));
        assert_eq!(answer.fault(), expected);
        assert_eq!(answer.json()["path"], path);
        assert!(!answer.text().contains("db.internal"));
        // One outside of it leaves it.
        let twice = send!(App::new().wrap(from_fn(failing)).wrap(faults()).wrap(faults()), get(path));
        assert_eq!(twice.text(), answer.text());
    }
    // Without a request the route is that of the path.
    let app = || App::new().route("/missing", web::get().to(HttpResponse::Ok)).wrap(from_fn(failing)).wrap(faults());
    let missing = send!(app(), get("/missing"));
    assert_eq!((missing.fault(), &missing.json()["route"]), (fault(404, "not_found"), &"/missing".into()));
    assert_eq!(send!(app(), get("/nothing")).fault(), fault(404, "route_not_found"));

    let own = send!(App::new().wrap(from_fn(failing)).wrap(faults()), get("/json"));
    assert_eq!((own.status, own.text()), (409, r#"{"my":"own"}"#));
}

#[actix_web::test]
async fn headers_of_other_middleware_stay() {
    let routes = |config: &mut web::ServiceConfig| {
        config
            .route("/fault", web::get().to(async || -> Result<String> { Err(&protocol::FORBIDDEN)? }))
            .route("/panic", web::get().to(async || -> String { panic!("secret") }))
            .route(
                "/basic",
                web::get().to(async || {
                    let cookie = actix_web::cookie::Cookie::new("a", "b");
                    let mut response = HttpResponse::Unauthorized();
                    response.append_header(("www-authenticate", "Basic")).cookie(cookie).body("who are you?")
                }),
            );
    };
    let asked = |path| get(path).insert_header(("origin", "https://example.org"));
    let cors = || Cors::default().allow_any_origin();
    let added = || DefaultHeaders::new().add(("x-added", "yes"));
    for (path, status) in [("/fault", 403), ("/nothing", 404), ("/basic", 401)] {
        let inside = send!(App::new().configure(routes).wrap(cors()).wrap(added()).wrap(faults()), asked(path));
        let outside = send!(App::new().configure(routes).wrap(faults()).wrap(cors()).wrap(added()), asked(path));
        for answer in [inside, outside] {
            assert_eq!(answer.fault().0, status);
            assert!(answer.headers.contains_key("access-control-allow-origin"), "{:?}", answer.headers);
            assert_eq!(answer.header("x-added"), "yes");
            if path == "/basic" {
                assert_eq!((answer.header("www-authenticate"), answer.header("set-cookie")), ("Basic", "a=b"));
            }
        }
    }
    // Of a panic the request is gone, and what middleware further out does with an error is its own matter.
    let panicked =
        send!(App::new().configure(routes).wrap(faults()).wrap(added()).wrap(Logger::default()), asked("/panic"));
    assert_eq!(panicked.fault(), fault(500, "internal"));
}

#[actix_web::test]
async fn compression_outside_compresses_the_envelope_and_inside_does_no_harm() {
    let text = async || HttpResponse::Conflict().content_type("text/plain").body("is in use, ".repeat(20));
    let app = || App::new().route("/", web::get().to(text));
    let gzipped = || get("/").insert_header(("accept-encoding", "gzip"));

    let outside = send!(app().wrap(faults()).wrap(Compress::default()), gzipped());
    assert_eq!((outside.status, outside.header("content-encoding")), (409, "gzip"));

    let inside = send!(app().wrap(Compress::default()).wrap(faults()), gzipped());
    assert_eq!(inside.fault(), fault(409, "conflict"));
    assert!(!inside.headers.contains_key("content-encoding"));
    assert!(!inside.text().contains("in use"));
}

#[actix_web::test]
async fn a_text_that_streams_is_read() {
    // The logger wraps bodies.
    let text = async || HttpResponse::Conflict().body("is in use, ".repeat(1000));
    let answer = send!(App::new().route("/", web::get().to(text)).wrap(Logger::default()).wrap(faults()), get("/"));
    assert_eq!(answer.fault(), fault(409, "conflict"));
    assert!(answer.json()["message"].as_str().unwrap().starts_with("is in use, is in use"));
    assert!(answer.body.len() < 2000);
}

#[actix_web::test]
async fn static_files() {
    let files = |config: &mut web::ServiceConfig| {
        config.service(Files::new("/files", concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    };
    assert_eq!(ask(files, get("/files/lib.rs")).await.status, 200);
    for path in ["/files/none.rs", "/files", "/files/"] {
        assert_eq!(ask(files, get(path)).await.fault(), fault(404, "route_not_found"), "{path}");
    }
    for path in ["/files/..%5cCargo.toml", "/files/.hidden", "/files/%ff", "/files/*x"] {
        let got = ask(files, get(path)).await.fault();
        assert_eq!(got.0, 404, "{path}: {got:?}");
    }
    let wrong_method = ask(files, post("/files/lib.rs", "text/plain", "")).await;
    assert_eq!(wrong_method.fault(), fault(405, "method_not_allowed"));

    // Of a file whose own content type is none that is rewritten.
    let unsatisfiable = ask(files, get("/files/lib.rs").insert_header(("range", "bytes=9999999-"))).await;
    assert_eq!(unsatisfiable.fault(), fault(416, "range_invalid"));
    assert!(unsatisfiable.header("content-range").starts_with("bytes */"));
    let changed = get("/files/lib.rs").insert_header(("if-unmodified-since", "Thu, 01 Jan 1970 00:00:00 GMT"));
    assert_eq!(ask(files, changed).await.fault(), fault(412, "precondition_failed"));
}

#[actix_web::test]
async fn answers_of_grpc_are_untouched() {
    let grpc = async || {
        let mut response = HttpResponse::ServiceUnavailable();
        response.content_type("application/grpc").append_header(("grpc-status", "12")).finish()
    };
    let routes = |config: &mut web::ServiceConfig| _ = config.route("/pkg.Service/Method", web::post().to(grpc));
    let answer = ask(routes, post("/pkg.Service/Method", "application/grpc", "")).await;
    assert_eq!((answer.status, answer.header("grpc-status"), answer.text()), (503, "12", ""));
    // The content type of a request is the client's to choose: it does not open the way for other answers.
    let unknown = ask(routes, post("/pkg.Service/Other", "application/grpc", "")).await;
    assert_eq!(unknown.fault(), fault(404, "route_not_found"));
}
