//! `faultwire probe`: a service that answers everything alike, rightly or wrongly.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

use serde_json::Value;

use crate::program::faultwire;

const RIGHT: &str = r#"{"title":"Not found","status":404,"detail":"There is none.","code":"route_not_found"}"#;

/// Starts a service that answers every connection with this, until the test ends.
fn service(media: &'static str, body: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut buffer = [0; 1 << 16];
            let read = stream.read(&mut buffer).unwrap_or(0);
            let head = buffer[..read].starts_with(b"HEAD ");
            let sent = if head { "" } else { body };
            let length = body.len();
            let _ = write!(
                stream,
                "HTTP/1.1 404 Not Found\r\ncontent-type: {media}\r\nvary: accept\r\ncontent-length: {length}\r\n\r\n{sent}",
            );
            // What was sent is read to its end, so that the answer is not lost with a reset.
            let _ = stream.shutdown(std::net::Shutdown::Write);
            while matches!(stream.read(&mut buffer), Ok(read) if read > 0) {}
        }
    });
    address
}

#[test]
fn a_service_in_the_envelope_is_fine_but_for_what_has_another_status() {
    let address = service("application/problem+json", RIGHT);
    let ran = faultwire(&["probe", &address, "--json"], "");
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let report: Value = serde_json::from_slice(&ran.out).unwrap();
    let cases = report["cases"].as_array().unwrap();
    for case in cases {
        let rules: Vec<_> = case["findings"].as_array().unwrap().iter().map(|finding| &finding["rule"]).collect();
        // What is no HTTP is no 404.
        let malformed = ["line", "version", "header", "space", "length", "target of"];
        let name = case["name"].as_str().unwrap();
        assert_eq!(case["status"], 404, "{name}");
        if !malformed.iter().any(|word| name.contains(word)) {
            assert!(rules.is_empty(), "{name}: {rules:?}");
        }
    }
    assert!(cases.len() > 25);
}

#[test]
fn what_is_wrong_is_named_and_the_exit_code_is_1() {
    let page = service("text/html", "<html>\u{1b}[31mnothing at src/main.rs:7</html>");
    let ran = faultwire(&["probe", &page, "--path", "/volumes"], "");
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let out = String::from_utf8(ran.out).unwrap();
    assert!(out.contains("WRONG  404  text/html"), "{out}");
    assert!(out.contains("media-type: \"text/html\" instead of one of"), "{out}");
    assert!(out.contains("leak: a line of a source file: \"src/main.rs:7\""), "{out}");
    assert!(!out.contains('\u{1b}'), "no command for the terminal");
    let last = out.lines().last().unwrap();
    assert!(last.ends_with("of them wrong"), "{last}");
}

#[test]
fn nobody_there_is_a_finding_for_each_case() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let ran = faultwire(&["probe", &format!("http://{address}")], "");
    assert_eq!(ran.code, Some(1));
    let out = String::from_utf8(ran.out).unwrap();
    assert!(out.contains("answered: the connection was closed without an answer"), "{out}");
}

#[test]
fn the_list_names_every_case_and_needs_no_service() {
    let few = faultwire(&["probe", "--list"], "").fine();
    let more = faultwire(&["probe", "--list", "--path", "/a", "--path", "/b"], "").fine();
    assert!(few.lines().count() > 25 && more.lines().count() > few.lines().count() + 30);
    assert!(more.contains("JSON cut off of /a\n") && more.contains("JSON cut off of /b\n"));
}

#[test]
fn mistakes_of_the_command_line_are_2_and_of_names_1() {
    for (arguments, message) in [
        (vec!["probe"], "required"),
        (vec!["probe", "127.0.0.1:80"], "http://HOST:PORT"),
        (vec!["probe", "https://127.0.0.1"], "plain HTTP alone"),
        (vec!["probe", "http://127.0.0.1", "--path", "volumes"], "a path begins with `/`"),
        (vec!["probe", "http://127.0.0.1", "--timeout", "0"], "0 is not in"),
    ] {
        let ran = faultwire(&arguments, "");
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(ran.err.contains(message), "{}", ran.err);
    }
    let ran = faultwire(&["probe", "http://127.0.0.1:9", "--style", "opnstack"], "");
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("did you mean `openstack`?"), "{}", ran.err);
}
