//! A success costs no allocation of the fairing's own.
//!
//! A program of its own: rocket has one level of its log for the whole process, and a test that starts a service sets
//! it anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    dead_code,
    reason = "tests, which use a part of `app`"
)]

#[path = "it/app.rs"]
mod app;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use rocket::local::asynchronous::Client;
use rocket::{Build, Rocket, routes};

use app::{bare, client, faults};

const REQUESTS: usize = 50;

#[rocket::get("/volumes/<id>?<detail>")]
fn volume(id: u32, detail: bool) -> &'static str {
    if id == 7 && detail { "fine" } else { "else" }
}

fn allocations(client: &Client) -> u64 {
    let mut cx = Context::from_waker(Waker::noop());
    let request = || client.get("/volumes/7?detail=true").header(rocket::http::Accept::JSON);
    let requests: Vec<_> = (0..REQUESTS).map(|_| request()).collect();
    allocation_counter::measure(|| {
        for request in requests {
            let mut future = pin!(request.dispatch());
            let Poll::Ready(response) = future.as_mut().poll(&mut cx) else { panic!("pending") };
            assert_eq!(response.status().code, 200);
        }
    })
    .count_total
}

#[tokio::test]
async fn a_success_allocates_no_more_with_the_fairing_than_without() {
    let app = || -> Rocket<Build> { bare().mount("/", routes![volume]) };
    let bare = client(app()).await;
    let with = client(app().attach(faults())).await;
    for _ in 0..2 {
        allocations(&bare);
        allocations(&with);
    }
    assert_eq!(allocations(&with), allocations(&bare));
}
