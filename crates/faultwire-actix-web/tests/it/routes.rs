//! Routes, methods, and what a context knows of them.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use actix_web::web::{self, ServiceConfig};
use actix_web::{App, HttpResponse, get as macro_get};
use serde_json::json;

use crate::app::{ask, fault, faults, get, send};

#[macro_get("/macro")]
async fn by_macro() -> &'static str {
    ""
}

fn volumes(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/volumes/{id}")
                .route(web::get().to(HttpResponse::Conflict))
                .route(web::put().to(HttpResponse::Ok)),
        )
        .service(by_macro)
        .route("/own", web::get().to(HttpResponse::NotFound))
        .service(web::scope("/api").route("/inner", web::get().to(HttpResponse::NotFound)));
}

fn with(method: &str, path: &str) -> TestRequest {
    TestRequest::default().method(Method::from_bytes(method.as_bytes()).unwrap()).uri(path)
}

#[actix_web::test]
async fn an_unknown_route_is_not_found() {
    for path in ["/nothing?x=1", "/", "/volumes", "/api", "/api/nothing", "/api/inner/deeper"] {
        let answer = ask(volumes, get(path)).await;
        assert_eq!(answer.fault(), fault(404, "route_not_found"), "{path}");
        assert_eq!(answer.json()["path"], path.split('?').next().unwrap());
        assert_eq!(answer.json().get("route"), None, "{path}");
    }
}

#[actix_web::test]
async fn a_handlers_own_404_is_another_fault() {
    for path in ["/own", "/api/inner"] {
        let answer = ask(volumes, get(path)).await;
        assert_eq!(answer.fault(), fault(404, "not_found"), "{path}");
        assert_eq!(answer.json()["route"], path);
    }
}

#[actix_web::test]
async fn a_wrong_method_on_a_resource_says_which_are_allowed() {
    for method in ["POST", "DELETE", "OPTIONS", "HEAD", "BREW"] {
        let answer = ask(volumes, with(method, "/volumes/1")).await;
        assert_eq!(answer.fault(), fault(405, "method_not_allowed"), "{method}");
        assert_eq!(answer.header("allow"), "GET, PUT");
        assert_eq!(answer.json()["route"], "/volumes/{id}");
    }
}

#[actix_web::test]
async fn a_wrong_method_elsewhere_is_an_unknown_route_as_for_actix_web() {
    for path in ["/macro", "/own", "/api/inner"] {
        for method in ["POST", "HEAD", "BREW"] {
            assert_eq!(ask(volumes, with(method, path)).await.fault(), fault(404, "route_not_found"));
        }
    }
    for (method, target) in [("OPTIONS", "*"), ("CONNECT", "a:1")] {
        assert_eq!(ask(volumes, with(method, target)).await.fault(), fault(404, "route_not_found"), "{method}");
    }
}

#[actix_web::test]
async fn the_matched_route_is_known() {
    let answer = ask(volumes, get("/volumes/7?x=1")).await;
    assert_eq!(
        answer.json(),
        json!({
            "code": "conflict", "message": answer.json()["message"],
            "path": "/volumes/7", "route": "/volumes/{id}",
        })
    );
}

#[actix_web::test]
async fn nested_scopes_see_the_whole_path() {
    let nested = || web::scope("/v3/{project}").service(web::scope("/eu").configure(volumes));
    let outside = || App::new().service(nested()).wrap(faults());
    let inside =
        || App::new().service(web::scope("/v3/{project}").service(web::scope("/eu").configure(volumes).wrap(faults())));
    for (path, expected, route) in [
        ("/v3/p/eu/volumes/7", "conflict", Some("/v3/{project}/eu/volumes/{id}")),
        ("/v3/p/eu/nothing", "route_not_found", None),
        ("/v3/p/eu/own", "not_found", Some("/v3/{project}/eu/own")),
    ] {
        for answer in [send!(outside(), get(path)), send!(inside(), get(path))] {
            let json = answer.json();
            assert_eq!((&json["code"], &json["path"]), (&json!(expected), &json!(path)));
            assert_eq!(json.get("route"), route.map(|route| json!(route)).as_ref());
        }
    }
    let resource =
        || App::new().service(web::resource("/a/{b}").wrap(faults()).route(web::get().to(HttpResponse::Gone)));
    assert_eq!(send!(resource(), get("/a/7")).json()["route"], "/a/{b}");
    assert_eq!(send!(resource(), with("POST", "/a/7")).fault(), fault(405, "method_not_allowed"));
}

#[actix_web::test]
async fn the_format_is_the_one_that_the_client_accepts() {
    for (accept, content_type) in [
        ("application/xml", "application/xml"),
        ("application/json", "application/json"),
        ("text/xml;q=0.1, application/json;q=0.2", "application/json"),
        ("image/png", "application/json"),
    ] {
        let answer = ask(volumes, get("/nothing").insert_header(("accept", accept))).await;
        assert_eq!(answer.header("content-type").split(';').next(), Some(content_type), "{accept}");
        assert_eq!(answer.header("vary"), "Accept");
        assert_eq!(answer.text().starts_with('<'), content_type.ends_with("xml"), "{}", answer.text());
    }
    // In fields of their own.
    let several = get("/nothing").append_header(("accept", "image/png")).append_header(("accept", "application/xml"));
    assert!(ask(volumes, several).await.header("content-type").starts_with("application/xml"));
}

#[actix_web::test]
async fn the_request_id_is_adopted_where_that_is_configured() {
    let given = ask(volumes, get("/nothing").insert_header(("x-request-id", "req-client"))).await;
    assert_eq!(given.header("x-request-id"), "req-client");
    for request in [get("/nothing"), get("/nothing").insert_header(("x-request-id", "not one"))] {
        assert_eq!(ask(volumes, request).await.header("x-request-id"), "req-1");
    }
}

#[actix_web::test]
async fn errors_with_a_body_of_their_own_are_untouched() {
    let routes = |config: &mut ServiceConfig| {
        fn html(mut response: actix_web::HttpResponseBuilder, text: &'static str) -> HttpResponse {
            response.content_type("text/html").body(text)
        }
        config
            .route("/json", web::get().to(async || HttpResponse::Conflict().json(json!({ "my": "own" }))))
            .route("/html", web::get().to(async || html(HttpResponse::Gone(), "<h1>Gone</h1>")))
            .default_service(web::to(async || html(HttpResponse::NotFound(), "<h1>Nothing</h1>")));
    };
    for (path, status, body) in
        [("/json", 409, r#"{"my":"own"}"#), ("/html", 410, "<h1>Gone</h1>"), ("/x", 404, "<h1>Nothing</h1>")]
    {
        let answer = ask(routes, get(path)).await;
        assert_eq!((answer.status, answer.text()), (status, body));
    }
}

#[actix_web::test]
async fn a_users_own_text_is_the_message() {
    let text = async || HttpResponse::Conflict().body("is in use");
    let answer = ask(|config| _ = config.route("/", web::get().to(text)), get("/")).await;
    assert_eq!((answer.fault(), &answer.json()["message"]), (fault(409, "conflict"), &json!("is in use")));

    // What begins like a text of the framework's keeps its status.
    let odd = async || HttpResponse::Conflict().body("Payload error");
    let answer = ask(|config| _ = config.route("/", web::get().to(odd)), get("/")).await;
    assert_eq!(answer.fault(), fault(409, "conflict"));
}

#[actix_web::test]
async fn twice_is_once() {
    let panics = async || -> &'static str { panic!("secret") };
    let app = || App::new().configure(volumes).route("/panic", web::get().to(panics));
    for path in ["/volumes/1", "/nothing", "/own", "/panic"] {
        let once = send!(app().wrap(faults()), get(path));
        let twice = send!(app().wrap(faults()).wrap(faults()), get(path));
        assert_eq!((once.status, &once.body), (twice.status, &twice.body));
        assert_eq!(format!("{:?}", once.headers), format!("{:?}", twice.headers));
    }
}

#[actix_web::test]
async fn a_success_of_any_kind_is_untouched() {
    let routes = |config: &mut ServiceConfig| {
        config
            .route("/see", web::get().to(async || web::Redirect::to("/x").see_other()))
            .route("/none", web::get().to(HttpResponse::NoContent));
    };
    assert_eq!(ask(routes, get("/see")).await.status, 303);
    assert_eq!(ask(routes, get("/none")).await.status, 204);
}
