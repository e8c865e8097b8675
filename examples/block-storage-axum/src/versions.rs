//! The versions of the API, where OpenStack's clients start.

use axum::Json;
use serde_json::{Value, json};

use crate::address::Address;

pub(crate) async fn list(address: Address) -> Json<Value> {
    Json(json!({"versions": [{
        "id": "v3.0",
        "status": "CURRENT",
        "version": "3.0",
        "min_version": "3.0",
        "updated": "2026-01-02T03:04:05Z",
        "links": [{"rel": "self", "href": address.at("/v3/")}],
    }]}))
}
