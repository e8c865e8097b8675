//! The bodies that create, change and act on volumes.

use faultwire::{Fault, Violation};
use serde_json::Value;

use super::members::Members;
use crate::excerpt::{excerpt, integer, located};
use crate::{BlockStorageFault, NewVolume, VolumeAction, VolumeChanges};

/// What a client may put into the body beside the volume.
const BESIDE_VOLUME: &[&str] = &["volume", "OS-SCH-HNT:scheduler_hints"];

/// The attributes of a new volume. What the demo has no use for is checked and dropped.
const NEW_VOLUME: &[&str] = &[
    "name",
    "size",
    "description",
    "metadata",
    "volume_type",
    "availability_zone",
    "snapshot_id",
    "source_volid",
    "consistencygroup_id",
    "imageRef",
    "multiattach",
    "backup_id",
    "group_id",
    "cluster_id",
    "scheduler_hints",
];

/// Attributes of a new volume that are text and dropped.
const DROPPED_TEXT: &[&str] = &["consistencygroup_id", "imageRef", "backup_id", "group_id", "cluster_id"];

/// The volume that `POST …/volumes` asks for.
///
/// # Errors
///
/// A fault that points at what is missing, unknown or wrong in the body.
pub fn new_volume(body: &Value) -> Result<NewVolume, Fault> {
    let body = Members::of(body)?;
    let volume = body.object("volume")?;
    body.allow(BESIDE_VOLUME)?;
    volume.allow(NEW_VOLUME)?;
    volume.optional_object("scheduler_hints")?;
    for name in DROPPED_TEXT {
        volume.text(name)?;
    }
    Ok(NewVolume {
        size: volume.size("size", "Volume")?,
        name: volume.text("name")?,
        description: volume.text("description")?,
        metadata: volume.labels("metadata")?.unwrap_or_default(),
        volume_type: volume.text("volume_type")?,
        availability_zone: volume.text("availability_zone")?,
        snapshot_id: volume.text("snapshot_id")?,
        source_volid: volume.text("source_volid")?,
        multiattach: volume.flag("multiattach")?,
    })
}

/// The changes that `PUT …/volumes/{id}` asks for.
///
/// # Errors
///
/// A fault that points at what is missing, unknown or wrong in the body.
pub fn volume_changes(body: &Value) -> Result<VolumeChanges, Fault> {
    let body = Members::of(body)?;
    let volume = body.object("volume")?;
    body.allow(&["volume"])?;
    volume.allow(&["name", "description", "metadata"])?;
    Ok(VolumeChanges {
        name: volume.change("name")?,
        description: volume.change("description")?,
        metadata: volume.labels("metadata")?,
    })
}

/// What `POST …/volumes/{id}/action` asks for: an object whose only member is the action.
///
/// # Errors
///
/// A fault that points at what is missing, unknown or wrong in the body.
pub fn volume_action(body: &Value) -> Result<VolumeAction, Fault> {
    let body = Members::of(body)?;
    let names: Vec<_> = body.names().collect();
    match names[..] {
        ["os-extend"] => {
            let extend = body.object("os-extend")?;
            extend.allow(&["new_size"])?;
            Ok(VolumeAction::Extend { new_size: extend.size("new_size", "Volume")? })
        }
        [other] => {
            let fault = BlockStorageFault::ActionUnknown { action: excerpt(other) };
            Err(located(fault, |message| Violation::at_pointer("", message).with_rule("unknown")))
        }
        _ => Err(BlockStorageFault::ActionAmbiguous { count: integer(names.len()) }.into()),
    }
}

#[cfg(test)]
mod tests {
    use faultwire::FaultType;
    use serde_json::json;

    use super::*;

    /// The fault's code, its message and where it points.
    #[track_caller]
    fn check<T: std::fmt::Debug>(result: Result<T, Fault>, code: &FaultType, message: &str, pointer: &str) {
        let fault = result.unwrap_err();
        assert_eq!((fault.code(), &*fault.message()), (code.code(), message));
        assert_eq!(fault.violations()[0].location().as_str(), pointer);
    }

    #[test]
    fn a_full_body_is_taken() {
        let body = json!({"volume": {
            "name": "data", "size": 3, "description": "d", "metadata": {"k": "v"}, "volume_type": "ssd",
            "availability_zone": "az1", "snapshot_id": null, "source_volid": "vol-1", "consistencygroup_id": null,
            "imageRef": null, "multiattach": true, "backup_id": null, "group_id": "g", "cluster_id": null,
            "scheduler_hints": {"same_host": []},
        }, "OS-SCH-HNT:scheduler_hints": {}});
        let volume = new_volume(&body).unwrap();
        assert_eq!((volume.name.as_deref(), volume.size, volume.multiattach), (Some("data"), 3, true));
        assert_eq!(volume.metadata["k"], "v");
        assert_eq!(volume.source_volid.as_deref(), Some("vol-1"));
    }

    #[test]
    fn a_size_is_a_positive_integer() {
        for (size, shown) in [
            (json!(-1.0), "-1.0"),
            (json!(-1), "-1"),
            (json!(0), "0"),
            (json!(1.5), "1.5"),
            (json!("10"), "10"),
            (json!(1_u64 << 63), "9223372036854775808"),
            (json!(true), "true"),
            (json!(null), "null"),
            (json!([1, {"a": "b"}]), r#"[1,{"a":"b"}]"#),
            (json!("é".repeat(300)), &*format!("{}…", "é".repeat(200))),
            (json!(["é".repeat(300)]), &*format!("[\"{}…", "é".repeat(198))),
        ] {
            let message = format!("Volume 'size' needs to be a positive integer value, {shown} cannot be accepted.");
            check(
                new_volume(&json!({"volume": {"size": size}})),
                BlockStorageFault::SIZE_INVALID,
                &message,
                "/volume/size",
            );
            let action = json!({"os-extend": {"new_size": size}});
            check(volume_action(&action), BlockStorageFault::SIZE_INVALID, &message, "/os-extend/new_size");
        }
        let message = "Volume 'size' needs to be a positive integer value, null cannot be accepted.";
        check(new_volume(&json!({"volume": {}})), BlockStorageFault::SIZE_INVALID, message, "/volume/size");
    }

    #[test]
    fn a_body_is_an_object_with_a_volume() {
        let not_object = |found: &str| format!("The request body must be of type object, not {found}.");
        check(new_volume(&json!([])), BlockStorageFault::BODY_TYPE_INVALID, &not_object("list"), "");
        check(new_volume(&json!(null)), BlockStorageFault::BODY_TYPE_INVALID, &not_object("null"), "");
        check(volume_changes(&json!("x")), BlockStorageFault::BODY_TYPE_INVALID, &not_object("text"), "");
        check(volume_action(&json!(7)), BlockStorageFault::BODY_TYPE_INVALID, &not_object("number"), "");
        let missing = "The request body lacks the attribute 'volume'.";
        check(new_volume(&json!({})), BlockStorageFault::ATTRIBUTE_MISSING, missing, "/volume");
        check(new_volume(&json!({"size": 1})), BlockStorageFault::ATTRIBUTE_MISSING, missing, "/volume");
        let wrong = "The attribute '/volume' must be of type object, not list.";
        check(new_volume(&json!({"volume": []})), BlockStorageFault::ATTRIBUTE_TYPE_INVALID, wrong, "/volume");
    }

    #[test]
    fn unknown_attributes_are_named() {
        let colour = "The attribute 'colour' is not known here.";
        let body = json!({"volume": {"size": 1, "colour": "red"}});
        check(new_volume(&body), BlockStorageFault::ATTRIBUTE_UNKNOWN, colour, "/volume/colour");
        let body = json!({"volume": {"size": 1}, "colour": "red"});
        check(new_volume(&body), BlockStorageFault::ATTRIBUTE_UNKNOWN, colour, "/colour");
        let size = "The attribute 'size' is not known here.";
        check(
            volume_changes(&json!({"volume": {"size": 1}})),
            BlockStorageFault::ATTRIBUTE_UNKNOWN,
            size,
            "/volume/size",
        );
        let odd = "The attribute 'a/b~c' is not known here.";
        check(
            volume_changes(&json!({"volume": {"a/b~c": 1}})),
            BlockStorageFault::ATTRIBUTE_UNKNOWN,
            odd,
            "/volume/a~1b~0c",
        );
    }

    #[test]
    fn attributes_have_types_and_lengths() {
        for (name, value, expected, found) in [
            ("name", json!(5), "text", "number"),
            ("imageRef", json!({}), "text", "object"),
            ("multiattach", json!("yes"), "boolean", "text"),
            ("metadata", json!([]), "object", "list"),
            ("scheduler_hints", json!(true), "object", "boolean"),
        ] {
            let body = json!({"volume": {"size": 1, name: value}});
            let message = format!("The attribute '/volume/{name}' must be of type {expected}, not {found}.");
            check(new_volume(&body), BlockStorageFault::ATTRIBUTE_TYPE_INVALID, &message, &format!("/volume/{name}"));
        }
        let body = json!({"volume": {"size": 1, "metadata": {"k": 1}}});
        let message = "The attribute '/volume/metadata/k' must be of type text, not number.";
        check(new_volume(&body), BlockStorageFault::ATTRIBUTE_TYPE_INVALID, message, "/volume/metadata/k");
        let body = json!({"volume": {"size": 1, "name": "é".repeat(256)}});
        let message = "The attribute 'name' must not be longer than 255 characters.";
        check(new_volume(&body), BlockStorageFault::ATTRIBUTE_TOO_LONG, message, "/volume/name");
    }

    #[test]
    fn changes_tell_null_from_absent() {
        let changes = volume_changes(&json!({"volume": {"name": null, "description": "d"}})).unwrap();
        assert_eq!(changes.name, Some(None));
        assert_eq!(changes.description, Some(Some("d".to_owned())));
        assert_eq!(changes.metadata, None);
    }

    #[test]
    fn an_action_is_one_known_member() {
        let action = volume_action(&json!({"os-extend": {"new_size": 7}})).unwrap();
        assert_eq!(action, VolumeAction::Extend { new_size: 7 });
        check(
            volume_action(&json!({"os-fly": {}})),
            BlockStorageFault::ACTION_UNKNOWN,
            "There is no action 'os-fly'.",
            "",
        );
        let null = "The attribute '/os-extend' must be of type object, not null.";
        check(
            volume_action(&json!({"os-extend": null})),
            BlockStorageFault::ATTRIBUTE_TYPE_INVALID,
            null,
            "/os-extend",
        );
        for body in [json!({}), json!({"os-extend": {}, "os-detach": {}})] {
            assert!(volume_action(&body).unwrap_err().is(BlockStorageFault::ACTION_AMBIGUOUS));
        }
    }
}
