//! Ids that fail on request, so that every envelope can be seen with any client: `GET …/volumes/fault-404`.

mod fault;

use faultwire::{Definition, Fault, FaultSet, ParameterKind, Value};
use serde_json::json;

pub use fault::SampleFault;

use crate::BlockStorageFault;
use crate::query::Parameters;

/// The fault that an id asks for: `fault-NNN` by a status, `fault-CODE` by the code of a fault of the service, or
/// `fault-echo` with the parameter `message`.
///
/// # Panics
///
/// With the id `fault-panic`, because that is what it asks for.
pub fn requested(id: &str, parameters: &Parameters) -> Option<Fault> {
    match id.strip_prefix("fault-")? {
        "panic" => panic!("the client asked for a panic, and must not read this text"),
        "echo" => {
            let message = parameters.get("message").unwrap_or_default().to_owned();
            Some(SampleFault::SampleEcho { message }.into())
        }
        name => of_set::<BlockStorageFault>(name).or_else(|| of_status(name)),
    }
}

/// The fault of a set that has a code, with made up parameters.
pub fn of_set<E: FaultSet>(code: &str) -> Option<Fault> {
    E::definitions().find(|definition| definition.fault_type().code() == code).map(made_up)
}

fn of_status(status: &str) -> Option<Fault> {
    let fault = of_set::<SampleFault>(&format!("sample_{status}"))?;
    Some(match fault.status() {
        401 => fault.with_header("WWW-Authenticate", r#"Bearer realm="block-storage""#),
        405 => fault.with_header("Allow", "PUT, DELETE"),
        _ => fault,
    })
}

/// A fault whose texts are the names of their parameters.
fn made_up(definition: &'static Definition) -> Fault {
    let shown = definition.parameters().iter().filter(|parameter| !parameter.is_private());
    shown.fold(Fault::new(definition.fault_type()), |fault, parameter| {
        let value = match parameter.kind() {
            ParameterKind::Integer => Value::from(1),
            ParameterKind::Number => Value::from(1.5),
            ParameterKind::Boolean => Value::from(true),
            ParameterKind::List => Value::from(Vec::<Value>::new()),
            ParameterKind::Object => Value::from(json!({})),
            _ => Value::from(parameter.name()),
        };
        fault.with(parameter.name(), value)
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
        let types = SampleFault::definitions().map(Definition::fault_type);
        for fault_type in types.filter(|fault_type| fault_type.code() != "sample_echo") {
            assert_eq!(fault_type.code(), format!("sample_{}", fault_type.status()));
            let fault = requested(&format!("fault-{}", fault_type.status()), &none()).unwrap();
            assert!(fault.is(fault_type));
        }
    }

    #[test]
    fn every_fault_of_the_service_can_be_asked_for_and_read_back() {
        for definition in BlockStorageFault::definitions() {
            let fault = requested(&format!("fault-{}", definition.fault_type().code()), &none()).unwrap();
            assert!(fault.is(definition.fault_type()) && !fault.message().contains(['{', '}']));
            assert_eq!(Fault::from(BlockStorageFault::from_fault(&fault).unwrap()).message(), fault.message());
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
            let fault = of_status(&status.to_string()).unwrap();
            assert_eq!(fault.retry_after(), retry_after, "{status}");
            assert_eq!(fault.headers().first().map(|(name, _)| name.as_str()), header, "{status}");
        }
    }

    #[test]
    fn other_ids_ask_for_no_fault() {
        for id in [
            "vol-1",
            "fault-",
            "fault-418",
            "fault-4040",
            "fault-+404",
            "fault-0404",
            "404",
            "Fault-404",
            "fault-sample_404",
        ] {
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
