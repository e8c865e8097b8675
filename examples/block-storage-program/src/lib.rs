#![doc = include_str!("../README.md")]

mod announce;
mod counters;
mod settings;
mod stop;

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use faultwire::Renderer;

pub use announce::announce;
pub use settings::renderer;
pub use stop::stop_signal;

/// The demo service: one block-storage API, six error envelopes.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: String,
    /// The configuration of the envelopes [default: the faultwire.toml beside the example].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Where to show the counters of faults, in the text format of Prometheus; nowhere without it.
    #[arg(long, value_name = "ADDR")]
    metrics: Option<String>,
}

/// Runs a demo service as a program, with the page of configuration that is built into it.
///
/// `serve` is given where to listen, the renderer, and what to call once with the address when it listens.
///
/// The program ends with 0 after a signal, 1 when it cannot serve, and 2 for wrong arguments or a mistake in the
/// configuration, which is shown with its place.
pub async fn run<F>(page: &str, serve: impl FnOnce(String, Arc<Renderer>, fn(SocketAddr)) -> F) -> ExitCode
where
    F: Future<Output = io::Result<()>>,
{
    let arguments = Arguments::parse();
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    let renderer = match renderer(page, arguments.config.as_deref()) {
        Ok(renderer) => Arc::new(renderer),
        Err(error) => {
            // Not through the log, which would escape the lines that show where the mistake is.
            let _ = writeln!(io::stderr(), "{error}");
            return ExitCode::from(2);
        }
    };
    if let Some(address) = &arguments.metrics
        && let Err(error) = counters::show(address).await
    {
        tracing::error!(%error, address, "cannot show counters");
        return ExitCode::FAILURE;
    }
    match serve(arguments.listen.clone(), renderer, announce).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, address = arguments.listen, "cannot serve");
            ExitCode::FAILURE
        }
    }
}
