//! Parameters of paths that are told from unknown routes.
//!
//! warp takes a parameter that cannot be one for another route: a 404 that does not say why. With
//! [`path!`](crate::path!) and [`param`] the fault is `path_invalid`, when no other route takes the request.
//!
//! Unlike warp's own, these parameters have their percent-encoding undone, as on other frameworks; what is no UTF-8
//! then cannot be a parameter.

use std::convert::Infallible;
use std::future::ready;
use std::str::FromStr;

use percent_encoding::percent_decode_str;
use warp::{Filter, Rejection};

use crate::rejection::Refusal;

/// One segment of the path as a parameter.
///
/// What follows it in the path is not looked at when it cannot be one; [`path!`](crate::path!) does that.
///
/// ```
/// use faultwire_warp::faultwire::Renderer;
/// use tower::ServiceExt;
/// use warp::Filter;
/// use warp::http::Request;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let volume = warp::path("volumes").and(faultwire_warp::path::param()).map(|id: u32| id.to_string());
/// let renderer = Renderer::builder().style("openstack").build()?;
/// let service = faultwire_warp::service(volume, renderer);
/// assert_eq!(service.clone().oneshot(Request::get("/volumes/7").body(String::new())?).await?.status(), 200);
/// assert_eq!(service.oneshot(Request::get("/volumes/x").body(String::new())?).await?.status(), 404);
/// # Ok(())
/// # }
/// ```
pub fn param<T: FromStr + Send + 'static>() -> impl Filter<Extract = (T,), Error = Rejection> + Copy {
    warp::path::param().and_then(|segment: Segment<T>| ready(checked(segment)))
}

/// A segment that was looked at. For the macro alone.
#[doc(hidden)]
#[derive(Debug)]
pub struct Segment<T>(Result<T, String>);

impl<T: FromStr> FromStr for Segment<T> {
    type Err = Infallible;

    fn from_str(segment: &str) -> Result<Self, Infallible> {
        let decoded = percent_decode_str(segment).decode_utf8();
        Ok(Self(match decoded {
            Ok(text) => text.parse().map_err(|_| format!("Invalid URL: Cannot parse `{text}`")),
            Err(_) => Err("Invalid URL: Invalid UTF-8 in a path parameter".to_owned()),
        }))
    }
}

/// The parameter, or a rejection of the request. For the macro alone.
#[doc(hidden)]
pub fn checked<T>(Segment(parameter): Segment<T>) -> Result<T, Rejection> {
    parameter.map_err(Refusal::<404>::rejection)
}

/// A whole path, written as for [`warp::path!`](macro@warp::path), whose parameters are told from unknown routes.
///
/// A parameter counts as wrong only where everything else of the path fits.
///
/// ```
/// use faultwire_warp::faultwire::Renderer;
/// use http_body_util::BodyExt;
/// use tower::ServiceExt;
/// use warp::Filter;
/// use warp::http::Request;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let snapshot = faultwire_warp::path!("volumes" / u32 / "snapshots" / String).map(|id, name| format!("{id} {name}"));
/// let renderer = Renderer::builder().style("status-text").build()?;
/// let service = faultwire_warp::service(snapshot, renderer);
/// for (path, code) in [("/volumes/x/snapshots/a", "path_invalid"), ("/volumes/x/backups/a", "route_not_found")] {
///     let answer = service.clone().oneshot(Request::get(path).body(String::new())?).await?;
///     let body = answer.into_body().collect().await?.to_bytes();
///     assert!(String::from_utf8_lossy(&body).contains(code));
/// }
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! path {
    () => { $crate::private::warp::path::end() };
    ($first:tt $(/ $rest:tt)*) => {
        $crate::__path!($crate::private::warp::any(); []; $first $(/ $rest)*)
    };
}

/// What is matched so far; the parameters in it; what comes.
#[doc(hidden)]
#[macro_export]
macro_rules! __path {
    ($sum:expr; [$($param:ident)*]; ..) => { $crate::__path!(@checked $sum; [$($param)*]) };
    ($sum:expr; [$($param:ident)*]; ) => {
        $crate::__path!(@checked $crate::private::warp::Filter::and($sum, $crate::private::warp::path::end()); [$($param)*])
    };
    ($sum:expr; [$($param:ident)*]; $segment:literal $(/ $($rest:tt)+)?) => {
        $crate::__path!(
            $crate::private::warp::Filter::and($sum, $crate::private::warp::path($segment));
            [$($param)*]; $($($rest)+)?
        )
    };
    ($sum:expr; [$($param:ident)*]; $type:ident $(/ $($rest:tt)+)?) => {
        $crate::__path!(
            $crate::private::warp::Filter::and(
                $sum,
                $crate::private::warp::path::param::<$crate::path::Segment<$type>>()
            );
            [$($param)* segment]; $($($rest)+)?
        )
    };
    (@checked $sum:expr; []) => { $sum };
    (@checked $sum:expr; [$($param:ident)+]) => {
        $crate::private::warp::Filter::untuple_one($crate::private::warp::Filter::and_then($sum, |$($param),+| {
            let checked = || ::core::result::Result::<_, $crate::private::warp::Rejection>::Ok(($($crate::path::checked($param)?,)+));
            $crate::private::ready(checked())
        }))
    };
}
