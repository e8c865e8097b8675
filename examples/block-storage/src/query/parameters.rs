//! The parameters of a query string, decoded.

use faultwire::{Fault, Violation};
use serde::Deserialize;

use crate::BlockStorageFault;
use crate::excerpt::{excerpt, located};

/// The largest `limit` and `offset`.
const MAX_COUNT: i64 = 1_000_000_000;

/// The most unknown parameters that one fault names.
const MAX_NAMED: usize = 8;

/// The parameters of a query string or a form, decoded, in the order of the request.
///
/// It deserialises from a list of pairs, so every framework's own query extractor makes one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Parameters(Vec<(String, String)>);

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Parameters {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

impl Parameters {
    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The query string that asks for the page after a marker: these parameters, with another start.
    pub fn after(&self, marker: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.0.iter().filter(|(name, _)| !matches!(name.as_str(), "marker" | "offset")));
        query.append_pair("marker", marker);
        query.finish()
    }

    /// Refuses parameters that are not known, and known ones that are given twice.
    ///
    /// # Errors
    ///
    /// A fault that names the first of them in its message and each in a violation.
    pub fn allow(&self, known: &[&str]) -> Result<(), Fault> {
        let names = self.0.iter().map(|(name, _)| name.as_str());
        let unknown: Vec<_> = names.filter(|name| !known.contains(name)).take(MAX_NAMED).collect();
        if let Some(first) = unknown.first() {
            let fault = |name: &str| Fault::from(self::unknown(known.is_empty(), name));
            return Err(unknown.iter().fold(fault(first), |whole, name| {
                let violation = Violation::in_parameter(excerpt(name), fault(name).message());
                whole.with_violation(violation.with_rule("unknown"))
            }));
        }
        let again =
            self.0.iter().enumerate().find(|(at, (name, _))| self.0[..*at].iter().any(|(seen, _)| seen == name));
        match again {
            Some((_, (name, _))) => {
                Err(blamed(BlockStorageFault::ParameterRepeated { parameter: name.clone() }, name, "repeated"))
            }
            None => Ok(()),
        }
    }

    /// A number of items: an integer from 0 to 10^9.
    pub(super) fn count(&self, name: &str) -> Result<Option<usize>, Fault> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let count = text.parse::<i64>().ok().filter(|count| digits && *count <= MAX_COUNT);
        match count.and_then(|count| usize::try_from(count).ok()) {
            Some(count) => Ok(Some(count)),
            None => Err(self.refuse(name, "range", |parameter, value| BlockStorageFault::PageInvalid {
                parameter,
                max: MAX_COUNT,
                value,
            })),
        }
    }

    /// A truth value; absent is false.
    pub(super) fn flag(&self, name: &str) -> Result<bool, Fault> {
        let truths = &[("true", true), ("false", false), ("1", true), ("0", false)];
        Ok(self.one_of(name, truths)?.unwrap_or(false))
    }

    /// One of some words, in any case.
    pub(super) fn one_of<T: Copy>(&self, name: &str, words: &[(&str, T)]) -> Result<Option<T>, Fault> {
        let Some(text) = self.get(name) else { return Ok(None) };
        match words.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)) {
            Some((_, value)) => Ok(Some(*value)),
            None => Err(self.refuse_choice(name, words)),
        }
    }

    /// The fault of a parameter whose value is none of some words.
    pub(super) fn refuse_choice<T>(&self, name: &str, words: &[(&str, T)]) -> Fault {
        let choices = joined(words);
        self.refuse(name, "enum", |parameter, value| BlockStorageFault::ParameterInvalid { parameter, choices, value })
    }

    /// The fault of a parameter that has no place beside another one.
    pub(super) fn refuse_beside(&self, name: &str, other: &'static str) -> Fault {
        let fault = BlockStorageFault::ParametersConflict { parameter: name.to_owned(), other: other.to_owned() };
        blamed(fault, name, "conflict")
    }

    /// The fault of a parameter whose value cannot be used, made of the parameter's name and that value.
    pub(super) fn refuse(
        &self,
        name: &str,
        rule: &'static str,
        fault: impl FnOnce(String, String) -> BlockStorageFault,
    ) -> Fault {
        blamed(fault(name.to_owned(), excerpt(self.get(name).unwrap_or_default())), name, rule)
    }
}

/// The words of a table, as a message lists them in every language.
pub(super) fn joined<T>(words: &[(&str, T)]) -> String {
    words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ")
}

/// The fault of a parameter that is not known, or where none is taken at all.
fn unknown(none_taken: bool, name: &str) -> BlockStorageFault {
    let parameter = excerpt(name);
    match none_taken {
        true => BlockStorageFault::ParameterRefused { parameter },
        false => BlockStorageFault::ParameterUnknown { parameter },
    }
}

/// A fault that says in which parameter it is.
fn blamed(fault: BlockStorageFault, name: &str, rule: &'static str) -> Fault {
    located(fault, |message| Violation::in_parameter(name.to_owned(), message).with_rule(rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_parameters_are_named() {
        let fault = Parameters::from_iter([("limit", "1"), ("nmae", "x"), ("b", "")]).allow(&["limit"]).unwrap_err();
        assert!(fault.is(BlockStorageFault::PARAMETER_UNKNOWN));
        assert_eq!(fault.message(), "The query parameter 'nmae' is not known here.");
        let named: Vec<_> = fault.violations().iter().map(|violation| violation.location().as_str()).collect();
        assert_eq!(named, ["nmae", "b"]);
        // Where there are none at all it is another fault, with the same message.
        let fault = Parameters::from_iter([("nmae", "x")]).allow(&[]).unwrap_err();
        assert!(fault.is(BlockStorageFault::PARAMETER_REFUSED));
        assert_eq!(fault.message(), "The query parameter 'nmae' is not known here.");
    }

    #[test]
    fn a_parameter_is_given_once() {
        let fault = Parameters::from_iter([("limit", "1"), ("limit", "2")]).allow(&["limit"]).unwrap_err();
        assert!(fault.is(BlockStorageFault::PARAMETER_REPEATED));
        assert_eq!(fault.message(), "The query parameter 'limit' must not be given more than once.");
    }

    #[test]
    fn counts_are_whole_numbers_within_bounds() {
        let count = |text: &str| Parameters::from_iter([("limit", text)]).count("limit");
        assert_eq!(count("0").unwrap(), Some(0));
        assert_eq!(count("1000000000").unwrap(), Some(1_000_000_000));
        for bad in ["", "-1", "+1", "1.0", "1000000001", "99999999999999999999999", "x", "１"] {
            let fault = count(bad).unwrap_err();
            assert!(fault.is(BlockStorageFault::PAGE_INVALID), "{bad}");
            let expected = "The query parameter 'limit' must be an integer from 0 to 1000000000";
            assert_eq!(fault.message(), format!("{expected}, '{bad}' cannot be accepted."));
        }
    }

    #[test]
    fn a_flag_is_one_of_some_words() {
        let flag = |text: &str| Parameters::from_iter([("with_count", text)]).flag("with_count");
        assert!(flag("TRUE").unwrap() && !flag("0").unwrap());
        let fault = flag("maybe").unwrap_err();
        let expected =
            "The query parameter 'with_count' must be one of: true, false, 1, 0. 'maybe' cannot be accepted.";
        assert_eq!(fault.message(), expected);
        assert_eq!(fault.param("choices").and_then(faultwire::Value::as_str), Some("true, false, 1, 0"));
    }

    #[test]
    fn the_next_query_keeps_the_filters() {
        let parameters =
            Parameters::from_iter([("name", "a b&c"), ("offset", "2"), ("marker", "vol-1"), ("limit", "1")]);
        assert_eq!(parameters.after("vol-2"), "name=a+b%26c&limit=1&marker=vol-2");
    }
}
