//! `faultwire lint`: rules of the guideline, in definitions and in responses.

use serde_json::Value;

use crate::program::{faultwire, folder};

const QUOTA: &str = r#"{"code":"quota_exceeded","status":403,"cause":"quota","words":{"openstack.status":"413"}}"#;
const FIELD: &str = r#"{"code":"field_unknown","status":422,"cause":"unknown_member"}"#;

fn rules(json: &[u8]) -> Vec<(String, String)> {
    let report: Value = serde_json::from_slice(json).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let broken = report["broken"].as_array().unwrap().iter();
    broken.map(|broken| (text(&broken["rule"]), text(&broken["subject"]))).collect()
}

#[test]
fn definitions_are_checked_with_their_status_in_each_style() {
    let ran = faultwire(&["lint", "--json"], format!("[{QUOTA}, {FIELD}]"));
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let expected = [
        ("quota-403", "quota_exceeded in openstack"),
        ("unknown-attribute-400", "field_unknown"),
        ("unknown-attribute-named", "field_unknown"),
    ];
    assert_eq!(rules(&ran.out), expected.map(|(rule, subject)| (rule.to_owned(), subject.to_owned())));

    let ran = faultwire(&["lint"], QUOTA);
    let text = String::from_utf8(ran.out).unwrap();
    assert!(
        text.starts_with(
            "quota-403 quota_exceeded in openstack: it is sent as 413; the guideline asks for 403\n  \
             A quota that is exceeded is a 403, never a 413.\n"
        ),
        "{text}"
    );
    assert!(text.ends_with("1 definition, 1 rule broken\n"), "{text}");
    let allowed = faultwire(&["lint", "--allow", "quota-403"], QUOTA).fine();
    assert_eq!(allowed, "1 definition, 0 rules broken\n");
}

#[test]
fn protocol_faults_are_known_by_their_code() {
    assert_eq!(faultwire(&["lint"], r#"{"code":"body_invalid"}"#).fine().lines().count(), 1);
}

#[test]
fn recorded_responses_are_checked() {
    let folder = folder("lint");
    let (wrong, right) = (folder.join("wrong.http"), folder.join("right.http"));
    std::fs::write(&wrong, "HTTP/1.1 202 Accepted\r\ncontent-length: 2\r\n\r\n{}").unwrap();
    std::fs::write(&right, "HTTP/1.1 201 Created\r\nlocation: /7\r\ncontent-length: 2\r\n\r\n{}").unwrap();
    let files = [wrong.to_str().unwrap(), right.to_str().unwrap()];
    let ran = faultwire(&["lint", "--responses", "--method", "POST", "--json", files[0], files[1]], "");
    assert_eq!(ran.code, Some(1));
    assert_eq!(rules(&ran.out), [("accepted-location".to_owned(), files[0].to_owned())]);
    // A GET creates nothing.
    faultwire(&["lint", "--responses", files[0], files[1]], "").fine();
    let ran = faultwire(&["lint", "--responses", "--allow", "no-422"], "HTTP/1.1 422 \r\ncontent-length: 0\r\n\r\n");
    assert_eq!(ran.code, Some(0));
}

#[test]
fn translations_are_checked_beside_the_definitions() {
    let folder = folder("lint-translations");
    std::fs::create_dir_all(folder.join("locales")).unwrap();
    let ftl = folder.join("locales/es.ftl");
    std::fs::write(&ftl, "lost = Perdido\n    .title = Perdido\nlots = Muchos\ngone = { $id } { $more }\n").unwrap();
    let config = folder.join("faultwire.toml");
    std::fs::write(&config, "[translations]\nes = 'locales/es.ftl'\n").unwrap();
    let config = config.to_str().unwrap();
    let definitions = r#"[{"code":"lost","status":404,"template":"{id} is lost."},{"code":"gone","status":410,"template":"{id}"},{"code":"new","status":400}]"#;
    let ran = faultwire(&["lint", "--json", "--config", config], definitions);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let of_protocol = ("translation-missing".to_owned(), "internal".to_owned());
    let found = rules(&ran.out);
    assert!(found.contains(&of_protocol));
    let expected = [
        ("translation-parameter-lost", "lost"),
        ("translation-title-missing", "gone"),
        ("translation-parameter-unknown", "gone"),
        ("translation-missing", "new"),
    ];
    assert_eq!(found[..4], expected.map(|(rule, subject)| (rule.to_owned(), subject.to_owned())));
    assert_eq!(found[found.len() - 1], ("translation-unknown".to_owned(), "lots".to_owned()));

    let ran = faultwire(&["lint", "--config", config, "--allow", "translation-missing"], definitions);
    let text = String::from_utf8(ran.out).unwrap();
    let line = "translation-unknown lots: es has a text for `lots`, which is no code of a definition; did you mean `lost`?\n  \
                Every text belongs to a definition.\n3 definitions, 4 rules broken\n";
    assert!(text.ends_with(line), "{text}");

    // Without definitions those of the protocol are left.
    let ran = faultwire(&["lint", "--config", config, "--json", "--allow", "translation-unknown"], "");
    assert!(rules(&ran.out).len() > 20 && rules(&ran.out).iter().all(|(rule, _)| rule == "translation-missing"));

    // A file with mistakes is none to check with.
    std::fs::write(&ftl, "lost Perdido\n").unwrap();
    let ran = faultwire(&["lint", "--config", config], definitions);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("locales/es.ftl:1:6"), "{}", ran.err);
    for arguments in [&["lint", "--config", config, "--responses"][..], &["lint", "--config", config, "--rules"]] {
        assert_eq!(faultwire(arguments, "").code, Some(2), "{arguments:?}");
    }
}

#[test]
fn what_is_neither_is_an_error() {
    for (arguments, input, part) in [
        (&["lint"][..], "", "standard input is empty: a definition is a JSON object"),
        (&["lint"], r#"{"code":"a","status":400,"cause":"quotas"}"#, "did you mean `quota`?"),
        (&["lint"], r#"{"code":"a","status":400,"params":{}}"#, "unknown member `params`"),
        (&["lint"], "[7]", "expected an object"),
        (&["lint", "no-such-file.json"], "", "cannot read no-such-file.json"),
        (&["lint", "--responses"], "", "standard input is no response of HTTP/1: the head breaks off"),
        (&["lint", "--responses"], "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}", "the body breaks off"),
        (&["lint", "--responses"], "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n{}", "1 bytes after its end"),
        (&["lint", "--responses"], "<html>", "no head of HTTP"),
    ] {
        let ran = faultwire(arguments, input);
        assert_eq!(ran.code, Some(1), "{input}");
        assert!(ran.out.is_empty() && ran.err.contains(part), "{}", ran.err);
    }
    for arguments in [
        &["lint", "--allow", "quota-413"][..],
        &["lint", "--method", "POST"],
        &["lint", "--rules", "file.json"],
        &["lint", "--rules", "--responses"],
    ] {
        assert_eq!(faultwire(arguments, "").code, Some(2), "{arguments:?}");
    }
}

#[test]
fn all_rules_are_printed() {
    let text = faultwire(&["lint", "--rules"], "").fine();
    let places: Vec<_> = text.lines().map(|line| line.split_whitespace().take(2).collect::<Vec<_>>()).collect();
    assert!(places.len() > 20, "{text}");
    for place in [["created-201", "review"], ["quota-403", "definition"], ["translation-missing", "translation"]] {
        assert!(places.iter().any(|found| *found == place), "{text}");
    }
    let report: Value = serde_json::from_str(&faultwire(&["lint", "--rules", "--json"], "").fine()).unwrap();
    let rules = report["rules"].as_array().unwrap();
    assert_eq!(rules.len(), text.lines().count());
    let quota = rules.iter().find(|rule| rule["rule"] == "quota-403").unwrap();
    assert_eq!((&quota["asks"], &quota["checked_in"]), (&403.into(), &"definition".into()));
}
