//! What a catalogue should not say.

use std::fs;
use std::path::Path;

use faultwire::Config;
use faultwire_catalog::{Catalog, rules};

fn findings(faults: &str) -> Vec<String> {
    let text = format!("name = 'a'\nowner = 'b'\nversion = '1'\nbase = 'https://e.example'\n{faults}");
    let catalog = Catalog::from_toml(&text, "faults.toml").unwrap_or_else(|error| panic!("{error}"));
    let found = catalog.check(&Config::default()).unwrap();
    for finding in &found {
        assert!(rules().any(|(name, text)| name == finding.rule() && text == finding.text()));
    }
    let one = |f: &faultwire_catalog::Finding| {
        let help = f.mistake().help().map(|help| format!("; {help}")).unwrap_or_default();
        format!("{}:{} {}{help}", f.rule(), f.mistake().line().unwrap(), f.mistake().message())
    };
    found.iter().map(one).collect()
}

const FINE: &str = "[faults.fine]\nstatus = 404\ntitle = 'T'\nmessage = '{id}'\nparameters.id = 'text'\n";

#[test]
fn a_good_catalogue_has_no_findings() {
    assert!(findings(FINE).is_empty());
}

#[test]
fn parameters_are_declared_and_used() {
    let found = findings(
        "[faults.a]\nstatus = 400\ntitle = 'T'\nmessage = '{x} {secret} {maybe}'\n[faults.a.parameters]\n\
         y = 'text'\nsecret = { type = 'text', private = true }\nmaybe = { type = 'text', optional = true }\n\
         hidden = { type = 'text', private = true }\n",
    );
    let expected = [
        "parameter-undeclared:5 `x` in the message of `a` is no parameter of it",
        "parameter-unused:10 `y` is not in the message of `a`",
        "parameter-private-shown:11 `secret` is private, and in the message of `a`",
        "parameter-optional-shown:12 `maybe` need not be there, and is in the message of `a`",
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_guideline_holds_in_every_style() {
    let found = findings(
        "[faults.a]\nstatus = 403\ntitle = 'T'\ncause = 'quota'\nwords.openstack.status = 413\n\
         [faults.b]\nstatus = 422\ntitle = 'T'\ncause = 'unknown_member'\n",
    );
    let expected = [
        "quota-403:5 `a` breaks `quota-403` in style `openstack`, which asks for 403",
        "unknown-attribute-400:10 `b` breaks `unknown-attribute-400`, which asks for 400",
        "unknown-attribute-named:10 `b` breaks `unknown-attribute-named`",
    ];
    assert_eq!(found, expected);
}

#[test]
fn words_are_those_of_a_style() {
    let found = findings(
        "[faults.a]\nstatus = 400\ntitle = 'T'\n[faults.a.words]\nopenstack.roots = 'x'\nopnstack.root = 'x'\ngoogle.canonical = 'X'\n\
         [faults.b]\nstatus = 400\ntitle = 'T'\n[faults.b.words]\nopenstack.root = 'not a name'\n",
    );
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(
        found.contains(&"word-unknown:5 no style is called `opnstack`; did you mean `openstack`?".to_owned()),
        "{found:?}"
    );
    assert!(
        found.iter().any(|found| found.starts_with("word-unknown:5 ") && found.contains("`openstack.roots`")),
        "{found:?}"
    );
    assert!(
        found.iter().any(|found| found.starts_with("word-unknown:12 ") && found.contains("cannot be a key")),
        "{found:?}"
    );
    // A configuration's own styles count.
    let text = format!("name = 'a'\nowner = 'b'\nversion = '1'\nbase = 'x'\n{FINE}words.house.tone = 'calm'\n");
    let catalog = Catalog::from_toml(&text, "faults.toml").unwrap();
    assert_eq!(catalog.check(&Config::default()).unwrap().len(), 1);
    let page = "[styles.house]\nmedia.json = 'application/json'\nwords.tone = { '*' = 'plain' }\nfault.body = { t = '$word.tone', m = '$message' }";
    let config = Config::from_toml(page, "faultwire.toml").unwrap();
    assert!(catalog.check(&config).unwrap().is_empty());
}

#[test]
fn a_replacement_is_there_and_stays() {
    let one = |code: &str, replacement: &str| {
        format!("[faults.{code}]\nstatus = 400\ntitle = 'T'\ndeprecated = {{ since = '1', use = '{replacement}' }}\n")
    };
    let faults = [one("a", "fine"), one("b", "b"), one("c", "a"), one("d", "gone"), FINE.to_owned()].concat();
    let expected = [
        "replacement-unknown:12 `b`, which stands for `b`, is the fault itself",
        "replacement-unknown:16 `a`, which stands for `c`, is deprecated as well",
        "replacement-unknown:20 `gone`, which stands for `d`, is no fault here",
    ];
    assert_eq!(findings(&faults), expected);
}

#[test]
fn what_is_allowed_has_a_reason_and_is_needed() {
    let quota = "[faults.a]\nstatus = 413\ntitle = 'T'\ncause = 'quota'\n";
    let allow = |rule: &str, fault: &str| format!("[[allow]]\nrule = '{rule}'\n{fault}reason = 'as documented'\n");
    assert_eq!(findings(&[quota, &allow("quota-403", "")].concat()).len(), 0);
    assert_eq!(findings(&[quota, &allow("quota-403", "fault = 'a'\n")].concat()).len(), 0);
    let found = findings(
        &[quota, &allow("quota-403", "fault = 'b'\n"), &allow("qouta-403", ""), &allow("help-missing", "")].concat(),
    );
    let expected = [
        "quota-403:5 `a` breaks `quota-403`, which asks for 403",
        "allow-unneeded:9 nothing breaks `quota-403` here",
        "allow-unneeded:13 no rule is called `qouta-403`; did you mean `quota-403`?",
        "allow-unneeded:16 nothing breaks `help-missing` here",
    ];
    assert_eq!(found, expected);
}

#[test]
fn help_is_there_or_below_the_base() {
    let text = "name = 'a'\nowner = 'b'\nversion = '1'\n[faults.a]\nstatus = 400\ntitle = 'T'\n";
    let found = Catalog::from_toml(text, "faults.toml").unwrap().check(&Config::default()).unwrap();
    assert_eq!((found[0].rule(), found[0].code(), found.len()), ("help-missing", Some("a"), 1));
}

#[test]
fn every_fault_has_a_text_in_every_language() {
    let text = format!(
        "name = 'a'\nowner = 'b'\nversion = '1'\nbase = 'x'\n{FINE}[faults.other]\nstatus = 400\ntitle = 'T'\n"
    );
    let catalog = Catalog::from_toml(&text, "faults.toml").unwrap();
    let ftl = "fine = Nada\n    .title = T\nfien = { $id }\n";
    let config = Config::from_toml_with("[translations]\nes = 'es.ftl'", "faultwire.toml", |_| Ok(ftl.to_owned()));
    let found = catalog.check(&config.unwrap()).unwrap();
    let found: Vec<_> =
        found.iter().map(|found| (found.rule(), found.code(), found.mistake().line().unwrap())).collect();
    let expected = [
        ("translation-unknown", None, 1),
        ("translation-parameter-lost", Some("fine"), 5),
        ("translation-missing", Some("other"), 10),
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_is_allowed_of_translations_is_needed_where_there_are_some() {
    let text = format!(
        "name = 'a'\nowner = 'b'\nversion = '1'\nbase = 'x'\n{FINE}[[allow]]\nrule = 'translation-title-missing'\nreason = 'x'\n"
    );
    let catalog = Catalog::from_toml(&text, "faults.toml").unwrap();
    assert!(catalog.check(&Config::default()).unwrap().is_empty());
    let found = |ftl: &'static str| {
        let config = Config::from_toml_with("[translations]\nes = 'es.ftl'", "faultwire.toml", |_| Ok(ftl.to_owned()));
        let found = catalog.check(&config.unwrap()).unwrap();
        found.iter().map(|found| found.rule()).collect::<Vec<_>>()
    };
    assert!(found("fine = { $id }\n").is_empty());
    assert_eq!(found("fine = { $id }\n    .title = T\n"), ["allow-unneeded"]);
}

#[test]
fn what_a_service_imports_has_texts_as_well() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check-imports");
    fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    write("theirs.toml", &format!("name = 'theirs'\nowner = 'b'\nversion = '1'\nbase = 'https://e.example'\n{FINE}"));
    write("ours.toml", "name = 'ours'\nowner = 'a'\nversion = '1'\nimports = [\n  'theirs.toml',\n]\n");
    write("es.ftl", "other = Otro\n");
    write("faultwire.toml", "[translations]\nes = 'es.ftl'\n");
    let config = Config::load(folder.join("faultwire.toml")).unwrap();
    let found = Catalog::load(folder.join("ours.toml")).unwrap().check(&config).unwrap();
    let found: Vec<_> = found.iter().map(|found| (found.rule(), found.mistake().line(), found.code())).collect();
    assert_eq!(found, [("translation-unknown", Some(1), None), ("translation-missing", Some(5), Some("fine"))]);

    let text =
        Catalog::load(folder.join("ours.toml")).unwrap().check(&config).unwrap()[1].mistake().message().to_owned();
    assert!(text.starts_with("es has no text for `fine`, of ") && text.ends_with("theirs.toml:5"), "{text}");
}
