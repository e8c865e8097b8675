//! What must always hold of the types and of the crate.

use std::collections::BTreeSet;
use std::process::Command;

use faultwire::{Fault, Renderer};

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
}

/// DESIGN: a crate of shared definitions compiles few packages; no web framework is among them.
#[test]
fn few_packages_are_below_the_core() {
    for (arguments, limit) in [(vec!["--no-default-features"], 16), (vec![], 32)] {
        let packages = packages(&arguments);
        assert!(packages.len() <= limit, "{} packages with {arguments:?}: {packages:?}", packages.len());
        for forbidden in ["axum", "actix-web", "warp", "rocket", "hyper", "tokio", "tower"] {
            assert!(!packages.contains(forbidden), "{forbidden} is below the core");
        }
    }
}

fn packages(arguments: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--locked",
            "--package",
            "faultwire",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}
