//! A catalogue as Rust, and back.

use std::collections::BTreeMap;

use faultwire::{Fault, FaultSet, Renderer, RequestContext, Value};
use faultwire_catalog::{Catalog, RustOptions};

use crate::generated::BlockStorageFault;
use crate::reexported;

pub(crate) const CATALOG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/faults.toml");
const RUST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/faults.rs");
const REEXPORTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/reexported.rs");
const HEAD: &str = "name = 'a'\nowner = 'b'\nversion = '1'\n";

fn catalog() -> Catalog {
    Catalog::load(CATALOG).unwrap_or_else(|error| panic!("{error}"))
}

/// What is written of the faults of a text.
fn rust_of(faults: &str) -> String {
    let catalog = Catalog::from_toml(&[HEAD, faults].concat(), "faults.toml").unwrap_or_else(|error| panic!("{error}"));
    catalog.to_rust(&RustOptions::new()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_generated_file_is_what_the_catalogue_says() {
    let catalog = catalog();
    assert_eq!(catalog.rust_name(), "BlockStorageFault");
    catalog.is_in_rust(&RustOptions::new(), RUST).unwrap_or_else(|error| panic!("{error}"));
    let other = RustOptions::new().name("Other").unwrap();
    let error = catalog.is_in_rust(&other, RUST).unwrap_err().to_string();
    assert!(error.contains("it is not what `") && error.contains("faults.toml` says"), "{error}");
    assert!(error.contains("faults.rs:7:1\n") && error.contains("| pub enum BlockStorageFault {"), "{error}");
    assert!(catalog.is_in_rust(&other, "no-such-file.rs").unwrap_err().to_string().contains("cannot be read"));
}

#[test]
fn a_service_and_its_client_share_the_generated_type() {
    let quota = BlockStorageFault::QuotaExceeded {
        size: 7,
        rate: 0.5,
        exact: true,
        r#type: Value::Null,
        tenant: None,
        nearest: Some(5),
    };
    assert_eq!(quota.to_string(), "7 GiB at a rate of 0.5 are above the {quota}: true, null.");
    let fault = Fault::from(quota.clone());
    assert!(fault.is(BlockStorageFault::QUOTA_EXCEEDED));
    assert_eq!(BlockStorageFault::from_fault(&fault), Some(quota));
    let members = BlockStorageFault::BadMembers { members: vec!["a".into()], reasons: BTreeMap::new() };
    assert_eq!(members.to_string(), "Bad \"members\" {here}");
    assert_eq!(Fault::from(members).message(), r#"These are wrong: ["a"], because of {}."#);
}

#[test]
#[expect(deprecated, reason = "the compiler warns of the variant, and only where it is used")]
fn a_deprecated_fault_is_a_deprecated_variant() {
    let broken = Fault::from(BlockStorageFault::Broken { host: "db-1".to_owned() });
    let answer = Renderer::default().render(&broken, &RequestContext::empty());
    assert!(!String::from_utf8_lossy(answer.body()).contains("db-1"));
    let since = |entry: &str| {
        let text = rust_of(&format!("[faults.old]\nstatus = 400\ntitle = 'A'\ndeprecated = {entry}\n"));
        text.lines().find_map(|line| line.trim().strip_prefix("#[deprecated(")).unwrap_or_default().to_owned()
    };
    assert_eq!(since("{ since = '1.2.0' }"), r#"since = "1.2.0")]"#);
    // A fault of another catalogue is called as it is there.
    assert_eq!(since("{ since = '1.2.0', use = 'new_one' }"), r#"since = "1.2.0", note = "use `new_one`")]"#);
    for since_when in ["2026", "1.2", "1.02.0", "1.2.0-rc", "next \"spring\""] {
        let found = since(&format!("{{ since = '{since_when}', use = 'old' }}"));
        assert_eq!(found, format!("note = {:?})]", format!("since {since_when}: use `Old`")));
    }
}

#[test]
fn the_core_can_be_reached_through_another_crate() {
    let options = RustOptions::new().crate_path("crate::platform::wire").unwrap();
    catalog().is_in_rust(&options, REEXPORTED).unwrap_or_else(|error| panic!("{error}"));
    let text = std::fs::read_to_string(REEXPORTED).unwrap();
    assert!(!text.contains("faultwire::") && text.matches("crate::platform::wire").count() > 4, "{text}");
    let members = reexported::BlockStorageFault::BadMembers { members: vec![7.into()], reasons: BTreeMap::new() };
    let fault = Fault::from(members.clone());
    assert_eq!(fault.code(), "bad_members");
    assert_eq!(reexported::BlockStorageFault::from_fault(&fault), Some(members));
}

#[test]
fn names_and_paths_are_those_of_rust() {
    for path in
        ["a", "::a::b", "crate", "crate::a", "self::a", "super::super::a", "self::super::a", "r#mod::_x", "größe"]
    {
        assert!(RustOptions::new().crate_path(path).is_ok(), "{path}");
    }
    for path in [
        "",
        "::",
        "a::",
        "a:b",
        "::a::",
        "a-b",
        "a b",
        "1a",
        "a::crate",
        "a::super",
        "::self",
        "a::self",
        "crate::super::a",
        "mod",
        "_",
        "r#self",
        "r#",
        "a<b>",
        "a\"b",
        "Self",
        "a.b",
    ] {
        assert!(RustOptions::new().crate_path(path).is_err(), "{path}");
    }
    let error = RustOptions::new().crate_path("faultwire-axum").unwrap_err();
    let expected = "invalid path of a crate \"faultwire-axum\": \
                    expected names with `::` between them, such as `faultwire_axum::faultwire`";
    assert_eq!(error.to_string(), expected);
    for (name, expected) in [
        ("ours", "invalid name \"ours\": expected a capital, then letters and digits"),
        ("Our_s", "invalid name \"Our_s\": expected a capital, then letters and digits"),
        ("String", "invalid name \"String\": expected one that no type in its fields has"),
        ("Self", "invalid name \"Self\": expected one that no type in its fields has"),
    ] {
        assert_eq!(RustOptions::new().name(name).unwrap_err().to_string(), expected);
    }
}
