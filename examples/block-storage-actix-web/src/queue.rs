//! Queued requests, asked for by the token that their answer gave.

use actix_web::web::{self, Data, ServiceConfig};
use block_storage::Store;
use faultwire_actix_web::{Path, ReplyResponse, Result};

pub(crate) fn routes(config: &mut ServiceConfig) {
    config.service(web::resource("/queue/{queue_token}").get(show).route(web::head().to(show)));
}

async fn show(store: Data<dyn Store>, queue_token: Path<String>) -> Result<ReplyResponse> {
    Ok(store.job(&queue_token)?.into())
}
