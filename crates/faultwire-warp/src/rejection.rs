//! From rejections to answers.

use std::convert::Infallible;
use std::fmt;
use std::future::{Ready, ready};

use faultwire::{IntoFault, protocol};
use http::StatusCode;
use http::header::{ALLOW, HeaderValue};
use warp::reject::{self, Reject, Rejection};
use warp::reply::{Reply, Response};

use crate::{FaultResponse, method};

/// Rejects a request with a fault, from a filter or a handler in `and_then`.
///
/// warp goes on with the routes that come after; when none of them answers, the fault does, whatever they rejected the
/// request for. Of several faults it is that of the route that was tried last.
///
/// ```
/// use faultwire_warp::faultwire::protocol;
/// use faultwire_warp::reject;
/// use warp::{Filter, Rejection};
///
/// async fn check(key: String) -> Result<(), Rejection> {
///     if key == "secret" { Ok(()) } else { Err(reject(&protocol::FORBIDDEN)) }
/// }
///
/// let guarded = warp::header("x-key").and_then(check).untuple_one().map(|| "come in");
/// # let _ = guarded;
/// ```
pub fn reject(fault: impl IntoFault) -> Rejection {
    FaultResponse::from(fault).rejection()
}

/// Answers every rejection of the routes before it: with the fault that it carries, else with the status and the text
/// that warp itself would send.
///
/// [`service`](crate::service()) and [`enveloped`](crate::enveloped()) do not need it. It is for wrappers that shall
/// see failed answers too, which go around it, and for a service that is put together by hand.
///
/// ```
/// use faultwire_warp::faultwire::Renderer;
/// use warp::Filter;
///
/// let cors = warp::cors().allow_any_origin();
/// // Without it, a rejection would pass by the headers of CORS.
/// let routes = warp::path!("volumes").map(|| "none").recover(faultwire_warp::recover).with(cors);
/// let filter = faultwire_warp::enveloped(routes.boxed(), Renderer::default());
/// # let _ = filter;
/// ```
#[expect(clippy::needless_pass_by_value, reason = "what warp's `recover` calls")]
pub fn recover(rejection: Rejection) -> Ready<Result<Response, Infallible>> {
    ready(Ok(respond(&rejection)))
}

/// Answers what warp itself could not answer in the same way; everything else stays a rejection.
pub(crate) fn recover_own(rejection: Rejection) -> Ready<Result<Response, Rejection>> {
    let own = rejection.is_not_found()
        || rejection.find::<FaultResponse>().is_some()
        || OWN.iter().any(|found| found(&rejection))
        || method::refused(&rejection).next().is_some();
    ready(if own { Ok(respond(&rejection)) } else { Err(rejection) })
}

pub(crate) fn respond(rejection: &Rejection) -> Response {
    if rejection.is_not_found() {
        return FaultResponse::from(&protocol::ROUTE_NOT_FOUND).into_response();
    }
    if let Some(response) = rejection.find::<FaultResponse>() {
        return FaultResponse::from(response.fault().clone()).into_response();
    }
    let (status, text) = preferred(rejection);
    let mut response = text.into_response();
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if status == 405 && rejection.find::<reject::MethodNotAllowed>().is_none() {
        let allowed: Vec<_> = method::refused(rejection).collect();
        response.headers_mut().extend(HeaderValue::try_from(allowed.join(",")).ok().map(|value| (ALLOW, value)));
    }
    response
}

/// A filter of this crate refuses a request with this status and text, and ranks as warp's own filters do.
pub(crate) struct Refusal<const STATUS: u16>(pub(crate) String);

impl<const STATUS: u16> Refusal<STATUS> {
    pub(crate) fn rejection(text: impl Into<String>) -> Rejection {
        reject::custom(Self(text.into()))
    }
}

impl<const STATUS: u16> Reject for Refusal<STATUS> {}

impl<const STATUS: u16> fmt::Debug for Refusal<STATUS> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Refusal{STATUS}")
    }
}

impl<const STATUS: u16> fmt::Display for Refusal<STATUS> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

static OWN: [fn(&Rejection) -> bool; 4] =
    [has::<Refusal<400>>, has::<Refusal<404>>, has::<Refusal<413>>, has::<Refusal<415>>];

fn has<T: 'static>(rejection: &Rejection) -> bool {
    rejection.find::<T>().is_some()
}

/// A cause that is known: the name of its type, its status, and its text if it is there, from its debug text if need be.
type Known = (&'static str, u16, fn(&Rejection, &str) -> Option<String>);

static KNOWN: &[Known] = &[
    ("MethodNotAllowed", 405, shown::<reject::MethodNotAllowed>),
    ("InvalidHeader", 400, shown::<reject::InvalidHeader>),
    ("MissingHeader", 400, shown::<reject::MissingHeader>),
    ("MissingCookie", 400, shown::<reject::MissingCookie>),
    ("InvalidQuery", 400, shown::<reject::InvalidQuery>),
    ("LengthRequired", 411, shown::<reject::LengthRequired>),
    ("PayloadTooLarge", 413, shown::<reject::PayloadTooLarge>),
    ("UnsupportedMediaType", 415, shown::<reject::UnsupportedMediaType>),
    ("BodyDeserializeError", 400, shown::<warp::body::BodyDeserializeError>),
    ("CorsForbidden", 403, shown::<warp::cors::CorsForbidden>),
    ("MissingExtension", 500, shown::<warp::ext::MissingExtension>),
    // Types that cannot be named: private to warp, or behind one of its features. The texts are letter by letter warp's.
    ("BodyReadError", 400, |_, cause| Some(read_error(cause).to_owned())),
    ("BodyConsumedMultipleTimes", 500, |_, _| Some("Request body consumed multiple times".to_owned())),
    ("FileOpenError", 500, |_, _| Some("file open error".to_owned())),
    ("FilePermissionError", 403, |_, _| Some("file perimission error".to_owned())),
    ("MissingConnectionUpgrade", 400, |_, _| Some("Connection header did not include 'upgrade'".to_owned())),
    // This crate's.
    ("WrongMethod", 405, |_, _| Some(String::new())),
    ("Refusal400", 400, shown::<Refusal<400>>),
    ("Refusal404", 404, shown::<Refusal<404>>),
    ("Refusal413", 413, shown::<Refusal<413>>),
    ("Refusal415", 415, shown::<Refusal<415>>),
];

fn shown<T: fmt::Display + 'static>(rejection: &Rejection, _: &str) -> Option<String> {
    // Of several causes of one type it is the first, and so is the preferred one.
    rejection.find::<T>().map(ToString::to_string)
}

/// The text without what went wrong, which cannot be read, except where that is a limit of a middleware.
fn read_error(cause: &str) -> &'static str {
    let limited = cause.contains("LengthLimitError");
    if limited { "Request body read error: length limit exceeded" } else { "Request body read error" }
}

/// The status and the text of the cause that warp would answer with: 404 is the last choice and 405 the one before,
/// else the highest status counts, and of equals the first.
///
/// warp shows the order of causes in the debug text of a rejection only.
fn preferred(rejection: &Rejection) -> (u16, String) {
    let debug = format!("{rejection:?}");
    let inner = debug.strip_prefix("Rejection(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(&debug);
    let causes = match inner.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(list) => split(list),
        None => vec![inner],
    };
    let rank = |status: u16| match status {
        404 => 0,
        405 => 1,
        status => status,
    };
    let answers = causes.into_iter().map(|cause| {
        let name = cause.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let known = KNOWN.iter().find(|(known, ..)| *known == name);
        let known = known.and_then(|(_, status, text)| Some((*status, text(rejection, cause)?)));
        known.unwrap_or_else(|| (500, format!("Unhandled rejection: {cause}")))
    });
    let best = answers.reduce(|best, next| if rank(next.0) > rank(best.0) { next } else { best });
    best.unwrap_or_else(|| (500, debug.clone()))
}

/// The items of a list in a debug text.
fn split(list: &str) -> Vec<&str> {
    let (mut items, mut start, mut depth, mut quoted, mut escaped) = (Vec::new(), 0, 0_usize, false, false);
    for (at, byte) in list.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                items.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(list[start..].trim());
    items
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_list_is_split_where_its_items_end() {
        for (list, items) in [
            ("A", &["A"][..]),
            ("A, B { c: 1, d: [2, 3] }, E(F, G)", &["A", "B { c: 1, d: [2, 3] }", "E(F, G)"]),
            (r#"A("x, \"y, ("), B"#, &[r#"A("x, \"y, (")"#, "B"]),
            ("A), B", &["A)", "B"]),
        ] {
            assert_eq!(split(list), items);
        }
    }
}
