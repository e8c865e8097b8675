//! The demo service on actix-web.

use std::process::ExitCode;

#[actix_web::main]
async fn main() -> ExitCode {
    block_storage_program::run(block_storage_actix_web::CONFIGURATION, async |address, renderer, ready| {
        block_storage_actix_web::serve(&address, renderer, ready).await
    })
    .await
}
