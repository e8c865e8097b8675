//! What a client prefers: items with quality values, as in `Accept` and `Accept-Language` (RFC 9110 section 12.4.2).

use http::HeaderValue;

/// How many items are read; the rest of a longer list counts for nothing.
const MAX_ITEMS: usize = 64;
/// How many bytes of a header are read.
const MAX_BYTES: usize = 4096;

/// The items of a header, in its order, each with its weight in thousandths. One whose weight is malformed is left out.
pub(crate) fn preferences<'a>(values: impl Iterator<Item = &'a HeaderValue>) -> impl Iterator<Item = (&'a str, u16)> {
    let items = values.flat_map(|value| read(value).split(|byte| *byte == b','));
    // An item that is no text spoils none but itself.
    items.take(MAX_ITEMS).filter_map(|item| weighted(std::str::from_utf8(item).ok()?))
}

/// As much of a header as is read, in whole items.
fn read(value: &HeaderValue) -> &[u8] {
    let bytes = value.as_bytes();
    if bytes.len() <= MAX_BYTES {
        return bytes;
    }
    &bytes[..bytes[..MAX_BYTES].iter().rposition(|byte| *byte == b',').unwrap_or_default()]
}

fn weighted(item: &str) -> Option<(&str, u16)> {
    let mut parts = item.split(';').map(str::trim);
    let name = parts.next()?;
    let weight = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then(|| weight(value.trim()))
    });
    Some((name, weight.unwrap_or(Some(1000))?))
}

/// A quality value in thousandths: `0` to `1` with at most three decimals.
fn weight(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths: u16 = format!("{decimals:0<3}").parse().ok()?;
    match whole {
        "0" => Some(thousandths),
        "1" if thousandths == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(String, u16)> {
        let value = HeaderValue::from_bytes(text.as_bytes()).unwrap_or(HeaderValue::from_static(""));
        preferences([&value].into_iter()).map(|(name, weight)| (name.to_owned(), weight)).collect()
    }

    #[test]
    fn items_have_weights() {
        let expected = [("es", 100), ("en", 1000), ("a/b", 500), ("", 1000)];
        assert_eq!(
            all("es;q=0.1, en,a/b ; x=1; Q=0.5 ;q=1,"),
            expected.map(|(name, weight)| (name.to_owned(), weight))
        );
        assert!(all("en;q=1.001, es;q=9, de;q=, fr;q=0.1234, it;q=-1").is_empty());
    }

    #[test]
    fn long_lists_are_read_in_part() {
        assert_eq!(all(&["x"; 500].join(",")).len(), MAX_ITEMS);
        // Nothing is made of an item that is cut.
        let long = format!("en,{},fr", "x".repeat(MAX_BYTES));
        assert_eq!(all(&long), [("en".to_owned(), 1000)]);
        assert_eq!(all(&"x".repeat(MAX_BYTES + 1)), [(String::new(), 1000)]);
    }
}
