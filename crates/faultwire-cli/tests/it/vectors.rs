//! The golden vectors of the core, through the program: each file becomes JSON and flags, and the answer must be the
//! vector's, byte for byte what the library renders.

use std::path::{Path, PathBuf};

use toml_edit::Document;

use crate::program::{Ran, faultwire};
use crate::support::vector::Vector;
use crate::support::{json, xml};
use crate::vector_input::{arguments, input};

/// There are this many vectors at least.
const AT_LEAST: usize = 240;

#[test]
fn every_vector_is_rendered_as_the_library_does() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../faultwire/tests/vectors");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() >= AT_LEAST, "{} vectors under {}", files.len(), root.display());
    let mut wrong = Vec::new();
    for file in &files {
        let name = file.strip_prefix(&root).unwrap().display();
        wrong.extend(differences(&std::fs::read_to_string(file).unwrap()).into_iter().map(|d| format!("{name}: {d}")));
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
}

/// What is not as the vector and the library have it.
fn differences(text: &str) -> Vec<String> {
    let vector = Vector::parse(text).unwrap();
    let library = vector.answer(&vector.renderer().unwrap(), false).unwrap();
    let page = Document::parse(text.to_owned()).unwrap();
    let (arguments, input) = (arguments(page.as_table()), input(page.as_table()));
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let whole = match answer(faultwire(&arguments, &input)) {
        Ok(whole) => whole,
        Err(error) => return vec![format!("{error}\n{input}")],
    };
    let head_end = whole.windows(2).position(|two| two == b"\n\n").unwrap();
    let (head, body) = (String::from_utf8_lossy(&whole[..head_end]), &whole[head_end + 2..]);
    let mut lines = head.lines();
    let status =
        lines.next().unwrap_or_default().strip_prefix("HTTP/1.1 ").and_then(|line| line.get(..3)).unwrap_or_default();
    let headers: Vec<_> = lines.filter_map(|line| line.split_once(": ")).collect();

    let mut wrong = Vec::new();
    if status != vector.status.to_string() {
        wrong.push(format!("status {status} instead of {}", vector.status));
    }
    let sent: Vec<_> = library.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    if headers != sent {
        wrong.push(format!("headers {headers:?} instead of {sent:?}"));
    }
    for (name, expected) in &vector.headers {
        let found: Vec<_> = headers.iter().filter(|(known, _)| known == name).map(|(_, value)| *value).collect();
        if !found.join(", ").eq_ignore_ascii_case(expected) {
            wrong.push(format!("header {name}: {found:?} instead of {expected:?}"));
        }
    }
    wrong.extend(vector.absent.iter().filter(|name| headers.iter().any(|(known, _)| known == name)).cloned());
    if body != library.body() {
        wrong.push(format!("body {:?} instead of {:?}", String::from_utf8_lossy(body), library.body()));
    }
    if vector.body.as_deref() == Some("") {
        wrong.extend((!body.is_empty()).then(|| "a body where none must be".to_owned()));
    } else if let Some(expected) = &vector.body {
        let compare = if expected.trim_start().starts_with('<') { xml::difference } else { json::difference };
        wrong.extend(compare(expected, &String::from_utf8_lossy(body)));
    }
    match answer(faultwire(&[arguments.as_slice(), &["--body"]].concat(), &input)) {
        Ok(alone) if alone == body => {}
        other => wrong.push(format!("--body: {other:?}")),
    }
    wrong
}

fn answer(ran: Ran) -> Result<Vec<u8>, String> {
    if ran.code == Some(0) && ran.err.is_empty() { Ok(ran.out) } else { Err(format!("{:?} {}", ran.code, ran.err)) }
}
