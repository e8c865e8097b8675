//! The bytes are those of the core, whatever rocket would have said.

use faultwire_rocket::faultwire::{Fault, FaultType, protocol};
use faultwire_rocket::{FaultFairing, FaultResponse, Form, Json, Query};
use http::{HeaderMap, HeaderValue, Uri};
use rocket::http::Method;
use rocket::{FromForm, routes};
use serde::Deserialize;

use crate::app::{Ask, FORM, JSON, ask, bare, client, get, post, renderer_with};

static OUT_OF_STOCK: FaultType = FaultType::new("out_of_stock", 409, "Out of stock").message("No {thing} left.");

#[derive(Deserialize, FromForm)]
struct Numbered {
    n: u32,
}

fn out_of_stock() -> Fault {
    Fault::new(&OUT_OF_STOCK).with("thing", "apple").with_header("x-own", "1")
}

#[rocket::get("/volumes/<id>")]
fn show(id: u32) -> String {
    id.to_string()
}

#[rocket::put("/volumes/<id>")]
fn put(id: u32) -> String {
    id.to_string()
}

#[rocket::put("/items/<id>", data = "<body>")]
fn put_item(id: u32, body: Json<Numbered>) -> String {
    format!("{id} {}", body.n)
}

#[rocket::post("/json", data = "<body>")]
fn json(body: Json<Numbered>) -> String {
    body.n.to_string()
}

#[rocket::post("/form", data = "<body>")]
fn form(body: Form<Numbered>) -> String {
    body.n.to_string()
}

#[rocket::get("/query")]
fn query(query: Query<Numbered>) -> String {
    query.n.to_string()
}

#[rocket::get("/fault")]
fn fault() -> FaultResponse {
    out_of_stock().into()
}

#[rocket::get("/panic")]
fn panicking() -> &'static str {
    panic!("secret")
}

fn mistakes() -> Vec<(Ask, Fault, Option<&'static str>)> {
    let volumes = Some("/volumes/{id}");
    let wrong_method = |allow| Fault::new(&protocol::METHOD_NOT_ALLOWED).with_header("allow", allow);
    let plain = Fault::new;
    vec![
        (get("/nothing?x"), plain(&protocol::ROUTE_NOT_FOUND), None),
        (get("/volumes/x"), plain(&protocol::PATH_INVALID), volumes),
        (get("/volumes/%ff"), plain(&protocol::PATH_INVALID), volumes),
        (ask(Method::Delete, "/volumes/7"), wrong_method("GET,HEAD,PUT"), volumes),
        (ask(Method::Options, "/volumes/7"), wrong_method("GET,HEAD,PUT"), volumes),
        (
            Ask { method: Method::Put, ..post("/items/x", JSON, "{\"n\":1}") },
            plain(&protocol::PATH_INVALID),
            Some("/items/{id}"),
        ),
        (get("/json"), wrong_method("POST"), Some("/json")),
        (post("/json", JSON, "{"), plain(&protocol::BODY_MALFORMED), Some("/json")),
        (post("/json", JSON, "{}"), plain(&protocol::BODY_INVALID), Some("/json")),
        (post("/json", "", "{}"), plain(&protocol::MEDIA_TYPE_UNSUPPORTED), Some("/json")),
        (post("/json", JSON, "1".repeat(2 << 20)), plain(&protocol::BODY_TOO_LARGE), Some("/json")),
        (post("/form", FORM, "n=x"), plain(&protocol::BODY_INVALID), Some("/form")),
        (post("/form", "text/plain", "n=1"), plain(&protocol::MEDIA_TYPE_UNSUPPORTED), Some("/form")),
        (get("/query?n=x"), plain(&protocol::QUERY_INVALID), Some("/query")),
        (get("/panic"), plain(&protocol::INTERNAL), Some("/panic")),
        (get("/fault"), out_of_stock(), Some("/fault")),
    ]
}

#[tokio::test]
async fn the_same_mistake_has_the_bytes_of_the_core() {
    let renderer = renderer_with("[expose]\nframework_text = false\n");
    let routes = routes![show, put, put_item, json, form, query, fault, panicking];
    let client = client(bare().attach(FaultFairing::new(renderer.clone())).mount("/", routes)).await;
    for accept in ["application/json", "application/xml"] {
        for (mistake, fault, route) in mistakes() {
            let asked = format!("{} {} {accept}", mistake.method, mistake.target);
            let expected = {
                let method = http::Method::from_bytes(mistake.method.as_str().as_bytes()).unwrap();
                let accept = HeaderMap::from_iter([(http::header::ACCEPT, HeaderValue::from_static(accept))]);
                let context = renderer.capture(&method, &mistake.target.parse::<Uri>().unwrap(), &accept);
                let context = route.into_iter().fold(context, |context, route| context.with_route(route));
                renderer.render(&fault, &context)
            };
            let mut answer = mistake.with("accept", accept).of(&client).await;
            assert_eq!(answer.status, expected.status(), "{asked}");
            assert_eq!(answer.text().as_bytes(), expected.body(), "{asked}");
            // rocket's own, on every answer.
            let own = ["server", "permissions-policy", "x-content-type-options", "x-frame-options"];
            answer.headers.retain(|(name, _)| !own.iter().any(|own| name.eq_ignore_ascii_case(own)));
            let mut headers: Vec<_> =
                answer.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            headers.sort_unstable();
            let expected = expected.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap()));
            let mut expected: Vec<_> = expected.collect();
            expected.sort_unstable();
            assert_eq!(headers, expected, "{asked}");
        }
    }
}
