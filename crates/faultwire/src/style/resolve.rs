//! A page with its options given: what remains depends on faults and requests alone.

use http::HeaderName;

use crate::calls::Table;
use crate::guideline::Policy;

use super::field::{Field, Format as HoleFormat, Scope};
use super::page::{Format, Media, Page, Shape};
use super::tree::{Absence, Choose, Hole, HoleOf, Key, Label, Member, Scalar, Subject, Tree, Word, WordRule};
use super::{default, value_text};

/// A style that is ready to be compiled.
#[derive(Debug, Clone)]
pub(crate) struct Resolved {
    pub(crate) name: String,
    pub(crate) media: Vec<Media>,
    pub(crate) status: Option<Tree>,
    pub(crate) headers: Vec<(HeaderName, Tree)>,
    pub(crate) body: Tree,
    pub(crate) xml_root: Option<String>,
    pub(crate) xml_namespace: Option<String>,
    pub(crate) xml_item: Option<String>,
    pub(crate) xml_attributes: Vec<String>,
    pub(crate) reply: Success,
    pub(crate) task: Success,
    /// The media types of replies and tasks, which are JSON.
    pub(crate) reply_media: Vec<String>,
    pub(crate) strict_accept: bool,
    /// What becomes of faults that break the guideline.
    pub(crate) guideline: Policy,
    pub(crate) calls: Option<Table>,
}

/// What a style makes of a reply, or of a task.
#[derive(Debug, Clone)]
pub(crate) struct Success {
    /// `None`: the reply's own.
    pub(crate) status: Option<Tree>,
    pub(crate) headers: Vec<(HeaderName, Tree)>,
    pub(crate) body: Tree,
}

impl Page {
    /// Gives the options their values; those that are not named keep their defaults.
    pub(crate) fn resolve(&self, options: &[(String, String)]) -> Resolved {
        let resolver = Resolver { page: self, options };
        let shape = &self.fault;
        let body = resolver.body(&shape.body);
        let own = shape.headers.as_deref().unwrap_or_default();
        let of_requests: Vec<_> = own.iter().filter(|(_, tree)| !tree.tells_of_fault()).cloned().collect();
        let reply = self.reply.as_ref().map(|reply| &reply.shape);
        let reply_headers = reply.and_then(|shape| shape.headers.as_deref()).unwrap_or(&of_requests);
        let task_headers = self.task.as_ref().and_then(|shape| shape.headers.as_deref()).unwrap_or(reply_headers);
        Resolved {
            reply: resolver.success(reply, reply_headers, default::reply),
            task: resolver.success(self.task.as_ref(), task_headers, || default::task(&body)),
            reply_media: self.reply_media(),
            strict_accept: self.reply.as_ref().is_some_and(|reply| reply.strict_accept),
            guideline: Policy::Off,
            calls: self.calls.clone(),
            name: self.name.clone(),
            media: self.media.clone(),
            status: shape.status.as_ref().map(|status| resolver.tree(status)),
            headers: resolver.headers(own),
            body,
            xml_root: shape.xml.root.clone(),
            xml_namespace: shape.xml.namespace.as_ref().and_then(|tree| resolver.fixed_text(tree)),
            xml_item: shape.xml.item.clone(),
            xml_attributes: shape.xml.attributes.clone(),
        }
    }
}

impl Page {
    /// Those that the page names for replies, else those of its faults in JSON.
    fn reply_media(&self) -> Vec<String> {
        let named = self.reply.as_ref().map(|reply| reply.media.as_slice()).unwrap_or_default();
        let json = self.media.iter().find(|media| media.format == Format::Json);
        match (named, json) {
            ([], Some(json)) => json.types.clone(),
            ([], None) => vec!["application/json".to_owned()],
            (named, _) => named.to_vec(),
        }
    }
}

struct Resolver<'a> {
    page: &'a Page,
    options: &'a [(String, String)],
}

impl Resolver<'_> {
    /// The page's headers, and one for the request id where the page has none: whoever reads an answer must be able to
    /// name it.
    fn headers(&self, page: &[(HeaderName, Tree)]) -> Vec<(HeaderName, Tree)> {
        let mut headers: Vec<_> = page.iter().map(|(name, tree)| (name.clone(), self.tree(tree))).collect();
        if !headers.iter().any(|(_, tree)| tree.shows(Field::RequestId)) {
            let of = HoleOf::Field(Field::RequestId);
            let id = Hole { of, format: HoleFormat::Plain, absence: Absence::Optional };
            headers.push((HeaderName::from_static("x-request-id"), Tree::Hole(id)));
        }
        headers
    }

    fn success(
        &self,
        shape: Option<&Shape>,
        headers: &[(HeaderName, Tree)],
        default: impl FnOnce() -> Tree,
    ) -> Success {
        Success {
            status: shape.and_then(|shape| shape.status.as_ref()).map(|status| self.tree(status)),
            headers: self.headers(headers),
            body: shape.map_or_else(default, |shape| self.body(&shape.body)),
        }
    }

    fn option(&self, name: &str) -> &str {
        let given = self.options.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let default = || self.page.options.iter().find(|rule| rule.name == name).map(|rule| rule.default.as_str());
        given.or_else(default).unwrap_or_default()
    }

    fn fixed_text(&self, tree: &Tree) -> Option<String> {
        self.tree(tree).literal().map(Scalar::text)
    }

    fn tree(&self, tree: &Tree) -> Tree {
        self.resolved(tree).settled(tree)
    }

    /// A body never vanishes as a whole.
    fn body(&self, body: &Tree) -> Tree {
        match body {
            Tree::Choose(choose) if !matches!(choose.subject, Subject::Option(_)) => Tree::Choose(Choose {
                subject: choose.subject.clone(),
                arms: choose.arms.iter().map(|(label, arm)| (label.clone(), self.body(arm))).collect(),
                other: choose.other.as_ref().map(|other| Box::new(self.body(other))),
            }),
            Tree::Choose(choose) => self.option_arm(choose).map_or_else(Tree::absent, |arm| self.body(arm)),
            body => self.resolved(body),
        }
    }

    fn option_arm<'t>(&self, choose: &'t Choose) -> Option<&'t Tree> {
        let Subject::Option(name) = &choose.subject else { return None };
        let value = self.option(name);
        let arm = choose.arms.iter().find(|(label, _)| matches!(label, Label::Name(name) if name == value));
        arm.map(|(_, arm)| arm).or(choose.other.as_deref())
    }

    fn resolved(&self, tree: &Tree) -> Tree {
        match tree {
            Tree::Literal(_) | Tree::Present(_) => tree.clone(),
            Tree::Hole(hole) => self.hole(hole),
            Tree::Text(pieces) => Tree::join(pieces.iter().map(|piece| self.tree(piece))),
            Tree::Object(members) => {
                Tree::Object(members.iter().filter_map(|member| self.member(member, members)).collect())
            }
            Tree::Array(items) => {
                Tree::Array(items.iter().map(|item| self.tree(item)).filter(|item| !item.is_absent()).collect())
            }
            Tree::Each { list, empty, item } => {
                Tree::Each { list: *list, empty: *empty, item: Box::new(self.tree(item)) }
            }
            Tree::Word(word) => Tree::Word(Word { table: Box::new(self.tree(&word.table)), ..word.clone() }),
            Tree::Choose(choose) if matches!(choose.subject, Subject::Option(_)) => {
                self.option_arm(choose).map_or_else(Tree::absent, |arm| self.tree(arm).chosen())
            }
            Tree::Choose(choose) => Tree::Choose(Choose {
                subject: choose.subject.clone(),
                arms: choose.arms.iter().map(|(label, arm)| (label.clone(), self.tree(arm))).collect(),
                other: choose.other.as_ref().map(|other| Box::new(self.tree(other))),
            }),
        }
    }

    fn member(&self, member: &Member, all: &[Member]) -> Option<Member> {
        let value = self.tree(&member.value);
        if value.is_absent() {
            return None;
        }
        let key = match &member.key {
            Key::Tree(key) => match self.tree(key) {
                Tree::Word(word) => Key::Tree(Box::new(Tree::Word(Word { rule: self.key_rule(all), ..word }))),
                key => key.into_key(),
            },
            key => key.clone(),
        };
        Some(Member { key, value })
    }

    fn key_rule(&self, members: &[Member]) -> WordRule {
        let fixed = |member: &Member| match &member.key {
            Key::Fixed(name) => Some(name.clone()),
            _ => None,
        };
        WordRule::Key {
            siblings: members.iter().filter_map(fixed).collect(),
            xml: self.page.media.iter().any(|media| media.format == Format::Xml),
        }
    }

    fn hole(&self, hole: &Hole) -> Tree {
        match &hole.of {
            HoleOf::Option(name) => Tree::known(Scalar::Text(value_text(self.option(name), hole.format).into_owned())),
            HoleOf::Word(name) => {
                let table = self.page.words.iter().find(|(known, _)| known == name).map(|(_, table)| self.tree(table));
                let table = Box::new(table.unwrap_or_else(Tree::absent));
                Tree::Word(Word { name: name.clone(), table, rule: WordRule::Value })
            }
            _ => {
                let mut hole = hole.clone();
                if let Absence::Default(default) = &mut hole.absence {
                    **default = self.tree(default);
                }
                Tree::Hole(hole)
            }
        }
    }
}

impl Tree {
    /// Whether it shows anything of a fault, and not of the request alone.
    fn tells_of_fault(&self) -> bool {
        let own = match self {
            Self::Hole(hole) => match &hole.of {
                HoleOf::Field(field) => field.row().scope != Scope::Anywhere,
                HoleOf::Param(_) | HoleOf::Extension(_) | HoleOf::Word(_) => true,
                HoleOf::Option(_) => false,
            },
            Self::Choose(choose) => !matches!(choose.subject, Subject::Option(_)),
            Self::Word(_) => true,
            _ => false,
        };
        own || self.children().any(Self::tells_of_fault)
    }

    /// A text of pieces; neighbouring literals become one, and a text of literals alone is a literal.
    pub(crate) fn join(pieces: impl Iterator<Item = Self>) -> Self {
        let mut joined: Vec<Self> = Vec::new();
        for piece in pieces {
            let inner = match piece {
                Self::Text(inner) => inner,
                other => vec![other],
            };
            for piece in inner {
                let literal = piece.literal().map(Scalar::text);
                match (joined.last_mut(), literal) {
                    (Some(Self::Literal(last)), Some(next)) => *last = Scalar::Text(last.text() + &next),
                    (_, Some(text)) => joined.push(Self::text(text)),
                    (_, None) => joined.push(piece),
                }
            }
        }
        match joined.as_slice() {
            [] => Self::known(Scalar::Text(String::new())),
            [Self::Literal(only)] => Self::known(only.clone()),
            _ => Self::Text(joined),
        }
    }

    /// A key that is settled once its text is.
    pub(crate) fn into_key(self) -> Key {
        match self.literal() {
            Some(name) => Key::Fixed(name.text()),
            None => Key::Tree(Box::new(self)),
        }
    }
}

impl Scalar {
    /// As text, for a piece of a text.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Int(value) => value.to_string(),
            Self::Float(value) => value.to_string(),
            Self::Bool(value) => value.to_string(),
            Self::Null => "null".to_owned(),
        }
    }
}
