//! Bodies that are refused as on other frameworks.
//!
//! warp's own filters take a body without a content type, read it to its end however long it is, and do not tell a
//! broken syntax from a wrong type. These insist on the content type, read no more than a limit, and tell them apart.

use std::fmt::Display;
use std::future::{poll_fn, ready};
use std::pin::pin;

use bytes::BufMut;
use mime::Mime;
use serde::de::DeserializeOwned;
use warp::http::HeaderValue;
use warp::{Buf, Filter, Rejection, Stream};

use crate::rejection::Refusal;

/// How long a body may be, in bytes, where nothing else is said: 2 MiB.
pub const LIMIT: usize = 2 * 1024 * 1024;

/// A JSON body of at most [`LIMIT`] bytes.
///
/// It is refused with `media_type_unsupported` unless its content type is JSON, with `body_malformed` when it is none
/// or breaks off, with `body_invalid` when it does not fit the type, and with `body_too_large`.
///
/// ```
/// use faultwire_warp::faultwire::Renderer;
/// use tower::ServiceExt;
/// use warp::Filter;
/// use warp::http::Request;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let double = warp::path!("double").and(faultwire_warp::body::json()).map(|n: u32| (n * 2).to_string());
/// let service = faultwire_warp::service(double, Renderer::default());
/// let ask = |content_type, body: &str| {
///     let request = Request::post("/double").header("content-type", content_type).body(body.to_owned());
///     request.map(|request| service.clone().oneshot(request))
/// };
/// assert_eq!(ask("application/json", "21")?.await?.status(), 200);
/// assert_eq!(ask("application/json", "{")?.await?.status(), 400);
/// assert_eq!(ask("text/plain", "21")?.await?.status(), 415);
/// # Ok(())
/// # }
/// ```
pub fn json<T: DeserializeOwned + Send>() -> impl Filter<Extract = (T,), Error = Rejection> + Copy {
    json_up_to(LIMIT)
}

/// A JSON body of at most so many bytes, refused as by [`json`].
///
/// ```
/// use warp::Filter;
///
/// let small = warp::path!("small").and(faultwire_warp::body::json_up_to(100)).map(|text: String| text);
/// # let _ = small;
/// ```
pub fn json_up_to<T: DeserializeOwned + Send>(limit: usize) -> impl Filter<Extract = (T,), Error = Rejection> + Copy {
    let is_json = |mime: &Mime| {
        mime.type_() == mime::APPLICATION && (mime.subtype() == mime::JSON || mime.suffix() == Some(mime::JSON))
    };
    content_type(is_json, "Expected request with `Content-Type: application/json`").and(whole(limit)).and_then(
        |body: Vec<u8>| {
            ready(serde_json::from_slice(&body).map_err(|error| {
                if error.is_data() {
                    malformed("Failed to deserialize the JSON body into the target type", &error)
                } else {
                    malformed("Failed to parse the request body as JSON", &error)
                }
            }))
        },
    )
}

/// A form in the body of at most [`LIMIT`] bytes.
///
/// It is refused with `media_type_unsupported` unless its content type is `application/x-www-form-urlencoded`, with
/// `body_invalid` when it does not fit the type, with `body_malformed` when it breaks off, and with `body_too_large`.
///
/// ```
/// use std::collections::HashMap;
///
/// use warp::Filter;
///
/// let fields = warp::path!("form").and(faultwire_warp::body::form());
/// let count = fields.map(|fields: HashMap<String, String>| fields.len().to_string());
/// # let _ = count;
/// ```
pub fn form<T: DeserializeOwned + Send>() -> impl Filter<Extract = (T,), Error = Rejection> + Copy {
    form_up_to(LIMIT)
}

/// A form in the body of at most so many bytes, refused as by [`form`].
///
/// ```
/// use std::collections::HashMap;
///
/// use warp::Filter;
///
/// let fields = warp::path!("form").and(faultwire_warp::body::form_up_to(100));
/// let count = fields.map(|fields: HashMap<String, String>| fields.len().to_string());
/// # let _ = count;
/// ```
pub fn form_up_to<T: DeserializeOwned + Send>(limit: usize) -> impl Filter<Extract = (T,), Error = Rejection> + Copy {
    let is_form = |mime: &Mime| mime.type_() == mime::APPLICATION && mime.subtype() == mime::WWW_FORM_URLENCODED;
    content_type(is_form, "Form requests must have `Content-Type: application/x-www-form-urlencoded`")
        .and(whole(limit))
        .and_then(|body: Vec<u8>| {
            let form = serde_urlencoded::from_bytes(&body);
            ready(form.map_err(|error| malformed("Failed to deserialize form body", error)))
        })
}

fn malformed(what: &str, error: impl Display) -> Rejection {
    Refusal::<400>::rejection(format!("{what}: {error}"))
}

fn content_type(
    fits: impl Fn(&Mime) -> bool + Copy + Send,
    otherwise: &'static str,
) -> impl Filter<Extract = (), Error = Rejection> + Copy {
    let check = move |value: Option<HeaderValue>| {
        let mime = value.and_then(|value| value.to_str().ok()?.parse().ok());
        let fits = mime.is_some_and(|mime| fits(&mime));
        ready(if fits { Ok(()) } else { Err(Refusal::<415>::rejection(otherwise)) })
    };
    let missing = |_| ready(Ok::<_, Rejection>((None,)));
    warp::header::value("content-type").map(Some).or_else(missing).and_then(check).untuple_one()
}

fn whole(limit: usize) -> impl Filter<Extract = (Vec<u8>,), Error = Rejection> + Copy {
    warp::body::stream().and_then(move |stream| read(stream, limit))
}

async fn read<B: Buf>(
    stream: impl Stream<Item = Result<B, warp::Error>> + Send,
    limit: usize,
) -> Result<Vec<u8>, Rejection> {
    let mut stream = pin!(stream);
    let mut body = Vec::new();
    while let Some(chunk) = poll_fn(|cx| stream.as_mut().poll_next(cx)).await {
        let chunk = chunk.map_err(|error| malformed("Failed to buffer the request body", error))?;
        if chunk.remaining() > limit - body.len() {
            return Err(Refusal::<413>::rejection("length limit exceeded"));
        }
        body.put(chunk);
    }
    Ok(body)
}
