//! The versions of the API, where OpenStack's clients start.

use faultwire_axum::ReplyResponse;
use faultwire_axum::faultwire::Reply;
use serde_json::json;

use crate::address::Address;

pub(crate) async fn list(address: Address) -> ReplyResponse {
    let versions = json!([{
        "id": "v3.0",
        "status": "CURRENT",
        "version": "3.0",
        "min_version": "3.0",
        "updated": "2026-01-02T03:04:05Z",
        "links": [{"rel": "self", "href": address.at("/v3/")}],
    }]);
    Reply::of("versions", &versions).into()
}
