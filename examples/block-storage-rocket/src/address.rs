//! The address that a client used, for links back to it.

use std::convert::Infallible;

use rocket::Request;
use rocket::request::{FromRequest, Outcome};

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

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Address {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Infallible> {
        let host = request.headers().get_one("host").unwrap_or("localhost");
        Outcome::Success(Self { origin: format!("http://{host}"), path: request.uri().path().to_string() })
    }
}
