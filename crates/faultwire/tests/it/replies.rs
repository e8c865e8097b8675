//! Replies and tasks: what careless handlers give, what clients accept, and pages that say little.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use faultwire::{Config, Fault, FaultType, Renderer, Reply, RequestContext, Style, Task, TaskState};
use http::{HeaderMap, Method, Response, Uri};
use serde::Serialize;
use serde::ser::{Error as _, SerializeSeq, Serializer};
use serde_json::{Value, json};

static SMALL: FaultType = FaultType::new("disk_small", 400, "Small disk").message("The disk has {size} GB only.");
static BUSY: FaultType = FaultType::new("disk_busy", 409, "Disk busy");

fn configured(config: &str) -> Renderer {
    let config = Config::from_toml(config, "test").unwrap_or_else(|error| panic!("{error}"));
    Renderer::builder().config(config).without_request_ids().build().unwrap()
}

fn renderer(style: &str) -> Renderer {
    configured(&format!("style = {style:?}"))
}

fn reply(style: &str, reply: Reply) -> Response<Bytes> {
    renderer(style).reply(reply, &RequestContext::empty())
}

fn text(response: &Response<Bytes>) -> &str {
    std::str::from_utf8(response.body()).unwrap()
}

fn request(method: &Method, path: &'static str, accept: Option<&str>) -> RequestContext {
    let mut headers = HeaderMap::new();
    accept.map(|accept| headers.insert("accept", accept.parse().unwrap()));
    Renderer::default().capture(method, &Uri::from_static(path), &headers)
}

fn styles() -> impl Iterator<Item = String> {
    Style::builtin().map(|style| style.name().to_owned())
}

/// Serialises half of a list, then fails.
struct Half;

impl Serialize for Half {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        list.serialize_element("hunter2")?;
        Err(S::Error::custom("the connection broke"))
    }
}

#[test]
fn a_payload_that_fails_half_way_is_a_fault_and_nothing_of_it_leaves() {
    let keys: BTreeMap<(u8, u8), u8> = [((1, 2), 3)].into();
    let broken = [
        Reply::of("disk", &Half),
        Reply::of("disk", &json!({"id": 1})).with_member("more", &Half),
        Reply::of("disk", &[1.0, f64::NAN]),
        Reply::of("disk", &f32::NEG_INFINITY),
        Reply::of("disk", &keys),
        Reply::no_content().with_resource("disk", &Half),
    ];
    for style in styles() {
        for broken in &broken {
            assert!(broken.mistake().is_some());
            let answer = reply(&style, broken.clone());
            assert_eq!(answer.status(), 500, "{style} {answer:?}");
            assert!(!text(&answer).contains("hunter2") && !text(&answer).contains("broke"), "{style} {answer:?}");
            let fault = renderer(&style).render(&Fault::new(&faultwire::protocol::INTERNAL), &RequestContext::empty());
            assert_eq!(answer.headers(), fault.headers());
        }
    }
    let why = broken[2].mistake().unwrap();
    assert_eq!(why, "resource `disk` cannot be written: at /1: NaN is no number in JSON");
    assert_eq!(broken[2].clone().with_resource("disk", &1).mistake(), None, "it was replaced");
}

#[test]
fn names_that_the_envelope_has_itself_are_refused() {
    let check = |style: &str, name: &'static str, status: u16| {
        for given in [Reply::of(name, &1), Reply::of("disk", &1).with_member(name, &2)] {
            let answer = reply(style, given);
            assert_eq!(answer.status(), status, "{style} {name} {answer:?}");
        }
    };
    check("status-text", "status", 500);
    check("status-text", "code", 200);
    check("status-text", "text", 200);
    for name in ["errors", "msg", "queue_token"] {
        check("queue-token", name, 500);
        check("openstack", name, 200);
    }
    for name in ["", "a\nb"] {
        assert_eq!(reply("openstack", Reply::of(name, &7)).status(), 500);
        assert_eq!(reply("openstack", Reply::ok().with_member(name, &7)).status(), 500);
    }
    for name in ["a\"b", "..", "é", "$code"] {
        let answer = reply("openstack", Reply::of(name, &7));
        assert_eq!(serde_json::from_slice::<Value>(answer.body()).unwrap()[name], 7);
    }
    let twice = Reply::of("disk", &1).with_member("more", &2).with_member("more", &3);
    assert_eq!(twice.mistake().unwrap(), "two members have the name `more`");
    let twice = Reply::ok().with_member("disk", &2).with_resource("disk", &1);
    assert_eq!(twice.mistake().unwrap(), "two members have the name `disk`");
    assert_eq!(reply("problem", twice).status(), 500);
}

#[test]
fn ids_are_exact_to_two_to_the_63_and_beyond() {
    let ids = json!({"id": 1u64 << 63, "max": u64::MAX, "least": i64::MIN});
    let answer = reply("status-text", Reply::of("Volume", &ids));
    let expected = r#"{"status":"OK","Volume":{"id":9223372036854775808,"least":-9223372036854775808,"max":18446744073709551615}}"#;
    assert_eq!(text(&answer), expected);
}

#[test]
fn a_list_of_a_hundred_thousand_is_written_whole() {
    #[derive(Serialize)]
    struct Item {
        id: usize,
        name: String,
    }
    let items: Vec<_> = (0..100_000).map(|id| Item { id, name: format!("disk \"{id}\"") }).collect();
    for style in ["status-text", "json-api"] {
        let answer = reply(style, Reply::of("disks", &items));
        let whole: Value = serde_json::from_slice(answer.body()).unwrap();
        let list = whole.get("disks").or(whole.get("data")).unwrap();
        assert_eq!(list, &serde_json::to_value(&items).unwrap(), "{style}");
    }
}

#[test]
fn without_content_there_is_no_body_unless_there_is_something_to_say() {
    let warned = || Reply::no_content().with_warning(Fault::new(&SMALL).with("size", 1)).with_note("n");
    for style in styles() {
        let answer = reply(&style, Reply::no_content());
        let soft = style == "status-text";
        assert_eq!((answer.status().as_u16(), answer.body().is_empty()), if soft { (200, false) } else { (204, true) });
        assert_eq!(answer.headers().contains_key("content-type"), soft);
        let answer = reply(&style, Reply::no_content().with_resource("disk", &json!({})));
        assert_eq!(answer.status(), 200, "{style}");
        assert!(answer.headers().contains_key("content-type") && !answer.body().is_empty());
        let answer = reply(&style, warned());
        let says = style == "queue-token" || soft;
        assert_eq!(answer.status(), if says { 200 } else { 204 }, "{style}");
    }
    assert_eq!(text(&reply("queue-token", warned())), r#"{"errors":["The disk has 1 GB only."],"msg":["n"]}"#);
    let accepted = reply("openstack", Reply::accepted());
    assert_eq!((accepted.status().as_u16(), text(&accepted)), (202, ""));
    assert!(!accepted.headers().contains_key("content-type"));
    let accepted = configured("style = 'openstack'\noptions = { no_content = '202' }");
    let accepted = accepted.reply(Reply::no_content(), &RequestContext::empty());
    assert_eq!((accepted.status().as_u16(), text(&accepted)), (202, ""));
}

#[test]
fn a_status_in_the_body_is_the_one_that_is_sent() {
    let page = "style = 't'\n[styles.t]\nmedia.json = 'application/json'\nfault.body = {}\n\
                reply.body = { status = '$status', own = '$reply_status', '$resource_name?' = '$resource?' }";
    let answer = configured(page).reply(Reply::no_content().with_resource("a", &1), &RequestContext::empty());
    assert_eq!((answer.status().as_u16(), text(&answer)), (200, r#"{"status":200,"own":204,"a":1}"#));
}

#[test]
fn headers_of_a_reply_are_checked_and_those_of_the_answer_stay() {
    let (mut parts, ()) = Response::builder()
        .header("set-cookie", "a=1")
        .header("etag", "\"1\"")
        .header("content-length", "0")
        .header("content-type", "text/plain")
        .header("content-encoding", "gzip")
        .body(())
        .unwrap()
        .into_parts();
    let given = Reply::created().with_location("/a b\r\nx-evil: 1").with_header("x-ok", "1").with_header("x evil", "1");
    let given = given.with_header("content-length", "7").with_header("cache-control", "no-store");
    let body = renderer("problem").reply_over(given, &RequestContext::empty(), &mut parts);
    assert_eq!((parts.status.as_u16(), &body[..]), (201, &b"{}"[..]));
    let names: Vec<_> = parts.headers.keys().map(|name| name.as_str()).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    for name in ["set-cookie", "etag", "content-type", "x-ok", "cache-control"] {
        assert!(parts.headers.contains_key(name), "{name} {names:?}");
    }
    assert_eq!(parts.headers["content-type"], "application/json");
    assert!(Reply::ok().try_with_header("content-type", "text/html").is_err());
}

#[test]
fn media_types_of_replies_are_negotiated_and_are_json() {
    let of = |style: &str, accept: &str| {
        let answer = renderer(style).reply(Reply::of("a", &1), &request(&Method::GET, "/", Some(accept)));
        let vary = answer.headers().get("vary").map(|vary| vary.to_str().unwrap().to_owned());
        (answer.status().as_u16(), answer.headers()["content-type"].to_str().unwrap().to_owned(), vary)
    };
    let vary = || Some("Accept".to_owned());
    let json = "application/json; charset=UTF-8".to_owned();
    assert_eq!(of("openstack", "application/xml"), (200, json.clone(), vary()));
    assert_eq!(of("openstack", "*/*"), (200, json, vary()));
    let vendor = "application/vnd.openstack.volume+json".to_owned();
    assert_eq!(of("openstack", &vendor), (200, vendor.clone(), vary()));
    assert_eq!(of("problem", "application/problem+json"), (200, "application/json".to_owned(), None));
}

#[test]
fn the_queue_token_style_insists_on_accept() {
    let renderer = renderer("queue-token");
    let answer = |accept| renderer.reply(Reply::of("a", &1), &request(&Method::GET, "/", accept));
    for accept in [None, Some("application/json"), Some("*/*"), Some("text/html, application/*;q=0.1"), Some("")] {
        assert_eq!(answer(accept).status(), 200, "{accept:?}");
    }
    for accept in ["text/html", "image/png, text/*", "*/*;q=0", "application/json;q=0"] {
        let answer = answer(Some(accept));
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()["content-type"]),
            (406, &"application/json".parse().unwrap())
        );
        assert!(text(&answer).starts_with(r#"{"errors":["#), "{accept}");
    }
    // A fault is told in any case.
    let fault = renderer.render(&Fault::new(&BUSY), &request(&Method::GET, "/", Some("text/html")));
    assert_eq!(fault.status(), 409);
}

#[test]
fn what_changes_something_is_refused_before_it_does() {
    let renderer = renderer("queue-token");
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
        let refused = renderer.unacceptable(&request(&method, "/", Some("text/html"))).unwrap();
        assert!(refused.is(&faultwire::protocol::NOT_ACCEPTABLE));
        assert!(renderer.unacceptable(&request(&method, "/", Some("*/*"))).is_none());
    }
    for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
        assert!(renderer.unacceptable(&request(&method, "/", Some("text/html"))).is_none());
    }
    let lax = configured("style = 'openstack'");
    assert!(lax.unacceptable(&request(&Method::POST, "/", Some("text/html"))).is_none());
}

#[test]
fn a_configuration_can_insist_or_not_everywhere_or_for_some_routes() {
    let config = "
        strict_accept = true
        style = 'openstack'
        [[routes]]
        prefix = '/lax'
        style = 'openstack'
        strict_accept = false
        [[routes]]
        prefix = '/queue'
        style = 'queue-token'
    ";
    let status = |config: &str, path| {
        let answer = configured(config).reply(Reply::of("a", &1), &request(&Method::GET, path, Some("text/html")));
        answer.status().as_u16()
    };
    assert_eq!((status(config, "/"), status(config, "/lax/1"), status(config, "/queue")), (406, 200, 406));
    let lax = config.replace("= true", "= false");
    assert_eq!((status(&lax, "/"), status(&lax, "/lax"), status(&lax, "/queue")), (200, 200, 200));
}

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(seconds * 1000 + 999)
}

#[test]
fn a_task_that_ends_before_it_starts_ends_when_it_starts() {
    let task = Task::in_progress("t", at(100)).completed(at(40));
    assert_eq!((task.end(), task.state()), (Some(at(100)), TaskState::Completed));
    let answer = reply("simplivity", task.into());
    let times = r#""start_time":"1970-01-01T00:01:40Z","end_time":"1970-01-01T00:01:40Z""#;
    assert!(text(&answer).contains(times), "{answer:?}");
}

#[test]
fn a_failed_task_is_never_number_0() {
    let zero: &'static FaultType = Box::leak(Box::new(FaultType::new("zero", 409, "Zero").number(0)));
    for (fault, code) in [(Fault::new(&BUSY), 409), (Fault::new(zero), 409)] {
        let failed = Task::in_progress("t", at(1)).failed(at(2), fault);
        assert!(text(&reply("simplivity", failed.into())).contains(&format!(r#""error_code":{code},"#)));
    }
    let config = "style = 'simplivity'\n[status]\ndisk_busy = 423";
    let locked = Task::in_progress("t", at(1)).failed(at(2), &BUSY);
    let answer = configured(config).reply(locked.into(), &RequestContext::empty());
    assert!(text(&answer).contains(r#""error_code":423,"#));
    let failed = Task::in_progress("t", at(1)).failed(at(2), &BUSY);
    assert_eq!(failed.clone().completed(at(3)).state(), TaskState::Completed);
    assert_eq!(failed.message().unwrap(), "Disk busy");
    assert_eq!(failed.with_message("own").message().unwrap(), "own");
}

#[test]
fn a_page_that_says_nothing_of_replies_gives_plain_json_of_the_resource() {
    let config = "
        style = 'house'
        [styles.house]
        media = { xml = 'application/xml', json = 'application/house+json' }
        [styles.house.fault]
        headers = { x-house = '${request_id?}', x-code = '$code', x-path = '$path?' }
        xml = { root = 'a' }
        body = { ok = false, status = '$status', id = '$code:kebab', text = '$message' }
    ";
    let renderer = configured(config);
    let context = request(&Method::GET, "/disks", None).with_request_id("req-1".parse().unwrap());
    let given = Reply::of("disks", &[1, 2]).with_member("count", &2).with_note("lost");
    let answer = renderer.reply(given, &context);
    assert_eq!(text(&answer), r#"{"disks":[1,2],"count":2}"#);
    assert_eq!(answer.headers()["content-type"], "application/house+json");
    // Headers that tell of the request alone are those of every answer.
    assert_eq!(
        (&answer.headers()["x-house"], &answer.headers()["x-path"]),
        (&"req-1".parse().unwrap(), &"/disks".parse().unwrap())
    );
    assert!(!answer.headers().contains_key("x-code") && !answer.headers().contains_key("x-request-id"));

    let task = Task::in_progress("t", at(1)).with_object("disk", "7").failed(at(2), &BUSY);
    let answer = renderer.reply(task.into(), &context);
    let expected = concat!(
        r#"{"task":{"id":"t","state":"FAILED","objects":[{"type":"disk","id":"7"}],"#,
        r#""start_time":"1970-01-01T00:00:01Z","end_time":"1970-01-01T00:00:02Z","#,
        r#""error":{"ok":false,"status":409,"id":"disk-busy","text":"Disk busy"}}}"#,
    );
    assert_eq!(text(&answer), expected);
    let running = renderer.reply(Task::in_progress("t", at(1)).with_message("m").into(), &context);
    let expected = r#"{"task":{"id":"t","state":"IN_PROGRESS","message":"m","start_time":"1970-01-01T00:00:01Z"}}"#;
    assert_eq!(text(&running), expected);
}

#[test]
fn the_status_of_a_task_can_depend_on_all_that_a_body_can() {
    let page = "style = 't'\n[styles.t]\nmedia.json = 'application/json'\nfault.body = {}\n[styles.t.task]\n\
                body = { since = '$task.start:epoch-s' }\n\
                status = { '$choose' = '$task.state', FAILED = { '$choose' = '$fault', 409 = 299, '*' = 298 }, '*' = '$reply_status' }";
    let renderer = configured(page);
    let answer = |reply: Reply| renderer.reply(reply, &RequestContext::empty());
    let task = Task::in_progress("t", at(1));
    assert_eq!(answer(task.clone().failed(at(2), &BUSY).into()).status(), 299);
    assert_eq!(answer(task.clone().failed(at(2), &SMALL).into()).status(), 298);
    // A task is something to say.
    let nothing = answer(Reply::no_content().with_task(task));
    assert_eq!((nothing.status().as_u16(), text(&nothing)), (200, r#"{"since":1}"#));
}

#[test]
fn many_members_are_no_burden() {
    let many = (0..20_000).fold(Reply::ok(), |reply, at| reply.with_member(at.to_string(), &at));
    assert_eq!(reply("problem", many.clone()).status(), 200);
    assert_eq!(reply("problem", many.with_member("7", &0)).status(), 500);
}

#[test]
fn a_page_can_put_the_resource_anywhere() {
    let page = |body: &str| {
        let text =
            format!("style = 't'\n[styles.t]\nmedia.json = 'application/json'\nfault.body = {{}}\nreply.body = {body}");
        configured(&text)
    };
    let given = || Reply::of("disk", &json!({"id": 7})).with_member("n", &1);
    let check = |body: &str, given: Reply, expected: &str| {
        let renderer = page(body);
        assert_eq!(text(&renderer.reply(given.clone(), &RequestContext::empty())), expected, "{body}");
        assert_eq!(renderer.encode_reply(given, &RequestContext::empty()), expected);
    };
    check("['$resource?', 'x', '$queue_token?']", given(), r#"[{"id":7},"x"]"#);
    check("['$resource?', 'x', '$queue_token?']", Reply::of("a", &[0; 0]), r#"[[],"x"]"#);
    check("['$resource?', 'x', '$queue_token?']", Reply::ok(), r#"["x"]"#);
    check(
        "{ a = '$resource?', b = ['$resource?', '$resource?'] }",
        given(),
        r#"{"a":{"id":7},"b":[{"id":7},{"id":7}]}"#,
    );
    check(
        "{ ok = true, data = { '$resource_name?' = '$resource?', '...' = '$members' } }",
        given(),
        r#"{"ok":true,"data":{"disk":{"id":7},"n":1}}"#,
    );
    check(
        "{ ok = true, data = { '$resource_name?' = { v = '$resource?' } } }",
        given(),
        r#"{"ok":true,"data":{"disk":{"v":{"id":7}}}}"#,
    );
    check("{ ok = true, data = { '$resource_name?' = { v = '$resource?' } } }", Reply::ok(), r#"{"ok":true}"#);
    check("{ name = '$resource_name?', meta = { '...' = '$members' } }", Reply::ok(), "{}");
    let kinds = "{ '$choose' = '$reply', 202 = { later = '$location?' }, one = '$resource', list = { items = '$resource' }, value = { value = '$resource' }, none = {} }";
    check(kinds, given(), r#"{"id":7}"#);
    check(kinds, Reply::of("a", &[1]), r#"{"items":[1]}"#);
    check(kinds, Reply::of("a", "text"), r#"{"value":"text"}"#);
    check(kinds, Reply::ok(), "{}");
    check(kinds, Reply::accepted().with_resource("a", &1).with_location("/a"), r#"{"later":"/a"}"#);
    let long = "x".repeat(500);
    check(
        &format!("{{ long = '{long}', a = '$resource?', z = 1 }}"),
        given(),
        &format!(r#"{{"long":"{long}","a":{{"id":7}},"z":1}}"#),
    );
}

#[test]
fn headers_of_faults_are_not_those_of_replies() {
    let page = "style = 't'\n[styles.t]\nmedia.json = 'application/json'\nfault.body = {}\n\
                fault.headers = { x-a = '$request_id??${code}', x-b = '$path??${title}', x-c = '$path??none' }";
    let answer = configured(page).reply(Reply::of("v", &1), &RequestContext::empty());
    assert!(!answer.headers().contains_key("x-a") && !answer.headers().contains_key("x-b"), "{answer:?}");
    assert_eq!(answer.headers()["x-c"], "none");
}

#[test]
fn an_embedded_fault_shows_its_own_status_everywhere_and_no_notes_of_the_reply() {
    let page = "style = 't'\n[styles.t]\nmedia.json = 'application/json'\nwords.w = { '*' = 'e${status}' }\n\
                fault.body = { '$word.w' = { s = '$status', h = '$help_uri??/e/${status}', \
                n = { '$each' = '$notes?', '$item' = '$item.message' } } }";
    let task = Task::in_progress("t", at(1)).failed(at(2), Fault::new(&BUSY).with_note("of the fault"));
    let answer = configured(page).reply(Reply::from(task).with_note("of the reply"), &RequestContext::empty());
    assert!(text(&answer).ends_with(r#""error":{"e409":{"s":409,"h":"/e/409"}}}}"#), "{answer:?}");
}

#[test]
fn moments_far_away_stop_at_the_ends_of_the_calendar() {
    let far = Duration::from_secs(1 << 62);
    let before = UNIX_EPOCH.checked_sub(far).unwrap_or(UNIX_EPOCH);
    let after = UNIX_EPOCH.checked_add(far).unwrap_or(UNIX_EPOCH);
    let years = Duration::from_secs(70_000_000_000);
    for (start, expected) in [
        (before, "0000-01-01T00:00:00Z"),
        (UNIX_EPOCH - years, "0000-01-01T00:00:00Z"),
        (after, "9999-12-30T22:00:00Z"),
    ] {
        for style in styles() {
            let answer = reply(&style, Task::in_progress("t", start).into());
            assert!(text(&answer).contains(expected), "{style} {answer:?}");
        }
    }
    let clock = Renderer::builder().style("simplivity").clock(move || before).build().unwrap();
    let fault = clock.render(&Fault::new(&BUSY), &RequestContext::empty());
    assert!(text(&fault).contains(r#""timestamp":-62167219200000,"#), "{fault:?}");
}

#[test]
fn a_204_is_acceptable_to_everybody_and_what_refuses_varies() {
    let renderer = renderer("queue-token");
    let images = request(&Method::GET, "/", Some("image/png"));
    assert_eq!(renderer.reply(Reply::no_content(), &images).status(), 204);
    let refused = renderer.reply(Reply::of("a", &1), &images);
    let fine = renderer.reply(Reply::of("a", &1), &request(&Method::GET, "/", Some("*/*")));
    for answer in [refused, fine] {
        assert_eq!(answer.headers().get_all("vary").iter().collect::<Vec<_>>(), ["Accept"], "{answer:?}");
    }
    let before = renderer.unacceptable(&request(&Method::POST, "/", Some("image/png"))).unwrap();
    assert_eq!(renderer.render(&before, &RequestContext::empty()).headers()["vary"], "Accept");
}

#[test]
fn a_text_that_vanishes_says_nothing() {
    let page = "style = 't'\n[styles.t]\nmedia.json = 'application/json'\nfault.body = {}\n\
                reply.body = { m = '${queue_token?}${location?}' }";
    let answer = configured(page).reply(Reply::no_content().with_queue_token("v"), &RequestContext::empty());
    assert_eq!((answer.status().as_u16(), text(&answer)), (204, ""));
}
