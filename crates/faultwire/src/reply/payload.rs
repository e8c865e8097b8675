//! Payloads: written once, as JSON, with room before them for what an envelope puts there.

use serde::Serialize;
use serde::ser::{
    Error as _, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

/// How many bytes an envelope can put before a resource without moving it.
const ROOM: usize = 160;
/// What is reserved for a resource and the room before it at first.
const FIRST: usize = 2048;
/// Between the steps of a place in an error, which no message holds.
const STEP: char = '\u{1F}';

/// A value as JSON.
#[derive(Clone)]
pub(crate) struct Payload {
    /// `room` bytes that are nothing, then the JSON.
    bytes: Vec<u8>,
    room: usize,
}

impl Payload {
    /// The resource itself, with room before it.
    pub(super) fn resource(value: &(impl Serialize + ?Sized)) -> Result<Self, String> {
        let mut bytes = Vec::with_capacity(FIRST);
        bytes.resize(ROOM, b' ');
        Self::write(bytes, value)
    }

    /// Something small beside it.
    pub(super) fn member(value: &(impl Serialize + ?Sized)) -> Result<Self, String> {
        Self::write(Vec::new(), value)
    }

    fn write(mut bytes: Vec<u8>, value: &(impl Serialize + ?Sized)) -> Result<Self, String> {
        let room = bytes.len();
        let written = value.serialize(Checked(&mut serde_json::Serializer::new(&mut bytes)));
        written.map_err(|error| placed(&error.to_string()))?;
        Ok(Self { bytes, room })
    }

    /// The JSON.
    pub(crate) fn json(&self) -> &[u8] {
        &self.bytes[self.room..]
    }

    /// The JSON with bytes before and after it. It stays where it is when there is room.
    pub(crate) fn between(mut self, before: &[u8], after: &[u8]) -> bytes::Bytes {
        self.bytes.extend_from_slice(after);
        let start = match self.room.checked_sub(before.len()) {
            Some(start) => {
                self.bytes[start..self.room].copy_from_slice(before);
                start
            }
            None => {
                self.bytes.splice(..self.room, before.iter().copied());
                0
            }
        };
        bytes::Bytes::from(self.bytes).slice(start..)
    }
}

/// An error with its place in front, as a JSON Pointer.
fn placed(message: &str) -> String {
    let mut steps: Vec<&str> = message.split(STEP).collect();
    let what = steps.pop().unwrap_or_default();
    if steps.is_empty() {
        return what.to_owned();
    }
    let pointer: Vec<_> = steps.iter().map(|step| step.replace('~', "~0").replace('/', "~1")).collect();
    format!("at /{}: {what}", pointer.join("/"))
}

/// A serialiser that refuses what JSON has no value for, and says where anything went wrong.
struct Checked<S>(S);

/// A value that is serialised that way.
struct Item<'a, T: ?Sized>(&'a T);

impl<T: Serialize + ?Sized> Serialize for Item<'_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Checked(serializer))
    }
}

macro_rules! forward {
    ($($method:ident($type:ty),)*) => {
        $(
            #[inline]
            fn $method(self, value: $type) -> Result<S::Ok, S::Error> {
                self.0.$method(value)
            }
        )*
    };
}

impl<S: Serializer> Checked<S> {
    #[cold]
    fn no_number(value: f64) -> S::Error {
        S::Error::custom(format_args!("{value} is no number in JSON"))
    }
}

impl<S: Serializer> Serializer for Checked<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Compound<S::SerializeSeq>;
    type SerializeTuple = Compound<S::SerializeTuple>;
    type SerializeTupleStruct = Compound<S::SerializeTupleStruct>;
    type SerializeTupleVariant = Compound<S::SerializeTupleVariant>;
    type SerializeMap = Compound<S::SerializeMap>;
    type SerializeStruct = Compound<S::SerializeStruct>;
    type SerializeStructVariant = Compound<S::SerializeStructVariant>;

    forward! {
        serialize_bool(bool),
        serialize_i8(i8),
        serialize_i16(i16),
        serialize_i32(i32),
        serialize_i64(i64),
        serialize_i128(i128),
        serialize_u8(u8),
        serialize_u16(u16),
        serialize_u32(u32),
        serialize_u64(u64),
        serialize_u128(u128),
        serialize_char(char),
        serialize_str(&str),
        serialize_bytes(&[u8]),
        serialize_unit_struct(&'static str),
    }

    #[inline]
    fn serialize_f32(self, value: f32) -> Result<S::Ok, S::Error> {
        if value.is_finite() { self.0.serialize_f32(value) } else { Err(Self::no_number(value.into())) }
    }

    #[inline]
    fn serialize_f64(self, value: f64) -> Result<S::Ok, S::Error> {
        if value.is_finite() { self.0.serialize_f64(value) } else { Err(Self::no_number(value)) }
    }

    #[inline]
    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        self.0.serialize_none()
    }

    #[inline]
    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        self.0.serialize_unit()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.0.serialize_some(&Item(value))
    }

    #[inline]
    fn serialize_unit_variant(self, name: &'static str, at: u32, variant: &'static str) -> Result<S::Ok, S::Error> {
        self.0.serialize_unit_variant(name, at, variant)
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<S::Ok, S::Error> {
        self.0.serialize_newtype_struct(name, &Item(value))
    }

    #[inline]
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        at: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.0.serialize_newtype_variant(name, at, variant, &Item(value)).map_err(|error| within(variant, &error))
    }

    #[inline]
    fn serialize_seq(self, len: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        self.0.serialize_seq(len).map(Compound::new)
    }

    #[inline]
    fn serialize_tuple(self, len: usize) -> Result<Self::SerializeTuple, S::Error> {
        self.0.serialize_tuple(len).map(Compound::new)
    }

    #[inline]
    fn serialize_tuple_struct(self, name: &'static str, len: usize) -> Result<Self::SerializeTupleStruct, S::Error> {
        self.0.serialize_tuple_struct(name, len).map(Compound::new)
    }

    #[inline]
    fn serialize_tuple_variant(
        self,
        name: &'static str,
        at: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        self.0.serialize_tuple_variant(name, at, variant, len).map(Compound::new)
    }

    #[inline]
    fn serialize_map(self, len: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        self.0.serialize_map(len).map(Compound::new)
    }

    #[inline]
    fn serialize_struct(self, name: &'static str, len: usize) -> Result<Self::SerializeStruct, S::Error> {
        self.0.serialize_struct(name, len).map(Compound::new)
    }

    #[inline]
    fn serialize_struct_variant(
        self,
        name: &'static str,
        at: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        self.0.serialize_struct_variant(name, at, variant, len).map(Compound::new)
    }

    #[inline]
    fn collect_str<T: std::fmt::Display + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.0.collect_str(value)
    }

    #[inline]
    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// The parts of a value that has several.
struct Compound<C> {
    inner: C,
    /// How many items came.
    count: usize,
}

impl<C> Compound<C> {
    #[inline]
    const fn new(inner: C) -> Self {
        Self { inner, count: 0 }
    }
}

#[cold]
fn within<E: serde::ser::Error>(step: impl std::fmt::Display, error: &E) -> E {
    E::custom(format_args!("{step}{STEP}{error}"))
}

macro_rules! items {
    ($($trait:ident $method:ident,)*) => {
        $(
            impl<C: $trait> $trait for Compound<C> {
                type Ok = C::Ok;
                type Error = C::Error;

                #[inline]
                fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), C::Error> {
                    let at = self.count;
                    self.count += 1;
                    self.inner.$method(&Item(value)).map_err(|error| within(at, &error))
                }

                #[inline]
                fn end(self) -> Result<C::Ok, C::Error> {
                    self.inner.end()
                }
            }
        )*
    };
}

items! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
}

macro_rules! fields {
    ($($trait:ident,)*) => {
        $(
            impl<C: $trait> $trait for Compound<C> {
                type Ok = C::Ok;
                type Error = C::Error;

                #[inline]
                fn serialize_field<T: Serialize + ?Sized>(
                    &mut self,
                    key: &'static str,
                    value: &T,
                ) -> Result<(), C::Error> {
                    self.inner.serialize_field(key, &Item(value)).map_err(|error| within(key, &error))
                }

                #[inline]
                fn skip_field(&mut self, key: &'static str) -> Result<(), C::Error> {
                    self.inner.skip_field(key)
                }

                #[inline]
                fn end(self) -> Result<C::Ok, C::Error> {
                    self.inner.end()
                }
            }
        )*
    };
}

fields! {
    SerializeStruct,
    SerializeStructVariant,
}

impl<C: SerializeMap> SerializeMap for Compound<C> {
    type Ok = C::Ok;
    type Error = C::Error;

    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), C::Error> {
        self.inner.serialize_key(key)
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), C::Error> {
        let at = self.count;
        self.count += 1;
        self.inner.serialize_value(&Item(value)).map_err(|error| within(at, &error))
    }

    #[inline]
    fn serialize_entry<K: Serialize + ?Sized, V: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &V,
    ) -> Result<(), C::Error> {
        self.count += 1;
        self.inner.serialize_entry(key, &Item(value)).map_err(|error| within(key_text(key), &error))
    }

    #[inline]
    fn end(self) -> Result<C::Ok, C::Error> {
        self.inner.end()
    }
}

/// A key as it would be written, without quotes; what is no text has none.
#[cold]
fn key_text(key: &(impl Serialize + ?Sized)) -> String {
    match serde_json::to_value(key) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(other) => other.to_string(),
        Err(_) => "?".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serializer;
    use serde_json::json;

    use super::*;

    fn written(value: &impl Serialize) -> Result<String, String> {
        let payload = Payload::resource(value)?;
        Ok(String::from_utf8_lossy(payload.json()).into_owned())
    }

    #[test]
    fn payloads_are_what_serde_json_writes() {
        let value = json!({
            "id": u64::MAX, "half": 1u64 << 63, "least": i64::MIN, "ratio": 1.5, "none": null, "list": [1, [], {}],
            "text": "a\"b\\\u{1}é😀", "deep": {"a": [true, {"b": "c"}]},
        });
        assert_eq!(written(&value), Ok(value.to_string()));
        let pairs: (u128, Option<char>, &[u8]) = (u128::MAX, Some('x'), b"ab");
        assert_eq!(written(&pairs), Ok(serde_json::to_string(&pairs).unwrap()));
        let ids: BTreeMap<u64, &str> = [(7, "a")].into();
        assert_eq!(written(&ids), Ok(r#"{"7":"a"}"#.to_owned()));
    }

    #[test]
    fn what_json_has_no_value_for_is_refused_with_its_place() {
        let metrics: BTreeMap<&str, Vec<f64>> = [("a/b", vec![1.0, f64::NAN])].into();
        assert_eq!(written(&[metrics]), Err("at /0/a~1b/1: NaN is no number in JSON".to_owned()));
        assert_eq!(written(&f32::INFINITY), Err("inf is no number in JSON".to_owned()));
        let keys: BTreeMap<(u8, u8), u8> = [((1, 2), 3)].into();
        assert_eq!(written(&keys), Err("at /[1,2]: key must be a string".to_owned()));
    }

    #[test]
    fn an_error_of_the_value_itself_is_kept() {
        struct Broken;
        impl Serialize for Broken {
            fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
                Err(S::Error::custom("the lock is poisoned"))
            }
        }
        assert_eq!(written(&(1, Some(Broken))), Err("at /1: the lock is poisoned".to_owned()));
    }

    #[test]
    fn an_envelope_goes_around_a_payload_whether_or_not_there_is_room() {
        for room in [0, 3, ROOM - 1, ROOM, ROOM + 1, 1000] {
            let before = "x".repeat(room);
            let whole = Payload::resource(&json!({"a": 1})).unwrap().between(before.as_bytes(), b"]");
            assert_eq!(whole, format!("{before}{{\"a\":1}}]"));
        }
    }
}
