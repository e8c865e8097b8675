//! The parameters of a query string, decoded.

use faultwire::{Fault, FaultType, Violation};
use serde::Deserialize;

use crate::excerpt::{excerpt, located};
use crate::fault::{PAGE_INVALID, PARAMETER_INVALID, PARAMETER_REFUSED, PARAMETER_UNKNOWN};

/// The largest `limit` and `offset`.
const MAX_COUNT: u64 = 1_000_000_000;

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
            let fault_type = if known.is_empty() { &PARAMETER_REFUSED } else { &PARAMETER_UNKNOWN };
            return Err(unknown.iter().fold(self::unknown(fault_type, first), |fault, name| {
                let violation = Violation::in_parameter(excerpt(name), self::unknown(fault_type, name).message());
                fault.with_violation(violation.with_rule("unknown"))
            }));
        }
        let again =
            self.0.iter().enumerate().find(|(at, (name, _))| self.0[..*at].iter().any(|(seen, _)| seen == name));
        match again {
            Some((_, (name, value))) => Err(invalid(&PARAMETER_INVALID, name, "given once", value)),
            None => Ok(()),
        }
    }

    /// A number of items: an integer from 0 to 10^9.
    pub(super) fn count(&self, name: &str) -> Result<Option<usize>, Fault> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let count = text.parse::<u64>().ok().filter(|count| digits && *count <= MAX_COUNT);
        match count.and_then(|count| usize::try_from(count).ok()) {
            Some(count) => Ok(Some(count)),
            None => Err(invalid(&PAGE_INVALID, name, "an integer from 0 to 1000000000", text)),
        }
    }

    /// A truth value; absent is false.
    pub(super) fn flag(&self, name: &str) -> Result<bool, Fault> {
        let truths = &[("true", true), ("false", false), ("1", true), ("0", false)];
        Ok(self.one_of(name, truths, "true or false")?.unwrap_or(false))
    }

    /// One of some words, in any case.
    pub(super) fn one_of<T: Copy>(
        &self,
        name: &str,
        words: &[(&str, T)],
        expected: &'static str,
    ) -> Result<Option<T>, Fault> {
        let Some(text) = self.get(name) else { return Ok(None) };
        match words.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)) {
            Some((_, value)) => Ok(Some(*value)),
            None => Err(self.refuse(name, expected)),
        }
    }

    /// The fault of a parameter whose value cannot be used.
    pub(super) fn refuse(&self, name: &str, expected: &'static str) -> Fault {
        invalid(&PARAMETER_INVALID, name, expected, self.get(name).unwrap_or_default())
    }
}

fn unknown(fault_type: &'static FaultType, name: &str) -> Fault {
    Fault::new(fault_type).with("parameter", excerpt(name))
}

fn invalid(fault_type: &'static FaultType, name: &str, expected: &'static str, value: &str) -> Fault {
    let value = if value.is_empty() { "nothing".to_owned() } else { excerpt(value) };
    let fault =
        Fault::new(fault_type).with("parameter", name.to_owned()).with("expected", expected).with("value", value);
    located(fault, |message| Violation::in_parameter(name.to_owned(), message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_parameters_are_named() {
        let fault = Parameters::from_iter([("limit", "1"), ("nmae", "x"), ("b", "")]).allow(&["limit"]).unwrap_err();
        assert!(fault.is(&PARAMETER_UNKNOWN));
        assert_eq!(fault.message(), "The query parameter 'nmae' is not known here.");
        let named: Vec<_> = fault.violations().iter().map(|violation| violation.location().as_str()).collect();
        assert_eq!(named, ["nmae", "b"]);
        // Where there are none at all it is another fault, with the same message.
        let fault = Parameters::from_iter([("nmae", "x")]).allow(&[]).unwrap_err();
        assert!(fault.is(&PARAMETER_REFUSED));
        assert_eq!(fault.message(), "The query parameter 'nmae' is not known here.");
    }

    #[test]
    fn a_parameter_is_given_once() {
        let fault = Parameters::from_iter([("limit", "1"), ("limit", "2")]).allow(&["limit"]).unwrap_err();
        assert_eq!(fault.message(), "The query parameter 'limit' must be given once, 2 cannot be accepted.");
    }

    #[test]
    fn counts_are_whole_numbers_within_bounds() {
        let count = |text: &str| Parameters::from_iter([("limit", text)]).count("limit");
        assert_eq!(count("0").unwrap(), Some(0));
        assert_eq!(count("1000000000").unwrap(), Some(1_000_000_000));
        for bad in ["", "-1", "+1", "1.0", "1000000001", "99999999999999999999999", "x", "１"] {
            assert!(count(bad).unwrap_err().is(&PAGE_INVALID), "{bad}");
        }
    }

    #[test]
    fn the_next_query_keeps_the_filters() {
        let parameters =
            Parameters::from_iter([("name", "a b&c"), ("offset", "2"), ("marker", "vol-1"), ("limit", "1")]);
        assert_eq!(parameters.after("vol-2"), "name=a+b%26c&limit=1&marker=vol-2");
    }
}
