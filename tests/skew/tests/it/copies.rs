//! Copies of the workspace's crates with the numbers of other versions.

use std::path::PathBuf;
use std::sync::LazyLock;

use toml::{Table, Value};

use crate::files::{copy, fixture, place, read, root, write};

/// The core and its derive.
const CORE: &[&str] = &["faultwire", "faultwire-derive"];

/// The adapters that are looked at.
const ADAPTERS: &[&str] = &["faultwire-axum", "faultwire-tower"];

/// The version that the definitions of the fixture and the older adapters ask for.
pub(crate) const OLD: &str = "0.1.0";

/// A later one that is compatible with it.
pub(crate) const NEWER: &str = "0.1.9";

/// The next one that is not.
pub(crate) const NEXT: &str = "0.2.0";

/// The last one before that, which is the next one under the old number.
pub(crate) const BRIDGE: &str = "0.1.99";

/// The crates of a version that there is a copy of, and where they are.
///
/// There is no core of the old version: whoever asks for it gets one that is compatible with it.
pub(crate) fn copies(version: &str) -> Vec<(&'static str, PathBuf)> {
    LazyLock::force(&COPIES);
    match version {
        BRIDGE => vec![("faultwire", place(BRIDGE))],
        _ => crates(version).map(|name| (name, place(version).join("crates").join(name))).collect(),
    }
}

fn crates(version: &str) -> impl Iterator<Item = &'static str> {
    let core = if version == OLD { &[] } else { CORE };
    let adapters = if version == NEWER { &[] } else { ADAPTERS };
    core.iter().chain(adapters).copied()
}

/// Made once, since tests run beside each other.
static COPIES: LazyLock<()> = LazyLock::new(|| {
    for version in [OLD, NEWER, NEXT] {
        let to = place(version);
        for name in crates(version) {
            copy(&root().join("crates").join(name), &to.join("crates").join(name));
        }
        write(&to.join("Cargo.toml"), manifest(version).to_string());
    }
    copy(&fixture("bridge"), &place(BRIDGE));
});

/// The workspace's manifest with another number, and without the paths to its crates: they come as from a registry.
fn manifest(version: &str) -> Table {
    let mut manifest: Table = read(&root().join("Cargo.toml")).parse().unwrap();
    let workspace = manifest["workspace"].as_table_mut().unwrap();
    workspace.remove("default-members");
    workspace["members"] = vec!["crates/*"].into();
    workspace["package"]["version"] = version.into();
    for (_, dependency) in workspace["dependencies"].as_table_mut().unwrap() {
        let Some(dependency) = dependency.as_table_mut().filter(|table| table.contains_key("path")) else { continue };
        dependency.remove("path");
        // The sign before the number is what this is about.
        let exact = dependency.get("version").and_then(Value::as_str).is_some_and(|asked| asked.starts_with('='));
        dependency.insert("version".into(), format!("{}{version}", if exact { "=" } else { "" }).into());
    }
    manifest
}
