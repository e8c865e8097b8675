//! The style pages that come with the crate.

use std::sync::Arc;

use crate::style::page::Page;

/// The built-in pages, read once.
#[cfg(feature = "config")]
pub(super) fn pages() -> &'static [Arc<Page>] {
    use std::sync::LazyLock;

    static PAGES: LazyLock<Vec<Arc<Page>>> =
        LazyLock::new(|| SOURCES.iter().filter_map(|(_, text)| parse(text).ok()).map(Arc::new).collect());
    &PAGES
}

#[cfg(not(feature = "config"))]
pub(super) fn pages() -> &'static [Arc<Page>] {
    &[]
}

#[cfg(feature = "config")]
static SOURCES: &[(&str, &str)] = &[
    ("styles/openstack.toml", include_str!("../../styles/openstack.toml")),
    ("styles/simplivity.toml", include_str!("../../styles/simplivity.toml")),
    ("styles/status-text.toml", include_str!("../../styles/status-text.toml")),
    ("styles/queue-token.toml", include_str!("../../styles/queue-token.toml")),
    ("styles/api-sig.toml", include_str!("../../styles/api-sig.toml")),
    ("styles/problem.toml", include_str!("../../styles/problem.toml")),
    ("styles/google.toml", include_str!("../../styles/google.toml")),
    ("styles/json-api.toml", include_str!("../../styles/json-api.toml")),
];

#[cfg(feature = "config")]
fn parse(text: &str) -> Result<Page, Vec<crate::style::diagnostic::Diagnostic>> {
    let (node, found) = crate::style::node::Node::parse_toml(text);
    if found.is_empty() { Page::parse(&node, None, &[]) } else { Err(found) }
}

#[cfg(all(test, feature = "config"))]
mod tests {
    use super::*;
    use crate::style::diagnostic::ConfigError;

    #[test]
    fn the_built_in_pages_are_valid() {
        for (file, text) in SOURCES {
            if let Err(found) = parse(text) {
                panic!("{}", ConfigError::new(file, Some(text), found));
            }
        }
        assert_eq!(pages().len(), SOURCES.len());
    }
}
