// Written by `faultwire catalog generate rust` from a catalogue of faults. Not to be edited.

/// The faults of the catalogue samples, 1.0.0, owned by storage.
#[rustfmt::skip]
#[derive(Debug, Clone, PartialEq, thiserror::Error, faultwire::Fault)]
#[non_exhaustive]
pub enum SampleFault {
    /// 400: Bad request.
    #[error("The request has an error.")]
    #[fault(
        code = "sample_400",
        status = 400,
        title = "Bad request",
    )]
    Sample400,
    /// 401: Unauthorized.
    #[error("The token is not authorized to access the resource.")]
    #[fault(
        code = "sample_401",
        status = 401,
        title = "Unauthorized",
    )]
    Sample401,
    /// 403: Forbidden.
    #[error("Access to the resource was denied.")]
    #[fault(
        code = "sample_403",
        status = 403,
        title = "Forbidden",
    )]
    Sample403,
    /// 404: Not found.
    #[error("The resource could not be found.")]
    #[fault(
        code = "sample_404",
        status = 404,
        title = "Not found",
    )]
    Sample404,
    /// 405: Method not allowed.
    #[error("The method is not allowed for this resource.")]
    #[fault(
        code = "sample_405",
        status = 405,
        title = "Method not allowed",
    )]
    Sample405,
    /// 406: Not acceptable.
    #[error("The resource has no acceptable representation.")]
    #[fault(
        code = "sample_406",
        status = 406,
        title = "Not acceptable",
    )]
    Sample406,
    /// 409: Conflict.
    #[error("The state of the resource does not permit the request.")]
    #[fault(
        code = "sample_409",
        status = 409,
        title = "Conflict",
    )]
    Sample409,
    /// 412: Precondition failed.
    #[error("A precondition was not met.")]
    #[fault(
        code = "sample_412",
        status = 412,
        title = "Precondition failed",
    )]
    Sample412,
    /// 413: Over limit.
    #[error("The request is over a limit.")]
    #[fault(
        code = "sample_413",
        status = 413,
        title = "Over limit",
        retry_after = 7,
    )]
    Sample413,
    /// 415: Unsupported media type.
    #[error("The content type is not supported.")]
    #[fault(
        code = "sample_415",
        status = 415,
        title = "Unsupported media type",
    )]
    Sample415,
    /// 416: Range not satisfiable.
    #[error("There is no such page.")]
    #[fault(
        code = "sample_416",
        status = 416,
        title = "Range not satisfiable",
    )]
    Sample416,
    /// 417: Application error.
    #[error("Application error.")]
    #[fault(
        code = "sample_417",
        status = 417,
        title = "Application error",
    )]
    Sample417,
    /// 422: Unprocessable.
    #[error("The resource could not be processed at the moment.")]
    #[fault(
        code = "sample_422",
        status = 422,
        title = "Unprocessable",
        cause = "invalid_value",
    )]
    Sample422,
    /// 429: Too many requests.
    #[error("Too many requests.")]
    #[fault(
        code = "sample_429",
        status = 429,
        title = "Too many requests",
        retry_after = 7,
    )]
    Sample429,
    /// 500: Internal error.
    #[error("The server has erred.")]
    #[fault(
        code = "sample_500",
        status = 500,
        title = "Internal error",
    )]
    Sample500,
    /// 501: Not implemented.
    #[error("The method is not implemented.")]
    #[fault(
        code = "sample_501",
        status = 501,
        title = "Not implemented",
        cause = "feature_missing",
    )]
    Sample501,
    /// 502: Bad gateway.
    #[error("The data store failed.")]
    #[fault(
        code = "sample_502",
        status = 502,
        title = "Bad gateway",
    )]
    Sample502,
    /// 503: Unavailable.
    #[error("Down for maintenance.")]
    #[fault(
        code = "sample_503",
        status = 503,
        title = "Unavailable",
        retry_after = 7,
    )]
    Sample503,
    /// 400: Echo.
    ///
    /// The client's own text.
    #[error("{message}")]
    #[fault(
        code = "sample_echo",
        status = 400,
        title = "Echo",
    )]
    SampleEcho {
        /// The parameter `message`.
        message: String,
    },
}
