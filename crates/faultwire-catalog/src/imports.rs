//! A catalogue with those that it imports.

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::model::Catalog;

/// A catalogue that another one imports.
#[derive(Debug, Clone)]
pub struct Import {
    pub(crate) path: String,
    pub(crate) catalog: Arc<Catalog>,
    pub(crate) place: Range<usize>,
}

impl Import {
    /// The path, as it is written in the importing file.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The catalogue.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }
}

impl Catalog {
    /// The catalogue and all that it imports, each once.
    pub(crate) fn all_catalogs(&self) -> Vec<&Self> {
        let mut all: Vec<&Self> = vec![self];
        let mut known = HashSet::from([self.identity()]);
        let mut at = 0;
        while let Some(catalog) = all.get(at).copied() {
            let imports = catalog.imports.iter().map(|import| import.catalog.as_ref());
            all.extend(imports.filter(|import| known.insert(import.identity())));
            at += 1;
        }
        all
    }

    /// As [`all_catalogs`](Self::all_catalogs), with what is imported before what imports it, in the order of the imports.
    pub(crate) fn all_from_below(&self) -> Vec<&Self> {
        fn add<'c>(catalog: &'c Catalog, known: &mut HashSet<(Option<&'c Path>, usize)>, all: &mut Vec<&'c Catalog>) {
            if known.insert(catalog.identity()) {
                catalog.imports.iter().for_each(|import| add(&import.catalog, known, all));
                all.push(catalog);
            }
        }
        let (mut known, mut all) = (HashSet::new(), Vec::new());
        add(self, &mut known, &mut all);
        all
    }

    /// The file it is from, or where it is no file itself.
    fn identity(&self) -> (Option<&Path>, usize) {
        let itself = if self.path.is_none() { std::ptr::from_ref(self).addr() } else { 0 };
        (self.path.as_deref(), itself)
    }
}
