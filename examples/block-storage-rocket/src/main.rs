//! The demo service on rocket.

use std::process::ExitCode;

// Not `rocket::main`, which reads rocket's configuration from files and the environment.
#[tokio::main]
async fn main() -> ExitCode {
    block_storage_program::run(block_storage_rocket::CONFIGURATION, async |address, renderer, ready| {
        block_storage_rocket::serve(&address, renderer, ready).await
    })
    .await
}
