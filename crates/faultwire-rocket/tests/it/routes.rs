//! Requests that no route takes.

use std::path::PathBuf;

use rocket::fs::FileServer;
use rocket::http::{Method, Status};
use rocket::{Data, Request, Route, routes};

use crate::app::{app, ask, bare, client, fault, faults, get, post, styled};

#[rocket::get("/item/<id>")]
fn item(id: u32) -> String {
    id.to_string()
}

#[rocket::put("/item/<id>")]
fn put_item(id: u32) -> String {
    id.to_string()
}

#[rocket::post("/json", format = "json")]
fn json() -> &'static str {
    "json"
}

#[rocket::get("/page", format = "html")]
fn page() -> &'static str {
    "page"
}

#[rocket::get("/tail/<path..>")]
fn tail(path: PathBuf) -> String {
    path.display().to_string()
}

#[rocket::get("/any/<_>/end")]
fn any() -> &'static str {
    "any"
}

#[rocket::get("/typed?kind=a&<n>")]
fn typed(n: Option<u32>) -> String {
    format!("{n:?}")
}

#[rocket::get("/")]
fn root() -> &'static str {
    "root"
}

#[rocket::get("/text/<text>")]
fn text(text: &str) -> String {
    text.to_owned()
}

#[rocket::delete("/text/<text>/<_..>")]
fn delete_text(text: &str) -> String {
    text.to_owned()
}

fn all() -> Vec<Route> {
    routes![item, put_item, json, page, tail, any, typed, root, text, delete_text]
}

#[tokio::test]
async fn an_unknown_route_is_not_found() {
    let client = client(app(all())).await;
    for path in
        ["/nothing", "/item", "/item/1/2", "/any/x", "/any/x/start", "/any/x/end/y", "/typed?n=1", "/typed?kind=b"]
    {
        let answer = get(path).of(&client).await;
        assert_eq!(answer.fault(), fault(404, "route_not_found"), "{path}");
        assert!(answer.all("allow").is_empty());
    }
    for path in ["/typed", "/typed?kind=b", "/item", "/any/x", "/any"] {
        assert_eq!(post(path, "", "").of(&client).await.fault(), fault(404, "route_not_found"), "{path}");
    }
    let posted = post("/nothing?x=%20y", "text/plain", "x").of(&client).await;
    assert_eq!(posted.fault(), fault(404, "route_not_found"));
    assert_eq!((posted.json()["path"].clone(), posted.json().get("route").cloned()), ("/nothing".into(), None));
}

#[tokio::test]
async fn a_wrong_method_is_not_allowed_and_told_which_are() {
    let client = client(app(all())).await;
    for (method, path, allow, route) in [
        (Method::Post, "/item/1", "GET,HEAD,PUT", "/item/{id}"),
        (Method::Delete, "/item/x", "GET,HEAD,PUT", "/item/{id}"),
        (Method::Options, "/item/1/", "GET,HEAD,PUT", "/item/{id}"),
        (Method::Patch, "//item//1", "GET,HEAD,PUT", "/item/{id}"),
        (Method::Post, "/item/1?a=b", "GET,HEAD,PUT", "/item/{id}"),
        (Method::Get, "/json", "POST", "/json"),
        (Method::Head, "/json", "POST", "/json"),
        (Method::Post, "/tail", "GET,HEAD", "/tail/{*path}"),
        (Method::Post, "/tail/a/b", "GET,HEAD", "/tail/{*path}"),
        (Method::Post, "/any/x/end", "GET,HEAD", "/any/{_}/end"),
        (Method::Post, "/typed?kind=a", "GET,HEAD", "/typed"),
        (Method::Post, "/", "GET,HEAD", "/"),
        (Method::Post, "/text/x", "GET,HEAD,DELETE", "/text/{text}"),
        (Method::Post, "/text/x/y/z", "DELETE", "/text/{text}/{*_}"),
    ] {
        let answer = ask(method, path).of(&client).await;
        if method == Method::Head {
            assert_eq!((answer.status, answer.text()), (405, ""));
        } else {
            assert_eq!(answer.fault(), fault(405, "method_not_allowed"), "{method} {path}");
            assert_eq!(answer.json()["route"], route);
        }
        assert_eq!(answer.header("allow"), allow, "{method} {path}");
    }
}

#[rocket::options("/<_..>")]
fn preflight() -> Status {
    Status::NoContent
}

#[tokio::test]
async fn an_answer_to_preflights_makes_no_resource() {
    for rank in [None, Some(-100)] {
        let mut options = routes![preflight];
        options.iter_mut().for_each(|route| route.rank = rank.unwrap_or(route.rank));
        let client = client(app(all()).mount("/", options)).await;
        for method in [Method::Get, Method::Head, Method::Post] {
            let answer = ask(method, "/nothing").of(&client).await;
            assert_eq!((answer.status, answer.all("allow")), (404, vec![]), "{method}");
        }
        let nothing = get("/nothing").of(&client).await;
        assert_eq!((nothing.fault(), nothing.json().get("route")), (fault(404, "route_not_found"), None));
        assert_eq!(ask(Method::Options, "/nothing").of(&client).await.status, 204);
        let wrong = post("/item/1", "", "").of(&client).await;
        assert_eq!((wrong.fault(), wrong.header("allow")), (fault(405, "method_not_allowed"), "GET,HEAD,PUT,OPTIONS"));
        assert_eq!(wrong.json()["route"], "/item/{id}");
    }
}

#[tokio::test]
async fn a_format_that_does_not_fit_is_told() {
    let client = client(app(all())).await;
    for content_type in ["", "text/plain", "application/*", "nonsense"] {
        let answer = post("/json", content_type, "{}").of(&client).await;
        assert_eq!(answer.fault(), fault(415, "media_type_unsupported"), "{content_type}");
    }
    assert_eq!(post("/json", "application/json; charset=utf-8", "{}").of(&client).await.text(), "json");

    let denied = get("/page").with("accept", "application/json").of(&client).await;
    assert_eq!(denied.fault(), fault(406, "not_acceptable"));
    assert!(denied.all("vary").iter().any(|vary| vary.contains("Accept")), "{:?}", denied.headers);
    for accept in ["text/html", "*/*", "text/*"] {
        assert_eq!(get("/page").with("accept", accept).of(&client).await.text(), "page");
    }
    // The answer depends on what was accepted, though the style has one format.
    let plain = crate::app::client(bare().attach(styled("status-text")).mount("/", all())).await;
    assert_eq!(get("/page").with("accept", "application/json").of(&plain).await.header("vary"), "Accept");
    // The route does not take the method either.
    let posted = post("/page", "text/plain", "x").of(&client).await;
    assert_eq!((posted.fault(), posted.header("allow")), (fault(405, "method_not_allowed"), "GET,HEAD"));
}

#[tokio::test]
async fn mounted_routes_are_known_by_their_whole_path() {
    let rocket = bare().attach(faults()).mount("/v1/items", routes![item]).mount("/v1/root/", routes![root]);
    let client = client(rocket).await;
    for (path, route) in [("/v1/items/item/3", "/v1/items/item/{id}"), ("/v1/root", "/v1/root")] {
        let answer = post(path, "", "").of(&client).await;
        assert_eq!(answer.fault(), fault(405, "method_not_allowed"), "{path}");
        assert_eq!(answer.json()["route"], route);
    }
    assert_eq!(post("/item/3", "", "").of(&client).await.fault(), fault(404, "route_not_found"));
    assert_eq!(get("/v1/items/item/x").of(&client).await.json()["route"], "/v1/items/item/{id}");
}

fn forwards<'r>(_: &'r Request<'_>, data: Data<'r>) -> rocket::route::BoxFuture<'r> {
    Box::pin(async move { rocket::outcome::Outcome::Forward((data, Status::NotFound)) })
}

#[tokio::test]
async fn what_a_route_forwards_stays_not_found() {
    let shy = Route::ranked(5, Method::Get, "/<_..>", forwards);
    let client = client(app(routes![json]).mount("/", [shy])).await;
    // A route for the method saw it, so that the method is not what is wrong.
    assert_eq!(get("/json").of(&client).await.fault(), fault(404, "not_found"));
    let answer = ask(Method::Put, "/json").of(&client).await;
    assert_eq!(answer.header("allow"), "GET,HEAD,POST");
}

#[tokio::test]
async fn static_files_that_are_missing_are_not_found() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let client = client(bare().attach(faults()).mount("/static", FileServer::from(folder))).await;
    assert_eq!(get("/static/lib.rs").of(&client).await.status, 200);
    for path in ["/static/nothing", "/static/..%2fCargo.toml", "/static/%ff", "/static/.hidden"] {
        assert_eq!(get(path).of(&client).await.fault(), fault(404, "route_not_found"), "{path}");
    }
    let posted = post("/static/lib.rs", "", "x").of(&client).await;
    assert_eq!((posted.fault(), posted.header("allow")), (fault(405, "method_not_allowed"), "GET,HEAD"));
}

#[tokio::test]
async fn an_address_that_is_no_text_names_nothing() {
    let client = client(app(all())).await;
    for (method, path, route) in [
        (Method::Get, "/text/%ff", "/text/{text}"),
        (Method::Get, "/text/%C3", "/text/{text}"),
        (Method::Get, "/tail/a/%ff%fe?q=%ff", "/tail/{*path}"),
        (Method::Delete, "/text/%fF/b", "/text/{text}/{*_}"),
        (Method::Get, "/item/%ff", "/item/{id}"),
    ] {
        let answer = ask(method, path).of(&client).await;
        assert_eq!(answer.fault(), fault(404, "path_invalid"), "{path}");
        assert_eq!(answer.json()["method"], method.as_str());
        assert_eq!(answer.json()["path"], path.split('?').next().unwrap());
        assert_eq!(answer.json()["route"], route);
    }
    assert_eq!(get("/nothing/%ff").of(&client).await.fault(), fault(404, "route_not_found"));
    assert_eq!(get("/text/%C3%A9").of(&client).await.text(), "é");
    // What a route does not look at may be anything.
    assert_eq!(get("/any/%ff/end").of(&client).await.text(), "any");
    assert_eq!(ask(Method::Delete, "/text/a/%ff").of(&client).await.text(), "a");
    let wrong = post("/text/%ff", "", "").of(&client).await;
    assert_eq!((wrong.fault(), wrong.header("allow")), (fault(405, "method_not_allowed"), "GET,HEAD,DELETE"));
}

#[tokio::test]
async fn a_form_that_names_another_method_is_taken_at_its_word() {
    let client = client(app(routes![item])).await;
    let answer = post("/item/1", crate::app::FORM, "_method=delete").of(&client).await;
    assert_eq!((answer.fault(), answer.header("allow")), (fault(405, "method_not_allowed"), "GET,HEAD"));
    assert_eq!(answer.json()["method"], "DELETE");
}

#[tokio::test]
async fn the_methods_that_this_crate_takes_for_itself_are_free() {
    #[rocket::get("/<_..>", rank = 100)]
    fn everything() -> &'static str {
        "everything"
    }
    fn own<'r>(request: &'r Request<'_>, _: Data<'r>) -> rocket::route::BoxFuture<'r> {
        rocket::route::Outcome::from(request, "own").pin()
    }
    let connect = Route::ranked(-100, Method::Connect, "/own", own);
    let rocket = || app(routes![everything]);
    let bare = client(rocket()).await;
    assert_eq!(ask(Method::Connect, "/other").of(&bare).await.header("allow"), "GET,HEAD");
    let own = client(rocket().mount("/", [connect])).await;
    assert_eq!(ask(Method::Connect, "/own").of(&own).await.text(), "own");
    assert_eq!(ask(Method::Connect, "/other").of(&own).await.fault(), fault(405, "method_not_allowed"));
}
