//! What is read, and what mistakes say.

use faultwire::{Call, Cause, ParameterKind, Retry, Severity};
use faultwire_catalog::Catalog;

const HEAD: &str = "name = 'a'\nowner = 'b'\nversion = '1'\n";

#[test]
fn everything_that_a_fault_says_is_read() {
    let text = r#"
name = "block-storage"
owner = "storage"
version = "1.4.0"
base = "https://errors.example/block-storage"

[faults.volume_name_in_use]
status = 409
title = "Name in use"
message = "A volume named {name} exists, {{as said}}."
number = 20
cause = "duplicate"
severity = "hard"
retry_after = 7
type = "https://errors.example/types/name"
description = "Names are unique."
causes = ["Another volume has the name."]
remedies = ["Choose another name."]
since = "1.1.0"
deprecated = { since = "1.4.0", use = "name_taken" }
calls = ["create", "edit"]

[faults.volume_name_in_use.parameters]
name = "text"
holder = { type = "object", optional = true }
tenant = { type = "text", private = true }

[faults.volume_name_in_use.words]
openstack = { root = "conflictingRequest", status = 400 }

[faults.name_taken]
status = 409
title = "Taken"
help = "https://help.example"
"#;
    let catalog = Catalog::from_toml(text, "faults.toml").unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((catalog.name(), catalog.owner(), catalog.version()), ("block-storage", "storage", "1.4.0"));
    let fault = catalog.fault("volume_name_in_use").unwrap();
    let fault_type = fault.fault_type();
    assert_eq!(fault_type.template(), Some("A volume named {name} exists, {{as said}}."));
    assert_eq!(
        (fault_type.status(), fault_type.error_number(), fault_type.why()),
        (409, Some(20), Some(Cause::Duplicate))
    );
    assert!(fault_type.is_hard() && Severity::Hard != Severity::Soft);
    assert_eq!((fault_type.retry_hint(), fault_type.when_to_retry()), (Some(7), Some(Retry::After)));
    assert_eq!(fault_type.help_uri(), Some("https://errors.example/block-storage#volume_name_in_use"));
    assert_eq!(fault_type.uri(), Some("https://errors.example/types/name"));
    let words: Vec<_> = fault_type.all_words().collect();
    assert_eq!(words, [("openstack.root", "conflictingRequest"), ("openstack.status", "400")]);
    assert_eq!((fault.description(), fault.since()), (Some("Names are unique."), Some("1.1.0")));
    assert_eq!((fault.causes().len(), fault.remedies().len()), (1, 1));
    assert_eq!(fault.calls(), [Call::Create, Call::Edit]);
    let deprecated = fault.deprecated().unwrap();
    assert_eq!((deprecated.since(), deprecated.replacement()), ("1.4.0", Some("name_taken")));
    let parameters = fault.parameters().iter().map(|p| (p.name(), p.kind(), p.is_optional(), p.is_private()));
    let expected = [
        ("name", ParameterKind::Text, false, false),
        ("holder", ParameterKind::Object, true, false),
        ("tenant", ParameterKind::Text, false, true),
    ];
    assert_eq!(parameters.collect::<Vec<_>>(), expected);
    assert_eq!(catalog.faults()[1].fault_type().help_uri(), Some("https://help.example"));
}

#[test]
fn every_mistake_is_found_in_one_run() {
    let text = r#"name = 7
ower = "b"

[faults.BadCode]
status = 404
title = "T"

[faults.second]
status = 200
titel = "T"
message = "{0}"
number = "13"
cause = "quotas"
severity = "medium"
retry_after = -1
calls = ["creation", 7]
deprecated = { use = "x" }
description = []
words = { openstack = { status = 99, root = 1 }, problem = "x" }
parameters = { "1a" = "text", b = "string", c = { typ = "text" }, d = 5, e = { type = "text", private = "yes" } }

[faults]
third = 1

[[allow]]
rule = "help-missing"

[[allow]]
rule = "help-missing"
reason = " "
"#;
    let error = Catalog::from_toml(text, "faults.toml").unwrap_err();
    let found: Vec<_> = error
        .mistakes()
        .iter()
        .map(|m| {
            format!("{}:{} {}; {}", m.line().unwrap(), m.column().unwrap(), m.message(), m.help().unwrap_or_default())
        })
        .collect();
    let expected = [
        "1:1 `version` is missing here; ",
        "1:8 expected a string, not an integer; ",
        "2:1 unknown key `ower`; did you mean `owner`?",
        "4:9 invalid code \"BadCode\" of a fault type: expected a lower-case letter, then lower-case letters, digits and `_`; ",
        "9:10 invalid status \"200\" of a fault type: expected 400 to 599; ",
        "10:1 unknown key `titel`; did you mean `title`?",
        "11:11 invalid message \"{0}\" of a fault type: expected only names in braces; a doubled brace stands for itself; ",
        "12:10 expected a whole number of 64 bits, not a string; ",
        "13:9 unknown cause `quotas`; did you mean `quota`?",
        "14:12 unknown severity `medium`; valid: `soft`, `hard`",
        "15:15 -1 is not a number of seconds; ",
        "16:10 unknown kind of call `creation`; did you mean `create`?",
        "16:22 expected a string, not an integer; ",
        "17:14 `since` is missing here; ",
        "18:15 expected a string, not an array; ",
        "19:34 invalid status \"99\" of a fault type: expected 400 to 599; ",
        "19:45 expected a string, not an integer; ",
        "19:60 expected a table, not a string; ",
        "20:16 `1a` is no name of a parameter: a letter or `_`, then letters, digits or `_`; ",
        "20:35 unknown type of a parameter `string`; valid: `text`, `integer`, `number`, `boolean`, `list`, `object`, `any`",
        "20:51 unknown key `typ`; did you mean `type`?",
        "20:71 expected a table, not an integer; ",
        "20:105 expected true or false, not a string; ",
        "23:9 expected a table, not an integer; ",
        "25:1 `reason` is missing here; ",
        "28:1 a reason says why the rule may be broken; ",
    ];
    assert_eq!(found, expected, "{error}");
}

#[test]
fn broken_syntax_has_its_places() {
    let text = format!("{HEAD}[faults.a]\nstatus = \ntitle = 'A'\n\n[faults.a]\nstatus = 1_0_0_0_\n");
    let error = Catalog::from_toml(&text, "faults.toml").unwrap_err();
    let lines: Vec<_> = error.mistakes().iter().filter_map(|mistake| mistake.line()).collect();
    assert!(lines.contains(&5) && lines.contains(&8) && lines.contains(&9), "{error}");
    for text in ["", "\0", "[", "faults = 1", "x = {", "[[faults]]", "\u{FEFF}name = 'a'"] {
        assert!(Catalog::from_toml(text, "faults.toml").is_err(), "{text:?}");
    }
}

#[test]
fn two_faults_cannot_have_one_number() {
    let text = format!(
        "{HEAD}[faults.a]\nstatus = 400\ntitle = 'A'\nnumber = 7\n[faults.b]\nstatus = 400\ntitle = 'B'\nnumber = 7\n"
    );
    let error = Catalog::from_toml(&text, "faults.toml").unwrap_err();
    assert_eq!(error.mistakes()[0].message(), "7 is the number of `a` in faults.toml:4 (b) already");
    assert_eq!((error.mistakes()[0].line(), error.mistakes().len()), (Some(8), 1));
}

#[test]
fn a_text_alone_imports_nothing() {
    let error = Catalog::from_toml(&format!("imports = ['b.toml']\n{HEAD}"), "faults.toml").unwrap_err();
    assert_eq!(error.mistakes()[0].message(), "a catalogue that is not read from a file imports none");
}
