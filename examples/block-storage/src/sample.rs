//! Ids that fail on request, so that every envelope can be seen with any client: `GET …/volumes/fault-404`.

use faultwire::{Cause, Fault, FaultType};

use crate::query::Parameters;

/// Seconds that the samples with `Retry-After` ask a client to wait.
const RETRY_AFTER: u32 = 7;

/// 400 whose message is the client's own text.
pub static ECHO: FaultType = FaultType::new("sample_echo", 400, "Echo").message("{message}");

static SAMPLES: [FaultType; 18] = [
    FaultType::new("sample_400", 400, "Bad request").message("The request has an error."),
    FaultType::new("sample_401", 401, "Unauthorized").message("The token is not authorized to access the resource."),
    FaultType::new("sample_403", 403, "Forbidden").message("Access to the resource was denied."),
    FaultType::new("sample_404", 404, "Not found").message("The resource could not be found."),
    FaultType::new("sample_405", 405, "Method not allowed").message("The method is not allowed for this resource."),
    FaultType::new("sample_406", 406, "Not acceptable").message("The resource has no acceptable representation."),
    FaultType::new("sample_409", 409, "Conflict").message("The state of the resource does not permit the request."),
    FaultType::new("sample_412", 412, "Precondition failed").message("A precondition was not met."),
    FaultType::new("sample_413", 413, "Over limit").message("The request is over a limit.").retry_after(RETRY_AFTER),
    FaultType::new("sample_415", 415, "Unsupported media type").message("The content type is not supported."),
    FaultType::new("sample_416", 416, "Range not satisfiable").message("There is no such page."),
    FaultType::new("sample_417", 417, "Application error").message("Application error."),
    FaultType::new("sample_422", 422, "Unprocessable")
        .message("The resource could not be processed at the moment.")
        .cause(Cause::InvalidValue),
    FaultType::new("sample_429", 429, "Too many requests").message("Too many requests.").retry_after(RETRY_AFTER),
    FaultType::new("sample_500", 500, "Internal error").message("The server has erred."),
    FaultType::new("sample_501", 501, "Not implemented")
        .message("The method is not implemented.")
        .cause(Cause::FeatureMissing),
    FaultType::new("sample_502", 502, "Bad gateway").message("The data store failed."),
    FaultType::new("sample_503", 503, "Unavailable").message("Down for maintenance.").retry_after(RETRY_AFTER),
];

/// The fault that an id asks for: `fault-NNN`, or `fault-echo` with the parameter `message`.
///
/// # Panics
///
/// With the id `fault-panic`, because that is what it asks for.
pub fn requested(id: &str, parameters: &Parameters) -> Option<Fault> {
    match id.strip_prefix("fault-")? {
        "panic" => panic!("the client asked for a panic, and must not read this text"),
        "echo" => Some(Fault::new(&ECHO).with("message", parameters.get("message").unwrap_or_default().to_owned())),
        status => sample(status),
    }
}

/// The definitions behind the ids, for checks and documentation.
pub fn all() -> impl Iterator<Item = &'static FaultType> {
    SAMPLES.iter().chain([&ECHO])
}

fn sample(status: &str) -> Option<Fault> {
    let fault_type = SAMPLES.iter().find(|fault_type| fault_type.code().strip_prefix("sample_") == Some(status))?;
    let fault = Fault::new(fault_type);
    Some(match fault.status() {
        401 => fault.with_header("WWW-Authenticate", r#"Bearer realm="block-storage""#),
        405 => fault.with_header("Allow", "PUT, DELETE"),
        _ => fault,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none() -> Parameters {
        Parameters::default()
    }

    #[test]
    fn every_sample_has_the_status_of_its_code() {
        for fault_type in &SAMPLES {
            assert_eq!(fault_type.code(), format!("sample_{}", fault_type.status()));
            let fault = requested(&format!("fault-{}", fault_type.status()), &none()).unwrap();
            assert!(fault.is(fault_type));
        }
    }

    #[test]
    fn samples_carry_the_headers_of_their_status() {
        for (status, retry_after, header) in [
            (401, None, Some("www-authenticate")),
            (405, None, Some("allow")),
            (413, Some(7), None),
            (429, Some(7), None),
            (503, Some(7), None),
            (400, None, None),
        ] {
            let fault = sample(&status.to_string()).unwrap();
            assert_eq!(fault.retry_after(), retry_after, "{status}");
            assert_eq!(fault.headers().first().map(|(name, _)| name.as_str()), header, "{status}");
        }
    }

    #[test]
    fn other_ids_ask_for_no_fault() {
        for id in ["vol-1", "fault-", "fault-418", "fault-4040", "fault-+404", "fault-0404", "404", "Fault-404"] {
            assert!(requested(id, &none()).is_none(), "{id}");
        }
    }

    #[test]
    fn the_echo_is_the_clients_text() {
        let parameters = Parameters::from_iter([("message", "{x} <b>\"&\u{1}")]);
        let fault = requested("fault-echo", &parameters).unwrap();
        assert_eq!(fault.message(), "{x} <b>\"&\u{1}");
    }

    #[test]
    #[should_panic(expected = "asked for a panic")]
    fn the_panic_is_real() {
        let _ = requested("fault-panic", &none());
    }
}
