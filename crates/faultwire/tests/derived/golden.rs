//! The golden vectors with JSON bodies.

use std::path::{Path, PathBuf};

use faultwire::{Config, Style};
use serde_json::Value;
use toml_edit::{Document, TableLike};

use crate::support::vector::Vector;

/// A golden vector with a JSON body.
pub(crate) struct Golden {
    pub(crate) name: String,
    pub(crate) style: Style,
    pub(crate) body: Value,
    /// The names of members whose values are the fault's own data.
    pub(crate) data: Vec<String>,
}

pub(crate) fn golden() -> Vec<Golden> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let folders = std::fs::read_dir(root).unwrap().flatten().map(|entry| entry.path());
    let files = folders.flat_map(|folder| std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()));
    let golden: Vec<_> = files.filter_map(|file: PathBuf| read(&file)).collect();
    assert!(golden.len() > 80, "only {} vectors have JSON bodies", golden.len());
    golden
}

fn read(file: &Path) -> Option<Golden> {
    let text = std::fs::read_to_string(file).unwrap();
    let body = Vector::parse(&text).unwrap().body?;
    let body = serde_json::from_str(&body).ok()?;
    let page = Document::parse(text).unwrap();
    let mut style = Config::default().style(page["style"].as_str().unwrap()).unwrap();
    for (name, value) in members(page.get("options")) {
        style = style.with_option(name, value.as_str().unwrap()).unwrap();
    }
    let occurrence = page.get("occurrence").and_then(|item| item.as_table_like());
    let names = |key| members(occurrence.and_then(|own| own.get(key))).map(|(name, _)| name.to_owned());
    let data = names("extensions").chain(names("params")).collect();
    Some(Golden { name: file.display().to_string(), style, body, data })
}

fn members(item: Option<&toml_edit::Item>) -> impl Iterator<Item = (&str, &toml_edit::Item)> {
    item.and_then(|item| item.as_table_like()).into_iter().flat_map(TableLike::iter)
}
