//! `faultwire catalog generate`: code, and the lock file in the same run.

use std::fs;
use std::path::{Path, PathBuf};

use crate::program::{Ran, faultwire, file, folder};

const FAULTS: &str = "\
name = 'storage'
owner = 'team'
version = '1.0.0'

[faults.gone]
status = 404
title = 'Gone'

[faults.full]
status = 403
title = 'Full'
parameters.limits = 'list'
";

/// A folder with a catalogue, and the paths of what is written of it.
struct Files {
    folder: PathBuf,
    faults: String,
    code: String,
    lock: String,
}

impl Files {
    fn new(test: &str) -> Self {
        let folder = folder(test);
        let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
        let faults = file(&folder, "faults.toml", FAULTS);
        Self { faults, code: path("fault.rs"), lock: path("faults.lock"), folder }
    }

    fn generate(&self, arguments: &[&str]) -> Ran {
        faultwire(&[&["catalog", "generate", "rust", &self.faults], arguments].concat(), "")
    }

    fn with_lock(&self) -> Ran {
        self.generate(&["--out", &self.code, "--lock"])
    }

    fn both(&self) -> (String, String) {
        (fs::read_to_string(&self.code).unwrap(), fs::read_to_string(&self.lock).unwrap())
    }

    fn change(&self, from: &str, to: &str) {
        fs::write(&self.faults, FAULTS.replace(from, to)).unwrap();
    }

    /// The names of all files.
    fn names(&self) -> Vec<String> {
        let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
        let mut names: Vec<_> = fs::read_dir(&self.folder).unwrap().map(name).collect();
        names.sort_unstable();
        names
    }
}

#[test]
fn code_is_written_beside_the_catalogue_and_checked() {
    let files = Files::new("generate");
    let (file, out) = (files.faults.as_str(), files.code.as_str());
    let catalog = |arguments: &[&str]| faultwire(&[&["catalog"], arguments].concat(), "");
    let printed = catalog(&["generate", "rust", file]).fine();
    assert!(printed.contains("pub enum StorageFault {\n    /// 404: Gone.\n"), "{printed}");
    assert_eq!(catalog(&["generate", "rust", file, "--out", out, "--check"]).code, Some(1));
    let written = catalog(&["generate", "rust", file, "--out", out]);
    assert_eq!(written.fine(), format!("{out}: 2 faults as `StorageFault` written\n"));
    assert_eq!(fs::read_to_string(out).unwrap(), printed);
    assert_eq!(catalog(&["generate", "rust", file, "--out", out, "--check"]).code, Some(0));
    files.change("404", "410");
    let stale = catalog(&["generate", "rust", file, "--out", out, "--check"]);
    assert!(stale.failed(1).contains("write it again with `faultwire catalog generate rust`"));
    assert!(catalog(&["generate", "rust", file, "--name", "Ours"]).fine().contains("pub enum Ours {"));
    for arguments in [
        &["generate", "rust"][..],
        &["generate", "cobol", file],
        &["generate", "rust", file, "--check"],
        &["generate", "rust", file, "--name", "ours"],
        &["generate", "rust", file, "--name", "String"],
        &["generate", "rust", file, "--lock"],
    ] {
        assert_eq!(catalog(arguments).code, Some(2), "{arguments:?}");
    }
}

#[test]
fn the_lock_is_renewed_in_the_same_run() {
    let files = Files::new("generate-lock");
    let Files { code, lock, .. } = &files;
    let done = files.with_lock().fine();
    assert_eq!(done, format!("{code}: 2 faults as `StorageFault` written\n{lock}: 2 faults written\n"));
    let alone = files.folder.join("alone.lock");
    faultwire(&["catalog", "lock", &files.faults, "--lock", alone.to_str().unwrap()], "").fine();
    assert_eq!(fs::read(lock).unwrap(), fs::read(&alone).unwrap());
    assert!(files.with_lock().fine().ends_with("faults.lock: 2 faults, nothing changed\n"));
    let checked = files.generate(&["--out", code, "--check", "--lock"]).fine();
    let expected = "fault.rs: 2 faults as `StorageFault`, that of the catalogue\n";
    assert!(checked.contains(expected) && checked.ends_with("faults.lock: 2 faults, that of the catalogue\n"));

    // Another name for it.
    let other = files.folder.join("other.lock");
    files.generate(&["--out", code, "--lock", other.to_str().unwrap()]).fine();
    assert_eq!(fs::read(lock).unwrap(), fs::read(&other).unwrap());

    // What is safe is written.
    files.change("[faults.full]", "[faults.new]\nstatus = 400\ntitle = 'N'\n[faults.full]");
    files.with_lock().fine();
    let (code, lock) = files.both();
    assert!(code.contains("    New,\n") && lock.contains("new.digest = "));
}

#[test]
fn a_breaking_change_writes_neither() {
    let files = Files::new("generate-breaking");
    files.with_lock().fine();
    let before = files.both();
    files.change("404", "410");
    let refused = files.with_lock().failed(1);
    assert!(refused.contains("1 breaking change since") && refused.contains("status-changed gone"), "{refused}");
    assert_eq!(files.both(), before);
    let lock = faultwire(&["catalog", "lock", &files.faults], "").failed(1);
    assert_eq!(lock, refused);
    faultwire(&["catalog", "diff", &files.lock, &files.faults, "--allow", "gone", "--reason", "never sent"], "").fine();
    files.with_lock().fine();
    assert_ne!(files.both(), before);
}

#[test]
fn a_check_reports_both_files_in_one_run() {
    let files = Files::new("generate-check");
    let check = |wrong: &[&str]| {
        let report = files.generate(&["--out", &files.code, "--lock", "--check"]).failed(1);
        assert_eq!(report.matches("error: ").count(), wrong.len(), "{report}");
        assert!(wrong.iter().all(|wrong| report.contains(wrong)), "{report}");
    };
    check(&["fault.rs", "faults.lock is not that of"]);
    assert_eq!(files.names(), ["faults.toml"]);
    files.with_lock().fine();
    let before = files.both();
    files.change("'Full'", "'No room'");
    check(&["fault.rs", "faults.lock is not that of"]);
    files.change("404", "410");
    check(&["write it again with `faultwire catalog generate rust`", "1 breaking change since"]);
    assert_eq!(files.both(), before);
    files.change("", "");
    fs::write(&files.code, "// edited\n").unwrap();
    check(&["fault.rs"]);
    // Mistakes of the catalogue in Rust are beside those of the lock, also where it is written.
    let undeclared = FAULTS.replace("404", "410").replace("'Full'", "'Full'\nmessage = '{lost}'");
    fs::write(&files.faults, undeclared).unwrap();
    check(&["`lost`", "1 breaking change since"]);
    let report = files.with_lock().failed(1);
    assert!(report.contains("`lost`") && report.contains("breaking change"), "{report}");
}

#[test]
fn a_lock_file_that_cannot_be_renewed_leaves_everything_as_it_is() {
    let files = Files::new("generate-edited");
    files.with_lock().fine();
    let (code, lock) = files.both();
    let stale = format!("{}\n// as it was\n", code.lines().next().unwrap());
    fs::write(&files.code, &stale).unwrap();
    for (edited, why) in [
        (lock.replace("404", "410"), "is not as it was written"),
        (lock.replace("lock = 1", "lock = 2"), "a newer one wrote it"),
        (lock[..lock.len() - 9].to_owned(), "cut off"),
        ("{}".to_owned(), "is no lock file of a catalogue"),
    ] {
        fs::write(&files.lock, &edited).unwrap();
        assert!(files.with_lock().failed(1).contains(why), "{why}");
        assert_eq!(files.both(), (stale.clone(), edited));
    }
    fs::remove_file(&files.lock).unwrap();
    files.with_lock().fine();
    assert_eq!(files.both(), (code, lock));
}

#[test]
fn what_cannot_be_written_loses_nothing() {
    let files = Files::new("generate-unwritable");
    files.with_lock().fine();
    let before = files.both();
    files.change("'Full'", "'No room'");
    fs::create_dir(files.folder.join("folder")).unwrap();
    let names = files.names();
    let path = |name: &str| files.folder.join(name).to_str().unwrap().to_owned();
    for (out, lock) in [
        (path("folder"), files.lock.clone()),
        (path("lost/fault.rs"), files.lock.clone()),
        (files.code.clone(), path("folder")),
        (files.code.clone(), path("lost/faults.lock")),
    ] {
        let report = files.generate(&["--out", &out, "--lock", &lock]).failed(1);
        assert!(report.starts_with("error: cannot ") && report.lines().count() == 1, "{report}");
        assert_eq!((files.both(), files.names()), (before.clone(), names.clone()));
    }
    if Path::new("/dev/null").exists() {
        assert!(files.generate(&["--out", "/dev/null"]).failed(1).contains("it is no file"));
    }
}

#[test]
#[cfg(unix)]
fn a_link_and_the_rights_of_a_file_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let files = Files::new("generate-link");
    let real = file(&files.folder, "real.rs", "");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&real, &files.code).unwrap();
    files.generate(&["--out", &files.code]).fine();
    assert!(fs::symlink_metadata(&files.code).unwrap().is_symlink());
    assert!(fs::read_to_string(&real).unwrap().contains("pub enum StorageFault"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    // A link is the file that it leads to.
    let link = files.folder.join("link.toml");
    symlink(&files.faults, &link).unwrap();
    let refused = files.generate(&["--out", link.to_str().unwrap()]).failed(2);
    assert!(refused.contains("`--out` is the catalogue itself"), "{refused}");
}

#[test]
fn one_file_is_not_two() {
    let files = Files::new("generate-same");
    let Files { faults, code, lock, .. } = &files;
    let dotted = files.folder.join("./fault.rs");
    for (arguments, why) in [
        (vec!["--out", faults], "`--out` is the catalogue itself"),
        (vec!["--out", faults, "--check"], "`--out` is the catalogue itself"),
        (vec!["--out", code, "--lock", faults], "the lock file would be the catalogue itself"),
        (vec!["--out", code, "--lock", code], "`--out` is the lock file"),
        (vec!["--out", code, "--lock", dotted.to_str().unwrap()], "`--out` is the lock file"),
        (vec!["--out", lock, "--lock"], "`--out` is the lock file"),
    ] {
        let refused = files.generate(&arguments).failed(2);
        assert!(refused.starts_with("error: ") && refused.contains(why), "{refused}");
        assert_eq!(
            (files.names(), fs::read_to_string(faults).unwrap()),
            (vec!["faults.toml".to_owned()], FAULTS.to_owned())
        );
    }
}

#[test]
fn the_core_can_be_in_another_crate() {
    let files = Files::new("generate-crate");
    let text = files.generate(&["--crate", "faultwire_axum::faultwire"]).fine();
    let expected = "thiserror::Error, faultwire_axum::faultwire::Fault)]\n\
                    #[fault(crate = \"faultwire_axum::faultwire\")]\n#[non_exhaustive]\n";
    assert!(text.contains(expected) && text.contains("limits: Vec<faultwire_axum::faultwire::Value>,"), "{text}");
    for path in ["faultwire-axum::faultwire", "", "a::", "a::crate"] {
        let refused = files.generate(&["--crate", path]).failed(2);
        assert!(refused.contains("--crate <PATH>"), "{refused}");
        // clap has a sentence of its own for what is empty.
        assert!(path.is_empty() || refused.contains("such as `faultwire_axum::faultwire`"), "{refused}");
    }
    // A file that was written through another path is another.
    files.generate(&["--out", &files.code, "--crate", "faultwire_axum::faultwire"]).fine();
    files.generate(&["--out", &files.code, "--check"]).failed(1);
    files.generate(&["--out", &files.code, "--check", "--crate", "faultwire_axum::faultwire"]).fine();
}

#[test]
fn what_somebody_wrote_is_not_written_over() {
    let files = Files::new("generate-by-hand");
    let by_hand = "//! A crate.\n";
    fs::write(&files.code, by_hand).unwrap();
    let refused = files.with_lock().failed(1);
    assert!(refused.contains("fault.rs was not written by `faultwire catalog generate`"), "{refused}");
    assert_eq!((fs::read_to_string(&files.code).unwrap().as_str(), Path::new(&files.lock).exists()), (by_hand, false));
    fs::write(&files.code, "\n").unwrap();
    files.with_lock().fine();
    files.generate(&["--out", &files.code, "--name", "Another"]).fine();
}

#[test]
fn a_test_is_written_with_its_paths_from_the_crate() {
    let files = Files::new("generate-test");
    for name in ["crate", "crate/src", "crate/tests"] {
        fs::create_dir(files.folder.join(name)).unwrap();
    }
    file(&files.folder, "crate/Cargo.toml", "");
    let path = |name: &str| files.folder.join(name).to_str().unwrap().to_owned();
    let (code, test) = (path("crate/src/fault.rs"), path("crate/tests/faults.rs"));
    let arguments = ["--out", &code, "--test", &test, "--lock", "--name", "Ours"];
    let done = files.generate(&arguments).fine();
    assert!(done.contains("faults.rs: the test of it written\n"), "{done}");
    let written = fs::read_to_string(&test).unwrap();
    assert!(written.contains(r#"here.join("../faults.toml")"#), "{written}");
    assert!(written.contains(r#"here.join("src/fault.rs")"#) && written.contains(r#".name("Ours")?"#), "{written}");

    let check = |with: &[&str]| files.generate(&[&arguments[..], &["--check"], with].concat());
    assert!(check(&[]).fine().contains("faults.rs: the test of it\n"));
    let other = files.generate(&["--out", &code, "--test", &test, "--check", "--name", "Other"]).failed(1);
    assert!(other.contains("fault.rs:7:1") && other.contains("faults.rs is not the test of it"), "{other}");
    fs::write(&test, "#[test]\nfn mine() {}\n").unwrap();
    assert!(check(&[]).failed(1).contains("faults.rs is not the test of it"));
    assert!(files.generate(&arguments).failed(1).contains("faults.rs was not written by"));

    let nowhere = std::env::temp_dir().join(format!("faultwire-{}.rs", std::process::id()));
    let refused = files.generate(&["--out", &code, "--test", nowhere.to_str().unwrap()]).failed(1);
    assert!(refused.contains("no Cargo.toml is above the test") && !nowhere.exists(), "{refused}");
    for arguments in
        [&["--out", &code, "--test", &code][..], &["--out", &code, "--test", &files.faults], &["--test", &test]]
    {
        assert_eq!(files.generate(arguments).code, Some(2), "{arguments:?}");
    }
}
