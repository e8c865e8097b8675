//! What is kept with a request: rocket's catchers and fairings see nothing of an error but its status.

use std::sync::{Mutex, MutexGuard, PoisonError};

use faultwire::{Fault, IntoFault, RequestContext};
use rocket::Request;
use rocket::http::Status;

use crate::FaultResponse;

/// It is set once for each request, and so is a place rather than a value.
#[derive(Default)]
struct Place(Mutex<Local>);

#[derive(Default)]
pub(crate) struct Local {
    /// The last fault, and whether an answer for it was rendered.
    pub(crate) fault: Option<Fault>,
    pub(crate) rendered: bool,
    /// Why the request was turned away from its route, and the request as it came.
    pub(crate) turned_away: Option<(Fault, RequestContext)>,
}

pub(crate) fn local<'r>(request: &'r Request<'_>) -> MutexGuard<'r, Local> {
    request.local_cache(Place::default).0.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Refuses a request with a fault: what a guard returns as [`Outcome::Error`](rocket::outcome::Outcome::Error).
///
/// rocket hands catchers the status of an error and nothing else; the fault is kept with the request until then.
///
/// ```
/// use faultwire_rocket::faultwire::{Fault, protocol};
/// use faultwire_rocket::{FaultResponse, refuse};
/// use rocket::Request;
/// use rocket::request::{FromRequest, Outcome};
///
/// struct Caller(String);
///
/// #[rocket::async_trait]
/// impl<'r> FromRequest<'r> for Caller {
///     type Error = FaultResponse;
///
///     async fn from_request(request: &'r Request<'_>) -> Outcome<Self, FaultResponse> {
///         match request.headers().get_one("x-caller") {
///             Some(name) => Outcome::Success(Self(name.to_owned())),
///             None => {
///                 let fault = Fault::new(&protocol::UNAUTHENTICATED).with_header("www-authenticate", "Bearer");
///                 Outcome::Error(refuse(request, fault))
///             }
///         }
///     }
/// }
/// ```
pub fn refuse(request: &Request<'_>, fault: impl IntoFault) -> (Status, FaultResponse) {
    let fault = fault.into_fault();
    local(request).fault = Some(fault.clone());
    (Status::new(fault.status()), fault.into())
}

/// The fault that a request was refused or answered with, for fairings and catchers of the service's own, and for
/// tests.
///
/// ```
/// use faultwire_rocket::carried;
/// use rocket::fairing::AdHoc;
///
/// let count = AdHoc::on_response("count", |request, _| {
///     Box::pin(async move {
///         if let Some(fault) = carried(request) {
///             println!("one more {}", fault.code());
///         }
///     })
/// });
/// # let _ = count;
/// ```
pub fn carried(request: &Request<'_>) -> Option<Fault> {
    local(request).fault.clone()
}
