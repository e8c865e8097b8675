//! The address that a client used, for links back to it.

use std::convert::Infallible;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::HOST;
use actix_web::{FromRequest, HttpRequest};

/// The address of a request without its query: `http://HOST/path`.
pub(crate) struct Address {
    origin: String,
    path: String,
}

impl Address {
    /// The absolute address of a path.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The address of something below this one.
    pub(crate) fn below(&self, name: &str) -> String {
        self.at(&format!("{}/{name}", self.path.trim_end_matches('/')))
    }

    /// This address with another query.
    pub(crate) fn with_query(&self, query: &str) -> String {
        self.at(&format!("{}?{query}", self.path))
    }
}

impl FromRequest for Address {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get(HOST).and_then(|host| host.to_str().ok());
        let host = header.or_else(|| request.uri().host()).unwrap_or("localhost");
        ready(Ok(Self { origin: format!("http://{host}"), path: request.uri().path().to_owned() }))
    }
}
