//! `faultwire catalog`: check, lock, diff.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::program::{Ran, faultwire, folder, program, run};

const FAULTS: &str = "\
name = 'storage'
owner = 'team'
version = '1.0.0'
base = 'https://e.example'

[faults.gone]
status = 404
title = 'Gone'
number = 7

[faults.full]
status = 403
title = 'Full'
";

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

fn catalog(arguments: &[&str]) -> Ran {
    faultwire(&[&["catalog"], arguments].concat(), "")
}

fn text(ran: &Ran) -> String {
    String::from_utf8(ran.out.clone()).unwrap()
}

#[test]
fn a_check_reports_rules_and_mistakes_with_their_places() {
    let folder = folder("catalog-check");
    let file = write(&folder, "faults.toml", &FAULTS.replace("base = 'https://e.example'\n", ""));
    let file = file.to_str().unwrap();
    let ran = catalog(&["check", file, "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let report: Value = serde_json::from_slice(&ran.out).unwrap();
    let first = &report["broken"][0];
    assert_eq!((&first["rule"], &first["fault"], &first["line"]), (&"help-missing".into(), &"gone".into(), &5.into()));
    let ran = catalog(&["check", file]);
    assert!(text(&ran).ends_with("storage 1.0.0: 2 faults, 2 rules broken\n"), "{}", text(&ran));
    assert_eq!(catalog(&["check", file, "--allow", "help-missing"]).code, Some(0));

    let service = write(&folder, "service.toml", "name = 's'\nowner = 'o'\nversion = '1'\nimports = ['faults.toml']\n");
    let ran = catalog(&["check", service.to_str().unwrap()]);
    assert_eq!((text(&ran).as_str(), ran.code), ("s 1: 0 faults and 2 imported, 0 rules broken\n", Some(0)));

    let broken =
        write(&folder, "broken.toml", &FAULTS.replace("404", "200").replace("title = 'Full'", "tilte = 'Full'"));
    let ran = catalog(&["check", broken.to_str().unwrap()]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let shown = text(&ran);
    assert!(shown.contains("broken.toml:7:10\n") && shown.contains("did you mean `title`?"), "{shown}");
    assert!(shown.starts_with("status-invalid A status is from 400 to 599.\n"), "{shown}");
    assert!(shown.ends_with("broken.toml: no catalogue, 2 rules broken\n"), "{shown}");
    let ran = catalog(&["check", broken.to_str().unwrap(), "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let report: Value = serde_json::from_slice(&ran.out).unwrap();
    let first = &report["broken"][0];
    assert_eq!((&first["rule"], &first["line"], &first["column"]), (&"status-invalid".into(), &7.into(), &10.into()));
    // A rule of form cannot be allowed to be broken.
    let no_rule = [&["check", file, "--allow", "help"][..], &["check", file, "--allow", "status-invalid"]];
    for arguments in [&["check"][..], &["check", file, "--rules"], no_rule[0], no_rule[1], &[]] {
        assert_eq!(catalog(arguments).code, Some(2), "{arguments:?}");
    }
    assert!(text(&catalog(&["check", "--rules"])).lines().count() > 30);
    let report: Value = serde_json::from_slice(&catalog(&["check", "--rules", "--json"]).out).unwrap();
    let rules = report["rules"].as_array().unwrap();
    let form = rules.iter().filter(|rule| rule["allowable"] == false);
    assert_eq!((form.count(), &rules[0]["rule"]), (12, &"file-unreadable".into()));
}

#[test]
fn a_breaking_change_is_refused_until_it_is_accepted() {
    let folder = folder("catalog-lock");
    let (file, lock) = (write(&folder, "faults.toml", FAULTS), folder.join("faults.lock"));
    let (file, lock) = (file.to_str().unwrap(), lock.to_str().unwrap());
    assert_eq!(catalog(&["lock", file, "--check"]).code, Some(1));
    assert!(!Path::new(lock).exists());
    assert_eq!(text(&catalog(&["lock", file])), format!("{lock}: 2 faults written\n"));
    assert_eq!(text(&catalog(&["lock", file])), format!("{lock}: 2 faults, nothing changed\n"));
    assert_eq!(catalog(&["lock", file, "--check"]).code, Some(0));
    assert_eq!(text(&catalog(&["diff", lock, file])), "storage 1.0.0 to 1.0.0: 0 changes\n");

    fs::write(file, FAULTS.replace("404", "410").replace("'Full'", "'No room'").replace("1.0.0", "2.0.0")).unwrap();
    let ran = catalog(&["diff", lock, file]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let shown = text(&ran);
    // In the order of the lock file.
    assert!(shown.starts_with("risky title-changed full: Full, now No room\n  openstack\n"), "{shown}");
    assert!(shown.contains("\n  problem\n    /status: 404, now 410\n    status: 404, now 410\n"), "{shown}");
    assert!(shown.contains("\nbreaking status-changed gone: 404, now 410\n"), "{shown}");
    assert!(shown.ends_with("storage 1.0.0 to 2.0.0: 2 changes, 1 breaking, 1 risky\n"), "{shown}");
    let before = fs::read(lock).unwrap();
    let refused = catalog(&["lock", file]);
    assert_eq!((refused.code, fs::read(lock).unwrap()), (Some(1), before));
    assert!(
        refused.err.contains("1 breaking change") && refused.err.contains("status-changed gone"),
        "{}",
        refused.err
    );

    let ran = catalog(&["diff", lock, file, "--allow", "gone", "--reason", "it never was 404"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(text(&ran).contains("gone: 404, now 410 (accepted)"), "{}", text(&ran));
    assert!(fs::read_to_string(lock).unwrap().contains("it never was 404"));
    assert_eq!(catalog(&["diff", lock, file]).code, Some(0));
    assert_eq!(catalog(&["diff", lock, file, "--fail-on", "risky"]).code, Some(1));
    let report: Value = serde_json::from_slice(&catalog(&["diff", lock, file, "--json"]).out).unwrap();
    assert_eq!((&report["class"], &report["changes"][1]["accepted"]), (&"breaking".into(), &true.into()));
    assert_eq!(report["changes"][0]["wire"][0]["style"], "openstack");
    assert_eq!(text(&catalog(&["lock", file])), format!("{lock}: 2 faults written\n"));
    assert_eq!(catalog(&["lock", file, "--check"]).code, Some(0));

    fs::write(lock, fs::read_to_string(lock).unwrap().replace("gone.status = 410", "gone.status = 404")).unwrap();
    for arguments in [&["diff", lock, file][..], &["lock", file], &["lock", file, "--check"]] {
        let ran = catalog(arguments);
        assert_eq!(ran.code, Some(1));
        assert!(
            ran.err.contains("`gone` is not as it was written") && ran.err.contains("faults.lock:17:1"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn revisions_of_git_are_states() {
    let folder = folder("catalog-git");
    let _ = fs::remove_dir_all(folder.join(".git"));
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=n", "-c", "user.email=e@example.com", "-c", "init.defaultBranch=main"];
        let mut command = Command::new("git");
        command.current_dir(&folder).args(identity).args(arguments);
        assert!(command.output().unwrap().status.success(), "{arguments:?}");
    };
    write(&folder, "faults.toml", FAULTS);
    git(&["init", "-q"]);
    git(&["add", "faults.toml"]);
    git(&["commit", "-q", "-m", "first"]);
    write(&folder, "faults.toml", &FAULTS.replace("number = 7", "number = 8"));
    let diff = |old: &str| {
        let mut command = program();
        command.args(["catalog", "diff", old, "faults.toml"]).current_dir(&folder);
        run(command, b"")
    };
    for old in ["HEAD:faults.toml", "HEAD:./faults.toml", "main:faults.toml"] {
        let ran = diff(old);
        assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{old}");
        assert!(text(&ran).starts_with("breaking number-changed gone: 7, now 8\n"), "{}", text(&ran));
    }
    for (old, why) in [
        ("HEAD:lost.toml", "git has no `HEAD:lost.toml`"),
        ("nowhere:faults.toml", "git has no `nowhere:faults.toml`"),
        (":faults.toml", "is no revision"),
        ("HEAD:./", "git has no `HEAD:./`"),
        ("HEAD..HEAD:./faults.toml", "git has no `HEAD..HEAD:./faults.toml`"),
        ("lost.toml", "cannot read lost.toml"),
    ] {
        assert!(diff(old).failed(1).contains(why), "{old}");
    }
}

#[test]
fn what_was_accepted_is_known_from_one_lock_file_to_the_next() {
    let folder = folder("catalog-ci");
    let file = write(&folder, "faults.toml", FAULTS);
    let (main, lock) = (folder.join("main.lock"), folder.join("faults.lock"));
    let (file, main, lock) = (file.to_str().unwrap(), main.to_str().unwrap(), lock.to_str().unwrap());
    catalog(&["lock", file]);
    fs::copy(lock, main).unwrap();
    fs::write(file, FAULTS.replace("404", "410").replace("faults.gone", "faults.lost")).unwrap();
    assert_eq!(catalog(&["diff", lock, file, "--allow", "gone", "--reason", "as announced"]).code, Some(0));
    assert_eq!(catalog(&["lock", file]).code, Some(0));
    let ran = catalog(&["diff", main, lock]);
    assert_eq!(ran.code, Some(0));
    assert!(text(&ran).contains("breaking status-changed gone: 404, now 410 (accepted)\n"), "{}", text(&ran));
    // A lock file that was begun anew has nothing accepted.
    fs::remove_file(lock).unwrap();
    catalog(&["lock", file]);
    assert_eq!(catalog(&["diff", lock, file]).code, Some(0));
    assert_eq!(catalog(&["diff", main, lock]).code, Some(1));
}

#[test]
fn the_styles_of_a_configuration_are_shown() {
    let folder = folder("catalog-config");
    let page = "[styles.house]\ntitle = 'House'\nmedia = { json = 'application/json' }\nfault.body = { id = '$code', at = '$status' }\n";
    let config = write(&folder, "faultwire.toml", page);
    let (old, new) = (write(&folder, "old.toml", FAULTS), write(&folder, "new.toml", &FAULTS.replace("404", "410")));
    let [old, new, config] = [&old, &new, &config].map(|path| path.to_str().unwrap());
    let house = "\n  house\n    /at: 404, now 410\n    status: 404, now 410\n";
    assert!(text(&catalog(&["diff", old, new, "--config", config])).contains(house));
    assert!(!text(&catalog(&["diff", old, new])).contains(house));
}

#[test]
fn what_is_accepted_needs_a_lock_file_a_reason_and_a_change() {
    let folder = folder("catalog-allow");
    let old = write(&folder, "old.toml", FAULTS);
    let new = write(&folder, "new.toml", &FAULTS.replace("404", "410"));
    let lock = folder.join("old.lock");
    let (old, new, lock) = (old.to_str().unwrap(), new.to_str().unwrap(), lock.to_str().unwrap());
    catalog(&["lock", old]);
    for (arguments, why) in [
        (["diff", old, new, "--allow", "gone", "--reason", "x"], "is no lock file"),
        (["diff", lock, new, "--allow", "gone", "--reason", " "], "a reason says why"),
        (["diff", lock, new, "--allow", "full", "--reason", "x"], "`full` did not change"),
    ] {
        let ran = catalog(&arguments);
        assert_eq!(ran.code, Some(1));
        assert!(ran.err.contains(why), "{}", ran.err);
    }
    assert_eq!(catalog(&["diff", lock, new, "--allow", "gone"]).code, Some(2));
    assert_eq!(catalog(&["diff", lock]).code, Some(2));
}

#[test]
fn what_is_no_catalogue_is_called_what_it_is() {
    let folder = folder("catalog-other");
    let faults = write(&folder, "faults.toml", FAULTS);
    catalog(&["lock", faults.to_str().unwrap()]);
    let (lock, json) = (folder.join("faults.lock"), write(&folder, "faults.json", "{\"code\":\"a\",\"status\":400}"));
    let page = write(&folder, "page.toml", "name = 'x'\nmedia = { json = 'a/b' }\nfault.body = 1\n");
    let config = write(&folder, "config.toml", "style = 'problem'\n");
    for (file, what) in [(&lock, "a lock file"), (&json, "JSON"), (&page, "a style page"), (&config, "a configuration")]
    {
        let file = file.to_str().unwrap();
        let expected = format!("error: {file} is {what}, not a catalogue\n");
        for command in [&["check", file][..], &["lock", file, "--lock", "l"], &["generate", "rust", file]] {
            assert_eq!(catalog(command).failed(1), expected);
        }
    }
    let faults = faults.to_str().unwrap();
    let checked = faultwire(&["styles", "check", faults], "").failed(1);
    assert_eq!(checked, format!("error: {faults} is a catalogue: check it with `faultwire catalog check {faults}`\n"));
    for (flag, expected) in [("--style", "not a style page"), ("--config", "not a configuration")] {
        let refused = faultwire(&["render", flag, faults], "").failed(1);
        assert_eq!(refused, format!("error: {faults} is a catalogue, {expected}\n"));
    }
    // What is a catalogue and broken has its mistakes.
    for (wrong, meant) in [
        ("name = 'a'\nowner = 'b'\n[fault.gone]\n", "did you mean `faults`?"),
        ("name = 'a'\ntitle = 'b'\n[faults.gone]\n", "`status` is missing here"),
    ] {
        let file = write(&folder, "wrong.toml", wrong);
        assert!(text(&catalog(&["check", file.to_str().unwrap()])).contains(meant), "{wrong}");
    }
    let ran = catalog(&["check", json.to_str().unwrap(), "--json"]);
    assert_eq!(ran.code, Some(1));
    assert!(serde_json::from_slice::<Value>(&ran.out).unwrap()["broken"][0]["rule"] == "toml-invalid");
    let broken = write(&folder, "broken.toml", &FAULTS.replace("owner", "ower"));
    assert!(text(&catalog(&["check", broken.to_str().unwrap()])).contains("did you mean `owner`?"));
    assert!(catalog(&["lock", broken.to_str().unwrap()]).failed(1).contains("did you mean `owner`?"));
    let ran = catalog(&["lock", faults, "--lock", faults]);
    assert!(ran.failed(2).contains("the lock file would be the catalogue itself"));
}
