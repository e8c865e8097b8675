//! Mistakes of form and of content, told at once.

use std::fs;
use std::path::Path;

use faultwire::Config;
use faultwire_catalog::{Catalog, Finding, Report, form_rules, rules};

const HEAD: &str = "name = 'a'\nowner = 'b'\nversion = '1'\nbase = 'https://e.example'\n";

fn report(text: &str) -> Report {
    Catalog::check_toml(text, "faults.toml", &Config::default()).unwrap()
}

/// The rule, the line and the fault of each finding.
fn found(report: &Report) -> Vec<String> {
    let one = |finding: &Finding| {
        let line = finding.mistake().line().unwrap_or_default();
        format!("{line} {} {}", finding.rule(), finding.code().unwrap_or("-"))
    };
    report.findings().iter().map(one).collect()
}

#[test]
fn form_and_content_are_checked_at_once() {
    let text = r#"name = "a"
ower = "b"
version = 1
base = "https://e.example"

[faults.Wrong-Code]
status = 404
title = "T"
message = "{id} is {state}."
cause = "quota"
parameters = { id = "text", 1a = "text", secret = { type = "text", private = true } }

[faults.second]
status = 200
title = "T"
message = "{x}"
number = 7
cause = "quotas"
words = { opnstack = { root = "x" } }

[faults.third]
status = 413
message = "{0}"
parameters = { y = "text" }
number = 7
cause = "quota"
deprecated = { since = "1", use = "second" }

[faults.fourth]
status = 404
title = "T"
parameters = { unused = "text" }
retry = "never"
retry_after = 3

[faults.second]
status = 400
title = "T"

[[allow]]
rule = "code-duplicate"
reason = "why not"

[[allow]]
rule = "quota-403"
fault = "fourth"
reason = "as it was"
"#;
    let report = report(text);
    let expected = [
        "2 key-unknown -",
        "3 value-invalid -",
        "6 code-invalid Wrong-Code",
        "6 quota-403 Wrong-Code",
        "11 parameter-invalid Wrong-Code",
        "13 parameter-undeclared second",
        "14 status-invalid second",
        "18 value-invalid second",
        "21 key-missing third",
        "21 number-duplicate third",
        "21 quota-403 third",
        "23 message-invalid third",
        "32 parameter-unused fourth",
        "33 value-invalid fourth",
        "36 code-duplicate second",
        "40 allow-unneeded -",
    ];
    let mut found = found(&report);
    let word = found.iter().position(|found| found.ends_with(" word-unknown second")).map(|at| found.remove(at));
    assert!(word.is_some(), "{found:?}");
    assert_eq!(found, expected);
    assert!(report.catalog().is_none() && Catalog::from_toml(text, "faults.toml").is_err());
    for finding in report.findings() {
        assert!(form_rules().chain(rules()).any(|rule| rule == (finding.rule(), finding.text())), "{finding:?}");
    }
}

#[test]
fn every_mistake_that_keeps_a_catalogue_from_being_read_has_a_rule_of_form() {
    let fault = "[faults.a]\nstatus = 400\ntitle = 'T'\n";
    for (text, rule) in [
        (format!("imports = ['b.toml']\n{HEAD}{fault}"), "import-invalid"),
        (format!("{HEAD}{fault}number = 'x'\n"), "value-invalid"),
        (format!("{HEAD}{fault}message = ''\n"), "value-invalid"),
        (format!("{}{fault}", HEAD.replace("'b'", "' '")), "value-invalid"),
        (format!("{HEAD}{}", fault.replace("'T'", "''")), "value-invalid"),
        (format!("{HEAD}{fault}number =\n"), "toml-invalid"),
        (format!("{HEAD}{fault}titel = 'x'\n"), "key-unknown"),
        (format!("{HEAD}{fault}message = '{{0}}'\n"), "message-invalid"),
        (format!("{HEAD}{fault}[faults.b]\ntitle = 'T'\n"), "key-missing"),
        (format!("{HEAD}{fault}[faults.b]\ntitle = 'T'\nstatus = 99\n"), "status-invalid"),
        (format!("{HEAD}{fault}parameters.1a = 'text'\n"), "parameter-invalid"),
        (format!("{HEAD}{fault}[faults._]\nstatus = 400\ntitle = 'T'\n"), "code-invalid"),
        (format!("{HEAD}{fault}{fault}"), "code-duplicate"),
        (format!("{HEAD}{fault}number = 1\n{}number = 1\n", fault.replace(".a", ".b")), "number-duplicate"),
    ] {
        let report = report(&text);
        assert_eq!(report.findings().len(), 1, "{text}: {:?}", found(&report));
        assert_eq!(report.findings()[0].rule(), rule);
        assert!(form_rules().any(|(name, _)| name == rule) && rules().all(|(name, _)| name != rule));
        assert!(report.catalog().is_none());
    }
    let sound = report(&format!("{HEAD}{fault}"));
    assert_eq!((sound.findings().len(), sound.catalog().unwrap().faults().len()), (0, 1));
    let lost = Catalog::check_file("no-such-folder/faults.toml", &Config::default()).unwrap();
    assert_eq!(found(&lost), ["0 file-unreadable -"]);
}

#[test]
fn a_fault_that_is_there_twice_has_both_places() {
    for (first, second) in
        [("[faults.a]", "[ faults . 'a' ]"), ("[faults.\"a\"]", "[faults.a]"), ("[faults.a]", "[faults.a]")]
    {
        let own = "status = 400\ntitle = 'T'\n";
        let text = format!("{HEAD}[faults.b]\n{own}{first}\n{own}[faults.a.words]\n{second}\n{own}number = 1\n");
        let report = report(&text);
        let [finding] = report.findings() else { panic!("{:?}", found(&report)) };
        assert_eq!((finding.rule(), finding.code(), finding.mistake().line()), ("code-duplicate", Some("a"), Some(12)));
        assert_eq!(finding.mistake().message(), "`a` is the code of a fault in faults.toml:8 already");
    }
    // A key that is there twice is no fault.
    let report = report(&format!("{HEAD}[faults.title]\nstatus = 400\ntitle = 'T'\ntitle = 'U'\n"));
    assert_eq!(found(&report), ["8 toml-invalid -"]);
}

#[test]
fn what_cannot_be_read_is_not_said_to_be_missing() {
    let gone = "[faults.a]\nstatus = 400\ntitle = 'T'\ndeprecated = { since = '1', use = 'b' }\n";
    let allow = "[[allow]]\nrule = 'quota-403'\nreason = 'as it was'\n";
    let missing = ["allow-unneeded", "replacement-unknown", "translation-unknown"];
    let config = Config::from_toml_with("[translations]\nes = 'es.ftl'", "faultwire.toml", |_| {
        Ok("a = T\n    .title = T\nb = T\n    .title = T\n".to_owned())
    });
    let config = config.unwrap();
    for (broken, rule, hidden) in [
        // All could be read, and the replacement is none.
        ("", None, 0),
        ("tone = 3\n", Some("key-unknown"), 0),
        // The other fault may be among what could not be read.
        ("[faults]\nb = 3\n", Some("value-invalid"), 3),
        ("[faults.B]\nstatus = 400\ntitle = 'T'\n", Some("code-invalid"), 3),
        ("[fault.b]\nstatus = 400\ntitle = 'T'\n", Some("key-unknown"), 3),
        ("[faults.b\nstatus = 400\n", Some("toml-invalid"), 3),
        // It is known, and the rule may be broken by it once it can be read.
        ("[faults.b]\nstatus = 400\n", Some("key-missing"), 3),
    ] {
        let before = if broken.starts_with('t') { broken } else { "" };
        let after = if before.is_empty() { broken } else { "" };
        let text = format!("{before}{HEAD}{gone}{after}{allow}");
        let report = Catalog::check_toml(&text, "faults.toml", &config).unwrap();
        let found: Vec<_> = report.findings().iter().map(Finding::rule).collect();
        assert!(rule.is_none_or(|rule| found.contains(&rule)), "{broken}: {found:?}");
        let said = missing.iter().filter(|rule| found.contains(rule)).count();
        assert_eq!(said, missing.len() - hidden, "{broken}: {found:?}");
    }
}

#[test]
fn nothing_is_said_of_a_fault_with_broken_syntax_that_may_be_its_doing() {
    let shown = |code: &str| format!("[faults.{code}]\nstatus = 400\ntitle = 'T'\nmessage = '{{id}}'\n");
    let text = format!("{HEAD}{}faults.a.parameters]\nid = 'text'\n{}", shown("a"), shown("b"));
    let expected = ["9 toml-invalid -", "10 key-unknown a", "11 parameter-undeclared b"];
    assert_eq!(found(&report(&text)), expected);
    // Nothing hides what comes after it.
    let broken = ["oops", "message: 'é'", "<<<<<<< ours", "=======", "x = = 1", "y = ["].join("\n");
    let text = format!("{HEAD}{}{broken}\n]\n{}more\n", shown("a"), shown("B"));
    let report = report(&text);
    let syntax = found(&report).into_iter().filter(|found| found.ends_with("toml-invalid -"));
    let lines = ["9", "10", "11", "12", "13", "20"];
    assert_eq!(syntax.collect::<Vec<_>>(), lines.map(|line| format!("{line} toml-invalid -")));
    assert!(found(&report).contains(&"16 code-invalid B".to_owned()), "{:?}", found(&report));
}

#[test]
fn imports_with_mistakes_are_read_as_far_as_they_can_be() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report-imports");
    fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    write("theirs.toml", &format!("{HEAD}[faults.shared]\nstatus = 200\ntitle = 'T'\n[faults.gone]\nstatus = 404\n"));
    write(
        "ours.toml",
        "imports = ['theirs.toml']\nname = 'ours'\nowner = 'us'\nversion = '1'\n[faults.shared]\nstatus = 400\n\
         title = 'T'\n[faults.old]\nstatus = 400\ntitle = 'T'\nhelp = 7\ndeprecated = { since = '1', use = 'gone' }\n",
    );
    let report = Catalog::check_file(folder.join("ours.toml"), &Config::default()).unwrap();
    let expected = [
        "6 status-invalid shared",
        "8 key-missing gone",
        "5 code-duplicate shared",
        "5 help-missing shared",
        "11 value-invalid old",
    ];
    assert_eq!(found(&report), expected);
}
