// Written by `faultwire catalog generate rust` from a catalogue of faults. Not to be edited.

/// The faults of the catalogue block-storage, 1.0.0, owned by storage.
#[rustfmt::skip]
#[derive(Debug, Clone, PartialEq, thiserror::Error, faultwire::Fault)]
#[non_exhaustive]
pub enum BlockStorageFault {
    /// 404: Volume not found.
    ///
    /// No volume has the id.
    ///
    /// Answers calls: get, edit, delete, action.
    #[error("Volume {volume_id} could not be found.")]
    #[fault(
        code = "volume_not_found",
        status = 404,
        title = "Volume not found",
        cause = "not_found",
        help = "https://block-storage.example/faults#volume_not_found",
    )]
    VolumeNotFound {
        /// The parameter `volume_id`.
        volume_id: String,
    },
    /// 409: Volume name in use.
    ///
    /// Another volume has the name. The queue-token style knows 400 and 412 for a create.
    ///
    /// Answers calls: create, edit.
    #[error("A volume named {name} exists already.")]
    #[fault(
        code = "volume_name_in_use",
        status = 409,
        title = "Volume name in use",
        number = 20,
        cause = "duplicate",
        help = "https://block-storage.example/faults#volume_name_in_use",
        word("queue-token.status" = "412"),
    )]
    VolumeNameInUse {
        /// The parameter `name`.
        name: String,
    },
    /// 409: Volume in use.
    ///
    /// An attached volume cannot be deleted. OpenStack answers 400.
    ///
    /// Answers calls: delete.
    #[error("Volume {volume_id} is in use and cannot be deleted.")]
    #[fault(
        code = "volume_in_use",
        status = 409,
        title = "Volume in use",
        number = 21,
        cause = "state",
        help = "https://block-storage.example/faults#volume_in_use",
        word("openstack.status" = "400"),
    )]
    VolumeInUse {
        /// The parameter `volume_id`.
        volume_id: String,
    },
    /// 409: Volume cannot be extended.
    ///
    /// An attached volume cannot be extended.
    ///
    /// Answers calls: action.
    #[error("Volume {volume_id} must be available to be extended, it is {status}.")]
    #[fault(
        code = "volume_not_extendable",
        status = 409,
        title = "Volume cannot be extended",
        number = 22,
        cause = "state",
        help = "https://block-storage.example/faults#volume_not_extendable",
    )]
    VolumeNotExtendable {
        /// The parameter `volume_id`.
        volume_id: String,
        /// The parameter `status`.
        status: String,
    },
    /// 400: Volume cannot shrink.
    ///
    /// A volume cannot become smaller.
    ///
    /// Answers calls: action.
    #[error("The new size must not be smaller than the current {size} GiB, {new_size} cannot be accepted.")]
    #[fault(
        code = "volume_shrunk",
        status = 400,
        title = "Volume cannot shrink",
        number = 23,
        cause = "invalid_value",
        help = "https://block-storage.example/faults#volume_shrunk",
    )]
    VolumeShrunk {
        /// The parameter `size`.
        size: i64,
        /// The parameter `new_size`.
        new_size: i64,
    },
    /// 403: Quota exceeded.
    ///
    /// The quota does not allow the size. OpenStack documents 413 `overLimit`.
    ///
    /// Answers calls: create, action.
    #[error("A volume of {size} GiB is above the quota of {quota} GiB.")]
    #[fault(
        code = "quota_exceeded",
        status = 403,
        title = "Quota exceeded",
        number = 24,
        cause = "quota",
        retry_after = 7,
        help = "https://block-storage.example/faults#quota_exceeded",
        word("openstack.status" = "413"),
    )]
    QuotaExceeded {
        /// The parameter `size`.
        size: i64,
        /// The parameter `quota`.
        quota: i64,
    },
    /// 400: Invalid size.
    ///
    /// The size is no positive integer.
    ///
    /// Answers calls: create, action.
    #[error("{resource} 'size' needs to be a positive integer value, {size} cannot be accepted.")]
    #[fault(
        code = "size_invalid",
        status = 400,
        title = "Invalid size",
        number = 25,
        cause = "invalid_value",
        help = "https://block-storage.example/faults#size_invalid",
    )]
    SizeInvalid {
        /// The parameter `resource`.
        resource: String,
        /// The parameter `size`.
        size: faultwire::Value,
    },
    /// 400: Attribute missing.
    ///
    /// The body lacks an attribute that the operation needs.
    ///
    /// Answers calls: create, edit, action.
    #[error("The request body lacks the attribute '{attribute}'.")]
    #[fault(
        code = "attribute_missing",
        status = 400,
        title = "Attribute missing",
        number = 26,
        cause = "invalid_value",
        help = "https://block-storage.example/faults#attribute_missing",
    )]
    AttributeMissing {
        /// The parameter `attribute`.
        attribute: String,
    },
    /// 400: Unknown attribute.
    ///
    /// The body has an attribute that the operation does not know.
    ///
    /// Answers calls: create, edit, action.
    #[error("The attribute '{attribute}' is not known here.")]
    #[fault(
        code = "attribute_unknown",
        status = 400,
        title = "Unknown attribute",
        number = 27,
        cause = "unknown_member",
        help = "https://block-storage.example/faults#attribute_unknown",
    )]
    AttributeUnknown {
        /// The parameter `attribute`.
        attribute: String,
    },
    /// 400: Attribute too long.
    ///
    /// A text of the body is longer than the service keeps.
    ///
    /// Answers calls: create, edit.
    #[error("The attribute '{attribute}' must not be longer than {max} characters.")]
    #[fault(
        code = "attribute_too_long",
        status = 400,
        title = "Attribute too long",
        number = 28,
        cause = "invalid_value",
        help = "https://block-storage.example/faults#attribute_too_long",
    )]
    AttributeTooLong {
        /// The parameter `attribute`.
        attribute: String,
        /// The parameter `max`.
        max: i64,
    },
    /// 400: Invalid attribute type.
    ///
    /// A value in the body is of another JSON type than it must be. It is hard, as a body of the wrong form never comes to the operation.
    ///
    /// Answers calls: create, edit, action.
    #[error("The attribute '{pointer}' must be of type {expected}, not {found}.")]
    #[fault(
        code = "attribute_type_invalid",
        status = 400,
        title = "Invalid attribute type",
        number = 37,
        cause = "invalid_value",
        severity = "hard",
        help = "https://block-storage.example/faults#attribute_type_invalid",
    )]
    AttributeTypeInvalid {
        /// The parameter `pointer`.
        pointer: String,
        /// The parameter `expected`.
        expected: String,
        /// The parameter `found`.
        found: String,
    },
    /// 400: Invalid body type.
    ///
    /// The body itself is of another JSON type than it must be. It is as hard.
    ///
    /// Answers calls: create, edit, action.
    #[error("The request body must be of type {expected}, not {found}.")]
    #[fault(
        code = "body_type_invalid",
        status = 400,
        title = "Invalid body type",
        number = 38,
        cause = "invalid_value",
        severity = "hard",
        help = "https://block-storage.example/faults#body_type_invalid",
    )]
    BodyTypeInvalid {
        /// The parameter `expected`.
        expected: String,
        /// The parameter `found`.
        found: String,
    },
    /// 400: Unknown action.
    ///
    /// There is no such action. It is neither 404 nor 501, as the address exists and so does the method.
    ///
    /// Answers calls: action.
    #[error("There is no action '{action}'.")]
    #[fault(
        code = "action_unknown",
        status = 400,
        title = "Unknown action",
        number = 29,
        cause = "feature_missing",
        help = "https://block-storage.example/faults#action_unknown",
    )]
    ActionUnknown {
        /// The parameter `action`.
        action: String,
    },
    /// 400: Not one action.
    ///
    /// The body does not ask for exactly one action.
    ///
    /// Answers calls: action.
    #[error("The request body must hold exactly one action, it holds {count}.")]
    #[fault(
        code = "action_ambiguous",
        status = 400,
        title = "Not one action",
        number = 30,
        cause = "invalid_value",
        help = "https://block-storage.example/faults#action_ambiguous",
    )]
    ActionAmbiguous {
        /// The parameter `count`.
        count: i64,
    },
    /// 400: Unknown query parameter.
    ///
    /// The operation does not know the query parameter.
    ///
    /// Answers calls: list.
    #[error("The query parameter '{parameter}' is not known here.")]
    #[fault(
        code = "parameter_unknown",
        status = 400,
        title = "Unknown query parameter",
        number = 31,
        cause = "unknown_parameter",
        help = "https://block-storage.example/faults#parameter_unknown",
    )]
    ParameterUnknown {
        /// The parameter `parameter`.
        parameter: String,
    },
    /// 400: Query parameter not taken.
    ///
    /// One resource is shown without query parameters. The queue-token style knows no 400 for that, only that there is nothing at such an address.
    ///
    /// Answers calls: get.
    #[error("The query parameter '{parameter}' is not known here.")]
    #[fault(
        code = "parameter_refused",
        status = 400,
        title = "Query parameter not taken",
        number = 36,
        cause = "unknown_parameter",
        help = "https://block-storage.example/faults#parameter_refused",
        word("queue-token.status" = "404"),
    )]
    ParameterRefused {
        /// The parameter `parameter`.
        parameter: String,
    },
    /// 400: Invalid query parameter.
    ///
    /// A query parameter's value is none of the words that it takes.
    ///
    /// Answers calls: list.
    #[error("The query parameter '{parameter}' must be one of: {choices}. '{value}' cannot be accepted.")]
    #[fault(
        code = "parameter_invalid",
        status = 400,
        title = "Invalid query parameter",
        number = 32,
        cause = "invalid_value",
        help = "https://block-storage.example/faults#parameter_invalid",
    )]
    ParameterInvalid {
        /// The parameter `parameter`.
        parameter: String,
        /// The parameter `choices`.
        choices: String,
        /// The parameter `value`.
        value: String,
    },
    /// 400: Repeated query parameter.
    ///
    /// A query parameter is given more than once.
    ///
    /// Answers calls: list, get.
    #[error("The query parameter '{parameter}' must not be given more than once.")]
    #[fault(
        code = "parameter_repeated",
        status = 400,
        title = "Repeated query parameter",
        number = 39,
        cause = "invalid_value",
        help = "https://block-storage.example/faults#parameter_repeated",
    )]
    ParameterRepeated {
        /// The parameter `parameter`.
        parameter: String,
    },
    /// 400: Conflicting query parameters.
    ///
    /// Two query parameters say the same thing in different ways.
    ///
    /// Answers calls: list.
    #[error("The query parameter '{parameter}' must not be given together with '{other}'.")]
    #[fault(
        code = "parameters_conflict",
        status = 400,
        title = "Conflicting query parameters",
        number = 40,
        cause = "invalid_value",
        help = "https://block-storage.example/faults#parameters_conflict",
    )]
    ParametersConflict {
        /// The parameter `parameter`.
        parameter: String,
        /// The parameter `other`.
        other: String,
    },
    /// 400: Invalid order.
    ///
    /// The list cannot be in that order.
    ///
    /// Answers calls: list.
    #[error("The query parameter '{parameter}' must be a list such as 'name:asc,size:desc', of these keys: {keys}. '{value}' cannot be accepted.")]
    #[fault(
        code = "sort_invalid",
        status = 400,
        title = "Invalid order",
        number = 41,
        cause = "invalid_value",
        help = "https://block-storage.example/faults#sort_invalid",
    )]
    SortInvalid {
        /// The parameter `parameter`.
        parameter: String,
        /// The parameter `keys`.
        keys: String,
        /// The parameter `value`.
        value: String,
    },
    /// 400: Invalid metadata.
    ///
    /// The labels to filter by are no labels.
    ///
    /// Answers calls: list.
    #[error("The query parameter '{parameter}' must be a JSON object whose members are text, '{value}' cannot be accepted.")]
    #[fault(
        code = "metadata_invalid",
        status = 400,
        title = "Invalid metadata",
        number = 42,
        cause = "invalid_value",
        help = "https://block-storage.example/faults#metadata_invalid",
    )]
    MetadataInvalid {
        /// The parameter `parameter`.
        parameter: String,
        /// The parameter `value`.
        value: String,
    },
    /// 400: Invalid page.
    ///
    /// A page that cannot be, by its `limit` or `offset`. The queue-token style knows 416 for it.
    ///
    /// Answers calls: list.
    #[error("The query parameter '{parameter}' must be an integer from 0 to {max}, '{value}' cannot be accepted.")]
    #[fault(
        code = "page_invalid",
        status = 400,
        title = "Invalid page",
        number = 33,
        cause = "invalid_value",
        help = "https://block-storage.example/faults#page_invalid",
        word("queue-token.status" = "416"),
    )]
    PageInvalid {
        /// The parameter `parameter`.
        parameter: String,
        /// The parameter `max`.
        max: i64,
        /// The parameter `value`.
        value: String,
    },
    /// 400: Marker not found.
    ///
    /// The volume that a page should start after does not exist. The queue-token style knows 416 for it.
    ///
    /// Answers calls: list.
    #[error("The marker {marker} could not be found.")]
    #[fault(
        code = "marker_not_found",
        status = 400,
        title = "Marker not found",
        number = 34,
        cause = "invalid_value",
        help = "https://block-storage.example/faults#marker_not_found",
        word("queue-token.status" = "416"),
    )]
    MarkerNotFound {
        /// The parameter `marker`.
        marker: String,
    },
    /// 404: Queue token not found.
    ///
    /// No queued request has the token.
    ///
    /// Answers calls: get.
    #[error("The queue token {queue_token} could not be found.")]
    #[fault(
        code = "queue_token_not_found",
        status = 404,
        title = "Queue token not found",
        cause = "not_found",
        help = "https://block-storage.example/faults#queue_token_not_found",
    )]
    QueueTokenNotFound {
        /// The parameter `queue_token`.
        queue_token: String,
    },
    /// 404: Object not found.
    ///
    /// No datastore or task has the id.
    ///
    /// Answers calls: get, action, delete.
    #[error("Object type: {kind} id: {id} could not be found")]
    #[fault(
        code = "object_not_found",
        status = 404,
        title = "Object not found",
        cause = "not_found",
        help = "https://block-storage.example/faults#object_not_found",
    )]
    ObjectNotFound {
        /// The parameter `kind`.
        kind: String,
        /// The parameter `id`.
        id: String,
    },
    /// 400: Duplicate name.
    ///
    /// Another datastore has the name. The number and the text are the vendor's.
    ///
    /// Answers calls: create.
    #[error("Duplicate name exists.")]
    #[fault(
        code = "datastore_name_in_use",
        status = 400,
        title = "Duplicate name",
        number = 13,
        cause = "duplicate",
        help = "https://block-storage.example/faults#datastore_name_in_use",
    )]
    DatastoreNameInUse {
        /// The parameter `name`.
        name: String,
    },
    /// 409: Datastore in use.
    ///
    /// A datastore in use cannot be changed. It travels inside the task that fails, with its number.
    ///
    /// Answers calls: get.
    #[error("The datastore {datastore_id} is in use.")]
    #[fault(
        code = "datastore_in_use",
        status = 409,
        title = "Datastore in use",
        number = 35,
        cause = "state",
        help = "https://block-storage.example/faults#datastore_in_use",
    )]
    DatastoreInUse {
        /// The parameter `datastore_id`.
        datastore_id: String,
    },
    /// 401: Invalid grant.
    ///
    /// The user name or the password is wrong, RFC 6749 section 5.2.
    #[error("Bad credentials")]
    #[fault(
        code = "invalid_grant",
        status = 401,
        title = "Invalid grant",
        cause = "unauthenticated",
        help = "https://block-storage.example/faults#invalid_grant",
    )]
    InvalidGrant,
}
