//! Whatever is sent, an error leaves in the envelope, as judged by the page of the style.

use faultwire_rocket::faultwire::Config;
use faultwire_rocket::{Body, Json, Query};
use faultwire_testkit::judge::Judge;
use faultwire_testkit::probe::{cases, run};
use faultwire_testkit::wire::Limits;
use rocket::{FromForm, routes};
use serde_json::Value;

use crate::app::{bare, styled};
use crate::sockets::start;

#[rocket::get("/")]
fn root() -> &'static str {
    "fine"
}

#[rocket::post("/own", data = "<body>")]
fn own(body: Json<Value>) -> String {
    body.to_string()
}

#[rocket::post("/rockets", data = "<body>")]
fn rockets(body: rocket::serde::json::Json<Value>) -> String {
    body.to_string()
}

#[rocket::put("/items/<n>", data = "<body>")]
fn item(n: u8, body: Body) -> String {
    format!("{n} {}", body.len())
}

#[derive(FromForm)]
struct Page {
    a: Vec<u8>,
}

#[rocket::get("/query?<n>")]
fn query(n: Option<u8>, page: Query<Page>) -> String {
    format!("{n:?} {:?}", page.a)
}

#[tokio::test]
async fn errors_are_in_the_envelope() {
    for style in ["openstack", "queue-token"] {
        let rocket = bare().attach(styled(style)).mount("/", routes![root, own, rockets, item, query]);
        let (address, shutdown) = start(rocket).await;
        let judged = tokio::task::spawn_blocking(move || {
            let judge = Judge::new(Config::default().style(style).unwrap());
            let paths = ["/", "/own", "/rockets", "/items/7", "/items/x", "/query"];
            let verdicts: Vec<_> = run(address, &judge, cases("/", &paths), Limits::default()).collect();
            verdicts
        });
        for verdict in judged.await.unwrap() {
            assert!(verdict.findings.is_empty(), "{style}, {}: {:?}", verdict.case.name, verdict.findings);
        }
        shutdown.notify();
    }
}
