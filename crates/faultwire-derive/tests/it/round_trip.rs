//! An error becomes a fault, the fault an answer, and the answer's parameters the error again.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, LazyLock};

use faultwire::{Config, Fault, FaultSet, Format, Renderer, RequestContext, Value, Violation};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

/// Every type that can be a parameter and come back, each alone and in each other.
#[derive(Debug, Clone, PartialEq, thiserror::Error, faultwire::Fault)]
enum Everything {
    #[error("{a} {b} {c} {d} {e}")]
    #[fault(status = 400)]
    Signed { a: i8, b: i16, c: i32, d: i64, e: isize },
    #[error("{a} {b} {c} {d} {e}")]
    #[fault(status = 400)]
    Unsigned { a: u8, b: u16, c: u32, d: u64, e: usize },
    #[error("{wide} {narrow}")]
    #[fault(status = 500)]
    Floating { wide: f64, narrow: f32 },
    #[error("{one} {text} {either} {boxed} {shared} {yes}")]
    #[fault(status = 404)]
    Texts { one: char, text: String, either: Cow<'static, str>, boxed: Box<str>, shared: Arc<str>, yes: bool },
    #[error("optional")]
    #[fault(status = 409)]
    Optional { text: Option<String>, number: Option<i64>, list: Option<Vec<u8>>, truth: Option<bool>, at: Option<f64> },
    #[error("lists")]
    #[fault(status = 409)]
    Lists { texts: Vec<String>, numbers: Vec<Option<u16>>, nested: Vec<Vec<bool>> },
    #[error("maps")]
    #[fault(status = 409)]
    Maps { numbers: BTreeMap<String, i32>, nested: BTreeMap<String, Vec<Option<char>>> },
    #[error("any")]
    #[fault(status = 409)]
    Any { own: Value, json: serde_json::Value },
    #[error("{at}")]
    #[fault(status = 409)]
    Displayed {
        #[fault(display)]
        at: IpAddr,
        #[fault(display)]
        instead: Option<u128>,
    },
    #[error("not this: {0}")]
    #[fault(status = 422, message = "{first} and {second}")]
    Tuple(
        #[fault(name = "first")] u8,
        #[fault(name = "second")] String,
        #[fault(violations)] Vec<Violation>,
        #[fault(retry_after)] Option<u32>,
    ),
    #[error("unit")]
    #[fault(status = 410)]
    Unit,
}

/// The envelope that keeps everything.
static RENDERER: LazyLock<Renderer> = LazyLock::new(|| {
    let page = r#"
style = "house"
[styles.house]
media = { json = "application/json" }
[styles.house.fault.body]
code = "$code"
wait = "$retry_after?"
wrong = { "$each" = "$violations?", "$item" = { pointer = "$item.pointer?", message = "$item.message" } }
with = { "..." = "$params" }
"#;
    Renderer::builder().config(Config::from_toml(page, "house").unwrap()).build().unwrap()
});

/// What a client does: it knows the definitions and reads an answer.
fn read(bytes: &[u8]) -> Fault {
    let answer: serde_json::Value = serde_json::from_slice(bytes).unwrap();
    let definition = Everything::definitions().find(|known| answer["code"] == known.fault_type().code()).unwrap();
    let mut fault = Fault::new(definition.fault_type());
    for (name, value) in answer["with"].as_object().into_iter().flatten() {
        fault = fault.with(name.clone(), value.clone());
    }
    for wrong in answer["wrong"].as_array().into_iter().flatten() {
        let text = |member: &str| wrong[member].as_str().unwrap().to_owned();
        fault = fault.with_violation(Violation::at_pointer(text("pointer"), text("message")));
    }
    match answer["wait"].as_u64() {
        Some(seconds) => fault.with_retry_after(seconds.try_into().unwrap()),
        None => fault,
    }
}

fn text() -> impl Strategy<Value = String> {
    any::<String>()
}

/// Numbers that every reader of JSON reads exactly, fractions among them.
fn float() -> impl Strategy<Value = f64> {
    prop_oneof![any::<i16>().prop_map(|n| f64::from(n) / 64.0), any::<i32>().prop_map(f64::from)]
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        text().prop_map(Into::into),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            btree_map(text(), inner, 0..4).prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

fn everything() -> impl Strategy<Value = Everything> {
    let violation = (text(), text()).prop_map(|(name, message)| Violation::at_pointer(format!("/{name}"), message));
    prop_oneof![
        any::<(i8, i16, i32, i64, isize)>().prop_map(|(a, b, c, d, e)| Everything::Signed { a, b, c, d, e }),
        any::<(u8, u16, u32, u64, usize)>().prop_map(|(a, b, c, d, e)| Everything::Unsigned { a, b, c, d, e }),
        (float(), any::<i16>()).prop_map(|(wide, n)| Everything::Floating { wide, narrow: f32::from(n) / 16.0 }),
        (any::<char>(), vec(text(), 4), any::<bool>()).prop_map(|(one, texts, yes)| {
            let [text, either, boxed, shared] = <[String; 4]>::try_from(texts).unwrap();
            Everything::Texts { one, text, either: either.into(), boxed: boxed.into(), shared: shared.into(), yes }
        }),
        (
            option::of(text()),
            any::<Option<i64>>(),
            any::<Option<Vec<u8>>>(),
            any::<Option<bool>>(),
            option::of(float())
        )
            .prop_map(|(text, number, list, truth, at)| Everything::Optional { text, number, list, truth, at }),
        (vec(text(), 0..4), any::<Vec<Option<u16>>>(), any::<Vec<Vec<bool>>>())
            .prop_map(|(texts, numbers, nested)| Everything::Lists { texts, numbers, nested }),
        (btree_map(text(), any::<i32>(), 0..4), btree_map(text(), any::<Vec<Option<char>>>(), 0..4))
            .prop_map(|(numbers, nested)| Everything::Maps { numbers, nested }),
        (json(), json()).prop_map(|(own, json)| Everything::Any { own: own.into(), json }),
        any::<(IpAddr, Option<u128>)>().prop_map(|(at, instead)| Everything::Displayed { at, instead }),
        (any::<u8>(), text(), vec(violation, 0..3), any::<Option<u32>>())
            .prop_map(|(first, second, found, wait)| Everything::Tuple(first, second, found, wait)),
        Just(Everything::Unit),
    ]
}

proptest! {
    #[test]
    fn an_error_comes_back_from_its_fault(error in everything()) {
        let fault = Fault::from(error.clone());
        prop_assert_eq!(Everything::from_fault(&fault), Some(error));
    }

    #[test]
    fn an_error_comes_back_from_its_answer(error in everything()) {
        let bytes = RENDERER.encode(&Fault::from(error.clone()), &RequestContext::empty(), Format::Json);
        prop_assert_eq!(Everything::from_fault(&read(&bytes)), Some(error));
    }

    /// Whatever a peer sends: it is the error, or it is not.
    #[test]
    fn any_parameters_are_read_or_refused(values in vec(json(), 5), at in 0..11_usize) {
        let definition = Everything::definitions().nth(at).unwrap();
        let mut fault = Fault::new(definition.fault_type());
        for (info, value) in definition.parameters().iter().zip(values) {
            fault = fault.with(info.name(), value);
        }
        if let Some(error) = Everything::from_fault(&fault) {
            prop_assert!(Fault::from(error).is(definition.fault_type()));
        }
    }

    /// The message of the fault is what thiserror displays, where it is made of text and integers.
    #[test]
    fn messages_are_those_of_thiserror(a in any::<i8>(), b in any::<i16>(), c in any::<i32>(), d in any::<i64>(), e in any::<isize>()) {
        let error = Everything::Signed { a, b, c, d, e };
        let shown = error.to_string();
        prop_assert_eq!(Fault::from(error).message(), shown);
    }
}

#[test]
fn every_definition_is_readable() {
    assert!(Everything::definitions().all(faultwire::Definition::is_readable));
}

#[test]
fn parameters_have_the_kinds_of_their_types() {
    let kinds: Vec<Vec<_>> = Everything::definitions()
        .map(|definition| definition.parameters().iter().map(|info| info.kind().as_str()).collect())
        .collect();
    assert_eq!(kinds[0], ["integer"; 5]);
    assert_eq!(kinds[1], ["integer"; 5]);
    assert_eq!(kinds[2], ["number"; 2]);
    assert_eq!(kinds[3], ["text", "text", "text", "text", "text", "boolean"]);
    assert_eq!(kinds[4], ["text", "integer", "list", "boolean", "number"]);
    assert_eq!(kinds[5], ["list"; 3]);
    assert_eq!(kinds[6], ["object"; 2]);
    assert_eq!(kinds[7], ["any"; 2]);
    assert_eq!(kinds[8], ["text"; 2]);
    assert_eq!(kinds[9], ["integer", "text"]);
    let optional = Everything::definitions().flat_map(|definition| definition.parameters());
    assert_eq!(optional.filter(|info| info.is_optional()).count(), 6);
}
