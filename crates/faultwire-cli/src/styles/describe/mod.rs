//! `faultwire styles describe`: all that is known of an envelope.

mod members;
mod sample;

use clap::Args;
use faultwire::{DropsReport, Fate, Format, Place, Style};

use super::key;
use crate::chosen::Chosen;
use crate::failure::Failure;
use crate::output::{Paint, columns};

/// Describes a style: formats, options, headers, members, what it drops, sample answers.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The style: a name, or a file with a style page.
    #[arg(value_name = "NAME|FILE")]
    style: String,
    #[command(flatten)]
    chosen: Chosen,
}

const EXAMPLES: &str = "\
Examples:
  faultwire styles describe openstack
  faultwire styles describe openstack --option names=as-coded
  faultwire styles describe house.toml
  faultwire styles describe team --config faultwire.toml";

pub(super) fn run(arguments: &Arguments, paint: Paint) -> Result<Vec<u8>, Failure> {
    let config = arguments.chosen.config()?;
    let style = arguments.chosen.style(&config, &arguments.style)?;
    let mut page = Page { text: Vec::new(), paint };
    page.line(&format!("{}  {}", paint.strong(style.name()), style.title()));
    page.section("Media types", &columns(2, &media(&style)));
    page.section("Options", &columns(2, &options(&style)));
    page.section("Headers of the style's own", &columns(2, &headers(&style)));
    page.section("Members of the body in JSON", &members::text(&style.schema()));
    for (formats, report) in reports(&style) {
        page.section(&format!("What becomes of a fault's fields in {formats}"), &fields(&report, paint));
    }
    for format in style.formats() {
        let answer = sample::answer(&style, format)?;
        page.section(&format!("A sample in {}", label(format)), "");
        page.text.extend_from_slice(&answer);
        page.line("");
    }
    Ok(page.text)
}

/// A text of sections.
struct Page {
    text: Vec<u8>,
    paint: Paint,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.extend_from_slice(line.as_bytes());
        self.text.push(b'\n');
    }

    /// A heading with lines below it.
    fn section(&mut self, heading: &str, lines: &str) {
        let heading = self.paint.strong(heading);
        self.line(&format!("\n{heading}\n"));
        self.text.extend_from_slice(lines.as_bytes());
    }
}

fn media(style: &Style) -> Vec<[String; 3]> {
    let mut rows = Vec::new();
    for (first, format) in style.formats().enumerate() {
        for (at, media) in style.media_types(format).enumerate() {
            let when = match (first, at) {
                (0, 0) => "sent by default",
                (_, 0) => "sent when its format is accepted",
                _ => "sent when asked for by name",
            };
            rows.push([key(format).to_owned(), media.to_owned(), when.to_owned()]);
        }
    }
    rows
}

fn options(style: &Style) -> Vec<[String; 3]> {
    let options = style.options().map(|option| {
        let others = option.values().map(|values| values.filter(|value| *value != option.value()).collect::<Vec<_>>());
        let others = others.map_or_else(|| "or any text".to_owned(), |others| format!("or {}", others.join(", ")));
        [option.name().to_owned(), format!("= {}", option.value()), others]
    });
    let mut rows = options.collect();
    or_none(&mut rows);
    rows
}

/// The headers, with the fields that they carry.
fn headers(style: &Style) -> Vec<[String; 2]> {
    let reports: Vec<_> = style.formats().map(|format| style.drops(format)).collect();
    let mut rows = Vec::new();
    for header in style.headers() {
        let place = Place::Header(header.clone());
        let fields =
            reports.iter().take(1).flat_map(DropsReport::fields).filter(|field| field.places().contains(&place));
        let fields: Vec<_> = fields.map(|field| format!("{} ({})", field.name(), field.description())).collect();
        rows.push([header.to_string(), fields.join(", ")]);
    }
    or_none(&mut rows);
    rows
}

fn or_none<const N: usize>(rows: &mut Vec<[String; N]>) {
    if rows.is_empty() {
        rows.push(std::array::from_fn(|at| if at == 0 { "none".to_owned() } else { String::new() }));
    }
}

/// The reports of the formats; formats with the same report share it.
fn reports(style: &Style) -> Vec<(String, DropsReport)> {
    let mut reports: Vec<(String, DropsReport)> = Vec::new();
    for format in style.formats() {
        let report = style.drops(format);
        match reports.iter_mut().find(|(_, known)| *known == report) {
            Some((formats, _)) => *formats += &format!(" and {}", label(format)),
            None => reports.push((label(format).to_owned(), report)),
        }
    }
    reports
}

/// The fields that are dropped, in one line, then what becomes of each.
fn fields(report: &DropsReport, paint: Paint) -> String {
    let dropped = Fate::Dropped.to_string();
    let text = report.to_string();
    let lost: Vec<_> = text.lines().filter_map(|line| line.strip_suffix(&dropped)).map(str::trim_end).collect();
    let summary = match lost.as_slice() {
        [] => "nothing is dropped".to_owned(),
        names => format!("{} {}", paint.bad("dropped:"), names.join(", ")),
    };
    let lines = text.lines().map(|line| match line.strip_suffix(&dropped) {
        Some(name) => format!("  {name}{}\n", paint.bad(&dropped)),
        None => format!("  {line}\n"),
    });
    format!("  {summary}\n\n{}", lines.collect::<String>())
}

/// The name of a format, for people.
const fn label(format: Format) -> &'static str {
    match format {
        Format::Json => "JSON",
        Format::Xml => "XML",
        _ => "another format",
    }
}
