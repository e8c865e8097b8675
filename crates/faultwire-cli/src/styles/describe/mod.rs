//! `faultwire styles describe`: all that is known of an envelope.

mod facts;
mod members;
mod sample;
mod statuses;

use clap::Args;
use faultwire::{Format, Style};

use super::Of;
use crate::chosen::Chosen;
use crate::failure::Failure;
use crate::output::{Paint, columns};
use crate::response;
use sample::Samples;

/// Describes a style: what faults, replies and tasks look like in it, and what it drops of them.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The style: a name, or a file with a style page.
    #[arg(value_name = "NAME|FILE")]
    style: String,
    /// One of the three alone.
    #[arg(long)]
    of: Option<Of>,
    #[command(flatten)]
    chosen: Chosen,
}

const EXAMPLES: &str = "\
Examples:
  faultwire styles describe openstack
  faultwire styles describe openstack --option names=as-coded
  faultwire styles describe queue-token --of reply
  faultwire styles describe house.toml
  faultwire styles describe team --config faultwire.toml";

pub(super) fn run(arguments: &Arguments, paint: Paint) -> Result<Vec<u8>, Failure> {
    let config = arguments.chosen.config()?;
    let style = arguments.chosen.style(&config, &arguments.style)?;
    let mut page = Page { text: Vec::new(), paint };
    page.line(&format!("{}  {}", paint.strong(style.name()), style.title()));
    page.section("Options", &columns(2, &facts::options(&style)));
    for of in Of::ALL.into_iter().filter(|of| arguments.of.is_none_or(|only| only == *of)) {
        page.group(of, &style)?;
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

    /// A heading with sections below it: all that is known of one kind of answer.
    fn group(&mut self, of: Of, style: &Style) -> Result<(), Failure> {
        let (heading, fields) = match of {
            Of::Fault => ("Faults", "a fault's fields"),
            Of::Reply => ("Replies", "a reply's fields"),
            Of::Task => ("Tasks", "a task's fields, and of those of the fault that it failed with"),
        };
        let underline = "=".repeat(heading.len());
        self.line(&format!("\n{}\n{underline}", self.paint.strong(heading)));
        let samples = Samples::of(style)?;
        let reports = of.reports(style);
        let spread = if of == Of::Reply { "the reply" } else { "the fault" };

        self.section("Media types", &columns(2, &facts::media(of, style)));
        if of != Of::Fault {
            self.line(&format!("\n  {}", facts::unaccepted(style)));
            self.section("Statuses", &columns(2, &statuses::rows(&samples, of)));
        }
        self.section("Headers", &columns(2, &facts::headers(of, style, &reports)));
        if of == Of::Fault && style.calls().next().is_some() {
            self.section("Statuses that a kind of call may have", &columns(2, &facts::calls(style)));
        }
        self.section("Members of the body in JSON", &members::text(&of.schema(style), spread));
        for (formats, report) in &reports {
            let formats: Vec<_> = formats.iter().map(|format| label(*format)).collect();
            let heading = format!("What becomes in {} of {fields}", formats.join(" and "));
            self.section(&heading, &facts::fields(report, self.paint));
        }
        let answers: Vec<_> = match of {
            Of::Fault => style.formats().map(|format| (format, samples.fault(format))).collect(),
            Of::Reply | Of::Task => vec![(Format::Json, samples.reply(of))],
        };
        for (format, answer) in answers {
            self.section(&format!("A sample in {}", label(format)), "");
            self.text.extend_from_slice(&response::whole(&answer));
            self.line("");
        }
        Ok(())
    }
}

/// The name of a format, for people.
const fn label(format: Format) -> &'static str {
    match format {
        Format::Json => "JSON",
        Format::Xml => "XML",
        _ => "another format",
    }
}
