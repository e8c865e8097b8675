//! Schemas accept every body that is rendered, and not much else.

use std::sync::LazyLock;
use std::time::{Duration, UNIX_EPOCH};

use faultwire::{Config, Format, Renderer, Reply, Style, Task};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

use crate::case::{Case, cases};
use crate::changes::{Change, freedom, mutations};
use crate::golden::{Golden, golden};
use crate::support::json;

fn validator(style: &Style) -> Validator {
    build(&style.schema())
}

fn build(schema: &Value) -> Validator {
    jsonschema::options().should_validate_formats(true).build(schema).unwrap()
}

/// The validator of a section of a page.
fn validator_of(style: &Style, section: &str) -> Validator {
    build(&match section {
        "reply" => style.reply_schema(),
        "task" => style.task_schema(),
        _ => style.schema(),
    })
}

#[test]
fn schemas_are_valid_schemas_of_their_draft() {
    for style in Style::builtin() {
        let title = style.title();
        let titles = [title.to_owned(), format!("{title}: replies"), format!("{title}: tasks")];
        for (schema, title) in [style.schema(), style.reply_schema(), style.task_schema()].iter().zip(titles) {
            assert!(jsonschema::draft202012::meta::is_valid(schema), "{}: {schema:#}", style.name());
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
            assert_eq!(schema["title"], title);
        }
    }
}

#[test]
fn schemas_accept_every_golden_body() {
    for Golden { name, style, body, section, .. } in golden() {
        if let Err(error) = validator_of(&style, section).validate(&body) {
            panic!("{name}: {error} at {}\n{body}", error.instance_path());
        }
    }
}

#[test]
fn schemas_refuse_golden_bodies_with_one_change() {
    let mut wrong = Vec::new();
    let mut refused_in_all = 0;
    for golden in golden() {
        let validator = validator_of(&golden.style, golden.section);
        let freedom = freedom(golden.section, golden.style.name());
        let mut refused = Vec::new();
        for (change, pointer, body) in mutations(&golden.body) {
            if !validator.is_valid(&body) {
                refused.push(change);
            } else if freedom.refuses(&golden, change, &pointer) {
                wrong.push(format!("{}: {change:?} at {pointer:?} is accepted: {body}", golden.name));
            }
        }
        refused_in_all += refused.len();
        // A resource can be anything, and so can be left out.
        let certain = [Change::Null, Change::Type, Change::Drop];
        for change in &certain[..if golden.section == "reply" { 2 } else { 3 }] {
            assert!(refused.contains(change), "{}: no {change:?} is refused", golden.name);
        }
        assert!(refused.len() >= 5, "{}: only {refused:?} are refused", golden.name);
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), wrong.len() + refused_in_all, wrong.join("\n"));
}

#[test]
fn an_object_under_a_word_has_one_member_with_a_name_for_xml() {
    let validator = validator(&Config::default().style("openstack").unwrap());
    let inner = json!({ "code": 404, "message": "m" });
    assert!(validator.is_valid(&json!({ "ownRoot": inner })));
    assert!(validator.is_valid(&json!({ "_größe-1.2": inner })));
    assert!(!validator.is_valid(&json!({ "a": inner, "b": inner })));
    for name in ["", "1", "-a", "a b", "a:b", "<a>"] {
        assert!(!validator.is_valid(&json!({ name: inner })), "{name}");
    }
}

#[test]
fn a_body_and_the_items_of_lists_can_be_empty_objects() {
    let body = "{ n = '$number?', list = { '$each' = '$violations?', '$item' = { rule = '$item.rule?' } } }";
    let page = format!("[styles.t]\nmedia.json = 'application/json'\nfault.body = {body}");
    let validator = validator(&Config::from_toml(&page, "t").unwrap().style("t").unwrap());
    for body in [json!({}), json!({ "list": [{}] }), json!({ "n": 1, "list": [{ "rule": "r" }, {}] })] {
        assert!(validator.is_valid(&body), "{body}");
    }
    assert!(!validator.is_valid(&json!({ "list": [] })));
}

#[test]
fn what_a_branch_knows_is_in_its_schema() {
    let schema = Config::default().style("simplivity").unwrap().schema();
    let unauthorized = &schema["anyOf"][2]["properties"];
    assert_eq!(unauthorized["error"]["const"], "Unauthorized");
    assert_eq!(unauthorized["status"]["const"], 401);

    let house = Config::from_toml(HOUSE, "house").unwrap();
    let schema = house.style("choices").unwrap().schema();
    let arms = schema["anyOf"].as_array().unwrap();
    assert_eq!(arms[0]["properties"]["code"]["const"], "token_expired");
    assert_eq!(arms[0]["properties"]["n"], json!({ "const": 1 }));
    assert_eq!(arms[1]["properties"]["status"]["const"], 404);
    assert_eq!(arms[1]["properties"]["n"], json!({ "const": 1 }));
    assert_eq!(arms[2]["properties"]["s"]["const"], "SOFT");
}

/// Pages with what the built-in ones do not have: keys that are computed, lists of fixed length, texts of several
/// pieces, defaults, choices in choices.
const HOUSE: &str = r#"
[styles.keys]
media.json = "application/json"
[styles.keys.words.kind]
404 = "missing"
5xx = "broken"
"*" = "other"
[styles.keys.fault.body]
ok = false
"$word.kind" = { "$code:pascal" = "$fault_status:string" }
"..." = "$extensions"

[styles.pieces]
media.json = "application/json"
[styles.pieces.fault]
status = { "$choose" = "$fault", 404 = 200, "4xx" = 299 }
[styles.pieces.fault.body]
a = ["$code:dotted", "$details?", 7, ["$number?", "$retry_after?"]]
b = ["$help_uri?"]
c = "${number??none}/${title} (${code:kebab}).${status}"
d = "$retry_after:duration??${code:camel} later"
e = "$null"
f = { fixed = 1.5, first = "$first.pointer:segments?", size = "$params.size?" }
g = "$timestamp"
h = "$extensions.size:string?"
list = { "$each" = "$violations?", "$item" = { n = "$item.index", at = "$item.field:segments?", rule = "$item.rule?" } }

[styles.choices]
media.json = "application/json"
[styles.choices.fault.body]
"$choose" = "$fault"
token_expired = { code = "$code", severity = "$severity", n = { "$choose" = "$fault", token_expired = 1, "*" = 2 } }
404 = { status = "$status", n = { "$choose" = "$fault", 404 = 1, "4xx" = 2, "*" = 3 } }
4xx = { "$choose" = "$severity", soft = { s = "$severity:screaming", p = "$path?" }, hard = { s = "$severity" } }
"*" = { status = "$status:string", n = { "$choose" = "$fault", 4xx = 1, 500 = 2 } }
"#;

struct Rendering {
    name: String,
    renderer: Renderer,
    validator: Validator,
    replies: Validator,
    tasks: Validator,
}

/// Every style with every combination of the values of its options; those that take any text take one with marks.
static RENDERINGS: LazyLock<Vec<Rendering>> = LazyLock::new(|| {
    let house = Config::from_toml(HOUSE, "house").unwrap_or_else(|error| panic!("{error}"));
    let mut all = Vec::new();
    for name in house.styles() {
        let mut styles = vec![(house.style(name).unwrap(), String::new())];
        for option in house.style(name).unwrap().options() {
            let values: Vec<String> = match option.values() {
                Some(values) => values.map(str::to_owned).collect(),
                None => vec![option.default_value().to_owned(), "x^.(y)\\d\"é$".to_owned()],
            };
            let with = |(style, toml): &(Style, String), value: &String| {
                let style = style.clone().with_option(option.name(), value).unwrap();
                (style, format!("{toml}{} = {}\n", option.name(), json!(value)))
            };
            styles = styles.iter().flat_map(|style| values.iter().map(move |value| with(style, value))).collect();
        }
        for (style, options) in styles {
            let config = format!("style = {name:?}\n[options]\n{options}\n{HOUSE}");
            let config = Config::from_toml(&config, "test").unwrap_or_else(|error| panic!("{error}"));
            let builder = Renderer::builder().config(config).details(true).without_request_ids();
            let renderer = builder.clock(|| UNIX_EPOCH + Duration::from_millis(1_460_129_027_118)).build().unwrap();
            all.push(Rendering {
                name: format!("{name} {options}"),
                renderer,
                validator: validator(&style),
                replies: validator_of(&style, "reply"),
                tasks: validator_of(&style, "task"),
            });
        }
    }
    all
});

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn schemas_accept_whatever_is_rendered(case in cases(), folded in any::<bool>()) {
        let (fault, request) = (case.fault(folded), case.request());
        for Rendering { name, renderer, validator, .. } in RENDERINGS.iter() {
            let body = renderer.encode(&fault, &request, Format::Json);
            let body: Value = serde_json::from_slice(&body).map_err(|e| TestCaseError::fail(format!("{name}: {e} {body:?}")))?;
            if let Err(error) = validator.validate(&body) {
                prop_assert!(false, "{name}: {error} at {}\n{body}", error.instance_path());
            }
        }
    }

    #[test]
    fn schemas_accept_whatever_is_replied(reply in replies(), folded in any::<bool>(), fault in cases(), state in 0..3) {
        let request = fault.request();
        let task = Task::in_progress("task", UNIX_EPOCH + Duration::from_secs(fault.now));
        let task = match state {
            0 => task.with_object("disk", "7"),
            1 => task.completed(UNIX_EPOCH + Duration::from_secs(fault.now + 1)).with_message("done"),
            _ => task.failed(UNIX_EPOCH, fault.fault(folded)),
        };
        for Rendering { name, renderer, replies, tasks, .. } in RENDERINGS.iter() {
            for (reply, validator) in [(reply.clone(), replies), (reply.clone().with_task(task.clone()), tasks)] {
                let resource = reply.resource().map(<[u8]>::to_vec);
                let of_task = reply.task().is_some();
                let answer = renderer.reply(reply, &request);
                prop_assert!(answer.status().is_success(), "{name}: {answer:?}");
                if answer.body().is_empty() {
                    prop_assert!(!answer.headers().contains_key("content-type"));
                    continue;
                }
                let text = std::str::from_utf8(answer.body()).unwrap();
                prop_assert!(json::check(text).is_ok(), "{name}: {text}");
                let body: Value = serde_json::from_str(text).unwrap();
                if let Err(error) = validator.validate(&body) {
                    prop_assert!(false, "{name}: {error} at {}\n{body}", error.instance_path());
                }
                if let Some(resource) = resource.filter(|_| !of_task) {
                    prop_assert!(text.contains(std::str::from_utf8(&resource).unwrap()), "{name}: {text}");
                }
            }
        }
    }
}

/// Any data.
fn data() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter_map("no number in JSON", |x| x.is_finite().then(|| Value::from(x))),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn replies() -> impl Strategy<Value = Reply> {
    let names = ["disk", "\"<&", "é", "$code"];
    let parts = (data(), data(), 0..names.len(), any::<u8>(), any::<String>());
    parts.prop_map(move |(resource, member, name, bits, text)| {
        let bit = |at: u32| bits >> at & 1 == 1;
        let reply = match bits & 3 {
            0 => Reply::ok(),
            1 => Reply::created(),
            2 => Reply::accepted(),
            _ => Reply::no_content(),
        };
        let reply = if bit(2) { reply.with_resource(names[name], &resource) } else { reply };
        let reply = if bit(3) { reply.with_member("further", &member) } else { reply };
        let reply = if bit(4) { reply.with_note(text.clone()) } else { reply };
        let reply = if bit(5) { reply.with_queue_token(text.clone()) } else { reply };
        let reply = if bit(6) { reply.with_location(text.clone()) } else { reply };
        let warning = || Case::new("disk_small", 400).with_everything().fault(false).with_message(text.clone());
        if bit(7) { reply.with_warning(warning()) } else { reply }
    })
}
