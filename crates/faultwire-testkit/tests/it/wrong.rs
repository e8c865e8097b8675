//! Services that are wrong in one way each: every way is found, and a right one gives no finding.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread;
use std::time::Duration;

use faultwire::{Config, Fault, FaultType, Renderer, RequestContext, Violation};
use faultwire_testkit::judge::{Expected, Judge, Rule};
use faultwire_testkit::wire::{Limits, Request, exchange};
use http::{HeaderMap, HeaderValue, Method, Uri};

static NOT_FOUND: FaultType = FaultType::new("volume_not_found", 404, "Volume not found").message("There is none.");
static NOT_ALLOWED: FaultType =
    FaultType::new("method_not_allowed", 405, "Method not allowed").severity(faultwire::Severity::Hard);
static LIMITED: FaultType = FaultType::new("over_limit", 413, "Over limit").retry_after(7);
static NUMBERED: FaultType = FaultType::new("duplicate_name", 400, "Duplicate name").number(13);
static UNAUTHENTICATED: FaultType = FaultType::new("unauthenticated", 401, "Unauthenticated");

fn judge(style: &str) -> Judge {
    Judge::new(Config::default().style(style).unwrap())
}

/// The bytes of the right answer of a style for a fault.
fn right(style: &str, fault: &Fault, accept: &str) -> String {
    let clock = || std::time::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let renderer = Renderer::builder().style(style).request_ids(|| "req-1".to_owned()).clock(clock).build().unwrap();
    let mut headers = HeaderMap::new();
    headers.insert("accept", HeaderValue::from_str(accept).unwrap());
    let request: RequestContext = renderer.capture(&Method::GET, &Uri::from_static("/volumes/7"), &headers);
    let response = renderer.render(fault, &request);
    let mut text = format!("HTTP/1.1 {} X\r\n", response.status().as_u16());
    for (name, value) in response.headers() {
        text += &format!("{name}: {}\r\n", value.to_str().unwrap());
    }
    let body = std::str::from_utf8(response.body()).unwrap();
    text + &format!("content-length: {}\r\n\r\n{body}", body.len())
}

/// Answers every connection with these bytes, and closes it.
fn serve(bytes: Vec<u8>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let Ok((mut stream, _)) = listener.accept() else { return };
        let mut buffer = [0; 4096];
        let _ = stream.read(&mut buffer);
        let _ = stream.write_all(&bytes);
    });
    address
}

#[test]
fn an_error_that_a_call_does_not_have_is_found_where_the_call_is_declared() {
    static IN_USE: FaultType = FaultType::new("name_in_use", 409, "Name in use");
    let service = "style = 'queue-token'\n[[operations]]\npath = '/volumes/{id}'\nGET = 'get'\nPUT = 'edit'";
    let found = |fault_type, method: &str| {
        let renderer = Renderer::from_config(&Config::from_toml(service, "faultwire.toml").unwrap()).unwrap();
        let judge = judge("queue-token").with_calls(renderer);
        let request = Request::new(method, "/volumes/7");
        let bytes = right("queue-token", &Fault::new(fault_type), "*/*");
        let exchange = exchange(serve(bytes.into()), &request, Limits::default());
        judge.judge(&request, &exchange, Expected::AnyError).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(found(&IN_USE, "GET"), ["call: 409 to a call that is a `get`"]);
    assert_eq!(found(&IN_USE, "PUT"), [""; 0]);
    assert_eq!(found(&NOT_FOUND, "GET"), [""; 0]);
    assert_eq!(found(&IN_USE, "DELETE"), [""; 0]);
}

/// The rules that an answer of these bytes breaks.
fn broken(style: &str, bytes: impl Into<Vec<u8>>, method: &str, expected: Expected) -> Vec<String> {
    let request = Request::new(method, "/volumes/7");
    let limits = Limits { answer: Duration::from_secs(2), ..Limits::default() };
    let exchange = exchange(serve(bytes.into()), &request, limits);
    let findings = judge(style).judge(&request, &exchange, expected);
    findings.iter().map(ToString::to_string).collect()
}

const STYLES: [&str; 8] =
    ["openstack", "simplivity", "status-text", "queue-token", "api-sig", "problem", "google", "json-api"];

#[test]
fn a_right_service_gives_no_finding() {
    let faults = [
        Fault::new(&NOT_FOUND),
        Fault::new(&NOT_ALLOWED).with_header("allow", "GET, HEAD"),
        Fault::new(&LIMITED),
        Fault::new(&NUMBERED).with_violation(Violation::at_pointer("/name", "is in use")),
        Fault::new(&UNAUTHENTICATED).with_header("www-authenticate", "Bearer"),
        Fault::new(&faultwire::protocol::INTERNAL),
    ];
    for style in STYLES {
        for fault in &faults {
            for accept in ["*/*", "application/xml, application/problem+xml"] {
                let found = broken(style, right(style, fault, accept), "GET", Expected::AnyError);
                assert!(found.is_empty(), "{style} {} {accept}: {found:?}", fault.code());
            }
        }
    }
    let fine = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";
    assert!(broken("problem", fine, "GET", Expected::Anything).is_empty());
    assert!(broken("problem", "HTTP/1.1 204 No Content\r\n\r\n", "DELETE", Expected::Anything).is_empty());
    let head = "HTTP/1.1 404 X\r\ncontent-type: application/problem+json\r\nvary: accept\r\ncontent-length: 9\r\n\r\n";
    assert!(broken("problem", head, "HEAD", Expected::AnyError).is_empty());
}

/// A defect: the style, the fault, what is asked for, what is replaced by what, and the rule that finds it.
type Defect = (&'static str, &'static FaultType, &'static str, &'static str, Rule);

#[rustfmt::skip]
const DEFECTS: &[Defect] = &[
    // Envelopes.
    ("openstack", &NOT_FOUND, "itemNotFound", "notFound", Rule::Envelope),
    ("openstack", &NOT_FOUND, "itemNotFound", "badRequest", Rule::Envelope),
    ("openstack", &NOT_FOUND, "\"code\":404", "\"code\":\"404\"", Rule::Envelope),
    ("openstack", &NOT_FOUND, "\"code\":404,", "", Rule::Envelope),
    ("openstack", &NOT_FOUND, "\"code\":404", "\"code\":400", Rule::BodyStatus),
    ("openstack", &NOT_FOUND, ",\"message\":\"There is none.\"", "", Rule::Envelope),
    ("openstack", &NOT_FOUND, "\"message\":\"There is none.\"", "\"message\":null", Rule::Envelope),
    ("openstack", &NOT_FOUND, "\"message\":\"There is none.\"", "\"message\":[]", Rule::Envelope),
    ("openstack", &NOT_FOUND, "\"message\"", "\"msg\"", Rule::Envelope),
    ("openstack", &NOT_FOUND, "{\"itemNotFound\":{", "{\"more\":1,\"itemNotFound\":{", Rule::Envelope),
    ("openstack", &NOT_FOUND, "{\"itemNotFound\":{", "[{\"itemNotFound\":{", Rule::Envelope),
    ("openstack", &NOT_FOUND, "\"code\":404", "\"code\":404,\"code\":404", Rule::Envelope),
    ("openstack", &NOT_FOUND, "none.\"", "none.\u{0}\"", Rule::Envelope),
    ("openstack", &NOT_FOUND, "}}", "}", Rule::Envelope),
    ("openstack", &NOT_FOUND, "x-compute-request-id: req-1", "x-compute-request-id: req-2", Rule::RequestId),
    ("simplivity", &NUMBERED, "\"status\":\"400\"", "\"status\":400", Rule::Envelope),
    ("simplivity", &NUMBERED, "\"status\":\"400\"", "\"status\":\"404\"", Rule::BodyStatus),
    ("simplivity", &NUMBERED, "\"error_code\":\"13\"", "\"error_code\":13", Rule::Envelope),
    ("simplivity", &NUMBERED, "\"timestamp\":1700000000000", "\"timestamp\":\"2023-11-14\"", Rule::Envelope),
    ("simplivity", &NUMBERED, "\"exception\":", "\"error\":", Rule::Envelope),
    ("status-text", &NOT_ALLOWED, "\"status\":\"error\"", "\"status\":\"ERROR\"", Rule::Envelope),
    ("status-text", &NOT_ALLOWED, "\"text\":", "\"error_text\":", Rule::Envelope),
    ("status-text", &NOT_ALLOWED, "\"code\":\"method_not_allowed\"", "\"code\":\"Method not allowed\"", Rule::Envelope),
    ("status-text", &NOT_FOUND, "\"status\":\"error\"", "\"status\":\"OK\"", Rule::Status),
    ("queue-token", &NOT_FOUND, "{\"errors\":[\"There is none.\"]}", "{\"errors\":\"There is none.\"}", Rule::Envelope),
    ("queue-token", &NOT_FOUND, "{\"errors\":[\"There is none.\"]}", "{\"errors\":[]}", Rule::Envelope),
    ("queue-token", &NOT_FOUND, "{\"errors\":[\"There is none.\"]}", "{}", Rule::Envelope),
    ("queue-token", &NOT_FOUND, "\"errors\":", "\"msg\":[],\"errors\":", Rule::Envelope),
    ("api-sig", &NOT_FOUND, "\"request_id\":\"req-1\"", "\"request_id\":\"req-2\"", Rule::RequestId),
    ("api-sig", &NOT_FOUND, "\"status\":404", "\"status\":500", Rule::BodyStatus),
    ("api-sig", &NOT_FOUND, "\"rel\":\"help\"", "\"rel\":\"self\"", Rule::Envelope),
    ("api-sig", &NOT_FOUND, "\"title\":", "\"name\":", Rule::Envelope),
    ("problem", &NOT_FOUND, "\"status\":404", "\"status\":\"404\"", Rule::Envelope),
    ("problem", &NOT_FOUND, "\"status\":404", "\"status\":400", Rule::BodyStatus),
    ("problem", &NOT_FOUND, "\"title\":\"Volume not found\",", "", Rule::Envelope),
    ("google", &NOT_FOUND, "\"error\":{", "\"errors\":{", Rule::Envelope),
    ("google", &NOT_FOUND, "\"code\":404", "\"code\":5", Rule::Envelope),
    ("json-api", &NOT_FOUND, "\"status\":\"404\"", "\"status\":404", Rule::Envelope),
    ("json-api", &NOT_FOUND, "\"status\":\"404\"", "\"status\":\"400\"", Rule::BodyStatus),
    // Media types.
    ("problem", &NOT_FOUND, "application/problem+json", "application/problem+json; charset=utf-8", Rule::MediaType),
    ("problem", &NOT_FOUND, "application/problem+json", "application/json", Rule::MediaType),
    ("api-sig", &NOT_FOUND, "application/json", "application/problem+json", Rule::MediaType),
    ("openstack", &NOT_FOUND, "application/json; charset=UTF-8", "text/plain", Rule::MediaType),
    ("openstack", &NOT_FOUND, "content-type: application/json; charset=UTF-8\r\n", "", Rule::MediaType),
    ("queue-token", &NOT_FOUND, "content-type: application/json\r\n", "content-type: application/json\r\ncontent-type: application/json\r\n", Rule::MediaType),
    // Headers.
    ("openstack", &NOT_ALLOWED, "allow: GET, HEAD\r\n", "", Rule::Required),
    ("openstack", &NOT_ALLOWED, "allow: GET, HEAD", "allow: get; head", Rule::Headers),
    ("openstack", &UNAUTHENTICATED, "www-authenticate: Bearer\r\n", "", Rule::Required),
    ("openstack", &LIMITED, "retry-after: 7", "retry-after: Wed, 21 Oct 2026 07:28:00 GMT", Rule::Headers),
    ("openstack", &LIMITED, "retry-after: 7", "retry-after: soon", Rule::Headers),
    ("openstack", &LIMITED, "retry-after: 7", "retry-after: 7\r\nretry-after: 8", Rule::Headers),
    ("openstack", &NOT_FOUND, "vary: Accept\r\n", "", Rule::Vary),
    ("problem", &NOT_FOUND, "vary: Accept", "vary: Origin", Rule::Vary),
    ("problem", &NOT_FOUND, "x-request-id: req-1", "x-request-id: a\r\nx-faultwire-injected: 1", Rule::Injection),
    ("problem", &NOT_FOUND, "x-request-id: req-1", "x-request-id: a\r\nx-request-id: b", Rule::Headers),
    ("problem", &NOT_FOUND, "vary: Accept", "vary: Accept\r\ncontent-encoding: gzip", Rule::Headers),
    // HTTP itself.
    ("problem", &NOT_FOUND, "HTTP/1.1 404 X", "HTTP/3 404 X", Rule::Http),
    ("problem", &NOT_FOUND, "x-request-id: req-1", "x-request-id req-1", Rule::Http),
    ("problem", &NOT_FOUND, "content-length: ", "content-length: 1", Rule::Http),
    ("problem", &NOT_FOUND, "content-length: ", "content-length: -", Rule::Http),
    ("problem", &NOT_FOUND, "content-length: ", "transfer-encoding: chunked\r\ncontent-length: ", Rule::Http),
    ("problem", &NOT_FOUND, "content-length: ", "content-length: 1\r\nx-was: ", Rule::End),
    ("problem", &NOT_FOUND, "HTTP/1.1 404 X", "HTTP/1.1 204 X", Rule::End),
    ("problem", &NOT_FOUND, "HTTP/1.1 404 X", "HTTP/1.1 500 X", Rule::BodyStatus),
    // Leaks.
    ("problem", &NOT_FOUND, "There is none.", "thread 'main' panicked at src/main.rs:7:5", Rule::Leak),
    ("problem", &NOT_FOUND, "There is none.", "in volume.rs:17", Rule::Leak),
    ("problem", &NOT_FOUND, "There is none.", "Traceback (most recent call last)", Rule::Leak),
    ("problem", &NOT_FOUND, "There is none.", "missing alloc::string::String", Rule::Leak),
    ("problem", &NOT_FOUND, "There is none.", "host=db password=hunter2", Rule::Leak),
    ("problem", &NOT_FOUND, "There is none.", "syntax error at or near SELECT", Rule::Leak),
    ("problem", &NOT_FOUND, "vary: Accept", "vary: Accept\r\nx-debug: goroutine 1 [running]", Rule::Leak),
    ("problem", &NOT_FOUND, "There is none.", "<html><body>no</body></html>", Rule::Leak),
];

/// The same in XML.
#[rustfmt::skip]
const XML_DEFECTS: &[Defect] = &[
    ("openstack", &NOT_FOUND, " xmlns=\"http://docs.openstack.org/openstack-block-storage/2.0/content\"", "", Rule::Envelope),
    ("openstack", &NOT_FOUND, "2.0/content", "1.0/content", Rule::Envelope),
    ("openstack", &NOT_FOUND, "</itemNotFound>", "", Rule::Envelope),
    ("openstack", &NOT_FOUND, "itemNotFound", "notFound", Rule::Envelope),
    ("openstack", &NOT_FOUND, " code=\"404\"", "", Rule::Envelope),
    ("openstack", &NOT_FOUND, " code=\"404\"", " code=\"400\"", Rule::BodyStatus),
    ("openstack", &NOT_FOUND, "<message>There is none.</message>", "", Rule::Envelope),
    ("openstack", &NOT_FOUND, "There is none.", "a & b", Rule::Envelope),
    ("openstack", &NOT_FOUND, "application/xml; charset=UTF-8", "text/xml", Rule::MediaType),
    ("problem", &NOT_FOUND, "urn:ietf:rfc:7807", "urn:ietf:rfc:9457", Rule::Envelope),
    ("problem", &NOT_FOUND, "<title>Volume not found</title>", "", Rule::Envelope),
    ("problem", &NOT_FOUND, "<status>404</status>", "<status>500</status>", Rule::BodyStatus),
];

#[test]
fn every_single_defect_is_found() {
    let mut missed = Vec::new();
    let mut count = 0;
    let all = DEFECTS.iter().map(|defect| (defect, "*/*"));
    let all = all.chain(XML_DEFECTS.iter().map(|defect| (defect, "application/xml, application/problem+xml;q=0.9")));
    for ((style, fault_type, from, to, rule), accept) in all {
        let fault = match fault_type.status() {
            405 => Fault::new(fault_type).with_header("allow", "GET, HEAD"),
            401 => Fault::new(fault_type).with_header("www-authenticate", "Bearer"),
            _ => Fault::new(fault_type),
        };
        let right = right(style, &fault, accept);
        let wrong = right.replace(from, to);
        assert_ne!(wrong, right, "{style}: {from:?} is not in {right}");
        // Only what says something of the length changes it.
        let wrong = if from.starts_with("content-length") { wrong } else { with_length(&wrong) };
        let found = broken(style, wrong, "GET", Expected::AnyError);
        count += 1;
        if !found.iter().any(|finding| finding.starts_with(rule.name())) {
            missed.push(format!("{style}: {from:?} → {to:?} is not found by {rule}, only {found:?}"));
        }
    }
    assert!(count >= 80, "{count}");
    assert!(missed.is_empty(), "{} of {count}:\n{}", missed.len(), missed.join("\n"));
}

/// An answer with the length that its body has.
fn with_length(answer: &str) -> String {
    let Some((head, body)) = answer.split_once("\r\n\r\n") else { return answer.to_owned() };
    let lines: Vec<_> = head
        .split("\r\n")
        .map(|line| match line.starts_with("content-length: ") {
            true => format!("content-length: {}", body.len()),
            false => line.to_owned(),
        })
        .collect();
    format!("{}\r\n\r\n{body}", lines.join("\r\n"))
}

#[test]
fn connections_that_break_are_found() {
    let check = |bytes: &[u8], rule: Rule| {
        let found = broken("problem", bytes, "GET", Expected::AnyError);
        assert!(found.len() == 1 && found[0].starts_with(rule.name()), "{found:?}");
    };
    check(b"", Rule::Answered);
    check(b"HTTP/1.1 500 X\r\ncontent-le", Rule::Http);
    check(b"HTTP/1.1 500 X\r\ncontent-length: 10\r\n\r\n{", Rule::Http);
    check(b"HTTP/1.1 500 X\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{", Rule::Http);
    check(b"<html>no</html>", Rule::Http);
    let head = broken("problem", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}", "HEAD", Expected::Anything);
    assert!(head[0].starts_with(Rule::End.name()), "{head:?}");
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let request = Request::new("GET", "/");
    let refused = exchange(nobody, &request, Limits::default());
    assert_eq!(judge("problem").judge(&request, &refused, Expected::AnyError)[0].rule, Rule::Answered);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let limits = Limits { answer: Duration::from_millis(100), ..Limits::default() };
    let silent = exchange(listener.local_addr().unwrap(), &request, limits);
    let found = judge("problem").judge(&request, &silent, Expected::AnyError);
    assert_eq!(found[0].to_string(), "answered: there was no whole answer in time");
}

#[test]
fn statuses_that_do_not_fit_are_found() {
    let fine = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";
    assert_eq!(broken("problem", fine, "GET", Expected::AnyError), ["status: 200 instead of an error"]);
    let found = broken("problem", right("problem", &Fault::new(&NUMBERED), "*/*"), "GET", Expected::Error(&[404]));
    assert_eq!(found, ["status: 400 instead of one of [404]"]);
    let soft = right("status-text", &Fault::new(&NOT_FOUND), "*/*");
    assert!(broken("status-text", soft, "GET", Expected::Error(&[404])).is_empty(), "an error inside HTTP 200");
}
