//! `faultwire render`: flags, configurations, input that is wrong.

use crate::program::{faultwire, file, folder, program, run};

const NOT_FOUND: &str = r#"{"code":"route_not_found"}"#;

fn render(flags: &[&str], input: &str) -> String {
    faultwire(&[&["render"], flags].concat(), input).fine()
}

#[test]
fn the_default_is_problem_with_a_request_id_of_its_own() {
    let (first, second) = (render(&[], NOT_FOUND), render(&[], NOT_FOUND));
    assert!(first.starts_with("HTTP/1.1 404 Not Found\ncontent-type: application/problem+json\nx-request-id: req-"));
    assert_ne!(first, second);
    let none = render(&["--no-request-id"], NOT_FOUND);
    assert!(!none.contains("x-request-id"));
    assert_eq!(none, render(&["--no-request-id"], NOT_FOUND));
}

#[test]
fn a_format_is_asked_for_in_the_styles_own_type() {
    let xml = render(&["--style", "problem", "--format", "xml"], NOT_FOUND);
    assert!(xml.contains("\ncontent-type: application/problem+xml\n"), "{xml}");
    let refused = faultwire(&["render", "--style", "simplivity", "--format", "xml"], NOT_FOUND).failed(1);
    assert_eq!(refused, "error: style `simplivity` is not written in XML\n");
}

#[test]
fn a_moment_an_id_and_details_are_shown_as_given() {
    let flags =
        ["--style", "simplivity", "--now", "1970-01-01T00:00:01.5Z", "--request-id", "r", "--path", "/a?b", "--body"];
    let body = render(&flags, r#"{"code":"x","status":409}"#);
    assert!(body.ends_with(r#""path":"/a","message":"X","timestamp":1500,"status":"409"}"#), "{body}");
    let details = r#"{"code":"x","status":400,"details":"D"}"#;
    assert!(render(&["--style", "openstack", "--details"], details).contains(r#""details":"D""#));
    assert!(!render(&["--style", "openstack"], details).contains("details"));
}

#[test]
fn a_configuration_answers_as_its_service_does() {
    let config = "style = 'openstack'\n[[routes]]\nprefix = '/api/{id}'\nstyle = 'team'\n\
                  [[accept]]\nmedia = 'application/problem+json'\nstyle = 'problem'\n\
                  [status]\nbody_invalid = 422\n[expose]\ndetails = true\n\
                  [styles.team]\nmedia = { json = 'application/json' }\nfault.body = { e = '$code', at = '$method?' }\n";
    let config = file(&folder("render-config"), "faultwire.toml", config);
    let body = |flags: &[&str]| render(&[&["--config", &config, "--body"], flags].concat(), NOT_FOUND);
    assert!(body(&[]).starts_with("{\"itemNotFound\""));
    assert!(body(&["--format", "xml"]).contains("<itemNotFound"));
    assert_eq!(body(&["--path", "/api/7/x", "--method", "PUT"]), r#"{"e":"route_not_found","at":"PUT"}"#);
    assert!(body(&["--accept", "application/problem+json"]).starts_with("{\"title\""));
    // A style that is named is the style, and the rest of the configuration holds.
    let named = ["--config", &config, "--path", "/api/7/x", "--style", "status-text", "--no-request-id"];
    let answer = render(&named, r#"{"code":"body_invalid"}"#);
    assert!(answer.starts_with("HTTP/1.1 422 ") && answer.contains("\"status\":\"error\""), "{answer}");
    assert_eq!(render(&["--config", &config, "--style", "team", "--body"], NOT_FOUND), r#"{"e":"route_not_found"}"#);

    let options = ["render", "--config", &config, "--option", "names=as-coded"];
    assert!(faultwire(&options, NOT_FOUND).failed(2).contains("needs `--style`"));

    let mut command = program();
    command.args(["render", "--config", &config, "--body"]).env("FAULTWIRE_STYLE", "status-text");
    assert!(run(command, NOT_FOUND.as_bytes()).fine().starts_with("{\"status\":\"error\""));
}

#[test]
fn unknown_members_get_the_nearest_name_and_a_place() {
    let error = faultwire(&["render"], "{\n  \"code\": \"internal\",\n  \"mesage\": \"x\"\n}").failed(1);
    let expected = "\
error: unknown member `mesage`
 --> standard input:3:3
  |
3 |   \"mesage\": \"x\"
  |   ^^^^^^^^ did you mean `message`?
";
    assert_eq!(error, expected);
}

#[test]
fn input_that_is_no_fault_is_one_clear_sentence() {
    let failed = |input: &[u8]| faultwire(&["render"], input).failed(1);
    assert!(failed(b"").starts_with("error: standard input is empty: a fault is a JSON object such as "));
    assert_eq!(failed(b"{\n\"\xE9\"}"), "error: standard input is not UTF-8: byte 0xE9 at offset 3, in line 2\n");
    assert!(
        failed(b"{\"code\":1").starts_with("error: no JSON: EOF while parsing an object\n --> standard input:1:9\n")
    );
    assert!(failed(br#"{"code":4}"#).starts_with("error: expected a string, not a number\n --> standard input:1:9\n"));
    assert!(failed(br#"{"code":"x"}"#).starts_with("error: `status` is missing, "));
}

#[test]
fn what_the_input_says_cannot_command_a_terminal() {
    let error = faultwire(&["render"], "{\"a\\u001b[31m\":1,\"\u{9b}\":1}").failed(1);
    assert!(!error.contains(|c: char| c.is_control() && c != '\n'), "{error:?}");
}

#[test]
fn mistakes_of_the_command_line_are_2() {
    for flags in [
        vec!["--format", "yaml"],
        vec!["--format", "xml", "--accept", "a/b"],
        vec!["--now", "yesterday"],
        vec!["--path", "volumes"],
        vec!["--path", "/a b"],
        vec!["--method", "G T"],
        vec!["--request-id", "a\nb"],
        vec!["--request-id", ""],
        vec!["--request-id", "a", "--no-request-id"],
        vec!["--option", "x"],
        vec!["--stile", "problem"],
    ] {
        faultwire(&[&["render"], flags.as_slice()].concat(), NOT_FOUND).failed(2);
    }
    let nearest = faultwire(&["render", "--stile", "problem"], NOT_FOUND).failed(2);
    assert!(nearest.contains("--style"), "{nearest}");
    faultwire(&[], "").failed(2);
}
