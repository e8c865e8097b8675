//! The tree of a page or configuration before it means anything: ordered tables, with places where known.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A value and where it stands in its file, if it comes from one.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) span: Option<Range<usize>>,
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Text(String),
    Int(i64),
    Float(f64),
    Bool(bool),
    Array(Vec<Node>),
    Table(Vec<Entry>),
    /// Something that TOML has and a page does not use.
    Other(&'static str),
}

/// A key and its value, in the order of the page.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_span: Option<Range<usize>>,
    pub(crate) value: Node,
}

impl Node {
    pub(crate) const fn new(kind: Kind) -> Self {
        Self { span: None, kind }
    }

    /// What it is, for messages.
    pub(crate) const fn noun(&self) -> &'static str {
        match self.kind {
            Kind::Text(_) => "a string",
            Kind::Int(_) => "an integer",
            Kind::Float(_) => "a float",
            Kind::Bool(_) => "a boolean",
            Kind::Array(_) => "an array",
            Kind::Table(_) => "a table",
            Kind::Other(noun) => noun,
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a configuration value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::new(Kind::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::new(Kind::Int(value)))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        i64::try_from(value).map(|value| Node::new(Kind::Int(value))).map_err(E::custom)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::new(Kind::Float(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::new(Kind::Text(value.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::new(Kind::Other("null")))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Node::new(Kind::Array(items)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries: Vec<Entry> = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, Node>()? {
            if entries.iter().any(|entry| entry.key == key) {
                return Err(A::Error::custom(format_args!("duplicate key `{key}`")));
            }
            entries.push(Entry { key, key_span: None, value });
        }
        Ok(Node::new(Kind::Table(entries)))
    }
}

/// Reading TOML, with the place of every key and value.
#[cfg(feature = "config")]
mod from_toml {
    use toml::Spanned;
    use toml::de::{DeTable, DeValue};

    use super::{Entry, Kind, Node};
    use crate::style::diagnostic::Diagnostic;

    impl Node {
        /// The tree of a TOML document and what is wrong with its syntax; the tree holds what could be read.
        pub(crate) fn parse_toml(text: &str) -> (Self, Vec<Diagnostic>) {
            let (table, errors) = DeTable::parse_recoverable(text);
            let errors = errors.iter().map(|error| Diagnostic::new(error.span(), "", error.message())).collect();
            let span = table.span();
            (Self { span: Some(span), kind: table_kind(table.into_inner()) }, errors)
        }
    }

    fn table_kind(table: DeTable<'_>) -> Kind {
        let mut entries: Vec<Entry> = table
            .into_iter()
            .map(|(key, value)| Entry {
                key_span: Some(key.span()),
                key: key.into_inner().into_owned(),
                value: node(value),
            })
            .collect();
        // The parser's map is sorted by name; a page's members come out in the order they are written in.
        entries.sort_by_key(|entry| entry.key_span.as_ref().map(|span| span.start));
        Kind::Table(entries)
    }

    fn node(value: Spanned<DeValue<'_>>) -> Node {
        let span = Some(value.span());
        let kind = match value.into_inner() {
            DeValue::String(text) => Kind::Text(text.into_owned()),
            DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix())
                .map_or(Kind::Other("an integer out of range"), Kind::Int),
            DeValue::Float(float) => float.as_str().parse().map_or(Kind::Other("a float"), Kind::Float),
            DeValue::Boolean(value) => Kind::Bool(value),
            DeValue::Datetime(_) => Kind::Other("a date"),
            DeValue::Array(items) => Kind::Array(items.into_iter().map(node).collect()),
            DeValue::Table(table) => table_kind(table),
        };
        Node { span, kind }
    }
}
