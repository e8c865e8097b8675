//! `#[deprecated(since = "…", note = "…")]`, passed on as a sentence of the documentation.

use syn::{Attribute, LitStr, Meta};

use crate::ast::Variant;
use crate::attribute::Settings;
use crate::case::{is_code, snake};

/// How the sentence begins; where the documentation has it, the attribute adds nothing.
const SENTENCE: &str = "Deprecated since ";

/// Adds the sentence to the documentation of each variant whose attributes say that it is deprecated, and since when.
pub(crate) fn document<'a>(variants: &mut [Variant<'_>], attributes: impl Iterator<Item = &'a [Attribute]>) {
    let codes: Vec<_> =
        variants.iter().map(|variant| (variant.name.clone(), code(&variant.name, &variant.settings))).collect();
    for (variant, attributes) in variants.iter_mut().zip(attributes) {
        let said = variant.docs.lines().any(|line| line.starts_with(SENTENCE));
        let Some(sentence) = sentence(attributes, &codes).filter(|_| !said) else { continue };
        if !variant.docs.is_empty() {
            variant.docs.push_str("\n\n");
        }
        variant.docs.push_str(&sentence);
    }
}

fn code(name: &str, settings: &Settings) -> String {
    settings.text("code").map_or_else(|| snake(name), LitStr::value)
}

fn sentence(attributes: &[Attribute], codes: &[(String, String)]) -> Option<String> {
    let (mut since, mut note) = (None, None);
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("deprecated"))?;
    if !matches!(attribute.meta, Meta::List(_)) {
        return None;
    }
    // What it says besides is the compiler's affair.
    let _ = attribute.parse_nested_meta(|meta| {
        let text = meta.value()?.parse::<LitStr>()?.value();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if meta.path.is_ident("since") {
            since = Some(text);
        } else if meta.path.is_ident("note") {
            note = Some(text);
        }
        Ok(())
    });
    let since = since.filter(|since| !since.is_empty())?;
    Some(match (note.as_deref().and_then(|note| replacement(note, codes)), note) {
        (Some(code), _) => format!("{SENTENCE}{since}, in favour of `{code}`."),
        (None, Some(note)) => format!("{SENTENCE}{since}.\n\n{note}"),
        (None, None) => format!("{SENTENCE}{since}."),
    })
}

/// The code in a note such as ``use `NameTaken` instead``: that of a variant, or one of another set.
fn replacement(note: &str, codes: &[(String, String)]) -> Option<String> {
    let word = note.strip_prefix("use ")?.split(' ').next()?.trim_end_matches(['.', ',']);
    let quoted = word.strip_prefix('`').and_then(|word| word.strip_suffix('`'));
    let name = quoted.unwrap_or(word).rsplit("::").next()?;
    let own = codes.iter().find(|(variant, code)| variant == name || code == name);
    own.map(|(_, code)| code.clone()).or_else(|| quoted.filter(|name| is_code(name)).map(str::to_owned))
}
