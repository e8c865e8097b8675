//! Reads the input; judges nothing but the form of `#[fault(…)]`.

use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Data, DeriveInput, Expr, Fields, Ident, Lit, LitStr, Meta, Path, Token, parse_quote};

use crate::ast::{ErrorAttribute, Field, Input, Variant, plain};
use crate::attribute::{Place, Settings};
use crate::deprecated;
use crate::mistakes::Mistakes;

pub(crate) fn parse<'a>(derive: &'a DeriveInput, mistakes: &mut Mistakes) -> Input<'a> {
    let error = error_attribute(&derive.attrs);
    let (core, is_struct, variants) = match &derive.data {
        Data::Enum(data) => {
            let settings = Settings::read(&derive.attrs, &[Place::Type], mistakes);
            let variants = data.variants.iter().map(|variant| {
                let mut read =
                    read_variant(&variant.ident, &variant.attrs, &variant.fields, &[Place::Definition], mistakes);
                if matches!(read.error, ErrorAttribute::Absent) {
                    // thiserror takes the enum's for the variants that have none.
                    read.error = error.clone();
                }
                read
            });
            let mut variants: Vec<_> = variants.collect();
            deprecated::document(&mut variants, data.variants.iter().map(|variant| variant.attrs.as_slice()));
            (core(&settings, mistakes), false, variants)
        }
        Data::Struct(data) => {
            let places = [Place::Definition, Place::Type];
            let mut variants = vec![read_variant(&derive.ident, &derive.attrs, &data.fields, &places, mistakes)];
            deprecated::document(&mut variants, std::iter::once(derive.attrs.as_slice()));
            (core(&variants[0].settings, mistakes), true, variants)
        }
        Data::Union(data) => {
            mistakes.add(data.union_token.span, "a union cannot be a fault: make it an enum or a struct");
            (core(&Settings::default(), mistakes), true, Vec::new())
        }
    };
    Input { vis: &derive.vis, ident: &derive.ident, generics: &derive.generics, core, is_struct, variants }
}

fn core(settings: &Settings, mistakes: &mut Mistakes) -> Path {
    match settings.text("crate").map(|path| (path.parse_with(Path::parse_mod_style), path)) {
        Some((Ok(path), _)) => path,
        Some((Err(_), text)) => {
            mistakes.add(text.span(), "`crate` is the path of the crate `faultwire`: `crate = \"other::faultwire\"`");
            parse_quote!(::faultwire)
        }
        None => parse_quote!(::faultwire),
    }
}

fn read_variant<'a>(
    ident: &'a Ident,
    attributes: &[Attribute],
    fields: &'a Fields,
    places: &[Place],
    mistakes: &mut Mistakes,
) -> Variant<'a> {
    let settings = Settings::read(attributes, places, mistakes);
    let fields = fields.members().zip(fields).map(|(member, field)| Field {
        is_source: field
            .attrs
            .iter()
            .any(|attribute| attribute.path().is_ident("source") || attribute.path().is_ident("from"))
            || field.ident.as_ref().is_some_and(|name| name == "source"),
        settings: Settings::read(&field.attrs, &[Place::Field], mistakes),
        member,
        ty: &field.ty,
    });
    let fields = fields.collect();
    Variant { ident, name: plain(ident), docs: docs(attributes), settings, error: error_attribute(attributes), fields }
}

/// The text of the documentation, in lines without the space that `///` leaves before each.
fn docs(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(doc) if doc.path.is_ident("doc") => match &doc.value {
            Expr::Lit(value) => match &value.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    let lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(&line).to_owned());
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

fn error_attribute(attributes: &[Attribute]) -> ErrorAttribute {
    let Some(attribute) = attributes.iter().find(|attribute| attribute.path().is_ident("error")) else {
        return ErrorAttribute::Absent;
    };
    let Meta::List(list) = &attribute.meta else {
        return ErrorAttribute::Absent;
    };
    let parser = |input: ParseStream<'_>| {
        let span = input.span();
        let read = if let Ok(template) = input.parse::<LitStr>() {
            input.parse::<Option<Token![,]>>()?;
            if input.is_empty() { ErrorAttribute::Template(template) } else { ErrorAttribute::Arguments(input.span()) }
        } else if input.parse::<Ident>().is_ok_and(|word| word == "transparent") && input.is_empty() {
            ErrorAttribute::Transparent(span)
        } else {
            ErrorAttribute::Other(span)
        };
        // The rest is thiserror's affair.
        input.parse::<proc_macro2::TokenStream>()?;
        Ok(read)
    };
    parser.parse2(list.tokens.clone()).unwrap_or(ErrorAttribute::Absent)
}
