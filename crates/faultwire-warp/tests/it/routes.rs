//! Routes, methods and paths.

use faultwire_warp::faultwire::protocol;
use faultwire_warp::{FaultResponse, method, path, reject};
use warp::http::StatusCode;
use warp::{Filter, Rejection, Reply};

use crate::app::{ask, fault, get, post, request, with};

fn volumes() -> impl Filter<Extract = (impl Reply,), Error = Rejection> + Clone + Send + Sync {
    let show = path!("volumes" / u32).and(method::get()).map(|_| StatusCode::CONFLICT);
    let put = path!("volumes" / u32).and(method::put()).map(|_| StatusCode::OK);
    show.or(put)
}

#[tokio::test]
async fn an_unknown_route_is_not_found() {
    let answer = ask(volumes(), get("/nothing?x=1")).await;
    assert_eq!(answer.fault(), fault(404, "route_not_found"));
    assert_eq!(answer.json()["path"], "/nothing");
    for path in ["/", "/volumes", "/volumes/", "/volumes/7/x", "/volumes/x/y", "/volumes/7/"] {
        let got = ask(volumes(), get(path)).await.fault();
        // warp takes a slash at the end of a path for nothing.
        let expected = if path == "/volumes/7/" { fault(409, "conflict") } else { fault(404, "route_not_found") };
        assert_eq!(got, expected, "{path}");
    }
}

#[tokio::test]
async fn a_handlers_own_404_is_another_fault() {
    let own = warp::path!("own").map(|| StatusCode::NOT_FOUND);
    assert_eq!(ask(own, get("/own")).await.fault(), fault(404, "not_found"));
}

#[tokio::test]
async fn a_wrong_method_says_which_are_allowed() {
    for method in ["POST", "DELETE", "OPTIONS", "BREW"] {
        let answer = ask(volumes(), request(method, "/volumes/1")).await;
        assert_eq!(answer.fault(), fault(405, "method_not_allowed"));
        assert_eq!(answer.headers["allow"], "GET,PUT");
        assert_eq!(answer.json()["message"], "The method is not allowed for this resource.");
    }
    let all = method::get()
        .or(method::head())
        .or(method::post())
        .or(method::put())
        .or(method::delete())
        .or(method::patch())
        .or(method::options())
        .map(|_| "fine");
    assert_eq!(ask(all, request("BREW", "/")).await.headers["allow"], "GET,HEAD,POST,PUT,DELETE,PATCH,OPTIONS");
    for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"] {
        assert_eq!(ask(all, request(method, "/")).await.status, 200);
    }
}

#[tokio::test]
async fn warps_own_methods_have_no_allow() {
    let stock = warp::path!("volumes" / u32).and(warp::get()).map(|_| "fine");
    let answer = ask(stock, request("DELETE", "/volumes/1")).await;
    assert_eq!(answer.fault(), fault(405, "method_not_allowed"));
    assert!(!answer.headers.contains_key("allow"));
    // A list that is not complete is not sent.
    let mixed = volumes().or(stock);
    let answer = ask(mixed, request("DELETE", "/volumes/1")).await;
    assert_eq!(answer.fault(), fault(405, "method_not_allowed"));
    assert!(!answer.headers.contains_key("allow"));
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let head = warp::path!("conflict").and(method::get().or(method::head())).map(|_| StatusCode::CONFLICT);
    for path in ["/conflict", "/nothing"] {
        let (got, headed) = (ask(head, get(path)).await, ask(head, request("HEAD", path)).await);
        assert_eq!(headed.status, got.status);
        assert_eq!(headed.headers["content-type"], got.headers["content-type"]);
        assert_eq!(headed.headers["content-length"], got.body.len().to_string().as_str());
        assert_eq!(headed.body, b"");
    }
    assert_eq!(ask(volumes(), request("HEAD", "/volumes/1")).await.headers["allow"], "GET,PUT");
}

#[tokio::test]
async fn a_parameter_that_cannot_be_one() {
    for path in ["/volumes/x", "/volumes/-1", "/volumes/%ff", "/volumes/4294967296"] {
        assert_eq!(ask(volumes(), get(path)).await.fault(), fault(404, "path_invalid"), "{path}");
    }
    assert_eq!(ask(volumes(), get("/volumes/x")).await.json()["message"], "Invalid URL: Cannot parse `x`");
    // warp's own tells nobody.
    let stock = warp::path!("volumes" / u32).map(|_| "fine");
    assert_eq!(ask(stock, get("/volumes/x")).await.fault(), fault(404, "route_not_found"));
}

#[tokio::test]
async fn other_routes_are_tried_after_a_wrong_parameter() {
    let number = path!("a" / u32).map(|n: u32| format!("number {n}"));
    let text = path!("a" / String).map(|text| format!("text {text}"));
    let fixed = path!("a" / "b").and(method::post()).map(|| "b".to_owned());
    for (path, expected) in [("/a/7", "number 7"), ("/a/x", "text x"), ("/a/%C3%A9%2F", "text é/")] {
        assert_eq!(ask(number.or(text), get(path)).await.text(), expected);
    }
    // One that fits the path and not the method says more.
    assert_eq!(ask(number.or(fixed), get("/a/b")).await.fault(), fault(405, "method_not_allowed"));
    assert_eq!(ask(number.or(fixed), get("/a/c")).await.fault(), fault(404, "path_invalid"));
    assert_eq!(ask(number.or(fixed), request("POST", "/a/b")).await.text(), "b");
}

#[tokio::test]
async fn paths_of_every_kind() {
    let ends = path!().map(|| "root".to_owned());
    let prefix =
        path!("p" / u8 / ..).and(warp::path::tail()).map(|n, tail: warp::path::Tail| format!("{n} {}", tail.as_str()));
    let three = path!(u8 / "x" / u8 / u8).map(|a: u8, b: u8, c: u8| format!("{a} {b} {c}"));
    let plain = path!("plain" / "path").map(|| "plain".to_owned());
    let routes = ends.or(prefix).unify().or(three).unify().or(plain).unify();
    for (path, expected) in
        [("/", "root"), ("/p/1/rest/of", "1 rest/of"), ("/1/x/2/3", "1 2 3"), ("/plain/path", "plain")]
    {
        assert_eq!(ask(routes, get(path)).await.text(), expected);
    }
    for path in ["/p/x/rest", "/1/x/2/y", "/z/x/2/3"] {
        assert_eq!(ask(routes, get(path)).await.fault(), fault(404, "path_invalid"), "{path}");
    }
    for path in ["/1/y/2/3", "/p", "/plain"] {
        assert_eq!(ask(routes, get(path)).await.fault(), fault(404, "route_not_found"), "{path}");
    }
}

#[tokio::test]
async fn a_single_parameter() {
    let id = warp::path("volumes").and(path::param()).and(warp::path::end()).map(|id: u32| id.to_string());
    assert_eq!(ask(id, get("/volumes/7")).await.text(), "7");
    assert_eq!(ask(id, get("/volumes/x")).await.fault(), fault(404, "path_invalid"));
    assert_eq!(ask(id, get("/volumes/")).await.fault(), fault(404, "route_not_found"));
    assert_eq!(ask(id, get("/volumes/7/x")).await.fault(), fault(404, "route_not_found"));
}

#[tokio::test]
async fn the_format_is_the_one_that_the_client_accepts() {
    for (accept, content_type) in [
        ("application/xml", "application/xml"),
        ("application/json", "application/json"),
        ("text/xml;q=0.1, application/json;q=0.2", "application/json"),
        ("image/png", "application/json"),
    ] {
        let answer = ask(volumes(), with(get("/nothing"), "accept", accept)).await;
        let got = answer.headers["content-type"].to_str().unwrap();
        assert_eq!(got.split(';').next(), Some(content_type), "{accept}");
        assert!(answer.headers["vary"].as_bytes().eq_ignore_ascii_case(b"accept"));
        assert_eq!(answer.text().starts_with('<'), content_type.ends_with("xml"), "{}", answer.text());
    }
}

#[tokio::test]
async fn request_ids_are_drawn_or_taken_over() {
    assert_eq!(ask(volumes(), get("/nothing")).await.headers["x-request-id"], "req-1");
    let own = with(get("/nothing"), "x-request-id", "mine-7");
    assert_eq!(ask(volumes(), own).await.headers["x-request-id"], "mine-7");
}

#[tokio::test]
async fn errors_with_a_body_of_their_own_are_untouched() {
    let json = warp::path!("json")
        .map(|| warp::reply::with_status(warp::reply::json(&serde_json::json!({"my": "own"})), StatusCode::CONFLICT));
    let html =
        warp::path!("html").map(|| warp::reply::with_status(warp::reply::html("<h1>Gone</h1>"), StatusCode::GONE));
    // What a service recovers by itself.
    let recovered = warp::path!("recovered").and(warp::header::<u32>("x-n")).map(|_| "fine").recover(
        |rejection: Rejection| async move {
            if rejection.find::<warp::reject::MissingHeader>().is_none() {
                return Err(rejection);
            }
            Ok(warp::reply::with_status(warp::reply::json(&"own"), StatusCode::BAD_REQUEST))
        },
    );
    let routes = json.or(html).or(recovered);
    for (path, status, body) in
        [("/json", 409, r#"{"my":"own"}"#), ("/html", 410, "<h1>Gone</h1>"), ("/recovered", 400, r#""own""#)]
    {
        let answer = ask(routes, get(path)).await;
        assert_eq!((answer.status, answer.text()), (status, body));
    }
    assert_eq!(ask(routes, get("/x")).await.fault(), fault(404, "route_not_found"));
}

#[tokio::test]
async fn a_users_own_text_is_the_message() {
    let text = warp::path!("text").map(|| warp::reply::with_status("is in use", StatusCode::CONFLICT));
    let answer = ask(text, get("/text")).await;
    assert_eq!(answer.fault(), fault(409, "conflict"));
    assert_eq!(answer.json()["message"], "is in use");
    let alike = warp::path!("a").map(|| warp::reply::with_status("Invalid query string, yes", StatusCode::CONFLICT));
    assert_eq!(ask(alike, get("/a")).await.fault(), fault(409, "conflict"));
}

#[tokio::test]
async fn a_fault_wins_over_what_other_routes_reject_for() {
    let refusing = path!("a").and(method::get()).and_then(|| async { Err::<String, _>(reject(&protocol::FORBIDDEN)) });
    let later = path!("a").and(method::post()).and(warp::body::json()).map(|text: String| text);
    let earlier = path!("a").and(warp::query()).map(|(_,): (u32,)| String::new());
    for answer in [
        ask(refusing.or(later), get("/a")).await,
        ask(earlier.or(refusing), get("/a")).await,
        ask(warp::ext::get::<u8>().map(|_| "x").or(refusing), get("/a")).await,
    ] {
        assert_eq!(answer.fault(), fault(403, "forbidden"));
    }
    // Of two it is that of the later route, as with warp.
    let two = refusing.or(path!("a")
        .and_then(|| async { Err::<String, Rejection>(FaultResponse::from(&protocol::UNAVAILABLE).rejection()) }));
    assert_eq!(ask(two, get("/a")).await.fault(), fault(503, "unavailable"));
    // A route that answers is what counts.
    let answered = refusing.or(path!("a").map(|| "fine"));
    assert_eq!(ask(answered, get("/a")).await.text(), "fine");
}

#[tokio::test]
async fn a_broken_body_of_one_route_is_not_the_wrong_method_of_another() {
    let create = path!("items").and(method::post()).and(faultwire_warp::body::json()).map(|text: String| text);
    let list = path!("items").and(method::get()).map(|| "none".to_owned());
    for routes in [create.or(list).unify().boxed(), list.or(create).unify().boxed()] {
        let broken = post("/items", "application/json", "\"");
        assert_eq!(ask(routes.clone(), broken).await.fault(), fault(400, "body_malformed"));
        let answer = ask(routes, request("DELETE", "/items")).await;
        assert_eq!(answer.fault(), fault(405, "method_not_allowed"));
        assert_eq!(answer.headers["allow"], "GET,POST");
    }
}
