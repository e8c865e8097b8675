//! `#[fault(…)]`: which settings there are, where they belong, and how each is written.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, LitInt, LitStr, Meta, Token, parenthesized};

use crate::mistakes::{Mistakes, nearest_or_all};

/// Where a setting belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The enum or struct.
    Type,
    /// A variant, or a struct.
    Definition,
    /// A field.
    Field,
}

#[derive(Clone, Copy)]
enum Form {
    Flag,
    Text,
    Integer,
    Words,
}

/// All settings. `retry_after` is the definition's seconds, or the field that has an occurrence's.
const SETTINGS: &[(&str, Place, Form)] = &[
    ("crate", Place::Type, Form::Text),
    ("status", Place::Definition, Form::Integer),
    ("code", Place::Definition, Form::Text),
    ("title", Place::Definition, Form::Text),
    ("message", Place::Definition, Form::Text),
    ("help", Place::Definition, Form::Text),
    ("type_uri", Place::Definition, Form::Text),
    ("number", Place::Definition, Form::Integer),
    ("cause", Place::Definition, Form::Text),
    ("severity", Place::Definition, Form::Text),
    ("retry", Place::Definition, Form::Text),
    ("retry_after", Place::Definition, Form::Integer),
    ("word", Place::Definition, Form::Words),
    ("transparent", Place::Definition, Form::Flag),
    ("name", Place::Field, Form::Text),
    ("display", Place::Field, Form::Flag),
    ("private", Place::Field, Form::Flag),
    ("violations", Place::Field, Form::Flag),
    ("source", Place::Field, Form::Flag),
    ("retry_after", Place::Field, Form::Flag),
];

/// What is written for a setting.
enum Value {
    Flag,
    Text(LitStr),
    Integer(i64, Span),
    Words(Vec<Word>),
    /// Something is, and is reported.
    Broken,
}

/// `style.word = "text"`, or `"style.word" = "text"`.
pub(crate) struct Word {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) text: LitStr,
}

struct Setting {
    name: String,
    span: Span,
    value: Value,
}

/// The settings of one place.
#[derive(Default)]
pub(crate) struct Settings {
    known: Vec<Setting>,
    /// Something could not be read; what seems to be missing may be it.
    pub(crate) broken: bool,
}

impl Settings {
    /// Reads the `#[fault(…)]` among the attributes.
    pub(crate) fn read(attributes: &[Attribute], places: &[Place], mistakes: &mut Mistakes) -> Self {
        let mut settings = Self::default();
        let before = mistakes.count();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("fault")) {
            let Meta::List(list) = &attribute.meta else {
                let path = attribute.path().segments.first().map_or_else(Span::call_site, |first| first.ident.span());
                mistakes.add(path, "the settings are written in parentheses: `#[fault(status = 409)]`");
                continue;
            };
            let read = list.parse_args_with(|input: ParseStream<'_>| {
                while !input.is_empty() {
                    settings.read_one(input, places, mistakes);
                    if !input.is_empty() {
                        input.parse::<Token![,]>()?;
                    }
                }
                Ok(())
            });
            if let Err(error) = read {
                mistakes.push(error);
            }
        }
        settings.broken = mistakes.count() > before;
        settings
    }

    /// Reads one setting and stops before the next comma, whatever is wrong.
    fn read_one(&mut self, input: ParseStream<'_>, places: &[Place], mistakes: &mut Mistakes) {
        let span = input.span();
        let Ok(name) = input.call(Ident::parse_any) else {
            mistakes.add(span, format!("expected a setting; {}", nearest_or_all("", names(places))));
            return skip(input);
        };
        let text = name.to_string();
        let here = |(name, place, _): &&(&str, Place, Form)| *name == text && places.contains(place);
        let Some((_, _, form)) = SETTINGS.iter().find(here) else {
            mistakes.add(span, unknown(&text, places));
            return skip(input);
        };
        let value = form.read(&text, input).unwrap_or_else(|error| {
            mistakes.push(error);
            Value::Broken
        });
        if !input.is_empty() && !input.peek(Token![,]) {
            if !matches!(value, Value::Broken) {
                mistakes.add(input.span(), format!("expected a comma after `{text}`"));
            }
            skip(input);
        }
        if self.known.iter().any(|known| known.name == text) && text != "word" {
            return mistakes.add(span, format!("`{text}` is given twice"));
        }
        self.known.push(Setting { name: text, span, value });
    }

    fn find(&self, name: &str) -> Option<&Setting> {
        self.known.iter().find(|setting| setting.name == name)
    }

    /// Where the setting is, if it is there at all.
    pub(crate) fn place(&self, name: &str) -> Option<Span> {
        self.find(name).map(|setting| setting.span)
    }

    /// The names of all that are there, with their places.
    pub(crate) fn given(&self) -> impl Iterator<Item = (&str, Span)> {
        self.known.iter().map(|setting| (setting.name.as_str(), setting.span))
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        self.find(name).is_some_and(|setting| matches!(setting.value, Value::Flag))
    }

    pub(crate) fn text(&self, name: &str) -> Option<&LitStr> {
        self.find(name).and_then(|setting| match &setting.value {
            Value::Text(text) => Some(text),
            _ => None,
        })
    }

    pub(crate) fn integer(&self, name: &str) -> Option<(i64, Span)> {
        self.find(name).and_then(|setting| match setting.value {
            Value::Integer(value, span) => Some((value, span)),
            _ => None,
        })
    }

    pub(crate) fn words(&self) -> impl Iterator<Item = &Word> {
        self.known.iter().flat_map(|setting| match &setting.value {
            Value::Words(words) => words.as_slice(),
            _ => &[],
        })
    }
}

impl Form {
    fn read(self, name: &str, input: ParseStream<'_>) -> syn::Result<Value> {
        match self {
            Self::Flag if input.is_empty() || input.peek(Token![,]) => Ok(Value::Flag),
            Self::Flag => Err(at_value(input, &format!("`{name}` takes no value"))),
            Self::Text if input.peek(Token![=]) && input.peek2(LitStr) => {
                input.parse::<Token![=]>()?;
                input.parse().map(Value::Text)
            }
            Self::Text => Err(at_value(input, &format!("`{name}` is text: `{name} = \"…\"`"))),
            Self::Integer if input.peek(Token![=]) && (input.peek2(LitInt) || input.peek2(Token![-])) => {
                input.parse::<Token![=]>()?;
                let minus = input.parse::<Option<Token![-]>>()?.map_or("", |_| "-");
                let digits: LitInt = input.parse()?;
                let value = format!("{minus}{}", digits.base10_digits()).parse();
                let too_long = |_| syn::Error::new(digits.span(), format!("`{name}` does not fit into 64 bits"));
                Ok(Value::Integer(value.map_err(too_long)?, digits.span()))
            }
            Self::Integer => Err(at_value(input, &format!("`{name}` is a whole number: `{name} = 7`"))),
            Self::Words => {
                if !input.peek(syn::token::Paren) {
                    return Err(at_value(input, "words are written `word(style.name = \"…\")`"));
                }
                let content;
                parenthesized!(content in input);
                let words = content.parse_terminated(Word::parse, Token![,]);
                // Nothing is left over, which syn would report as well.
                content.parse::<proc_macro2::TokenStream>()?;
                Ok(Value::Words(words?.into_iter().collect()))
            }
        }
    }
}

/// A mistake at the value, where there is one after the sign.
fn at_value(input: ParseStream<'_>, message: &str) -> syn::Error {
    // What is wrong is skipped to the next comma in any case.
    let _ = input.parse::<Option<Token![=]>>();
    syn::Error::new(input.span(), message)
}

impl Parse for Word {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let span = input.span();
        let wrong = |_| syn::Error::new(span, "a word is written `style.name = \"…\"`");
        let name = if input.peek(LitStr) { quoted(input) } else { bare(input).map_err(wrong) }?;
        input.parse::<Token![=]>().map_err(wrong)?;
        Ok(Self { name, span, text: input.parse().map_err(wrong)? })
    }
}

/// `"3d.error-code"`: any style and any name, as text.
fn quoted(input: ParseStream<'_>) -> syn::Result<String> {
    let name: LitStr = input.parse()?;
    let text = name.value();
    if !text.contains('.') {
        return Err(syn::Error::new(name.span(), "a word in quotes is written `\"style.name\" = \"…\"`"));
    }
    Ok(text)
}

/// `status-text.status`: where both are names in Rust, but for hyphens in the style.
fn bare(input: ParseStream<'_>) -> syn::Result<String> {
    let mut name = input.call(Ident::parse_any)?.to_string();
    while input.parse::<Option<Token![-]>>()?.is_some() {
        name = format!("{name}-{}", input.call(Ident::parse_any)?);
    }
    input.parse::<Token![.]>()?;
    Ok(format!("{name}.{}", input.call(Ident::parse_any)?))
}

/// Goes on to the next comma.
fn skip(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        // A token tree is always there, where the input is not empty.
        if input.parse::<proc_macro2::TokenTree>().is_err() {
            return;
        }
    }
}

fn names(places: &[Place]) -> impl Iterator<Item = &'static str> + Clone {
    let here = move |(_, place, _): &&(&str, Place, Form)| places.contains(place);
    SETTINGS.iter().filter(here).map(|(name, ..)| *name)
}

fn unknown(name: &str, places: &[Place]) -> String {
    let elsewhere = SETTINGS.iter().find(|(known, ..)| *known == name).map(|(_, place, _)| match place {
        Place::Type => "the enum or struct",
        Place::Definition => "a variant or struct",
        Place::Field => "a field",
    });
    match elsewhere {
        Some(place) => format!("`{name}` belongs on {place}"),
        None => format!("unknown setting `{name}`; {}", nearest_or_all(name, names(places))),
    }
}
