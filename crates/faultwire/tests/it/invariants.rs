//! What must always hold of the types and of the crate.

use std::collections::BTreeSet;
use std::process::Command;

use faultwire::{Fault, Renderer, Reply, Task};

#[test]
fn a_fault_is_one_word() {
    assert_eq!(size_of::<Fault>(), size_of::<usize>());
    assert_eq!(size_of::<Result<(), Fault>>(), size_of::<usize>());
}

#[test]
fn faults_and_renderers_go_everywhere() {
    fn everywhere<T: Send + Sync + 'static>() {}
    everywhere::<Fault>();
    everywhere::<Renderer>();
    everywhere::<Reply>();
    everywhere::<Task>();
}

const FRAMEWORKS: [&str; 5] = ["axum", "axum-core", "actix-web", "warp", "rocket"];

/// A crate of shared definitions compiles few packages, and neither a framework nor a runtime is among them.
#[test]
fn few_packages_are_below_the_core() {
    for (arguments, limit) in [(vec!["--no-default-features"], 16), (vec![], 32)] {
        let packages = packages("faultwire", &arguments);
        assert!(packages.len() <= limit, "{} packages with {arguments:?}: {packages:?}", packages.len());
        for forbidden in FRAMEWORKS.into_iter().chain(["hyper", "tokio", "tower", "syn"]) {
            assert!(!packages.contains(forbidden), "{forbidden} is below the core");
        }
    }
}

/// The derive writes code and knows nothing of what it is for: what parses Rust, and no more.
#[test]
fn the_derive_knows_neither_the_core_nor_a_framework() {
    let packages = packages("faultwire-derive", &["--all-features"]);
    let expected = ["faultwire-derive", "proc-macro2", "quote", "strsim", "syn", "unicode-ident"];
    assert_eq!(packages.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}

#[test]
fn no_framework_is_below_the_tower_layer() {
    let packages = packages("faultwire-tower", &["--all-features"]);
    for forbidden in FRAMEWORKS.into_iter().chain(["hyper"]) {
        assert!(!packages.contains(forbidden), "{forbidden} is below the tower layer");
    }
}

/// One framework, and nothing of the others. The tower layer is there for the parser's answers alone.
#[test]
fn the_adapter_for_actix_web_needs_the_core_alone() {
    for (arguments, tower) in [(&[][..], false), (&["--all-features"], true)] {
        let packages = packages("faultwire-actix-web", arguments);
        assert_eq!(packages.contains("faultwire-tower"), tower, "with {arguments:?}");
        for forbidden in ["axum", "axum-core", "warp", "rocket", "hyper"] {
            assert!(!packages.contains(forbidden), "{forbidden} is below the adapter for actix-web");
        }
    }
}

/// One framework, which brings its server along, and nothing of the others.
#[test]
fn the_adapter_for_rocket_needs_the_core_alone() {
    let packages = packages("faultwire-rocket", &["--all-features"]);
    assert!(packages.contains("rocket"));
    for forbidden in ["axum", "axum-core", "actix-web", "warp", "faultwire-tower", "h2"] {
        assert!(!packages.contains(forbidden), "{forbidden} is below the adapter for rocket");
    }
}

/// An adapter knows its own framework, and a server only where it is asked for.
#[test]
fn an_adapter_knows_one_framework() {
    for (adapter, own) in [("faultwire-axum", &["axum", "axum-core"][..]), ("faultwire-warp", &["warp"])] {
        let packages = packages(adapter, &["--all-features"]);
        for forbidden in FRAMEWORKS.into_iter().filter(|framework| !own.contains(framework)) {
            assert!(!packages.contains(forbidden), "{forbidden} is below {adapter}");
        }
        assert!(packages.contains("hyper"), "{adapter} serves");
        assert!(!self::packages(adapter, &[]).contains("hyper"), "hyper is below {adapter}, which serves nothing");
    }
}

/// Assertions and the program work for services on every framework.
#[test]
fn no_framework_is_below_the_tools() {
    for tool in ["faultwire-testkit", "faultwire-cli"] {
        let packages = packages(tool, &["--all-features"]);
        for forbidden in FRAMEWORKS {
            assert!(!packages.contains(forbidden), "{forbidden} is below {tool}");
        }
    }
}

/// The domain of the demo and its definitions know the core alone, and it without its default features.
#[test]
fn shared_definitions_need_the_core_alone() {
    let packages = packages("block-storage", &[]);
    for forbidden in FRAMEWORKS.into_iter().chain(["hyper", "tokio", "tower", "toml", "uuid"]) {
        assert!(!packages.contains(forbidden), "{forbidden} is below the demo's definitions");
    }
}

fn packages(package: &str, arguments: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", package, "--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}
