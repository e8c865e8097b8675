//! `faultwire render --reply`: successful answers, and input that is none.

use crate::program::{faultwire, file, folder};

/// The flags, then the answer without a request id.
fn render(flags: &[&str], input: &str) -> String {
    faultwire(&[&["render", "--reply", "--no-request-id"], flags].concat(), input).fine()
}

fn body(style: &str, input: &str) -> String {
    render(&["--style", style, "--body"], input)
}

fn refused(input: impl AsRef<[u8]>) -> String {
    faultwire(&["render", "--reply"], input).failed(1)
}

/// Each mistake as `line:column message`.
fn mistakes(input: &str) -> Vec<String> {
    let error = refused(input);
    let one = |block: &str| {
        let mut lines = block.lines();
        let message = lines.next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        let place = lines.next().and_then(|line| line.rsplit_once("input:")).map(|(_, place)| format!("{place} "));
        place.unwrap_or_default() + &message
    };
    error.trim_end().split("\n\n").map(one).collect()
}

const EVERYTHING: &str = r#"{
    "status": 202,
    "resource": { "name": "disk", "value": { "id" : 7 , "tags": [ "a b", null ] } },
    "members": { "vm": { "id": 3 }, "count": 1 },
    "location": "/queue/c0ffee",
    "queue_token": "c0ffee",
    "notes": ["n"],
    "warnings": [{ "code": "small", "status": 400, "template": "Size {size} is small.", "params": { "size": 1 } }],
    "headers": [["Link", "</disks>; rel=up"], ["Set-Cookie", "a=1"], ["Set-Cookie", "b=2"]]
}"#;

#[test]
fn every_member_is_sent() {
    let answer = render(&["--style", "queue-token"], EVERYTHING);
    let expected = "\
HTTP/1.1 202 Accepted
content-type: application/json
location: /queue/c0ffee
link: </disks>; rel=up
set-cookie: a=1
set-cookie: b=2
vary: Accept

{\"errors\":[\"Size 1 is small.\"],\"msg\":[\"n\"],\"queue_token\":\"c0ffee\",\
\"disk\":{\"id\":7,\"tags\":[\"a b\",null]},\"vm\":{\"id\":3},\"count\":1}";
    assert_eq!(answer, expected);
}

#[test]
fn a_task_that_failed_has_its_fault_and_details_where_they_are_asked_for() {
    let input = r#"{"task":{"id":"t","state":"FAILED","start":"2026-01-02T03:04:05.9Z","end":"2026-01-02T04:04:06+01:00",
        "objects":[{"type":"vm","id":"7"}],"fault":{"code":"busy","status":409,"details":"D"}}}"#;
    let expected = |details: &str| {
        format!(
            "{{\"task\":{{\"id\":\"t\",\"status\":\"FAILED\",\"objects\":[{{\"type\":\"vm\",\"id\":\"7\"}}],\
             \"started_at\":\"2026-01-02T03:04:05Z\",\"finished_at\":\"2026-01-02T03:04:06Z\",\
             \"fault\":{{\"code\":409,\"created\":\"2026-01-02T03:04:06Z\",\"message\":\"Busy\"{details}}}}}}}"
        )
    };
    assert_eq!(body("openstack", input), expected(""));
    assert_eq!(render(&["--style", "openstack", "--body", "--details"], input), expected(",\"details\":\"D\""));
}

#[test]
fn white_space_of_the_input_is_not_in_the_answer() {
    let loose = "\u{FEFF} {\r\n\t\"resource\" : { \"name\" : \"v\" , \"value\" : [ 1 , { \"a\" : \"b c\" } ] } } \n";
    let compact = r#"{"resource":{"name":"v","value":[1,{"a":"b c"}]}}"#;
    assert_eq!(render(&[], loose), render(&[], compact));
    assert_eq!(body("problem", loose), r#"{"v":[1,{"a":"b c"}]}"#);
}

#[test]
fn numbers_are_exact_or_refused() {
    let value = |value: &str| format!(r#"{{"resource":{{"name":"v","value":{value}}}}}"#);
    for (written, sent) in [
        ("9223372036854775808", "9223372036854775808"),
        ("18446744073709551615", "18446744073709551615"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("0", "0"),
        ("0.1", "0.1"),
        ("1.50", "1.5"),
        ("-0.0", "-0.0"),
        ("1E2", "100.0"),
        ("2.2250738585072014e-308", "2.2250738585072014e-308"),
        ("1.7976931348623157e308", "1.7976931348623157e+308"),
        ("0.30000000000000004", "0.30000000000000004"),
    ] {
        assert_eq!(body("problem", &value(written)), format!("{{\"v\":{sent}}}"), "{written}");
    }
    let range = "an integer is from -9223372036854775808 to 18446744073709551615; write it as text";
    let digits = |float: &str| format!("a number would be {float} here and lose digits; write it as text");
    for (written, message) in [
        ("18446744073709551616", range.to_owned()),
        ("-9223372036854775809", range.to_owned()),
        ("0.1000000000000000055", digits("0.1")),
        ("18446744073709551615.5", digits("1.8446744073709552e19")),
        ("1e-400", digits("0.0")),
        ("1e999", "no JSON: number out of range".to_owned()),
        ("NaN", "no JSON: expected value".to_owned()),
        ("-Infinity", "no JSON: invalid number".to_owned()),
        ("01", "no JSON: invalid number".to_owned()),
    ] {
        let found = mistakes(&value(written));
        assert!(found.len() == 1 && found[0].ends_with(&format!(" {message}")), "{written}: {found:?}");
    }
}

#[test]
fn statuses_are_what_is_sent() {
    let resource = r#""resource":{"name":"v","value":null}"#;
    let status = |input: &str| render(&[], input).lines().next().unwrap_or_default().to_owned();
    assert_eq!(status("{}"), "HTTP/1.1 200 OK");
    assert_eq!(status(r#"{"status":201}"#), "HTTP/1.1 201 Created");
    assert_eq!(render(&[], r#"{"status":202}"#), "HTTP/1.1 202 Accepted\n\n");
    assert_eq!(render(&[], r#"{"status":204}"#), "HTTP/1.1 204 No Content\n\n");
    // What is said needs a body.
    assert_eq!(
        render(&[], &format!("{{\"status\":204,{resource}}}")),
        "HTTP/1.1 200 OK\ncontent-type: application/json\n\n{\"v\":null}"
    );
    for wrong in ["203", "500", "-1", "200.5", "99999999999999999999"] {
        let expected = format!("1:11 {wrong} is not a status of a reply: 200, 201, 202 or 204");
        assert_eq!(mistakes(&format!("{{\"status\":{wrong}}}")), [expected]);
    }
    assert_eq!(
        mistakes(r#"{"status":"200"}"#),
        ["1:11 expected a status of a reply: 200, 201, 202 or 204, not a string"]
    );
}

#[test]
fn all_mistakes_are_found_in_one_run() {
    let input = r#"{
  "statuss": 200, "resource": {"nam": "v", "value": 1, "value": 2},
  "members": {"a": 1, "a": 2}, "location": "/a\nb", "queue_token": 7, "notes": [1],
  "warnings": [{"code": "x", "titel": "y"}], "headers": [["a b", "c"], []],
  "task": {
    "ident": 1, "state": "FAILD", "start": "yesterday", "end": "+002026-01-01T00:00:00Z",
    "objects": [{"type": "a", "idd": "b"}, 3]
  }
}"#;
    let expected = [
        "2:3 unknown member `statuss`",
        "2:31 `name` is missing",
        "2:32 unknown member `nam`",
        "2:56 member `value` is here twice",
        "3:23 member `a` is here twice",
        "3:44 a location stands in a header, which has no control characters",
        "3:68 expected a string, not a number",
        "3:81 expected a string, not a number",
        "4:16 `status` is missing, and `code` is no protocol fault's such as `route_not_found`",
        "4:30 unknown member `titel`",
        "4:58 invalid name or value of header \"a b\"",
        "4:72 a header is a pair: [\"name\", \"value\"]",
        "5:11 `id` is missing",
        "6:5 unknown member `ident`",
        "6:26 unknown word `FAILD`",
        "6:44 expected a moment such as \"2026-01-02T03:04:05Z\"",
        "6:64 expected a moment such as \"2026-01-02T03:04:05Z\"",
        "7:17 `id` is missing",
        "7:31 unknown member `idd`",
        "7:44 expected an object, not a number",
    ];
    assert_eq!(mistakes(input), expected);
    let input_of_values = r#"{"resource":{"name":"v","value":[1e-400,{"a":1,"a":18446744073709551616,"b":0.1000000000000000055}]},"members":{"w":-9223372036854775809}}"#;
    let places = ["1:34 ", "1:48 ", "1:77 ", "1:117 "];
    let found = mistakes(input_of_values);
    assert!(
        found.len() == places.len() && found.iter().zip(places).all(|(f, place)| f.starts_with(place)),
        "{found:?}"
    );
    let error = refused(input);
    for help in ["`status`", "`name`", "`title`", "`id`", "`FAILED`"] {
        assert!(error.contains(&format!("did you mean {help}?")), "{help} in {error}");
    }
    assert!(error.starts_with(
        "error: unknown member `statuss`\n --> standard input:2:3\n  |\n2 |   \"statuss\": 200, \"resource\": \
         {\"nam\": \"v\", \"value\": 1, \"value\": 2},\n  |   ^^^^^^^^^ did you mean `status`?\n\n"
    ));
}

#[test]
fn tasks_have_what_belongs_to_their_state() {
    let task = |rest: &str| format!(r#"{{"task":{{"id":"t","start":"2026-01-02T03:04:05Z",{rest}}}}}"#);
    let end = r#""end":"2026-01-02T03:04:06Z""#;
    let fault = r#""fault":{"code":"internal"}"#;
    for (rest, expected) in [
        (
            r#""state":"FAILED""#.to_owned(),
            vec!["`end` is missing: a task that is over has one", "`fault` is missing: a task that failed has one"],
        ),
        (format!(r#""state":"FAILED",{end}"#), vec!["`fault` is missing: a task that failed has one"]),
        (format!(r#""state":"FAILED",{fault}"#), vec!["`end` is missing: a task that is over has one"]),
        (format!(r#""state":"COMPLETED",{end},{fault}"#), vec!["`fault` is for a task that failed"]),
        (
            format!(r#""state":"IN_PROGRESS",{end},{fault}"#),
            vec!["`end` is for a task that is over", "`fault` is for a task that failed"],
        ),
        (r#""state":"COMPLETED","end":"2026-01-02T03:04:04.999Z""#.to_owned(), vec!["the task ends before it starts"]),
        (end.to_owned(), vec!["`state` is missing"]),
        (r#""state":"IN_PROGRESS","message":7"#.to_owned(), vec!["expected a string, not a number"]),
        (
            r#""state":"FAILED","end":"2026-01-02","fault":{"code":"internal","x":1}"#.to_owned(),
            vec!["expected a moment such as \"2026-01-02T03:04:05Z\"", "unknown member `x`"],
        ),
    ] {
        let found = mistakes(&task(&rest));
        let texts: Vec<_> = found.iter().filter_map(|found| Some(found.split_once(' ')?.1)).collect();
        assert_eq!(texts, expected, "{rest}");
    }
    assert_eq!(mistakes(r#"{"task":7}"#), ["1:9 expected an object, not a number"]);
    let completed = format!(r#""state":"COMPLETED",{}"#, r#""end":"2026-01-02T03:04:05Z""#);
    assert!(body("problem", &task(&completed)).contains("\"COMPLETED\""), "it can end when it starts");
}

#[test]
fn a_name_that_comes_twice_is_a_mistake_with_a_place() {
    let input = r#"{"resource":{"name":"a","value":1},"members":{"b":1,"a":2,"c":3}}"#;
    assert_eq!(mistakes(input), ["1:53 two members have the name `a`"]);
}

#[test]
fn a_name_that_the_style_has_for_itself_is_refused_with_the_reason() {
    let refusal = |flags: &[&str], name: &str, input: &str| {
        let error = faultwire(&[&["render", "--reply"], flags].concat(), input).failed(1);
        let start = format!("error: the reply cannot be sent: style `{name}` has a member `status` of its own");
        assert!(error.starts_with(&start), "{error}");
    };
    let resource = r#"{"resource":{"name":"status","value":1}}"#;
    refusal(&["--style", "status-text"], "status-text", resource);
    refusal(&["--style", "status-text", "--body"], "status-text", r#"{"members":{"status":1}}"#);
    assert_eq!(body("problem", resource), r#"{"status":1}"#);
    // Also where the style follows from the request, and faults look like successes.
    let config = "style = 'problem'\n[[routes]]\nprefix = '/a'\nstyle = 'team'\n[styles.team]\n\
                  media = { json = 'a/b' }\nfault.status = 200\nfault.body = 1\n\
                  reply.body = { status = 1, '$resource_name?' = '$resource?' }\n";
    let config = file(&folder("reply-reserved"), "faultwire.toml", config);
    refusal(&["--config", &config, "--path", "/a"], "team", resource);
    assert_eq!(render(&["--config", &config, "--path", "/b", "--body"], resource), r#"{"status":1}"#);
}

#[test]
fn a_client_that_accepts_nothing_gets_what_a_service_would_send() {
    let answer = render(&["--style", "queue-token", "--accept", "text/html"], r#"{"status":201}"#);
    assert!(answer.starts_with("HTTP/1.1 406 Not Acceptable\n"), "{answer}");
    let answer = render(&["--style", "openstack", "--accept", "application/xml"], "{}");
    assert!(answer.starts_with("HTTP/1.1 200 OK\ncontent-type: application/json; charset=UTF-8\n"), "{answer}");
}

#[test]
fn replies_are_in_json_alone() {
    for style in ["problem", "simplivity"] {
        let error = faultwire(&["render", "--reply", "--format", "xml", "--style", style], "{}").failed(2);
        assert_eq!(error, "error: replies are written in JSON alone: `--format xml` does not go with `--reply`\n");
    }
    // The type of the replies, not of the faults.
    let answer = render(&["--style", "problem", "--format", "json"], "{}");
    assert!(answer.contains("\ncontent-type: application/json\n"), "{answer}");
    assert!(render(&["--style", "queue-token", "--format", "json"], "{}").starts_with("HTTP/1.1 200 OK\n"));
}

#[test]
fn input_that_is_no_reply_is_one_clear_sentence() {
    assert_eq!(
        refused(""),
        "error: standard input is empty: a reply is a JSON object such as \
         {\"resource\":{\"name\":\"volume\",\"value\":{\"id\":7}}}\n"
    );
    assert_eq!(refused(b"{\n\"\xE9\"}"), "error: standard input is not UTF-8: byte 0xE9 at offset 3, in line 2\n");
    for (input, expected) in [
        ("[]", "1:1 expected an object, not an array"),
        ("null", "1:1 expected an object, not null"),
        ("{} {}", "1:4 no JSON: trailing characters"),
        (r#"{"resource":{"name":"v","value":"\ud800"}}"#, "1:40 no JSON: unexpected end of hex escape"),
        (r#"{"resource":{"value":1}}"#, "1:13 `name` is missing"),
        (r#"{"resource":{"name":"v"}}"#, "1:13 `value` is missing"),
        (r#"{"members":[]}"#, "1:12 expected an object, not an array"),
        (r#"{"code":"internal"}"#, "1:2 unknown member `code`"),
    ] {
        assert_eq!(mistakes(input), [expected], "{input}");
    }
}

#[test]
fn deep_values_are_sent_or_refused() {
    let nested =
        |depth: usize| format!(r#"{{"resource":{{"name":"v","value":{}}}}}"#, "[".repeat(depth) + &"]".repeat(depth));
    let sent = body("problem", &nested(100));
    assert_eq!(sent, format!("{{\"v\":{}{}}}", "[".repeat(100), "]".repeat(100)));
    assert!(mistakes(&nested(100_000))[0].ends_with("no JSON: recursion limit exceeded"));
    assert!(mistakes(&"{\"resource\":".repeat(100_000))[0].ends_with("no JSON: recursion limit exceeded"));
}

#[test]
fn long_values_are_sent() {
    let items: Vec<_> = (0..100_000).map(|id| format!("{{\"id\":{id}}}")).collect();
    let items = format!("[{}]", items.join(","));
    let list = format!(r#"{{"resource":{{"name":"v","value":{items}}}}}"#);
    assert_eq!(body("status-text", &list), format!("{{\"status\":\"OK\",\"v\":{items}}}"));
    let members: Vec<_> = (0..100_000).map(|id| format!("\"{id}\":{id}")).collect();
    let object = format!("{{{}}}", members.join(","));
    let one = format!(r#"{{"resource":{{"name":"v","value":{object}}}}}"#);
    assert_eq!(body("google", &one), object);
}

#[test]
fn very_many_mistakes_are_counted() {
    let notes = vec!["1"; 100_000].join(",");
    let error = refused(format!("{{\"notes\":[{notes}]}}"));
    assert_eq!(error.matches("error: expected a string, not a number\n").count(), 1000);
    assert!(error.ends_with("\n\nand 99000 more mistakes\n"), "{}", &error[error.len() - 200..]);
}
