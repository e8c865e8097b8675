//! The demo service on axum.

mod stop;

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use block_storage::MemoryStore;
use block_storage_axum::{renderer, router};
use clap::Parser;
use faultwire_axum::Listener;
use faultwire_axum::faultwire::Renderer;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// How long requests in progress get to finish after the signal to stop.
const GRACE: Duration = Duration::from_secs(5);

/// What the start-up text invites to try, as arguments of `curl`.
const INVITATIONS: [&str; 5] = [
    "-i http://ADDR/v3/demo/volumes",
    "-i http://ADDR/v3/demo/volumes/nope -H 'Accept: application/xml'",
    "-i 'http://ADDR/problem/volumes?colour=red'",
    "-i http://ADDR/status/volumes/fault-409",
    "-i http://ADDR/sig/volumes/fault-panic",
];

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
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    let renderer = match renderer(arguments.config.as_deref()) {
        Ok(renderer) => Arc::new(renderer),
        Err(error) => {
            // Not through the log, which would escape the lines that show where the mistake is.
            let _ = writeln!(io::stderr(), "{error}");
            return ExitCode::from(2);
        }
    };
    match serve(&arguments.listen, renderer).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, address = arguments.listen, "cannot serve");
            ExitCode::FAILURE
        }
    }
}

async fn serve(address: &str, renderer: Arc<Renderer>) -> io::Result<()> {
    let listener = TcpListener::bind(address).await?;
    let stop = stop::signal()?;
    announce(listener.local_addr()?);
    let service = router(Arc::new(MemoryStore::seeded()), Arc::clone(&renderer));
    let (stopping, stopped) = oneshot::channel();
    let server = axum::serve(Listener::new(listener, renderer), service).with_graceful_shutdown(async move {
        stop.await;
        let _ = stopping.send(());
    });
    tokio::select! {
        result = server => result,
        () = out_of_patience(stopped) => Ok(()),
    }
}

/// Ends some time after the signal to stop, so that a connection that sends nothing more cannot hold the program.
async fn out_of_patience(stopped: oneshot::Receiver<()>) {
    let _ = stopped.await;
    tokio::time::sleep(GRACE).await;
}

/// Says where the service is and what to try; nobody to read it is no reason to stop.
fn announce(address: SocketAddr) {
    let mut text = format!("listening on http://{address}\n");
    for invitation in INVITATIONS {
        text += &format!("  curl {}\n", invitation.replace("ADDR", &address.to_string()));
    }
    let mut stdout = io::stdout().lock();
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}
