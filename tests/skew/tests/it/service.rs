//! A service that uses definitions of somebody else, in a workspace of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value as Json;
use toml::{Table, Value};

use crate::copies::copies;
use crate::files::{copy, fixture, place, read, root, write};

/// The service of the fixture, its definitions, and the crates that a registry would have.
pub(crate) struct Service {
    root: PathBuf,
    /// All services share one target directory, and their programs have the same names there.
    _alone: MutexGuard<'static, ()>,
}

static ALONE: Mutex<()> = Mutex::new(());

/// What became of a build.
pub(crate) struct Build {
    /// Everything that the compiler said, by the target that it said it of.
    pub(crate) messages: BTreeMap<String, String>,
    /// What cargo said.
    pub(crate) report: String,
    pub(crate) succeeded: bool,
}

impl Service {
    /// With the version of the core that the definitions ask for, that of the adapters, and what there is.
    pub(crate) fn new(name: &str, definitions: &str, adapters: &str, available: &[&str]) -> Self {
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let root = place(name);
        for (name, asked) in [("definitions", definitions), ("service", adapters)] {
            let mut manifest: Table = read(&fixture(name).join("Cargo.toml")).parse().unwrap();
            for (dependency, value) in manifest["dependencies"].as_table_mut().unwrap() {
                if dependency.starts_with("faultwire") {
                    require(value, asked);
                }
            }
            write(&root.join(name).join("Cargo.toml"), manifest.to_string());
            copy(&fixture(name).join("src"), &root.join(name).join("src"));
        }
        write(&root.join("service/house.toml"), read(&fixture("service/house.toml")));
        write(&root.join("Cargo.toml"), workspace(available).to_string());
        // Cargo takes out what is not needed, and looks for nothing else.
        write(&root.join("Cargo.lock"), read(&self::root().join("Cargo.lock")));
        Self { root, _alone: alone }
    }

    /// The versions of a package among what the service is made of.
    pub(crate) fn versions(&self, package: &str) -> BTreeSet<String> {
        // Not `metadata`, which asks for the sources of other platforms as well.
        let tree = succeed(self.cargo("tree").args(["--prefix=none", "--format={p}"]));
        let known = tree.lines().filter_map(|line| line.strip_prefix(package)?.strip_prefix(" v"));
        known.filter_map(|rest| rest.split_whitespace().next()).map(str::to_owned).collect()
    }

    /// What `cargo tree --duplicates` says, which the compiler's messages point to.
    pub(crate) fn duplicates(&self) -> String {
        succeed(self.cargo("tree").arg("--duplicates"))
    }

    /// Builds every program of the service that can be built.
    pub(crate) fn build(&self) -> Build {
        let mut cargo = self.cargo("build");
        let output =
            cargo.args(["--bins", "--keep-going", "--message-format=json", "--target-dir"]).arg(place("target"));
        let Output { status, stdout, stderr } = output.output().unwrap();
        let mut messages = BTreeMap::<String, String>::new();
        for line in String::from_utf8(stdout).unwrap().lines() {
            let line: Json = serde_json::from_str(line).unwrap();
            if let Some(text) = line["message"]["rendered"].as_str() {
                *messages.entry(line["target"]["name"].as_str().unwrap().to_owned()).or_default() += text;
            }
        }
        Build { messages, report: String::from_utf8_lossy(&stderr).into_owned(), succeeded: status.success() }
    }

    /// What a program of the service prints.
    pub(crate) fn run(&self, program: &str) -> String {
        succeed(self.cargo("run").args(["--bin", program, "--target-dir"]).arg(place("target")))
    }

    /// The cargo that runs the test, in the directory whose configuration that one read.
    fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.env("CARGO_TERM_COLOR", "never");
        cargo
            .current_dir(self::root())
            .args([command, "--offline", "--manifest-path"])
            .arg(self.root.join("Cargo.toml"));
        cargo
    }
}

/// What a command prints.
fn succeed(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().unwrap();
    assert!(status.success(), "{command:?}\n{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

fn require(dependency: &mut Value, version: &str) {
    match dependency {
        Value::Table(table) => table["version"] = version.into(),
        short => *short = version.into(),
    }
}

/// A workspace whose registry has these versions.
fn workspace(available: &[&str]) -> Table {
    let patches = available.iter().flat_map(|version| {
        copies(version).into_iter().map(move |(name, path)| {
            let path = path.to_str().unwrap().to_owned();
            let patch = Table::from_iter([("package".into(), Value::from(name)), ("path".into(), path.into())]);
            (format!("{name}-{}", version.replace('.', "-")), patch.into())
        })
    });
    let patches: Table = patches.collect();
    let mut manifest: Table = r#"
        [workspace]
        resolver = "3"
        members = ["definitions", "service"]
        [profile.dev]
        debug = 0
        incremental = false
    "#
    .parse()
    .unwrap();
    manifest.insert("patch".into(), Table::from_iter([("crates-io".into(), patches.into())]).into());
    manifest
}
