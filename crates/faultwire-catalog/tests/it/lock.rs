//! The state that users know.

use faultwire_catalog::{Catalog, Class, Lock};
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

#[test]
fn a_lock_that_is_not_as_it_was_written_is_refused() {
    let text = Lock::of(&catalog(&[fault("a", 404), fault("b", 400)].concat())).to_string();
    let edited = "the rest of the file is not as it was written: edited, merged, or cut off; write it again with `faultwire catalog lock`";
    assert_eq!(refused(&text.replace("404", "410")), format!("3: {edited}"));
    for end in [text.len() - 1, text.find("[faults").unwrap(), text.rfind("title").unwrap()] {
        assert_eq!(refused(&text[..end]), format!("3: {edited}"), "{end}");
    }
    let none = "this is no lock file of a catalogue, or its beginning was edited; write it again with `faultwire catalog lock`";
    for broken in ["", "lock = 1\n", HEAD, &text[1..], &text.replace("lock = 1", "lock = one"), &text[..20]] {
        assert_eq!(refused(broken), format!("1: {none}"), "{broken}");
    }
    assert_eq!(
        refused(&text.replace("lock = 1", "lock = 2")),
        "2: this lock file is of form 2, and this program knows form 1: a newer one wrote it"
    );
}

#[test]
fn what_is_accepted_is_what_it_became() {
    let old = catalog(&[fault("a", 404), fault("b", 400), fault("c", 500)].concat());
    let mut lock = Lock::of(&old);
    let new = catalog(&[fault("a", 410), fault("b", 403)].concat());
    assert!(lock.accept(&new, "a", "as announced"));
    assert!(lock.accept(&new, "c", "never sent"));
    assert!(!lock.accept(&new, "d", "no such fault"));
    // It stays in the file.
    let lock = Lock::parse(&lock.to_string(), "faults.lock").unwrap();
    let left: Vec<_> = lock.unaccepted(&new).map(|change| change.code().to_owned()).collect();
    assert_eq!(left, ["b"]);
    let accepted: Vec<_> = lock.accepted().iter().map(|a| (a.code(), a.changes().join(" "), a.reason())).collect();
    let expected =
        [("a", "status-changed".to_owned(), "as announced"), ("c", "fault-removed".to_owned(), "never sent")];
    assert_eq!(accepted, expected);
    // Something else is something else.
    let other = catalog(&[fault("a", 406), fault("b", 400)].concat());
    let left: Vec<_> = lock.unaccepted(&other).map(|change| change.code().to_owned()).collect();
    assert_eq!(left, ["a"]);
    // A new state begins with nothing to accept, and keeps the record.
    let renewed = lock.renewed(&new);
    assert_eq!((renewed.diff(&new).class(), renewed.accepted().len()), (None, 2));
    assert_eq!(renewed.diff(&old).class(), Some(Class::Breaking));
}

#[test]
fn a_renamed_fault_is_accepted_by_its_old_code() {
    let old = catalog("[faults.a]\nstatus = 404\ntitle = 'T'\nnumber = 7\n");
    let new = catalog("[faults.b]\nstatus = 404\ntitle = 'T'\nnumber = 7\n");
    let mut lock = Lock::of(&old);
    assert!(lock.accept(&new, "a", "a better name"));
    assert_eq!(lock.unaccepted(&new).count(), 0);
}

proptest! {
    #[test]
    fn any_text_is_written_so_that_it_is_read_again(title in any::<String>(), reason in any::<String>(), name in "[^.]{0,8}") {
        let faults = format!(
            "[faults.a]\nstatus = 404\ntitle = {}\ndescription = {}\n[faults.a.words.{}]\n{} = 'x'\n",
            title.to_toml_value(), reason.to_toml_value(), name.to_toml_key(), name.to_toml_key()
        );
        let old = catalog(&faults);
        let written = Catalog::from_toml(&old.to_toml(), "again").unwrap();
        prop_assert_eq!(written.to_toml(), old.to_toml());
        prop_assert_eq!(written.faults()[0].fault_type().title(), &title);
        let mut lock = Lock::of(&old);
        lock.accept(&catalog(""), "a", &reason);
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
