//! Properties over all pages and any fault: valid output, folded bytes equal to general bytes, nothing private.

use std::sync::LazyLock;

use faultwire::{Config, Fault, FaultType, Format, Renderer, RequestContext, Severity, Value, Violation};
use http::{HeaderMap, HeaderValue, Method, Uri};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::support::json;

const SECRET: &str = "hunter2-the-password";

/// A renderer for each built-in style, with its default options and with others.
static RENDERERS: LazyLock<Vec<Renderer>> = LazyLock::new(|| {
    let configurations = [
        "style = 'openstack'",
        "style = 'openstack'\noptions = { names = 'as-coded' }\n[expose]\ndetails = true",
        "style = 'simplivity'",
        "style = 'simplivity'\noptions = { names = 'vendor' }",
        "style = 'status-text'",
        "style = 'queue-token'",
        "style = 'queue-token'\noptions = { item = 'object' }",
        "style = 'api-sig'",
        "style = 'problem'",
        "style = 'problem'\noptions = { code = 'hidden' }",
        "style = 'google'",
        "style = 'json-api'",
        HOUSE,
        KEYS,
    ];
    let renderer = |text: &str| {
        let config = Config::from_toml(text, "test").unwrap();
        let clock = || std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
        Renderer::builder().config(config).clock(clock).request_ids(|| "req-1".into()).build().unwrap()
    };
    configurations.into_iter().map(renderer).collect()
});

/// A page that uses what the built-in ones do not.
const HOUSE: &str = r#"
style = "house"
[expose]
details = true
[styles.house]
media = { json = "application/json", xml = "application/xml" }
options = { flavour = ["plain", "spicy"] }
[styles.house.words.root]
404 = "missing"
4xx = "wrong"
"*" = "broken"
[styles.house.fault]
xml = { root = "answer", item = "entry" }
[styles.house.fault.body]
first = { only = "$details?" }
ok = false
nothing = "$null"
"$word.root" = "$number??0"
"..." = "$extensions"
place = { "$choose" = "$fault", 404 = "$path?", "*" = ["$method?", "$route?", { deep = "$first.pointer:segments?" }] }
severity = { "$choose" = "$severity", soft = 1, hard = "two" }
text = "${code:kebab}: ${message} (${retry_after:duration?})"
param = "$params.size?"
extension = "$extensions.extra?"
at = "$timestamp"
seconds = "$timestamp:epoch-s"
list = { "$each" = "$violations?", "$item" = { n = "$item.index", field = "$item.field:path?", fragment = "$item.pointer:fragment?" } }
"#;

/// Keys that are not fixed, members that vanish, a body by fault.
const KEYS: &str = r#"
style = "keys"
options = { wrapper = "error" }
[styles.keys]
media = { json = "application/json" }
options = { wrapper = ["fault", "error"] }
[styles.keys.words.kind]
"$choose" = "$option.wrapper"
[styles.keys.words.kind.fault]
"*" = "one"
[styles.keys.words.kind.error]
404 = "none"
"*" = "other"
[styles.keys.fault.body]
"$choose" = "$fault"
404 = { missing = { a = 1, b = "$details?" } }
internal = { "$severity" = { "$word.kind" = "$number?", fixed = { "$choose" = "$severity", soft = { x = 1 }, hard = "$absent" } } }
[styles.keys.fault.body."*"]
"$option.wrapper" = { "$code" = ["$details?", { choice = { "$choose" = "$fault", 500 = "five" } }] }
"#;

fn text() -> impl Strategy<Value = String> {
    let special = proptest::sample::select(vec![
        "\u{0}",
        "\u{1}",
        "\n\r\t",
        "\u{8}\u{c}",
        "\"",
        "\\",
        "]]>",
        "<script>",
        "&amp;",
        "\u{fffe}",
        "\u{ffff}",
        "\u{202e}",
        "\u{2028}",
        "😀",
        "é",
        "{size}",
        "{",
        "}",
        "${code}",
        "plain",
        " ",
        "\u{7f}\u{85}",
    ]);
    vec(prop_oneof![special.prop_map(str::to_owned), any::<String>()], 0..6).prop_map(|parts| parts.concat())
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::List),
            vec((text(), inner), 0..4)
                .prop_map(|members| Value::Map(members.into_iter().map(|(k, v)| (k.into(), v)).collect())),
        ]
    })
}

fn name() -> impl Strategy<Value = String> {
    let names =
        ["code", "message", "status", "type", "errors", "extra", "text", "broken", "no name", "@type", "é", "1st"];
    prop_oneof![proptest::sample::select(names.to_vec()).prop_map(str::to_owned), text()]
}

fn violation() -> impl Strategy<Value = Violation> {
    (0..3, text(), text(), proptest::option::of(text())).prop_map(|(place, at, message, rule)| {
        let violation = match place {
            0 => Violation::at_pointer(at, message),
            1 => Violation::in_parameter(at, message),
            _ => Violation::in_header(at, message),
        };
        match rule {
            Some(rule) => violation.with_rule(rule),
            None => violation,
        }
    })
}

fn definition() -> impl Strategy<Value = FaultType> {
    let codes = ["volume_not_found", "route_not_found", "token_expired", "invalid_grant", "internal", "a"];
    let words = proptest::option::of(proptest::sample::select(vec![
        ("openstack.root", "overLimitFault"),
        ("openstack.root", "no name"),
        ("house.root", "text"),
        ("simplivity.exception", "com.acme.X"),
        ("queue-token.status", "412"),
        ("problem.status", "9"),
    ]));
    let templates = ["fixed", "Volume {size} and {name}.", "{{x}} {size}", ""];
    (
        proptest::sample::select(codes.to_vec()),
        prop_oneof![400_u16..=599, proptest::sample::select(vec![400_u16, 401, 404, 413, 429, 500, 503])],
        text(),
        proptest::option::of(proptest::sample::select(templates.to_vec())),
        proptest::option::of(any::<i64>()),
        (any::<bool>(), proptest::option::of(any::<u32>()), proptest::option::of(text()), words),
    )
        .prop_map(|(code, status, title, message, number, (hard, retry, help, word))| {
            let mut builder = FaultType::builder(code, status, title);
            builder = builder.severity(if hard { Severity::Hard } else { Severity::Soft });
            if let Some(message) = message {
                builder = builder.message(message);
            }
            if let Some(number) = number {
                builder = builder.number(number);
            }
            if let Some(seconds) = retry {
                builder = builder.retry_after(seconds);
            }
            if let Some(help) = help {
                builder = builder.help(help);
            }
            if let Some((name, text)) = word {
                builder = builder.word(name, text);
            }
            builder.build().unwrap()
        })
}

fn fault() -> impl Strategy<Value = Fault> {
    let parts = (
        definition(),
        proptest::option::of(text()),
        vec((proptest::sample::select(vec!["size", "name", "other"]), value()), 0..3),
        vec((name(), value()), 0..4),
        vec(violation(), 0..3),
        (proptest::option::of(text()), proptest::option::of(text()), vec(text(), 0..2), any::<bool>()),
    );
    parts.prop_map(|(definition, message, params, extensions, violations, (details, instance, notes, earlier))| {
        // Leaked, because only definitions that live for ever are folded.
        let mut fault = Fault::new(Box::leak(Box::new(definition.clone())));
        if let Some(message) = message {
            fault = fault.with_message(message);
        }
        for (name, value) in params {
            fault = fault.with(name, value);
        }
        for (name, value) in extensions {
            if let Ok(with) = fault.clone().try_with_extension(name, value) {
                fault = with;
            }
        }
        for violation in violations {
            fault = fault.with_violation(violation);
        }
        if let Some(details) = details {
            fault = fault.with_details(details);
        }
        if let Some(instance) = instance {
            fault = fault.with_instance(instance);
        }
        for note in notes {
            fault = fault.with_note(note);
        }
        if earlier {
            fault = fault.with_earlier(Fault::new(&faultwire::protocol::UPSTREAM_FAILED).with_extension("zone", "b"));
        }
        fault
    })
}

fn request() -> impl Strategy<Value = RequestContext> {
    let paths = ["/", "/v3/p/volumes/1", "/a%ff%00b?x=%22", "/%22%3Cscript%3E"];
    (any::<bool>(), proptest::sample::select(paths.to_vec()), any::<bool>()).prop_map(|(known, path, routed)| {
        if !known {
            return RequestContext::empty();
        }
        let context = RENDERERS[0].capture(&Method::GET, &Uri::from_static(path), &HeaderMap::new());
        let context = context.with_request_id(HeaderValue::from_static("req-2"));
        if routed { context.with_route("/v3/{project}/volumes/{id}") } else { context }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn output_is_valid_in_its_format(fault in fault(), request in request()) {
        for renderer in RENDERERS.iter() {
            let text = String::from_utf8(renderer.encode(&fault, &request, Format::Json)).unwrap();
            prop_assert!(json::check(&text).is_ok(), "{:?}: {text}", json::check(&text));
            let written = String::from_utf8(renderer.encode(&fault, &request, Format::Xml)).unwrap();
            if written.starts_with("<?xml") {
                let parsed = roxmltree::Document::parse(&written);
                prop_assert!(parsed.is_ok(), "{:?}: {written}", parsed.err());
            }
            let response = renderer.render(&fault, &request);
            prop_assert!(!response.body().is_empty());
        }
    }

    #[test]
    fn folded_bytes_equal_general_bytes(fault in fault(), request in request()) {
        for renderer in RENDERERS.iter() {
            for format in [Format::Json, Format::Xml] {
                let folded = renderer.encode(&fault, &request, format);
                let general = renderer.encode_unfolded(&fault, &request, format);
                prop_assert_eq!(
                    String::from_utf8_lossy(&folded),
                    String::from_utf8_lossy(&general),
                    "{:?}", renderer
                );
            }
        }
    }

    #[test]
    fn private_text_is_in_no_byte(fault in fault(), request in request()) {
        let fault = fault.with_private("password", SECRET).with_source(format!("login with {SECRET} failed"));
        for renderer in RENDERERS.iter() {
            let response = renderer.render(&fault, &request);
            let head = format!("{:?} {:?}", response.headers(), response.extensions().get::<faultwire::Carried>());
            let body = String::from_utf8_lossy(response.body());
            prop_assert!(!head.contains(SECRET) && !body.contains(SECRET));
        }
    }

    #[test]
    fn bare_faults_fold_alike(definition in definition(), request in request()) {
        let fault = Fault::new(Box::leak(Box::new(definition)));
        for renderer in RENDERERS.iter() {
            for format in [Format::Json, Format::Xml] {
                let (folded, general) =
                    (renderer.encode(&fault, &request, format), renderer.encode_unfolded(&fault, &request, format));
                prop_assert_eq!(String::from_utf8_lossy(&folded), String::from_utf8_lossy(&general), "{:?}", renderer);
            }
        }
    }
}
