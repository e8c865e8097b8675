//! `faultwire lint` of catalogues.

use serde_json::Value;

use crate::program::{faultwire, file, folder, run, shell};

const FAULTS: &str = "\
name = 'storage'
owner = 'team'
version = '1.0.0'

[faults.quota_exceeded]
status = 413
title = 'Quota exceeded'
cause = 'quota'

[faults.field_unknown]
status = 400
title = 'Unknown field'
cause = 'unknown_member'
";

#[test]
fn the_faults_of_a_catalogue_are_checked_with_their_places() {
    let folder = folder("lint-catalog");
    let faults = file(&folder, "faults.toml", FAULTS);
    let ran = faultwire(&["lint", &faults], "");
    let expected = format!(
        "quota-403 quota_exceeded: it is sent as 413; the guideline asks for 403\n  \
         A quota that is exceeded is a 403, never a 413.\n --> {faults}:5:9\n\
         unknown-attribute-named field_unknown: its message has no parameter\n"
    );
    let text = String::from_utf8(ran.out).unwrap();
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    assert!(text.starts_with(&expected) && text.ends_with(":10:9\n2 definitions, 2 rules broken\n"), "{text}");

    // Beside JSON, which has no places.
    let json = file(&folder, "more.json", r#"[{"code":"limit","status":413,"cause":"quota"}]"#);
    let ran = faultwire(&["lint", "--json", &json, &faults], "");
    let report: Value = serde_json::from_slice(&ran.out).unwrap();
    let broken = report["broken"].as_array().unwrap();
    assert_eq!(broken.len(), 3, "{report}");
    assert!(broken[0].get("line").is_none());
    let place = (&broken[1]["file"], &broken[1]["line"], &broken[1]["column"]);
    assert_eq!(place, (&faults.as_str().into(), &5.into(), &9.into()));
}

#[test]
fn what_a_catalogue_allows_is_allowed() {
    let folder = folder("lint-allow");
    let allow = |rule: &str, code: &str| format!("[[allow]]\nrule = '{rule}'\n{code}reason = 'as ever'\n");
    let lint = |allowed: &str| {
        let ran = faultwire(&["lint", &file(&folder, "faults.toml", [FAULTS, allowed].concat())], "");
        String::from_utf8(ran.out).unwrap().lines().last().unwrap().to_owned()
    };
    assert_eq!(lint(&allow("quota-403", "")), "2 definitions, 1 rule broken");
    assert_eq!(lint(&allow("quota-403", "fault = 'quota_exceeded'\n")), "2 definitions, 1 rule broken");
    assert_eq!(lint(&allow("quota-403", "fault = 'field_unknown'\n")), "2 definitions, 2 rules broken");
}

#[test]
fn imports_are_their_owners() {
    let folder = folder("lint-imports");
    file(&folder, "common.toml", FAULTS.replace("storage", "common"));
    let own =
        "name = 'a'\nowner = 'b'\nversion = '1'\nimports = ['common.toml']\n[faults.lost]\nstatus = 404\ntitle = 'L'\n";
    let faults = file(&folder, "faults.toml", own);
    assert_eq!(faultwire(&["lint", &faults], "").fine(), "1 definition, 0 rules broken\n");
    // Texts for what is imported belong to a definition, and are missing to its owner.
    file(&folder, "es.ftl", "quota_exceeded = Cuota\n    .title = Cuota\nnobody = Nadie\n");
    let config = file(&folder, "faultwire.toml", "[translations]\nes = 'es.ftl'\n");
    let ran = faultwire(&["lint", &faults, "--config", &config, "--json"], "");
    let report: Value = serde_json::from_slice(&ran.out).unwrap();
    let subjects: Vec<_> =
        report["broken"].as_array().unwrap().iter().map(|b| b["subject"].as_str().unwrap()).collect();
    assert!(subjects.contains(&"lost") && subjects.contains(&"nobody") && subjects.contains(&"internal"), "{report}");
    assert!(!subjects.contains(&"field_unknown") && !subjects.contains(&"quota_exceeded"), "{report}");
    assert_eq!((&report["broken"][0]["subject"], &report["broken"][0]["line"]), (&"lost".into(), &5.into()));
    let allowed = file(
        &folder,
        "faults.toml",
        [own, "[[allow]]\nrule = 'translation-missing'\nfault = 'lost'\nreason = 'x'\n"].concat(),
    );
    let ran = faultwire(&["lint", &allowed, "--config", &config], "");
    assert!(!String::from_utf8(ran.out).unwrap().contains(" lost: "));
}

#[test]
fn a_text_is_known_by_what_it_says() {
    let folder = folder("lint-text");
    let other = file(&folder, "faults.txt", FAULTS);
    let summary = |out: Vec<u8>| String::from_utf8(out).unwrap().lines().last().unwrap().to_owned();
    for (arguments, input) in [(vec!["lint"], FAULTS), (vec!["lint", &other], "")] {
        assert_eq!(summary(faultwire(&arguments, input).out), "2 definitions, 2 rules broken");
    }
    let piped = run(shell("cat faults.txt | faultwire lint /dev/stdin", &folder), b"");
    assert_eq!(summary(piped.out), "2 definitions, 2 rules broken");
    // A text has no folder to import from.
    let report = faultwire(&["lint"], ["imports = ['a.toml']\n", FAULTS].concat()).failed(1);
    assert!(report.contains("a catalogue that is not read from a file imports none"), "{report}");
}

#[test]
fn what_is_neither_catalogue_nor_json_is_said_so() {
    let folder = folder("lint-neither");
    let neither = "neither definitions in JSON nor a catalogue in TOML\n";
    for (name, text, expected) in [
        ("a.yaml", "faults:\n  - code: a\n", neither),
        ("a.txt", "status", neither),
        (
            "config.txt",
            "style = 'problem'\n",
            "config.txt is a configuration, and neither definitions in JSON nor a catalogue in TOML\n",
        ),
        ("config.toml", "style = 'problem'\n", "config.toml is a configuration, not a catalogue\n"),
        ("json.toml", "{\"code\":\"a\",\"status\":400}", "json.toml is JSON, not a catalogue\n"),
    ] {
        let report = faultwire(&["lint", &file(&folder, name, text)], "").failed(1);
        assert!(report.ends_with(expected) && report.lines().count() == 1, "{report}");
    }
    let broken =
        file(&folder, "broken.toml", FAULTS.replace("413", "'413'").replace("cause = 'quota'", "cause = 'quotas'"));
    let report = faultwire(&["lint", &broken], "").failed(1);
    assert!(report.contains("broken.toml:6:10\n") && report.contains("did you mean `quota`?"), "{report}");
    let binary = file(&folder, "binary.json", b"\xFF");
    assert!(faultwire(&["lint", &binary], "").failed(1).contains("is not UTF-8"));
}
