//! Methods of which a refusal tells those that are allowed.
//!
//! warp's own filters refuse a wrong method without saying which would do. These do the same and remember theirs: a 405
//! has an `Allow` with the methods of all routes that the path fits.
//!
//! Put them after the filters of the path, and use them for all routes of a path: where one of warp's own has refused
//! the request as well, the list would not be complete and is not sent.
//!
//! ```
//! use faultwire_warp::faultwire::Renderer;
//! use faultwire_warp::method;
//! use tower::ServiceExt;
//! use warp::Filter;
//! use warp::http::Request;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let list = warp::path!("volumes").and(method::get()).map(|| "none");
//! let create = warp::path!("volumes").and(method::post()).map(|| "created");
//! let service = faultwire_warp::service(list.or(create), Renderer::default());
//!
//! let answer = service.oneshot(Request::delete("/volumes").body(String::new())?).await?;
//! assert_eq!(answer.status(), 405);
//! assert_eq!(answer.headers()["allow"], "GET,POST");
//! # Ok(())
//! # }
//! ```

use std::fmt;
use std::future::ready;

use http::Method;
use warp::reject::{Reject, Rejection};
use warp::{Filter, reject};

macro_rules! methods {
    ($($name:ident $method:ident $at:literal)*) => {
        $(
            #[doc = concat!("Takes `", stringify!($method), "` alone.")]
            ///
            /// ```
            #[doc = concat!("let route = warp::Filter::and(warp::path!(\"volumes\"), faultwire_warp::method::", stringify!($name), "());")]
            /// # let _ = route;
            /// ```
            pub fn $name() -> impl Filter<Extract = (), Error = Rejection> + Copy {
                only::<$at>()
            }
        )*

        static METHODS: &[(Method, fn(&Rejection) -> bool)] =
            &[$((Method::$method, |rejection| rejection.find::<WrongMethod<$at>>().is_some())),*];
    };
}

methods! {
    get GET 0
    head HEAD 1
    post POST 2
    put PUT 3
    delete DELETE 4
    patch PATCH 5
    options OPTIONS 6
}

fn only<const AT: usize>() -> impl Filter<Extract = (), Error = Rejection> + Copy {
    let check =
        |method: Method| ready(if method == METHODS[AT].0 { Ok(()) } else { Err(reject::custom(WrongMethod::<AT>)) });
    warp::method().and_then(check).untuple_one()
}

/// The methods that routes would have taken.
pub(crate) fn refused(rejection: &Rejection) -> impl Iterator<Item = &'static str> {
    METHODS.iter().filter(|(_, found)| found(rejection)).map(|(method, _)| method.as_str())
}

/// A route would have taken the method at this place.
struct WrongMethod<const AT: usize>;

impl<const AT: usize> Reject for WrongMethod<AT> {}

impl<const AT: usize> fmt::Debug for WrongMethod<AT> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WrongMethod")
    }
}
