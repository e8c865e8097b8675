//! Configuration files: what they change, and what mistakes in them say.

use faultwire::{Config, Fault, Renderer, RequestContext, protocol};
use http::{HeaderMap, HeaderValue, Method, Uri};

fn mistakes(text: &str) -> Vec<(usize, usize, String, String)> {
    let error = Config::from_toml(text, "faultwire.toml").expect_err("mistakes");
    let one = |m: &faultwire::Mistake| {
        let help = m.help().unwrap_or_default().to_owned();
        (m.line().unwrap(), m.column().unwrap(), m.message().to_owned(), help)
    };
    error.mistakes().iter().map(one).collect()
}

fn check(text: &str, expected: &[(usize, usize, &str, &str)]) {
    let found = mistakes(text);
    let found: Vec<_> = found.iter().map(|(l, c, m, h)| (*l, *c, m.as_str(), h.as_str())).collect();
    assert_eq!(found, expected, "{}", Config::from_toml(text, "faultwire.toml").unwrap_err());
}

fn body(config: &str, path: &'static str) -> String {
    let config = Config::from_toml(config, "faultwire.toml").unwrap_or_else(|error| panic!("{error}"));
    let renderer = Renderer::builder().config(config).without_request_ids().build().unwrap();
    let request = renderer.capture(&Method::GET, &Uri::from_static(path), &HeaderMap::new());
    let response = renderer.render(&Fault::new(&protocol::ROUTE_NOT_FOUND), &request);
    String::from_utf8(response.into_body().to_vec()).unwrap()
}

#[test]
fn one_line_changes_the_envelope_of_a_prefix() {
    let config = |style: &str| format!("style = 'problem'\n[[routes]]\nprefix = '/api'\nstyle = '{style}'\n");
    assert_eq!(
        body(&config("openstack"), "/api/x"),
        r#"{"itemNotFound":{"code":404,"message":"The resource could not be found."}}"#
    );
    assert_eq!(
        body(&config("status-text"), "/api/x"),
        r#"{"status":"error","code":"route_not_found","text":"The resource could not be found."}"#
    );
    assert!(body(&config("status-text"), "/apis/x").starts_with(r#"{"title":"Not found""#));
}

#[test]
fn a_house_style_lives_in_the_file() {
    let config = r#"
style = "house"
[styles.house]
title = "Our own"
media = { json = "application/json" }
fault.body = { ok = false, error = { id = "$code:kebab", text = "$message" } }
"#;
    let expected = r#"{"ok":false,"error":{"id":"route-not-found","text":"The resource could not be found."}}"#;
    assert_eq!(body(config, "/"), expected);
}

#[test]
fn every_typo_of_a_page_is_reported_in_one_run() {
    let config = r#"style = "hose"
[styles.house]
media = { json = "application/json", yaml = "text/yaml" }
options = { flavour = ["plain", "spicy"] }
[styles.house.fault]
staus = 200
[styles.house.fault.body]
id = "$cod"
at = "$timestamp:epoch"
number = "$number"
opt = "$option.flavor"
item = "$item.message"
pick = { "$choose" = "$severity", soft = 1 }
label = { "$choose" = "$fault", 200 = "never", "*" = 1 }
list = { "$each" = "$violations", "$item" = 1 }
broken = "${code"
"#;
    check(
        config,
        &[
            (1, 9, "unknown style `hose`", "did you mean `house`?"),
            (3, 38, "unknown format `yaml`", "valid: `json`, `xml`"),
            (6, 1, "unknown key `staus`", "did you mean `status`?"),
            (8, 6, "unknown hole `$cod`", "did you mean `$code`?"),
            (9, 6, "format `epoch` is unknown", "did you mean `epoch-s`?"),
            (10, 10, "`$number` may be absent", "write `$number?` to leave it out, or `$number??default`"),
            (11, 7, "unknown hole `$option.flavor`", "did you mean `$option.flavour`?"),
            (
                12,
                8,
                "`$item.message` has no meaning here",
                "it belongs into the `$item` of an `$each` over `$violations` or `$entries` or `$faults` or `$notes`",
            ),
            (13, 8, "the choice misses `hard` and has no `\"*\"`", ""),
            (14, 33, "label `200` can never be chosen: a fault's status is 400 to 599", ""),
            (
                15,
                20,
                "`$violations` may be empty",
                "write `$violations?` to leave the list out when it is empty, or `$violations??[]` to show it",
            ),
            (16, 10, "`${` without its `}`", ""),
        ],
    );
}

#[test]
fn mistakes_of_a_configuration_name_their_place() {
    let config = r#"
style = "openstack"
options = { name = "as-coded", names = "coded" }
colour = "red"
[expose]
detials = true
framework_text = "yes"
[request_id]
adopt = "no header"
[status]
body_invalid = 200
[[routes]]
prefix = "/v3/{project}"
style = "simplivty"
[[routes]]
prefix = "/v3/{tenant}/"
style = "problem"
[[routes]]
prefix = "v4"
style = "problem"
[[accept]]
media = "*/*"
style = "problem"
"#;
    check(
        config,
        &[
            (3, 13, "style `openstack` has no option `name`", "did you mean `names`?"),
            (3, 40, "`coded` is no value of option `names`", "did you mean `as-coded`?"),
            (
                4,
                1,
                "unknown key `colour`",
                "valid: `style`, `options`, `strict_accept`, `guideline`, `language`, `translations`, `routes`, `accept`, `expose`, `request_id`, `status`, `operations`, `calls`, `log`, `styles`",
            ),
            (6, 1, "unknown key `detials`", "did you mean `details`?"),
            (7, 18, "expected true or false, not a string", ""),
            (9, 9, "`no header` is no header name", ""),
            (11, 16, "a fault's status is 400 to 599", ""),
            (14, 9, "unknown style `simplivty`", "did you mean `simplivity`?"),
            (16, 10, "two rules for one prefix: `/v3/{tenant}/` is `/v3/{project}`, which has one above", ""),
            (19, 10, "a prefix starts with `/`", ""),
            (22, 9, "`*/*` is no media type", ""),
        ],
    );
}

#[test]
fn the_caret_stands_under_the_mistake() {
    let error = Config::from_toml("style = \"problem\"\n# é\n'é' = 1", "house.toml").unwrap_err();
    assert!(error.to_string().starts_with("error: unknown key `é`\n --> house.toml:3:1\n"), "{error}");
    let error = Config::from_toml("[expose]\n  detail = true", "house.toml").unwrap_err();
    assert_eq!(
        error.to_string(),
        "error: unknown key `detail`\n --> house.toml:2:3\n  |\n2 |   detail = true\n  |   ^^^^^^ did you mean `details`?"
    );
}

#[test]
fn broken_toml_is_a_mistake_with_a_place() {
    for broken in ["style = ", "style = \"a\nb\"", "[a\n", "a = 1\na = 2", "\u{0}"] {
        let error = Config::from_toml(broken, "x.toml").unwrap_err();
        assert!(error.mistakes()[0].line().is_some(), "{error}");
    }
}

#[test]
fn keys_come_once_and_bodies_are_something() {
    for (wrong, message) in [
        ("body = { '$word.w' = 1, same = 2 }", "two members could have the key `same`"),
        ("body = { '$code' = 1, other = 2 }", "a key that can be any text, such as `code`, cannot have siblings"),
        ("body = { '$status' = 1 }", "a key is a text that is always there, a word or an option"),
        ("body = { '$help_uri?' = 1 }", "a key is a text that is always there, a word or an option"),
        ("body = { 'a${code}' = 1 }", "a key is a text, or one hole"),
        ("body = { '$word.w' = 1, '$code' = 2 }", "an object has at most one key that is not fixed"),
        ("body = '$details?'", "the body could be nothing at all"),
        ("body = { '$choose' = '$fault', 404 = 1 }", "the body could be nothing at all"),
        ("body = { a = { '$each' = '$violations?', '$item' = '$item.rule?' } }", "an item of a list could be nothing"),
        ("body = { a = '$details??${help_uri?}' }", "a default is always there: no `?` in it"),
        ("body = { a = 'a${null}' }", "`$null` is no piece of a text"),
        (
            "status = 204\nbody = { a = 1 }",
            "a status is a number (200 to 299 or 400 to 599, with a body), `$fault_status`, or a choice of these",
        ),
        ("headers = { Date = 'x' }\nbody = { a = 1 }", "`date` is decided by the renderer, not by a page"),
        ("body = { a = { '$choose' = '$fault', 0404 = 1, '*' = 2 } }", "`0404` is no label of a choice on `$fault`"),
        ("body = { a = '$word.w:kebab' }", "`$word.w` takes no format"),
    ] {
        let page = "[styles.x]\nmedia = { json = 'application/json' }\nwords.w = { '*' = 'same' }\n";
        let error = Config::from_toml(&format!("{page}[styles.x.fault]\n{wrong}"), "x.toml").unwrap_err();
        assert_eq!(error.mistakes()[0].message(), message, "{error}");
    }
}

#[test]
fn broken_syntax_does_not_hide_unknown_names() {
    let text = "style = 'problem'\nadopt = = 1\n[expose]\ndetail = true\n";
    let found = mistakes(text);
    let lines: Vec<_> = found.iter().map(|(line, ..)| *line).collect();
    assert!(lines.contains(&2) && lines.contains(&4), "{}", Config::from_toml(text, "x").unwrap_err());
}

#[test]
fn xml_pages_need_names_and_one_root() {
    let page = |body: &str| {
        format!(
            "[styles.x]\nmedia = {{ json = 'application/json', xml = 'application/xml' }}\n[styles.x.fault]\n{body}"
        )
    };
    for (wrong, message) in [
        ("body = { a = 1, b = 2 }", "2 members would be 2 XML roots"),
        ("body = { '@a' = 1 }", "`@a` is no XML name, and the page is also written as XML"),
        ("body = { a = { b = '$details?' } }", "the root element could be nothing"),
        ("body = { a = { b = '$code' } }\nxml = { attributes = ['b', 'b'] }", "attribute `b` is named twice"),
        (
            "body = { a = { xmlns = '$code' } }\nxml = { attributes = ['xmlns'] }",
            "`xmlns`: names that start with `xml` are XML's own",
        ),
        (
            "body = { a = { b = { '$choose' = '$severity', soft = 1, hard = { c = '$code' } } } }\nxml = { attributes = ['b'] }",
            "attribute `b` is no single value of the root element",
        ),
        ("body = { a = '$code' }\nxml = { namespace = '$message' }", "a namespace is a text or an option"),
        ("body = ['$code']", "an XML document needs an object as its body"),
        (
            "body = { a = { b = '$code' } }\nxml = { attributes = ['c'] }",
            "attribute `c` is no single value of the root element",
        ),
    ] {
        let error = Config::from_toml(&page(wrong), "x.toml").unwrap_err();
        assert_eq!(error.mistakes()[0].message(), message, "{error}");
    }
    assert!(Config::from_toml(&page("body = { a = 1, b = 2 }\nxml = { root = 'r' }"), "x.toml").is_ok());
}

#[test]
fn other_sources_than_toml_are_read_alike() {
    let text = r#"{"style": "house", "styles": {"house": {"media": {"json": "application/json"},
        "fault": {"body": {"z": "$code", "a": "$status"}}}}}"#;
    let config: Config = serde_json::from_str(text).unwrap();
    let renderer = Renderer::from_config(&config).unwrap();
    let response = renderer.render(&Fault::new(&protocol::INTERNAL), &RequestContext::empty());
    assert_eq!(response.body(), r#"{"z":"internal","a":500}"#);

    let error = serde_json::from_str::<Config>(r#"{"style": "opnstack"}"#).unwrap_err().to_string();
    assert!(error.contains("did you mean `openstack`?"), "{error}");
}

#[test]
fn words_always_have_a_text() {
    let page = "[styles.x]\nmedia = { json = 'application/json' }\nwords.w = { 404 = '$help_uri?', '*' = 'same' }\n";
    let error = Config::from_toml(&format!("{page}fault.body = {{ a = '$word.w' }}"), "x.toml").unwrap_err();
    assert_eq!(error.mistakes()[0].message(), "a word is always there: no `?` in it");
}

#[test]
fn an_unknown_list_does_not_hide_its_items() {
    let page = "[styles.x]\nmedia = { json = 'application/json' }\n";
    let body = "fault.body = { a = { '$each' = '$violation?', '$item' = '$item.mesage' } }";
    let found = mistakes(&format!("{page}{body}"));
    let found: Vec<_> = found.iter().map(|(.., message, help)| (message.as_str(), help.as_str())).collect();
    assert_eq!(
        found,
        [
            ("`$violation?` is no list", "did you mean `$violations?`?"),
            ("unknown hole `$item.mesage`", "did you mean `$item.message`?"),
        ]
    );
}

#[test]
fn naming_the_same_style_again_keeps_its_options() {
    let config = Config::from_toml("style = 'openstack'\noptions = { names = 'as-coded' }", "x").unwrap();
    let renderer = Renderer::builder().config(config).style("openstack").build().unwrap();
    let body = renderer.render(&Fault::new(&protocol::INTERNAL), &RequestContext::empty()).into_body();
    assert!(body.starts_with(br#"{"computeFault""#));
}

#[test]
fn the_most_wanted_media_type_chooses_the_style() {
    let text = "style = 'status-text'\n[[accept]]\nmedia = 'application/vnd.api+json'\nstyle = 'json-api'\n\
                [[accept]]\nmedia = 'application/problem+xml'\nstyle = 'problem'";
    let renderer = Renderer::from_config(&Config::from_toml(text, "x").unwrap()).unwrap();
    let mut headers = HeaderMap::new();
    headers.insert("accept", HeaderValue::from_static("application/problem+xml, application/vnd.api+json;q=0.1"));
    let request = renderer.capture(&Method::GET, &Uri::from_static("/"), &headers);
    let response = renderer.render(&Fault::new(&protocol::FORBIDDEN), &request);
    assert_eq!(response.headers()["content-type"], "application/problem+xml");
}

#[test]
fn a_status_can_be_configured() {
    let config = Config::from_toml("[status]\nbody_invalid = 422", "x").unwrap();
    let renderer = Renderer::from_config(&config).unwrap();
    let response = renderer.render(&Fault::new(&protocol::BODY_INVALID), &RequestContext::empty());
    assert_eq!(response.status(), 422);
    assert!(response.body().windows(12).any(|part| part == br#""status":422"#));

    let page = "style = 'x'\n[status]\nbody_invalid = 422\n[styles.x]\nmedia = { json = 'application/json' }\n\
                fault.body = { '$each' = '$faults', '$item' = '$item.status' }";
    let renderer = Renderer::from_config(&Config::from_toml(page, "x").unwrap()).unwrap();
    assert_eq!(renderer.render(&Fault::new(&protocol::BODY_INVALID), &RequestContext::empty()).body(), "[422]");
}

#[test]
fn a_media_type_can_choose_the_style() {
    let text = "style = 'openstack'\n[[accept]]\nmedia = 'application/problem+json'\nstyle = 'problem'";
    let renderer = Renderer::from_config(&Config::from_toml(text, "x").unwrap()).unwrap();
    for (accept, content_type) in [
        ("application/problem+json", "application/problem+json"),
        ("application/json, application/problem+json;q=0.5", "application/json; charset=UTF-8"),
        ("application/json;q=0.5, application/problem+json", "application/problem+json"),
        ("*/*", "application/json; charset=UTF-8"),
        ("application/xml", "application/xml; charset=UTF-8"),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert("accept", HeaderValue::from_static(accept));
        let request = renderer.capture(&Method::GET, &Uri::from_static("/"), &headers);
        let response = renderer.render(&Fault::new(&protocol::FORBIDDEN), &request);
        assert_eq!(response.headers()["content-type"], content_type, "{accept}");
        assert_eq!(response.headers()["vary"], "Accept");
    }
}

#[test]
fn the_documented_configuration_is_valid() {
    let source = include_str!("../../src/config/mod.rs");
    let example = source.split("/// ```toml\n").nth(1).and_then(|rest| rest.split("/// ```").next()).unwrap();
    let example: String = example
        .lines()
        .map(|line| format!("{}\n", line.trim_start_matches("/// ").trim_start_matches("///")))
        .collect();
    let read = || Config::from_toml_with(&example, "the documentation of Config", |_| Ok(String::new()));
    #[cfg(feature = "i18n")]
    if let Err(error) = read() {
        panic!("{error}");
    }
    // What needs a feature says so, and nothing else is wrong.
    #[cfg(not(feature = "i18n"))]
    for mistake in read().unwrap_err().mistakes() {
        assert_eq!(mistake.message(), "languages need the feature `i18n` of the crate `faultwire`");
    }
}
