//! Path parameters that are text.

use std::future::{Ready, ready};
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use faultwire::protocol;
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;

use crate::FaultResponse;

/// The parameters of a path, as [`web::Path`], but for addresses that are no UTF-8: they name nothing
/// ([`PATH_INVALID`](protocol::PATH_INVALID), 404).
///
/// `web::Path` puts U+FFFD in place of what is no UTF-8 (RFC 3986 section 2.5), so that a handler looks for something
/// that nobody asked for.
///
/// ```
/// use actix_web::{App, web};
/// use faultwire_actix_web::faultwire::Renderer;
/// use faultwire_actix_web::{FaultMiddleware, Path};
///
/// async fn volume(id: Path<String>) -> String {
///     id.into_inner()
/// }
///
/// # #[actix_web::main]
/// # async fn main() {
/// let faults = FaultMiddleware::new(Renderer::default());
/// let app = App::new().route("/volumes/{id}", web::get().to(volume)).wrap(faults);
/// # use actix_web::test::{TestRequest, call_service, init_service, read_body};
/// # let app = init_service(app).await;
/// let fine = call_service(&app, TestRequest::get().uri("/volumes/%C3%A9").to_request()).await;
/// assert_eq!(read_body(fine).await, "é");
/// let refused = call_service(&app, TestRequest::get().uri("/volumes/%FF").to_request()).await;
/// assert_eq!(refused.status(), 404);
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Path<T>(T);

impl<T> Path<T> {
    /// The parameters.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Path<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned> FromRequest for Path<T> {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if percent_decode_str(request.uri().path()).decode_utf8().is_err() {
            return ready(Err(FaultResponse::from(&protocol::PATH_INVALID).into()));
        }
        let found = web::Path::from_request(request, payload).into_inner();
        ready(found.map(|path: web::Path<T>| Self(path.into_inner())))
    }
}
