//! What changed, and what it means.

use std::collections::BTreeSet;

use faultwire::Config;
use faultwire_catalog::{Catalog, ChangeKind, Class, Diff, Lock, Styles};

fn catalog(faults: &str) -> Catalog {
    let text = format!("name = 'a'\nowner = 'b'\nversion = '1'\nbase = 'https://e.example'\n{faults}");
    Catalog::from_toml(&text, "faults.toml").unwrap_or_else(|error| panic!("{error}"))
}

/// A fault, with some lines of it replaced.
fn fault(replace: &[(&str, &str)]) -> String {
    let mut text = r#"
[faults.volume_gone]
status = 410
title = "Gone"
message = "{volume} is gone."
number = 7
cause = "not_found"
retry_after = 9
type = "https://e.example/types/gone"
description = "It was there."
calls = ["get"]

[faults.volume_gone.parameters]
volume = "text"
size = { type = "integer", optional = true }
tenant = { type = "text", private = true }

[faults.volume_gone.words]
openstack = { root = "goneFault" }
"#
    .to_owned();
    for (old, new) in replace {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    text
}

/// The one change between two states, as text.
fn changes(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (catalog(old), catalog(new));
    let one = |change: &faultwire_catalog::Change| {
        let part = |text: Option<&str>| text.unwrap_or("-").to_owned();
        let (class, kind) = (change.class(), change.kind().name());
        format!(
            "{class} {kind} {} {} {} {}",
            change.code(),
            part(change.subject()),
            part(change.before()),
            part(change.after())
        )
    };
    Diff::between(&old, &new).changes().iter().map(one).collect()
}

#[test]
fn every_kind_of_change_has_its_class() {
    use Class::{Breaking, Risky, Safe};

    let base = fault(&[]);
    let other = "[faults.other]\nstatus = 404\ntitle = 'Other'\n";
    let with = |more: &str| [base.as_str(), more].concat();
    let changed = |old: &str, new: &str| fault(&[(old, new)]);
    let cases = [
        ("fault-removed", Breaking, with(other), base.clone()),
        ("fault-renamed", Breaking, base.clone(), changed("faults.volume_gone", "faults.volume_lost")),
        ("fault-added", Safe, base.clone(), with(other)),
        ("status-changed", Breaking, base.clone(), changed("status = 410", "status = 404")),
        ("severity-changed", Breaking, base.clone(), changed("number = 7", "number = 7\nseverity = 'hard'")),
        ("number-changed", Breaking, base.clone(), changed("number = 7", "number = 8")),
        ("number-removed", Breaking, base.clone(), changed("number = 7\n", "")),
        ("number-added", Risky, changed("number = 7\n", ""), base.clone()),
        ("retry-changed", Breaking, base.clone(), changed("retry_after = 9\n", "")),
        ("retry-changed", Breaking, changed("retry_after = 9\n", ""), base.clone()),
        ("retry-changed", Breaking, base.clone(), changed("retry_after = 9", "retry = 'never'")),
        (
            "retry-changed",
            Breaking,
            changed("retry_after = 9", "retry = 'now'"),
            changed("retry_after = 9", "retry = 'never'"),
        ),
        ("retry-after-changed", Risky, base.clone(), changed("retry_after = 9", "retry_after = 90")),
        ("type-changed", Breaking, base.clone(), changed("types/gone", "types/lost")),
        ("parameter-removed", Breaking, base.clone(), changed("size = { type = \"integer\", optional = true }\n", "")),
        ("parameter-retyped", Breaking, base.clone(), changed("type = \"integer\"", "type = \"number\"")),
        ("parameter-hidden", Breaking, base.clone(), changed("optional = true }", "optional = true, private = true }")),
        ("parameter-published", Breaking, base.clone(), changed(", private = true", "")),
        ("parameter-optional", Breaking, changed(", optional = true", ""), base.clone()),
        ("parameter-required", Safe, base.clone(), changed(", optional = true", "")),
        ("parameter-added", Risky, base.clone(), changed("volume = \"text\"", "volume = \"text\"\nmore = \"any\"")),
        (
            "optional-parameter-added",
            Safe,
            base.clone(),
            changed("volume = \"text\"", "volume = \"text\"\nmore = { type = \"any\", optional = true }"),
        ),
        ("word-changed", Breaking, base.clone(), changed("goneFault", "lostFault")),
        ("word-removed", Breaking, base.clone(), changed("openstack = { root = \"goneFault\" }", "")),
        ("word-added", Breaking, base.clone(), changed("\"goneFault\"", "\"goneFault\", status = 404")),
        ("title-changed", Risky, base.clone(), changed("\"Gone\"", "\"Lost\"")),
        ("message-changed", Risky, base.clone(), changed("is gone.", "is lost.")),
        ("cause-changed", Risky, base.clone(), changed("not_found", "state")),
        ("call-added", Risky, base.clone(), changed("[\"get\"]", "[\"get\", \"list\"]")),
        ("call-removed", Safe, changed("[\"get\"]", "[\"get\", \"list\"]"), base.clone()),
        ("help-changed", Safe, base.clone(), changed("number = 7", "number = 7\nhelp = 'https://else.example'")),
        ("deprecated", Safe, base.clone(), changed("number = 7", "number = 7\ndeprecated = { since = '2' }")),
        (
            "deprecation-changed",
            Safe,
            changed("number = 7", "number = 7\ndeprecated = { since = '2', use = 'x' }"),
            changed("number = 7", "number = 7\ndeprecated = { since = '2' }"),
        ),
        ("documentation-changed", Safe, base.clone(), changed("It was there.", "It was here.")),
    ];
    for (kind, class, old, new) in &cases {
        let found = changes(old, new);
        assert_eq!(found.len(), 1, "{kind}: {found:?}");
        assert!(found[0].starts_with(&format!("{class} {kind} ")), "{found:?}");
    }
    let tested: BTreeSet<_> = cases.iter().map(|(kind, ..)| *kind).collect();
    let all: BTreeSet<_> = ChangeKind::ALL.iter().map(|kind| kind.name()).collect();
    assert_eq!(tested, all);
}

#[test]
fn what_users_do_not_see_is_no_change() {
    let base = fault(&[]);
    assert!(changes(&base, &base).is_empty());
    // A private parameter comes and goes.
    assert!(changes(&base, &fault(&[("tenant = { type = \"text\", private = true }\n", "")])).is_empty());
    // As another system ends its lines.
    let lines = fault(&[("\"It was there.\"", "\"\"\"It was\nthere.\"\"\"")]);
    assert!(changes(&lines, &lines.replace('\n', "\r\n")).is_empty());
    // Severity is said, and was that already.
    assert!(changes(&base, &fault(&[("number = 7", "number = 7\nseverity = 'soft'")])).is_empty());
}

#[test]
fn a_change_names_its_subject_and_both_states() {
    let found =
        changes(&fault(&[]), &fault(&[("type = \"integer\"", "type = \"number\""), ("goneFault", "lostFault")]));
    let expected = [
        "breaking parameter-retyped volume_gone size integer number",
        "breaking word-changed volume_gone openstack.root goneFault lostFault",
    ];
    assert_eq!(found, expected);
    // A new name is found by the number, or by what is said.
    let found = changes(&fault(&[]), &fault(&[("faults.volume_gone", "faults.lost"), ("\"Gone\"", "\"Lost\"")]));
    assert_eq!(found[0], "breaking fault-renamed volume_gone - volume_gone lost");
    assert_eq!(found[1], "risky title-changed volume_gone - Gone Lost");
}

#[test]
fn a_type_uri_that_moves_with_the_base_is_breaking() {
    let fault = "[faults.a]\nstatus = 404\ntitle = 'T'\n";
    let old = catalog(fault);
    let at = |base: &str| {
        let text = format!("name = 'a'\nowner = 'b'\nversion = '1'\n{base}{fault}");
        Catalog::from_toml(&text, "faults.toml").unwrap()
    };
    let kinds = |new: &Catalog| -> Vec<_> {
        Diff::between(&old, new).changes().iter().map(|change| change.kind().name()).collect()
    };
    assert_eq!(kinds(&at("base = 'https://moved.example'\n")), ["type-changed", "help-changed"]);
    assert_eq!(kinds(&at("")), ["type-changed", "help-changed"]);
    // With a code the address is another anyway.
    assert_eq!(changes(fault, &fault.replace("faults.a", "faults.b")), ["breaking fault-renamed a - a b"]);
}

#[test]
fn no_fault_is_the_new_name_of_two() {
    let fault = |code: &str, more: &str| format!("[faults.{code}]\nstatus = 404\ntitle = 'Not found'\n{more}");
    let two = [fault("volume", ""), fault("host", "number = 7\n")].concat();
    let found = changes(&two, &fault("pool", ""));
    assert_eq!(found, ["breaking fault-renamed volume - volume pool", "breaking fault-removed host - host -"]);
    // A number says more than words.
    let found = changes(&two, &fault("pool", "number = 7\n"));
    assert_eq!(found, ["breaking fault-removed volume - volume -", "breaking fault-renamed host - host pool"]);
    let found = changes(&two, &[fault("one", ""), fault("other", "")].concat());
    assert_eq!(found[0], "breaking fault-renamed volume - volume one");
    assert_eq!(found[1], "breaking fault-renamed host - host other");
}

#[test]
fn a_retry_hint_is_told_as_it_is_written() {
    let found = changes(&fault(&[("retry_after = 9", "retry = 'never'")]), &fault(&[]));
    assert_eq!(found, ["breaking retry-changed volume_gone - never after 9"]);
}

/// With a comparison of each fault with each it would take minutes.
#[test]
fn twenty_thousand_faults_that_all_have_other_names_are_compared() {
    let state = |name: &str, title: &str, numbers: bool| {
        let one = |at: usize| {
            let number = if numbers { format!("number = {at}\n") } else { String::new() };
            format!("[faults.{name}_{at}]\nstatus = 404\ntitle = '{title} {at}'\n{number}")
        };
        catalog(&(0..20_000).map(one).collect::<String>())
    };
    let old = state("old", "T", true);
    for (new, expected) in [(state("new", "Other", true), 40_000), (state("new", "T", false), 40_000)] {
        let diff = Diff::between(&old, &new);
        assert_eq!(diff.changes().len(), expected);
        assert!(diff.changes().iter().all(|change| change.kind() != ChangeKind::FaultRemoved));
    }
    let (other, mut lock) = (state("new", "Other", false), Lock::of(&old));
    let codes: Vec<_> = old.faults().iter().map(|entry| entry.code()).collect();
    lock.accept(&other, codes, "all of it").unwrap();
    assert_eq!(lock.unaccepted(&other).filter(|change| change.class() > Class::Safe).count(), 0);
    assert_eq!(lock.renewed(&other).accepted().len(), 20_000);
}

#[test]
fn a_style_of_ones_own_shows_its_changes() {
    let page = "[styles.house]\ntitle = 'House'\nmedia = { json = 'application/json' }\n\
        words.mood = { '*' = 'none' }\nfault.body = { mood = '$word.mood', text = '$message' }\n";
    let config = Config::from_toml(page, "faultwire.toml").unwrap();
    let styles = Styles::of(config.style("house"));
    let state = |mood: &str| catalog(&format!("[faults.a]\nstatus = 404\ntitle = 'T'\nwords.house.mood = '{mood}'\n"));
    let (old, new) = (state("calm"), state("cross"));
    let diff = Diff::between(&old, &new);
    assert!(diff.wire("a").is_empty());
    let wire = diff.wire_in(&styles, "a");
    let found: Vec<_> =
        wire.iter().map(|change| (change.style(), change.place(), change.before(), change.after())).collect();
    assert_eq!(found, [("house", "/mood", Some("\"calm\""), Some("\"cross\""))]);
}

#[test]
fn a_configuration_shows_changes_as_its_service_answers() {
    let text = "style = 'simplivity'\n[status]\nb = 444\n\
        [[routes]]\nprefix = '/api'\nstyle = 'simplivity'\noptions = { names = 'vendor' }\n\
        [[routes]]\nprefix = '/again'\nstyle = 'simplivity'\noptions = { names = 'vendor' }\n\
        [[accept]]\nmedia = 'application/x-sig'\nstyle = 'api-sig'\noptions = { service = 'house' }\n";
    let styles = Styles::of_config(&Config::from_toml(text, "faultwire.toml").unwrap()).unwrap();
    let (old, new) = ("[faults.a]\nstatus = 404\ntitle = 'T'\n", "[faults.b]\nstatus = 404\ntitle = 'T'\n");
    let (old, new) = (catalog(old), catalog(new));
    let wire = Diff::between(&old, &new).wire_in(&styles, "a");
    let found: BTreeSet<_> = wire.iter().map(|change| (change.style(), change.place())).collect();
    for expected in [
        ("simplivity", "/exception"),
        ("simplivity", "status"),
        ("simplivity (names = vendor)", "status"),
        ("api-sig (service = house)", "/errors/0/code"),
        ("problem", "status"),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:#?}");
    }
    let exception = |style: &str| {
        let change = wire.iter().find(|change| (change.style(), change.place()) == (style, "/exception"));
        change.and_then(|change| change.before())
    };
    // The vendor's names are not made of codes.
    assert!(exception("simplivity").unwrap().ends_with(".AException\""));
    assert!(!exception("simplivity (names = vendor)").unwrap().contains(".AException"));
    assert!(found.iter().all(|(style, _)| *style != "api-sig"), "{found:#?}");
}

#[test]
fn a_change_is_shown_in_the_answers_of_the_styles() {
    let (old, new) =
        (catalog(&fault(&[])), catalog(&fault(&[("status = 410", "status = 404"), ("is gone.", "is lost.")])));
    let diff = Diff::between(&old, &new);
    let wire: Vec<_> = diff
        .wire("volume_gone")
        .iter()
        .map(|change| format!("{} {} {:?} {:?}", change.style(), change.place(), change.before(), change.after()))
        .collect();
    for expected in [
        r#"openstack status Some("410") Some("404")"#,
        r#"openstack /goneFault/code Some("410") Some("404")"#,
        r#"problem /detail Some("\"<volume> is gone.\"") Some("\"<volume> is lost.\"")"#,
        r#"queue-token /errors/0 Some("\"<volume> is gone.\"") Some("\"<volume> is lost.\"")"#,
    ] {
        assert!(wire.iter().any(|found| found == expected), "{expected} in {wire:#?}");
    }
    // A soft error has HTTP 200 there, whatever its status.
    assert!(!wire.iter().any(|found| found.starts_with("status-text status ")), "{wire:#?}");
    // A word changes a name.
    let new = catalog(&fault(&[("goneFault", "lostFault")]));
    let diff = Diff::between(&old, &new);
    let wire = diff.wire("volume_gone");
    let places: Vec<_> = wire.iter().map(|change| (change.style(), change.place())).collect();
    assert!(
        places.contains(&("openstack", "/goneFault/message")) && places.contains(&("openstack", "/lostFault/message"))
    );
    assert!(places.iter().all(|(style, _)| *style == "openstack"), "{places:?}");
    assert!(diff.wire("no_such_fault").is_empty());
}
