//! The headers of an answer.

use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::response::Parts;

use super::Occasion;

/// What describes a body, and is wrong once the body is another.
const OF_THE_BODY: [HeaderName; 12] = [
    header::CONTENT_TYPE,
    header::CONTENT_LENGTH,
    header::CONTENT_ENCODING,
    header::CONTENT_LANGUAGE,
    header::CONTENT_LOCATION,
    header::CONTENT_DISPOSITION,
    header::TRANSFER_ENCODING,
    header::TRAILER,
    header::ETAG,
    header::LAST_MODIFIED,
    header::ACCEPT_RANGES,
    HeaderName::from_static("content-md5"),
];

/// The headers of an answer that was made where no layer was known of, as an extension of it.
#[derive(Debug, Clone)]
pub(crate) struct Unlayered(pub(crate) Vec<HeaderName>);

/// Drops the headers of such an answer: it is made again.
pub(crate) fn forget_fallback(parts: &mut Parts) {
    if let Some(Unlayered(names)) = parts.extensions.remove() {
        for name in names {
            parts.headers.remove(name);
        }
    }
}

/// Drops what described the body that is replaced. Everything else stays: CORS, cookies, `Content-Range`.
pub(crate) fn forget_body(headers: &mut HeaderMap) {
    for name in &OF_THE_BODY {
        headers.remove(name);
    }
}

/// Adds a name to `Vary` unless it is there already, or everything varies.
pub(crate) fn vary(headers: &mut HeaderMap, name: &'static str) {
    let covers = |value: &HeaderValue| {
        let text = value.to_str().unwrap_or_default();
        text.split(',').map(str::trim).any(|item| item == "*" || item.eq_ignore_ascii_case(name))
    };
    if headers.get_all(header::VARY).iter().any(covers) {
        return;
    }
    headers.append(header::VARY, HeaderValue::from_static(name));
}

/// Names the language of an answer, and that another request might have got another. Who made the text may know better:
/// what an answer says of itself stays, unless its text is a translation.
pub(crate) fn name_language(headers: &mut HeaderMap, occasion: &Occasion<'_>, translated: bool) {
    let Some((language, is_choice)) = occasion.language() else { return };
    if translated || !headers.contains_key(header::CONTENT_LANGUAGE) {
        headers.insert(header::CONTENT_LANGUAGE, language.header.clone());
    }
    if is_choice {
        vary(headers, "Accept-Language");
    }
}

/// Names the language of the faults that a reply shows, beside its own.
pub(crate) fn add_language(headers: &mut HeaderMap, occasion: &Occasion<'_>) {
    if let Some((language, _)) = occasion.language() {
        let known = headers.get_all(header::CONTENT_LANGUAGE).iter().any(|value| *value == language.header);
        if headers.contains_key(header::CONTENT_LANGUAGE) && !known {
            headers.append(header::CONTENT_LANGUAGE, language.header.clone());
        }
    }
    name_language(headers, occasion, false);
}

/// Adds the headers of a fault; several of one name stay together.
pub(crate) fn add(headers: &mut HeaderMap, own: &[(HeaderName, HeaderValue)]) {
    for (at, (name, value)) in own.iter().enumerate() {
        if own[..at].iter().any(|(known, _)| known == name) {
            headers.append(name, value.clone());
        } else {
            set(headers, name, value.clone());
        }
    }
}

/// Sets a header. It replaces what an answer had under that name, except where values add up.
pub(crate) fn set(headers: &mut HeaderMap, name: &HeaderName, value: HeaderValue) {
    let adds_up = [header::SET_COOKIE, header::VARY, header::LINK].contains(name);
    if !adds_up {
        headers.insert(name, value);
    } else if !headers.get_all(name).iter().any(|known| *known == value) {
        headers.append(name, value);
    }
}

/// A header value from text, where the text can be one.
pub(crate) fn value(bytes: Vec<u8>) -> Option<HeaderValue> {
    HeaderValue::from_maybe_shared(bytes::Bytes::from(bytes)).ok()
}
