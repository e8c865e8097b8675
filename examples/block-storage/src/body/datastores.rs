//! The bodies that create and resize datastores.

use faultwire::Fault;
use serde_json::Value;

use super::members::Members;
use crate::NewDatastore;

/// The datastore that `POST /api/datastores` asks for.
///
/// # Errors
///
/// A fault that points at what is missing, unknown or wrong in the body.
pub fn new_datastore(body: &Value) -> Result<NewDatastore, Fault> {
    let body = Members::of(body)?;
    body.allow(&["name", "size", "omnistack_cluster_id", "policy_id"])?;
    Ok(NewDatastore {
        name: body.required_text("name")?,
        size: body.size("size", "Datastore")?,
        omnistack_cluster_id: body.text("omnistack_cluster_id")?,
        policy_id: body.text("policy_id")?,
    })
}

/// The size in bytes that `POST /api/datastores/{id}/resize` asks for.
///
/// # Errors
///
/// A fault that points at what is missing, unknown or wrong in the body.
pub fn new_size(body: &Value) -> Result<u64, Fault> {
    let body = Members::of(body)?;
    body.allow(&["size"])?;
    body.size("size", "Datastore")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::BlockStorageFault;

    #[test]
    fn a_datastore_has_a_name_and_a_size() {
        let new = new_datastore(&json!({"name": "a", "size": 1_073_741_824, "policy_id": "p"})).unwrap();
        assert_eq!((&*new.name, new.size, new.policy_id.as_deref()), ("a", 1 << 30, Some("p")));
        assert!(new_datastore(&json!({"size": 1})).unwrap_err().is(BlockStorageFault::ATTRIBUTE_MISSING));
        assert!(new_datastore(&json!({"name": "a"})).unwrap_err().is(BlockStorageFault::SIZE_INVALID));
        assert!(
            new_datastore(&json!({"name": "a", "size": 1, "x": 1}))
                .unwrap_err()
                .is(BlockStorageFault::ATTRIBUTE_UNKNOWN)
        );
    }

    #[test]
    fn a_new_size_is_a_positive_integer() {
        assert_eq!(new_size(&json!({"size": 5})).unwrap(), 5);
        let fault = new_size(&json!({"size": -5})).unwrap_err();
        assert_eq!(fault.message(), "Datastore 'size' needs to be a positive integer value, -5 cannot be accepted.");
    }
}
