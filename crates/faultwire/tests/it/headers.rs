//! The headers of answers, made anew and over an answer that exists.

use faultwire::{Fault, FaultType, Rendered, Renderer, RequestContext, protocol};
use http::{HeaderMap, HeaderValue, Method, Response, Uri};

fn renderer(style: &str) -> Renderer {
    Renderer::builder().style(style).request_ids(|| "req-1".to_owned()).build().unwrap()
}

static LIMITED: FaultType = FaultType::new("limited", 429, "Too many requests").retry_after(7);

#[test]
fn a_fault_brings_its_headers() {
    let fault = Fault::new(&LIMITED)
        .with_header("www-authenticate", "Basic")
        .with_header("www-authenticate", "Bearer")
        .with_retry_after(9);
    let response = renderer("openstack").render(&fault, &RequestContext::empty());
    let headers = response.headers();
    assert_eq!(headers["retry-after"], "9");
    assert_eq!(headers["x-openstack-request-id"], "req-1");
    assert_eq!(headers["x-compute-request-id"], "req-1");
    assert_eq!(headers["vary"], "Accept");
    assert_eq!(headers.get_all("www-authenticate").iter().count(), 2);
    assert!(response.extensions().get::<Rendered>().is_some());
}

#[test]
fn what_described_the_replaced_body_is_dropped_and_the_rest_is_kept() {
    let (mut parts, ()) = Response::builder()
        .status(404)
        .header("content-type", "text/plain")
        .header("content-length", "3")
        .header("content-encoding", "gzip")
        .header("etag", "\"x\"")
        .header("last-modified", "never")
        .header("content-range", "bytes */3")
        .header("allow", "GET")
        .header("set-cookie", "a=1")
        .header("access-control-allow-origin", "*")
        .header("vary", "Origin, accept")
        .header("retry-after", "1")
        .body(())
        .unwrap()
        .into_parts();
    let body = renderer("openstack").render_over(&Fault::new(&LIMITED), &RequestContext::empty(), &mut parts);
    assert_eq!(parts.status, 429);
    assert!(body.starts_with(br#"{"overLimit""#));
    for gone in ["content-length", "content-encoding", "etag", "last-modified"] {
        assert!(!parts.headers.contains_key(gone), "{gone}");
    }
    for (kept, value) in [
        ("allow", "GET"),
        ("set-cookie", "a=1"),
        ("content-range", "bytes */3"),
        ("access-control-allow-origin", "*"),
        ("vary", "Origin, accept"),
        ("retry-after", "7"),
        ("content-type", "application/json; charset=UTF-8"),
    ] {
        assert_eq!(parts.headers[kept], value);
    }
}

#[test]
fn a_request_id_is_adopted_only_where_configured_and_well_formed() {
    let adopting = "style = 'problem'\n[request_id]\nadopt = 'x-request-id'";
    for (config, given, shown) in [
        ("style = 'problem'", "abc", "req-1"),
        (adopting, "abc-1", "abc-1"),
        (adopting, "a b", "req-1"),
        (adopting, "<script>", "req-1"),
        (adopting, "", "req-1"),
    ] {
        let config = faultwire::Config::from_toml(config, "x").unwrap();
        let renderer = Renderer::builder().config(config).request_ids(|| "req-1".to_owned()).build().unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("x-request-id", HeaderValue::from_static(given));
        let request = renderer.capture(&Method::GET, &Uri::from_static("/"), &headers);
        let response = renderer.render(&Fault::new(&protocol::INTERNAL), &request);
        assert_eq!(response.headers()["x-request-id"], shown, "{given:?}");
    }
}

#[test]
fn headers_that_belong_together_stay_together() {
    let (mut parts, ()) = Response::builder().header("set-cookie", "session=1").body(()).unwrap().into_parts();
    let fault = Fault::new(&LIMITED).with_header("set-cookie", "x=2").with_header("vary", "Origin");
    renderer("problem").render_over(&fault, &RequestContext::empty(), &mut parts);
    let page = "style = 'x'\n[styles.x]\nmedia = { json = 'application/json', xml = 'application/xml' }\n\
                fault = { body = { a = '$code' }, headers = { vary = 'X-Tenant' } }";
    let config = faultwire::Config::from_toml(page, "x").unwrap();
    let (mut others, ()) = Response::builder().header("vary", "Origin").body(()).unwrap().into_parts();
    Renderer::from_config(&config).unwrap().render_over(&Fault::new(&LIMITED), &RequestContext::empty(), &mut others);
    assert_eq!(others.headers.get_all("vary").iter().collect::<Vec<_>>(), ["Origin", "X-Tenant", "Accept"]);

    let all = |name| parts.headers.get_all(name).iter().map(|v| v.to_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(all("set-cookie"), ["session=1", "x=2"]);
    assert_eq!(all("vary"), ["Origin", "Accept"]);
}

#[test]
fn every_style_sends_the_request_id() {
    let house = "style = 'x'\n[styles.x]\nmedia = { json = 'application/json' }\nfault.body = { a = 1 }";
    let config = faultwire::Config::from_toml(house, "x").unwrap();
    let renderer = Renderer::builder().config(config).request_ids(|| "req-1".to_owned()).build().unwrap();
    let response = renderer.render(&Fault::new(&LIMITED), &RequestContext::empty());
    assert_eq!(response.headers()["x-request-id"], "req-1");
}

#[test]
fn a_clock_or_id_source_that_panics_does_not_lose_the_answer() {
    let builder = Renderer::builder().style("simplivity").request_ids(|| panic!("no id")).clock(|| panic!("no time"));
    let response = builder.build().unwrap().render(&Fault::new(&LIMITED), &RequestContext::empty());
    assert_eq!(response.status(), 429);
    assert!(!response.headers().contains_key("x-request-id"));
}

#[test]
fn request_ids_are_req_and_a_uuid() {
    let renderer = Renderer::default();
    let id = |_| {
        let response = renderer.render(&Fault::new(&protocol::INTERNAL), &RequestContext::empty());
        response.headers()["x-request-id"].to_str().unwrap().to_owned()
    };
    let ids: Vec<_> = (0..2).map(id).collect();
    assert_ne!(ids[0], ids[1]);
    assert_eq!((ids[0].len(), &ids[0][..4], &ids[0][18..19]), (40, "req-", "4"));
}

#[test]
fn the_path_is_the_one_on_the_wire() {
    let renderer = Renderer::builder().style("simplivity").build().unwrap();
    for (target, path) in [("/api/x?secret=1", "/api/x"), ("http://host/api/%ff/x", "/api/%ff/x"), ("*", "*")] {
        let request = renderer.capture(&Method::GET, &target.parse::<Uri>().unwrap(), &HeaderMap::new());
        let response = renderer.render(&Fault::new(&protocol::PATH_INVALID), &request);
        let body: serde_json::Value = serde_json::from_slice(response.body()).unwrap();
        assert_eq!(body["path"], path);
        assert_eq!(body["status"], "404");
    }
}

#[test]
fn a_trace_is_taken_from_a_header_that_is_well_formed() {
    let trace = |text: &str| {
        let mut headers = HeaderMap::new();
        headers.insert("traceparent", HeaderValue::from_bytes(text.as_bytes()).unwrap());
        let request = Renderer::default().capture(&Method::GET, &Uri::from_static("/"), &headers);
        request.trace().map(|(trace, span)| format!("{trace} {span}"))
    };
    let ids = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7";
    assert_eq!(trace(&format!("00-{ids}-01")), Some(ids.replace('-', " ")));
    // W3C Trace Context section 3.2.4: of a later version what is known of this one counts.
    assert_eq!(trace(&format!("01-{ids}-01-more")), Some(ids.replace('-', " ")));
    for bad in [
        String::new(),
        "00".to_owned(),
        format!("00-{ids}"),
        format!("00-{ids}-01-more"),
        format!("ff-{ids}-01"),
        format!("0-{ids}-01"),
        format!("00-{ids}-1"),
        format!("00-{}-01", ids.to_uppercase()),
        format!(
            "00-{}-01",
            ids.replace('4', "0").replace(['b', 'f', '9', '2', '3', '5', '7', 'd', 'a', '6', 'c', 'e'], "0")
        ),
        format!("00-{}-01", ids.replace("00f067aa0ba902b7", "0000000000000000")),
        format!("00-{ids}\u{e9}-01"),
        "00-".repeat(10_000),
    ] {
        assert_eq!(trace(&bad), None, "{bad}");
    }
}
