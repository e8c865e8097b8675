//! What is kept with a request: rocket's catchers and fairings see nothing of an error but its status.

use std::sync::{Mutex, MutexGuard, PoisonError};

use faultwire::{Fault, IntoFault, RequestContext};
use rocket::Request;
use rocket::http::Status;

use crate::{FaultResponse, routes};

/// It is set once for each request, and so is a place rather than a value.
#[derive(Default)]
struct Place(Mutex<Local>);

#[derive(Default)]
pub(crate) struct Local {
    /// The last fault that something refused the request with, and the route that was tried then.
    refused: Option<(Fault, Option<Identity>)>,
    /// The last fault that an answer was rendered for.
    pub(crate) answered: Option<Fault>,
    /// Whether that answer failed, which a soft fault's does not.
    pub(crate) rendered: bool,
    /// Why the request was turned away from its route, and the request as it came.
    pub(crate) turned_away: Option<(Fault, RequestContext)>,
}

/// Which route it is: where it is kept. It stays there for as long as the service runs.
type Identity = usize;

fn tried(request: &Request<'_>) -> Option<Identity> {
    routes::matched(request).map(|route| std::ptr::from_ref(route).addr())
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
    local(request).refused = Some((fault.clone(), tried(request)));
    (Status::new(fault.status()), fault.into())
}

/// The fault that the last route refused a request with, for catchers of the service's own.
///
/// ```
/// use faultwire_rocket::refused;
/// use rocket::Request;
///
/// #[rocket::catch(403)]
/// fn forbidden(request: &Request<'_>) -> String {
///     refused(request).map_or_else(|| "no".to_owned(), |fault| fault.code().to_owned())
/// }
/// # let _ = rocket::catchers![forbidden];
/// ```
pub fn refused(request: &Request<'_>) -> Option<Fault> {
    let tried = tried(request);
    // Another route has had its say since.
    local(request).refused.as_ref().filter(|(_, route)| *route == tried).map(|(fault, _)| fault.clone())
}

/// The fault that a request was answered with, for fairings that come after this crate's, and for tests.
///
/// It is `None` for a success, though a guard refused on the way to it, and for an answer of the service's own.
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
    local(request).answered.clone()
}
