//! The golden vectors: one named test for each file under `tests/vectors`.
//!
//! JSON is compared byte for byte after insignificant white space is removed, so member order, types and the spelling
//! of numbers count. XML is compared by element: names, namespaces, attributes, order, trimmed text.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::path::{Path, PathBuf};

use bytes::Bytes;
use http::Response;
use libtest_mimic::{Arguments, Failed, Trial};
use support::vector::Vector;
use support::{json, xml};

fn main() {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    assert!(files.len() > 240, "the vectors are missing under {}", root.display());
    let trials = files.into_iter().map(|file| {
        let name = file.strip_prefix(&root).unwrap_or(&file).with_extension("");
        Trial::test(name.display().to_string(), move || run(&file))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of vectors").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
}

fn run(file: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(file)?;
    let vector = Vector::parse(&text)?;
    let renderer = vector.renderer()?;
    let mut wrong = Vec::new();
    for folded in [false, true] {
        let response = vector.answer(&renderer, folded)?;
        compare(&vector, &response, &mut wrong);
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("{}\n{}", vector.source, wrong.join("\n")).into()) }
}

fn compare(vector: &Vector, response: &Response<Bytes>, wrong: &mut Vec<String>) {
    if response.status().as_u16() != vector.status {
        wrong.push(format!("status {} instead of {}", response.status().as_u16(), vector.status));
    }
    for (name, expected) in &vector.headers {
        let found: Vec<_> = response.headers().get_all(name).iter().map(|v| v.to_str().unwrap_or("?")).collect();
        let found = found.join(", ");
        let equal = if name == "vary" { found.eq_ignore_ascii_case(expected) } else { found == *expected };
        if !equal {
            wrong.push(format!("header {name}: {found:?} instead of {expected:?}"));
        }
    }
    for name in vector.absent.iter().filter(|name| response.headers().contains_key(name.as_str())) {
        wrong.push(format!("header {name} is there and must not be"));
    }
    let body = String::from_utf8_lossy(response.body());
    if let Some(expected) = &vector.body {
        let found = if expected.is_empty() {
            (!body.is_empty()).then(|| format!("a body where none must be: {body}"))
        } else if expected.trim_start().starts_with('<') {
            xml::difference(expected, &body)
        } else {
            json::difference(expected, &body)
        };
        wrong.extend(found);
    }
}
