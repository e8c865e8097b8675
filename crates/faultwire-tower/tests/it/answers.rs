//! What becomes of an answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use faultwire_tower::faultwire::{
    Answer, Carried, CarriedReply, Fault, FaultType, Rendered, Reply, RequestContext, TextRule, protocol,
};
use faultwire_tower::{FaultBody, FaultLayer, Framework, within_layer};
use http::{Extensions, Request, Response};
use http_body::Body;
use tower::{Layer, service_fn};

use crate::service::{End, Frames, answer, ask, assert_problem, call, get, layer, run, text};

static OUT_OF_STOCK: FaultType = FaultType::new("out_of_stock", 409, "Out of stock").message("No {thing} left.");

#[tokio::test]
async fn a_success_is_untouched() {
    let (parts, body) = ask(answer(200, Some("text/plain"), text("fine")), get("/")).await;
    assert_eq!((parts.status.as_u16(), body.as_str()), (200, "fine"));
    assert_eq!(parts.headers.len(), 1);
}

#[tokio::test]
async fn a_carried_fault_is_rendered_and_headers_are_kept() {
    let mut carrying = answer(200, None, text("not seen"));
    carrying.extensions_mut().insert(Carried(Fault::new(&OUT_OF_STOCK).with("thing", "apple")));
    carrying.headers_mut().insert("set-cookie", "a=b".parse().unwrap());
    carrying.headers_mut().insert("content-length", "8".parse().unwrap());
    let answer = ask(carrying, get("/x")).await;
    assert_problem(&answer, 409, "No apple left.");
    assert_eq!(answer.0.headers["set-cookie"], "a=b");
    assert_ne!(answer.0.headers.get("content-length").map(|value| value.as_bytes()), Some(&b"8"[..]));
}

#[tokio::test]
async fn a_carried_reply_is_rendered_and_headers_are_kept() {
    let mut carrying = answer(200, None, text(""));
    let reply = Reply::created().with_resource("disk", &7).with_location("/disks/7");
    carrying.extensions_mut().insert(CarriedReply(reply));
    carrying.headers_mut().insert("set-cookie", "a=b".parse().unwrap());
    carrying.headers_mut().insert("content-length", "0".parse().unwrap());
    let (parts, body) = ask(carrying, get("/x")).await;
    assert_eq!((parts.status.as_u16(), body.as_str()), (201, r#"{"disk":7}"#));
    assert_eq!(parts.headers["set-cookie"], "a=b");
    assert_eq!(parts.headers["location"], "/disks/7");
    assert!(parts.extensions.get::<Rendered>().is_some());
    assert_ne!(parts.headers.get("content-length").map(|value| value.as_bytes()), Some(&b"0"[..]));
}

#[tokio::test]
async fn empty_errors_are_told_by_their_status() {
    for content_type in [None, Some("text/plain"), Some("text/html")] {
        let answer = ask(answer(404, content_type, text("")), get("/")).await;
        assert_problem(&answer, 404, "The resource could not be found.");
    }
}

#[tokio::test]
async fn the_text_of_a_client_error_is_its_detail_and_of_a_server_error_is_not() {
    let refused = ask(answer(409, Some("text/plain; charset=utf-8"), text("is in use")), get("/")).await;
    assert_problem(&refused, 409, "is in use");

    let failed = ask(answer(502, Some("Text/Plain"), text("password=hunter2")), get("/")).await;
    assert_problem(&failed, 502, "A service that this one depends on failed.");
    assert!(!failed.1.contains("hunter2"));
}

#[tokio::test]
async fn errors_with_a_body_of_their_own_are_untouched() {
    for (content_type, body) in [("application/json", r#"{"my":"own"}"#), ("text/html", "<h1>Gone</h1>")] {
        let (parts, got) = ask(answer(410, Some(content_type), text(body)), get("/")).await;
        assert_eq!((parts.status.as_u16(), got.as_str()), (410, body));
        assert_eq!(parts.headers["content-type"], content_type);
    }
}

#[tokio::test]
async fn the_answer_to_head_without_content_keeps_its_content_type() {
    let head = Request::head("/").body(()).unwrap();
    let (parts, _) = ask(answer(410, Some("application/json"), text("")), head).await;
    assert_eq!(parts.headers["content-type"], "application/json");
}

#[tokio::test]
async fn an_encoded_text_is_dropped_unread() {
    let mut encoded = answer(409, Some("text/plain"), text("\u{1f}gzip"));
    encoded.headers_mut().insert("content-encoding", "gzip".parse().unwrap());
    let answer = ask(encoded, get("/")).await;
    assert_eq!(answer.0.status, 409);
    assert!(!answer.0.headers.contains_key("content-encoding"));
    assert!(answer.1.starts_with('{') && !answer.1.contains("gzip"), "{}", answer.1);
}

#[tokio::test]
async fn a_text_is_read_over_frames_and_only_so_far() {
    let frames = |frames: Vec<&'static str>, end| {
        let polled = Arc::new(AtomicUsize::new(0));
        (answer(409, None, Frames { frames, end, polled: Arc::clone(&polled) }), polled)
    };
    let (split, _) = frames(vec!["is ", "in ", "use"], End::Clean);
    assert_problem(&ask(split, get("/")).await, 409, "is in use");

    for end in [End::Error, End::Panic] {
        let (broken, _) = frames(vec!["is in"], end);
        assert_problem(&ask(broken, get("/")).await, 409, "is in");
    }

    let long = "x".repeat(Answer::MAX_TEXT - 1).leak();
    let (endless, polled) = frames(vec![long, long, long, long], End::Panic);
    assert_eq!(ask(endless, get("/")).await.0.status, 409);
    assert_eq!(polled.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn twice_is_once() {
    let service = || service_fn(|_: Request<()>| async { Ok::<_, std::io::Error>(answer(404, None, text("no"))) });
    let once = call(layer().layer(service()), get("/a")).await;
    let twice = call(layer().layer(layer().layer(service())), get("/a")).await;
    assert_eq!((once.0.status, &once.0.headers, &once.1), (twice.0.status, &twice.0.headers, &twice.1));
}

#[tokio::test]
async fn an_envelope_is_untouched_whatever_it_looks_like() {
    let mut rendered = answer(409, Some("application/json"), text(""));
    rendered.extensions_mut().insert(Rendered);
    rendered.extensions_mut().insert(Carried(Fault::new(&OUT_OF_STOCK)));
    let (parts, body) = ask(rendered, get("/")).await;
    assert_eq!(
        (parts.status.as_u16(), &parts.headers["content-type"], body.as_str()),
        (409, &"application/json".parse().unwrap(), "")
    );
}

#[tokio::test]
async fn the_inner_service_knows_that_it_is_below_the_layer() {
    assert!(!within_layer());
    let outer = run(
        |_: Request<()>| {
            let called = within_layer();
            async move {
                let polled = within_layer();
                // The layer of another service does not end this one's.
                let inner =
                    run(|_: Request<()>| async { Ok::<_, std::io::Error>(answer(200, None, text(""))) }, get("/"));
                inner.await;
                let after = within_layer();
                tokio::task::yield_now().await;
                let later = within_layer();
                assert_eq!([called, polled, after, later], [true; 4]);
                Ok::<_, std::io::Error>(answer(200, None, text("asserted")))
            }
        },
        get("/"),
    );
    assert_eq!(outer.await.1, "asserted");
    assert!(!within_layer());
}

#[tokio::test]
async fn a_framework_adds_its_texts_route_and_address() {
    enum Toy {}

    #[derive(Clone)]
    struct Known(http::Uri);

    impl<R: Body<Data = Bytes>> Framework<R> for Toy {
        type Captured = bool;
        type Body = FaultBody<R>;

        fn address(extensions: &Extensions) -> Option<&http::Uri> {
            extensions.get().map(|Known(uri)| uri)
        }

        fn capture(extensions: &Extensions) -> bool {
            extensions.get::<Known>().is_some()
        }

        fn complete(known: bool, context: RequestContext) -> RequestContext {
            if known { context.with_route("/things/{id}") } else { context }
        }

        fn origin(known: &bool) -> protocol::Origin {
            if *known { protocol::Origin::Routed } else { protocol::Origin::Unrouted }
        }

        fn rules(status: u16) -> &'static [TextRule] {
            assert_eq!(status, 404);
            static RULES: &[TextRule] = &[TextRule { prefix: "bad query", fault_type: &protocol::QUERY_INVALID }];
            RULES
        }

        fn keep(body: R) -> FaultBody<R> {
            FaultBody::own(body)
        }

        fn envelope(bytes: Bytes) -> FaultBody<R> {
            FaultBody::envelope(bytes)
        }
    }

    let layer = FaultLayer::<Toy>::with_framework(faultwire_tower::faultwire::Renderer::default());
    let service =
        |body| service_fn(move |_: Request<()>| async move { Ok::<_, std::io::Error>(answer(404, None, text(body))) });

    let mut request = get("/cut");
    request.extensions_mut().insert(Known(http::Uri::from_static("/whole/cut?x=1")));
    let (parts, body) = call(layer.layer(service("bad query: x")), request).await;
    assert_eq!(parts.status, 400);
    assert!(body.contains("/whole/cut"), "{body}");

    let (_, routed) = {
        let mut request = get("/cut");
        request.extensions_mut().insert(Known(http::Uri::from_static("/whole/cut")));
        call(layer.layer(service("")), request).await
    };
    let (_, unrouted) = call(layer.layer(service("")), get("/whole/cut")).await;
    assert_ne!(routed, unrouted, "a 404 of a handler is another fault than an unknown route");
}

#[tokio::test]
async fn the_version_and_extensions_of_an_answer_stay() {
    #[derive(Clone)]
    struct Mark;
    let mut marked: Response<_> = answer(404, None, text(""));
    marked.extensions_mut().insert(Mark);
    *marked.version_mut() = http::Version::HTTP_10;
    let (parts, _) = ask(marked, get("/")).await;
    assert_eq!(parts.version, http::Version::HTTP_10);
    assert!(parts.extensions.get::<Mark>().is_some());
}

#[tokio::test]
async fn the_answer_to_a_head_is_its_length_alone() {
    let head = || Request::head("/").body(()).unwrap();
    let carrying = || {
        let mut carrying = answer(200, None, text(""));
        carrying.extensions_mut().insert(Carried(Fault::new(&OUT_OF_STOCK).with("thing", "apple")));
        carrying
    };
    let (_, whole) = ask(carrying(), get("/")).await;
    let (parts, body) = ask(carrying(), head()).await;
    assert_eq!((parts.status.as_u16(), body.as_str()), (409, ""));
    assert_eq!(parts.headers["content-length"], whole.len().to_string().as_str());
    assert_eq!(parts.headers["content-type"], "application/problem+json");

    // A success, whose server may be one that would send it.
    let (parts, body) = ask(answer(200, Some("text/plain"), text("fine")), head()).await;
    assert_eq!((parts.status.as_u16(), body.as_str()), (200, ""));
    assert_eq!(parts.headers["content-length"], "4");
    let streamed = Frames { frames: vec!["fi", "ne"], end: End::Clean, polled: Arc::new(AtomicUsize::new(0)) };
    let (parts, body) = ask(answer(200, Some("text/plain"), streamed), head()).await;
    assert_eq!((parts.headers.get("content-length"), body.as_str()), (None, ""));

    // A length that the service gave counts, and a 204 has none.
    let mut sized = answer(200, Some("text/plain"), text("fine"));
    sized.headers_mut().insert("content-length", "400".parse().unwrap());
    assert_eq!(ask(sized, head()).await.0.headers["content-length"], "400");
    let mut deleted = answer(200, None, text(""));
    deleted.extensions_mut().insert(CarriedReply(Reply::no_content()));
    let (parts, _) = ask(deleted, head()).await;
    assert_eq!((parts.status.as_u16(), parts.headers.get("content-length")), (204, None));
}
