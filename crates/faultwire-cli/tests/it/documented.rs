//! What the help and the README show is what happens.

use std::path::{Path, PathBuf};

use crate::program::{faultwire, folder, run, shell};

const README: &str = include_str!("../../README.md");

/// The blocks of the README in a language.
fn blocks(language: &str) -> Vec<&'static str> {
    README.split(&format!("```{language}\n")).skip(1).filter_map(|block| block.split("```").next()).collect()
}

/// A folder with the files of the README, each of which begins with its name.
fn with_files(test: &str) -> PathBuf {
    let folder = folder(test);
    for text in blocks("toml").into_iter().chain(blocks("ftl")) {
        let name = text.lines().next().unwrap().trim_start_matches("# ");
        std::fs::write(folder.join(name), text).unwrap();
    }
    // Of a crate, for what is written into one.
    for name in ["src", "tests"] {
        std::fs::create_dir_all(folder.join(name)).unwrap();
    }
    folder
}

/// The commands of a help text, below `Examples:`.
fn examples(help: &str) -> Vec<&str> {
    let examples = help.split_once("\nExamples:\n").expect("a help text has examples").1;
    examples.lines().take_while(|line| line.starts_with("  ")).map(str::trim).collect()
}

/// Checks the examples of a command, then those of its own commands.
fn check(command: &[&str], folder: &Path) -> usize {
    let help = faultwire(&[command, &["--help"]].concat(), "").fine();
    let examples = examples(&help);
    assert!(!examples.is_empty(), "{command:?}");
    for example in &examples {
        let ran = run(shell(example, folder), b"");
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{example}");
        assert!(!ran.out.is_empty(), "{example}");
    }
    let below = help.split_once("\nCommands:\n").map(|(_, rest)| rest).unwrap_or_default();
    let names = below.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    let names = names.filter(|name| *name != "help");
    examples.len() + names.map(|name| check(&[command, &[name]].concat(), folder)).sum::<usize>()
}

#[test]
fn the_examples_of_every_help_work() {
    assert!(check(&[], &with_files("help")) > 25);
}

#[test]
fn short_help_has_the_examples_too() {
    let help = faultwire(&["render", "-h"], "").fine();
    assert!(!examples(&help).is_empty());
    assert!(!help.contains("earlier"), "the members of a fault are for the long help");
}

#[test]
fn the_readme_shows_what_happens() {
    let folder = with_files("readme");
    let mut count = 0;
    for text in blocks("console") {
        for command in text.split("$ ").skip(1) {
            let (line, expected) = command.split_once('\n').unwrap();
            let ran = run(shell(&format!("{{ {line}; }} 2>&1"), &folder), b"");
            let found = String::from_utf8(ran.out).unwrap();
            assert_eq!(found.trim_end(), expected.trim_end(), "{line}");
            count += 1;
        }
    }
    assert!(count >= 8, "{count}");
}

#[test]
fn the_members_of_the_input_are_documented() {
    let help = faultwire(&["render", "--help"], "").fine();
    for (flags, input) in [
        (vec!["render"], r#"{"code":"internal","~":1}"#),
        (vec!["render", "--reply"], r#"{"~":1}"#),
        (vec!["render", "--reply"], r#"{"resource":{"name":"v","value":1,"~":1}}"#),
        (
            vec!["render", "--reply"],
            r#"{"task":{"id":"7","state":"IN_PROGRESS","start":"2026-01-02T03:04:05Z","~":1}}"#,
        ),
    ] {
        let refusal = faultwire(&flags, input).failed(1);
        let (_, valid) = refusal.split_once("valid: ").unwrap();
        for name in valid.trim().split(", ").map(|name| name.trim_matches('`')) {
            assert!(help.contains(name), "{name} in the help");
            let shown = [format!("`{name}`"), format!("\"{name}\"")];
            assert!(shown.iter().any(|shown| README.contains(shown)), "{name} in the README");
        }
    }
}
