//! What a configuration says of languages.

use std::io;

use super::Config;
use crate::language::{File, Languages, Tag};
use crate::style::diagnostic::Mistake;
use crate::style::node::{Entry, Node};
use crate::style::parse::Parser;

/// Gives the files that a configuration names: what messages call a file, and its text.
pub(super) type Files<'a> = dyn Fn(&str) -> (String, io::Result<String>) + 'a;

/// The language of the definitions.
pub(super) fn language(parser: &mut Parser<'_>, node: &Node) -> Option<Tag> {
    let text = parser.string(node)?;
    tag(parser, &text, |p, message| p.error_at(node, message))
}

fn tag(parser: &mut Parser<'_>, text: &str, refuse: impl FnOnce(&mut Parser<'_>, String)) -> Option<Tag> {
    Tag::parse(text).map_err(|message| refuse(parser, message)).ok()
}

/// The files of translations by language. What is wrong inside of them goes to `elsewhere`.
pub(super) fn translations(
    parser: &mut Parser<'_>,
    config: &mut Config,
    node: &Node,
    files: &Files<'_>,
    elsewhere: &mut Vec<Mistake>,
) {
    let Some(entries) = parser.table(node, "`translations` is a table of files by language") else { return };
    let mut known: Vec<(Tag, &str)> = Vec::new();
    for entry in entries {
        let Some(tag) = tag(parser, &entry.key, |p, message| p.error_key(entry, message, None)) else { continue };
        if let Some((_, earlier)) = known.iter().find(|(known, _)| *known == tag) {
            let message = format!("two entries for one language: `{}` is `{earlier}`, which is above", entry.key);
            let help = format!("give `{earlier}` a list of files");
            parser.error_key(entry, message, help);
            continue;
        }
        known.push((tag.clone(), &entry.key));
        parser.within(&entry.key, |p| of_language(p, config, entry, &tag, files, elsewhere));
    }
    // What is in two files, and what refers to nothing.
    if elsewhere.is_empty() {
        elsewhere.extend(Languages::new(config.language.as_ref(), &config.translations).err().into_iter().flatten());
    }
}

fn of_language(
    parser: &mut Parser<'_>,
    config: &mut Config,
    entry: &Entry,
    tag: &Tag,
    files: &Files<'_>,
    elsewhere: &mut Vec<Mistake>,
) {
    for (path, node) in parser.strings(&entry.value) {
        let (name, text) = files(&path);
        match text.map(|text| File::parse(&name, text)) {
            Ok(Ok(file)) => config.translations.push((tag.clone(), file)),
            Ok(Err(mistakes)) => elsewhere.extend(mistakes),
            Err(error) => parser.error_at(node, format!("`{path}` cannot be read: {error}")),
        }
    }
}
