//! The demo service on warp.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    block_storage_program::run(block_storage_warp::CONFIGURATION, async |address, renderer, ready| {
        block_storage_warp::serve(&address, renderer, ready).await
    })
    .await
}
