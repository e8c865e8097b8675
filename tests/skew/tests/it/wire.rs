//! A client with one version of an enum, a service with another: the table of `docs/decisions/0011-version-skew.md`.

use std::fmt::Debug;
use std::sync::{Arc, LazyLock};

use faultwire::{Config, Fault, FaultSet, FaultType, Format, Renderer, RequestContext};
use serde_json::Value as Json;

use crate::files::{fixture, read};

/// The older enum.
mod v1 {
    #[derive(Debug, Clone, PartialEq, faultwire::Fault)]
    pub(super) enum VolumeFault {
        /// Has other texts and another status later.
        #[fault(status = 404, title = "Not found", message = "No volume {id}.")]
        NotFound { id: String },
        /// Is gone later.
        #[fault(status = 423)]
        Frozen { volume: String },
        /// Is in a nested set later.
        #[fault(status = 429)]
        AtLimit { tenant: String },
        /// Has another code later.
        #[fault(status = 409)]
        Busy { volume: String },
        /// Tells more later, where it can.
        #[fault(status = 403)]
        Quota { tenant: String },
        /// Tells more later.
        #[fault(status = 423)]
        Locked { by: String },
        /// Tells less later.
        #[fault(status = 410)]
        Gone { volume: String, node: String },
        /// Tells less later, and what is gone was optional.
        #[fault(status = 410)]
        Lost { volume: String, node: Option<String> },
        /// Keeps its tenant for the log later.
        #[fault(status = 403)]
        Denied { tenant: String },
        /// Calls its parameter something else later.
        #[fault(status = 409)]
        Attached { server: String },
        /// May be without its parameter later.
        #[fault(status = 507)]
        Full { disk: String },
        /// Has a number instead of the text later.
        #[fault(status = 400)]
        SizeInvalid { size: String },
        /// The same, and it may be absent.
        #[fault(status = 400)]
        CountInvalid { count: Option<String> },
        /// Has wider numbers later.
        #[fault(status = 413)]
        TooLarge { size: u32 },
        /// Has fractions later.
        #[fault(status = 503)]
        Slow { seconds: u64 },
    }
}

/// The newer one.
mod v2 {
    #[derive(Debug, Clone, PartialEq, faultwire::Fault)]
    pub(super) enum VolumeFault {
        #[fault(status = 410, title = "Gone", message = "Volume {id} could not be found.")]
        NotFound { id: String },
        /// Was not there before.
        #[fault(status = 507, message = "No replica of {volume}.")]
        NoReplica { volume: String },
        #[fault(transparent)]
        Limits(LimitFault),
        #[fault(status = 409, code = "in_use")]
        Busy { volume: String },
        #[fault(status = 403)]
        Quota { tenant: String, project: Option<String> },
        #[fault(status = 423)]
        Locked { by: String, since: String },
        #[fault(status = 410)]
        Gone { volume: String },
        #[fault(status = 410)]
        Lost { volume: String },
        #[fault(status = 403)]
        Denied {
            #[fault(private)]
            tenant: Option<String>,
        },
        #[fault(status = 409)]
        Attached { instance: String },
        #[fault(status = 507)]
        Full { disk: Option<String> },
        #[fault(status = 400)]
        SizeInvalid { size: u64 },
        #[fault(status = 400)]
        CountInvalid { count: Option<u64> },
        #[fault(status = 413)]
        TooLarge { size: u64 },
        #[fault(status = 503)]
        Slow { seconds: f64 },
    }

    #[derive(Debug, Clone, PartialEq, faultwire::Fault)]
    pub(super) enum LimitFault {
        #[fault(status = 429)]
        AtLimit { tenant: String },
    }
}

use v1::VolumeFault as Older;
use v2::VolumeFault as Newer;

/// A set with a place for everything else.
#[derive(Debug, Clone, faultwire::Fault)]
enum Open<E> {
    #[fault(transparent)]
    Known(E),
    #[fault(transparent)]
    Other(Fault),
}

/// The ways over the wire that parameters take: as data, and as text.
#[derive(Clone, Copy)]
enum Wire {
    House,
    Google,
}

static HOUSE: LazyLock<Renderer> = LazyLock::new(|| {
    let page = Config::from_toml(&read(&fixture("service/house.toml")), "house.toml").unwrap();
    Renderer::builder().config(page).style("house").build().unwrap()
});

static GOOGLE: LazyLock<Renderer> = LazyLock::new(|| Renderer::builder().style("google").build().unwrap());

impl Wire {
    /// The fault as it is on the other side: what the answer says, and nothing else.
    fn send(self, fault: &Fault) -> Fault {
        let renderer = match self {
            Self::House => &HOUSE,
            Self::Google => &GOOGLE,
        };
        let answer = renderer.encode(fault, &RequestContext::empty(), Format::Json);
        let answer: Json = serde_json::from_slice(&answer).unwrap();
        let (code, status, title, message, parameters) = match self {
            Self::House => {
                let title = answer["title"].as_str().unwrap();
                (&answer["code"], &answer["status"], title, &answer["message"], &answer["params"])
            }
            Self::Google => {
                let error = &answer["error"];
                let info = &error["details"][0];
                (&info["reason"], &error["code"], "", &error["message"], &info["metadata"])
            }
        };
        let status = status.as_u64().unwrap().try_into().unwrap();
        let fault_type = FaultType::builder(code.as_str().unwrap().to_lowercase(), status, title).build().unwrap();
        let fault = Fault::shared(Arc::new(fault_type)).with_message(message.as_str().unwrap().to_owned());
        let parameters = parameters.as_object().into_iter().flatten();
        parameters.fold(fault, |fault, (name, value)| fault.with(name.clone(), value.clone()))
    }
}

/// Sends an error to whoever has another enum, and compares what is there.
#[track_caller]
fn check<S: Into<Fault>, R: FaultSet + Debug + PartialEq>(wire: Wire, sent: S, read: Option<R>) {
    let sent = sent.into();
    let received = wire.send(&sent);
    assert_eq!(R::from_fault(&received), read, "{received:?}");
    // Whether or not it is known, nothing of it is lost.
    assert_eq!(received.code(), sent.code());
    assert_eq!(received.message(), sent.message());
    assert_eq!(received.status(), sent.status());
    match (Open::<R>::from_fault(&received).unwrap(), read) {
        (Open::Known(known), Some(read)) => assert_eq!(known, read),
        (Open::Other(other), None) => {
            assert!(other.params().map(|(name, _)| name).eq(sent.params().map(|(name, _)| name)), "{other:?}");
        }
        (open, read) => panic!("{open:?} is not {read:?}"),
    }
}

/// In both styles, which is the same where parameters are text.
#[track_caller]
fn check_text<S: Into<Fault> + Clone, R: FaultSet + Debug + PartialEq + Clone>(sent: S, read: Option<R>) {
    check(Wire::House, sent.clone(), read.clone());
    check(Wire::Google, sent, read);
}

fn text(text: &str) -> String {
    text.to_owned()
}

#[test]
fn a_code_that_is_not_known_is_no_error_of_the_set() {
    check_text(Newer::NoReplica { volume: text("vol-7") }, None::<Older>);
    check_text(Older::Frozen { volume: text("vol-7") }, None::<Newer>);
}

#[test]
fn another_code_is_another_fault() {
    check_text(Newer::Busy { volume: text("vol-7") }, None::<Older>);
    check_text(Older::Busy { volume: text("vol-7") }, None::<Newer>);
}

#[test]
fn status_and_texts_are_not_looked_at() {
    check_text(Newer::NotFound { id: text("7") }, Some(Older::NotFound { id: text("7") }));
    check_text(Older::NotFound { id: text("7") }, Some(Newer::NotFound { id: text("7") }));
    // What is made of it again has the definition of whoever makes it.
    let received = Wire::House.send(&Newer::NotFound { id: text("7") }.into());
    let again = Fault::from(Older::from_fault(&received).unwrap());
    assert_eq!((received.status(), again.status()), (410, 404));
    assert_eq!((received.fault_type().title(), again.fault_type().title()), ("Gone", "Not found"));
}

#[test]
fn a_fault_may_move_into_a_nested_set() {
    let nested = Newer::Limits(v2::LimitFault::AtLimit { tenant: text("acme") });
    check_text(nested.clone(), Some(Older::AtLimit { tenant: text("acme") }));
    check_text(Older::AtLimit { tenant: text("acme") }, Some(nested));
}

#[test]
fn an_optional_parameter_may_be_added() {
    let (tenant, project) = (text("acme"), Some(text("seven")));
    check_text(Newer::Quota { tenant: tenant.clone(), project }, Some(Older::Quota { tenant: tenant.clone() }));
    check_text(Older::Quota { tenant: tenant.clone() }, Some(Newer::Quota { tenant, project: None }));
}

#[test]
fn a_required_parameter_that_is_added_is_missed_by_newer_clients() {
    check_text(Newer::Locked { by: text("a"), since: text("noon") }, Some(Older::Locked { by: text("a") }));
    check_text(Older::Locked { by: text("a") }, None::<Newer>);
}

#[test]
fn a_parameter_that_is_removed_is_missed_by_older_clients_where_it_was_required() {
    let (volume, node) = (text("vol-7"), text("node-1"));
    check_text(Newer::Gone { volume: volume.clone() }, None::<Older>);
    check_text(
        Older::Gone { volume: volume.clone(), node: node.clone() },
        Some(Newer::Gone { volume: volume.clone() }),
    );
    let lost = Older::Lost { volume: volume.clone(), node: None };
    check_text(Newer::Lost { volume: volume.clone() }, Some(lost));
    check_text(Older::Lost { volume: volume.clone(), node: Some(node) }, Some(Newer::Lost { volume }));
}

#[test]
fn a_parameter_that_becomes_private_is_removed() {
    check_text(Newer::Denied { tenant: Some(text("acme")) }, None::<Older>);
    check_text(Older::Denied { tenant: text("acme") }, Some(Newer::Denied { tenant: None }));
}

#[test]
fn another_name_is_another_parameter() {
    check_text(Newer::Attached { instance: text("i") }, None::<Older>);
    check_text(Older::Attached { server: text("s") }, None::<Newer>);
}

#[test]
fn a_parameter_may_become_optional_as_long_as_it_is_there() {
    check_text(Newer::Full { disk: Some(text("d")) }, Some(Older::Full { disk: text("d") }));
    check_text(Newer::Full { disk: None }, None::<Older>);
    check_text(Older::Full { disk: text("d") }, Some(Newer::Full { disk: Some(text("d")) }));
}

#[test]
fn another_kind_of_data_is_not_read_even_where_it_may_be_absent() {
    check(Wire::House, Newer::SizeInvalid { size: 7 }, None::<Older>);
    check(Wire::House, Older::SizeInvalid { size: text("7") }, None::<Newer>);
    check(Wire::House, Newer::CountInvalid { count: Some(7) }, None::<Older>);
    check(Wire::House, Older::CountInvalid { count: Some(text("7")) }, None::<Newer>);
    check(Wire::House, Older::CountInvalid { count: None }, Some(Newer::CountInvalid { count: None }));
}

#[test]
fn numbers_are_read_as_long_as_they_fit() {
    check(Wire::House, Older::TooLarge { size: 7 }, Some(Newer::TooLarge { size: 7 }));
    check(Wire::House, Newer::TooLarge { size: 7 }, Some(Older::TooLarge { size: 7 }));
    check(Wire::House, Newer::TooLarge { size: 1 << 32 }, None::<Older>);
    check(Wire::House, Older::Slow { seconds: 7 }, Some(Newer::Slow { seconds: 7.0 }));
    check(Wire::House, Newer::Slow { seconds: 7.5 }, None::<Older>);
    check(Wire::House, Newer::Slow { seconds: 7.0 }, None::<Older>);
}

/// Not even by whoever has the same enum.
#[test]
fn numbers_that_a_style_sends_as_text_are_text() {
    check(Wire::Google, Newer::TooLarge { size: 7 }, None::<Newer>);
    check(Wire::Google, Newer::SizeInvalid { size: 7 }, Some(Older::SizeInvalid { size: text("7") }));
}
