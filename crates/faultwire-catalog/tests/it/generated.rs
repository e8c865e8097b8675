//! A catalogue as Rust, and back.

use std::collections::BTreeMap;

use faultwire::{Fault, FaultSet, Renderer, RequestContext, Value};
use faultwire_catalog::{Catalog, export};

use crate::generated::BlockStorageFault;

const CATALOG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/faults.toml");
const RUST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generated/faults.rs");

fn catalog() -> Catalog {
    Catalog::load(CATALOG).unwrap_or_else(|error| panic!("{error}"))
}

fn export_all() -> faultwire_catalog::Export {
    export::<(BlockStorageFault,)>("block-storage", "storage", "1.2.0").base("https://errors.example/block-storage")
}

#[test]
fn the_generated_file_is_what_the_catalogue_says() {
    let catalog = catalog();
    assert_eq!(catalog.rust_name(), "BlockStorageFault");
    catalog.is_in_rust("BlockStorageFault", RUST).unwrap_or_else(|error| panic!("{error}"));
    let error = catalog.is_in_rust("Other", RUST).unwrap_err().to_string();
    assert!(error.contains("it is not what `") && error.contains("faults.toml` says"), "{error}");
    assert!(catalog.is_in_rust("Other", "no-such-file.rs").unwrap_err().to_string().contains("cannot be read"));
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
    // Two types with one code are a clash.
    let twice = export::<(BlockStorageFault, BlockStorageFault)>("a", "b", "1").catalog().unwrap_err();
    assert!(twice.to_string().contains("volume_not_found"), "{twice}");
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
    let broken = Fault::from(BlockStorageFault::Broken { host: "db-1".to_owned() });
    let answer = Renderer::default().render(&broken, &RequestContext::empty());
    assert!(!String::from_utf8_lossy(answer.body()).contains("db-1"));
}

#[test]
fn what_rust_cannot_name_is_a_mistake() {
    let text = "name = 'a'\nowner = 'b'\nversion = '1'\n[faults.a_1]\nstatus = 400\ntitle = 'A'\n\
                [faults.a1]\nstatus = 400\ntitle = 'A'\nparameters.self = 'text'\n";
    let error = Catalog::from_toml(text, "faults.toml").unwrap().to_rust("AFault").unwrap_err();
    let messages: Vec<_> = error.mistakes().iter().map(|mistake| mistake.message()).collect();
    assert_eq!(messages, ["`a_1` and `a1` are both `A1` in Rust", "`self` is no name of a field in Rust"]);
}
