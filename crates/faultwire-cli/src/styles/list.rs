//! The list of styles.

use std::collections::HashSet;
use std::path::Path;

use faultwire::{Config, Style};

use super::key;
use crate::chosen::read_config;
use crate::failure::Failure;
use crate::output::{Paint, columns};

pub(super) fn run(file: Option<&Path>, paint: Paint) -> Result<Vec<u8>, Failure> {
    let config = file.map_or_else(|| Ok(Config::default()), read_config)?;
    let mut seen = HashSet::new();
    let names = config.styles().filter(|name| seen.insert(*name));
    let styles = names.filter_map(|name| config.style(name)).map(|style| entry(&style, paint));
    Ok(styles.collect::<Vec<_>>().join("\n").into_bytes())
}

/// A style in a few lines.
fn entry(style: &Style, paint: Paint) -> String {
    format!("{}  {}\n{}", paint.strong(style.name()), style.title(), columns(2, &facts(style)))
}

/// The formats of a style with their media types, and its options with their values, of which the first is the default.
fn facts(style: &Style) -> Vec<[String; 2]> {
    let formats = style.formats().map(|format| {
        let types: Vec<_> = style.media_types(format).collect();
        [key(format).to_owned(), types.join(", ")]
    });
    let options = style.options().map(|option| {
        let values = match option.values() {
            Some(values) => values.collect::<Vec<_>>().join(" | "),
            None => format!("any text, by default {:?}", option.default_value()),
        };
        [format!("option {}", option.name()), values]
    });
    formats.chain(options).collect()
}
