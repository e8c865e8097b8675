//! Faults as JSON: what is read, and what mistakes say.

use faultwire::Retry;

use super::*;

fn read(text: &str) -> Fault {
    fault(text, "stdin", None).unwrap_or_else(|failure| panic!("{failure}"))
}

/// Each mistake as `line:column message`, with the help behind it.
fn mistakes(text: &str) -> Vec<String> {
    let Err(failure) = fault(text, "stdin", None) else { return Vec::new() };
    let shown = failure.to_string();
    let one = |block: &str| {
        let lines: Vec<_> = block.lines().collect();
        let message = lines[0].trim_start_matches("error: ");
        let Some(place) = lines.get(1).and_then(|line| line.split_once("stdin:")) else { return message.to_owned() };
        let help = lines.last().and_then(|line| line.rsplit_once("^ ")).map(|(_, help)| format!("; {help}"));
        format!("{} {message}{}", place.1, help.unwrap_or_default())
    };
    shown.split("\n\n").map(one).collect()
}

#[test]
fn members_keep_their_order_and_integers_their_digits() {
    let fault = read(
        r#"{"code":"x","status":400,"params":{"z":18446744073709551615,"a":-9223372036854775808,"m":{"y":1,"b":[1.5,null]}}}"#,
    );
    let params: Vec<_> = fault.params().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(params, ["z=18446744073709551615", "a=-9223372036854775808", r#"m={"y":1,"b":[1.5,null]}"#]);
}

#[test]
fn a_protocol_fault_needs_no_status_and_can_be_changed() {
    let fault = read(r#"{"code":"route_not_found"}"#);
    assert_eq!((fault.status(), &*fault.message()), (404, "The resource could not be found."));
    assert!(fault.fault_type().is_hard());
    let fault =
        read(r#"{"code":"route_not_found","title":"Gone","template":"No {x}.","severity":"soft","params":{"x":1}}"#);
    assert_eq!((fault.fault_type().title(), &*fault.message()), ("Gone", "No 1."));
    assert!(!fault.fault_type().is_hard());
    // With a status it is a definition of its own.
    let fault = read(r#"{"code":"route_not_found","status":410}"#);
    assert_eq!((fault.status(), &*fault.message()), (410, "Route not found"));
}

#[test]
fn whether_to_retry_is_read() {
    let read = |members: &str| {
        let fault = read(&format!(r#"{{"code":"a","status":409,{members}}}"#));
        (fault.fault_type().when_to_retry(), fault.retry_after())
    };
    assert_eq!(read(r#""retry":"never""#), (Some(Retry::Never), None));
    assert_eq!(read(r#""retry":"now""#), (Some(Retry::Now), None));
    assert_eq!(read(r#""retry":"after""#), (Some(Retry::After), None));
    assert_eq!(read(r#""retry":"after","retry_after":7"#), (Some(Retry::After), Some(7)));
    assert_eq!(read(r#""retry_after":7"#), (Some(Retry::After), Some(7)));
    assert_eq!(read(r#""notes":[]"#), (None, None));
    let wrong = |members: &str| mistakes(&format!(r#"{{"code":"a","status":409,{members}}}"#));
    assert_eq!(wrong(r#""retry":"nevr""#), ["1:34 unknown word `nevr`; did you mean `never`?"]);
    assert_eq!(wrong(r#""retry":true"#), ["1:34 expected a string, not a boolean"]);
    assert_eq!(wrong(r#""retry_after":7,"retry":"now""#), ["1:50 `now` does not go with `retry_after`"]);
}

#[test]
fn every_member_is_read() {
    let fault = read(
        r#"{
        "code": "a", "status": 429, "title": "T", "template": "{n}", "number": -3, "severity": "hard",
        "help": "https://h", "type": "https://t", "retry_after": 7, "words": {"s.w": "v"},
        "message": "M", "params": {"n": 1}, "details": "D", "instance": "/i",
        "violations": [{"pointer": "", "message": "1"}, {"parameter": "p", "message": "2", "rule": "r"}, {"header": "h", "message": "3"}],
        "extensions": {"a b": true}, "notes": ["N"], "headers": [["Allow", "GET"]],
        "earlier": [{"code": "internal", "earlier": [{"code": "b", "status": 500}]}]
    }"#,
    );
    let definition = fault.fault_type();
    assert_eq!((definition.code(), definition.status(), definition.title()), ("a", 429, "T"));
    assert_eq!((definition.template(), definition.error_number()), (Some("{n}"), Some(-3)));
    assert_eq!((definition.help_uri(), definition.uri()), (Some("https://h"), Some("https://t")));
    assert_eq!((definition.is_hard(), fault.retry_after(), definition.word("s", "w")), (true, Some(7), Some("v")));
    assert_eq!((&*fault.message(), fault.details(), fault.instance()), ("M", Some("D"), Some("/i")));
    let places: Vec<_> = fault.violations().iter().map(|v| (v.location().as_str(), v.message(), v.rule())).collect();
    assert_eq!(places, [("", "1", None), ("p", "2", Some("r")), ("h", "3", None)]);
    assert_eq!(
        fault.extensions().map(|(name, value)| (name.to_owned(), value.to_string())).collect::<Vec<_>>(),
        [("a b".into(), "true".into())]
    );
    assert_eq!(fault.notes().collect::<Vec<_>>(), ["N"]);
    assert_eq!(fault.headers().len(), 1);
    assert_eq!(fault.earlier()[0].earlier()[0].code(), "b");
}

#[test]
fn all_mistakes_are_found_in_one_run() {
    let text = r#"{
  "code": "Bad", "status": 200, "titel": "x", "template": "{",
  "number": 1.5, "severity": "sof", "retry_after": -1, "words": {"w": 1},
  "message": 7, "params": {"1": 1, "a": 1, "a": 2, "b": [18446744073709551616]},
  "violations": [{"pointer": "/a", "header": "h", "message": "m"}, {"pointr": "/a"}, 1],
  "extensions": [], "notes": "n", "headers": [["Content-Length", "1"], ["x"]],
  "earlier": [{"code": "y"}]
}"#;
    let expected = [
        "2:11 invalid code \"Bad\" of a fault type: expected a lower-case letter, then lower-case letters, digits and `_`",
        "2:28 invalid status \"200\" of a fault type: expected 400 to 599",
        "2:33 unknown member `titel`; did you mean `title`?",
        "2:59 invalid message \"{\" of a fault type: expected only names in braces; a doubled brace stands for itself",
        "3:13 1.5 is not an integer of 64 bits",
        "3:30 unknown word `sof`; did you mean `soft`?",
        "3:52 -1 is not a number of seconds",
        "3:66 invalid word \"w\" of a fault type: expected `style.word`",
        "3:71 expected a string, not a number",
        "4:14 expected a string, not a number",
        "4:28 invalid name \"1\": expected a letter or `_`, then letters, digits or `_`",
        "4:44 member `a` is here twice",
        "4:58 an integer is from -9223372036854775808 to 18446744073709551615; write it as text",
        "5:18 a violation has one place: `pointer`, `parameter` or `header`",
        "5:68 `message` is missing",
        "5:69 unknown member `pointr`; did you mean `pointer`?",
        "5:86 expected an object, not a number",
        "6:17 expected an object, not an array",
        "6:30 expected an array, not a string",
        "6:47 invalid name or value of header \"Content-Length\"",
        "6:72 a header is a pair: [\"name\", \"value\"]",
        "7:15 `status` is missing, and `code` is no protocol fault's such as `route_not_found`",
    ];
    assert_eq!(mistakes(text), expected);
}

#[test]
fn what_is_no_fault_is_one_sentence() {
    for (text, expected) in [
        ("", "stdin is empty: a fault is a JSON object such as {\"code\":\"internal\"}"),
        (" \n", "stdin is empty: a fault is a JSON object such as {\"code\":\"internal\"}"),
        ("[]", "1:1 expected an object, not an array"),
        ("null", "1:1 expected an object, not null"),
        ("{}", "1:1 `code` is missing"),
        ("{\n \"code\" 1}", "2:9 no JSON: expected `:`"),
        ("{\"code\":\"x\",}", "1:13 no JSON: trailing comma"),
        ("{\"code\":\"internal\"} {}", "1:21 no JSON: trailing characters"),
        ("{\"code\":", "1:8 no JSON: EOF while parsing a value"),
        ("{\"code\":1e999}", "1:13 no JSON: number out of range"),
        ("{\"code\":\"\\ud800\"}", "1:16 no JSON: unexpected end of hex escape"),
    ] {
        assert_eq!(mistakes(text), [expected], "{text}");
    }
    assert!(mistakes(&"[".repeat(100_000))[0].contains("recursion limit exceeded"));
    assert!(mistakes("\u{FEFF}{\"code\":\"internal\"}").is_empty());
}
