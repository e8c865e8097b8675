//! The address that a client used, for links back to it.

use std::convert::Infallible;

use warp::path::FullPath;
use warp::{Filter, Rejection};

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

/// The address of a request; a host that is no text counts for nothing.
pub(crate) fn address() -> impl Filter<Extract = (Address,), Error = Infallible> + Copy {
    let host = || {
        let none = |_: Rejection| async { Ok::<_, Infallible>((None,)) };
        warp::header::optional::<String>("host").or_else(none)
    };
    host().and(warp::path::full()).map(|host: Option<String>, path: FullPath| {
        let host = host.unwrap_or_else(|| "localhost".to_owned());
        Address { origin: format!("http://{host}"), path: path.as_str().to_owned() }
    })
}
