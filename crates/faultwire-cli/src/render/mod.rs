//! `faultwire render`: the answer that a fault or a reply becomes.

mod help;

use std::error::Error as _;
use std::path::PathBuf;
use std::time::SystemTime;

use bytes::Bytes;
use clap::error::ErrorKind;
use clap::{Args, ValueEnum};
use faultwire::{Carried, Config, Format, Renderer, Reply, RequestContext, Style};
use http::header::{ACCEPT, ACCEPT_LANGUAGE};
use http::{HeaderMap, HeaderValue, Method, Response, Uri};
use jiff::Timestamp;

use crate::chosen::Chosen;
use crate::failure::Failure;
use crate::{catalog, file, input, response};
use help::{EXAMPLES, INPUT};

/// Renders a fault or a reply, given as JSON on standard input, as an HTTP answer.
///
/// With `--catalog` what all faults of one kind share is said there. `--fault` is a fault of it without any input.
///
/// The answer is written as it would be sent, but for the lines of the head, which end in a line feed alone. Without
/// `--style` and `--config` the style is `problem`; with `--config` alone the configuration decides.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = [INPUT, EXAMPLES].concat())]
pub(crate) struct Arguments {
    /// Standard input is a reply, a successful answer, in place of a fault.
    #[arg(long)]
    reply: bool,
    /// A catalogue, which has the definitions of the faults: the input says their codes, and what is particular.
    #[arg(long, value_name = "FILE")]
    catalog: Option<PathBuf>,
    /// The fault of the catalogue with this code, with a sample for each parameter. Standard input is not read.
    #[arg(long, value_name = "CODE", requires = "catalog", conflicts_with = "reply")]
    fault: Option<String>,
    /// The style: a name, or a file with a style page. Rules for routes and media types count for nothing then.
    #[arg(long, value_name = "NAME|FILE")]
    style: Option<String>,
    #[command(flatten)]
    chosen: Chosen,
    /// Ask for this format, as a client does with an `Accept`.
    #[arg(long, conflicts_with = "accept")]
    format: Option<Wanted>,
    /// The request's `Accept`.
    #[arg(long, value_name = "VALUE")]
    accept: Option<HeaderValue>,
    /// The request's `Accept-Language`.
    #[arg(long, value_name = "TAG")]
    language: Option<HeaderValue>,
    /// The request's method [default: GET, if there is a path].
    #[arg(long, value_name = "METHOD")]
    method: Option<Method>,
    /// The request's path; without path and method nothing is known of the request.
    #[arg(long, value_name = "PATH", value_parser = path)]
    path: Option<Uri>,
    /// The template of the matched route, such as `/volumes/{id}`.
    #[arg(long, value_name = "TEMPLATE")]
    route: Option<String>,
    /// The request's id, in place of a random one.
    #[arg(long, value_name = "ID", value_parser = request_id)]
    request_id: Option<String>,
    /// The request has no id.
    #[arg(long, conflicts_with = "request_id")]
    no_request_id: bool,
    /// The moment of rendering, such as `2026-01-02T03:04:05Z` [default: now].
    #[arg(long, value_name = "RFC3339")]
    now: Option<Timestamp>,
    /// Show the fault's details, whatever the configuration says.
    #[arg(long)]
    details: bool,
    /// Write the bytes of the body alone.
    #[arg(long)]
    body: bool,
}

/// A format that a client can ask for.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Wanted {
    Json,
    Xml,
}

/// The answer.
pub(crate) fn run(arguments: &Arguments) -> Result<Vec<u8>, Failure> {
    if let (true, Some(Wanted::Xml)) = (arguments.reply, arguments.format) {
        return Err(Failure::conflict("replies are written in JSON alone: `--format xml` does not go with `--reply`"));
    }
    let (config, style) = arguments.config()?;
    let headers = arguments.headers(style.as_ref())?;
    let catalog = arguments.catalog.as_deref().map(catalog::load).transpose()?;
    let renderer = arguments.renderer(config)?;
    let request = arguments.request(&renderer, &headers);
    let answer = match (&catalog, &arguments.fault) {
        (Some(catalog), Some(code)) => renderer.render(&input::sample(catalog, code)?, &request),
        _ if arguments.reply => {
            reply(input::reply(&file::read_stdin()?, file::STDIN, catalog.as_ref())?, &renderer, &request)?
        }
        _ => renderer.render(&input::fault(&file::read_stdin()?, file::STDIN, catalog.as_ref())?, &request),
    };
    Ok(if arguments.body { answer.into_body().to_vec() } else { response::whole(&answer) })
}

/// The answer that a reply becomes. One that cannot be sent becomes an internal error; the reason is its source.
fn reply(reply: Reply, renderer: &Renderer, request: &RequestContext) -> Result<Response<Bytes>, Failure> {
    let answer = renderer.reply(reply, request);
    let refused = answer.extensions().get().and_then(|Carried(fault)| fault.source());
    match refused {
        Some(why) => Err(Failure::new(format_args!("the reply cannot be sent: {why}"))),
        None => Ok(answer),
    }
}

impl Arguments {
    /// The configuration, and the one style that it answers in, if there is only one.
    fn config(&self) -> Result<(Config, Option<Style>), Failure> {
        let config = self.chosen.config()?;
        let name = match &self.style {
            Some(name) => name,
            None if self.chosen.config.is_none() => "problem",
            None if !self.chosen.option.is_empty() => {
                let message = "`--option` needs `--style` beside `--config`, which has options of its own\n";
                return Err(Failure::Usage(clap::Error::raw(ErrorKind::MissingRequiredArgument, message)));
            }
            // As a service that loads it.
            None => return Ok((config.with_environment()?, None)),
        };
        let style = self.chosen.style(&config, name)?;
        Ok((config.in_style(style.clone()), Some(style)))
    }

    fn renderer(&self, config: Config) -> Result<Renderer, Failure> {
        let mut builder = Renderer::builder().config(config);
        if self.details {
            builder = builder.details(true);
        }
        if let Some(now) = self.now {
            let now = SystemTime::from(now);
            builder = builder.clock(move || now);
        }
        if let Some(id) = self.request_id.clone() {
            builder = builder.request_ids(move || id.clone());
        }
        if self.no_request_id {
            builder = builder.without_request_ids();
        }
        Ok(builder.build()?)
    }

    /// What the request says about the answer that it wants.
    fn headers(&self, style: Option<&Style>) -> Result<HeaderMap, Failure> {
        let accept = match self.format {
            Some(_) if self.reply => Some(reply_accept(style)),
            Some(format) => Some(format.accept(style)?),
            None => self.accept.clone(),
        };
        let all = [(ACCEPT, accept), (ACCEPT_LANGUAGE, self.language.clone())];
        Ok(all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect())
    }

    fn request(&self, renderer: &Renderer, headers: &HeaderMap) -> RequestContext {
        let request = match (&self.method, &self.path) {
            (None, None) => RequestContext::empty().with_negotiation(headers),
            (method, path) => {
                let path = path.clone().unwrap_or_default();
                renderer.capture(method.as_ref().unwrap_or(&Method::GET), &path, headers)
            }
        };
        match &self.route {
            Some(route) => request.with_route(route.as_str()),
            None => request,
        }
    }
}

impl Wanted {
    /// The media type that the style sends, or the general one where the style is not known yet.
    fn accept(self, style: Option<&Style>) -> Result<HeaderValue, Failure> {
        let (format, general, label) = match self {
            Self::Json => (Format::Json, "application/json", "JSON"),
            Self::Xml => (Format::Xml, "application/xml", "XML"),
        };
        let Some(style) = style else { return Ok(HeaderValue::from_static(general)) };
        let sent = style.media_types(format).next().and_then(essence);
        sent.ok_or_else(|| Failure::new(format_args!("style `{}` is not written in {label}", style.name())))
    }
}

/// The media type of a style's replies, which are written in JSON, or the general one where the style is not known yet.
fn reply_accept(style: Option<&Style>) -> HeaderValue {
    let sent = style.and_then(|style| essence(&style.reply_media_types().next()?));
    sent.unwrap_or(HeaderValue::from_static("application/json"))
}

/// A media type without its parameters.
fn essence(media: &str) -> Option<HeaderValue> {
    media.split(';').next()?.parse().ok()
}

/// A target of a request in origin or absolute form.
fn path(text: &str) -> Result<Uri, String> {
    let uri: Uri = text.parse().map_err(|error: http::uri::InvalidUri| error.to_string())?;
    if uri.path().starts_with('/') { Ok(uri) } else { Err("a path begins with `/`".to_owned()) }
}

/// What can be sent in a header.
fn request_id(text: &str) -> Result<String, String> {
    let sent = HeaderValue::from_str(text).is_ok_and(|value| !value.is_empty());
    if sent { Ok(text.to_owned()) } else { Err("a request id can stand in a header".to_owned()) }
}
