//! `faultwire probe`: abuse for a running service, and what is wrong with its answers.

use std::net::{SocketAddr, ToSocketAddrs};
use std::time::Duration;

use clap::Args;
use faultwire::Renderer;
use faultwire_testkit::judge::Judge;
use faultwire_testkit::probe::{Case, Verdict, cases, malformed, run as send};
use faultwire_testkit::wire::Limits;
use http::Uri;
use serde_json::json;

use crate::chosen::Chosen;
use crate::failure::Failure;
use crate::output::{Paint, columns};

/// Sends abuse to a running service, in any language, and reports every answer that is outside of the envelope, leaks,
/// or breaks HTTP.
///
/// It looks at bytes alone: unknown routes and methods, broken bodies and targets, hostile headers, and what is no HTTP
/// at all. Everything is sent once, each over a connection of its own; requests to the paths that are named (`--path`)
/// are also sent with broken bodies. Probe only services that you may.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Where the service is, such as `http://127.0.0.1:8080/v1`; below its path nothing is expected to be but `--path`.
    #[arg(required_unless_present = "list", value_parser = url)]
    url: Option<Uri>,
    /// The style that errors should be in: a name, or a file with a style page.
    #[arg(long, value_name = "NAME|FILE", default_value = "problem")]
    style: String,
    #[command(flatten)]
    chosen: Chosen,
    /// The style of answers to what is no HTTP and has no path, where it is another.
    #[arg(long, value_name = "NAME|FILE")]
    default_style: Option<String>,
    /// A path that exists, for broken bodies and queries; can be given several times.
    #[arg(long, value_name = "PATH", value_parser = path)]
    path: Vec<String>,
    /// How long an answer may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=600))]
    timeout: u64,
    /// Write JSON.
    #[arg(long)]
    json: bool,
    /// Name what would be sent, and send nothing.
    #[arg(long)]
    list: bool,
}

const EXAMPLES: &str = "\
Examples:
  faultwire probe --list
  faultwire probe --list --path /v1/volumes

With a service that runs:
  faultwire probe http://127.0.0.1:8080
  faultwire probe http://127.0.0.1:8080/v3/demo --style openstack --default-style problem --path /v3/demo/volumes
  faultwire probe http://127.0.0.1:8080/api --style simplivity --json

Exit codes:
  0  every answer holds to every rule
  1  an answer does not, or the service cannot be reached
  2  the command line has mistakes";

/// What the command prints, and whether it found anything.
pub(crate) fn run(arguments: &Arguments, paint: Paint) -> Result<(Vec<u8>, bool), Failure> {
    let paths: Vec<_> = arguments.path.iter().map(String::as_str).collect();
    let base = arguments.url.as_ref().map_or("", Uri::path);
    let routed = cases(base, &paths);
    if arguments.list {
        let names = routed.iter().chain(&malformed()).map(|case| format!("{}\n", case.name)).collect::<String>();
        return Ok((names.into_bytes(), false));
    }
    let config = arguments.chosen.config()?;
    let mut judge = Judge::new(arguments.chosen.style(&config, &arguments.style)?);
    if arguments.chosen.config.is_some() {
        judge = judge.with_calls(Renderer::from_config(&config)?);
    }
    let default = match &arguments.default_style {
        Some(name) => Judge::new(config.try_style(name).map_err(|error| Failure::argument(error.mistakes()))?),
        None => Judge::new(judge.style().clone()),
    };
    let address = arguments.address()?;
    let limits = Limits { answer: Duration::from_secs(arguments.timeout), ..Limits::default() };
    let each = |judge: &Judge, cases: Vec<Case>| send(address, judge, cases, limits).collect::<Vec<_>>();
    let mut verdicts = each(&judge, routed);
    verdicts.extend(each(&default, malformed()));
    let found = verdicts.iter().any(|verdict| !verdict.findings.is_empty());
    let text = if arguments.json { as_json(&verdicts) } else { as_table(&verdicts, paint) };
    Ok((text.into_bytes(), found))
}

impl Arguments {
    fn address(&self) -> Result<SocketAddr, Failure> {
        let url = self.url.as_ref().ok_or_else(|| Failure::new("there is no address"))?;
        let (host, port) = (url.host().unwrap_or_default(), url.port_u16().unwrap_or(80));
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let mut found =
            (host, port).to_socket_addrs().map_err(|error| Failure::new(format_args!("{host}: {error}")))?;
        found.next().ok_or_else(|| Failure::new(format_args!("{host} has no address")))
    }
}

fn as_table(verdicts: &[Verdict], paint: Paint) -> String {
    let mut text = String::new();
    let rows = verdicts.iter().map(|verdict| {
        let (status, media) =
            verdict.answer().map_or_else(Default::default, |(status, media)| (status.to_string(), media));
        let mark = if verdict.findings.is_empty() { "ok" } else { "WRONG" };
        [mark.to_owned(), status, media.to_owned(), verdict.case.name.clone()]
    });
    let rows: Vec<_> = rows.collect();
    for (line, verdict) in columns(0, &rows).lines().zip(verdicts) {
        match line.strip_prefix("WRONG") {
            Some(rest) => text += &format!("{}{rest}\n", paint.bad("WRONG")),
            None => text += &format!("{line}\n"),
        }
        for finding in &verdict.findings {
            // What a service answers must not command the terminal.
            text += &format!("         {}\n", finding.to_string().replace(char::is_control, "\u{FFFD}"));
        }
    }
    let wrong = verdicts.iter().filter(|verdict| !verdict.findings.is_empty()).count();
    text + &format!("\n{} answers, {wrong} of them wrong\n", verdicts.len())
}

fn as_json(verdicts: &[Verdict]) -> String {
    let all = verdicts.iter().map(|verdict| {
        let (status, media) = verdict.answer().unzip();
        let findings = verdict.findings.iter().map(|f| json!({"rule": f.rule.name(), "message": f.message}));
        json!({
            "name": verdict.case.name,
            "status": status,
            "media_type": media,
            "findings": findings.collect::<Vec<_>>(),
        })
    });
    format!("{:#}\n", json!({"cases": all.collect::<Vec<_>>()}))
}

/// An address that can be reached without encryption.
fn url(text: &str) -> Result<Uri, String> {
    let uri: Uri = text.parse().map_err(|error: http::uri::InvalidUri| error.to_string())?;
    match (uri.scheme_str(), uri.host()) {
        (Some("http"), Some(_)) => Ok(uri),
        (Some("https"), _) => Err("plain HTTP alone: probe the service behind what ends TLS".to_owned()),
        _ => Err("an address is given as http://HOST:PORT, perhaps with a path".to_owned()),
    }
}

fn path(text: &str) -> Result<String, String> {
    let fits = text.starts_with('/') && text.bytes().all(|byte| byte.is_ascii_graphic());
    if fits { Ok(text.to_owned()) } else { Err("a path begins with `/` and has no spaces".to_owned()) }
}
