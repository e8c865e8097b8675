//! Typed parameters: how a Rust value becomes data in a fault, and comes back.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Text, Value};

/// A type whose values can be parameters of a fault, and come back from its data.
///
/// [`Fault::with_parameter`](crate::Fault::with_parameter) gives one, and
/// [`Fault::param_as`](crate::Fault::param_as) reads one: in a service and in its client, or on both sides of a
/// rendered answer. `#[derive(Fault)]` uses it for the fields of errors.
///
/// Text, numbers, booleans, lists and maps have it. A type of one's own gets it by hand:
///
/// ```
/// use faultwire::{Fault, FaultType, Parameter, ParameterKind, Value};
///
/// #[derive(Debug, PartialEq)]
/// struct VolumeId(u32);
///
/// impl Parameter for VolumeId {
///     const KIND: ParameterKind = ParameterKind::Text;
///
///     fn into_value(self) -> Option<Value> {
///         Some(format!("vol-{}", self.0).into())
///     }
///
///     fn from_value(value: &Value) -> Option<Self> {
///         value.as_str()?.strip_prefix("vol-")?.parse().ok().map(Self)
///     }
/// }
///
/// static VOLUME_LOST: FaultType = FaultType::new("volume_lost", 404, "Volume lost").message("{id} is lost.");
///
/// let fault = Fault::new(&VOLUME_LOST).with_parameter("id", VolumeId(7));
/// assert_eq!(fault.message(), "vol-7 is lost.");
/// assert_eq!(fault.param_as("id"), Some(VolumeId(7)));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a parameter of a fault",
    label = "clients would get this as data: how is not known",
    note = "to send its `Display` text, and read it back by `FromStr`, mark the field with `#[fault(display)]`",
    note = "to keep it for the log, mark the field with `#[fault(private)]`",
    note = "for another form of data, write `impl faultwire::Parameter for {Self}`"
)]
pub trait Parameter: Sized {
    /// What kind of data it becomes.
    const KIND: ParameterKind;

    /// Whether a fault may be without it.
    const OPTIONAL: bool = false;

    /// Whether it comes back: text of the program itself, `&'static str`, does not.
    const READABLE: bool = true;

    /// The data; nothing where the fault is without it.
    fn into_value(self) -> Option<Value>;

    /// The value, where the data can be one.
    fn from_value(value: &Value) -> Option<Self>;

    /// What stands for a parameter that a fault is without; nothing where it may not be missing.
    fn absent() -> Option<Self> {
        None
    }
}

/// What kind of data a [`Parameter`] becomes, in the words of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParameterKind {
    /// A string.
    Text,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// An array.
    List,
    /// An object.
    Object,
    /// Any of them.
    Any,
}

impl ParameterKind {
    /// The word for it in data.
    ///
    /// ```
    /// use faultwire::ParameterKind;
    ///
    /// assert_eq!(ParameterKind::Integer.as_str(), "integer");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::List => "list",
            Self::Object => "object",
            Self::Any => "any",
        }
    }
}

macro_rules! integers {
    ($wide:ty as $variant:ident: $($integer:ty),*) => {$(
        impl Parameter for $integer {
            const KIND: ParameterKind = ParameterKind::Integer;

            #[inline]
            fn into_value(self) -> Option<Value> {
                // None of them is wider than 64 bits.
                Some(Value::$variant(self as $wide))
            }

            fn from_value(value: &Value) -> Option<Self> {
                match *value {
                    Value::Int(value) => value.try_into().ok(),
                    Value::Uint(value) => value.try_into().ok(),
                    _ => None,
                }
            }
        }
    )*};
}

integers!(i64 as Int: i8, i16, i32, i64, isize);
integers!(u64 as Uint: u8, u16, u32, u64, usize);

macro_rules! texts {
    ($($text:ty: $self:ident => $owned:expr;)*) => {$(
        impl Parameter for $text {
            const KIND: ParameterKind = ParameterKind::Text;

            #[inline]
            fn into_value($self) -> Option<Value> {
                Some(Value::Text(Text::from($owned)))
            }

            fn from_value(value: &Value) -> Option<Self> {
                value.as_str().map(|text| text.to_owned().into())
            }
        }
    )*};
}

texts! {
    String: self => self;
    Cow<'static, str>: self => self;
    Box<str>: self => self.into_string();
    Arc<str>: self => (*self).to_owned();
}

/// Goes into a fault without a copy, and does not come back.
impl Parameter for &'static str {
    const KIND: ParameterKind = ParameterKind::Text;
    const READABLE: bool = false;

    #[inline]
    fn into_value(self) -> Option<Value> {
        Some(Value::Text(Cow::Borrowed(self)))
    }

    fn from_value(_: &Value) -> Option<Self> {
        None
    }
}

impl Parameter for char {
    const KIND: ParameterKind = ParameterKind::Text;

    fn into_value(self) -> Option<Value> {
        Some(self.to_string().into())
    }

    fn from_value(value: &Value) -> Option<Self> {
        let mut chars = value.as_str()?.chars();
        chars.next().filter(|_| chars.next().is_none())
    }
}

impl Parameter for bool {
    const KIND: ParameterKind = ParameterKind::Boolean;

    #[inline]
    fn into_value(self) -> Option<Value> {
        Some(Value::Bool(self))
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }
}

/// What JSON has no number for is text: `NaN`, `inf`, `-inf`.
impl Parameter for f64 {
    const KIND: ParameterKind = ParameterKind::Number;

    #[inline]
    fn into_value(self) -> Option<Value> {
        Some(self.into())
    }

    #[expect(clippy::cast_precision_loss, reason = "JSON has one kind of number: the nearest is meant")]
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Float(value) => Some(*value),
            Value::Int(value) => Some(*value as Self),
            Value::Uint(value) => Some(*value as Self),
            Value::Text(text) => match text.as_ref() {
                "NaN" => Some(Self::NAN),
                "inf" => Some(Self::INFINITY),
                "-inf" => Some(Self::NEG_INFINITY),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Parameter for f32 {
    const KIND: ParameterKind = ParameterKind::Number;

    #[inline]
    fn into_value(self) -> Option<Value> {
        Some(self.into())
    }

    #[expect(clippy::cast_possible_truncation, reason = "the nearest is meant; what is out of range is refused")]
    fn from_value(value: &Value) -> Option<Self> {
        let wide = f64::from_value(value)?;
        let narrow = wide as Self;
        (narrow.is_finite() || !wide.is_finite()).then_some(narrow)
    }
}

/// `None` is a parameter that the fault is without; `null` reads as `None`.
impl<T: Parameter> Parameter for Option<T> {
    const KIND: ParameterKind = T::KIND;
    const OPTIONAL: bool = true;
    const READABLE: bool = T::READABLE;

    #[inline]
    fn into_value(self) -> Option<Value> {
        self.and_then(T::into_value)
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Parameter> Parameter for Vec<T> {
    const KIND: ParameterKind = ParameterKind::List;
    const READABLE: bool = T::READABLE;

    fn into_value(self) -> Option<Value> {
        Some(Value::List(self.into_iter().map(value_or_null).collect()))
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::List(list) => list.iter().map(T::from_value).collect(),
            _ => None,
        }
    }
}

impl<T: Parameter> Parameter for BTreeMap<String, T> {
    const KIND: ParameterKind = ParameterKind::Object;
    const READABLE: bool = T::READABLE;

    fn into_value(self) -> Option<Value> {
        Some(Value::Map(self.into_iter().map(|(name, item)| (name.into(), value_or_null(item))).collect()))
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Map(members) => {
                members.iter().map(|(name, item)| Some((name.to_string(), T::from_value(item)?))).collect()
            }
            _ => None,
        }
    }
}

fn value_or_null(item: impl Parameter) -> Value {
    item.into_value().unwrap_or(Value::Null)
}

impl Parameter for Value {
    const KIND: ParameterKind = ParameterKind::Any;

    #[inline]
    fn into_value(self) -> Option<Value> {
        Some(self)
    }

    fn from_value(value: &Value) -> Option<Self> {
        Some(value.clone())
    }
}

impl Parameter for serde_json::Value {
    const KIND: ParameterKind = ParameterKind::Any;

    fn into_value(self) -> Option<Value> {
        Some(self.into())
    }

    fn from_value(value: &Value) -> Option<Self> {
        serde_json::to_value(value).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_come_back_within_their_range() {
        assert_eq!(u8::from_value(&Value::Int(255)), Some(255));
        assert_eq!(u8::from_value(&Value::Uint(256)), None);
        assert_eq!(u8::from_value(&Value::Int(-1)), None);
        assert_eq!(i8::from_value(&Value::Uint(200)), None);
        assert_eq!(u64::from_value(&Value::Uint(u64::MAX)), Some(u64::MAX));
        assert_eq!(i64::from_value(&Value::Uint(u64::MAX)), None);
        assert_eq!(i64::from_value(&Value::Float(1.0)), None);
    }

    #[test]
    fn floats_come_back_from_integers_and_from_text() {
        assert_eq!(f64::from_value(&Value::Uint(2)), Some(2.0));
        assert_eq!(f32::from_value(&Value::Int(-2)), Some(-2.0));
        assert_eq!(f32::from_value(&Value::Float(f64::MAX)), None);
        for special in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let back = special.into_value().and_then(|value| f64::from_value(&value));
            assert!(back.is_some_and(|back| back.to_bits() == special.to_bits() || back.is_nan() && special.is_nan()));
        }
        assert_eq!(f64::from_value(&Value::from("1")), None);
    }

    #[test]
    fn other_kinds_are_refused() {
        assert_eq!(char::from_value(&Value::from("ab")), None);
        assert_eq!(char::from_value(&Value::from("")), None);
        assert_eq!(bool::from_value(&Value::from("true")), None);
        assert_eq!(String::from_value(&Value::Int(1)), None);
        assert_eq!(Vec::<u8>::from_value(&Value::List(vec![Value::Int(1), Value::Int(-1)])), None);
        assert_eq!(<&'static str>::from_value(&Value::from("a")), None);
    }
}
