//! What attackers, broken proxies and careless programs send.

use std::sync::Arc;

use faultwire::{Fault, FaultType, Format, Renderer, RequestContext, Value, protocol};
use http::{HeaderMap, HeaderValue, Method, Uri};

use crate::support::json;

static PLAIN: FaultType = FaultType::new("plain", 400, "Plain");

fn renderer(style: &str) -> Renderer {
    Renderer::builder().style(style).without_request_ids().build().unwrap()
}

fn encode(style: &str, fault: &Fault, format: Format) -> String {
    String::from_utf8(renderer(style).encode(fault, &RequestContext::empty(), format)).unwrap()
}

#[test]
fn hostile_messages_are_escaped() {
    let message = "a\u{0}\u{1}\u{b}\r\n]]>\u{fffe}\u{202e}<script>alert(\"x\")</script>😀";
    let fault = Fault::new(&PLAIN).with_message(message);
    let text = encode("openstack", &fault, Format::Json);
    let read: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(read["badRequest"]["message"], message);

    let text = encode("openstack", &fault, Format::Xml);
    let document = roxmltree::Document::parse(&text).unwrap();
    let shown = document.root_element().text().or(document.root_element().first_element_child().unwrap().text());
    let expected = message.replace(['\u{0}', '\u{1}', '\u{b}', '\u{fffe}'], "\u{fffd}");
    assert_eq!(shown.unwrap(), expected);
}

#[test]
fn a_message_of_a_mebibyte_is_rendered() {
    let message = "é\"<".repeat(1 << 18);
    let fault = Fault::new(&PLAIN).with_message(message.clone());
    let read: serde_json::Value = serde_json::from_str(&encode("problem", &fault, Format::Json)).unwrap();
    assert_eq!(read["detail"], message);
    let text = encode("problem", &fault, Format::Xml);
    assert!(roxmltree::Document::parse(&text).is_ok());
}

#[test]
fn header_values_cannot_split_the_answer() {
    for value in ["a\r\nx-evil: 1", "a\n", "a\0b", "\u{7f}"] {
        assert!(Fault::new(&PLAIN).try_with_header("x-info", value).is_err(), "{value:?}");
        let fault = Fault::new(&PLAIN).with_header("x-info", value);
        let response = renderer("problem").render(&fault, &RequestContext::empty());
        assert!(!response.headers().contains_key("x-info") && !response.headers().contains_key("x-evil"));
    }
    for name in ["x info", "", "é", "content-length", "Transfer-Encoding", "content-type", "connection"] {
        assert!(Fault::new(&PLAIN).try_with_header(name, "1").is_err(), "{name:?}");
    }
}

#[test]
fn an_extension_never_takes_the_place_of_a_member() {
    let fault = Fault::new(&PLAIN)
        .with_extension("status", 200)
        .with_extension("type", "spoof")
        .with_extension("errors", "spoof")
        .with_extension("mine", 1);
    let text = encode("problem", &fault, Format::Json);
    json::check(&text).unwrap();
    assert_eq!(text, r#"{"title":"Plain","status":400,"detail":"Plain","code":"plain","mine":1}"#);
}

#[test]
fn extension_names_are_checked_on_entry() {
    for name in ["", "a\nb", "\u{0}", &"x".repeat(129)] {
        assert!(Fault::new(&PLAIN).try_with_extension(name.to_owned(), 1).is_err(), "{name:?}");
        let fault = Fault::new(&PLAIN).with_extension(name.to_owned(), 1);
        assert_eq!(fault.extensions().len(), 0);
    }
    assert!(Fault::new(&PLAIN).try_with("0", 1).is_err());
}

#[test]
fn names_that_xml_cannot_have_are_left_out_of_xml_alone() {
    let fault = Fault::new(&PLAIN).with_extension("no name", 1).with_extension("fine", 2);
    assert!(encode("problem", &fault, Format::Json).contains(r#""no name":1,"fine":2"#));
    let text = encode("problem", &fault, Format::Xml);
    assert!(text.contains("<fine>2</fine>") && !text.contains("no name"), "{text}");
}

#[test]
fn nested_data_is_bounded_and_has_unique_keys() {
    let deep = (0..500).fold(Value::from(1), |inner, _| Value::List(vec![inner]));
    let twice = Value::Map(vec![("a".into(), 1.into()), ("a".into(), 2.into())]);
    let fault = Fault::new(&PLAIN).with_extension("deep", deep).with_extension("twice", twice);
    let text = encode("problem", &fault, Format::Json);
    json::check(&text).unwrap();
    assert!(text.contains(r#""twice":{"a":1}"#));
    assert!(roxmltree::Document::parse(&encode("problem", &fault, Format::Xml)).is_ok());
}

#[test]
fn numbers_stay_exact() {
    let fault = Fault::new(&PLAIN)
        .with_extension("max", u64::MAX)
        .with_extension("min", i64::MIN)
        .with_extension("nan", f64::NAN)
        .with_extension("one", 1.0);
    let text = encode("problem", &fault, Format::Json);
    assert!(text.contains(r#""max":18446744073709551615,"min":-9223372036854775808,"nan":"NaN","one":1.0"#), "{text}");
}

#[test]
fn hostile_accept_headers_get_an_answer() {
    let renderer = renderer("openstack");
    let many = vec!["image/x;q=0.1"; 300].join(", ");
    let json = "application/json; charset=UTF-8";
    let xml = "application/xml; charset=UTF-8";
    for (accept, expected) in [
        (many.as_str(), json),
        (";;;,,,///,q=1,*/*;q=*", json),
        ("*/*;q=0", json),
        ("application/xml;q=9", json),
        ("application/xml;q=0, application/json;q=0", json),
        ("application/xml", xml),
        ("\u{e9}/\u{e9}", json),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert("accept", HeaderValue::from_bytes(accept.as_bytes()).unwrap());
        let request = renderer.capture(&Method::GET, &Uri::from_static("/"), &headers);
        let response = renderer.render(&Fault::new(&PLAIN), &request);
        assert_eq!(response.headers()["content-type"], expected, "{accept}");
    }
    let mut headers = HeaderMap::new();
    for _ in 0..100 {
        headers.append("accept", HeaderValue::from_static("image/png"));
    }
    let request = renderer.capture(&Method::GET, &Uri::from_static("/"), &headers);
    assert_eq!(renderer.render(&Fault::new(&PLAIN), &request).headers()["content-type"], json);
}

#[test]
fn words_that_do_not_fit_are_passed_over_and_found_by_the_check() {
    let definition = FaultType::builder("full", 413, "Full")
        .word("openstack.root", "no name")
        .word("openstack.rot", "x")
        .word("openstack.status", "200")
        .build()
        .unwrap();
    let fault = Fault::shared(Arc::new(definition.clone()));
    assert_eq!(encode("openstack", &fault, Format::Json), r#"{"overLimit":{"code":413,"message":"Full"}}"#);
    let mistakes = renderer("openstack").check([&definition]).unwrap_err();
    let words: Vec<_> = mistakes.iter().map(faultwire::TypeMistake::subject).collect();
    assert_eq!(words, ["openstack.root", "openstack.rot", "openstack.status"]);
    assert!(mistakes[1].to_string().ends_with("the style has no such word; it has root, status"), "{}", mistakes[1]);
}

#[test]
fn framework_text_is_bounded_and_cleaned() {
    let renderer = renderer("problem");
    let long = format!("bad \u{1b}[31m\r\ntext {}", "x".repeat(9000));
    let fault = renderer.classify(400, protocol::Origin::Routed, long.as_bytes(), &[]);
    let message = fault.message();
    assert!(message.len() <= 1024 && message.starts_with("bad  [31m  text x"), "{message}");
    let fault = renderer.classify(500, protocol::Origin::Routed, b"password=hunter2", &[]);
    assert!(!encode("problem", &fault, Format::Json).contains("hunter2"));
    assert!(std::error::Error::source(&fault).unwrap().to_string().contains("hunter2"));
    let fault = renderer.classify(400, protocol::Origin::Routed, &[0xff, 0xfe, b'x'], &[]);
    assert_eq!(fault.message(), "\u{fffd}\u{fffd}x");
}

#[test]
fn parameters_that_a_page_spreads_beside_members_are_found_by_the_check() {
    let page = "style = 'x'\n[styles.x]\nmedia = { json = 'application/json' }\n\
                fault.body = { error = { code = '$code', '...' = '$params' } }";
    let config = faultwire::Config::from_toml(page, "x").unwrap();
    let renderer = Renderer::from_config(&config).unwrap();
    let definition = FaultType::builder("a", 400, "A").message("Bad {code} and {size}.").build().unwrap();
    let mistakes = renderer.check([&definition]).unwrap_err();
    assert_eq!(mistakes.len(), 1);
    assert_eq!(
        mistakes[0].to_string(),
        "fault type `a`, `code`: style `x` has a member of that name beside the parameters"
    );
}

/// An envelope in Rust that cannot cope.
struct Broken;

impl faultwire::Envelope for Broken {
    fn encode(&self, _: &[u8], answer: &faultwire::Outgoing<'_>) -> Vec<u8> {
        panic!("cannot encode {}", answer.status())
    }
}

#[test]
fn an_envelope_that_panics_leaves_the_body_of_the_page() {
    let builder = Renderer::builder().style("queue-token").without_request_ids();
    let renderer = builder.envelope("queue-token", Broken).build().unwrap();
    let response = renderer.render(&Fault::new(&PLAIN), &RequestContext::empty());
    assert_eq!(response.body(), r#"{"errors":["Plain"]}"#);

    let unknown = Renderer::builder().envelope("queue-tokn", Broken).build().unwrap_err();
    assert_eq!(unknown.mistakes()[0].help(), Some("did you mean `queue-token`?"));
}
