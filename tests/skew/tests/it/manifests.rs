//! What the manifests of the workspace promise.

use toml::Table;

use crate::files::{fixture, read, root};

#[test]
fn the_derive_is_of_the_version_of_the_core() {
    let workspace: Table = read(&root().join("Cargo.toml")).parse().unwrap();
    let workspace = &workspace["workspace"];
    let version = workspace["package"]["version"].as_str().unwrap();
    assert_eq!(workspace["dependencies"]["faultwire-derive"]["version"].as_str(), Some(&*format!("={version}")));
}

#[test]
fn the_bridge_has_the_features_of_the_core() {
    let features = |path: &str| {
        let manifest: Table = read(path.as_ref()).parse().unwrap();
        manifest["features"].as_table().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    let core = root().join("crates/faultwire/Cargo.toml");
    assert_eq!(features(fixture("bridge/Cargo.toml").to_str().unwrap()), features(core.to_str().unwrap()));
}
