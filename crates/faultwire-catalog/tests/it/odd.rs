//! Catalogues with odd names and texts: what is written compiles, says what it should, and nothing else.

use std::sync::Arc;

use faultwire::{Fault, FaultSet, Value};
use faultwire_catalog::{Catalog, RustOptions, export};

use crate::odd_names::OddFault;

const CATALOG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/odd.toml");
const RUST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/odd.rs");
const HEAD: &str = "name = 'a'\nowner = 'b'\nversion = '1'\n";

fn catalog() -> Catalog {
    Catalog::load(CATALOG).unwrap_or_else(|error| panic!("{error}"))
}

fn mistakes(text: &str) -> Vec<String> {
    let read = Catalog::from_toml(text, "faults.toml").and_then(|catalog| catalog.to_rust(&RustOptions::new()));
    let error = read.expect_err(text);
    error.mistakes().iter().map(|m| format!("{}:{} {}", m.line().unwrap(), m.column().unwrap(), m.message())).collect()
}

#[test]
fn the_odd_file_is_what_the_catalogue_says() {
    let catalog = catalog();
    let options = RustOptions::new().name("OddFault").unwrap();
    catalog.is_in_rust(&options, RUST).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(catalog.rust_name(), "OddNamesTXHttpsNamesExampleFault");
}

#[test]
fn what_is_odd_is_exported_as_it_was() {
    let catalog = catalog();
    let export = export::<(OddFault,)>(catalog.name(), catalog.owner(), catalog.version());
    let export = export.base(catalog.base().unwrap());
    export.is_in(CATALOG).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(export.catalog().unwrap().to_toml(), catalog.to_toml());
}

#[test]
fn the_definitions_are_those_of_the_catalogue() {
    let catalog = catalog();
    let (types, expected): (Vec<_>, Vec<_>) = OddFault::definitions()
        .zip(catalog.faults())
        .map(|(definition, entry)| (definition.fault_type(), entry.fault_type()))
        .unzip();
    assert_eq!(types.len(), catalog.faults().len());
    for (found, expected) in types.into_iter().zip(expected) {
        assert_eq!((found.code(), found.title()), (expected.code(), expected.title()));
        assert_eq!(Fault::new(found).message(), Fault::shared(Arc::clone(expected)).message());
        let mut words: Vec<_> = found.all_words().collect();
        let mut expected_words: Vec<_> = expected.all_words().collect();
        words.sort_unstable();
        expected_words.sort_unstable();
        assert_eq!(words, expected_words);
    }
}

#[test]
fn a_parameter_keeps_its_name_whatever_its_field_is_called() {
    let failed = OddFault::Source { source__: "db".into(), source_: "reset".into() };
    assert_eq!(failed.to_string(), "The upstream db failed: reset, {source}.");
    let fault = Fault::from(failed.clone());
    assert_eq!(fault.message(), "The upstream db failed: reset, {source}.");
    assert_eq!(fault.param_as::<String>("source").as_deref(), Some("db"));
    assert_eq!(OddFault::from_fault(&fault), Some(failed));
    let named = OddFault::definitions().find(|definition| definition.fault_type().code() == "names").unwrap();
    let names: Vec<_> = named.parameters().iter().map(|parameter| parameter.name()).collect();
    assert!(["_", "__core", "Ok", "volumeId", "volume_id"].iter().all(|name| names.contains(name)), "{names:?}");
}

#[test]
fn what_is_private_is_for_the_log_whatever_its_kind() {
    let log = OddFault::Log {
        source_: Some("secret-1".into()),
        volume_id: 4711,
        rate: None,
        hosts: vec![Value::from("secret-2")].into(),
        limits: None,
        any: Value::Null,
        sure: true,
    };
    let fault = Fault::from(log);
    assert_eq!(fault.message(), "T");
    assert_eq!(OddFault::from_fault(&fault), None);
}

#[test]
fn a_text_cannot_leave_its_place() {
    for (name, shown) in [
        ("odd\\npub fn pwned() {}\\n/*", "'\\n'"),
        ("a\\rb", "'\\r'"),
        ("a\\u001B[31m", "'\\u{1b}'"),
        ("a\\u0007", "'\\u{7}'"),
        ("\\u0000", "'\\0'"),
    ] {
        let expected =
            |place: &str| format!("{place} expected one line without control characters, and there is {shown}");
        let text = format!("name = \"{name}\"\nowner = \"{name}\"\nversion = \"{name}\"\nbase = \"{name}\"\n");
        assert_eq!(mistakes(&text), ["1:8", "2:9", "3:11", "4:8"].map(expected));
        let fault = "[faults.a]\nstatus = 400\ntitle = 'A'\n";
        let text = format!("{HEAD}{fault}since = \"{name}\"\ndeprecated = {{ since = \"{name}\" }}\n");
        assert_eq!(mistakes(&text), ["7:9", "8:24"].map(expected));
    }
    let used = "[faults.a]\nstatus = 400\ntitle = 'A'\ndeprecated = { since = '1', use = 'b`, #[doc' }\n";
    let expected = "7:35 invalid code \"b`, #[doc\" of a fault type: \
                    expected a lower-case letter, then lower-case letters, digits and `_`";
    assert_eq!(mistakes(&[HEAD, used].concat()), [expected]);
    let words = "[faults.a]\nstatus = 400\ntitle = 'A'\n[faults.a.words]\nb = { 'c.d' = 'x' }\n";
    assert_eq!(mistakes(&[HEAD, words].concat()), ["8:7 \"c.d\" is no name of a word: it has no dots"]);
}

#[test]
fn what_cannot_be_written_is_a_mistake() {
    let fault = |code: &str| format!("[faults.{code}]\nstatus = 400\ntitle = 'A'\n");
    let text = ["a_1", "a1", "self", "b_c_de", "bc_de"].map(fault).concat();
    let expected = [
        "7:9 `a_1` and `a1` are both `A1` in Rust",
        "10:9 `Self` is no name of a variant in Rust",
        "16:9 `b_c_de` and `bc_de` both have the constant `BC_DE` in Rust",
    ];
    assert_eq!(mistakes(&[HEAD, &text].concat()), expected);
    let message = "message = 'x {b} {c} {d}'\n[faults.a.parameters]\n\
                   b = { type = 'text', optional = true }\nc = { type = 'text', private = true }\n";
    let expected = [
        "9:1 `b` need not be there, and is in the message of `a`",
        "10:1 `c` is private, and in the message of `a`",
        "4:9 `d` in the message of `a` is no parameter of it",
    ];
    assert_eq!(mistakes(&[HEAD, &fault("a"), message].concat()), expected);
}
