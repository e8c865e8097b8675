//! A catalogue as Rust, and back.

use std::collections::BTreeMap;

use faultwire::{Fault, FaultSet, Renderer, RequestContext, Value};
use faultwire_catalog::{Catalog, Export, FaultSets, RustOptions, export};

use crate::generated::BlockStorageFault;
use crate::reexported;

const CATALOG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/faults.toml");
const RUST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/faults.rs");
const REEXPORTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/reexported.rs");
const HEAD: &str = "name = 'a'\nowner = 'b'\nversion = '1'\n";

fn catalog() -> Catalog {
    Catalog::load(CATALOG).unwrap_or_else(|error| panic!("{error}"))
}

fn exported<S: FaultSets>() -> Export {
    export::<S>("block-storage", "storage", "1.2.0").base("https://errors.example/block-storage")
}

fn export_all() -> Export {
    exported::<(BlockStorageFault,)>()
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
fn the_types_export_the_catalogue_that_they_are_from() {
    let exported = export_all();
    exported.is_in(CATALOG).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(exported.catalog().unwrap().to_toml(), catalog().to_toml());
    let error = export::<(BlockStorageFault,)>("block-storage", "storage", "1.2.0").is_in(CATALOG).unwrap_err();
    assert!(error.to_string().contains("it says something else of `volume_not_found` than the types do"), "{error}");
}

#[test]
fn what_is_exported_can_be_written_and_read() {
    let file = std::env::temp_dir().join(format!("faultwire-export-{}.toml", std::process::id()));
    export_all().write(&file).unwrap();
    let checked = export_all().is_in(&file);
    std::fs::remove_file(&file).unwrap();
    assert_eq!(checked, Ok(()));
    assert!(export_all().is_in(&file).is_err() && export_all().write("no-such-folder/f.toml").is_err());
}

#[derive(Debug, faultwire::Fault)]
enum OtherFault {
    #[fault(status = 409, number = -1)]
    Busy,
    #[fault(status = 404)]
    VolumeNotFound,
    #[fault(status = 403, number = 2)]
    Closed,
}

#[test]
fn types_with_one_code_or_number_are_a_clash_that_names_both() {
    let clash = export::<(BlockStorageFault, OtherFault)>("a", "b", "1").catalog().unwrap_err();
    let messages: Vec<_> = clash.mistakes().iter().map(|mistake| mistake.message()).collect();
    let (one, other) = ("it::generated::BlockStorageFault", "it::generate::OtherFault");
    let code = format!("`volume_not_found` is the code of `{one}::VolumeNotFound` and of `{other}::VolumeNotFound`");
    let number = format!("2 is the number of `{one}::QuotaExceeded` and of `{other}::Closed`");
    assert_eq!(messages, [code, number]);
    let all = [OtherFault::Busy, OtherFault::VolumeNotFound, OtherFault::Closed];
    assert_eq!(all.map(|fault| Fault::from(fault).status()), [409, 404, 403]);
    // So is one type that is named twice.
    let twice = export::<(BlockStorageFault, BlockStorageFault)>("a", "b", "1").catalog().unwrap_err();
    assert!(twice.to_string().contains("`volume_not_found` is the code of"), "{twice}");
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
    exported::<(reexported::BlockStorageFault,)>().is_in(CATALOG).unwrap_or_else(|error| panic!("{error}"));
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

#[test]
fn what_rust_cannot_name_is_a_mistake() {
    let text = "[faults.a_1]\nstatus = 400\ntitle = 'A'\n[faults.a1]\nstatus = 400\ntitle = 'A'\nparameters.self = 'text'\n\
                [faults.self]\nstatus = 400\ntitle = 'A'\n";
    let catalog = Catalog::from_toml(&[HEAD, text].concat(), "faults.toml").unwrap();
    let error = catalog.to_rust(&RustOptions::new()).unwrap_err();
    let messages: Vec<_> = error.mistakes().iter().map(|mistake| mistake.message()).collect();
    let expected = [
        "`a_1` and `a1` are both `A1` in Rust",
        "`self` is no name of a field in Rust",
        "`Self` is no name of a variant in Rust",
    ];
    assert_eq!(messages, expected);
}
