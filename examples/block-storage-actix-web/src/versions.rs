//! The versions of the API, where OpenStack's clients start.

use block_storage::reply;
use faultwire_actix_web::ReplyResponse;

use crate::address::Address;

pub(crate) async fn list(address: Address) -> ReplyResponse {
    reply::versions(address.at("/v3/")).into()
}
