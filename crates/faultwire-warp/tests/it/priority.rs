//! Among several rejections the answer is the one that warp itself would give.

use std::fmt;

use faultwire_warp::faultwire::Carried;
use faultwire_warp::{enveloped, recover, service};
use tower::ServiceExt;
use warp::filters::BoxedFilter;
use warp::http::Request;
use warp::{Filter, reject};

use crate::app::{Body, post, renderer, send, with};

type Route = BoxedFilter<(String,)>;

#[derive(Debug)]
struct Named {
    #[expect(dead_code, reason = "shown by its debug text")]
    text: &'static str,
}

impl reject::Reject for Named {}

/// A debug text that could be mistaken.
struct Odd;

impl reject::Reject for Odd {}

impl fmt::Debug for Odd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Odd(], InvalidQuery, \"")
    }
}

fn custom<T: reject::Reject>(make: fn() -> T) -> Route {
    warp::any().and_then(move || async move { Err::<String, _>(reject::custom(make())) }).boxed()
}

/// One route for each cause that a route can reject for.
fn routes() -> Vec<Route> {
    let text = || "fine".to_owned();
    vec![
        warp::path!("nothing").map(text).boxed(),
        warp::get().map(text).boxed(),
        warp::header::<String>("x-missing").boxed(),
        warp::header::<u32>("x-text").map(|_| String::new()).boxed(),
        warp::cookie::<String>("missing").boxed(),
        warp::query().map(|_: (u32,)| String::new()).boxed(),
        warp::body::content_length_limit(0).map(text).boxed(),
        warp::header::exact("content-type", "none").map(text).boxed(),
        warp::body::form().map(|_: u32| String::new()).boxed(),
        warp::body::json().map(|_: u32| String::new()).boxed(),
        warp::any().map(text).with(warp::cors().allow_origin("https://other.example")).map(|_| String::new()).boxed(),
        warp::ext::get::<u32>().map(|_| String::new()).boxed(),
        warp::ws().map(|_| String::new()).boxed(),
        warp::fs::file("a\0b").map(|_| String::new()).boxed(),
        custom(|| Named { text: "x, [InvalidQuery] \"(" }),
        custom(|| Odd),
    ]
}

fn asked() -> Vec<Request<Body>> {
    let request = || with(with(post("/", "application/json", "{"), "x-text", "x"), "origin", "https://example.org");
    let plain = || with(post("/", "text/plain", "{"), "x-text", "x");
    vec![
        with(with(request(), "cookie", "a=b"), "connection", "keep-alive"),
        with(with(request(), "content-length", "1"), "cookie", "a=b"),
        with(with(plain(), "content-length", "1"), "connection", "keep-alive"),
        plain(),
    ]
}

async fn check(combined: Route) {
    for request in asked() {
        let expected = send(warp::service(combined.clone()), request.clone()).await;
        let answer = send(warp::service(combined.clone().recover(recover)), request).await;
        assert_eq!(answer.status, expected.status, "{} is not {}", answer.text(), expected.text());
        if expected.status == 404 {
            assert_eq!(answer.json()["title"], "Not found");
        } else if !expected.text().starts_with("Unhandled rejection") {
            assert_eq!(answer.text(), expected.text());
            assert_eq!(answer.headers, expected.headers);
        }
    }
}

#[tokio::test]
async fn every_cause_alone_two_and_three_of_them() {
    let routes = routes();
    for a in &routes {
        check(a.clone()).await;
        for b in &routes {
            let two = a.clone().or(b.clone()).unify().boxed();
            check(two.clone()).await;
            for c in &routes {
                check(two.clone().or(c.clone()).unify().boxed()).await;
                check(a.clone().or(b.clone().or(c.clone()).unify()).unify().boxed()).await;
            }
        }
    }
}

#[tokio::test]
async fn both_forms_answer_the_same() {
    let routes = routes();
    for a in &routes {
        for b in &routes {
            let two = a.clone().or(b.clone()).unify().boxed();
            for request in asked() {
                let serviced = service(two.clone(), renderer()).oneshot(request.clone()).await.unwrap();
                let filtered = warp::service(enveloped(two.clone(), renderer())).oneshot(request).await.unwrap();
                let code = |carried: Option<&Carried>| carried.map(|Carried(fault)| fault.code().to_owned());
                assert_eq!(code(serviced.extensions().get()), code(filtered.extensions().get()));
                assert_eq!(serviced.status(), filtered.status());
                assert_eq!(serviced.headers(), filtered.headers());
            }
        }
    }
}

#[tokio::test]
async fn the_crates_own_filters_rank_as_warps() {
    use faultwire_warp::{body, method, path};
    // Each of warp's own and that of this crate which refuses for the same reason.
    let pairs: Vec<(Route, Route)> = vec![
        (warp::get().map(String::new).boxed(), method::get().map(String::new).boxed()),
        (warp::body::json().map(|_: u32| String::new()).boxed(), body::json().map(|_: u32| String::new()).boxed()),
        (warp::body::form().map(|_: u32| String::new()).boxed(), body::form().map(|_: u32| String::new()).boxed()),
        (warp::path!("x" / u32).map(|_| String::new()).boxed(), path!("x" / u32).map(|_| String::new()).boxed()),
    ];
    for (warps, ours) in pairs {
        for other in routes() {
            for request in asked() {
                let (mut statuses, both) =
                    (Vec::new(), [(warps.clone(), other.clone()), (ours.clone(), other.clone())]);
                for (a, b) in both {
                    let first = send(service(a.clone().or(b.clone()).unify(), renderer()), request.clone()).await;
                    let second = send(service(b.or(a).unify(), renderer()), request.clone()).await;
                    statuses.push((first.status, second.status));
                }
                assert_eq!(statuses[0], statuses[1]);
            }
        }
    }
}
