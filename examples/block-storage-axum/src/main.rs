//! The demo service on axum.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    block_storage_program::run(block_storage_axum::CONFIGURATION, async |address, renderer, ready| {
        block_storage_axum::serve(&address, renderer, ready).await
    })
    .await
}
