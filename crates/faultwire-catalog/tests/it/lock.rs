//! The state that users know.

use faultwire_catalog::{Accepted, Catalog, Class, Lock};
use proptest::prelude::*;
use toml_writer::{ToTomlKey as _, ToTomlValue as _};

const HEAD: &str = "name = 'a'\nowner = 'b'\nversion = '1'\n";

fn catalog(faults: &str) -> Catalog {
    Catalog::from_toml(&format!("{HEAD}{faults}"), "faults.toml").unwrap_or_else(|error| panic!("{error}"))
}

fn fault(code: &str, status: u16) -> String {
    format!("[faults.{code}]\nstatus = {status}\ntitle = 'T'\n")
}

fn refused(text: &str) -> String {
    let error = Lock::parse(text, "faults.lock").unwrap_err();
    let mistake = &error.mistakes()[0];
    format!("{}: {}", mistake.line().unwrap(), mistake.message())
}

#[test]
fn a_lock_is_the_state_in_one_order() {
    let lock = Lock::of(&catalog(&[fault("b", 400), fault("a", 404)].concat()));
    let text = lock.to_string();
    assert_eq!(text, Lock::of(&catalog(&[fault("a", 404), fault("b", 400)].concat())).to_string());
    let read = Lock::parse(&text, "faults.lock").unwrap();
    assert_eq!(read.to_string(), text);
    assert_eq!(read.diff(&catalog(&[fault("b", 400), fault("a", 404)].concat())).class(), None);
    // As another system ends its lines.
    assert!(Lock::parse(&text.replace('\n', "\r\n"), "faults.lock").is_ok());
    assert!(Lock::is_one(&text) && !Lock::is_one(HEAD));
}

/// The way out that every message names.
const OUT: &str = "take the file of the branch that is merged into, `git checkout BRANCH -- faults.lock`, and write it again with `faultwire catalog lock`";

#[test]
fn a_lock_that_is_not_as_it_was_written_is_refused() {
    let text = Lock::of(&catalog(&[fault("a", 404), fault("b", 400)].concat())).to_string();
    let edited = |code: &str| {
        format!(
            "`{code}` is not as it was written: edited, or merged from two sides; put its lines back as one side has them, or {OUT}"
        )
    };
    assert_eq!(refused(&text.replace("404", "410")), format!("11: {}", edited("a")));
    assert_eq!(refused(&text.replace("b.title = \"T\"\n", "b.title = \"U\"\n")), format!("15: {}", edited("b")));
    // The digest of a fault alone is no fault.
    let alone: String = text
        .lines()
        .filter(|line| !line.starts_with("b.") || line.contains("digest"))
        .fold(String::new(), |text, line| text + line + "\n");
    assert_eq!(refused(&alone), format!("14: the lines of `b` are not here: put them back, or {OUT}"));
    let without = |line: &str| text.lines().filter(|known| !known.starts_with(line)).collect::<Vec<_>>().join("\n");
    assert_eq!(refused(&without("b.digest")), format!("14: {}", edited("b")));
    for end in ["a.digest", "a.title", "b.digest", "# The end", "[faults]"] {
        let cut = &text[..text.find(end).unwrap()];
        let lines = cut.trim_end().lines().count();
        let expected = format!("{lines}: the file is cut off: its last line is `# The end.`; {OUT}");
        assert_eq!(refused(cut), expected);
    }
    let none = format!("this is no lock file of a catalogue, or its beginning was edited or cut off; {OUT}");
    for broken in [
        "",
        "lock = 1\n",
        HEAD,
        &text[1..],
        &text.replace("lock = 1", "lock = one"),
        &text.replace("lock = 1", "lock = 0"),
        &text[..20],
    ] {
        assert_eq!(refused(broken), format!("1: {none}"), "{broken}");
    }
    // Wherever it is cut off, it is a lock file and none of another kind.
    assert!((3..text.len()).all(|end| Lock::is_one(&text[..end])));
    assert_eq!(
        refused(&text.replace("lock = 1", "lock = 2")),
        "2: this lock file is of form 2, and this program knows form 1: a newer one wrote it"
    );
}

#[test]
fn what_an_editor_does_to_every_file_is_no_edit() {
    let faults = "[faults.a]\nstatus = 404\ntitle = 'T'\ndescription = \"\"\"One\nand two.\"\"\"\n";
    let unix = catalog(faults);
    let text = Lock::of(&unix).to_string();
    for other in [format!("\u{FEFF}{text}"), text.replace('\n', "\r\n"), text.trim_end().to_owned()] {
        assert!(Lock::is_one(&other));
        assert_eq!(Lock::parse(&other, "faults.lock").unwrap().to_string(), text);
    }
    // The state is one on every system.
    assert_eq!(Lock::of(&catalog(&faults.replace('\n', "\r\n"))).to_string(), text);
}

#[test]
fn marks_of_a_merge_are_called_that_and_both_sides_can_be_kept() {
    let with = |codes: &[&str]| Lock::of(&catalog(&codes.iter().map(|code| fault(code, 404)).collect::<String>()));
    let (ours, theirs) = (with(&["a", "b"]).to_string(), with(&["a", "c"]).to_string());
    let block = |text: &str, code: &str| -> String {
        text.lines().filter(|line| line.starts_with(code)).map(|line| format!("{line}\n")).collect()
    };
    let (b, c) = (block(&ours, "b."), block(&theirs, "c."));
    let marked = ours.replace(&b, &format!("<<<<<<< HEAD\n{b}=======\n{c}>>>>>>> theirs\n"));
    let message = refused(&marked);
    assert!(message.starts_with("14: this is a mark of a merge: remove the lines of the marks"), "{message}");
    assert!(message.ends_with(OUT), "{message}");
    let both: String =
        marked.lines().filter(|line| !line.starts_with(['<', '=', '>'])).map(|line| format!("{line}\n")).collect();
    assert_eq!(Lock::parse(&both, "faults.lock").unwrap().catalog().faults().len(), 3);
    // A fault that both sides changed, half from the one and half from the other.
    let (ours, theirs) = (fault("a", 404), fault("a", 410));
    let (ours, theirs) = (Lock::of(&catalog(&ours)).to_string(), Lock::of(&catalog(&theirs)).to_string());
    let mixed = ours.replace(&block(&ours, "a.digest"), &block(&theirs, "a.digest"));
    assert!(refused(&mixed).contains("`a` is not as it was written: edited, or merged from two sides"));
}

#[test]
fn what_is_accepted_is_one_change_from_one_state_to_one_state() {
    let old = catalog(&[fault("a", 404), fault("b", 400), fault("c", 500)].concat());
    let mut lock = Lock::of(&old);
    let new = catalog(&[fault("a", 410), fault("b", 403)].concat());
    lock.accept(&new, ["a"], "as announced").unwrap();
    lock.accept(&new, ["c"], "never sent").unwrap();
    // It stays in the file.
    let lock = Lock::parse(&lock.to_string(), "faults.lock").unwrap();
    let left = |lock: &Lock, new: &Catalog| -> Vec<_> {
        lock.unaccepted(new).map(|change| change.code().to_owned()).collect()
    };
    assert_eq!(left(&lock, &new), ["b"]);
    let of = |a: &Accepted| [a.code(), a.kind().name(), a.reason()].join(" ");
    let accepted: Vec<_> = lock.accepted().iter().map(of).collect();
    assert_eq!(accepted, ["a status-changed as announced", "c fault-removed never sent"]);
    let first = &lock.accepted()[0];
    assert_eq!((first.before(), first.after(), first.subject()), (Some("404"), Some("410"), None));
    // Something else is something else.
    let other = catalog(&[fault("a", 406), fault("b", 400)].concat());
    assert_eq!(left(&lock, &other), ["a"]);
    // What came to be is on record with its version; what did not is forgotten.
    let renewed = lock.clone().renewed(&new);
    assert_eq!((renewed.diff(&new).class(), renewed.accepted()[1].version()), (None, Some("1")));
    assert_eq!(renewed.diff(&old).class(), Some(Class::Breaking));
    assert_eq!(lock.renewed(&other).accepted().len(), 1);
}

#[test]
fn a_change_that_comes_again_is_looked_at_again() {
    let (there, gone) = (catalog(&[fault("a", 404), fault("b", 400)].concat()), catalog(&fault("a", 410)));
    let mut lock = Lock::of(&there);
    lock.accept(&gone, ["a", "b"], "once").unwrap();
    let lock = lock.renewed(&gone);
    let mut back = lock.clone();
    back.accept(&there, ["a"], "a mistake").unwrap();
    let back = back.renewed(&there);
    assert_eq!(back.unaccepted(&gone).count(), 2);
    // Nor from one lock file to the next.
    let mut again = back.clone();
    again.accept(&gone, ["a"], "once").unwrap();
    let again = again.renewed(&gone);
    let since = again.since(&back);
    let diff = back.diff(again.catalog());
    let accepted: Vec<_> = diff.changes().iter().map(|change| (change.code(), since.accept(change))).collect();
    assert_eq!(accepted, [("a", true), ("b", false)]);
}

#[test]
fn a_renamed_fault_is_accepted_with_all_that_changed() {
    let old = catalog("[faults.a]\nstatus = 404\ntitle = 'T'\nnumber = 7\n");
    let new = catalog("[faults.b]\nstatus = 410\ntitle = 'T'\nnumber = 7\n");
    let mut lock = Lock::of(&old);
    lock.accept(&new, ["a"], "a better name").unwrap();
    assert_eq!(lock.unaccepted(&new).count(), 0);
    assert_eq!(
        lock.accept(&new, ["b"], "x").unwrap_err().to_string(),
        "`b` was `a`: what became of that is accepted by its old code"
    );
    let after = lock.clone().renewed(&new);
    // On the way from an older lock file, also when it went on from there.
    let last = catalog("[faults.b]\nstatus = 409\ntitle = 'T'\nnumber = 7\n");
    let mut after_that = after.clone();
    after_that.accept(&last, ["b"], "and a better status").unwrap();
    let after_that = after_that.renewed(&last);
    let before = Lock::of(&old);
    for newer in [&after, &after_that] {
        let since = newer.since(&before);
        assert!(before.diff(newer.catalog()).changes().iter().all(|change| since.accept(change)));
    }
    // Who begins anew has nothing accepted.
    let begun = Lock::of(&new);
    let since = begun.since(&before);
    assert!(before.diff(begun.catalog()).changes().iter().all(|change| !since.accept(change)));
}

#[test]
fn what_cannot_be_accepted_says_why() {
    let old = catalog(&[fault("gone", 404), fault("full", 400)].concat());
    let safe = format!("{}deprecated = {{ since = '2' }}\n", fault("full", 400));
    let new = catalog(&[fault("gone", 410), safe].concat());
    let mut lock = Lock::of(&old);
    for (code, why) in [
        ("full", "of `full` only what is safe changed: there is nothing to accept"),
        ("gine", "there is no fault `gine`, before or after; did you mean `gone`?"),
    ] {
        // All of them or none.
        assert_eq!(lock.accept(&new, ["gone", code], "x").unwrap_err().to_string(), why);
        assert!(lock.accepted().is_empty());
    }
    assert_eq!(lock.accept(&old, ["gone"], "x").unwrap_err().to_string(), "`gone` did not change");
}

proptest! {
    #[test]
    fn any_text_is_written_so_that_it_is_read_again(
        title in any::<String>().prop_filter("a title says something", |title| !title.trim().is_empty()),
        reason in any::<String>(),
        name in "[^.]{0,8}",
    ) {
        let faults = format!(
            "[faults.a]\nstatus = 404\ntitle = {}\ndescription = {}\n[faults.a.words.{}]\n{} = 'x'\n",
            title.to_toml_value(), reason.to_toml_value(), name.to_toml_key(), name.to_toml_key()
        );
        let old = catalog(&faults);
        let written = Catalog::from_toml(&old.to_toml(), "again").unwrap();
        prop_assert_eq!(written.to_toml(), old.to_toml());
        prop_assert_eq!(written.faults()[0].fault_type().title(), &title);
        let mut lock = Lock::of(&old);
        lock.accept(&catalog(""), ["a"], &reason).unwrap();
        let read = Lock::parse(&lock.to_string(), "again").unwrap();
        prop_assert_eq!(read.accepted()[0].reason(), &reason);
        prop_assert_eq!(read.diff(&old).class(), None);
    }

    #[test]
    fn no_text_is_too_strange_to_be_refused(text in any::<String>(), cut in 0..400usize) {
        let _ = Lock::parse(&text, "f");
        let _ = Catalog::from_toml(&text, "f");
        let lock = Lock::of(&catalog(&fault("a", 404))).to_string();
        let end = (0..=cut.min(lock.len())).rev().find(|at| lock.is_char_boundary(*at)).unwrap();
        let _ = Lock::parse(&[&lock[..end], &text].concat(), "f");
    }
}
