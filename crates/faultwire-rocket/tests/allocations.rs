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

use faultwire_rocket::FaultFairing;
use rocket::http::{Accept, Method};
use rocket::local::asynchronous::Client;
use rocket::{Build, Rocket, routes};

use app::{bare, client, faults, renderer_with};

const REQUESTS: usize = 50;

#[rocket::get("/volumes/<id>?<detail>")]
fn volume(id: u32, detail: bool) -> &'static str {
    if id == 7 && detail { "fine" } else { "else" }
}

#[rocket::delete("/volumes/<id>?<detail>")]
fn delete(id: u32, detail: bool) -> &'static str {
    volume(id, detail)
}

fn allocations(client: &Client, method: Method, accept: Option<&Accept>) -> u64 {
    let mut cx = Context::from_waker(Waker::noop());
    let request = || {
        let mut request = client.req(method, "/volumes/7?detail=true");
        accept.into_iter().for_each(|accept| request.add_header(accept.clone()));
        request
    };
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
    let app = || -> Rocket<Build> { bare().mount("/", routes![volume, delete]) };
    let bare = client(app()).await;
    let with = client(app().attach(faults())).await;
    for _ in 0..2 {
        allocations(&bare, Method::Get, Some(&Accept::JSON));
        allocations(&with, Method::Get, Some(&Accept::JSON));
    }
    for method in [Method::Get, Method::Delete] {
        for accept in [None, Some(&Accept::JSON)] {
            let with = allocations(&with, method, accept);
            assert_eq!(with, allocations(&bare, method, accept), "{method}");
        }
    }
}

/// One style that insists on `Accept` is enough, wherever it counts.
#[tokio::test]
async fn a_strict_style_costs_what_the_crates_page_says() {
    let strict = "[[routes]]\nprefix = \"/elsewhere\"\nstyle = \"queue-token\"\n";
    let strict = FaultFairing::new(renderer_with(strict));
    let app = || -> Rocket<Build> { bare().mount("/", routes![volume, delete]) };
    let bare = client(app()).await;
    let with = client(app().attach(strict)).await;
    for (method, accept, more) in [
        (Method::Get, None, 0),
        (Method::Get, Some(&Accept::JSON), 0),
        (Method::Delete, None, 1),
        (Method::Delete, Some(&Accept::JSON), 9),
    ] {
        for client in [&bare, &with] {
            allocations(client, method, accept);
        }
        let without = allocations(&bare, method, accept);
        assert_eq!(allocations(&with, method, accept) - without, REQUESTS as u64 * more, "{method}");
    }
}
