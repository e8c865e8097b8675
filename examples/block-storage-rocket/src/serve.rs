//! The server: its configuration, its start and its end.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use block_storage::MemoryStore;
use faultwire_rocket::faultwire::Renderer;
use rocket::Config;
use rocket::config::{Ident, LogLevel};
use rocket::data::{Limits, ToByteUnit};
use rocket::error::ErrorKind;
use rocket::fairing::AdHoc;
use tokio::net::lookup_host;

/// Serves the start-up data until a signal to stop; `ready` is told where.
///
/// Of a name with several addresses it takes the first alone: rocket binds one, and tells that only once it serves.
///
/// # Errors
///
/// When the address is none or cannot be bound.
pub async fn serve(
    address: &str,
    renderer: Arc<Renderer>,
    ready: impl FnOnce(SocketAddr) + Send + 'static,
) -> io::Result<()> {
    let address = lookup_host(address).await?.next().ok_or(io::ErrorKind::AddrNotAvailable)?;
    let ready = Mutex::new(ready);
    let liftoff = AdHoc::on_liftoff("ready", |rocket| {
        Box::pin(async move {
            let config = rocket.config();
            let ready = ready.into_inner().unwrap_or_else(PoisonError::into_inner);
            ready(SocketAddr::new(config.address, config.port));
        })
    });
    let rocket = crate::rocket(&config(address), Arc::new(MemoryStore::seeded()), renderer).attach(liftoff);
    match rocket.launch().await {
        Ok(_) => Ok(()),
        Err(error) => ended(&error),
    }
}

/// All of the configuration: neither a `Rocket.toml` nor the environment is read.
fn config(address: SocketAddr) -> Config {
    let max_body = 2.mebibytes();
    Config {
        address: address.ip(),
        port: address.port(),
        ident: Ident::none(),
        limits: Limits::default().limit("json", max_body).limit("form", max_body),
        // Rocket's log goes to the standard output; what matters of it, the renderer tells `tracing`.
        log_level: LogLevel::Off,
        cli_colors: false,
        ..Config::release_default()
    }
}

/// What rocket's error is here. It panics when nobody looks at it, so it goes no further.
fn ended(error: &rocket::Error) -> io::Result<()> {
    match error.kind() {
        // Connections that were still open after the time of grace.
        ErrorKind::Shutdown(_, None) => Ok(()),
        ErrorKind::Bind(error) | ErrorKind::Io(error) => Err(io::Error::new(error.kind(), error.to_string())),
        other => Err(io::Error::other(other.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn an_address_in_use_is_an_error_and_no_panic() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = taken.local_addr().unwrap().to_string();
        let renderer = Arc::new(Renderer::builder().build().unwrap());
        let error = serve(&address, renderer, |_| panic!("it is not ready")).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AddrInUse);
    }
}
