//! Bodies that are refused as on other frameworks.

use std::io;

use faultwire::protocol::{self, Origin};
use faultwire::{Fault, FaultType, TextRule};
use rocket::data::{ByteUnit, FromData, Limits, Outcome};
use rocket::form::error::ErrorKind;
use rocket::form::{self, Error, Errors, FromForm};
use rocket::http::Status;
use rocket::{Data, Request};
use serde::de::DeserializeOwned;

use crate::FaultResponse;
use crate::local::refuse;
use crate::query::shown;
use crate::response::renderer;

/// A JSON body, up to the limit `json`, as of rocket's own `Json`.
///
/// It is refused with `media_type_unsupported` unless its content type is JSON, with `body_malformed` when it is none
/// or breaks off, with `body_invalid` when it does not fit the type, and with `body_too_large`.
///
/// ```
/// use faultwire_rocket::Json;
///
/// #[rocket::post("/double", data = "<n>")]
/// fn double(n: Json<u32>) -> String {
///     (*n * 2).to_string()
/// }
/// # let _ = rocket::routes![double];
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Json<T>(pub T);

#[rocket::async_trait]
impl<'r, T: DeserializeOwned> FromData<'r> for Json<T> {
    type Error = FaultResponse;

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        if !is_json(request) {
            let text = "Expected request with `Content-Type: application/json`";
            return Outcome::Error(refuse(request, told(request, &protocol::MEDIA_TYPE_UNSUPPORTED, text)));
        }
        let body = match whole(request, data, "json", Limits::JSON).await {
            Ok(body) => body,
            Err(fault) => return Outcome::Error(refuse(request, fault)),
        };
        match serde_json::from_slice(&body) {
            Ok(value) => Outcome::Success(Self(value)),
            Err(error) => {
                let (fault_type, what) = match error.is_data() {
                    true => (&protocol::BODY_INVALID, "Failed to deserialize the JSON body into the target type"),
                    false => (&protocol::BODY_MALFORMED, "Failed to parse the request body as JSON"),
                };
                Outcome::Error(refuse(request, told(request, fault_type, &format!("{what}: {error}"))))
            }
        }
    }
}

/// rocket's own parser of media types does not take `application/json;`, whose parameter is empty, as RFC 9110 allows.
fn is_json(request: &Request<'_>) -> bool {
    let given = request.headers().get_one("content-type").unwrap_or_default();
    let (essence, _) = given.split_once(';').unwrap_or((given, ""));
    essence.trim().split_once('/').is_some_and(|(top, sub)| {
        let (_, suffix) = sub.rsplit_once('+').unwrap_or(("", sub));
        top.eq_ignore_ascii_case("application") && suffix.eq_ignore_ascii_case("json")
    })
}

/// A form in the body, up to the limit `form` or `data-form`, as of [`rocket::form::Form`].
///
/// It is refused with `media_type_unsupported` unless its content type is that of a form, with `body_invalid` when it
/// does not fit the type, with `body_malformed` when it is none or breaks off, and with `body_too_large`.
///
/// ```
/// use faultwire_rocket::Form;
///
/// #[derive(rocket::FromForm)]
/// struct Volume<'r> {
///     name: &'r str,
/// }
///
/// #[rocket::post("/volumes", data = "<volume>")]
/// fn create(volume: Form<Volume<'_>>) -> String {
///     volume.name.to_owned()
/// }
/// # let _ = rocket::routes![create];
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form<T>(pub T);

#[rocket::async_trait]
impl<'r, T: FromForm<'r>> FromData<'r> for Form<T> {
    type Error = FaultResponse;

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        match form::Form::<T>::from_data(request, data).await {
            Outcome::Success(form) => Outcome::Success(Self(form.into_inner())),
            Outcome::Error((_, errors)) => Outcome::Error(refuse(request, of_form(request, errors))),
            Outcome::Forward(_) => {
                let text = "Form requests must have `Content-Type: application/x-www-form-urlencoded`";
                Outcome::Error(refuse(request, told(request, &protocol::MEDIA_TYPE_UNSUPPORTED, text)))
            }
        }
    }
}

fn of_form(request: &Request<'_>, errors: Errors<'_>) -> Fault {
    let fault_type = what_is_wrong(request, &errors);
    let text = format!("Failed to deserialize form body: {}", shown(&errors));
    let fault = told(request, fault_type, &text);
    match errors.into_iter().find_map(here) {
        Some(error) if fault.is(&protocol::INTERNAL) => fault.with_source(error),
        _ => fault,
    }
}

/// The error of i/o that is this machine's, such as that of a file which the form is kept in.
fn here(error: Error<'_>) -> Option<io::Error> {
    match error.kind {
        ErrorKind::Io(error) if !is_the_clients(&error) => Some(error),
        _ => None,
    }
}

/// Whether an error of i/o comes from the connection, or from what was sent. Those of hyper's are `Other`.
fn is_the_clients(error: &io::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, InvalidData, Other, TimedOut, UnexpectedEof};
    let kinds = [BrokenPipe, ConnectionAborted, ConnectionReset, InvalidData, Other, TimedOut, UnexpectedEof];
    kinds.contains(&error.kind())
}

/// What the errors of a form say: a form that breaks off, or is cut off, lacks fields for no other reason.
fn what_is_wrong(request: &Request<'_>, errors: &Errors<'_>) -> &'static FaultType {
    use ErrorKind::{InvalidLength, Io, Multipart};
    let any = |is: &dyn Fn(&Error<'_>) -> bool| errors.iter().any(is);
    if any(&|error| matches!(&error.kind, Io(error) if !is_the_clients(error))) {
        return &protocol::INTERNAL;
    }
    if any(&|error| matches!(error.kind, InvalidLength { min: None, max: None })) {
        return &protocol::BODY_MALFORMED;
    }
    // rocket says the same of a field that is longer than the form has it; in a multipart form that may be a file.
    let files = request.content_type().is_some_and(|given| given.is_form_data());
    if any(&|error| error.status() == Status::PayloadTooLarge && (files || error.name.is_none())) {
        return &protocol::BODY_TOO_LARGE;
    }
    if any(&|error| matches!(error.kind, Io(_) | Multipart(_))) {
        return &protocol::BODY_MALFORMED;
    }
    // Of an error that it does not know rocket says 500.
    if errors.status().code >= 500 { &protocol::INTERNAL } else { &protocol::BODY_INVALID }
}

/// A whole body, up to the limit `bytes`: refused with `body_too_large`, and with `body_malformed` when it breaks off.
///
/// ```
/// use faultwire_rocket::Body;
///
/// #[rocket::put("/image", data = "<image>")]
/// fn image(image: Body) -> String {
///     image.len().to_string()
/// }
/// # let _ = rocket::routes![image];
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body(pub Vec<u8>);

#[rocket::async_trait]
impl<'r> FromData<'r> for Body {
    type Error = FaultResponse;

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        match whole(request, data, "bytes", Limits::BYTES).await {
            Ok(body) => Outcome::Success(Self(body)),
            Err(fault) => Outcome::Error(refuse(request, fault)),
        }
    }
}

async fn whole(request: &Request<'_>, data: Data<'_>, limit: &str, otherwise: ByteUnit) -> Result<Vec<u8>, Fault> {
    let limit = request.limits().get(limit).unwrap_or(otherwise);
    match data.open(limit).into_bytes().await {
        Ok(body) if body.is_complete() => Ok(body.into_inner()),
        Ok(_) => {
            Err(told(request, &protocol::BODY_TOO_LARGE, "Failed to buffer the request body: length limit exceeded"))
        }
        Err(error) => Err(cut_off(request, &error)),
    }
}

fn cut_off(request: &Request<'_>, error: &io::Error) -> Fault {
    told(request, &protocol::BODY_MALFORMED, &format!("Failed to buffer the request body: {error}"))
}

/// A fault whose message is what went wrong, where the configuration shows that.
pub(crate) fn told(request: &Request<'_>, fault_type: &'static FaultType, text: &str) -> Fault {
    let rule = TextRule { prefix: "", fault_type };
    match renderer(request) {
        Some(renderer) => renderer.classify(fault_type.status(), Origin::Routed, text.as_bytes(), &[rule]),
        None => Fault::new(fault_type),
    }
}

macro_rules! wrapper {
    ([$($parameter:ident)?] $wrapper:ty, $inner:ty) => {
        impl<$($parameter)?> $wrapper {
            /// What is in it.
            pub fn into_inner(self) -> $inner {
                self.0
            }
        }

        impl<$($parameter)?> std::ops::Deref for $wrapper {
            type Target = $inner;

            fn deref(&self) -> &$inner {
                &self.0
            }
        }

        impl<$($parameter)?> std::ops::DerefMut for $wrapper {
            fn deref_mut(&mut self) -> &mut $inner {
                &mut self.0
            }
        }
    };
}

wrapper!([T] Json<T>, T);
wrapper!([T] Form<T>, T);
wrapper!([] Body, Vec<u8>);
pub(crate) use wrapper;
