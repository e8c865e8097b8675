//! The address that a client used, for links back to it.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::header::HOST;
use axum::http::request::Parts;

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

impl<S: Send + Sync> FromRequestParts<S> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let OriginalUri(uri) = OriginalUri::from_request_parts(parts, state).await?;
        let header = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
        let host = header.or_else(|| uri.authority().map(|authority| authority.as_str())).unwrap_or("localhost");
        Ok(Self { origin: format!("http://{host}"), path: uri.path().to_owned() })
    }
}
