//! `faultwire render --catalog`: definitions from a catalogue.

use crate::program::{Ran, faultwire, file, folder};

const FAULTS: &str = "\
name = 'storage'
owner = 'team'
version = '1.0.0'
imports = ['common.toml']

[faults.volume_not_found]
status = 404
title = 'Volume not found'
message = 'Volume {volume_id} could not be found.'
number = 13
retry = 'never'
words.openstack.root = 'noVolume'
parameters = { volume_id = 'text', host = { type = 'text', private = true } }

[faults.every_kind]
status = 400
title = 'Every kind'

[faults.every_kind.parameters]
text = { type = 'text', optional = true }
integer = { type = 'integer', optional = true }
number = { type = 'number', optional = true }
boolean = { type = 'boolean', optional = true }
list = { type = 'list', optional = true }
object = { type = 'object', optional = true }
any = { type = 'any', optional = true }
";

const COMMON: &str = "\
name = 'common'
owner = 'platform'
version = '2.0.0'

[faults.tenant_unknown]
status = 403
title = 'Unknown tenant'
";

/// The flags for the catalogue, in a folder of the test.
fn catalog(test: &str) -> String {
    let folder = folder(test);
    file(&folder, "common.toml", COMMON);
    file(&folder, "faults.toml", FAULTS)
}

fn render(catalog: &str, flags: &[&str], input: &str) -> Ran {
    faultwire(&[&["render", "--catalog", catalog, "--no-request-id"], flags].concat(), input)
}

/// Each mistake as `line:column message`, with the help behind it.
fn mistakes(ran: Ran) -> Vec<String> {
    let one = |block: &str| {
        let lines: Vec<_> = block.lines().collect();
        let (place, help) =
            (lines[1].rsplit_once("standard input:").unwrap().1, lines[lines.len() - 1].rsplit_once("^ "));
        let help = help.map(|(_, help)| format!("; {help}")).unwrap_or_default();
        format!("{place} {}{help}", lines[0].trim_start_matches("error: "))
    };
    ran.failed(1).trim_end().split("\n\n").map(one).collect()
}

#[test]
fn a_code_and_parameters_are_enough() {
    let catalog = catalog("render-catalog");
    let flags = ["--style", "openstack", "--format", "json", "--body"];
    let body = render(&catalog, &flags, r#"{"code":"volume_not_found","params":{"volume_id":"7"}}"#).fine();
    assert_eq!(body, r#"{"noVolume":{"code":404,"message":"Volume 7 could not be found."}}"#);
    // What is particular to the occurrence is said as ever, of this fault and of those that led to it.
    let input = r#"{"code":"volume_not_found","params":{"volume_id":"7","host":"db-1"},"message":"No.","notes":["N"],
        "earlier":[{"code":"tenant_unknown"},{"code":"internal"}]}"#;
    let answer = render(&catalog, &["--style", "api-sig"], input).fine();
    assert!(
        answer.starts_with("HTTP/1.1 404 ") && answer.contains("No.") && answer.contains("Unknown tenant"),
        "{answer}"
    );
    assert!(!answer.contains("db-1"), "{answer}");
    // Faults of imports, of the protocol, and in a reply.
    assert!(render(&catalog, &[], r#"{"code":"tenant_unknown"}"#).fine().contains("\"Unknown tenant\""));
    assert!(render(&catalog, &[], r#"{"code":"route_not_found"}"#).fine().starts_with("HTTP/1.1 404 "));
    let reply = r#"{"warnings":[{"code":"volume_not_found","params":{"volume_id":"8"}}]}"#;
    let reply = render(&catalog, &["--style", "queue-token", "--reply", "--body"], reply).fine();
    assert_eq!(reply, r#"{"errors":["Volume 8 could not be found."]}"#);
}

#[test]
fn a_code_alone_is_rendered_with_samples() {
    let catalog = catalog("render-sample");
    let sample = |code: &str, flags: &[&str]| render(&catalog, &[&["--fault", code, "--body"], flags].concat(), "");
    let body = sample("volume_not_found", &["--style", "openstack"]).fine();
    assert_eq!(body, r#"{"noVolume":{"code":404,"message":"Volume <volume_id> could not be found."}}"#);
    let body = sample("every_kind", &["--style", "google"]).fine();
    for value in ["<text>", "7", "7.5", "true", "list", "object", "<any>"] {
        assert!(body.contains(value), "{value} in {body}");
    }
    assert!(sample("internal", &[]).fine().contains("\"Internal error\""));
    assert_eq!(
        sample("volume_not_fond", &[]).failed(1),
        "error: unknown fault `volume_not_fond`\n   = did you mean `volume_not_found`?\n"
    );
    let all = sample("zzz", &[]).failed(1);
    assert!(all.contains("valid: `volume_not_found`, `every_kind`, `tenant_unknown`, `request_malformed`"), "{all}");
    for flags in
        [&["render", "--fault", "internal"][..], &["render", "--catalog", &catalog, "--fault", "internal", "--reply"]]
    {
        faultwire(flags, "").failed(2);
    }
}

#[test]
fn what_the_catalogue_says_is_not_said_again() {
    let catalog = catalog("render-again");
    let input = r#"{"code":"volume_not_found","status":410,"retry":"now","params":{"volume_id":"7"}}"#;
    let expected =
        ["1:28 `status` is said in the catalogue, and not here", "1:41 `retry` is said in the catalogue, and not here"];
    assert_eq!(mistakes(render(&catalog, &[], input)), expected);
}

#[test]
fn parameters_are_those_that_are_declared() {
    let catalog = catalog("render-parameters");
    let found = |input: &str| mistakes(render(&catalog, &[], input));
    assert_eq!(
        found(r#"{"code":"volume_not_found"}"#),
        ["1:1 the parameter `volume_id` of `volume_not_found` is missing: a string"]
    );
    let input = r#"{"code":"volume_not_found","params":{"volume":"7","host":1,"host":"a"},"earlier":[{"code":"tenant_unknwn"}]}"#;
    let expected = [
        "1:37 the parameter `volume_id` of `volume_not_found` is missing: a string",
        "1:38 unknown parameter `volume`; did you mean `volume_id`?",
        "1:58 expected a string, not a number",
        "1:60 member `host` is here twice",
        "1:91 unknown fault `tenant_unknwn`; did you mean `tenant_unknown`?",
    ];
    assert_eq!(found(input), expected);
    assert_eq!(found(r#"{"code":"tenant_unknown","params":{"a":1}}"#), ["1:36 `tenant_unknown` has no parameters"]);
    assert_eq!(found(r#"{"code":"volume_not_found","params":[]}"#), ["1:37 expected an object, not an array"]);
    assert_eq!(found(r#"{"params":{"a":1}}"#), ["1:1 `code` is missing"]);
    assert_eq!(found(r#"{"code":7}"#), ["1:9 expected a string, not a number"]);
}

#[test]
fn a_parameter_is_of_its_kind() {
    let catalog = catalog("render-kinds");
    let kinds = [
        ("text", "a string", [0]),
        ("integer", "an integer", [1]),
        ("number", "a number", [1]),
        ("boolean", "a boolean", [3]),
        ("list", "an array", [4]),
        ("object", "an object", [5]),
    ];
    let values = [r#""a""#, "18446744073709551615", "1.5", "true", "[1]", "{}", "null"];
    for (kind, expected, [fits]) in kinds {
        for (at, value) in values.iter().enumerate() {
            let input = format!(r#"{{"code":"every_kind","params":{{"{kind}":{value}}}}}"#);
            let ran = render(&catalog, &[], &input);
            if at == fits || (kind == "number" && at == 2) {
                ran.fine();
            } else if kind == "integer" && at == 2 {
                assert!(mistakes(ran)[0].ends_with("1.5 is not an integer"));
            } else {
                assert!(mistakes(ran)[0].contains(&format!("expected {expected}, not ")), "{kind} {value}");
            }
        }
    }
    for value in values {
        render(&catalog, &[], &format!(r#"{{"code":"every_kind","params":{{"any":{value}}}}}"#)).fine();
    }
}

#[test]
fn a_catalogue_that_is_none_renders_nothing() {
    let catalog = catalog("render-broken");
    let folder = folder("render-broken-files");
    let broken = file(&folder, "broken.toml", FAULTS.replace("404", "200").replace("['common.toml']", "[]"));
    let report = render(&broken, &["--fault", "volume_not_found"], "").failed(1);
    assert!(report.contains("broken.toml:7:10\n") && report.contains("expected 400 to 599"), "{report}");
    let json = file(&folder, "faults.json", "{}");
    assert!(render(&json, &["--fault", "internal"], "").failed(1).ends_with("faults.json is JSON, not a catalogue\n"));
    assert!(render("no-such.toml", &[], "").failed(1).contains("no-such.toml"));
    assert!(render(&catalog, &[], "").failed(1).contains("standard input is empty"));
    assert!(render(&catalog, &[], "[]").failed(1).contains("expected an object, not an array"));
}
