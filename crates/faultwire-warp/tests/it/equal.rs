//! The same mistake gives the same bytes as on axum.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Json, Path, Query};
use axum::http::StatusCode;
use axum::routing::{get as on_get, post as on_post};
use faultwire_axum::fault_layer;
use faultwire_warp::faultwire::{Fault, FaultType, Reply, protocol};
use faultwire_warp::{FaultResponse, ReplyResponse, body, method, path};
use serde::Deserialize;
use serde_json::{Value, json};
use warp::http::Request;
use warp::{Filter, Rejection};

use crate::app::{Body, ask_in, get, post, renderer_with, request, send, with};

static OUT_OF_STOCK: FaultType = FaultType::new("out_of_stock", 409, "Out of stock").message("No {thing} left.");

#[derive(Deserialize)]
struct Numbered {
    #[expect(dead_code, reason = "only ever read from a request")]
    n: u32,
}

fn out_of_stock() -> Fault {
    Fault::new(&OUT_OF_STOCK).with("thing", "apple").with_header("x-own", "1")
}

fn reply() -> Reply {
    Reply::created().with_resource("volume", &json!({"id": 7})).with_location("/volumes/7")
}

fn on_axum() -> Router {
    Router::new()
        .route("/volumes/{id}", on_get(|_: Path<u32>| async {}).put(|_: Path<u32>| async {}))
        .route("/json", on_post(|_: Json<Numbered>| async {}))
        .route("/any", on_post(|_: Json<Value>| async {}))
        .route("/form", on_post(|_: Form<Numbered>| async {}))
        .route("/query", on_get(|_: Query<Numbered>| async {}))
        .route("/fault", on_get(|| async { faultwire_axum::FaultResponse::from(out_of_stock()) }))
        .route("/definition", on_get(|| async { faultwire_axum::FaultResponse::from(&protocol::UNAVAILABLE) }))
        .route("/status", on_get(|| async { StatusCode::NOT_FOUND }))
        .route("/reply", on_get(|| async { faultwire_axum::ReplyResponse::from(reply()) }))
        .layer(DefaultBodyLimit::max(1000))
}

fn on_warp() -> impl Filter<Extract = (impl warp::Reply,), Error = Rejection> + Clone + Send + Sync {
    let show = path!("volumes" / u32).and(method::get().or(method::head()).unify()).map(|_| "");
    let put = path!("volumes" / u32).and(method::put()).map(|_| "");
    let json = path!("json").and(method::post()).and(body::json_up_to(1000)).map(|_: Numbered| "");
    let any = path!("any").and(method::post()).and(body::json_up_to(1000)).map(|_: Value| "");
    let form = path!("form").and(method::post()).and(body::form_up_to(1000)).map(|_: Numbered| "");
    let query = path!("query").and(method::get()).and(warp::query()).map(|_: Numbered| "");
    let fault = path!("fault").map(|| FaultResponse::from(out_of_stock()));
    let definition = path!("definition").map(|| FaultResponse::from(&protocol::UNAVAILABLE));
    let status = path!("status").map(|| warp::http::StatusCode::NOT_FOUND);
    let reply = path!("reply").map(|| ReplyResponse::from(reply()));
    show.or(put).or(json).or(any).or(form).or(query).or(fault).or(definition).or(status).or(reply)
}

fn mistakes() -> Vec<(Request<Body>, u16)> {
    const JSON: &str = "application/json";
    const FORM: &str = "application/x-www-form-urlencoded";
    let long = format!("\"{}\"", "x".repeat(2000));
    vec![
        (get("/nothing"), 404),
        (get("/volumes/7/nothing"), 404),
        (get("/volumes/x"), 404),
        (get("/volumes/%ff"), 404),
        (request("DELETE", "/volumes/7"), 405),
        (request("BREW", "/volumes/7"), 405),
        (request("OPTIONS", "/volumes/7"), 405),
        (get("/json"), 405),
        (post("/json", JSON, "{"), 400),
        (post("/json", JSON, ""), 400),
        (post("/json", JSON, "{\"n\": 1} x"), 400),
        (post("/json", JSON, "{\"n\": \"x\"}"), 400),
        (post("/json", JSON, "{}"), 400),
        (post("/json", "text/plain", "{}"), 415),
        (post("/json", "application/json; charset", "{}"), 415),
        (request("POST", "/json"), 415),
        (post("/any", JSON, long.clone()), 413),
        (post("/any", JSON, "[".repeat(500)), 400),
        (post("/form", FORM, "n=x"), 400),
        (post("/form", FORM, ""), 400),
        (post("/form", "text/plain", "n=1"), 415),
        (request("POST", "/form"), 415),
        (post("/form", FORM, long), 413),
        (get("/query"), 400),
        (get("/query?n=x"), 400),
        (get("/fault"), 409),
        (get("/definition"), 503),
        (get("/status"), 404),
        (get("/reply"), 201),
    ]
}

#[tokio::test]
async fn the_same_mistake_has_the_same_bytes() {
    let renderer = renderer_with("[expose]\nframework_text = false\n");
    for accept in ["application/json", "application/xml"] {
        for (mistake, status) in mistakes() {
            let asked = format!("{} {} {accept}", mistake.method(), mistake.uri());
            let mistake = with(mistake, "accept", accept);
            let expected = {
                let (parts, body) = mistake.clone().into_parts();
                let mistake = Request::from_parts(parts, axum::body::Body::new(body));
                // Its context shows no route, and that of warp knows none.
                send(on_axum().layer(fault_layer(renderer.clone())), mistake).await
            };
            let mut answer = ask_in(renderer.clone(), on_warp(), mistake).await;
            assert_eq!(answer.status, status, "{asked} {}", answer.text());
            if status == 405 {
                let allow = answer.headers.remove("allow").unwrap();
                assert_eq!(allow, expected.headers["allow"], "{asked}");
            }
            assert_eq!((answer.status, answer.text()), (expected.status, expected.text()), "{asked}");
            let mut headers = expected.headers;
            // axum's router says the length itself; here the server does.
            headers.remove("content-length");
            headers.remove("allow");
            assert_eq!(answer.headers, headers, "{asked}");
        }
    }
}
