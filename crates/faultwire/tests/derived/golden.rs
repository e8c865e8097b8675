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
    /// The section of the page that it comes from.
    pub(crate) section: &'static str,
    /// The names of members whose values are the fault's own data.
    pub(crate) data: Vec<String>,
}

pub(crate) fn golden() -> Vec<Golden> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let folders = std::fs::read_dir(root).unwrap().flatten().map(|entry| entry.path());
    let files = folders.flat_map(|folder| std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()));
    let golden: Vec<_> = files.filter_map(|file: PathBuf| read(&file)).collect();
    assert!(golden.len() > 180, "only {} vectors have JSON bodies", golden.len());
    golden
}

fn read(file: &Path) -> Option<Golden> {
    let text = std::fs::read_to_string(file).unwrap();
    let vector = Vector::parse(&text).unwrap();
    let section = vector.section();
    let body = vector.body?;
    let body: Value = serde_json::from_str(&body).ok()?;
    let page = Document::parse(text).unwrap();
    let mut style = Config::default().style(page["style"].as_str().unwrap()).unwrap();
    for (name, value) in members(page.get("options")) {
        style = style.with_option(name, value.as_str().unwrap()).unwrap();
    }
    let occurrence = page.get("occurrence").and_then(|item| item.as_table_like());
    let names = |key| members(occurrence.and_then(|own| own.get(key))).map(|(name, _)| name.to_owned());
    let mut data: Vec<String> = names("extensions").chain(names("params")).collect();
    if section == "reply" {
        // Whatever is in a resource or a further member; in Google's style a resource is the body itself.
        data.extend(body.as_object().into_iter().flatten().map(|(name, _)| name.clone()));
        let reply = page.get("reply").and_then(|item| item.as_table_like());
        let members = reply.and_then(|reply| reply.get("members")?.as_array());
        let names = members.into_iter().flatten().filter_map(|member| member.as_inline_table()?.get("name")?.as_str());
        data.extend(names.map(str::to_owned));
        data.retain(|name| !["errors", "msg", "queue_token", "status", "meta"].contains(&name.as_str()));
    }
    Some(Golden { name: file.display().to_string(), style, body, section, data })
}

fn members(item: Option<&toml_edit::Item>) -> impl Iterator<Item = (&str, &toml_edit::Item)> {
    item.and_then(|item| item.as_table_like()).into_iter().flat_map(TableLike::iter)
}
