//! What a client accepts, and which headers tell it what it got.

use crate::envelope::{Expected, PREFIXES, Style};
use crate::service::{Answer, Call};

async fn ask(target: &str, accept: &'static str) -> Answer {
    Call::get(target).header("accept", accept).send().await
}

/// What a test looks at in an XML answer.
struct Xml {
    root: String,
    namespace: Option<String>,
    code: Option<String>,
    /// Names and texts of the root's elements.
    children: Vec<(String, String)>,
}

#[track_caller]
fn parse(xml: &str) -> Xml {
    let document = roxmltree::Document::parse(xml).unwrap_or_else(|error| panic!("{error} in {xml}"));
    let root = document.root_element();
    let elements = root.children().filter(roxmltree::Node::is_element);
    Xml {
        root: root.tag_name().name().to_owned(),
        namespace: root.tag_name().namespace().map(str::to_owned),
        code: root.attribute("code").map(str::to_owned),
        children: elements
            .map(|node| (node.tag_name().name().to_owned(), node.text().unwrap_or_default().to_owned()))
            .collect(),
    }
}

#[tokio::test]
async fn an_accept_that_nobody_can_meet_gets_the_default_format() {
    for accept in ["image/png", "nonsense", "text/html;q=0.9", "*/*;q=0", "application/xml;q=0"] {
        for (prefix, style) in PREFIXES {
            let answer = ask(&format!("{prefix}/volumes/nope"), accept).await;
            style.check(&answer, Expected::soft("volume_not_found", 404));
        }
    }
}

#[tokio::test]
async fn openstack_speaks_xml_where_that_is_preferred() {
    let namespace = "http://docs.openstack.org/openstack-block-storage/2.0/content";
    for accept in ["application/xml", "application/json;q=0.5, application/xml"] {
        let answer = ask("/v3/demo/volumes/nope", accept).await;
        assert_eq!(answer.status, 404);
        assert_eq!(answer.header("content-type"), Some("application/xml; charset=UTF-8"));
        assert!(answer.varies());
        let xml = parse(answer.text());
        assert_eq!((&*xml.root, xml.namespace.as_deref()), ("itemNotFound", Some(namespace)));
        assert_eq!(xml.code.as_deref(), Some("404"));
        assert_eq!(xml.children, [("message".to_owned(), "Volume nope could not be found.".to_owned())]);
    }
}

#[tokio::test]
async fn openstack_speaks_xml_for_every_kind_of_fault() {
    for (target, status, root) in [
        ("/v3/nope", 404, "itemNotFound"),
        ("/v3/volumes/fault-panic", 500, "instanceFault"),
        ("/v3/volumes/fault-429", 429, "overLimit"),
        ("/v3/volumes/vol-1/action", 405, "badMethod"),
        ("/v3/volumes?nmae=x", 400, "badRequest"),
    ] {
        let answer = ask(target, "application/xml").await;
        assert_eq!(answer.status, status);
        assert_eq!(parse(answer.text()).root, root);
    }
}

#[tokio::test]
async fn xml_holds_markup_as_text_and_no_character_that_it_cannot_hold() {
    let answer = ask("/v3/volumes/fault-echo?message=%3Cb%3E%22%26%01%C3%A9", "application/xml").await;
    let xml = parse(answer.text());
    assert_eq!(xml.root, "badRequest");
    assert_eq!(xml.children, [("message".to_owned(), "<b>\"&\u{FFFD}é".to_owned())]);
}

#[tokio::test]
async fn a_problem_is_xml_where_that_is_preferred() {
    let answer = ask("/problem/volumes/nope", "application/problem+xml").await;
    assert_eq!(answer.header("content-type"), Some("application/problem+xml"));
    let xml = parse(answer.text());
    assert_eq!((&*xml.root, xml.namespace.as_deref()), ("problem", Some("urn:ietf:rfc:7807")));
}

#[tokio::test]
async fn styles_without_xml_answer_in_json() {
    for (prefix, style) in PREFIXES {
        if !matches!(style, Style::OpenStack | Style::Problem) {
            let answer = ask(&format!("{prefix}/volumes/nope"), "application/xml").await;
            style.check(&answer, Expected::soft("volume_not_found", 404));
        }
    }
}

#[tokio::test]
async fn a_head_request_has_the_headers_of_the_fault() {
    let answer = Call::new("HEAD", "/problem/volumes/nope").send().await;
    assert_eq!((answer.status, answer.header("content-type")), (404, Some("application/problem+json")));
}
